"""Rulebooks of one's own: copied, corrected, and put where they take the place of the packaged ones."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from casekit.errors import InputError, NotFoundError
from casekit.rules.loading import book_path, files_of, ids_in, own_books, packaged_books
from casekit.text import _


@dataclass(frozen=True, slots=True)
class Shelved:
    """A book that can be used by its id, where it lies, and whether it is the user's own."""

    id: str
    path: Path
    own: bool


def shelf() -> list[Shelved]:
    """Every book that has an id; one's own in the place of the packaged ones of the same id."""
    own, packaged = ids_in(own_books()), packaged_books()
    ids = [*packaged, *sorted(own.difference(packaged))]
    return [Shelved(one, book_path(one), own=one in own) for one in ids]


def meant(name: str) -> Path:
    """The book somebody means who names a file, a folder or an id; what lies where they are comes first.

    Raises
    ------
    InputError
        when there is none
    """
    path = Path(name).expanduser()
    if (path / "book.yaml").is_file():
        return path / "book.yaml"
    return path if path.is_file() else book_path(name)


def copy_book(book: str, to: Path | None = None) -> Path:
    """Copy a book of an id to correct it: into the folder `to`, or a new one beside where one is.

    Raises
    ------
    InputError
        when there is no such book, or something lies where the copy should
    """
    source = book_path(book)
    folder = to or Path(f"{_id_of(source)}-rulebook")
    if folder.exists() and (folder.is_file() or any(folder.iterdir())):
        raise InputError(_("{path} exists already. Choose another folder with -o.").format(path=folder))
    folder.mkdir(parents=True, exist_ok=True)
    _copy_files(source, folder)
    return folder


def use_book(source: Path, book: str) -> Path:
    """Put a checked book of this id among one's own; an earlier one of one's own is replaced."""
    place = own_books() / book
    if source.parent.resolve() == place.resolve():
        return place
    new = own_books() / f".{book}"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    _copy_files(source, new)
    _clear(book)
    new.rename(place)
    return place


def _copy_files(source: Path, folder: Path) -> None:
    """Copy the files of a book; one of a single file becomes a folder as well, so that a copy always looks the same."""
    for part in files_of(source):
        shutil.copyfile(part, folder / ("book.yaml" if part == source else part.name))


def remove_book(book: str) -> bool:
    """Take a book of one's own away; whether a packaged one of the same id is used from now on.

    Raises
    ------
    NotFoundError
        when there is none of one's own
    """
    if not _clear(book):
        raise NotFoundError(_("There is no rulebook of your own called “{name}”.").format(name=book))
    return book in packaged_books()


def _clear(book: str) -> bool:
    folder, single = own_books() / book, own_books() / f"{book}.yaml"
    there = book.isidentifier() and (folder.is_dir() or single.is_file())
    if there:
        shutil.rmtree(folder, ignore_errors=True)
        single.unlink(missing_ok=True)
    return there


def _id_of(path: Path) -> str:
    return path.parent.name if path.name == "book.yaml" else path.stem
