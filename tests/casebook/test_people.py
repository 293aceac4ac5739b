"""Parties, debts, persons, marks on numbers and dated facts: entered, completed, never silently dangling."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import casekit
from casekit.casebook import Case
from casekit.errors import InputError, NotFoundError
from tests.casebook.conftest import COLLECTOR, Take, call


def test_a_party_needs_a_name_and_a_known_kind(case: Case) -> None:
    with pytest.raises(InputError, match="name"):
        case.add_party("lender", "  ")
    with pytest.raises(InputError, match=r"kind: “bank” is not one of the choices: lender \(lender\)"):
        case.add_party("bank", "某银行")


def test_an_agency_acts_for_a_lender_of_the_case(case: Case) -> None:
    lender = case.background().lenders()[0]
    agency = case.add_party("agency", "某某信息公司", acts_for=lender.id)
    assert agency.lender_type == "third_party_agency"
    assert case.background().lender_of(agency.id) == lender
    with pytest.raises(InputError, match="lender behind it"):
        case.add_party("agency", "再委托的公司", acts_for=agency.id)
    with pytest.raises(InputError, match="lender behind it"):
        case.update_party(agency.id, acts_for=agency.id)
    with pytest.raises(NotFoundError):
        case.add_party("agency", "别家", acts_for="nobody")


def test_a_debt_belongs_to_a_lender_of_the_case(case: Case) -> None:
    (debt,) = case.background().debts.values()
    with pytest.raises(NotFoundError):
        case.add_debt("nobody", product="x")
    with pytest.raises(NotFoundError):
        case.update_debt(debt.id, lender="nobody")
    with pytest.raises(InputError, match="“soon” is not a date"):
        case.update_debt(debt.id, overdue_since="soon")
    for typed in ("2025-08-01", "20250801", "2025.8.1", "2025年8月1日"):
        assert case.update_debt(debt.id, overdue_since=typed).overdue_since == date(2025, 8, 1)
    assert case.update_debt(debt.id, overdue_since=None, claimed="8000 元").overdue_since is None
    assert casekit.open_case(case.folder).background().debts[debt.id].claimed == "8000 元"


def test_a_person_is_completed_not_replaced(case: Case) -> None:
    person = case.add_person(" 妹妹 ", relation="sibling", lines=["138 0000 1111", "+8613800001111", "***"])
    assert (person.name, person.lines) == ("妹妹", ("13800001111",))
    updated = case.update_person(person.id, zone="Europe/Berlin")
    assert (updated.name, updated.lines, updated.zone) == ("妹妹", ("13800001111",), "Europe/Berlin")
    assert case.update_person(person.id, zone="").zone is None
    assert casekit.open_case(case.folder).find_person("妹妹") == case.find_person(person.id)


@pytest.mark.parametrize(
    "fields", [{"role": "aunt"}, {"zone": "Mars/Olympus"}, {"colour": "red"}, {"name": None}, {"lines": 5}]
)
def test_a_person_that_cannot_be_is_refused_and_stays_as_known(case: Case, fields: dict[str, Any]) -> None:
    person = case.add_person("妹妹")
    before = case.head
    with pytest.raises(InputError, match="Nothing was saved"):
        case.update_person(person.id, **fields)
    assert case.head == before
    assert case.find_person("妹妹") == person


def test_nobody_takes_the_place_of_another(case: Case) -> None:
    person = case.add_person("妹妹")
    case.update_person(person.id, id="debtor", name="姐姐")
    assert case.background().persons["debtor"].name == "林一"
    assert case.background().persons[person.id].name == "姐姐"
    with pytest.raises(NotFoundError):
        case.update_person("nobody", name="x")


def test_a_mark_needs_a_party_and_a_number_that_was_shown(case: Case) -> None:
    lender = case.background().lenders()[0]
    with pytest.raises(InputError, match="which lender"):
        case.mark_number(COLLECTOR)
    for hidden in ("", "未知", "-1", "***"):
        with pytest.raises(InputError, match="not shown"):
            case.mark_number(hidden, party=lender.id)
    with pytest.raises(InputError, match="basis: “hearsay”"):
        case.mark_number(COLLECTOR, party=lender.id, basis="hearsay")
    with pytest.raises(InputError, match="whose number: “maybe”"):
        case.mark_number(COLLECTOR, party=lender.id, attribution="maybe")
    with pytest.raises(NotFoundError):
        case.mark_number(COLLECTOR, party="nobody")
    assert case.background().numbers == {}


def test_marks_can_be_changed_at_any_time_without_importing_again(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(0)])
    lender = case.background().lenders()[0]

    def attribution() -> str:
        return str(case.events()["attribution"][0])

    assert attribution() == "unknown"
    case.mark_number("0086 170 0000 0001", party=lender.id, basis="sms_signature")
    assert attribution() == "confirmed"
    case.mark_number(COLLECTOR, attribution="not_collector")
    assert (attribution(), case.background().numbers[COLLECTOR].party) == ("not_collector", None)
    case.mark_number(COLLECTOR, attribution="unknown")
    assert attribution() == "unknown"


def test_many_numbers_are_marked_in_one_save_or_none(case: Case) -> None:
    lender, before = case.background().lenders()[0], case.head[0]
    assert len(case.mark_numbers([COLLECTOR, "17000000002"], party=lender.id)) == 2
    assert case.head[0] == before + 1
    with pytest.raises(InputError):
        case.mark_numbers(["17000000003", "***"], party=lender.id)
    assert case.mark_numbers([], party=lender.id) == []
    assert set(case.background().numbers) == {COLLECTOR, "17000000002"}


def test_several_grounds_tie_a_number_and_a_later_mark_replaces_them(case: Case) -> None:
    lender = case.background().lenders()[0]
    mark = case.mark_number(COLLECTOR, party=lender.id, basis="stated_org", more_bases=["stated_amount", "stated_org"])
    assert mark.more_bases == ("stated_amount",)
    assert case.background().numbers[COLLECTOR].more_bases == ("stated_amount",)
    case.mark_number(COLLECTOR, party=lender.id, basis="hotline_confirmed")
    assert case.background().numbers[COLLECTOR].more_bases == ()
    with pytest.raises(InputError):
        case.mark_number(COLLECTOR, party=lender.id, more_bases=["astrology"])


def test_a_fact_is_about_what_the_case_holds(case: Case) -> None:
    person = case.add_person("妹妹", zone="Europe/Berlin")
    fact = case.add_fact(
        "refused_contact", "2026-01-05T10:00", person=person.id, number="170 0000 0001", channel="call"
    )
    assert (fact.number, fact.precision) == (COLLECTOR, "minute")
    assert fact.at.isoformat() == "2026-01-05T09:00:00+00:00"  # the clock of the person
    for wrong in ({"person": "nobody"}, {"party": "nobody"}, {"debt": "nobody"}):
        with pytest.raises(NotFoundError):
            case.add_fact("payoff", "2026-01-05", **wrong)
    with pytest.raises(InputError, match="“apology” is not one of the choices"):
        case.add_fact("apology", "2026-01-05")
    with pytest.raises(InputError, match="not a time"):
        case.add_fact("payoff", "bald")


def test_a_refusal_says_whose_it_is(case: Case) -> None:
    before = case.head
    with pytest.raises(InputError, match="who asked them to stop"):
        case.add_fact("refused_contact", "2026-01-05", party=case.background().lenders()[0].id)
    assert case.head == before
    assert case.add_fact("refused_contact", "2026-01-05", person="debtor").person == "debtor"


def test_a_fact_can_be_withdrawn_restored_and_proved_by_a_file(case: Case) -> None:
    fact = case.add_fact("settlement", "2026-01-05", value="分十二期")
    case.withdraw(fact.id, "弄错了")
    assert case.background().facts == ()
    case.restore(fact.id)
    one = case.attach(b"pdf", name="协议.pdf", incident=fact.id)
    assert (one.facts, one.incidents) == ((fact.id,), ())
    assert casekit.open_case(case.folder).background().evidence[0].facts == (fact.id,)
    case.unlink(one.sha256, fact.id)
    assert case.background().evidence[0].facts == ()


def test_facts_are_found_by_what_they_are_about(case: Case) -> None:
    person = case.add_person("妹妹")
    about_her = case.add_fact("channel_opt_out", "2026-01-07", person=person.id)
    about_all = case.add_fact("channel_opt_out", "2026-01-05")
    background = case.background()
    assert background.facts_of("channel_opt_out", person=person.id) == [about_all, about_her]
    assert background.facts_of("channel_opt_out", person="debtor") == [about_all]
    assert background.facts_of("payoff") == []


def test_a_debt_below_zero_is_refused_and_words_are_taken(case: Case) -> None:
    lender = case.background().lenders()[0].id
    debt = next(iter(case.background().debts))
    head = case.head
    for wrong in ("-5", " －300 元"):
        with pytest.raises(InputError, match="below zero"):
            case.add_debt(lender, principal=wrong)
        with pytest.raises(InputError, match="below zero"):
            case.update_debt(debt, claimed=wrong)
    assert case.head == head
    assert case.update_debt(debt, claimed="大约两万三").claimed == "大约两万三"
