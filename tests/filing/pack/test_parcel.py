"""A folder and a zip: whole or not at all, the size known beforehand, an edited pack left alone."""

from __future__ import annotations

import csv
import errno
import io
import os
import zipfile

import pytest

from casekit.errors import LedgerError
from casekit.filing.pack import parcel
from casekit.filing.pack.parcel import Thing, free_place, manifest_of, safe_name, write_parcel, zip_size
from casekit.text import language


@pytest.fixture
def things(tmp_path):
    original = tmp_path / "kept.jpg"
    original.write_bytes(os.urandom(70_000))
    return [
        Thing("01-投诉书.html", "letter", "一二三".encode() * 4000),
        Thing("06-证据/③-2 录音.jpg", "evidence", original, "三-2", "ab" * 32),
        Thing("leer.txt", "nothing in it", b""),
    ]


def listed(things):
    manifest = manifest_of(things, "files.csv", (7, "cd" * 32))
    return [*things, manifest]


def test_the_size_of_a_zip_is_known_before_it_is_made(tmp_path, things):
    write_parcel(tmp_path / "pack", things, tmp_path / "pack.zip", things)
    assert (tmp_path / "pack.zip").stat().st_size == zip_size(things)
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [one.name for one in things]
        assert archive.read("01-投诉书.html") == things[0].content


def test_the_same_things_give_the_same_bytes(tmp_path, things):
    for name in ("a", "b"):
        write_parcel(tmp_path / name, things, tmp_path / f"{name}.zip", things)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_list_of_files_holds_every_hash_and_the_head_of_the_ledger(things):
    text = listed(things)[-1].content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [(row[0], row[4], row[2]) for row in rows[1:4]] == [(one.name, one.sha256, one.mark) for one in things]
    assert rows[-1][4] == "cd" * 32


def test_a_pack_that_nobody_touched_is_replaced_and_an_edited_one_stays(tmp_path, things):
    folder, all_of_it = tmp_path / "pack", listed(things)
    assert free_place(folder, "files.csv") == folder
    write_parcel(folder, all_of_it, tmp_path / "pack.zip", things)
    assert free_place(folder, "files.csv") == folder
    (folder / "01-投诉书.html").write_text("edited", "utf-8")
    assert free_place(folder, "files.csv") == tmp_path / "pack (2)"
    write_parcel(folder, all_of_it, tmp_path / "pack.zip", things)
    (folder / "notes.txt").write_text("mine", "utf-8")
    assert free_place(folder, "files.csv") == tmp_path / "pack (2)"


@pytest.mark.parametrize("content", ["", "no table at all", "a,b\n\x00,c\n", "\ud800"])
def test_a_folder_that_is_no_pack_is_never_replaced(tmp_path, content):
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "files.csv").write_bytes(content.encode("utf-8", "surrogatepass"))
    (folder / "photo.jpg").write_bytes(b"mine")
    assert free_place(folder, "files.csv") == tmp_path / "pack (2)"


def test_a_full_disk_leaves_what_was_there(tmp_path, things, monkeypatch):
    write_parcel(tmp_path / "pack", things, tmp_path / "pack.zip", things)
    before = (tmp_path / "pack.zip").read_bytes()

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(parcel, "_zip", full)
    with language("zh"), pytest.raises(LedgerError, match="磁盘已满"):
        write_parcel(tmp_path / "pack", things[:1], tmp_path / "pack.zip", things[:1])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.jpg", "pack", "pack.zip"]
    assert (tmp_path / "pack.zip").read_bytes() == before
    assert len(list((tmp_path / "pack").rglob("*.*"))) == 3


def test_when_the_zip_cannot_take_its_place_the_old_folder_comes_back(tmp_path, things):
    write_parcel(tmp_path / "pack", things, tmp_path / "pack.zip", things)
    (tmp_path / "pack.zip").unlink()
    (tmp_path / "pack.zip").mkdir()
    (tmp_path / "pack.zip" / "in the way").touch()
    with pytest.raises(LedgerError):
        write_parcel(tmp_path / "pack", things[:1], tmp_path / "pack.zip", things[:1])
    assert (tmp_path / "pack" / "leer.txt").is_file()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_._etc_passwd"),
        ("录音 138****0000.m4a", "录音 138＊＊＊＊0000.m4a"),
        ('a:b?"c".png', "a_b？_c_.png"),
        ("\u202egnp.exe", "gnp.exe"),
        (" .. ", "_"),
        ("长" * 200 + ".jpg", "长" * 76 + ".jpg"),
    ],
)
def test_names_that_every_system_takes(name, safe):
    assert safe_name(name) == safe


def test_a_name_is_no_formula_in_the_list():
    text = manifest_of([Thing("=1+1.html", "x", b"x")], "files.csv", (1, "")).content.decode("utf-8")
    assert "\n'=1+1.html," in text.replace("\r", "")
