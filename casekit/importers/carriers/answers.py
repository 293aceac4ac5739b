"""What a carrier's site answers to its own page, as a list: objects with named members become rows under headers.

The members go by the names that the carrier's page writes over the same columns, so that `carrier_table` knows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from casekit.errors import InputError
from casekit.importers.carriers import carrier_table, cells
from casekit.importers.carriers.header import Header
from casekit.importers.reading.laid_sheets import LaidSheets, TooLargeError
from casekit.importers.records import Declared, Item, Question, Warned
from casekit.importers.source import Options, Probe
from casekit.text import _

_MOST_COLUMNS = 200
_LEAST_BOUND, _WORST_RATIO = 64 << 20, 30
# What answers call the number of rows, the first and the last day, and the number whose list it is.
_COUNTS = ("totalnum", "totalrecord", "totalcount", "totalrecords", "total")
_FIRST, _LAST = ("startdate", "begindate"), ("enddate",)
_OWNERS = ("usernumber", "phonenumber", "phoneno", "mobileno", "billid")


@dataclass(slots=True)
class _Answer:
    """One answer: its rows lie in a sheet, under these columns; `said` is what it says of all its rows."""

    sheet: int
    columns: list[str] = field(default_factory=list)
    rows: int = 0
    said: dict[str, str] = field(default_factory=dict)

    def first_said(self, names: Iterable[str]) -> str:
        return next((self.said[name] for name in names if self.said.get(name)), "")

    @property
    def count(self) -> int | None:
        said = self.first_said(_COUNTS)
        return int(said) if said.isdecimal() and len(said) < 9 else None

    def lines_above(self) -> tuple[str, ...]:
        """Owner and period, as a page would write them over the list."""
        owner, first, last = (self.first_said(names) for names in (_OWNERS, _FIRST, _LAST))
        days = f"{first}至{last}" if first and last else first or last
        return tuple(line for line in (f"手机号码：{owner}" if owner else "", days) if line)


def read(
    probe: Probe, options: Options, objects: Iterable[tuple[int, dict[str, str]]], names: Mapping[str, str], key: str
) -> Iterator[Item]:
    """Yield what the answers in a file hold.

    Parameters
    ----------
    objects
        (which of the answers it is in, its members), as `json_stream.objects` gives them
    names
        header by member, the latter in small letters
    key
        the member without which an object is no row; the others tell of the answer as a whole

    Raises
    ------
    InputError
        when there is no such object
    """
    laid = LaidSheets(max(_LEAST_BOUND, _WORST_RATIO * probe.size))
    try:
        answers = _gathered(laid, objects, names, key)
    except TooLargeError as error:
        raise InputError(
            _(
                "The tables in {name} would come to far more than a list ever holds; they were not read, for safety."
            ).format(name=probe.name)
        ) from error
    with_rows = [answer for answer in answers if answer.rows]
    if not with_rows:
        raise InputError(_("The answer of the site in {name} holds no calls or messages.").format(name=probe.name))
    if (count := _declared(answers)) is not None:
        yield Declared(count)
    read_answers = (_items(probe, laid, answer, options, alone=len(with_rows) == 1) for answer in with_rows)
    yield from _each_once(chain.from_iterable(read_answers))


def _gathered(
    laid: LaidSheets, objects: Iterable[tuple[int, dict[str, str]]], names: Mapping[str, str], key: str
) -> list[_Answer]:
    answers: dict[int, _Answer] = {}
    for number, members in objects:
        if number not in answers:
            answers[number] = _Answer(laid.open_sheet(str(number)))
        answer = answers[number]
        lowered = {name.lower(): value.strip() for name, value in members.items()}
        if key not in lowered:
            for name in (*_COUNTS, *_FIRST, *_LAST, *_OWNERS):
                if lowered.get(name):
                    answer.said.setdefault(name, lowered[name])
            continue
        answer.rows += 1
        row: dict[int, str] = {}
        for name, value in lowered.items():
            header = names.get(name, name)
            if header not in answer.columns and len(answer.columns) < _MOST_COLUMNS:
                answer.columns.append(header)
            if header in answer.columns:
                row.setdefault(answer.columns.index(header), value)
        laid.put(answer.sheet, answer.rows, [row.get(at, "") for at in range(len(answer.columns))])
    return list(answers.values())


def _declared(answers: list[_Answer]) -> int | None:
    """How many rows the answers say there are; pages of one list each say the number of the whole."""
    lists = {
        (*answer.lines_above(), "信息类型" in answer.columns, answer.count): answer.count
        for answer in answers
        if answer.count is not None
    }
    return sum(lists.values()) if lists else None


def _items(probe: Probe, laid: LaidSheets, answer: _Answer, options: Options, *, alone: bool) -> Iterator[Item]:
    folded = [cells.folded_header(name) for name in answer.columns]
    header = Header(
        0, tuple(name for name, _unit in folded), tuple(unit for _name, unit in folded), answer.lines_above()
    )
    sheet = str(answer.sheet + 1)
    prefix = "" if alone else f"{sheet}!"
    rows = partial(laid.rows, laid.names()[answer.sheet])
    yield from carrier_table.read_rows(probe, "", header, rows, options, prefix=prefix)


def _each_once(items: Iterator[Item]) -> Iterator[Item]:
    """What is asked or said of several answers in the same words is asked and said once."""
    told: set[tuple[str, str]] = set()
    for item in items:
        if isinstance(item, Question | Warned):
            same = (item.text, item.about if isinstance(item, Question) else "")
            if same in told:
                continue
            told.add(same)
        yield item
