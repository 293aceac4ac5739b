"""The books of the Philippines, Indonesia and Ireland: the figures of their sources, and what stays inside the workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from holidays import country_holidays

from casekit.casebook import Case, create_case
from casekit.rules import Rulebook, check_case, load_rulebook

BOOKS = {name: load_rulebook(name) for name in ("ph", "id", "ie")}
WEEK = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}


def allowed(book: str, rule: str) -> set[tuple[str, str, str]]:
    """(weekday, from, to) of the hours that the first test of a rule allows."""
    hours = BOOKS[book].rule(rule).test[0]["allowed"]
    return {(day, one["from"], one["to"]) for one in hours for day in one.get("days", WEEK)}


def every_day(begin: str, end: str, days: set[str]) -> set[tuple[str, str, str]]:
    return {(day, begin, end) for day in days}


def test_the_hours_are_those_of_the_sources() -> None:
    assert allowed("ph", "ph.time.6to22") == allowed("ph", "ph.bsp.time") == every_day("06:00", "22:00", WEEK)
    assert allowed("id", "id.time") == every_day("08:00", "20:00", WEEK - {"sun"})
    assert allowed("id", "id.p2p.time") == every_day("08:00", "20:00", WEEK)
    # From nine in the evening of a weekday to nine in the morning after: neither Sunday's day nor Monday's morning.
    assert allowed("ie", "ie.time.night") == {
        *every_day("09:00", "21:00", WEEK - {"sun", "mon"}), ("mon", "00:00", "21:00"), ("sun", "09:00", "24:00"),
    }  # fmt: skip


def test_the_days_past_due_and_the_monthly_limit_are_those_of_the_sources() -> None:
    days = {rule: BOOKS["ph"].rule(rule).not_if[0]["overdue_over"] for rule in ("ph.time.6to22", "ph.bsp.time")}
    assert days == {"ph.time.6to22": 15, "ph.bsp.time": 60}
    (cap,) = BOOKS["ie"].rule("ie.cap3").test
    assert (cap["limit"], cap["month"], "days" in cap) == (3, True, False)


def on_holidays(book: Rulebook) -> list[tuple[str, dict[str, Any]]]:
    return [(rule.id, test) for rule in book.rules for test in rule.test if test["kind"] == "on_holiday"]


def test_holidays_are_those_of_the_country() -> None:
    assert on_holidays(BOOKS["ph"]) == []
    assert [(rule, test["calendar"]) for rule, test in on_holidays(BOOKS["id"])] == [("id.time", "ID")]
    assert [(rule, test["calendar"], test["days"]) for rule, test in on_holidays(BOOKS["ie"])] == [
        ("ie.time.sunday", "IE", ["sun"])
    ]


@pytest.mark.parametrize(
    ("country", "day", "is_one"),
    [
        ("ID", "2026-03-19", True), ("ID", "2025-03-29", True), ("ID", "2026-03-21", True), ("ID", "2025-03-31", True),
        ("ID", "2024-03-28", False), ("IE", "2026-04-06", True), ("IE", "2025-04-21", True), ("IE", "2025-04-07", False),
        ("IE", "2026-02-02", True), ("IE", "2026-10-26", True), ("IE", "2026-04-03", False),
    ],
)  # fmt: skip
def test_the_moving_days_of_the_vectors_are_days_of_the_calendar(country: str, day: str, is_one: bool) -> None:
    """A new edition of the calendar that moves them is noticed here, and not as a rule gone wrong."""
    assert (date.fromisoformat(day) in country_holidays(country)) == is_one


def test_a_letter_that_was_only_inferred_and_a_doubtful_circular_do_not_print() -> None:
    letter, circular = BOOKS["ph"].rule("ph.time.6to22"), BOOKS["id"].rule("id.p2p.time")
    assert letter.verified and letter.citation == circular.citation == {"zh": "", "en": ""}
    assert not circular.verified


def test_nobody_is_advised_to_record_calls_in_the_philippines() -> None:
    (recording,) = [one for one in BOOKS["ph"].background if one.id == "ph.ra4200"]
    assert not recording.verified
    assert "不建议" in recording.caution["zh"] and "does not advise" in recording.caution["en"]


def test_both_circulars_on_personal_data_are_named_and_follow_each_other() -> None:
    before, after = (BOOKS["ph"].rule(one) for one in ("ph.npc.harvest", "ph.npc.unbridled"))
    assert before.effective_to == date(2022, 11, 30) and after.effective_from == date(2022, 12, 1)
    assert all("20-01" in after.instrument[tag] and "2022-02" in after.instrument[tag] for tag in ("zh", "en"))


def night_call(folder: Path) -> Case:
    case = create_case(
        folder, lender="Lender", lender_type="lending_company", timezone="Asia/Manila", own_numbers=["09171234567"],
        rulebook="ph",
    )  # fmt: skip
    case.log(start="2026-01-05T22:30", party="Lender", outcome="conversation")
    return case


def test_the_day_since_when_a_debt_is_overdue_is_asked_and_decides(tmp_path: Path) -> None:
    case = night_call(tmp_path / "case")
    (found,) = check_case(case)
    assert found.status == "over" and "overdue_since" in {one.id for one in found.exceptions}
    assert "15日" in found.defeated_by["zh"] and "15 days" in found.defeated_by["en"]
    debt = next(iter(case.background().debts))
    case.update_debt(debt, overdue_since=date(2025, 12, 31))
    (found,) = check_case(case)
    assert "overdue_since" not in {one.id for one in found.exceptions} and "15日" not in found.defeated_by["zh"]
    case.update_debt(debt, overdue_since=date(2025, 12, 1))
    assert list(check_case(case)) == []


@pytest.mark.parametrize(
    ("book", "own"),
    [
        ("ph", {"sec_ph", "npc_ph", "bsp_ph", "ntc_ph"}),
        ("id", {"ojk"}),
        ("ie", {"fspo_ie", "central_bank_ie", "ccpc_ie"}),
    ],
)
def test_findings_lead_to_offices_of_their_country(book: str, own: set[str]) -> None:
    routes = {route for rule in BOOKS[book].rules for route in rule.routes}
    assert own <= routes <= own | {"local_police", "lender"}, "the police of the mainland have a number of their own"
    assert all(own & set(rule.routes) for rule in BOOKS[book].rules)
