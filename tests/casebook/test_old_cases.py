"""A case written in format 1 opens for ever, and says for ever what it said on the day it was written.

`data/format-1` was made once by `python -m tests.casebook.test_old_cases` and is never made again: a later format gets a
folder of its own beside it.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import casekit
from casekit.casebook import Case
from casekit.casebook.events import left_out
from casekit.casebook.listing import event_objects

DATA = Path(__file__).parent / "data"
FORMATS = sorted(path.name for path in DATA.glob("format-*"))


@pytest.fixture(params=FORMATS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Case, dict[str, Any]]:
    folder = DATA / request.param
    shutil.copytree(folder / "case", tmp_path / "case")
    told: dict[str, Any] = json.loads((folder / "told.json").read_text("utf-8"))
    return casekit.open_case(tmp_path / "case"), told


def test_it_says_what_it_said(old: tuple[Case, dict[str, Any]]) -> None:
    case, told = old
    assert as_then(json.loads(json.dumps(what_it_says(case))), told) == told


def as_then(now: Any, then: Any) -> Any:
    """Without the fields that were not there yet when it was written, as long as nothing stands in them."""
    if isinstance(now, dict) and isinstance(then, dict):
        return {name: as_then(value, then.get(name)) for name, value in now.items() if name in then or value}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [as_then(*both) for both in zip(now, then, strict=True)]
    return now


def test_nothing_in_it_was_altered(old: tuple[Case, dict[str, Any]]) -> None:
    case, _told = old
    assert case.verify() == []


def test_it_goes_on(old: tuple[Case, dict[str, Any]]) -> None:
    case, told = old
    made = case.log(start="2026-03-01 09:00", number="17000000001", words="新的一条")
    assert made.no > max(event["no"] for event in told["events"])
    assert casekit.open_case(case.folder).verify() == []


def what_it_says(case: Case) -> dict[str, Any]:
    """All that a case tells: events, people, facts, files, imports, exports."""
    background = case.background()
    return {
        "events": event_objects(case.events()),
        "withdrawn": [one.model_dump(mode="json") for one in case.incidents(withdrawn=True) if one.withdrawn],
        "incidents": [one.model_dump(mode="json") for one in case.incidents()],
        "raw": {one.id: case.raw_cells(one.id) for one in case.incidents()},
        "left_out": list(vars_of(left_out(case.events(), case.withdrawn_count()))),
        "header": background.header.model_dump(mode="json"),
        "background": {
            name: {key: one.model_dump(mode="json") for key, one in getattr(background, name).items()}
            for name in ("debts", "parties", "persons", "numbers")
        },
        "facts": [one.model_dump(mode="json") for one in background.facts],
        "evidence": [one.model_dump(mode="json") for one in background.evidence],
        "batches": [one.model_dump(mode="json") for one in case.batches()],
        "exports": case.exports(),
        "questions": [list(one.incidents) for one in case.pending_links()],
    }


def vars_of(counts: Any) -> list[int]:
    return [counts.unknown, counts.not_collector, counts.linked, counts.withdrawn]


def write_case(folder: Path) -> Case:
    """A case in which every kind of entry occurs."""
    from casekit.demo.carrier_files import write_unicom
    from casekit.demo.events import Call
    from casekit.demo.phone_files import write_calls

    case = casekit.create_case(
        folder, complainant="林一", lender="演示消费金融", lender_type="consumer_finance", product="花呗",
        own_numbers=["13900000000"],
    )  # fmt: skip
    case.update_header(phone="13900000000", title="格式一的案件")
    lender = case.background().lenders()[0]
    agency = case.add_party("agency", "某催收", acts_for=lender.id)
    second = case.add_party("lender", "示例小贷", lender_type="microloan")
    case.add_debt(second.id, product="示例速贷", principal="8000.00 元", overdue_since="2025-11-20")
    mother = case.add_person("周桂芳", role="preagreed_contact", relation="parent", lines=["13900000202"])
    case.update_person(mother.id, zone="Asia/Urumqi")

    def at(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 1, day, hour, minute)

    calls = [
        Call(at(5, 22, 30), "17000000001", "huabei", duration_s=65, ring_s=8),
        Call(at(6, 9), "17000000001", "huabei", outcome="rang_no_answer"),
        Call(at(7, 10), "", "huabei", duration_s=20, ring_s=3),
        Call(at(8, 12), "13800000911", "private", duration_s=300, ring_s=5),
    ]
    source = folder.parent / "exports"
    source.mkdir(exist_ok=True)
    first = write_calls(source / "calls-20260107000000.xml", calls[:3], at(7, 12))
    later = write_calls(source / "calls-20260109000000.xml", calls[1:], at(9, 12))
    bill = write_unicom(source / "2026年01月语音通信.xlsx", calls)
    one = casekit.import_file(case, first, own_numbers=("13900000000",))
    casekit.import_file(case, later, own_numbers=("13900000000",))
    assert one.batch is not None
    case.undo(one.batch)  # what the second export confirmed stays
    casekit.import_file(case, bill, own_numbers=("13900000000",))
    case.mark_number("17000000001", party=agency.id, basis="stated_org", note="自称受托")
    case.mark_number("13800000911", attribution="not_collector")
    visit = case.log(
        start="2026-01-10 15:30", channel="visit", words="今天不还就不走 🙂", place="单位门口", people_count=2,
        id_shown=False, police_called=True, tags=["workplace_disruption"],
    )  # fmt: skip
    told = case.log(
        start="2026-01-11", person="周桂芳", number="17000000001", told_by="周桂芳", told_at="2026-01-11 20:00",
        tags=["debt_disclosed"], note="说欠了两万",
    )  # fmt: skip
    stop = case.log(start="2026-01-12 09:00", person="周桂芳", number="17000000001", asked_to_stop=True)
    wrong = case.log(start="2026-01-13 09:00", number="17000000001")
    case.amend(visit.id, people_count=3, words="今天不还就不走")
    case.amend(2, outcome="busy")
    case.withdraw(wrong.id, "记错了")
    case.withdraw(stop.id, "再想想")
    case.restore(stop.id)
    case.same(told.id, stop.id)
    case.not_same(told.id, stop.id)
    case.add_fact("police_warning", "2026-01-20", party=agency.id, value="派出所电话告诫")
    case.attach(
        b"synthetic recording", name="录音.m4a", incident=visit.id, taken_at=datetime(2026, 1, 10, 7, 30, tzinfo=UTC)
    )
    case.attach(b"synthetic paper", name="合同.pdf")
    handed = folder / "exports" / "report.html"
    handed.parent.mkdir()
    handed.write_text("<!DOCTYPE html>", encoding="utf-8")
    case.record_export(handed, "report")
    return casekit.open_case(folder)


if __name__ == "__main__":
    target = DATA / "format-1"
    target.mkdir(parents=True)
    made = write_case(target / "case")
    shutil.rmtree(target / "exports")
    shutil.rmtree(target / "case" / "exports")
    told = json.dumps(what_it_says(made), ensure_ascii=False, indent=1, sort_keys=True)
    (target / "told.json").write_text(told + "\n", encoding="utf-8")
