"""Sounds and pictures beside the pages of Google Voice; pages name them without an ending and sometimes cut."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from casekit.importers.reading import archive
from casekit.importers.records import Attachment, Warned
from casekit.importers.source import Probe
from casekit.text import _

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d_\d\d_\d\dZ(?:-\d+)*$")
_ENDINGS = re.compile(r"\.(?:mp3|wav|amr|3gp|3gpp|m4a|mp4|mov|jpe?g|png|gif|webp|heic|bmp|vcf|html)$", re.IGNORECASE)


class Files:
    """Finds a file that a page names, by its name without the ending, else by the time in it."""

    def __init__(self, names: Iterable[str], lay: Callable[[str], Path] | None) -> None:
        self._lay, self._missing = lay, 0
        self._by_name: dict[tuple[str, str], str] = {}
        self._by_stamp: dict[tuple[str, str], list[str]] = {}
        for name in names:
            folder, stem = str(PurePosixPath(name).parent), _stem(PurePosixPath(name).name)
            self._by_name.setdefault((folder, stem), name)
            if stamp := _STAMP.search(stem):
                self._by_stamp.setdefault((folder, stamp.group()), []).append(name)

    @classmethod
    def inside(
        cls, probe: Probe, opened: ZipFile, members: Iterable[archive.Member], folders: set[PurePosixPath],
        scratch: Path | None,
    ) -> Files:  # fmt: skip
        """The files that lie in these folders of an archive."""
        known = {one.name: one for one in members if PurePosixPath(one.name).parent in folders}
        return cls(known, None if scratch is None else lambda name: archive.laid(probe, known[name], scratch, opened))

    @classmethod
    def beside(cls, folder: Path, scratch: Path | None) -> Files:
        """The files that lie in the folder of a page that was taken in alone."""
        try:
            names = [one.name for one in folder.iterdir() if _STAMP.search(_stem(one.name)) and not _is_page(one.name)]
        except OSError:
            names = []

        def lay(name: str) -> Path:
            assert scratch is not None
            target = scratch / f"{len(list(scratch.iterdir()))}{PurePosixPath(name).suffix[:10]}"
            shutil.copyfile(folder / name, target)
            return target

        return cls(names, None if scratch is None else lay)

    def of(self, wanted: Iterable[str], page: str) -> tuple[Attachment, ...]:
        """What a page names; `page` is its own path."""
        folder = str(PurePosixPath(page).parent)
        return tuple(self._attachment(folder, PurePosixPath(name.replace("\\", "/")).name) for name in wanted)

    def notes(self) -> Iterator[Warned]:
        """How many files were not there."""
        if self._missing:
            yield Warned(
                _("Sounds and pictures that the pages name but that are not there: {count}. Take in the whole Takeout "
                  "archive to have them.").format(count=self._missing)
            )  # fmt: skip

    def _attachment(self, folder: str, wanted: str) -> Attachment:
        stem = _stem(wanted)
        found = self._by_name.get((folder, stem))
        stamp = _STAMP.search(stem)
        if found is None and stamp is not None:
            same = self._by_stamp.get((folder, stamp.group()), [])
            found = same[0] if len(same) == 1 else None
        if found is None:
            self._missing += 1
            return Attachment(wanted[:200])
        name = PurePosixPath(found).name[:200]
        if self._lay is None:
            return Attachment(name)
        try:
            return Attachment(name, self._lay(found))
        except OSError:
            self._missing += 1
            return Attachment(name)


def _stem(name: str) -> str:
    return _ENDINGS.sub("", name)


def _is_page(name: str) -> bool:
    return name.lower().endswith(".html")
