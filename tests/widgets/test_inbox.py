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


def test_a_paper_is_kept_and_leaves_the_inbox(case):
    path = inbox.put(case, "合同.pdf", b"%PDF-1.7")
    inbox.keep_waiting(case, path)
    assert not path.exists()
    assert [(one.name, one.kind) for one in case.background().evidence] == [("合同.pdf", "document")]


def test_what_was_uploaded_for_a_contact_is_kept_with_it(imported):
    name = f"通话录音@{COLLECTOR}({COLLECTOR})_20260110223030.mp3"
    inbox.keep_as_evidence(imported, name, b"ID3 sound", imported.incident(3))
    (kept,) = [one for one in imported.background().evidence if one.kind == "recording"]
    assert (kept.name, kept.number, kept.incidents) == (name, COLLECTOR, (imported.incident(3).id,))
    assert inbox.waiting(imported) == []


def test_an_empty_file_for_a_contact_is_refused(imported):
    with pytest.raises(InputError, match=r"sound\.mp3 is empty"):
        inbox.keep_as_evidence(imported, "sound.mp3", b"", imported.incident(3))


def test_a_file_outside_the_inbox_is_never_deleted(case, tmp_path):
    path = tmp_path / "合同.pdf"
    path.write_bytes(b"%PDF-1.7")
    inbox.keep_waiting(case, path)
    assert path.exists()
