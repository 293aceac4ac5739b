"""The files in a folder and all folders below, safely: no link leads out of it or round in a circle."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casekit.errors import reason
from casekit.text import _

# What systems and programs lay beside people's files.
_OF_THE_SYSTEM = (
    "thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information", "lost+found", "@eadir",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lying:
    """A file below a folder, or, with a reason, what lies there and cannot be looked at; `name` is relative."""

    name: str
    path: Path
    size: int = 0
    fault: str = ""


def is_ignored(name: str) -> bool:
    """Whether a file or folder is hidden, or was made by a system or a program for itself."""
    return (name.startswith((".", "~$")) and name not in (".", "..")) or name.lower() in _OF_THE_SYSTEM


def walk(folder: Path, *leave_out: Path) -> Iterator[Lying]:
    """Everything below a folder but what is hidden, in no order; the folders in `leave_out` are not entered."""
    root = os.path.realpath(folder)
    left = {os.path.realpath(one) for one in leave_out}
    entered = {root}
    waiting = [("", Path(folder))]
    while waiting:
        above, here = waiting.pop()
        try:
            with os.scandir(here) as listed:
                entries = [one for one in listed if not is_ignored(one.name)]
        except OSError as error:
            yield Lying(above.rstrip("/"), here, fault=_cannot_be_read(error))
            continue
        for entry in entries:
            name = above + entry.name
            try:
                real = os.path.realpath(entry.path)
                if real != root and os.path.commonpath((root, real)) != root:
                    yield Lying(
                        name,
                        Path(entry.path),
                        fault=_("It is a link that leads out of the folder; it was not followed."),
                    )
                elif entry.is_dir(follow_symlinks=False):
                    if real not in entered and real not in left:
                        entered.add(real)
                        waiting.append((f"{name}/", Path(entry.path)))
                elif entry.is_symlink():
                    continue  # where it leads is below the folder and is met there
                elif entry.is_file(follow_symlinks=False):
                    yield Lying(name, Path(entry.path), entry.stat(follow_symlinks=False).st_size)
                else:
                    yield Lying(name, Path(entry.path), fault=_("It is no file that could be read."))
            except (OSError, ValueError) as error:
                yield Lying(name, Path(entry.path), fault=_cannot_be_read(error))


def _cannot_be_read(error: Exception) -> str:
    why = reason(error) if isinstance(error, OSError) else str(error)
    return _("It cannot be read: {why}.").format(why=why)
