"""The only writer of imports: look at a file, show what it would bring, bring it as one batch.

The file is read twice, once for the preview and once for the import, so that nothing of its size is
ever kept in memory, and a file that turns out unreadable in the middle brings nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casekit import clock
from casekit.casebook.base import new_id
from casekit.casebook.batches import RecordIndex
from casekit.casebook.evidence import sha256_of
from casekit.casebook.validation import validated
from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.incidents import as_incident, take_match
from casekit.importers.others import mappings
from casekit.importers.others.columns import propose
from casekit.importers.preview import Preview, Tally
from casekit.importers.records import Question, Record
from casekit.importers.source import DATE_ORDERS, Options, Probe
from casekit.importers.watching import Progress, Watch, WatchedPath
from casekit.model import DEBTOR, Person
from casekit.numbers import fold
from casekit.text import _, listed

if TYPE_CHECKING:
    from casekit.casebook import Case


class OpenQuestionError(InputError):
    """Raised when a file cannot be taken in before the user has answered; carries what was seen of it."""

    def __init__(self, preview: Preview, open_questions: Iterable[Question]) -> None:
        super().__init__(" ".join(dict.fromkeys(one.text for one in open_questions)))
        self.preview = preview


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import brought, or, without a batch, would bring."""

    preview: Preview
    batch: str | None
    imported: int
    confirmed: int

    def as_json(self) -> dict[str, Any]:
        """The shape of `casekit import --json`, one object per file; a preview says more of what it saw."""
        seen = self.preview
        result = {
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
            "questions": list(dict.fromkeys(one.text for one in seen.questions)),
        }
        return result if self.batch else {**result, "preview": seen.as_json()}


def preview_file(
    case: Case,
    path: Path | str,
    *,
    name: str | None = None,
    source: str | None = None,
    own_numbers: tuple[str, ...] = (),
    person: str | None = None,
    columns: dict[str, str] | None = None,
    progress: Progress | None = None,
    **settled: Any,
) -> Preview:
    """Look through a file without taking anything in; the parameters are those of `import_file`.

    Raises
    ------
    InputError
        saying what the file is instead of a call list, or what is wrong with it
    """
    watch = Watch(progress)
    probe = registry.probe(WatchedPath.of(Path(path), watch), name, columns)
    whose = _whose(case, person, None, None)
    seen, _whose_it_is = _looked_through(case, probe, whose, source, own_numbers, settled, watch, sure=bool(person))
    return seen


def _looked_through(
    case: Case,
    probe: Probe,
    whose: Person,
    source: str | None,
    own_numbers: tuple[str, ...],
    settled: dict[str, Any],
    watch: Watch,
    *,
    sure: bool,
) -> tuple[Preview, Person]:
    """The file as that person's, or, unless it is `sure` whose it is, as that of whoever owns the number it names."""
    options = _options(case, whose, own_numbers, settled)
    found = registry.recognise(probe, source)
    tally = Tally(probe, found, options.zone)
    index = case.record_index(found.kind)
    for item in watch.items(found.read(probe, options)):
        tally.add(item)
        if isinstance(item, Record) and take_match(index, as_incident(item, options.zone, whose.id, "")):
            tally.known += 1
    owner = None if sure or tally.owner in whose.lines else case.owner_of_line(tally.owner)
    if owner is not None:
        return _looked_through(case, probe, owner, source, own_numbers, settled, watch, sure=True)
    return tally.result(case, own_numbers, whose, sha256_of(probe.path)), whose


def import_file(
    case: Case,
    path: Path | str,
    *,
    name: str | None = None,
    source: str | None = None,
    own_numbers: tuple[str, ...] = (),
    person: str | None = None,
    role: str | None = None,
    relation: str | None = None,
    columns: dict[str, str] | None = None,
    origin: Mapping[str, str] | None = None,
    held_by: Callable[[Question], bool] | None = None,
    by_number: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    **settled: Any,
) -> ImportResult:
    """Take a file in as one batch; rows that the case holds already are confirmed, not doubled.

    The number of the list becomes one of that person's own numbers; undoing the import takes it back.

    Parameters
    ----------
    own_numbers
        the number (or numbers, for a phone with two cards) whose list it is
    person
        the id or the name of the person whose list it is; when None, whoever is known to own the number that the
        list names, else the borrower; somebody new is entered with `role` and `relation`, somebody known completed
    columns
        header by column (a key of `headers.yaml`), for a table whose headers casekit does not know
    origin
        the folder or archive it was taken from, as fields of a `Batch`: `collection`, `collection_name`,
        `collection_sha256`, `collection_member`
    held_by
        which open questions keep the file out besides the blocking ones
    by_number
        whether whoever is known to own the number that the list names goes before `person`
    settled
        answers to what the preview asked, by name: `year`, `me`, `date_order`, `directions` (see `Options`)

    Raises
    ------
    OpenQuestionError
        when a question that decides about its rows is open
    InputError
        when the file cannot be used
    """
    whose = _whose(case, person, role, relation)
    watch = Watch(progress)
    probe = registry.probe(WatchedPath.of(Path(path), watch), name, columns)
    sure = bool(person) and not by_number
    preview, whose = _looked_through(case, probe, whose, source, own_numbers, settled, watch, sure=sure)
    if dry_run:
        return ImportResult(preview, None, preview.fresh, preview.known)
    asked = [one for one in preview.questions if one.blocking or (held_by is not None and held_by(one))]
    if asked:
        raise OpenQuestionError(preview, asked)
    if not preview.records:
        raise InputError(
            _("In {name} there is no record that can be taken in.").format(name=preview.name), preview.first_faults()
        )
    named = tuple(dict.fromkeys(line for line in map(fold, (*own_numbers, preview.line)) if line))
    with tempfile.TemporaryDirectory(prefix="casekit-") as scratch:
        options = replace(_options(case, whose, own_numbers, settled), scratch=Path(scratch))
        importing = _Importing(probe, preview, whose, named, options, watch)
        batch = case.import_batch(
            importing.records,
            source=preview.source.id,
            source_kind=preview.source.kind,
            path=probe.path,
            name=preview.name,
            summary=lambda: {**importing.summary(), **(origin or {})},
            person=validated(Person, {**whose.model_dump(), "lines": (*whose.lines, *named)}),
        )
    if columns and (table := propose(probe)) is not None:
        mappings.remember(table.names, columns)
    return ImportResult(preview, batch.id, batch.imported, batch.confirmed)


def _whose(case: Case, person: str | None, role: str | None, relation: str | None) -> Person:
    """The person whose list it is, with what is newly said of them; one who is not entered yet has a new id."""
    told = {key: value for key, value in (("role", role), ("relation", relation)) if value is not None}
    if told and not person:
        raise InputError(_("Please name the person to whom the role or the relation belongs."))
    known = case.find_person((person or DEBTOR).strip())
    fields = known.model_dump() if known else {"id": new_id(), "name": (person or "").strip()}
    return validated(Person, {**fields, **told})


class _Importing:
    """The second pass over a file: parsed records become incidents of a person on a line."""

    def __init__(
        self,
        probe: Probe,
        preview: Preview,
        whose: Person,
        named: tuple[str, ...],
        options: Options,
        watch: Watch,
    ) -> None:
        self.probe, self.preview, self.watch = probe, preview, watch
        self.person, self.options = whose.id, options
        self.lines = list(named)
        self.new_lines = [line for line in named if line not in whose.lines]

    def records(self, index: RecordIndex) -> Iterator[dict[str, Any]]:
        items = self.preview.source.read(self.probe, self.options)
        for item in self.watch.items(items, self.preview.read):
            if isinstance(item, Record):
                record = as_incident(item, self.options.zone, self.person, self.preview.line)
                known = take_match(index, record)
                files = [(one.path, one.name) for one in item.attachments if one.path and one.path.stat().st_size]
                yield {**({"confirms": known} if known else record), "attachments": files}

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
            "lines": self.lines,
            "new_lines": self.new_lines,
            "year": self.options.year,
        }


def _options(case: Case, whose: Person, own_numbers: tuple[str, ...], settled: dict[str, Any]) -> Options:
    """What is settled: by the user now, and by what the case knows of the person."""
    year, latest = settled.get("year"), clock.now().year + 1
    if year is not None and not 2000 <= year <= latest:
        raise InputError(_("The year {year} cannot be right; it lies between 2000 and {latest}.").format(
            year=year, latest=latest))  # fmt: skip
    if settled.get("date_order", "") not in ("", *DATE_ORDERS):
        raise InputError(
            _("“{order}” is no order of a date; it may be: {known}.").format(
                order=settled["date_order"], known=listed(DATE_ORDERS)
            )
        )
    said = tuple(filter(None, map(fold, own_numbers)))
    return Options(zone=whose.zone or case.header.zone, own_numbers=said or whose.lines, **settled)


__all__ = ["ImportResult", "OpenQuestionError", "import_file", "preview_file"]
