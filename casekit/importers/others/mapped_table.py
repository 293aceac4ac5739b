"""Any table whose columns the user says: proposed (`columns.py`), shown, corrected, and remembered (`mappings.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from casekit.errors import InputError
from casekit.importers.carriers import carrier_table, cells
from casekit.importers.carriers.header import COLUMNS, Header, aliases
from casekit.importers.others import mappings
from casekit.importers.others.columns import Proposal, propose
from casekit.importers.reading import tables
from casekit.importers.records import Choice, Item, Question
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

# What is asked even if nothing was found for it, because no list can do without; the others only where one was found.
_WANTED = ("start", "number", "name", "direction", "duration", "text")
_EXAMPLE_SIGNS = 24
_UNTYPABLE = re.compile(r"[\s,，=\"'“”&;|<>]")
# Words over the columns of lists that also hold times and long numbers: orders, accounts, birthdays, exercise.
_OF_OTHER_LISTS = re.compile(
    r"订单|訂單|商品|交易|余额|餘額|收/支|生日|出生|运单|運單|快递|步数|步數|心率|体重"
    r"|\b(?:balance|birth(?:day|date)?|orders?|prices?|steps?|calories|heart|weight|iban|saldo|kontostand|geburts\w+)\b",
    re.IGNORECASE,
)


def sniff(probe: Probe) -> bool:
    """Whether some table in the file can be a list, by what its cells look like; any table whose columns are named."""
    found = propose(probe)
    if found is None:
        return False
    if probe.columns:
        return True
    if any(_OF_OTHER_LISTS.search(name.replace("_", " ")) for name in found.names):
        return False
    words = {cells.folded_header(name)[0] for name in found.names}
    return not any(words & set(aliases()[kind]) for kind in ("bank", "data_usage"))


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield what the rows hold by the columns that were chosen, or, with the questions about them, by those proposed."""
    found = propose(probe)
    if found is None:
        raise InputError(_("In {name} no row with the column names was found.").format(name=probe.name))
    if probe.columns:
        columns = _completed(found, probe.columns)
        _refuse_twice(found, probe.columns)
    else:
        recalled = mappings.recall(found.names)
        columns = _completed(found, recalled)
        yield from _questions(found, columns, known=bool(recalled))
    rows = partial(tables.rows, probe, found.sheet)
    yield from carrier_table.read_rows(probe, found.sheet, _header(found, columns), rows, options)


def _completed(found: Proposal, told: dict[str, str]) -> dict[str, str]:
    """What was chosen, and what was proposed besides: not the same column twice, not a whole time beside a date."""
    chosen = {what: name for what, name in told.items() if what in COLUMNS}
    taken = {found.place(name) for name in chosen.values()}
    without = {"start"} if chosen.get("date") else {"date", "time"} if chosen.get("start") else set()
    besides = {what: name for what, name in found.columns.items() if what not in without}
    return {**{what: name for what, name in besides.items() if found.place(name) not in taken}, **chosen}


def _refuse_twice(found: Proposal, told: dict[str, str]) -> None:
    """Stop where one column was named for two things: nothing is a time and a telephone number at once."""
    first: dict[int, str] = {}
    for what, name in told.items():
        place = found.place(name)
        if place is not None and first.setdefault(place, what) != what:
            raise InputError(
                _("The column “{column}” was named twice, for {first} and for {second}. Please name another for one of "
                  "them.").format(column=name, first=first[place], second=what)
            )  # fmt: skip


def _header(found: Proposal, columns: dict[str, str]) -> Header:
    """The header with its columns as they were chosen; nothing is looked for by its words beside them."""
    folded = [cells.folded_header(name) for name in found.names]
    names: list[str] = []
    for at, (name, _unit) in enumerate(folded):
        names.append(f"{name} #{at + 1}" if name in names else name)
    places = {what: found.place(columns.get(what, "")) for what in COLUMNS}
    chosen = {what: "" if at is None else names[at] for what, at in places.items()}
    return Header(found.row, tuple(names), tuple(unit for _name, unit in folded), found.before, chosen)


def _questions(found: Proposal, columns: dict[str, str], *, known: bool) -> Iterator[Question]:
    """One question per column, with the proposed one as the first choice."""
    if known:
        text = _("These are the columns that you chose for a table with the same headings. Please check them.")
    else:
        text = _("casekit does not know the headings of this table. Please check which column holds what.")
    for what in COLUMNS:
        place = found.place(columns.get(what, ""))
        proposed = "" if place is None else _said(found, place)
        if not proposed and (what not in _WANTED or (what == "start" and "date" in columns)):
            continue
        places = sorted(range(len(found.names)), key=lambda at: at != place)
        choices = [Choice(_said(found, at), _with_example(found, at)) for at in places]
        choices.insert(1 if proposed else 0, Choice("", _("no column")))
        yield Question("columns", text, choices=tuple(choices), about=what)


def _said(found: Proposal, at: int) -> str:
    """How a column is named in an answer: by its header, or by its position where that could not be typed."""
    name = found.names[at]
    return f"#{at + 1}" if _UNTYPABLE.search(name) else name


def _with_example(found: Proposal, at: int) -> str:
    name, example = found.names[at], found.examples[at]
    shown = example if len(example) <= _EXAMPLE_SIGNS else example[: _EXAMPLE_SIGNS - 1] + "…"
    return _("{column} (such as {example})").format(column=name, example=shown) if shown else name


SOURCE = Source(
    id="mapped_table", title=N_("A table with columns of your choice"), kind="phone_log", sniff=sniff, read=read
)
