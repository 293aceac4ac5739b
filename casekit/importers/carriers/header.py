"""The header row of a table: where it stands and which column holds what, by `headers.yaml` or by the user."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import islice, pairwise

from casekit.importers.carriers import cells
from casekit.importers.reading import tables
from casekit.importers.source import Probe
from casekit.numbers import fold

HEADER_ROWS = 15
# What a user may name a column for.
COLUMNS = ("start", "date", "time", "number", "direction", "duration", "own_number")


@cache
def aliases() -> dict[str, tuple[str, ...]]:
    """Column → the headers it is known by, from `headers.yaml`."""
    import yaml

    text = files("casekit.importers.carriers").joinpath("headers.yaml").read_text("utf-8")
    return {column: tuple(names) for column, names in yaml.safe_load(text).items()}


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a table: its number, what its cells say without their units, and the lines above it."""

    row: int
    names: tuple[str, ...]
    units: tuple[str, ...]
    before: tuple[str, ...]
    chosen: dict[str, str] = field(default_factory=dict)

    def columns(self, what: str) -> list[int]:
        """Positions of the columns of a kind: the one the user named, else all in the order of the aliases."""
        known = (self.chosen[what],) if what in self.chosen else aliases()[what]
        found = [index for index, name in enumerate(self.names) if name in known]
        return sorted(found, key=lambda index: known.index(self.names[index]))

    def column(self, what: str) -> int | None:
        return next(iter(self.columns(what)), None)

    def is_complete(self) -> bool:
        """Whether the columns name a time, the other party's number or who called whom, and everything chosen."""
        has_time = self.column("start") is not None or self.column("date") is not None
        has_party = bool(self.columns("number") or self.columns("direction"))
        return has_time and has_party and all(self.columns(what) for what in self.chosen)

    def is_of(self, kind: str) -> bool:
        """Whether it is the header of another kind of table: `data_usage`, `bank`."""
        return any(name in aliases()[kind] for name in self.names)

    def is_repeated_in(self, row: list[str]) -> bool:
        """Whether a row repeats the header, as at the top of a printed page."""
        return tuple(cells.folded_header(cell)[0] for cell in row[: len(self.names)]) == self.names

    def owner(self) -> str:
        """The number whose list it is, where a line above the table names it; else empty."""
        for line in self.before:
            words = line.replace("：", ":").replace(":", " ").split()
            for word, following in pairwise(words):
                if word in aliases()["own_number"] and fold(following).isdigit():
                    return fold(following)
        return ""


def find_header(probe: Probe, sheet: str) -> Header | None:
    """The first row that is the header of a list of communications; None if there is none."""
    before: list[str] = []
    chosen = {what: cells.folded_header(name)[0] for what, name in probe.columns.items()}
    for number, row in islice(tables.rows(probe, sheet), HEADER_ROWS):
        folded = [cells.folded_header(cell) for cell in row]
        names, units = tuple(name for name, _unit in folded), tuple(unit for _name, unit in folded)
        header = Header(number, names, units, tuple(before), chosen)
        if header.is_complete():
            return None if header.is_of("data_usage") and not chosen else header
        before.append(" ".join(cell for cell in row if cell))
    return None


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
