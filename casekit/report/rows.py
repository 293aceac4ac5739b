"""The contacts of a view as plain rows, with their times in the words of a paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from casekit.model.vocabulary import CALL_CHANNELS, CONNECTED_OUTCOMES, THIRD_PERSON_ROLES
from casekit.report.markup import Html, escape, together
from casekit.text import _, listed, pick

if TYPE_CHECKING:
    from casekit.casebook.masking import MaskedView

_FIELDS = (
    "id", "no", "start", "local", "precision", "channel", "direction", "outcome", "duration_s", "number", "number_class",
    "party", "attribution", "claimed_org", "claimed_agent", "identified", "debt", "person", "role", "relation",
    "number_source", "tags", "words", "text", "note", "told_by", "told_at", "evidence", "zone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One contact that counts, as it stands in the list; what is unknown is None or empty."""

    id: str
    no: int
    start: datetime | None
    local: datetime | None
    precision: str
    channel: str
    direction: str
    outcome: str
    duration_s: int | None
    number: str | None
    number_class: str
    party: str | None
    attribution: str
    claimed_org: str
    claimed_agent: str
    identified: str
    debt: str | None
    person: str | None
    role: str | None
    relation: str | None
    number_source: str
    tags: tuple[str, ...]
    words: str
    text: str
    note: str
    told_by: str
    told_at: datetime | None
    evidence: tuple[str, ...]
    zone: str
    records: int = 1  # how many sources recorded this same contact

    @property
    def is_call(self) -> bool:
        return self.channel in CALL_CHANNELS

    @property
    def connected(self) -> bool:
        return self.is_call and self.outcome in CONNECTED_OUTCOMES

    @property
    def with_third_person(self) -> bool:
        return self.role in THIRD_PERSON_ROLES

    @property
    def speaks(self) -> bool:
        """Whether there is more to this contact than a line in a log."""
        return bool(self.words or self.note or self.evidence or self.tags)


def rows_of(view: MaskedView) -> list[Row]:
    """The primary rows of a view in the order of their permanent numbers."""
    events = view.events
    records = events["contact"].value_counts()
    counted = events[events["primary"]].sort_values("no")
    columns = [_plain_column(counted[name]) for name in _FIELDS]
    columns.append([int(one) for one in records.reindex(counted["contact"])])
    rows = []
    for values in zip(*columns, strict=True):
        fields = dict(zip((*_FIELDS, "records"), values, strict=True))
        fields["tags"] = tuple(fields["tags"] or ())
        fields["evidence"] = tuple(fields["evidence"] or ())
        rows.append(Row(**fields))
    return rows


def _plain_column(column: Any) -> list[Any]:
    """The values of a column as Python's own; a missing one as None."""
    missing = column.isna().tolist()
    values = column.dt.to_pydatetime() if column.dtype.kind == "M" else column.astype(object)
    return [None if gone else value for gone, value in zip(missing, values, strict=True)]


def in_time(rows: Iterable[Row]) -> list[Row]:
    """Rows by the clock; those without a time come last, in the order of their numbers."""
    return sorted(rows, key=lambda row: (row.local is None, row.local or datetime.max, row.no))


def by_number(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Number → the contacts that came in from it, the most frequent first; numbers not shown are left out."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.direction == "in" and row.number:
            found.setdefault(row.number, []).append(row)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def by_third_person(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Third person's id → the contacts that reached them, those reached most first; who is not known is ""."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.direction == "in" and row.with_third_person:
            found.setdefault(row.person or "", []).append(row)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[1][0].no)))


def first_and_last(rows: Iterable[Row]) -> Html:
    """The dates of the first and the last contact, below each other."""
    return together((escape(one) for one in dict.fromkeys(ends(rows))), Html("<br>"))


def ends(rows: Iterable[Row]) -> list[str]:
    """The dates of the first and the last contact; none when no time is known.

    A contact known only to the month says nothing where others of that month have a day.
    """
    timed = [row for row in in_time(rows) if row.local is not None]
    with_day = {day(row.local, "month") for row in timed if row.precision != "month"}
    dates = [day(row.local, row.precision) for row in timed]
    told = [one for one in dates if one not in with_day]
    return told[:1] + told[-1:]


def day(moment: datetime | None, precision: str = "day") -> str:
    """The date as far as it is known."""
    if moment is None:
        return _("time not known")
    return f"{moment:%Y-%m}" if precision == "month" else f"{moment:%Y-%m-%d}"


def clock_time(row: Row) -> str:
    """The time of day as far as it is known, with the end where a duration is known."""
    if row.local is None or row.precision in ("day", "month", "unknown"):
        return ""
    if row.precision == "hour":
        return _("about {hour} o'clock").format(hour=row.local.hour)
    shape = "%H:%M:%S" if row.precision == "second" else "%H:%M"
    start = row.local.strftime(shape)
    end = (row.local + timedelta(seconds=row.duration_s or 0)).strftime(shape)
    return start if end == start else f"{start}–{end}"


def moment(row: Row) -> str:
    """Date and time of day in one line."""
    return " ".join(part for part in (day(row.local, row.precision), clock_time(row)) if part)


def length(seconds: int | None) -> str:
    """A duration: 65 becomes 1分5秒 or 1 min 5 s."""
    if not seconds:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    if not minutes:
        return pick(zh=f"{rest}秒", en=f"{rest} s")
    return pick(zh=f"{minutes}分{rest}秒", en=f"{minutes} min {rest} s")


def minutes(seconds: int | None) -> str:
    """A duration in a narrow column: 1:05."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}" if seconds else ""


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """(first, last) of each unbroken run of numbers, in their order."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [(first, last) for first, last in spans]


def numbers_in_short(numbers: Iterable[int]) -> str:
    """Permanent numbers with runs drawn together: 3–7、9."""
    parts = [str(first) if first == last else f"{first}–{last}" for first, last in runs(numbers)]
    return listed(parts)
