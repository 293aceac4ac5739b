"""Any table whose columns the user says: proposed (`columns.py`), shown, corrected, and remembered (`mappings.py`)."""

from __future__ import annotations

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
_WANTED = ("start", "number", "direction", "duration")
_EXAMPLE_SIGNS = 24


def sniff(probe: Probe) -> bool:
    """Whether some table in the file can be a list, by what its cells look like."""
    found = propose(probe)
    if found is None:
        return False
    words = {cells.folded_header(name)[0] for name in found.names}
    if probe.columns:
        return all(cells.folded_header(name)[0] in words for name in probe.columns.values() if name)
    return not any(words & set(aliases()[kind]) for kind in ("bank", "data_usage"))


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield what the rows hold by the columns that were chosen, or, with the questions about them, by those proposed."""
    found = propose(probe)
    if found is None:
        raise InputError(_("In {name} no row with the column names was found.").format(name=probe.name))
    if probe.columns:
        columns = {what: name for what, name in {**found.columns, **probe.columns}.items() if name}
    else:
        columns = {**found.columns, **mappings.recall(found.names)}
        yield from _questions(found, columns)
    folded = [cells.folded_header(name) for name in found.names]
    header = Header(
        found.row,
        tuple(name for name, _unit in folded),
        tuple(unit for _name, unit in folded),
        (),
        {what: cells.folded_header(name)[0] for what, name in columns.items()},
    )
    rows = partial(tables.rows, probe, found.sheet)
    yield from carrier_table.read_rows(probe, found.sheet, header, rows, options)


def _questions(found: Proposal, columns: dict[str, str]) -> Iterator[Question]:
    """One question per column, with the proposed one as the first choice."""
    text = _("casekit does not know the headings of this table. Please check which column holds what.")
    for what in COLUMNS:
        proposed = columns.get(what, "")
        if not proposed and (what not in _WANTED or (what == "start" and "date" in columns)):
            continue
        names = sorted(found.names, key=lambda name: name != proposed)
        choices = [Choice(name, _with_example(found, name)) for name in names]
        choices.insert(1 if proposed else 0, Choice("", _("no column")))
        yield Question("columns", text, choices=tuple(choices), about=what)


def _with_example(found: Proposal, name: str) -> str:
    example = found.examples[found.names.index(name)]
    shown = example if len(example) <= _EXAMPLE_SIGNS else example[: _EXAMPLE_SIGNS - 1] + "…"
    return _("{column} (such as {example})").format(column=name, example=shown) if shown else name


SOURCE = Source(
    id="mapped_table", title=N_("A table with columns of your choice"), kind="phone_log", sniff=sniff, read=read
)
