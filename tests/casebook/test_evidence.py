"""The evidence store: byte for byte, once, under the hash, whatever the file is called."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import casekit
from casekit.casebook import Case
from casekit.casebook.evidence import kind_of, media_type_of
from casekit.errors import InputError, NotFoundError
from casekit.text import language

NAMES = (
    "录音 2026-01-05 22.30.m4a", "no suffix", ".hidden", "a.tar.gz", "quote'\"<b>.png", "emoji😡.jpg", "\u202egnp.exe",
    "x." + "m" * 300, "ends with dot.", "half\udcff.m4a", "UPPER.JPG", "a.中文",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_kept_byte_for_byte_whatever_its_name(case: Case, name: str) -> None:
    content = bytes(range(256)) * 5000
    one = case.attach(content, name=name)
    assert one.sha256 == hashlib.sha256(content).hexdigest()
    path = case.evidence_path(one.sha256)
    assert path.read_bytes() == content
    assert path.parent.name == one.sha256[:2] and path.name.isascii() and path.name.startswith(one.sha256)
    assert casekit.open_case(case.folder).background().evidence[0].name == name.replace("\udcff", "\ufffd")
    assert case.verify() == []


def test_the_same_bytes_are_stored_once_and_known_by_the_latest_words(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "a.m4a"
    path.write_bytes(b"sound")
    case.log(start="2026-01-05")
    first = case.attach(path, incident=1)
    second = case.attach(str(path), name="b.m4a", note="后来补的说明")
    assert first.sha256 == second.sha256
    assert (second.name, second.note, second.incidents) == ("b.m4a", "后来补的说明", (case.incident(1).id,))
    assert len([one for one in (case.folder / "evidence").rglob("*") if one.is_file()]) == 1
    assert path.read_bytes() == b"sound"  # the user's own file stays where it was


def test_links_come_and_go_and_the_file_stays(case: Case) -> None:
    case.log(start="2026-01-05")
    case.log(start="2026-01-06")
    one = case.attach(b"a", name="a.png", incident=1)
    case.link(one.sha256, 2)
    case.link(one.sha256, 2)
    assert [case.incident(no).evidence for no in (1, 2)] == [(one.sha256,)] * 2
    case.unlink(one.sha256, 1)
    assert [case.incident(no).evidence for no in (1, 2)] == [(), (one.sha256,)]
    assert case.events()["evidence"].tolist() == [[], [one.sha256]]
    assert case.evidence_path(one.sha256).exists()


def test_what_cannot_be_kept_is_told(case: Case, tmp_path: Path) -> None:
    before = case.head
    (tmp_path / "empty.m4a").touch()
    for source, match in (
        (tmp_path / "nowhere.m4a", "does not exist"),
        (tmp_path, "it is a folder"),
        (tmp_path / "empty.m4a", "is empty"),
    ):
        with pytest.raises(InputError, match=match):
            case.attach(source)
    with language("zh"), pytest.raises(InputError, match="读不出来：它不存在"):
        case.attach(tmp_path / "nowhere.m4a")
    with pytest.raises(InputError, match="name"):
        case.attach(b"bytes")
    with pytest.raises(InputError, match="kind: “video” is not one of the choices"):
        case.attach(b"x", name="x", kind="video")
    with pytest.raises(NotFoundError):
        case.attach(b"x", name="x", incident=9)
    for sha256 in ("0" * 64, "", "../../etc/passwd"):
        with pytest.raises(NotFoundError, match="no file with the hash"):
            case.link(sha256, 1)
        with pytest.raises(NotFoundError):
            case.evidence_path(sha256)
    assert case.head == before
    assert [one for one in (case.folder / "evidence").rglob("*") if one.is_file()] == []


def test_what_is_known_already_stays_when_it_is_refused_anew(case: Case) -> None:
    one = case.attach(b"x", name="x.png")
    with pytest.raises(InputError):
        case.attach(b"x", name="x.png", kind="video")
    assert case.evidence_path(one.sha256).read_bytes() == b"x"


def test_a_file_that_vanished_from_the_folder_is_named(case: Case) -> None:
    one = case.attach(b"a", name="a.png")
    case.evidence_path(one.sha256).unlink()
    with pytest.raises(NotFoundError, match="missing from the case folder"):
        case.evidence_path(one.sha256)


@pytest.mark.parametrize(
    ("name", "media_type", "kind"),
    [("a.mp4", "video/mp4", "recording"), ("a.m4a", "audio/mp4", "recording"), ("a.AMR", "audio/amr", "recording"), ("a.jpg", "image/jpeg", "screenshot"),
     ("a.heic", "image/heic", "screenshot"), ("a.pdf", "application/pdf", "document"), ("a.txt", "text/plain", "document"),
     ("a.xls", "application/vnd.ms-excel", "other"), ("a", "application/octet-stream", "other")],
)  # fmt: skip
def test_what_a_file_is_by_its_name(name: str, media_type: str, kind: str) -> None:
    assert (media_type_of(name), kind_of(name)) == (media_type, kind)


def test_an_export_is_noted_with_its_hash(case: Case, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(b"<html>")
    sha256 = case.record_export(tmp_path / "report.html", "report")
    assert sha256 == hashlib.sha256(b"<html>").hexdigest()
    (export,) = casekit.open_case(case.folder).exports()
    assert (export["kind"], export["name"], export["sha256"]) == ("report", "report.html", sha256)
    assert case.export_folder == case.folder / "exports"
