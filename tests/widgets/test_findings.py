from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import replace

import pytest

from casekit.importers.intake import import_file
from casekit.model import DEBTOR
from casekit.rules import group_findings
from casekit.widgets.casefile import CaseFileSection
from casekit.widgets.charts import ChartsSection
from casekit.widgets.findingcard import key_of
from casekit.widgets.findings import FindingsSection
from tests.widgets.conftest import COLLECTOR, HOSTILE, OTHER_COLLECTOR, calls_xml, is_alert, press, section, shown


@pytest.fixture
def night_calls(imported):
    imported.mark_number(COLLECTOR, party=imported.background().lenders()[0].id)
    return imported


def test_before_numbers_are_named_nothing_is_found(workbook, imported):
    findings = section(workbook, FindingsSection)
    assert "no contact that counts reaches a rule" in findings._state.value
    assert "5 contacts are left out" in findings._state.value


def card_of(findings, rule):
    return next(one for key, one in findings.cards.items() if key[0] == rule)


def opened(findings, rule="GBT45251-NIGHT"):
    """The card of a rule, opened as with its button."""
    card = card_of(findings, rule)
    if not card.fold.unfolded:
        press(card.fold._w_button)
    return card


def boxes(widget):
    """Every widget inside another one, itself included."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from boxes(child)


def in_sight(findings):
    """The rules whose cards stand in the list, folded groups left out."""
    placed = set(boxes(findings._matters))
    return [key[0] for key, card in findings.cards.items() if card.box in placed]


def test_a_closed_card_says_result_basis_and_figures(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    assert "appear not to comply" in findings._state.value and "not a verdict" in findings._state.value
    card = card_of(findings, "GBT45251-NIGHT")
    assert card.fold._w_button.description.startswith("▸ Contacts at night")
    for words in (
        "appears not to comply",
        "recommended national standard",
        "GB/T 45251-2025",
        "2 contacts between 22:00",
    ):
        assert words in card._head.value
    assert not card.fold.unfolded and card._inside.value == ""


def test_an_open_card_tells_how_it_was_counted_what_the_rule_says_and_what_would_defeat_it(workbook, night_calls):
    card = opened(section(workbook, FindingsSection))
    inside = card._inside.value
    for words in (
        "How it was counted", "2026-01-10 22:30 22:40", "the borrower", "#1 #2", "What does this rule say?", "In force",
        "since 2025-02-28", "Binds", "consumer finance company", "Why it applies", "Read in", "2026-11", "Certainty",
        "What would defeat this?", "Where this can be taken", "NFRA hotline 12378", "2 contacts it rests on",
        f"#1 2026-01-10 22:30 {COLLECTOR}",
    ):  # fmt: skip
        assert words in inside, words
    # The number of the article was not seen in a source.
    assert "the number was not seen in a source" in inside and ">Limit<" not in inside


def test_a_card_prints_an_article_only_where_its_number_was_verified(workbook, night_calls):
    night_calls.log(start="2025-12-13T12:30", number=COLLECTOR, tags=["threat_family"])
    card = opened(section(workbook, FindingsSection), "PSAPL-OLD-42")
    assert "not seen in a source" not in card._inside.value and "Article 42" in card._head.value


def test_a_limit_stands_beside_what_was_counted(workbook, case, tmp_path):
    import_file(case, calls_xml(tmp_path, [(COLLECTOR, f"2026-02-10T{hour:02}:10:00", 30) for hour in range(9, 14)]))
    case.mark_number(COLLECTOR, party=case.background().lenders()[0].id)
    inside = opened(section(workbook, FindingsSection), "GBT45251-FREQ-NOTICE-3")._inside.value
    assert '<td data-name="Counted">5</td><td data-name="Limit">3</td>' in inside
    assert '<td data-name="Numbers of the contacts">#1 #2 #3 #4 #5</td>' in inside


def test_an_open_card_stays_open_and_follows_the_case(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    card = opened(findings)
    night_calls.log(start="2026-01-13T23:30", number=COLLECTOR, words=HOSTILE)
    workbook.changed()
    assert card is card_of(findings, "GBT45251-NIGHT") and card.fold.unfolded
    assert "#6 2026-01-13 23:30" in card._inside.value and "<script>" not in card._inside.value
    assert "3 contacts between 22:00" in card._head.value and findings.message.value == ""


def test_a_finding_is_shown_on_the_timeline_and_put_away(workbook, night_calls):
    card = opened(section(workbook, FindingsSection))
    assert card._picture.value == "" and card._w_timeline.description == "Show on the timeline"
    press(card._w_timeline)
    assert "<figure" in card._picture.value and "For this finding 2 are counted" in card._picture.value
    night_calls.log(start="2026-01-13T23:30", number=COLLECTOR)
    workbook.changed()
    assert "For this finding 3 are counted" in card._picture.value
    workbook.guard._served.clear()
    press(card._w_timeline)
    assert card._picture.value == "" and card._w_timeline.description == "Show on the timeline"


def test_the_answer_to_a_save_goes_out_before_the_rules_are_run(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    card = opened(findings)
    night_calls.log(start="2026-01-13T23:30", number=COLLECTOR)

    async def save():
        workbook.changed()
        workbook.changed()
        at_once = "#6 " in card._inside.value, findings.message.value
        for _turn in range(1200):
            await asyncio.sleep(0.05)
            if findings.message.value == "":
                break
        return at_once

    waiting, said = asyncio.run(save())
    assert not waiting and "Checking the rules" in said
    assert "#6 2026-01-13 23:30" in card._inside.value


class TestFilters:
    @pytest.fixture
    def findings(self, workbook, night_calls):
        night_calls.log(start="2026-01-14T12:30", number=COLLECTOR, tags=["insult", "threat_family"])
        return section(workbook, FindingsSection)

    def test_one_strength_alone(self, findings):
        names = [name for name, _value in findings._w_strength.options]
        strengths = Counter(one.strength for one in findings.found)
        assert names[0] == "all" and f"law ({strengths['law']})" in names
        findings._w_strength.value = "law"
        shown_rules = in_sight(findings)
        assert shown_rules and {findings.book.rule(one).strength for one in shown_rules} == {"law"}
        assert f"{strengths['law']} of {len(findings.found)} findings are shown" in findings._shown.value
        findings._w_strength.value = ""
        assert findings._shown.value == "" and "GBT45251-NIGHT" in in_sight(findings)

    def test_one_result_alone(self, findings):
        findings._w_status.value = "cannot_tell"
        left = {one.rule for one in findings.found if one.status == "cannot_tell"}
        assert left and set(in_sight(findings)) == {
            one.rule for one in findings.found if one.status == "cannot_tell" and one.verified
        }

    def test_what_is_filtered_stays_when_the_case_grows(self, findings, night_calls):
        findings._w_strength.value = "law"
        night_calls.log(start="2026-01-15T12:30", number=COLLECTOR, tags=["insult"])
        findings.workbook.changed()
        assert findings._w_strength.value == "law" and "GBT45251-NIGHT" not in in_sight(findings)


def test_findings_on_the_same_facts_stand_under_the_strongest(workbook, case):
    for day in range(1, 4):
        case.log(start=f"2026-03-0{day}T12:30", number=COLLECTOR, words="x", tags=["insult", "threat_family"],
                 party=case.background().lenders()[0].id, attribution="claimed")  # fmt: skip
    findings = section(workbook, FindingsSection)
    groups = [group for group in group_findings(one for one in findings.found if one.verified) if group.others]
    assert groups
    for group in groups:
        stack = findings._stacks[key_of(group.lead)]
        lead, others = stack.children
        assert lead is findings.cards[key_of(group.lead)].box
        assert others.children[0].description == f"▸ The same matter also concerns ({len(group.others)})"
        assert others.children[1].children == tuple(findings.cards[key_of(one)].box for one in group.others)
        assert not shown(others.children[1])


def test_a_rule_whose_wording_is_still_to_be_checked_stands_apart(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    assert "GBT45251-NIGHT" in in_sight(findings)
    findings.found = [replace(one, verified=one.rule != "GBT45251-NIGHT") for one in findings.found]
    findings._show()
    assert "GBT45251-NIGHT" not in in_sight(findings)
    assert shown(findings._unverified.box) and not findings._unverified.unfolded
    assert "in no report (1)" in findings._unverified.title
    # What no paper may say is not among the rules that the first sentence counts.
    assert "not to comply with 1 rule." in findings._state.value and "No rule appears" in findings._in_short()
    assert findings._unverified.inside.children == (card_of(findings, "GBT45251-NIGHT").box,)


def test_where_the_debt_is_not_known_an_upper_bound_is_told(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    card = card_of(findings, "GBT45251-NIGHT")
    assert "Up to" not in card._head.value
    card.put(replace(card.finding, count_upper=7), findings.book)
    assert "Up to 7, if contacts of which the debt is not known" in card._head.value


def test_no_limit_is_shown_where_one_contact_is_one_too_many(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    card = opened(findings)
    assert "<th>Limit</th>" not in card._inside.value
    (first, *_others) = card.finding.occurrences
    dense, single = replace(first, figure=11, threshold=10), replace(first, figure=1, threshold=1)
    card.put(replace(card.finding, occurrences=(dense, single)), findings.book)
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row)[2:4] for row in card._inside.value.split("<tr>")]
    assert ["11", "10"] in rows and ["1", ""] in rows


def test_only_what_appears_to_be_broken_stands_out(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    card = card_of(findings, "GBT45251-NIGHT")
    for status, severity, tone in (
        ("over", "breach", "strong"), ("over", "presumption", "strong"), ("over", "evaluative", "plain"),
        ("over", "reference", "plain"), ("boundary", "breach", "warn"), ("cannot_tell", "breach", "plain"),
    ):  # fmt: skip
        card.put(replace(card.finding, status=status, severity=severity), findings.book)
        tones = [one for one in card.box._dom_classes if one.endswith("-finding") and one != "ck-finding"]
        assert tones == [f"ck-{tone}-finding"]


@pytest.mark.parametrize("severity", ["presumption", "evaluative", "advice", "reference"])
def test_what_is_no_plain_ban_is_called_what_it_is(workbook, night_calls, severity):
    findings = section(workbook, FindingsSection)
    (one, *_others) = (one for one in findings.found if one.rule == "GBT45251-NIGHT")
    card = opened(findings)
    card.put(replace(one, severity=severity), findings.book)
    words = {
        "presumption": ("presumption raised", "until the collector shows otherwise"),
        "evaluative": ("for human judgement", "needs a person"), "advice": ("above the advised", "not a prohibition"),
        "reference": ("reference value reached", "No law sets it"),
    }[severity]  # fmt: skip
    assert words[0] in card._head.value and words[1] in card._inside.value


def test_a_rulebook_that_cannot_be_used_says_so_and_another_can_be_chosen(workbook, night_calls, home):
    (home / "rulebooks").mkdir(parents=True, exist_ok=True)
    (home / "rulebooks" / "mine.yaml").write_text("id: mine\ntitle: nonsense\n", "utf-8")
    night_calls.update_header(rulebook="mine")
    findings = section(workbook, FindingsSection)
    assert is_alert(findings.message) and "mine" in findings.message.value and findings.found == []
    choice = findings.rulebook
    assert ("mine (your own version)", "mine") in choice._w_book.options
    choice._w_book.value = "cn"
    press(choice._w_use)
    assert night_calls.header.rulebook == "cn" and not is_alert(findings.message)
    assert "Mainland China" in choice._line.value and "GBT45251-NIGHT" in in_sight(findings)


def test_a_rulebook_that_is_gone_says_so_and_leaves_the_other_sections(workbook, night_calls):
    night_calls.update_header(rulebook="gone")
    findings = section(workbook, FindingsSection)
    assert is_alert(findings.message) and "gone" in findings.message.value and shown(findings.message)
    assert "<img" in pictures_of(section(workbook, ChartsSection))
    assert "gone" in section(workbook, CaseFileSection).costs._told.value
    findings.rulebook._w_book.value = "cn"
    press(findings.rulebook._w_use)
    assert night_calls.header.rulebook == "cn" and "GBT45251-NIGHT" in in_sight(findings)


def test_the_rulebook_is_changed_and_the_findings_follow(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    choice = findings.rulebook
    assert choice._w_book.value == "cn" and choice._w_book.options[0] == ("Mainland China", "cn")
    assert "Example Finance" in choice._notes.value
    choice._w_book.value = "ph"
    # Nothing happens before the button is pressed.
    assert night_calls.header.rulebook == "cn" and "GBT45251-NIGHT" in in_sight(findings)
    press(choice._w_use)
    assert night_calls.header.rulebook == "ph" and "Philippines" in choice._line.value
    assert all(not one.startswith("GBT") for one in in_sight(findings))


def test_it_is_said_how_many_contacts_rest_on_the_user_s_word(workbook, night_calls):
    findings = section(workbook, FindingsSection)
    assert "3 of the 3 contacts that count rest on your own word alone" in findings._state.value
    lender = night_calls.background().lenders()[0].id
    night_calls.mark_number(COLLECTOR, party=lender, basis="sms_signature")
    workbook.changed()
    assert "own word" not in findings._state.value
    callers = night_calls.add_party("caller_group", "callers")
    night_calls.mark_number(OTHER_COLLECTOR, party=callers.id, basis="stated_amount")
    workbook.changed()
    assert "Of 1 of the 4 contacts it is not said for which lender" in findings._state.value


class TestWhichNumberWasRung:
    @pytest.fixture
    def asked(self, workbook, case, tmp_path):
        """Unanswered calls of one day, too many if all of them rang the same number; the phone does not say which."""
        rows = [(COLLECTOR, f"2026-02-10T{hour:02}:{minute}:00", 0) for hour in range(9, 17) for minute in (10, 40)]
        import_file(case, calls_xml(tmp_path, [*rows, (OTHER_COLLECTOR, "2026-02-10T12:00:00", 0)]))
        case.mark_number(COLLECTOR, party=case.background().lenders()[0].id)
        case.update_person(DEBTOR, lines=["13800000101"])
        return section(workbook, FindingsSection).questions

    def test_one_answer_holds_for_all_calls_of_which_it_is_not_known(self, asked):
        assert shown(asked._w_line) and "Of 16 contacts" in asked._w_line.description
        seq = asked.case.head[0]
        asked._w_line.value = "13800000101"
        press(asked._w_save)
        assert [one.line for one in asked.case.incidents()] == ["13800000101"] * 16 + [""]
        assert asked.case.head[0] == seq + 1
        # It is asked no more, and that it was saved is still said.
        assert not shown(asked._w_line) and shown(asked.box) and "Saved" in asked.message.value

    def test_nothing_is_supposed_where_it_was_not_always_the_same(self, asked):
        press(asked._w_save)
        assert "Nothing was chosen" in asked.message.value
        assert not any(one.line for one in asked.case.incidents())

    def test_without_an_own_number_it_says_where_to_enter_one(self, asked):
        asked.case.update_person(DEBTOR, lines=[])
        asked.workbook.changed()
        assert not shown(asked._w_line) and "own numbers under" in asked._others.value


def pictures_of(charts):
    return "".join(one.value for one in charts._pictures)


class TestCharts:
    def test_nothing_to_draw_is_said(self, workbook, imported):
        charts = section(workbook, ChartsSection)
        assert "nothing to draw yet" in charts._state.value and pictures_of(charts) == ""

    def test_pictures_come_with_their_words_and_numbers(self, workbook, night_calls):
        charts = section(workbook, ChartsSection)
        pictures = pictures_of(charts)
        assert pictures.count("<figure") == 3 and pictures.count("alt=") == 3
        assert "<table" in pictures and COLLECTOR in pictures
        assert "2 contacts are left out" in charts._state.value

    def test_they_are_drawn_again_by_themselves(self, workbook, night_calls):
        charts = section(workbook, ChartsSection)
        night_calls.log(start="2026-01-13T23:30", number="17000000009")
        assert "17000000009" not in pictures_of(charts)
        workbook.changed()
        assert charts.message.value == "" and "17000000009" in pictures_of(charts)
