"""From an agreement to the finding that collecting went on, and to the reminder to have it in writing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casekit import check, clock, create_case
from casekit.casebook import Case
from casekit.casebook.payments import read_payments
from casekit.errors import InputError
from casekit.repayment.advice import unconfirmed_agreements


@pytest.fixture
def card(home) -> Case:
    case = create_case(home / "card", lender="演示银行", lender_type="bank_credit_card", product="信用卡")
    (lender,) = case.background().lenders()
    case.mark_numbers(["16200000001"], party=lender.id)
    return case


def settled(case: Case) -> list[str]:
    return [one.status for one in check(case) if one.family == "settlement"]


def test_a_contact_after_the_agreement_is_a_finding(card: Case) -> None:
    card.log(start="2026-03-01 10:00", channel="call", number="16200000001", outcome="conversation")
    assert settled(card) == []
    talk = card.add_talk("2026-03-02 15:00", ours="24 期", theirs="同意 24 期", agreed=True)
    assert settled(card) == [], "the call came before"
    card.log(start="2026-03-05 10:00", channel="call", number="16200000001", outcome="conversation")
    assert settled(card) == ["over"]
    card.withdraw(talk.id, "记错了")
    assert settled(card) == [] and card.background().facts == (), "the agreement goes with the talk"
    card.restore(talk.id)
    assert settled(card) == ["over"]


def test_a_talk_without_an_agreement_is_no_settlement(card: Case) -> None:
    card.add_talk("2026-03-02", ours="24 期", theirs="不同意")
    assert card.background().facts == () and len(card.background().talks) == 1


def test_an_agreement_before_the_loan_is_refused_with_or_without_naming_the_debt(card: Case) -> None:
    (debt,) = card.background().debts
    card.update_debt(debt, contract_date="2026-02-10")
    for named in (debt, None):
        with pytest.raises(InputError, match="earlier than the loan itself, which is of 2026-02-10"):
            card.add_talk("2026-02-09", agreed=True, debt=named)
    assert card.background().talks == ()
    card.add_talk("2026-02", agreed=True)  # may have been after the tenth
    card.add_talk("2026-02-10", agreed=True)


def test_an_agreement_is_about_one_debt_and_never_speaks_for_the_others(card: Case) -> None:
    other = card.add_party("lender", "另一家银行", lender_type="bank_credit_card")
    theirs = card.add_debt(other.id, product="另一张卡")
    with pytest.raises(InputError, match="several debts"):
        card.add_talk("2026-03-02", agreed=True)
    assert card.background().talks == () and card.background().facts == ()
    talk = card.add_talk("2026-03-02", agreed=True, party=other.id)
    assert talk.debt == theirs.id and card.background().facts[0].debt == theirs.id
    card.log(start="2026-03-05 10:00", channel="call", number="16200000001", outcome="conversation")
    assert settled(card) == [], "the call is about the first bank's debt"
    card.add_talk("2026-03-02", ours="24 期")  # a talk alone may be about all of them


def test_the_first_money_received_dates_a_loan_without_a_contract(card: Case) -> None:
    (debt,) = card.background().debts
    card.update_debt(debt, payments=read_payments("2026-02-10 received 5000"))
    with pytest.raises(InputError, match="earlier than the loan"):
        card.add_talk("2026-02-09", agreed=True)


def test_a_talk_to_come_is_refused(card: Case) -> None:
    with pytest.raises(InputError, match="still to come"):
        card.add_talk(clock.now() + timedelta(days=2), ours="24 期")
    assert card.background().talks == ()


def test_an_agreement_is_to_be_confirmed_until_a_file_shows_it(card: Case, tmp_path) -> None:
    card.add_talk("2026-03-02 15:00", theirs="同意", agreed=True)
    (fact,) = unconfirmed_agreements(card.background())
    file = tmp_path / "协议.txt"
    file.write_text("同意分 24 期", "utf-8")
    card.attach(file, incident=fact.id)
    assert unconfirmed_agreements(card.background()) == []
