"""The events table: one row per live record, made from the columns of the fold.

Columns, in this order (times to the microsecond):

id, no · start (UTC), local (wall clock of the person contacted), zone, precision, time_basis · channel,
direction, outcome, duration_s, ring_s · number_raw, number, number_class, line · party, named, attribution,
claimed_org, claimed_agent, identified · debt · person, role, relation, number_source · tags, words, text, note,
told_by, told_at · contact, primary · source, batch, evidence, recorded_at

An unknown time, number or person is missing (NaT, NaN); unknowns are never merged into one. `named` says whether
somebody told which party it was: otherwise it is taken as the only lender of the case. Categories of
`tags` are sorted tuples. On the primary row of a contact stands what its linked records add.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from casekit.casebook import contacts
from casekit.casebook.attribution import attribute
from casekit.casebook.categories import (
    category_of_person,
    closed_category,
    instants,
    integers,
    mapped_category,
    open_category,
    tag_sets,
    wall_clocks,
)
from casekit.casebook.matching import LinkQuestion
from casekit.casebook.state import State
from casekit.model import vocabulary
from casekit.numbers import CLASS_IDS, classify

COLUMNS = (
    "id", "no", "start", "local", "zone", "precision", "time_basis", "channel", "direction", "outcome",
    "duration_s", "ring_s", "number_raw", "number", "number_class", "line", "party", "attribution", "claimed_org",
    "claimed_agent", "identified", "debt", "person", "role", "relation", "number_source", "tags", "words", "text",
    "note", "told_by", "told_at", "contact", "primary", "source", "batch", "evidence", "recorded_at",
)  # fmt: skip
# A step of the counting, in no list: whether a caller was named, or only taken for the sole lender of the case.
WORKING = ("named",)
_CLOSED = {
    "precision": vocabulary.PRECISIONS, "time_basis": vocabulary.TIME_BASES, "channel": vocabulary.CHANNELS,
    "direction": vocabulary.DIRECTIONS, "outcome": vocabulary.OUTCOMES, "identified": vocabulary.IDENTIFIED,
    "number_source": vocabulary.NUMBER_SOURCES,
}  # fmt: skip
_TEXTS = ("number_raw", "claimed_org", "claimed_agent", "words", "text", "note", "told_by")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many contacts are in no figure, and why."""

    unknown: int = 0
    not_collector: int = 0
    linked: int = 0
    withdrawn: int = 0
    other_debts: int = 0  # in a report about one debt


def counted(events: pd.DataFrame) -> pd.DataFrame:
    """The rows that figures, rules and charts count: one per contact, confirmed or claimed to be a collector's."""
    return events[events["primary"] & events["attribution"].isin(vocabulary.COUNTED_ATTRIBUTIONS)]


def left_out(events: pd.DataFrame, withdrawn: int = 0) -> LeftOut:
    """How many contacts `counted` leaves out; linked records are counted once with their contact."""
    primary = events.loc[events["primary"], "attribution"].value_counts()
    return LeftOut(
        unknown=int(primary.get("unknown", 0)),
        not_collector=int(primary.get("not_collector", 0)),
        linked=int((~events["primary"]).sum()),
        withdrawn=withdrawn,
    )


def build(state: State) -> tuple[pd.DataFrame, list[LinkQuestion]]:
    """The events table of a fold, and the questions about records that may be one contact."""
    dead = state.dead_rows()
    live = np.array([row for row in range(len(state.recorded_at)) if row not in dead], dtype=np.int64)
    everything = len(live) == len(state.recorded_at)

    def column(name: str) -> list[Any]:
        values = state.columns[name]
        return values if everything else [values[row] for row in live]

    table: dict[str, Any] = {"id": pd.array(column("id"), dtype="str"), "no": live + 1}
    start = instants(column("start"))
    table["start"] = start
    zone = open_category([zone or state.header.zone for zone in column("zone")])
    table["local"], table["zone"] = wall_clocks(start, zone), zone
    for name, values in _CLOSED.items():
        table[name] = closed_category(column(name), values)
    for name in ("duration_s", "ring_s"):
        table[name] = integers(column(name))
    for name in _TEXTS:
        table[name] = pd.array(column(name), dtype="str")
    number = open_category([one or None for one in column("number")])
    table["number"] = number
    table["number_class"] = mapped_category(number, classify, CLASS_IDS, missing="hidden")
    table["line"] = open_category([one or None for one in column("line")])
    table.update(attribute(state, number, column("attribution"), column("party"), column("debt")))
    person = open_category(column("person"))
    table["person"] = person
    for name, allowed in (("role", vocabulary.ROLES), ("relation", vocabulary.RELATIONS)):
        known = {one.id: getattr(one, name) for one in state.persons.values()}
        table[name] = category_of_person(person, known, column(name), allowed)
    table["tags"] = tag_sets(column("tags"))
    table["told_at"] = instants(column("told_at"))
    table["source"], table["batch"] = open_category(column("source")), open_category(column("batch"))
    table["evidence"] = _lists(state, live)
    table["recorded_at"] = instants([state.recorded_at[row] for row in live])
    table["contact"], table["primary"] = table["id"], np.ones(len(live), dtype=bool)
    events = pd.DataFrame(table, columns=[*COLUMNS, *WORKING])
    return contacts.join(events, open_category(column("source_kind")), state.links)


def _lists(state: State, live: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The hashes of the files linked to each row; rows without any share nothing that could be changed."""
    lists = np.empty(len(live), dtype=object)
    lists[:] = [list(state.evidence_of.get(int(row), ())) for row in live]
    return lists
