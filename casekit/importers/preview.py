"""What a file would bring, before anything is taken in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from casekit import clock
from casekit.errors import Fault
from casekit.importers.records import Declared, Item, Owner, Question, Record, Skipped, Warned
from casekit.importers.source import Probe, Source
from casekit.model import Person
from casekit.numbers import classify, fold
from casekit.text import _, listed

if TYPE_CHECKING:
    from casekit.casebook import Case

TOP_NUMBERS = 10
FIRST_RECORDS = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """A file looked through: what it is, what it holds, what is left out and why, what must be asked.

    `first` and `last` are wall clocks of the person whose list it is, and so are the starts of `first_records`;
    `top_numbers` are (number, class, count).
    """

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
    first_records: tuple[Record, ...]
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

    def as_json(self) -> dict[str, Any]:
        """What the fields of an import do not say: period, counts, numbers, reasons, answers that are wanted."""
        return {
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "by_channel": self.by_channel,
            "by_direction": self.by_direction,
            "by_outcome": self.by_outcome,
            "by_time_basis": self.by_time_basis,
            "top_numbers": [
                {"number": number, "class": kind, "count": count} for number, kind, count in self.top_numbers
            ],
            "number_not_shown": self.not_shown,
            "left_out": [{"reason": reason, "count": count} for reason, count in self.reasons()],
            "line": self.line,
            "wanted": [
                {
                    "id": one.id,
                    "blocking": one.blocking,
                    "about": one.about,
                    "choices": {choice.value: choice.label for choice in one.choices},
                }
                for one in self.questions
            ],
        }


class Tally:
    """Counts while a file is read; what it keeps does not grow with the number of records taken in."""

    def __init__(self, probe: Probe, source: Source, zone: str) -> None:
        self.probe, self.source, self.zone = probe, source, zone
        self.declared: int | None = None
        self.records = 0
        self.known = 0  # of these, how many the case holds already
        self.skipped: list[Skipped] = []
        self.warnings: list[str] = []
        self.questions: dict[str, Question] = {}
        self.owner = ""
        self.first_records: list[Record] = []
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
            self.questions[f"{item.id} {item.about}".strip()] = item

    def _record(self, record: Record) -> None:
        self.records += 1
        self.numbers[fold(record.number_raw)] += 1
        if self.records <= FIRST_RECORDS:
            self.first_records.append(self._on_the_wall(record))
        for name, counter in self.counts.items():
            counter[getattr(record, name)] += 1
        if record.start is not None:
            # One file may hold instants as well as wall clocks, which cannot be compared as they are.
            start = clock.to_instant(record.start, self.zone)
            self.first = start if self.first is None else min(self.first, start)
            self.last = start if self.last is None else max(self.last, start)

    def result(self, case: Case, own_numbers: tuple[str, ...], whose: Person, sha256: str) -> Preview:
        """The preview; looks up in the case what is there already and whose list it can be."""
        line = self._line(case, own_numbers, whose)
        if self.declared is not None and self.declared != self.records + len(self.skipped):
            self.warnings.append(
                _("The file says it holds {declared} records; {read} were found.").format(
                    declared=self.declared, read=self.records + len(self.skipped)
                )
            )
        self._compare_with_earlier(case, whose, sha256)
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
            first=self._wall_clock(self.first),
            last=self._wall_clock(self.last),
            by_channel=dict(self.counts["channel"]),
            by_direction=dict(self.counts["direction"]),
            by_outcome=dict(self.counts["outcome"]),
            by_time_basis=dict(self.counts["time_basis"]),
            top_numbers=tuple((one, classify(one), count) for one, count in self.numbers.most_common(TOP_NUMBERS)),
            first_records=tuple(self.first_records),
            not_shown=hidden,
            skipped=tuple(self.skipped),
            warnings=tuple(self.warnings),
            questions=tuple(self.questions.values()),
            owner=self.owner,
            line=line,
        )

    def _compare_with_earlier(self, case: Case, whose: Person, sha256: str) -> None:
        """Say that this very file is in the case; where it is there as somebody else's list, it must be settled whose."""
        owners = case.owners_of(sha256)
        if any(one.id == whose.id for one in owners):
            before = [
                one for one in case.batches() if one.sha256 == sha256 and not one.undone and one.person == whose.id
            ]
            is_open = any(one.blocking for one in self.questions.values())
            if not is_open and self.known < max(one.imported + one.confirmed for one in before):
                self.questions["taken_in_as"] = Question(
                    "taken_in_as",
                    _("This very file was taken in before, and read otherwise than now: {count} records would be entered "
                      "a second time. Undo that import first.").format(count=self.records - self.known),
                )  # fmt: skip
                return
            self.warnings.append(_("This very file was taken in before. Its records will not be doubled."))
        elif owners:
            self.questions["taken_in_as"] = Question(
                "taken_in_as",
                _("This very file was taken in before as the list of {name}. If it is theirs, choose {name}; if it is "
                  "not, undo that import first.").format(name=owners[-1].called),
            )  # fmt: skip

    def _on_the_wall(self, record: Record) -> Record:
        return replace(record, start=self._wall_clock(record.start), attachments=(), raw={})

    def _wall_clock(self, start: datetime | None) -> datetime | None:
        return None if start is None else clock.to_wall_clock(clock.to_instant(start, self.zone), self.zone)

    def _line(self, case: Case, own_numbers: tuple[str, ...], whose: Person) -> str:
        """The number that was rung: as said, as the file says, or the person's only one; else it is asked."""
        said = [fold(number) for number in own_numbers if fold(number)]
        if self.owner and (not said or self.owner in said):
            self._check_owner(case, whose, bool(said))
            return self.owner
        if self.owner:
            self.warnings.append(
                _("The file names {number} as its own number, not {said}; what you said was used.").format(
                    number=self.owner, said=listed(said)
                )
            )
        known = said or whose.lines
        if len(known) == 1:
            return known[0]
        if self.source.kind == "carrier_bill" and "own_number" not in self.questions:
            self.questions["own_number"] = Question(
                "own_number", _("Whose list is this? Please give the number it belongs to."), blocking=False
            )
        return ""

    def _check_owner(self, case: Case, whose: Person, said: bool) -> None:
        """Ask when the number in the file is somebody else's, or new to a person whose numbers are known."""
        if self.owner in whose.lines:
            return
        if (owner := case.owner_of_line(self.owner)) is not None:
            self._ask(
                "person",
                _("The file is the list of {number}, which belongs to {name}. Please choose whose list it is."),
                owner.called,
            )
        elif whose.lines and not said:
            self._ask(
                "own_number",
                _("The file is the list of {number}, which is not among the known numbers of {name}. Please give the "
                  "number if it is theirs too, or choose whose list it is."),
                whose.called,
            )  # fmt: skip

    def _ask(self, question: str, text: str, name: str) -> None:
        self.questions[question] = Question(question, text.format(number=self.owner, name=name))
