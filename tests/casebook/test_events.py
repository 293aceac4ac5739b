"""The events table is a contract: these columns, these types, in this order, also when it is empty."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pandas as pd
import pytest

import casekit
from casekit.casebook import Case
from casekit.casebook.events import COLUMNS, WORKING
from casekit.casebook.listing import event_objects
from casekit.model import vocabulary
from casekit.numbers import CLASS_IDS
from tests.casebook.conftest import BEGINNING, Take, call

UTC_MICROSECONDS = "datetime64[us, UTC]"
TYPES = {
    "id": "str", "no": "int64", "start": UTC_MICROSECONDS, "local": "datetime64[us]", "zone": "category",
    "precision": "category", "time_basis": "category", "channel": "category", "direction": "category",
    "outcome": "category", "duration_s": "Int64", "ring_s": "Int64", "number_raw": "str", "number": "category",
    "number_class": "category", "line": "category", "party": "category", "attribution": "category",
    "claimed_org": "str", "claimed_agent": "str", "identified": "category", "debt": "category", "person": "category",
    "role": "category", "relation": "category", "number_source": "category", "tags": "category", "words": "str",
    "text": "str", "note": "str", "told_by": "str", "told_at": UTC_MICROSECONDS, "contact": "str", "primary": "bool",
    "source": "category", "batch": "category", "evidence": "object", "recorded_at": UTC_MICROSECONDS,
    "named": "bool",
}  # fmt: skip
CLOSED = {
    "precision": vocabulary.PRECISIONS, "time_basis": vocabulary.TIME_BASES, "channel": vocabulary.CHANNELS,
    "direction": vocabulary.DIRECTIONS, "outcome": vocabulary.OUTCOMES, "attribution": vocabulary.ATTRIBUTIONS,
    "identified": vocabulary.IDENTIFIED, "role": vocabulary.ROLES, "relation": vocabulary.RELATIONS,
    "number_source": vocabulary.NUMBER_SOURCES, "number_class": CLASS_IDS,
}  # fmt: skip


def check(events: pd.DataFrame) -> None:
    assert list(events.columns) == [*COLUMNS, *WORKING] == list(TYPES)
    assert {name: str(kind) for name, kind in events.dtypes.items()} == TYPES
    for name, values in CLOSED.items():
        assert list(events[name].cat.categories) == list(values)
    assert events.index.equals(pd.RangeIndex(len(events)))


def test_the_columns_of_an_empty_case(case: Case) -> None:
    check(case.events())
    assert len(case.events()) == 0


def test_the_columns_of_every_kind_of_record(case: Case, take: Take) -> None:
    case.log()
    check(case.events())
    take(case, "phone_log", [call(0, ring_s=4), call(60, "", number_raw="***", start=None, precision="unknown")])
    case.log(
        start="2026-01-05T09:00",
        number="17000000001",
        person="妹妹",
        tags=["insult", "threat_family"],
        told_at="2026-01-06",
    )
    take(case, "carrier_bill", [call(1)])
    case.attach(b"a", name="a.m4a", incident=1)
    case.withdraw(1, "记错了")
    check(case.events())


def test_rows_of_one_source_and_one_row(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(0)])
    check(case.events())
    one = case.events().iloc[0]
    assert one["start"] == pd.Timestamp(BEGINNING) and f"{one['local']:%H:%M}" == "09:00"
    assert (one["number_class"], one["role"], one["relation"], one["source"]) == (
        "mobile_virtual",
        "debtor",
        "self",
        "phone_log-export",
    )


def test_ten_thousand_rows(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(90 * at, f"1700000{at % 50:04}") for at in range(10_000)])
    events = case.events()
    check(events)
    assert events["no"].tolist() == list(range(1, 10_001))
    assert events["number"].nunique() == 50


def test_unknowns_stay_unknown(case: Case) -> None:
    case.log(role="other_third_party", relation="friend")
    one = case.events().iloc[0]
    assert one[["start", "local", "duration_s", "ring_s", "number", "line", "person", "told_at"]].isna().all()
    assert (one["number_class"], one["precision"], one["role"], one["relation"]) == (
        "hidden",
        "unknown",
        "other_third_party",
        "friend",
    )


def test_what_is_given_out_can_be_changed_without_changing_the_case(case: Case) -> None:
    case.log(start="2026-01-05", words="一")
    events = case.events()
    events["words"] = "别的"
    events["mine"] = 1
    assert case.events()["words"].tolist() == ["一"]
    assert "mine" not in case.events()


def test_objects_are_plain_json_with_offsets(case: Case) -> None:
    case.log(
        start="2026-01-05T22:30:00.000001+08:00",
        tags=["insult"],
        words="原话 😡",
        told_at="2026-01-06T00:00Z",
        person="姐姐",
    )
    case.log()
    first, second = json.loads(json.dumps(event_objects(case.events())))
    assert list(first) == list(COLUMNS)
    assert first["start"] == "2026-01-05T22:30:00.000001+08:00"
    assert first["told_at"] == "2026-01-06T00:00:00+00:00"
    assert (first["tags"], first["evidence"], first["primary"]) == (["insult"], [], True)
    assert second["start"] is None and second["duration_s"] is None and second["number"] is None


def test_a_case_of_the_first_format_opens_for_ever(tmp_path: Path) -> None:
    """The ledger in `data/` was written on the day the format was fixed; it is never made anew."""
    data = Path(__file__).parent / "data"
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    connection.executescript((data / "case-of-format-1.sql").read_text("utf-8"))
    connection.close()
    case = casekit.open_case(tmp_path)
    known = json.loads((data / "case-of-format-1.json").read_text("utf-8"))
    assert case.ledger.verify() == []
    assert list(case.head) == known["head"]
    assert event_objects(case.events()) == known["events"]
    assert case.header.model_dump(mode="json") == known["header"]
    background = case.background()
    for name in ("debts", "parties", "persons", "numbers"):
        told = {
            key: one.model_dump(mode="json", exclude_defaults=True) for key, one in getattr(background, name).items()
        }
        assert told == known[name]
    assert [fact.model_dump(mode="json", exclude_defaults=True) for fact in background.facts] == known["facts"]
    assert [one.model_dump(mode="json", exclude_defaults=True) for one in background.evidence] == known["evidence"]
    assert case.incident(2).machine_values == known["machine_values"]
    case.log(start="2026-02-01", words="再记一笔")
    assert case.verify()[0].what == "the file is missing from the evidence folder"  # only the ledger was kept here
    assert case.ledger.verify() == []


@pytest.mark.parametrize("name", ["id", "contact"])
def test_ids_are_random_and_unlike(case: Case, name: str) -> None:
    for _number in range(5):
        case.log(start="2026-01-05", words="同样")
    assert case.events()[name].is_unique
