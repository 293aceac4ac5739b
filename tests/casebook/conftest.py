"""A case to begin with, and whole files taken in without an importer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import casekit
from casekit.casebook import Case
from casekit.model import Batch

BEGINNING = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
COLLECTOR = "17000000001"
FAMILY = "13800001111"

Take = Callable[..., Batch]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return casekit.create_case(
        tmp_path / "case", complainant="林一", lender="花呗", lender_type="consumer_finance", product="花呗",
        own_numbers=["13900000000"],
    )  # fmt: skip


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Take in a file whose rows are given: `take(case, "phone_log", [call(0), call(60)])`.

    A row that the case holds already, by start and number, is confirmed, as importers do.
    """

    def take_in(case: Case, kind: str, rows: Iterable[dict[str, Any]], name: str = "calls.xml") -> Batch:
        path = tmp_path / f"{kind}-{len(case.batches())}-{name}"
        rows = list(rows)
        path.write_text(f"{name} {hashlib.sha256(repr(rows).encode()).hexdigest()}", encoding="utf-8")

        def records(index: Any) -> Iterable[dict[str, Any]]:
            known = {(second, key[3]): one for key, found in index.items() for second, _precision, one in found}
            for row in rows:
                start = row.get("start")
                there = known.get((int(start.timestamp()), row.get("number", ""))) if start else None
                yield {"confirms": there, "attachments": row.get("attachments", ())} if there else dict(row)

        return case.import_batch(
            records,
            source=f"{kind}-export",
            source_kind=kind,
            path=path,
            name=name,
            summary=lambda: {"read": len(rows)},
        )

    return take_in


def call(seconds: float = 0, number: str = COLLECTOR, **fields: Any) -> dict[str, Any]:
    """A call of a log, so many seconds after the beginning."""
    return {
        "start": BEGINNING + timedelta(seconds=seconds), "precision": "second", "time_basis": "epoch",
        "channel": "call", "direction": "in", "outcome": "conversation", "number_raw": number, "number": number,
        "duration_s": 30, "person": "debtor", **fields,
    }  # fmt: skip
