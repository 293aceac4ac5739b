"""Events tables and backgrounds for tests that need no case on disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

from casekit.casebook.events import COLUMNS, WORKING
from casekit.clock import read_typed
from casekit.model import Background, Filing
from casekit.model.people import CaseHeader, Debt, Fact, Party, Person
from casekit.model.vocabulary import (
    ATTRIBUTIONS,
    CHANNELS,
    DIRECTIONS,
    OUTCOMES,
    PRECISIONS,
    RELATIONS,
    ROLES,
    TIME_BASES,
)

LINE = "13800000001"
_CLOSED = {
    "precision": PRECISIONS, "time_basis": TIME_BASES, "channel": CHANNELS, "direction": DIRECTIONS,
    "outcome": OUTCOMES, "attribution": ATTRIBUTIONS, "role": ROLES, "relation": RELATIONS,
}  # fmt: skip
_OPEN = (
    "zone",
    "number",
    "number_class",
    "line",
    "party",
    "identified",
    "debt",
    "person",
    "number_source",
    "source",
    "batch",
)
_DEFAULTS = {
    "channel": "call", "direction": "in", "outcome": "conversation", "number": "17000000001", "line": LINE,
    "party": "lender", "attribution": "confirmed", "debt": "debt", "person": "debtor", "role": "debtor",
    "tags": (), "zone": "Asia/Shanghai", "primary": True, "named": True, "time_basis": "typed",
}  # fmt: skip
_SHANGHAI = timedelta(hours=8)


def events_of(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """An events table of rows that say what is special about them; `at` is typed Shanghai time, None unknown."""
    filled = [
        {**_DEFAULTS, **_times(row), **row, "id": row.get("id", f"{place:016x}")} for place, row in enumerate(rows)
    ]
    table: dict[str, Any] = {}
    for name in (*COLUMNS, *WORKING):
        values = [row.get(name) for row in filled]
        if name in _CLOSED:
            table[name] = pd.Categorical(values, categories=_CLOSED[name])
        elif name in _OPEN:
            table[name] = pd.Categorical(values)
        elif name == "tags":
            sets = [tuple(sorted(one)) for one in values]
            table[name] = pd.Categorical.from_codes(
                [sorted(set(sets)).index(one) for one in sets],
                categories=pd.Index(_objects(sorted(set(sets))), tupleize_cols=False),
            )
        elif name in ("start", "told_at", "recorded_at"):
            table[name] = pd.to_datetime(pd.Series(values, dtype=object), utc=True).astype("datetime64[us, UTC]")
        elif name == "local":
            table[name] = pd.to_datetime(pd.Series(values, dtype=object)).astype("datetime64[us]")
        elif name == "contact":
            table[name] = [row.get("contact", row["id"]) for row in filled]
        elif name == "no":
            table[name] = range(1, len(filled) + 1)
        elif name in ("primary", "named"):
            table[name] = np.array(values, dtype=bool)
        elif name == "evidence":
            table[name] = _objects([[] for _row in filled])
        else:
            table[name] = pd.array(["" if value is None else value for value in values], dtype=object)
    return pd.DataFrame(table, columns=[*COLUMNS, *WORKING])


def _times(row: Mapping[str, Any]) -> dict[str, Any]:
    if row.get("at") is None:
        return {"start": None, "local": None, "precision": "unknown"}
    start, precision = read_typed(row["at"], "Asia/Shanghai")
    return {"start": start, "local": start.replace(tzinfo=None) + _SHANGHAI, "precision": precision}


def _objects(values: list[Any]) -> np.ndarray[Any, Any]:
    held = np.empty(len(values), dtype=object)
    held[:] = values
    return held


def background_of(
    lenders: Mapping[str, str] = {"lender": "consumer_finance"},
    *,
    agencies: Mapping[str, str] = {"agency": "lender"},
    debts: Mapping[str, str] = {"debt": "lender"},
    facts: Iterable[Fact] = (),
    persons: Iterable[Person] = (),
    filings: Iterable[Filing] = (),
    recorded_until: date | None = None,
) -> Background:
    """A background: lenders with their types, agencies with whom they act for, debts with their lenders."""
    parties = [Party(id=one, kind="lender", name=one, lender_type=kind) for one, kind in lenders.items()]
    parties += [
        Party(id=one, kind="agency", name=one, acts_for=lender, lender_type="third_party_agency")
        for one, lender in agencies.items()
    ]
    everybody = [Person(id="debtor", role="debtor", relation="self", lines=(LINE,)), *persons]
    return Background(
        header=CaseHeader(),
        debts={one: Debt(id=one, lender=lender) for one, lender in debts.items()},
        parties={one.id: one for one in parties},
        persons={one.id: one for one in everybody},
        facts=tuple(facts),
        filings=tuple(filings),
        recorded_until=recorded_until,
    )


def fact_of(kind: str, at: str, **details: Any) -> Fact:
    """A dated fact at a typed Shanghai time."""
    moment, precision = read_typed(at, "Asia/Shanghai")
    return Fact(id=f"{kind}-{at}", kind=kind, at=moment, precision=precision, **details)


def every(minutes: float, count: int, begin: str = "2026-01-05 09:00:00", **details: Any) -> list[dict[str, Any]]:
    """A row every so many minutes."""
    first = datetime.fromisoformat(begin)
    return [
        {"at": (first + timedelta(minutes=minutes * index)).strftime("%Y-%m-%d %H:%M:%S"), **details}
        for index in range(count)
    ]


def instant(text: str) -> datetime:
    """A Shanghai wall clock reading as a UTC instant."""
    return (datetime.fromisoformat(text) - _SHANGHAI).replace(tzinfo=UTC)
