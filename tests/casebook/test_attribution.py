"""Whose caller, and about which debt: only what the user said counts, and what is open stays open."""

from __future__ import annotations

import casekit
from casekit.casebook import Case
from casekit.casebook.events import counted, left_out
from tests.casebook.conftest import COLLECTOR, FAMILY, Take, call


def column(case: Case, name: str) -> list[object]:
    values = case.events()[name].astype(object)
    return values.where(values.notna(), None).tolist()


def test_nothing_imported_counts_until_the_user_says_so(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(0), call(60, FAMILY), call(120, "", number_raw="***")])
    assert column(case, "attribution") == ["unknown"] * 3
    assert len(counted(case.events())) == 0
    assert left_out(case.events()).unknown == 3
    assert column(case, "party") == [None] * 3 and column(case, "debt") == [None] * 3


def test_what_is_logged_by_hand_is_claimed_and_a_mark_confirms_it(case: Case) -> None:
    lender = case.background().lenders()[0]
    case.log(start="2026-01-05", number=COLLECTOR)
    assert (column(case, "attribution"), column(case, "party")) == (["claimed"], [lender.id])
    case.mark_number(COLLECTOR, party=lender.id)
    assert column(case, "attribution") == ["confirmed"]


def test_a_number_that_is_no_collector_s_takes_all_its_records_out(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(0, FAMILY)])
    case.log(start="2026-01-06", number=FAMILY)
    case.mark_number(FAMILY, attribution="not_collector")
    assert column(case, "attribution") == ["not_collector"] * 2
    assert left_out(case.events()).not_collector == 2


def test_one_record_can_be_taken_out_or_in_by_itself(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(0), call(60), call(120, "", number_raw="未知")])
    case.mark_number(COLLECTOR, party=case.background().lenders()[0].id)
    case.amend(1, attribution="not_collector")
    case.amend(3, attribution="claimed")
    assert column(case, "attribution") == ["not_collector", "confirmed", "claimed"]


def test_with_one_debt_it_is_the_default(case: Case) -> None:
    (debt,) = case.background().debts
    case.log(start="2026-01-05")
    assert column(case, "debt") == [debt]


def test_with_several_debts_an_unassigned_contact_stays_open(case: Case) -> None:
    (mine,) = case.background().debts.values()
    second = case.add_debt(mine.lender, product="借呗")
    case.log(start="2026-01-05", words="没说是哪笔")
    case.log(start="2026-01-06", debt="借呗")
    assert column(case, "debt") == [None, second.id]
    events = case.events()
    lower = int((events["debt"] == second.id).sum())
    upper = int(((events["debt"] == second.id) | events["debt"].isna()).sum())
    assert (lower, upper) == (1, 2)


def test_the_caller_s_lender_tells_the_debt_when_it_has_one(case: Case) -> None:
    (mine,) = case.background().debts.values()
    other = case.add_party("lender", "第二家")
    debt = case.add_debt(other.id, product="某贷")
    agency = case.add_party("agency", "某公司", acts_for=other.id)
    case.mark_number(COLLECTOR, party=agency.id)
    case.log(start="2026-01-05", number=COLLECTOR)
    case.log(start="2026-01-05", claimed_org="花呗")
    case.log(start="2026-01-05")
    assert column(case, "debt") == [debt.id, mine.id, None]
    assert column(case, "party") == [agency.id, mine.lender, None]  # with two lenders none is presumed


def test_a_case_without_any_debt_counts_all_the_same(tmp_path) -> None:  # type: ignore[no-untyped-def]
    case = casekit.create_case(tmp_path / "bare")
    case.log(start="2026-01-05")
    assert (column(case, "party"), column(case, "debt"), len(counted(case.events()))) == ([None], [None], 1)
