"""The events table as lists: JSON objects, CSV rows, lines on a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from casekit.casebook.events import COLUMNS
from casekit.casebook.masking import MaskedView
from casekit.model.vocabulary import label
from casekit.outgoing import no_formula, write_whole
from casekit.text import _

if TYPE_CHECKING:
    from casekit.casebook.casebook import Case


def event_objects(events: pd.DataFrame) -> list[dict[str, Any]]:
    """One dict per row with the columns of the events table; times as ISO 8601 with offset."""
    table = {name: events[name].astype(object).tolist() for name in COLUMNS}
    table["start"] = [
        None if pd.isna(start) else start.tz_convert(zone).isoformat()
        for start, zone in zip(table["start"], table["zone"], strict=True)
    ]
    names = list(table)
    return [
        {name: _plain(value) for name, value in zip(names, row, strict=True)}
        for row in zip(*table.values(), strict=True)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return list(value)
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return None
    return value.isoformat() if isinstance(value, pd.Timestamp) else value


def incident_object(case: Case, incident: str) -> dict[str, Any]:
    """One incident as `event_objects` gives it, read back from the case."""
    events = case.events()
    return event_objects(events[events["id"] == incident])[0]


def write_csv(view: MaskedView, path: Path) -> int:
    """Write what counts to a CSV that spreadsheets open rightly; gives the number of rows.

    No cell can act as a formula, and the file appears only when it is whole.
    """
    rows = event_objects(view.events[view.events["primary"]])
    persons = {key: one.name for key, one in view.background.persons.items()}
    parties = {key: one.name for key, one in view.background.parties.items()}
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in rows:
        row["person"] = persons.get(row["person"], row["person"])
        row["party"] = parties.get(row["party"], row["party"])
        writer.writerow([_cell(value) for value in row.values()])
    write_whole(path, stream.getvalue().encode("utf-8-sig"))
    return len(rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return no_formula(text)


def lines(case: Case) -> Iterator[str]:
    """One line per record for a terminal: number, time, channel, caller, who was reached, what was said."""
    persons = case.background().persons
    rows: Iterator[Any] = case.events().itertuples()
    for row in rows:
        when = "?" if pd.isna(row.local) else f"{row.local:%Y-%m-%d %H:%M}"
        whom = persons[row.person].name if row.person in persons else ""
        parts = [
            f"{row.no:>6}", when, label("channel", row.channel), label("outcome", row.outcome),
            row.number if isinstance(row.number, str) else _("number not shown"),
            whom or (label("relation", row.relation) if isinstance(row.relation, str) else ""),
            label("attribution", row.attribution), row.words or row.note or row.text[:40],
        ]  # fmt: skip
        yield "  ".join(part for part in parts if part)
