"""AT&T (United States): the CSV of calls and data that the account's page gave, with a section for each line.

Layout of 2010 to 2013: a blank row after every row; "Mobile Number:", "User Name:" and "Call Detail" or "Data Detail"
rows open a section; then a header beginning with Item, Day, Date, Time. Minutes are whole ones, rounded up, so they
are kept with the row and no duration is made of them. Times are wall clocks of the place, without a zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from casekit.errors import InputError
from casekit.importers.plausible import is_plausible_year
from casekit.importers.reading import tables, text_lines
from casekit.importers.records import Item, Record, Skipped, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.numbers import fold
from casekit.text import N_, _

_HEADER = ("item", "day", "date", "time")
_OTHER_PARTY = ("number called", "to/from")
_TOTALS = ("total", "subtotal")
_LINE = re.compile(r"(?:mobile|wireless) number:?|call detail|data detail", re.IGNORECASE)
_NUMBER = re.compile(r"\(?([2-9]\d\d)\)?[-. ]?([2-9]\d\d)[-. ]?(\d{4})")
_TIME = re.compile(r"(\d{1,2}):(\d\d)\s*([AP])M?", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")
_UNKNOWN_PARTY = ("unavailable", "unknown", "restricted", "blocked", "private", "000-000-0000", "0000000000")


@dataclass(slots=True)
class _Section:
    """The line whose calls or messages are listed, and where their columns stand."""

    line: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def cell(self, row: Sequence[str], name: str) -> str:
        place = self.columns.get(name)
        return row[place].strip() if place is not None and place < len(row) else ""

    @property
    def is_of_calls(self) -> bool:
        return "number called" in self.columns


def sniff(probe: Probe) -> bool:
    """Whether the beginning is that of such a list: its carrier, or its header."""
    if tables.is_workbook(probe):
        return False
    opening = text_lines.opening(probe).lower()[:8000].replace('"', "")
    has_header = "item,day,date,time," in opening and any(name in opening for name in _OTHER_PARTY)
    return has_header or ("at&t" in opening[:200] and ("call detail" in opening or "data detail" in opening))


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the calls and messages of every section; each names the line it belongs to."""
    section, has_sections, has_calls = _Section(), False, False
    for number, row in tables.rows(probe):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if tuple(name.lower() for name in cells[:4]) == _HEADER:
            names = tuple(" ".join(name.split()) for name in cells)
            section = _Section(section.line, {name.lower(): place for place, name in enumerate(names) if name}, names)
            has_sections = True
        elif line := _line_named(cells):
            section = _Section(line)
        elif section.columns:
            item = _item(str(number), cells, section)
            if item is not None:
                has_calls = has_calls or (isinstance(item, Record) and item.channel == "call")
                yield item
    if not has_sections:
        raise InputError(_("In {name} no row with the column names was found.").format(name=probe.name))
    if has_calls:
        yield Warned(
            _("AT&T counts every call in whole minutes and rounds up, so how long the calls were is not known. The "
              "minutes stand among the raw cells.")
        )  # fmt: skip


def _line_named(cells: list[str]) -> str:
    """The number of the line that a row of titles names; "" for any other row."""
    if not _LINE.match(cells[0]):
        return ""
    found = next((match for cell in cells if (match := _NUMBER.search(cell))), None)
    return "+1" + "".join(found.groups()) if found else ""


def _item(where: str, cells: list[str], section: _Section) -> Item | None:
    if any(cell.lower().rstrip("s:").startswith(_TOTALS) for cell in cells[:3]):
        return Skipped(where, _("a line of totals"))
    if not section.cell(cells, "date") and not section.cell(cells, "time"):
        # Another title, such as "User Name:,LI EXAMPLE", between two sections.
        return None if len([cell for cell in cells if cell]) <= 2 else Skipped(where, _("no time that can be read"))
    start = _start(section.cell(cells, "date"), section.cell(cells, "time"))
    if start is None:
        shown = f"{section.cell(cells, 'date')} {section.cell(cells, 'time')}".strip()
        return Skipped(where, _("the time “{time}” cannot be right").format(time=shown[:40]))
    return _call(where, cells, section, start) if section.is_of_calls else _message(where, cells, section, start)


def _start(day: str, clock: str) -> datetime | None:
    on, at = _DATE.fullmatch(day), _TIME.fullmatch(clock)
    if on is None or at is None:
        return None
    year = int(on[3]) + (2000 if len(on[3]) == 2 else 0)
    hour = int(at[1]) % 12 + (12 if at[3].upper() == "P" else 0)
    try:
        found = datetime(year, int(on[1]), int(on[2]), hour, int(at[2]))
    except ValueError:
        return None
    return found if int(at[1]) <= 12 and is_plausible_year(year) else None


def _call(where: str, cells: list[str], section: _Section, start: datetime) -> Item:
    place = section.cell(cells, "call to").upper()
    number = _number(section.cell(cells, "number called"))
    if place.startswith("VMAIL") and (not number or number == section.line):
        return Skipped(where, _("a call to the own voicemail"))
    if place.startswith("VMAIL"):
        direction, outcome = "in", "voicemail"
    else:
        direction, outcome = ("in" if place.startswith("INCOMI") else "out"), "conversation"
    return Record(
        where=where,
        start=start,
        precision="minute",
        time_basis="local",
        channel="call",
        direction=direction,
        outcome=outcome,
        number_raw=number,
        line=section.line,
        raw=_raw(cells, section),
    )


def _message(where: str, cells: list[str], section: _Section, start: datetime) -> Item:
    kind = section.cell(cells, "type").lower()
    other = section.cell(cells, "to/from")
    if "transfer" in kind or "data" in kind or "data transfer" in other.lower():
        return Skipped(where, _("mobile data, no call and no message"))
    if "text" not in kind and "multimedia" not in kind and "messag" not in kind:
        return Skipped(where, _("a kind of message casekit does not know: {type}").format(type=kind[:40]))
    said = "".join(section.cell(cells, name) for name in section.columns if re.sub(r"\W", "", name) == "inout").lower()
    if said not in ("in", "out"):
        return Skipped(where, _("it does not say who called whom: “{said}”").format(said=said[:40]))
    return Record(
        where=where,
        start=start,
        precision="minute",
        time_basis="local",
        channel="sms",
        direction=said,
        outcome="delivered",
        number_raw=_number(other),
        line=section.line,
        raw=_raw(cells, section),
    )


def _number(cell: str) -> str:
    """The other party; a number of ten digits with the country it belongs to, so that a phone's log knows it too."""
    if cell.lower() in _UNKNOWN_PARTY or not fold(cell):
        return ""
    found = _NUMBER.fullmatch(cell)
    return "+1" + "".join(found.groups()) if found else cell


def _raw(cells: list[str], section: _Section) -> dict[str, str]:
    names = section.names
    return {names[i] if i < len(names) and names[i] else f"#{i + 1}": cell for i, cell in enumerate(cells) if cell}


SOURCE = Source(
    id="att_usage", title=N_("AT&T usage list (United States)"), kind="carrier_bill", sniff=sniff, read=read
)
