"""What lies inside a zip file, safely: nothing is unpacked by its name, nothing unpacks to more than it should."""

from __future__ import annotations

import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from typing import IO

from casekit.errors import InputError
from casekit.importers.source import Probe
from casekit.text import _

_SIGNATURE = b"PK\x03\x04"
# A backup of text shrinks to a twentieth; what grows a thousandfold was made to fill a disk.
_WORST_RATIO = 500
_LEAST_BOUND = 64 << 20
_MOST_MEMBERS = 200_000
# What the machine itself needs to go on working.
_LEAST_FREE = 50 << 20
_ENCRYPTED, _NAME_IS_UTF8 = 0x1, 0x800
_OF_SMSBR = re.compile(r"(?:\A|/)(?:sms|calls)-\d{14}\.xml\Z")
# What computers put into archives by themselves.
_OF_THE_SYSTEM = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive: its path there as people read it, its key in the archive, its unpacked size in bytes."""

    name: str
    key: zipfile.ZipInfo
    size: int

    @property
    def base(self) -> str:
        """The name without its folders."""
        return PurePosixPath(self.name).name


def is_zip(probe: Probe) -> bool:
    """Whether the bytes begin as those of a zip file (an xlsx is one too)."""
    return probe.head.startswith(_SIGNATURE)


def members(probe: Probe) -> list[Member]:
    """The files in a zip, in its order, without folders and without what computers add; remembered in the probe.

    Raises
    ------
    InputError
        when the archive is damaged, encrypted, or would unpack to far more than its size
    """
    if "members" not in probe.tables:
        probe.tables["members"] = _listed(probe)
    known: list[Member] = probe.tables["members"]  # type: ignore[assignment]
    return known


def _listed(probe: Probe) -> list[Member]:
    with _archive(probe) as archive:
        infos = [one for one in archive.infolist() if one.filename and not one.is_dir()]
    if any(one.flag_bits & _ENCRYPTED for one in infos):
        if any(_OF_SMSBR.search(one.filename) for one in infos):
            raise InputError(
                _("{name} is a backup that “SMS Backup & Restore” has encrypted. Unpack it with the password you set "
                  "there, for example with 7-Zip, or make the backup again in the app without encryption; then take in "
                  "the xml files.").format(name=probe.name)
            )  # fmt: skip
        raise InputError(
            _("{name} is an encrypted archive. Unpack it with the app that made it, then take in what is inside.").format(
                name=probe.name
            )
        )  # fmt: skip
    unpacked = sum(one.file_size for one in infos)
    if len(infos) > _MOST_MEMBERS or unpacked > max(_LEAST_BOUND, _WORST_RATIO * probe.size):
        raise InputError(
            _("The archive {name} would unpack to {count} files of {size} MB together and was not read, for safety.")
            .format(name=probe.name, count=len(infos), size=unpacked >> 20)
        )  # fmt: skip
    named = (Member(_readable(one), one, one.file_size) for one in infos)
    return [one for one in named if not one.name.startswith("__MACOSX/") and one.base not in _OF_THE_SYSTEM]


def _readable(info: zipfile.ZipInfo) -> str:
    """The path of a member; Chinese Windows writes GBK where the format knows only its own code page."""
    name = info.filename
    if not info.flag_bits & _NAME_IS_UTF8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


@contextmanager
def _archive(probe: Probe) -> Iterator[zipfile.ZipFile]:
    with _faults(probe), probe.path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
        yield archive


@contextmanager
def _faults(probe: Probe, member: str = "") -> Iterator[None]:
    """What is wrong with an archive or with one file in it, in words."""
    import lzma
    import zlib

    try:
        yield
    except (zlib.error, lzma.LZMAError) as error:
        raise InputError(
            _("{member} inside {name} is damaged. Please copy the archive from the phone again.").format(
                member=member, name=probe.name
            )
        ) from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise InputError(
            _("The archive {name} cannot be read; it may be cut off or damaged. Please copy it from the phone again.")
            .format(name=probe.name)
        ) from error  # fmt: skip


@contextmanager
def kept_open(probe: Probe) -> Iterator[zipfile.ZipFile]:
    """The archive itself, for many members one after another; its list is read once.

    Raises
    ------
    InputError
        when it is damaged
    """
    with _faults(probe):
        stream = probe.path.open("rb")
    with stream:
        with _faults(probe):
            archive = zipfile.ZipFile(stream)
        with archive:
            yield archive


@contextmanager
def opened(probe: Probe, member: Member, archive: zipfile.ZipFile | None = None) -> Iterator[IO[bytes]]:
    """The bytes of one member, as a stream; damage ends in the same words as in `members`."""
    with _faults(probe, member.name), ExitStack() as opening:
        inside = archive or opening.enter_context(_archive(probe))
        yield opening.enter_context(inside.open(member.key))


def laid(probe: Probe, member: Member, folder: Path, archive: zipfile.ZipFile | None = None) -> Path:
    """Lay a member into a folder, under a name of our own with its ending; gives where it lies.

    Raises
    ------
    InputError
        when the archive is damaged, or the disk has no room for the member
    """
    suffix = "".join(sign for sign in PurePosixPath(member.base).suffix if sign.isalnum() or sign == ".")[:11]
    target = next(path for number in count() if not (path := folder / f"{number}{suffix}").exists())
    if shutil.disk_usage(folder).free < member.size + _LEAST_FREE:
        raise _no_room(probe, member, folder)
    with opened(probe, member, archive) as source, target.open("wb") as copy:
        while block := source.read(1 << 20):
            try:
                copy.write(block)
            except OSError as error:
                raise _no_room(probe, member, folder) from error
    return target


def _no_room(probe: Probe, member: Member, folder: Path) -> InputError:
    return InputError(
        _("There is no room to unpack {member} of {name}: {size} MB are needed in {folder}. Please free some space on "
          "that disk.").format(member=member.name, name=probe.name, size=(member.size >> 20) + 1, folder=folder)
    )  # fmt: skip


def inside(probe: Probe, member: Member, folder: Path) -> Probe:
    """A probe of a member, laid into a folder, so that it can be read like a file of its own."""
    path = laid(probe, member, folder)
    with path.open("rb") as stream:
        head = stream.read(len(probe.head) or 1 << 16)
    return Probe(path, member.base, path.stat().st_size, head)
