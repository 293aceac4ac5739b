from __future__ import annotations

import pytest

from casekit.errors import InputError, LedgerError
from casekit.widgets import inbox
from tests.widgets.conftest import COLLECTOR


@pytest.mark.parametrize("name", ["../../x.xml", "a/b.xml", "a\\b.xml", ".hidden", "", "🙂.xml", '<script>"x".xml'])
def test_no_name_leads_out_of_the_inbox(case, name):
    path = inbox.put(case, name, b"content")
    assert path.parent == inbox.folder_of(case)
    assert path in inbox.waiting(case)


def test_an_empty_file_is_refused(case):
    with pytest.raises(InputError, match=r"calls\.xml is empty"):
        inbox.put(case, "calls.xml", b"")
    assert inbox.waiting(case) == []


def test_the_same_file_twice_waits_once_and_another_of_its_name_beside_it(case):
    for content in (b"one", b"one", b"two"):
        inbox.put(case, "calls.xml", content)
    assert {path.name: path.read_bytes() for path in inbox.waiting(case)} == {
        "calls.xml": b"one",
        "calls (2).xml": b"two",
    }


def test_files_put_aside_under_one_name_are_all_there(case):
    for content in (b"one", b"two", b"one"):
        inbox.put_aside(inbox.put(case, "calls.xml", content))
    aside = inbox.folder_of(case) / inbox.ASIDE_NAME
    assert sorted(path.read_bytes() for path in aside.iterdir()) == [b"one", b"two"]


def test_a_file_that_cannot_be_moved_is_named(case):
    path = inbox.put(case, "calls.xml", b"one")
    (inbox.folder_of(case) / inbox.ASIDE_NAME).write_text("a file in the way")
    with pytest.raises(LedgerError, match=r"calls\.xml could not be moved"):
        inbox.put_aside(path)
    assert path.exists()


def test_a_recording_goes_to_the_only_call_that_it_can_be_of(imported):
    path = inbox.put(imported, f"通话录音@{COLLECTOR}({COLLECTOR})_20260110223030.mp3", b"ID3")
    kept = inbox.keep_waiting(imported, path)
    assert kept is not None and kept.no == 1
    assert not path.exists()


@pytest.mark.parametrize(
    "name",
    [
        f"通话录音@{COLLECTOR}({COLLECTOR})_20260110150000.mp3",
        "录音.mp3",
        "通话录音@17000000009(17000000009)_20260110223030.mp3",
    ],
)
def test_one_that_fits_no_call_is_kept_without(imported, name):
    assert inbox.keep_waiting(imported, inbox.put(imported, name, b"ID3")) is None
    assert [one.name for one in imported.background().evidence if one.kind == "recording"] == [name]
