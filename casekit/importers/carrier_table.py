"""A carrier's call or message list, whatever the carrier: find the header, then read row by row.

Columns are found by their headers, except the direction: the same header (通话类型) means 主叫/被叫 in one
layout and 本地/国内 in another, so the column is chosen by what its cells say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from itertools import chain, islice, pairwise

from casekit.errors import InputError
from casekit.importers import cells, period, tables
from casekit.importers.records import Item, Options, Owner, Probe, Question, Record, Skipped, Warned
from casekit.numbers import fold
from casekit.text import _

HEADER_ROWS = 15
_LOOK_AHEAD = 200
_TOTALS = ("合计", "总计", "小计", "共计", "汇总")
_LONGEST_CALL = 48 * 3600


@cache
def aliases() -> dict[str, tuple[str, ...]]:
    """Column → the headers it is known by, from `headers.yaml`."""
    import yaml

    text = files("casekit.importers").joinpath("headers.yaml").read_text("utf-8")
    return {column: tuple(names) for column, names in yaml.safe_load(text).items()}


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a table: where it is and what its cells say."""

    row: int
    names: tuple[str, ...]
    units: tuple[str, ...]
    before: tuple[str, ...]

    def columns(self, what: str) -> list[int]:
        """Positions of the columns of a kind, in the order of the aliases."""
        known = aliases()[what]
        found = [index for index, name in enumerate(self.names) if name in known]
        return sorted(found, key=lambda index: known.index(self.names[index]))

    def column(self, what: str) -> int | None:
        return next(iter(self.columns(what)), None)


def find_header(probe: Probe, sheet: str) -> Header | None:
    """The first row with the start of a communication and its number or direction; None if there is none."""
    before: list[str] = []
    for number, row in islice(tables.rows(probe, sheet), HEADER_ROWS):
        folded = [cells.folded_header(cell) for cell in row]
        header = Header(number, tuple(name for name, _u in folded), tuple(unit for _n, unit in folded), tuple(before))
        has_time = header.column("start") is not None or header.column("date") is not None
        if has_time and (header.columns("number") or header.columns("direction")):
            return header
        before.append(" ".join(cell for cell in row if cell))
    return None


def table_header(probe: Probe) -> tuple[str, Header] | None:
    """(sheet, header) of the first sheet that is a list of communications; remembered in the probe."""
    if "header" not in probe.tables:
        found: tuple[str, Header] | None = None
        for sheet in tables.sheets(probe):
            header = find_header(probe, sheet)
            if header is not None:
                found = sheet, header
                break
        probe.tables["header"] = found
    kept: tuple[str, Header] | None = probe.tables["header"]  # type: ignore[assignment]
    return kept


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield what every sheet with a known header holds."""
    any_header = False
    for sheet in tables.sheets(probe):
        header = find_header(probe, sheet)
        if header is None:
            continue
        any_header = True
        yield from _Sheet(probe, sheet, header, options).items()
    if not any_header:
        raise InputError(_("In {name} no row with the column names was found.").format(name=probe.name))


class _Sheet:
    """One sheet while it is read."""

    def __init__(self, probe: Probe, sheet: str, header: Header, options: Options) -> None:
        self.probe, self.sheet, self.header, self.options = probe, sheet, header, options
        self.start = header.column("start")
        self.date, self.clock = header.column("date"), header.column("time")
        self.number = header.column("number")
        self.duration = header.column("duration")
        self.direction: int | None = None
        self.is_message = header.column("message") is not None
        self.period: period.Period | None = None
        self.year_missing = False

    def items(self) -> Iterator[Item]:
        yield from self._owner()
        if self.number is None:
            yield Warned(_("The list has no column with the other party's number; all calls count as “not shown”."))
        rows = self._rows()
        first = list(islice(rows, _LOOK_AHEAD))
        self._choose_direction([row for _number, row in first])
        if self.direction is None:
            raise InputError(
                _("In {name} no column says who called whom (主叫/被叫). Columns found: {columns}.").format(
                    name=self.probe.name, columns="、".join(name for name in self.header.names if name)
                )
            )
        words = {cells.read_direction(self._cell(row, self.direction)) for _number, row in first}
        sent = any(self._cell(row, self.direction) in ("发送", "接收", "接受") for _number, row in first)
        self.is_message = self.is_message or (sent and self.duration is None and bool(words & {"in", "out"}))
        self.period = self._known_period()
        for number, row in chain(first, rows):
            yield self._item(number, row)
        if self.year_missing:
            yield Question("year", _("The rows of this list name no year. In which year does the list end?"))

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        for number, row in tables.rows(self.probe, self.sheet):
            if number > self.header.row and any(row):
                yield number, row

    def _cell(self, row: list[str], index: int | None) -> str:
        return row[index] if index is not None and index < len(row) else ""

    def _owner(self) -> Iterator[Item]:
        """The number whose list it is stands in a title line of some exports."""
        for line in self.header.before:
            words = line.replace("：", ":").replace(":", " ").split()
            for word, following in pairwise(words):
                if word in aliases()["own_number"] and fold(following).isdigit():
                    yield Owner(fold(following))
                    return

    def _choose_direction(self, sample: list[list[str]]) -> None:
        best = 0
        for column in self.header.columns("direction"):
            hits = sum(bool(cells.read_direction(self._cell(row, column))) for row in sample)
            if hits > best:
                best, self.direction = hits, column

    def _known_period(self) -> period.Period | None:
        """The period of the list, needed only when rows name no year."""
        if self.options.year is not None:
            months = {time.month for _number, row in self._rows() if (time := self._time(row)) and time.year is None}
            return period.of_year(self.options.year, months)
        for text in (*self.header.before, self.sheet, self.probe.name):
            found = period.find_period(text)
            if found is not None:
                return found
        return None

    def _time(self, row: list[str]) -> cells.WrittenTime | None:
        if self.start is not None:
            written = cells.read_time(self._cell(row, self.start))
            if written is not None:
                return written
        if self.date is not None:
            return cells.read_time(f"{self._cell(row, self.date)} {self._cell(row, self.clock)}".strip())
        return None

    def _item(self, number: int, row: list[str]) -> Item:
        where = f"{self.sheet}!{number}" if self.sheet else str(number)
        if any(word in cell for cell in row[:3] for word in _TOTALS):
            return Skipped(where, _("a line of totals"))
        direction = cells.read_direction(self._cell(row, self.direction))
        other = self._cell(row, self.number)
        written = self._time(row)
        if not direction and not fold(other):
            return Skipped(where, _("a line about fees, not about a call"))
        if written is None:
            return Skipped(where, _("no time that can be read"))
        if direction == "forwarded":
            return Skipped(where, _("a forwarded call; it does not say who called whom"))
        if not direction:
            return Skipped(where, _("it does not say who called whom"))
        start, basis = self._placed(written)
        if start is None and not self.year_missing:
            return Skipped(where, _("its date does not lie in the period of the list"))
        if start is not None and not 1990 <= start.year <= datetime.now(UTC).year + 1:
            return Skipped(where, _("the time “{time}” cannot be right").format(time=start.date().isoformat()))
        return self._record(where, row, start, written.precision if start else "unknown", basis, direction, other)

    def _placed(self, written: cells.WrittenTime) -> tuple[datetime | None, str]:
        if written.year is not None:
            return written.on(written.year), "local"
        if self.period is None:
            self.year_missing = True
            return None, "year_inferred"
        return self.period.place(written), "year_inferred"

    def _record(
        self, where: str, row: list[str], start: datetime | None, precision: str, basis: str, direction: str, other: str
    ) -> Record:
        duration = None
        if self.duration is not None and not self.is_message:
            duration = cells.read_duration(self._cell(row, self.duration), self.header.units[self.duration])
            if duration is not None and duration > _LONGEST_CALL:
                duration = None
        if self.is_message:
            outcome = "delivered"
        # Carriers list only calls that were answered, so a list without durations still says that much.
        elif duration or self.duration is None:
            outcome = "conversation"
        else:
            outcome = "unknown"
        names = self.header.names
        return Record(
            where=where,
            start=start,
            precision=precision,
            time_basis=basis,
            channel="sms" if self.is_message else "call",
            direction=direction,
            outcome=outcome,
            number_raw=other,
            duration_s=duration,
            raw={names[i] if i < len(names) and names[i] else f"#{i + 1}": cell for i, cell in enumerate(row) if cell},
        )
