"""The only writer of imports: look at a file, show what it would bring, bring it as one batch.

The file is read twice, once for the preview and once for the import, so that nothing of its size is
ever kept in memory, and a file that turns out unreadable in the middle brings nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casekit import clock
from casekit.casebook.batches import RecordIndex, record_key
from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.preview import Preview, Tally
from casekit.importers.records import Item, Options, Probe, Record
from casekit.model import DEBTOR
from casekit.numbers import fold
from casekit.text import _

if TYPE_CHECKING:
    from casekit.casebook import Case

Progress = Callable[[int, int], None]
# Two exports of one log may round a time differently.
SAME_MOMENT_SECONDS = 2


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import brought, or, for a dry run, would bring."""

    preview: Preview
    batch: str | None
    imported: int
    confirmed: int

    def as_json(self) -> dict[str, Any]:
        """The shape of `casekit import --json`, one object per file."""
        seen = self.preview
        return {
            "file": seen.name,
            "sha256": seen.sha256,
            "source": seen.source.id,
            "batch": self.batch,
            "declared": seen.declared,
            "read": seen.read,
            "imported": self.imported,
            "confirmed": self.confirmed,
            "skipped": [{"where": one.where, "reason": one.reason} for one in seen.skipped],
            "warnings": list(seen.warnings),
            "questions": [one.text for one in seen.questions],
        }


def preview_file(
    case: Case,
    path: Path | str,
    *,
    name: str | None = None,
    source: str | None = None,
    own_numbers: tuple[str, ...] = (),
    person: str | None = None,
    year: int | None = None,
    progress: Progress | None = None,
) -> Preview:
    """Look through a file without taking anything in.

    Raises
    ------
    InputError
        saying what the file is instead of a call list, or what is wrong with it
    """
    probe = registry.probe(Path(path), name)
    found = registry.recognise(probe, source)
    tally, options = Tally(probe, found), _options(case, person, year)
    index = case.record_index(found.kind)
    for item in _watched(found.read(probe, options), progress):
        tally.add(item)
        if isinstance(item, Record) and take_match(index, as_incident(item, options.zone, person or DEBTOR, "")):
            tally.known += 1
    return tally.result(case, own_numbers, person, _sha256(probe.path))


def import_file(
    case: Case,
    path: Path | str,
    *,
    name: str | None = None,
    source: str | None = None,
    own_numbers: tuple[str, ...] = (),
    person: str | None = None,
    year: int | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Take a file in as one batch; rows that the case holds already are confirmed, not doubled.

    Parameters
    ----------
    own_numbers
        the number (or numbers, for a phone with two cards) whose list it is
    person
        the id of the person whose list it is; the borrower when None
    year
        the year in which a list ends whose rows name none

    Raises
    ------
    InputError
        when the file cannot be used, or a question that decides about its rows is open
    """
    preview = preview_file(
        case, path, name=name, source=source, own_numbers=own_numbers, person=person, year=year, progress=progress
    )
    if dry_run:
        return ImportResult(preview, None, preview.fresh, preview.known)
    blocking = [one for one in preview.questions if one.blocking]
    if blocking:
        raise InputError(" ".join(one.text for one in blocking))
    if not preview.records:
        raise InputError(
            _("In {name} there is no record that can be taken in.").format(name=preview.name), preview.first_faults()
        )
    probe = registry.probe(Path(path), name)
    importing = _Importing(case, probe, preview, person, year, progress)
    batch = case.import_batch(
        importing.records,
        source=preview.source.id,
        source_kind=preview.source.kind,
        path=probe.path,
        name=preview.name,
        summary=importing.summary,
    )
    return ImportResult(preview, batch.id, batch.imported, batch.confirmed)


class _Importing:
    """The second pass over a file: parsed records become incidents of a person on a line."""

    def __init__(
        self,
        case: Case,
        probe: Probe,
        preview: Preview,
        person: str | None,
        year: int | None,
        progress: Progress | None,
    ) -> None:
        self.probe, self.preview, self.progress = probe, preview, progress
        self.person = person or DEBTOR
        self.options = _options(case, person, year)

    def records(self, index: RecordIndex) -> Iterator[dict[str, Any]]:
        items = self.preview.source.read(self.probe, self.options)
        for item in _watched(items, self.progress):
            if isinstance(item, Record):
                record = as_incident(item, self.options.zone, self.person, self.preview.line)
                known = take_match(index, record)
                yield {"confirms": known} if known else record

    def summary(self) -> dict[str, Any]:
        seen = self.preview
        return {
            "declared": seen.declared,
            "read": seen.read,
            "skipped": len(seen.skipped),
            "left_out": [[one.where, one.reason] for one in seen.skipped],
            "warnings": list(seen.warnings),
            "person": self.person,
            "line": seen.line,
            "year": self.options.year,
        }


def as_incident(record: Record, zone: str, person: str, line: str) -> dict[str, Any]:
    """A parsed record as the fields that the ledger stores."""
    start = None if record.start is None else clock.to_instant(record.start, zone)
    return {
        "start": start, "zone": zone, "precision": record.precision if start else "unknown",
        "time_basis": record.time_basis, "channel": record.channel, "direction": record.direction,
        "outcome": record.outcome, "duration_s": record.duration_s, "ring_s": record.ring_s,
        "number_raw": record.number_raw, "number": fold(record.number_raw), "text": record.text,
        "contact_name": record.contact_name, "person": person, "line": line, "row": record.where, "raw": record.raw,
    }  # fmt: skip


def take_match(index: RecordIndex, record: dict[str, Any]) -> str | None:
    """The id of the nearest record that is the same communication, taken out of the index; None if there is none.

    Each known record answers for one row, so two equal rows of one file stay two.
    """
    if record["start"] is None:
        return None
    known = index.get(record_key(record))
    if not known:
        return None
    second = int(record["start"].timestamp())
    nearest = min(range(len(known)), key=lambda place: abs(known[place][0] - second))
    if abs(known[nearest][0] - second) > SAME_MOMENT_SECONDS:
        return None
    return known.pop(nearest)[1]


def _options(case: Case, person: str | None, year: int | None) -> Options:
    known = case.background().persons.get(person or DEBTOR)
    latest = clock.now().year + 1
    if year is not None and not 2000 <= year <= latest:
        raise InputError(_("The year {year} cannot be right; it lies between 2000 and {latest}.").format(
            year=year, latest=latest))  # fmt: skip
    return Options(year=year, zone=(known.zone if known else None) or case.header.zone)


def _watched(items: Iterator[Item], progress: Progress | None) -> Iterator[Item]:
    """Pass items on and tell how far it is; the number of rows is known only at the end, so it is guessed by size."""
    done = 0
    for item in items:
        done += 1
        if progress is not None and done % 500 == 0:
            progress(done, 0)
        yield item
    if progress is not None:
        progress(done, done)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


__all__ = ["ImportResult", "import_file", "preview_file"]
