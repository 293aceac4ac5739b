from __future__ import annotations

import pytest

from casekit.model import DEBTOR
from casekit.widgets.casefile import CaseFileSection
from tests.widgets.conftest import HOSTILE, press, refused, section, shown


@pytest.fixture
def facts(workbook):
    return section(workbook, CaseFileSection).facts


def test_a_step_is_entered_with_the_day_alone(facts):
    facts._w_at.value, facts._w_value.value = "2026-01-12", HOSTILE
    facts._w_party.value = facts.case.background().lenders()[0].id
    press(facts._w_add)
    (fact,) = facts.case.background().facts
    assert (fact.kind, fact.precision, fact.value) == ("complaint_filed", "day", HOSTILE)
    assert "2026-01-12" in facts._list.value and "Example Finance" in facts._list.value
    assert "<script>" not in facts._list.value
    assert facts._w_value.value == ""


@pytest.mark.parametrize(
    ("when", "words"), [("", "say when it was"), ("yesterday", "yesterday"), ("2026-02-31", "2026-02-31")]
)
def test_no_time_or_none_that_can_be_read_is_refused_and_kept(facts, when, words):
    facts._w_at.value, facts._w_value.value = when, "受理编号"
    refused(facts.message, lambda: press(facts._w_add), words)
    assert (facts._w_at.value, facts._w_value.value) == (when, "受理编号")
    assert facts.case.background().facts == ()


def test_a_channel_is_asked_for_only_where_it_was_refused(facts):
    assert not shown(facts._w_channel)
    facts._w_kind.value = "channel_opt_out"
    assert shown(facts._w_channel)
    facts._w_channel.value, facts._w_at.value = "sms", "2026-01-12 10:00"
    press(facts._w_add)
    assert facts.case.background().facts[0].channel == "sms"


def test_an_entry_is_taken_back_with_a_reason(facts):
    assert not shown(facts.back._fold.box)
    facts._w_at.value = "2026-01-12"
    press(facts._w_add)
    refused(facts.back.message, lambda: press(facts.back._w_withdraw), "why this is withdrawn")
    assert len(facts.case.background().facts) == 1
    facts.back._w_why.value = "记错了"
    press(facts.back._w_withdraw)
    assert facts.case.background().facts == ()
    assert "stays on record" in facts.back.message.value


def test_a_refusal_is_entered_for_the_person_who_refused(facts):
    facts._w_kind.value, facts._w_at.value = "refused_contact", "2026-01-12"
    assert facts._w_person.options[0][0] == "please choose …"
    refused(facts.message, lambda: press(facts._w_add), "who asked them to stop")
    assert facts.case.background().facts == () and facts._w_at.value == "2026-01-12"
    facts._w_person.value = DEBTOR
    facts.workbook.guard._served.clear()
    press(facts._w_add)
    assert facts.case.background().facts[0].person == DEBTOR
    facts._w_kind.value = "complaint_filed"
    assert facts._w_person.options[0][0] == "nobody in particular"


def test_a_refusal_in_a_contact_points_to_it_and_quotes_nobody(facts):
    one = facts.case.log(
        start="2026-01-10", words="你女儿欠钱不还", person="妈妈", role="other_third_party", asked_to_stop=True
    )
    facts.refresh()
    assert f"see number {one.no}" in facts._list.value and "欠钱不还" not in facts._list.value
