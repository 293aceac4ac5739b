"""A folder or an archive as a whole: which files in it may be lists, and each of them as a file of its own.

Archives that lie in a folder are gone into; those in an archive are not. What an app packs into an archive for itself (a chat of WhatsApp, a takeout) is one file of that app's source and no
collection.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from casekit.casebook.evidence import kind_of, sha256_of
from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.folder import is_ignored, walk
from casekit.importers.iphone import backup
from casekit.importers.others import mapped_table
from casekit.importers.reading import archive
from casekit.importers.source import Probe
from casekit.importers.watching import Progress, Watch, WatchedPath
from casekit.text import _, _n

_LONGEST_NAME = 200
_HEAD = 1 << 16
_LARGEST_MANIFEST = 16 << 20
# What is looked at to see whether an archive is more than an app's own.
_OF_LISTS = (".xml", ".csv", ".xls", ".xlsx", ".json", ".db", ".storedata", ".txt", ".html")
_MOST_LOOKED_AT, _LARGEST_LOOKED_AT = 40, 64 << 20
# Archives in a folder that are gone into; each stays open, and a process may have no more than some hundred files open.
_MOST_ARCHIVES = 100
# Office files are archives too; each of these lies in one kind of them.
_OF_OFFICE = ("[Content_Types].xml", "mimetype", "xl/workbook.xml", "word/document.xml")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a collection: its name there, for people only, its size in bytes, how it is brought to hand."""

    name: str
    size: int
    laid: Callable[[Path], Path]

    @property
    def base(self) -> str:
        """The name without folders: safe to call a file by."""
        return PurePosixPath(self.name).name

    @property
    def stem(self) -> str:
        """The name with its folders, without its ending."""
        return str(PurePosixPath(self.name).with_suffix(""))


@dataclass(slots=True)
class Collection:
    """What lies in a folder or an archive.

    `files` may be lists, `media` are recordings and pictures, once the files were looked at also those that only their
    content shows, and what a recording app wrote beside one; `left` are (name, reason) of what is not looked at;
    `notes` are sentences about the whole. `sha256` is that of an archive, empty for a folder.
    """

    name: str
    sha256: str = ""
    files: list[Member] = field(default_factory=list)
    media: list[Member] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @contextmanager
    def at_hand(self, member: Member) -> Iterator[Path]:
        """Where the member can be read, for the time being.

        Raises
        ------
        InputError
            when the archive is damaged, or the disk has no room for the member
        """
        with tempfile.TemporaryDirectory(prefix="casekit-") as scratch:
            yield member.laid(Path(scratch))

    def has_media_like(self, member: Member) -> bool:
        """Whether a recording or picture lies beside a file that differs from it by its ending alone."""
        return any(one is not member and one.stem == member.stem for one in self.media)

    def sizes_that_recur(self) -> set[int]:
        """Sizes of more than one file: only such may be the same file twice."""
        return {size for size, count in Counter(one.size for one in self.files).items() if count > 1}


def is_collection(path: Path) -> bool:
    """Whether this is a folder, or an archive that is neither an office file nor an app's own export."""
    try:
        if path.is_dir():
            return True
        probe = registry.probe(path)
        if not archive.is_zip(probe):
            return False
        if _of_office(probe):
            return False
        app = next((one for one in registry.SOURCES if _is_claimed(probe, one.sniff)), None)
        return app is None or _holds_other_lists(probe, app.id)
    except (InputError, OSError):
        return False


def _of_office(probe: Probe) -> bool:
    """Whether it is a spreadsheet or a document; one that is cut off shows it by its first member."""
    try:
        with archive.kept_open(probe) as inside:
            names = set(inside.namelist())
    except InputError:
        names = {probe.head[30 : 30 + int.from_bytes(probe.head[26:28], "little")].decode("latin-1")}
        return any(one in _OF_OFFICE or one.startswith(("xl/", "word/", "_rels/", "docProps/")) for one in names)
    return any(one in names for one in _OF_OFFICE)


def _is_claimed(probe: Probe, sniff: Callable[[Probe], bool]) -> bool:
    try:
        return sniff(probe)
    except InputError:
        return False


def _holds_other_lists(probe: Probe, app: str) -> bool:
    """Whether an archive in which an app finds its own holds lists of other kinds too, so that somebody else made it."""
    listed = [one for one in archive.members(probe) if PurePosixPath(one.base).suffix.lower() in _OF_LISTS]
    with archive.kept_open(probe) as inside:
        for member in sorted(listed, key=lambda one: one.name.count("/"))[:_MOST_LOOKED_AT]:
            if member.size > _LARGEST_LOOKED_AT:
                continue
            with tempfile.TemporaryDirectory(prefix="casekit-") as scratch:
                try:
                    path = archive.laid(probe, member, Path(scratch), inside)
                    found = registry.recognise(registry.probe(path, member.base)).id
                    # A table that is only perhaps a list may have been sent in a chat.
                    if found not in (app, mapped_table.SOURCE.id):
                        return True
                except InputError:
                    continue
    return False


@contextmanager
def opened(path: Path, progress: Progress | None = None, *, leave_out: Path | None = None) -> Iterator[Collection]:
    """What lies in a folder or an archive; an archive stays open for the block.

    Parameters
    ----------
    leave_out
        a folder that is not entered: that of the case

    Raises
    ------
    InputError
        when there is nothing in it, or the archive is damaged, encrypted or made to fill a disk
    """
    name = path.name or path.resolve().name
    with ExitStack() as kept:
        if path.is_dir():
            found, sha256 = Collection(name), ""
            members = []
            archives = 0
            for one in walk(path, *([leave_out] if leave_out else [])):
                shown = _label(one.name)
                if one.fault:
                    found.left.append((shown, one.fault))
                elif archives < _MOST_ARCHIVES and not _is_named_as_media(shown) and is_collection(one.path):
                    archives += 1
                    try:
                        members += _inside(registry.probe(one.path), kept, f"{shown}/")
                    except InputError as error:
                        found.left.append((shown, error.message))
                else:
                    members.append(Member(shown, one.size, _in_place(one.path)))
        else:
            probe = registry.probe(WatchedPath.of(path, Watch(progress)), name)
            members = _inside(probe, kept)
            found, sha256 = Collection(name), sha256_of(probe.path)
        found.sha256 = sha256
        _sort(found, sorted(members, key=lambda one: _by_number(one.name)))
        if not (found.files or found.media or found.left or found.notes):
            raise InputError(_("In {name} there is no file at all. Nothing was taken in.").format(name=name))
        yield found


def _inside(probe: Probe, kept: ExitStack, folder: str = "") -> list[Member]:
    """The files in an archive, which stays open as long as `kept`; `folder` stands before their names."""
    listed = [one for one in archive.members(probe) if not any(map(is_ignored, PurePosixPath(one.name).parts))]
    opened = kept.enter_context(archive.kept_open(probe))
    return [Member(_label(folder + one.name), one.size, _unpacked(probe, one, opened)) for one in listed]


def _in_place(path: Path) -> Callable[[Path], Path]:
    return lambda _scratch: path


def _unpacked(probe: Probe, member: archive.Member, inside: object) -> Callable[[Path], Path]:
    def lay(scratch: Path) -> Path:
        path = archive.laid(probe, member, scratch, inside)  # type: ignore[arg-type]
        with path.open("rb") as stream:
            laid = Probe(path, member.base, member.size, stream.read(_HEAD))
        if archive.is_zip(laid) and not _of_office(laid):
            raise InputError(_("It is an archive inside an archive. Unpack it first, then take it in by itself."))
        return path

    return lay


def _sort(found: Collection, members: list[Member]) -> None:
    """Tell what may be a list from recordings and pictures, and from what else an iPhone backup holds."""
    roots = _backups(found, members)
    others = 0
    for one in members:
        known = backup.known_files([one.name])
        if known and not any(one.name.startswith(root) for root, encrypted in roots.items() if encrypted):
            folder = one.name.rpartition("/")[0]
            named = "/".join(filter(None, (folder, known[one.name])))
            found.files.append(Member(named, one.size, one.laid))
        elif any(one.name.startswith(root) for root in roots):
            others += 1
        elif _is_named_as_media(one.name):
            found.media.append(one)
        else:
            found.files.append(one)
    if found.sha256 and not all(roots.values()):
        found.notes.append(
            _("The pictures and sounds of messages in an iPhone backup are found only where it lies unpacked. To have them "
              "too, unpack {name} and take in the folder.").format(name=found.name)
        )  # fmt: skip
    if others:
        found.notes.append(
            _n("Of the iPhone backup {count} other file was not looked at.",
               "Of the iPhone backup {count} other files were not looked at.", others).format(count=others)
        )  # fmt: skip


def _is_named_as_media(name: str) -> bool:
    return kind_of(name) in ("recording", "screenshot")


def _backups(found: Collection, members: list[Member]) -> dict[str, bool]:
    """The folders of iPhone backups, each with its slash, and whether they are encrypted; of such one that is told."""
    names = [one.name for one in members]
    by_name = {one.name: one for one in members}
    roots = {
        name.removesuffix(by_name[name].base): False
        for name in names
        if backup.is_backup([name]) and not backup.known_files([name])
    }
    for manifest in backup.manifests(names):
        try:
            with found.at_hand(by_name[manifest]) as path, path.open("rb") as stream:
                content = stream.read(_LARGEST_MANIFEST)
        except (InputError, OSError):
            continue
        if backup.is_encrypted(content):
            root = manifest.removesuffix(by_name[manifest].base)
            roots[root] = True
            folder = root.rstrip("/") or found.name
            found.left.append((folder, backup.encrypted(folder).message))
    return roots


def _label(name: str) -> str:
    """The name of a member as a label: never a path that leads anywhere, without signs that confuse a screen."""
    try:
        name = name.encode("utf-8", "surrogateescape").decode("gb18030") if _is_raw(name) else name
    except UnicodeDecodeError:
        name = name.encode("utf-8", "replace").decode()
    parts = re.split(r"[/\\]+", unicodedata.normalize("NFC", name))
    kept = [one for one in parts if one not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", one)]
    shown = "/".join("".join(sign if sign.isprintable() else "_" for sign in one) for one in kept)
    return shown if len(shown) <= _LONGEST_NAME else "…" + shown[-_LONGEST_NAME:]


def _is_raw(name: str) -> bool:
    """Whether the bytes of a name were no UTF-8, as in what was unpacked from an archive of Chinese Windows."""
    return any("\udc80" <= sign <= "\udcff" for sign in name)


def _by_number(name: str) -> list[tuple[int, str]]:
    """A key that sorts 2.xml before 10.xml."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name.casefold())]
