"""Backups of iTunes and Finder: which of their files are read, and whether they are encrypted."""

from __future__ import annotations

import plistlib

import pytest

from casekit.importers.iphone import backup
from casekit.text import language

CALLS = "5a/5a4935c78a5255723f707230a451d79c540d2741"
MESSAGES = "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28"


def test_files_are_found_by_their_hashed_names() -> None:
    paths = [CALLS, MESSAGES, "00/00a1b2", "Info.plist", "Manifest.db"]
    assert backup.known_files(paths) == {CALLS: "CallHistory.storedata", MESSAGES: "sms.db"}


def test_old_backups_are_flat_and_backups_lie_in_folders_of_others() -> None:
    paths = [
        "2b2b0084a1bc3a5ac8c27afdf14afb42c61a19ca",
        f"备份/0123-ABCD/{MESSAGES}",
        "Backup\\0123\\" + CALLS.replace("/", "\\"),
    ]
    assert list(backup.known_files(iter(paths)).values()) == ["call_history.db", "sms.db", "CallHistory.storedata"]


def test_a_folder_is_a_backup_by_its_manifest_or_its_files() -> None:
    assert (
        backup.is_backup([MESSAGES]) and backup.is_backup(["x/Manifest.mbdb"]) and backup.is_backup(["Manifest.plist"])
    )
    assert not backup.is_backup(["sms.db", "照片/IMG_0001.PNG"]) and not backup.is_backup([])
    assert backup.manifests(["a/Manifest.plist", "a/Manifest.db", "b/Manifest.plist"]) == [
        "a/Manifest.plist",
        "b/Manifest.plist",
    ]


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_the_manifest_says_whether_it_is_encrypted(form: plistlib.PlistFormat) -> None:
    assert backup.is_encrypted(plistlib.dumps({"IsEncrypted": True, "Version": "10.0"}, fmt=form))
    assert not backup.is_encrypted(plistlib.dumps({"IsEncrypted": False}, fmt=form))
    assert not backup.is_encrypted(plistlib.dumps({"Version": "10.0"}, fmt=form))


@pytest.mark.parametrize(
    "rubbish", [b"", b"bplist00", b"bplist00" + b"\xff" * 40, b"<plist><dict>", b"\xff\xfe", b"<plist><array/></plist>"]
)
def test_a_damaged_manifest_raises_nothing(rubbish: bytes) -> None:
    assert not backup.is_encrypted(rubbish)


def test_the_words_for_an_encrypted_one_do_not_promise_the_calls() -> None:
    assert "only into encrypted backups" in backup.encrypted("0123").message
    with language("zh"):
        assert (
            "0123" in backup.encrypted("0123").message
            and "只把通话记录放进加密备份" in backup.encrypted("0123").message
        )
