"""What is missing: each question once, answered yes, no or not at all, and the finding follows at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casekit.rules import Question
from casekit.text import language
from casekit.widgets.casefile import CaseFileSection
from casekit.widgets.findings import FindingsSection
from casekit.widgets.questions import asked_by
from tests.widgets.conftest import COLLECTOR, press, refused, section, shown

NIGHT, MEMBERS = "GBT45251-NIGHT", "NIFA2018-16"


@pytest.fixture
def asked(workbook, imported):
    """The questions after two calls at night and an insult of a lender."""
    imported.mark_number(COLLECTOR, party=imported.background().lenders()[0].id)
    imported.log(start="2026-01-14T12:30", number=COLLECTOR, tags=["insult", "threat_family"])
    return section(workbook, FindingsSection).questions


def question(asked, fact):
    return next(one for (kind, _about), one in asked.facts.items() if kind == fact)


def found(asked, rule):
    return [one for one in asked.workbook.sections["findings"].found if one.rule == rule]


def again(asked):
    """A later press of the same button, no double click."""
    asked.workbook.guard._served.clear()
    press(asked._w_save)


def test_each_question_is_asked_once_with_how_many_findings_hang_on_it(asked):
    findings = asked.workbook.sections["findings"].found
    listed = asked_by(findings)
    assert len(listed) == len({(one.id, one.about) for each in findings for one in (*each.questions, *each.exceptions)})
    hours = question(asked, "agreed_hours")
    count = sum(any(one.id == "agreed_hours" for one in (*each.questions, *each.exceptions)) for each in findings)
    assert count and f"{count} finding" in hours._depends.value
    assert hours._w_answer.description == "Did you agree on hours of contact with Example Finance?"


def test_what_decides_whether_a_rule_applies_comes_before_what_would_take_contacts_out(asked):
    listed = [one.exception for one in asked_by(asked.workbook.sections["findings"].found).values()]
    assert listed == sorted(listed) and len(set(listed)) == 2
    depending = [one.depending for one in asked_by(asked.workbook.sections["findings"].found).values()]
    before, after = depending[: listed.index(True)], depending[listed.index(True) :]
    assert before == sorted(before, reverse=True) and after == sorted(after, reverse=True)


def test_no_takes_the_clause_away_and_is_asked_no_more(asked):
    (before,) = found(asked, NIGHT)
    assert "agreed" in before.defeated_by["en"] and before.count == 2
    question(asked, "agreed_hours")._w_answer.value = "no"
    press(asked._w_save)
    (fact,) = asked.case.background().facts
    lender = asked.case.background().lenders()[0].id
    assert (fact.kind, fact.denied, fact.party, fact.precision) == ("agreed_hours", True, lender, "day")
    (after,) = found(asked, NIGHT)
    assert after.exceptions == () and len(after.defeated_by["en"]) < len(before.defeated_by["en"]) and after.count == 2
    assert "agreed_hours" not in {kind for kind, _about in asked.facts}
    assert "can be taken back there" in asked.message.value


def test_yes_to_an_exception_asks_since_when_and_takes_contacts_out(asked):
    hours = question(asked, "agreed_hours")
    assert not shown(hours._more)
    hours._w_answer.value = "yes"
    assert shown(hours._w_since) and not shown(hours._w_person)
    refused(asked.message, lambda: press(asked._w_save), "since when")
    assert asked.case.background().facts == () and hours._w_answer.value == "yes"
    hours._w_since.value = "never"
    refused(asked.message, lambda: again(asked), "never")
    assert asked.case.background().facts == ()
    hours._w_since.value = "2026-01-01"
    again(asked)
    (fact,) = asked.case.background().facts
    assert not fact.denied and found(asked, NIGHT) == []


def test_yes_to_what_a_rule_needs_settles_it_with_todays_date(asked):
    (before,) = found(asked, MEMBERS)
    assert before.status == "cannot_tell"
    member = question(asked, "association_member")
    member._w_answer.value = "yes"
    assert member._w_answer.label == "yes: the lender is a member of the association" and not shown(member._more)
    press(asked._w_save)
    (after,) = found(asked, MEMBERS)
    assert after.status == "over"


def test_no_to_what_a_rule_needs_takes_the_finding_away(asked):
    question(asked, "association_member")._w_answer.value = "no"
    press(asked._w_save)
    assert found(asked, MEMBERS) == []


def test_an_answer_can_be_taken_back_and_is_asked_again(asked):
    question(asked, "association_member")._w_answer.value = "no"
    press(asked._w_save)
    facts = section(asked.workbook, CaseFileSection).facts
    assert "the lender is a member of the association: no" in facts._list.value
    facts.back._w_why.value = "looked it up"
    press(facts.back._w_withdraw)
    assert len(found(asked, MEMBERS)) == 1 and question(asked, "association_member")._w_answer.value == ""


def test_nothing_is_saved_of_what_nobody_knows(asked):
    seq = asked.case.head
    press(asked._w_save)
    assert asked.message.value.count("Nothing was chosen") == 1 and asked.case.head == seq


def test_one_answer_that_cannot_be_saved_keeps_back_all(asked):
    question(asked, "association_member")._w_answer.value = "yes"
    question(asked, "agreed_hours")._w_answer.value = "yes"
    refused(asked.message, lambda: press(asked._w_save), "since when")
    assert asked.case.background().facts == ()


def test_a_fact_of_one_person_alone_needs_the_person(asked):
    case = asked.case
    case.log(start="2026-01-15T12:30", number=COLLECTOR, person="表弟", role="preagreed_contact", relation="relative",
             tags=["debt_disclosed"])  # fmt: skip
    asked.workbook.changed()
    offers = question(asked, "contact_offers_to_pay")
    offers._w_answer.value, offers._w_since.value = "yes", "2026-01-01"
    assert shown(offers._w_person)
    refused(asked.message, lambda: press(asked._w_save), "choose the person")
    cousin = case.find_person("表弟")
    offers._w_person.value = cousin.id
    before = found(asked, "GBT45251-CONTACT-DISCLOSE")
    again(asked)
    (fact,) = case.background().facts
    assert fact.person == cousin.id and len(before) == 1
    assert found(asked, "GBT45251-CONTACT-DISCLOSE") == []


def test_an_unsaved_answer_outlives_a_save_elsewhere_and_another_language(asked):
    hours = question(asked, "agreed_hours")
    hours._w_answer.value, hours._w_since.value = "yes", "2026-01-01"
    asked.case.log(start="2026-01-16T23:30", number=COLLECTOR)
    asked.workbook.changed()
    assert question(asked, "agreed_hours") is hours and hours._w_answer.value == "yes"
    with language("zh"):
        asked.workbook.speak("zh")
    spoken = question(asked.workbook.sections["findings"].questions, "agreed_hours")
    assert (spoken._w_answer.value, spoken._w_since.value) == ("yes", "2026-01-01")
    assert spoken._w_answer.label == "是：双方约定过催收时间"


def test_many_questions_stand_folded_behind_the_first(asked):
    count = len(asked.facts) + len(asked._lenders) + len(asked._debts)
    assert len(asked._first.children) == min(5, count)
    assert len(asked._rest.inside.children) == max(0, count - 5)
    assert shown(asked._rest.box) == (count > 5)


def test_since_when_a_debt_is_overdue_is_answered_in_place(workbook, imported):
    imported.update_header(rulebook="ph")
    imported.update_party(imported.background().lenders()[0].id, lender_type="lending_company")
    imported.mark_number(COLLECTOR, party=imported.background().lenders()[0].id)
    asked = section(workbook, FindingsSection).questions
    (debt,) = imported.background().debts
    field = asked._debts[debt]
    assert field.description == "Since when is the debt overdue?"
    field.value = "sometime"
    refused(asked.message, lambda: press(asked._w_save), "sometime")
    field.value = "2025-12-20"
    again(asked)
    assert imported.background().debts[debt].overdue_since.isoformat() == "2025-12-20"
    assert debt not in asked._debts


def test_the_kind_of_lender_is_chosen_in_place(workbook, imported):
    lender = imported.background().lenders()[0].id
    imported.update_party(lender, lender_type="unknown")
    imported.mark_number(COLLECTOR, party=lender)
    asked = section(workbook, FindingsSection).questions
    assert all(one.status == "cannot_tell" for one in found(asked, NIGHT))
    # What the rulebook knows of the product stands below, and nothing is chosen by it.
    (row,) = (one for one in asked._first.children if one.children[0] is asked._lenders[lender])
    assert "重庆蚂蚁消费金融有限公司" in row.children[1].value and asked._lenders[lender].value == ""
    asked._lenders[lender].value = "bank"
    press(asked._w_save)
    assert imported.background().parties[lender].lender_type == "bank"
    assert [one.status for one in found(asked, NIGHT)] == ["over"] and lender not in asked._lenders


@pytest.mark.parametrize(
    ("what", "where"),
    [
        ("person", "in the field for who was reached"),
        ("line", "own numbers under"),
        ("time", "nobody knows any more"),
        ("debt", "by the party a number belongs to"),
        ("party", "of a single contact"),
        ("number", "what was hidden"),
        ("overdue_since", "each debt"),
    ],
)
def test_what_is_about_many_contacts_points_to_where_it_is_said(asked, what, where):
    findings = asked.workbook.sections["findings"]
    asked.put([replace(findings.found[0], questions=(Question(what, "几次？", "How many?"),))], findings.book)
    assert "How many?" in asked._others.value and where in asked._others.value
    assert shown(asked._inside)
