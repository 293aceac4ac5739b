"""Contacts that several files tell of."""

from __future__ import annotations

from casekit.analysis.overlap import told_elsewhere
from tests.events import events_of


def test_a_contact_counts_once_however_many_records_it_has() -> None:
    rows = [
        {"at": "2026-01-05 09:00", "contact": contact, "batch": batch}
        for contact, batch in (
            ("a", "phone"), ("a", "bill"), ("a", "bill"), ("b", "bill"), ("c", "phone"), ("d", "bill"), ("d", None),
            ("e", "bill"), ("e", "bill"), ("f", "phone"), ("f", "other"),
        )
    ]  # fmt: skip
    events = events_of(rows)
    # With the phone's a and the note d; not the bill's own b and e, nor f, of which the bill says nothing.
    assert told_elsewhere(events, ["bill"]) == 2
    assert told_elsewhere(events, ["phone"]) == 2
    assert told_elsewhere(events, ["phone", "bill"]) == 3
    assert told_elsewhere(events, []) == 0
    assert told_elsewhere(events_of([]), ["bill"]) == 0
