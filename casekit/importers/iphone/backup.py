"""Folders that iTunes or Finder make when they back an iPhone up: each file lies there under a hash for a name.

The name is the SHA-1 of "domain-path on the phone", in a folder of its first two letters; backups made before iOS 10
have no such folders.
"""

from __future__ import annotations

import plistlib
from collections.abc import Iterable
from hashlib import sha1
from pathlib import PurePosixPath

from casekit.errors import InputError
from casekit.text import _

_OF_INTEREST = {
    "HomeDomain-Library/CallHistoryDB/CallHistory.storedata": "CallHistory.storedata",
    "HomeDomain-Library/CallHistoryDB/CallHistoryTemp.storedata": "CallHistoryTemp.storedata",
    "WirelessDomain-Library/CallHistory/call_history.db": "call_history.db",
    "HomeDomain-Library/SMS/sms.db": "sms.db",
}
_MANIFESTS = ("Manifest.plist", "Manifest.db", "Manifest.mbdb")


def hashed_name(domain: str, path: str) -> str:
    """The name under which a backup keeps a file of the phone, 40 hexadecimal digits."""
    return sha1(f"{domain}-{path}".encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


_NAMES = {hashed_name(*place.split("-", 1)): name for place, name in _OF_INTEREST.items()}


def is_backup(paths: Iterable[str]) -> bool:
    """Whether these paths (relative, of a folder or an archive) are those of a backup, whole or in parts."""
    return any(_base(path) in _NAMES or _base(path) in _MANIFESTS for path in paths)


def known_files(paths: Iterable[str]) -> dict[str, str]:
    """The files of a backup that casekit reads: path as given → name on the phone, such as `sms.db`."""
    return {path: _NAMES[base] for path in paths if (base := _base(path)) in _NAMES}


def manifests(paths: Iterable[str]) -> list[str]:
    """The paths among these of each backup's `Manifest.plist`, which says whether it is encrypted."""
    return [path for path in paths if _base(path) == "Manifest.plist"]


def is_encrypted(manifest_plist: bytes) -> bool:
    """Whether the `Manifest.plist` of a backup says so; False also when it cannot be read."""
    try:
        told = plistlib.loads(manifest_plist)
    # The library raises whatever the damage leads to: KeyError, IndexError, OverflowError, ExpatError and others.
    except Exception:
        return False
    return isinstance(told, dict) and told.get("IsEncrypted") is True


def encrypted(name: str) -> InputError:
    """The error for an encrypted backup; it is honest about what a backup without encryption lacks."""
    return InputError(
        _(
            "The iPhone backup {name} is encrypted; casekit cannot read it. Messages: make the backup once more in "
            "iTunes or Finder with “Encrypt local backup” switched off. Calls: current iPhones put the call history "
            "only into encrypted backups, so export it with a program that asks for the backup's password (iMazing, "
            "爱思助手) as CSV, or get the list of calls from your carrier."
        ).format(name=name)
    )


def _base(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name
