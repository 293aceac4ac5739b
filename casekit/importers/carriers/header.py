"""The header row of a table: where it stands and which column holds what, by `headers.yaml` or by the user."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count

from casekit.data_files import data_of
from casekit.importers.carriers import cells
from casekit.importers.reading import tables
from casekit.importers.reading.laid_sheets import Row
from casekit.importers.source import Probe
from casekit.numbers import fold

HEADER_ROWS = 15
# What a user may name a column for.
COLUMNS = (
    "start", "date", "time", "number", "caller", "called", "direction", "duration", "own_number", "name", "text",
)  # fmt: skip
# A cell of values has digits in a row or a time of day; a header has neither.
_VALUES = re.compile(r"\d{3}|\d:\d")
_UNIT_CELL = re.compile(r"[(\[]?(秒|秒钟|分|分钟|元|角)[)\]]?")
_TITLE_LINES = 5
_LEAST_KNOWN = 3
_OWN_WORDS = (
    "手机号码", "手机号", "本机号码", "查询号码", "业务号码", "计费号码", "用户号码", "客户号码", "电话号码", "服务号码", "产品号码",
    "接入号码", "接入号", "设备号码", "设备号", "机主号码", "主号码", "登录号码", "登录手机号", "号码", "手機號碼", "門號", "電話號碼",
    "mobile number", "phone number", "account number", "number",
)  # fmt: skip
_NUMBER = r"(?:(?:\+|00)?86[\s-]?)?1[3-9]\d(?:[\s-]?\d{4}){2}|0\d{2,3}-?\d{7,8}|09\d{8}|[5-9]\d{7}"
_OWN_NUMBER = re.compile(
    rf"(?<!对方)(?<!对端)(?:{'|'.join(_OWN_WORDS)})\s*[为是]?\s*[:：(（]?\s*({_NUMBER})(?![\d*])", re.IGNORECASE
)
_CARRIERS = {
    "telecom": re.compile("电信|天翼"),
    "unicom": re.compile("联通"),
    "mobile": re.compile("移动(?!电话|数据|业务|用户|号码|上网|互联|终端)"),
}


@cache
def aliases() -> dict[str, tuple[str, ...]]:
    """Column → the headers it is known by, from `headers.yaml`."""
    known = data_of("casekit.importers.carriers", "headers.yaml")
    return {column: tuple(names) for column, names in known.items()}


@cache
def _ranks(what: str) -> dict[str, int]:
    """Header in small letters → its place among those known for a column."""
    return {name.casefold(): rank for rank, name in reversed(list(enumerate(aliases()[what])))}


@cache
def _known() -> frozenset[str]:
    return frozenset(name.casefold() for names in aliases().values() for name in names)


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a table: its number, what its cells say without their units, and the lines above it.

    `another` is the row of the header of another kind of list that stands above, 0 if there is none.
    """

    row: int
    names: tuple[str, ...]
    units: tuple[str, ...]
    before: tuple[str, ...]
    chosen: dict[str, str] = field(default_factory=dict)
    another: int = 0

    def columns(self, what: str) -> list[int]:
        """Positions of the columns of a kind: the one the user named (none for ""), else all in the aliases' order."""
        if self.chosen.get(what) == "":
            return []
        ranks = {self.chosen[what].casefold(): 0} if what in self.chosen else _ranks(what)
        found = [index for index, name in enumerate(self.names) if name.casefold() in ranks]
        return sorted(found, key=lambda index: ranks[self.names[index].casefold()])

    def column(self, what: str) -> int | None:
        return next(iter(self.columns(what)), None)

    def is_complete(self) -> bool:
        """Whether the columns name a time, the other party's number or who called whom, and everything chosen."""
        has_time = self.column("start") is not None or self.column("date") is not None
        parties = ("number", "direction", "caller", "called")
        wanted = (what for what, name in self.chosen.items() if name)
        return has_time and any(map(self.columns, parties)) and all(map(self.columns, wanted))

    def is_of(self, kind: str) -> bool:
        """Whether it is the header of another kind of table: `data_usage`, `bank`; not one the user has named."""
        if self.chosen or not self.columns(kind):
            return False
        return kind != "data_usage" or not any(map(self.columns, ("number", "caller", "called")))

    def is_repeated_in(self, row: Sequence[str]) -> bool:
        """Whether a row repeats the header, as at the top of a printed page."""
        if _VALUES.search("".join(row)):
            return False
        return tuple(cells.folded_header(cell)[0] for cell in row[: len(self.names)]) == self.names

    def owner(self) -> str:
        """The number whose list it is, where a line above the table names it; else empty."""
        for line in self.before:
            if found := _OWN_NUMBER.search(line):
                number = fold(found.group(1))
                if number.isdigit():
                    return number
        return ""

    def raw(self, row: Sequence[str]) -> dict[str, str]:
        """The filled cells of a row by what stands over them; two columns of one name are told apart."""
        said: dict[str, str] = {}
        for index, cell in enumerate(row):
            if cell:
                name = (self.names[index] if index < len(self.names) else "") or f"#{index + 1}"
                said[f"{name} #{index + 1}" if name in said else name] = cell
        return said


def cell_at(row: Sequence[str], column: int | None) -> str:
    """The cell of a row in a column; empty where there is no such column or the row is shorter."""
    return row[column] if column is not None and column < len(row) else ""


def find_header(probe: Probe, sheet: str) -> Header | None:
    """The header of a list of communications within the first rows, or below a list of another kind; None if none."""
    chosen = {what: cells.folded_header(name)[0] for what, name in probe.columns.items()}
    rows = tables.rows(probe, sheet)
    before: list[str] = []
    above: list[str] = []
    another = 0
    current = next(rows, None)
    for place in count():
        if current is None or (place >= HEADER_ROWS and not another):
            return None
        (number, row), following = current, next(rows, None)
        if place < HEADER_ROWS or not _VALUES.search("".join(row)):
            for header in (_header(number, row, before, chosen), _header(number, _joined(above, row), before, chosen)):
                if header.is_of("data_usage") or header.is_of("bank"):
                    another = another or (number if header.is_complete() else 0)
                elif header.is_complete() and (place < HEADER_ROWS or _known_names(header) >= _LEAST_KNOWN):
                    return replace(_with_row_below(header, row, following), another=another)
            if not another or sum(map(bool, row)) <= _LEAST_KNOWN:
                before = [*before, " ".join(cell for cell in row if cell)][-HEADER_ROWS:]
        above, current = row, following
    return None


def headed(header: Header, rows: Iterable[Row]) -> Iterator[tuple[Header, Row]]:
    """The filled rows below a header, each with the one that it stands under.

    One sheet may hold several lists below each other, of calls and of messages, each with a header of its own.
    """
    titles: list[str] = []
    for number, row in rows:
        if number <= header.row or not any(row):
            continue
        if (new := _next_header(header, number, row, titles)) is not None:
            header, titles = new, []
            continue
        filled = [cell for cell in row if cell]
        titles = [*titles, " ".join(filled)][-_TITLE_LINES:] if len(filled) <= _LEAST_KNOWN else []
        yield header, (number, row)


def _next_header(header: Header, number: int, row: list[str], titles: list[str]) -> Header | None:
    """The header in a row within the table, if it is one and says something else than the one above."""
    if sum(map(bool, row)) < _LEAST_KNOWN or _VALUES.search("".join(row)):
        return None
    new = _header(number, row, titles, header.chosen)
    known = _known_names(new)
    if known < _LEAST_KNOWN or known * 2 < sum(map(bool, new.names)):
        return None
    is_other = new.is_of("data_usage") or new.is_of("bank")
    if new.names == header.names or not (new.is_complete() or is_other):
        return None
    return new


def _header(number: int, row: Sequence[str], before: Sequence[str], chosen: dict[str, str]) -> Header:
    folded = [cells.folded_header(cell) for cell in row]
    return Header(number, tuple(name for name, _ in folded), tuple(unit for _, unit in folded), tuple(before), chosen)


def _joined(above: Sequence[str], row: Sequence[str]) -> list[str]:
    """A header that goes over two rows, as one: 对方 above 号码 and 归属地, or a name above an empty cell."""
    if not any(above) or _VALUES.search("".join((*above, *row))):
        return []
    joined, over = [], ""
    for index in range(max(len(above), len(row))):
        upper = above[index] if index < len(above) else ""
        lower = row[index] if index < len(row) else ""
        over = upper or (over if lower else "")  # merged cells hold their words in the first one
        options = [over + lower, lower, upper] if lower else [upper]
        joined.append(next((one for one in options if cells.folded_header(one)[0].casefold() in _known()), options[0]))
    return joined


def _with_row_below(header: Header, row: Sequence[str], below: Row | None) -> Header:
    """The header with what the row below adds to it: units alone, (秒) and (元), or the second halves of its words."""
    if below is None:
        return header
    number, lower = below
    found = [_UNIT_CELL.fullmatch(unicodedata.normalize("NFKC", cell)) for cell in lower]
    if any(found) and all(unit or not cell for unit, cell in zip(found, lower, strict=True)):
        said = [unit.group(1) if unit else "" for unit in found]
        units = tuple(one or (said[at] if at < len(said) else "") for at, one in enumerate(header.units))
        return Header(number, header.names, units, header.before, header.chosen)
    whole = _header(number, _joined(row, lower), header.before, header.chosen)
    return whole if whole.is_complete() and _known_names(whole) > _known_names(header) else header


def _known_names(header: Header) -> int:
    return sum(name.casefold() in _known() for name in header.names)


def first_header(probe: Probe) -> Header | None:
    """The header of the first sheet that is a list of communications; remembered in the probe."""
    if "header" not in probe.tables:
        found = (find_header(probe, sheet) for sheet in tables.sheets(probe))
        probe.tables["header"] = next(filter(None, found), None)
    kept: Header | None = probe.tables["header"]  # type: ignore[assignment]
    return kept


def names_one_of(probe: Probe, words: tuple[str, ...]) -> bool:
    """Whether the file is a list of communications with one of these column names."""
    header = first_header(probe)
    return header is not None and any(name in words for name in header.names)


def carrier_named(probe: Probe) -> str:
    """The carrier that a line above the table or the name of a sheet speaks of: telecom, unicom, mobile, or none."""
    header = first_header(probe)
    if header is None:
        return ""
    said = " ".join((*header.before, *tables.sheets(probe)))
    named = [carrier for carrier, words in _CARRIERS.items() if words.search(said)]
    return named[0] if len(named) == 1 else ""
