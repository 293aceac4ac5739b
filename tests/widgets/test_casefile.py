from __future__ import annotations

import sqlite3
import zipfile
from datetime import UTC, datetime

import pytest

from casekit.casebook import open_case
from casekit.widgets.archive import download_link, zip_case
from casekit.widgets.casefile import CaseFileSection
from tests.widgets.conftest import HOSTILE, is_alert, press, section


@pytest.fixture
def file(workbook, imported):
    return section(workbook, CaseFileSection)


def test_evidence_is_listed_with_its_contact(file):
    file.case.attach(b"ID3 sound", name=f"{HOSTILE}.mp3", incident=2)
    file.workbook.changed()
    assert "#2" in file._files.value and "recording" in file._files.value
    assert "<script>" not in file._files.value


def test_a_time_of_a_file_says_what_it_rests_on(file):
    file.case.attach(
        b"ID3", name="a.mp3", taken_at=datetime(2026, 1, 10, 14, 30, tzinfo=UTC), time_basis="file_metadata"
    )
    file.workbook.changed()
    assert "2026-01-10 22:30 · from the file&#x27;s own details" in file._files.value


def test_all_as_recorded(file):
    press(file._w_verify)
    assert "All is as recorded" in file.message.value
    assert file.case.head[1] in file._checked.value


def test_an_altered_file_is_named(file):
    kept = file.case.attach(b"ID3 sound", name="sound.mp3")
    path = file.case.evidence_path(kept.sha256)
    path.chmod(0o600)
    path.write_bytes(b"another sound")
    press(file._w_verify)
    assert "sound.mp3" in file._checked.value and 'role="alert"' in file._checked.value


def test_the_whole_case_is_one_zip_that_opens_elsewhere(file, tmp_path):
    file.case.attach(b"ID3 sound", name="sound.mp3", incident=1)
    press(file._w_zip)
    assert "Packed" in file.message.value and "not masked" in file._zip.value
    (path,) = file.case.export_folder.glob("*.zip")
    assert f'download="{path.name}"' in file._zip.value
    with zipfile.ZipFile(path) as pack:
        pack.extractall(tmp_path / "elsewhere")
    copy = open_case(tmp_path / "elsewhere" / file.case.folder.name)
    assert copy.head == file.case.head
    assert copy.verify() == []


def test_a_zip_is_whole_while_another_window_writes(case):
    other = sqlite3.connect(case.ledger.path)
    other.execute("BEGIN IMMEDIATE")
    try:
        path = zip_case(case)
    finally:
        other.rollback()
        other.close()
    assert zipfile.ZipFile(path).testzip() is None


def test_a_zip_that_cannot_be_written_is_told(file):
    file.case.export_folder.write_text("a file in the way")
    press(file._w_zip)
    assert is_alert(file.message)


def test_a_file_too_big_for_a_link_gets_none(tmp_path, monkeypatch):
    monkeypatch.setattr("casekit.widgets.archive._LARGEST_LINK", 3)
    path = tmp_path / "x.zip"
    path.write_bytes(b"1234")
    assert download_link(path, "Save") == ""
