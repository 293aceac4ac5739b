"""What a file would bring, before anything is taken in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from casekit.errors import Fault
from casekit.importers.records import Declared, Item, Owner, Probe, Question, Record, Skipped, Source, Warned
from casekit.model import DEBTOR
from casekit.numbers import classify, fold
from casekit.text import _

if TYPE_CHECKING:
    from casekit.casebook import Case

TOP_NUMBERS = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """A file looked through: what it is, what it holds, what is left out and why, what must be asked."""

    name: str
    size: int
    sha256: str
    source: Source
    declared: int | None
    read: int
    records: int
    fresh: int
    known: int
    first: datetime | None
    last: datetime | None
    by_channel: dict[str, int]
    by_direction: dict[str, int]
    by_outcome: dict[str, int]
    by_time_basis: dict[str, int]
    top_numbers: tuple[tuple[str, str, int], ...]
    not_shown: int
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]
    questions: tuple[Question, ...]
    owner: str
    line: str

    def first_faults(self, count: int = 5) -> list[Fault]:
        """The first rows that were left out, as faults of an error."""
        return [Fault(one.where, one.reason) for one in self.skipped[:count]]

    def reasons(self) -> list[tuple[str, int]]:
        """Why rows are left out, the most frequent reason first."""
        return Counter(one.reason for one in self.skipped).most_common()


class Tally:
    """Counts while a file is read; what it keeps does not grow with the number of records."""

    def __init__(self, probe: Probe, source: Source) -> None:
        self.probe, self.source = probe, source
        self.declared: int | None = None
        self.records = 0
        self.known = 0  # of these, how many the case holds already
        self.skipped: list[Skipped] = []
        self.warnings: list[str] = []
        self.questions: dict[str, Question] = {}
        self.owner = ""
        self.numbers: Counter[str] = Counter()
        self.counts: dict[str, Counter[str]] = {
            name: Counter() for name in ("channel", "direction", "outcome", "time_basis")
        }
        self.first: datetime | None = None
        self.last: datetime | None = None

    def add(self, item: Item) -> None:
        if isinstance(item, Record):
            self._record(item)
        elif isinstance(item, Skipped):
            self.skipped.append(item)
        elif isinstance(item, Declared):
            self.declared = (self.declared or 0) + item.count
        elif isinstance(item, Owner):
            self.owner = self.owner or item.number
        elif isinstance(item, Warned):
            self.warnings.append(item.text)
        else:
            self.questions[item.id] = item

    def _record(self, record: Record) -> None:
        self.records += 1
        self.numbers[fold(record.number_raw)] += 1
        for name, counter in self.counts.items():
            counter[getattr(record, name)] += 1
        if record.start is not None:
            self.first = record.start if self.first is None else min(self.first, record.start)
            self.last = record.start if self.last is None else max(self.last, record.start)

    def result(self, case: Case, own_numbers: tuple[str, ...], person: str | None, sha256: str) -> Preview:
        """The preview; looks up in the case what is there already and whose list it can be."""
        line = self._line(case, own_numbers, person)
        if self.declared is not None and self.declared != self.records + len(self.skipped):
            self.warnings.append(
                _("The file says it holds {declared} records; {read} were found.").format(
                    declared=self.declared, read=self.records + len(self.skipped)
                )
            )
        if any(batch.sha256 == sha256 and not batch.undone for batch in case.batches()):
            self.warnings.append(_("This very file was taken in before. Its records will not be doubled."))
        hidden = self.numbers.pop("", 0)
        return Preview(
            name=self.probe.name,
            size=self.probe.size,
            sha256=sha256,
            source=self.source,
            declared=self.declared,
            read=self.records + len(self.skipped),
            records=self.records,
            fresh=self.records - self.known,
            known=self.known,
            first=self.first,
            last=self.last,
            by_channel=dict(self.counts["channel"]),
            by_direction=dict(self.counts["direction"]),
            by_outcome=dict(self.counts["outcome"]),
            by_time_basis=dict(self.counts["time_basis"]),
            top_numbers=tuple((one, classify(one), count) for one, count in self.numbers.most_common(TOP_NUMBERS)),
            not_shown=hidden,
            skipped=tuple(self.skipped),
            warnings=tuple(self.warnings),
            questions=tuple(self.questions.values()),
            owner=self.owner,
            line=line,
        )

    def _line(self, case: Case, own_numbers: tuple[str, ...], person: str | None) -> str:
        """The number that was rung: as said, as the file says, or the person's only one; else it is asked."""
        said = [fold(number) for number in own_numbers if fold(number)]
        persons = case.background().persons
        whose = persons.get(person or DEBTOR)
        lines = whose.lines if whose is not None else ()
        if self.owner and (not said or self.owner in said):
            self._check_owner(case, person)
            return self.owner
        if len(said) == 1:
            return said[0]
        if len(lines) == 1:
            return lines[0]
        if self.source.kind == "carrier_bill" and len(said or lines) != 1:
            self.questions["own_number"] = Question(
                "own_number", _("Whose list is this? Please give the number it belongs to."), blocking=False
            )
        return ""

    def _check_owner(self, case: Case, person: str | None) -> None:
        """Say so when the number in the file is known to belong to somebody else."""
        for one in case.background().persons.values():
            if self.owner in one.lines and one.id != (person or DEBTOR):
                self.questions["person"] = Question(
                    "person",
                    _(
                        "The file is the list of {number}, which belongs to {name}. Please choose whose list it is."
                    ).format(number=self.owner, name=one.name or _("somebody else")),
                )
