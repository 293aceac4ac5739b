"""What is told of a visit beside the columns of the events table: where, how many came, what they showed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casekit.casebook.state import State

if TYPE_CHECKING:
    import pandas as pd


_NOTHING = ("", None, None, None)


@dataclass(frozen=True, slots=True)
class Visit:
    """Details of one visit; None and "" are what is not known."""

    place: str = ""
    people_count: int | None = None
    id_shown: bool | None = None
    police_called: bool | None = None


def visits_of(state: State, events: pd.DataFrame) -> dict[str, Visit]:
    """The visits among the rows of an events table by incident id; rows about which nothing is told are not in it.

    On the primary record of a contact stands what its linked records add, as in the table itself.
    """
    columns = [state.columns[name] for name in ("place", "people_count", "id_shown", "police_called")]
    told = {
        state.columns["id"][row]: Visit(*details)
        for row, details in enumerate(zip(*columns, strict=True))
        if details != _NOTHING
    }
    if not told:
        return {}
    mine = events.loc[events["id"].isin(list(told)), ["id", "contact"]]
    visits = {one: told[one] for one in mine["id"]}
    for one, contact in zip(mine["id"], mine["contact"], strict=True):
        if contact != one:
            visits[contact] = _completed(visits.get(contact, Visit()), told[one])
    return visits


def _completed(known: Visit, further: Visit) -> Visit:
    return Visit(
        known.place or further.place,
        *(
            getattr(further, name) if getattr(known, name) is None else getattr(known, name)
            for name in ("people_count", "id_shown", "police_called")
        ),
    )
