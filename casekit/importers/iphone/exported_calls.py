"""Lists of calls that programs on a computer make of an iPhone or its backup: iMazing and iExplorer, as CSV or xlsx.

iExplorer and iMazing 3 write a header in English, iMazing 2 writes none and begins with the word for the kind of call
in the computer's language. Headers in other languages are left to the column mapper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from casekit.errors import InputError
from casekit.importers.carriers import cells
from casekit.importers.iphone import values
from casekit.importers.iphone.written_times import DateOrder, written_time
from casekit.importers.plausible import LONGEST_CALL
from casekit.importers.reading import tables, text_lines
from casekit.importers.records import Choice, Item, Question, Record, Skipped
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

_HEADER_ROWS = 10
_COLUMNS = {
    "kind": ("call type",),
    "date": ("date", "date & time"),
    "duration": ("duration",),
    "number": ("number", "phone number"),
    "name": ("contact", "name"),
    "service": ("service",),
}
_NEEDED = {"kind", "date", "duration", "number"}
# iMazing 2: Incoming,02/06/17 09:45,00:01:43,+46…,Name
_WITHOUT_HEADER = {"kind": 0, "date": 1, "duration": 2, "number": 3, "name": 4}
_UNANSWERED = {"rang_no_answer": "in", "rejected": "in", "blocked": "in"}
# Parts of words for kinds of calls in the languages of the programs → (direction, outcome); the first that fits holds.
_KINDS: tuple[tuple[tuple[str, ...], tuple[str, str]], ...] = (
    (("block", "拦截", "攔截", "blockiert", "bloqu"), ("in", "blocked")),
    (("voicemail", "语音信箱", "語音信箱", "mailbox"), ("in", "voicemail")),
    (("reject", "declin", "拒接", "拒绝", "拒絕", "abgelehnt", "refus", "rechaz"), ("in", "rejected")),
    (
        ("missed", "未接", "不在着信", "verpasst", "manqu", "perdid", "persa", "perse", "missat", "부재중"),
        ("in", "rang_no_answer"),
    ),
    (("cancel", "已取消", "abgebrochen", "annul"), ("out", "unknown")),
    (("incoming", "received", "来电", "來電", "呼入", "已接", "着信", "eingehend", "entrant", "in arrivo", "inkommande", "수신"), ("in", "")),
    (("outgoing", "dialed", "placed", "去电", "去電", "呼出", "已拨", "拨出", "撥出", "発信", "ausgehend", "sortant", "salient", "in uscita", "utgående", "발신"), ("out", "")),
)  # fmt: skip
_CHOICES = (
    ("in", N_("incoming: the other party called or wrote")),
    ("out", N_("outgoing: from the number of this list")),
    ("leave", N_("leave these rows out")),
)
_MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns stand; rows up to `header` (0 without one) are no calls."""

    columns: dict[str, int]
    header: int
    names: tuple[str, ...]

    def cell(self, row: Sequence[str], what: str) -> str:
        place = self.columns.get(what)
        return row[place].strip() if place is not None and place < len(row) else ""


def sniff(probe: Probe) -> bool:
    """Whether the columns are those of such a program, or the first row is one of iMazing 2."""
    if not tables.is_workbook(probe):
        opening = text_lines.opening(probe)
        first = opening.lstrip().partition("\n")[0]
        if "call type" not in opening[:4000].lower() and not _kind(first.partition(",")[0][:40]):
            return False
    try:
        return _layout(probe) is not None
    except InputError:
        return False


def _layout(probe: Probe) -> _Layout | None:
    sheets = tables.sheets(probe)
    for number, row in islice(tables.rows(probe, sheets[0]), _HEADER_ROWS) if sheets else ():
        names = [" ".join(cell.lower().split()) for cell in row]
        columns = {what: names.index(one) for what, known in _COLUMNS.items() for one in known if one in names}
        if _NEEDED.issubset(columns):
            return _Layout(columns, number, tuple(row))
        bare = _Layout(_WITHOUT_HEADER, number - 1, ())
        if (
            _kind(bare.cell(row, "kind"))
            and written_time(bare.cell(row, "date"))
            and _is_clock(bare.cell(row, "duration"))
        ):
            return bare
    return None


def _is_clock(cell: str) -> bool:
    return ":" in cell and cells.read_duration(cell) is not None


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the calls in the order of the list."""
    layout = _layout(probe)
    if layout is None:
        raise InputError(_("{name} is no list of calls of iMazing or iExplorer.").format(name=probe.name))
    yield from _List(probe, layout, options).items()


class _List:
    """A list while it is read, once for the order of its dates and once for its calls."""

    def __init__(self, probe: Probe, layout: _Layout, options: Options) -> None:
        self._probe, self._layout, self._options = probe, layout, options
        self._order = DateOrder(options.date_order)
        self._unknown: Counter[str] = Counter()

    def items(self) -> Iterator[Item]:
        for _number, row in self._rows():
            if written := written_time(self._layout.cell(row, "date")):
                self._order.see(written)
        for number, row in self._rows():
            yield self._item(str(number), row)
        if question := self._order.question():
            yield question
        for word, count in self._unknown.items():
            yield Question(
                "direction",
                _("Rows that say “{word}”, which does not tell who called whom: {count}. What are they?").format(
                    word=word, count=count
                ),
                choices=tuple(Choice(value, _(label)) for value, label in _CHOICES),
                about=word,
            )

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        for number, row in tables.rows(self._probe, tables.sheets(self._probe)[0]):
            if number > self._layout.header and any(row):
                yield number, row

    def _item(self, where: str, row: list[str]) -> Item:
        kind, cell = self._layout.cell(row, "kind"), self._layout.cell(row, "date")
        written = written_time(cell)
        start = None if written is None else self._order.moment(written)
        if written is None or (start is None and not self._order.is_open(written)):
            return Skipped(where, _("the time “{time}” cannot be right").format(time=cell[:40]))
        found = _kind(kind) or self._settled(kind)
        if found is None:
            return Skipped(where, _("it does not say who called whom: “{said}”").format(said=kind[:40]))
        direction, outcome = found
        if direction == "leave":
            return Skipped(where, _("left out, as you said"))
        duration = cells.read_duration(self._layout.cell(row, "duration"))
        if duration is not None and duration > LONGEST_CALL:
            duration = None
        # Without a duration a call may have been missed as well: some versions have no word for that.
        outcome = outcome or ("conversation" if duration else "unknown")
        unanswered = outcome in _UNANSWERED
        return Record(
            where=where,
            start=start,
            precision=written.precision,
            time_basis="local",
            channel="call",
            direction=direction,
            outcome=outcome,
            number_raw=values.party(self._layout.cell(row, "number"), self._layout.cell(row, "service")),
            # Seconds of ringing are no talk.
            duration_s=0 if unanswered else duration,
            ring_s=duration or None if unanswered else None,
            contact_name=self._name(row),
            raw=self._raw(row),
        )

    def _settled(self, kind: str) -> tuple[str, str] | None:
        """What the user said of a word; it is asked about when nothing was said."""
        if kind in self._options.directions:
            return self._options.directions[kind], ""
        if kind in self._unknown or (kind and len(self._unknown) < _MOST_WORDS and len(kind) <= 40):
            self._unknown[kind] += 1
        return None

    def _name(self, row: list[str]) -> str:
        """The contact, unless it only repeats the number."""
        name, number = self._layout.cell(row, "name"), self._layout.cell(row, "number")
        return "" if name == number else name

    def _raw(self, row: list[str]) -> dict[str, str]:
        names = self._layout.names
        return {names[i] if i < len(names) and names[i] else f"#{i + 1}": cell for i, cell in enumerate(row) if cell}


def _kind(word: str) -> tuple[str, str] | None:
    """(direction, outcome or "") that a word for a kind of call says."""
    text = word.strip().strip('"').casefold()
    if not text or text[0].isdigit():
        return None
    return next((told for parts, told in _KINDS if any(part in text for part in parts)), None)


SOURCE = Source(
    id="iphone_call_table",
    title=N_("Call list of an iPhone, made by iMazing or iExplorer"),
    kind="phone_log",
    sniff=sniff,
    read=read,
)
