"""One recording or picture: what its name, its metadata and the file beside it tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from casekit.casebook.evidence import kind_of
from casekit.clock import DEFAULT_ZONE, PRECISION_LENGTH
from casekit.errors import InputError, reason
from casekit.importers.media import companion
from casekit.importers.media.metadata import Metadata
from casekit.importers.media.picture import is_picture, read_picture
from casekit.importers.media.sound import is_sound, read_sound
from casekit.model.file_names import read_name
from casekit.text import _

_HEAD = 64
_EXACT = ("second", "minute")


@dataclass(frozen=True, slots=True)
class Media:
    """A file that may prove a contact.

    `kind` is a word of `EVIDENCE_KINDS`; `number` is folded, `others` are further numbers of a conference;
    `taken_at` is the instant of recording or saving, `time_basis` "file_name", "file_metadata" or empty;
    `may_be_end` says that it may be the end of the recording as well; `fault` is a sentence, empty for a file that is
    in order; `companion` is the file that the recording app wrote beside it.
    """

    path: Path
    name: str
    kind: str
    number: str = ""
    others: tuple[str, ...] = ()
    contact_name: str = ""
    direction: str = ""
    taken_at: datetime | None = None
    precision: str = "unknown"
    time_basis: str = ""
    may_be_end: bool = False
    duration_s: int | None = None
    device: str = ""
    fault: str = ""
    companion: Path | None = None

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every number of the other side."""
        return tuple(one for one in (self.number, *self.others) if one)

    @property
    def began(self) -> tuple[datetime, datetime] | None:
        """The earliest and the latest instant at which the recording can have begun; None without a time."""
        if self.taken_at is None:
            return None
        if self.may_be_end:
            return self.taken_at - timedelta(seconds=self.duration_s or 0), self.taken_at
        return self.taken_at, self.taken_at + PRECISION_LENGTH[self.precision]


def is_media(path: Path, name: str = "") -> bool:
    """Whether a file is a recording, a video or a picture, by its content or else by its name; never raises."""
    try:
        head = _head(path)
    except InputError:
        head = b""
    return is_sound(head) or is_picture(head) or kind_of(name or path.name) in ("recording", "screenshot")


def look_at(path: Path, name: str = "", zone: str = DEFAULT_ZONE) -> Media:
    """What a file tells; a time of a name or of metadata without an offset is the wall clock of `zone`.

    The name goes before the metadata, because copies and apps rewrite these; a file beside it that the recording app
    wrote (`companion`) goes before both. When the file system says a file was changed is not looked at: it says when
    it was copied.

    Raises
    ------
    InputError
        when the file cannot be read
    """
    name = name or path.name
    head = _head(path)
    kind = "screenshot" if is_picture(head) else "recording" if is_sound(head) else kind_of(name)
    named = read_name(name, zone)
    made = Media(path, name, kind)
    if named is not None:
        made = replace(
            made, number=named.number, others=named.others, contact_name=named.name, direction=named.direction
        )
        if named.taken_at is not None and named.precision in _EXACT:  # evidence has no precision for a mere day
            made = replace(made, taken_at=named.taken_at, precision=named.precision, time_basis="file_name")
    told = _told(path, head, kind, zone)
    made = replace(made, duration_s=told.duration_s, fault=told.fault)
    if made.taken_at is None and told.taken_at is not None:
        made = replace(
            made, taken_at=told.taken_at, precision=told.precision, time_basis="file_metadata",
            may_be_end=told.may_be_end,
        )  # fmt: skip
    return _with_companion(made) if kind == "recording" else made


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError as error:
        raise InputError(
            _("The file {name} cannot be read: {why}.").format(name=path.name, why=reason(error))
        ) from error


def _told(path: Path, head: bytes, kind: str, zone: str) -> Metadata:
    """What stands in the file itself."""
    try:
        if kind == "screenshot":
            return read_picture(path, head, zone)
        return read_sound(path, head, zone) if kind == "recording" else Metadata()
    except OSError as error:
        raise InputError(
            _("The file {name} cannot be read: {why}.").format(name=path.name, why=reason(error))
        ) from error


def _with_companion(made: Media) -> Media:
    beside = companion.beside(made.path)
    said = companion.read(beside) if beside else None
    if said is None:
        return made
    numbers = said.numbers or made.numbers
    made = replace(
        made, companion=beside, number=numbers[0] if numbers else "", others=tuple(numbers[1:]),
        contact_name=said.contact_name or made.contact_name, direction=said.direction or made.direction,
        duration_s=made.duration_s or said.duration_s, device=said.device,
    )  # fmt: skip
    if said.taken_at is None:
        return made
    return replace(made, taken_at=said.taken_at, precision="second", time_basis="file_metadata", may_be_end=False)
