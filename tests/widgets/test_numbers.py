from __future__ import annotations

import json

import pytest

from casekit.casebook.events import counted
from casekit.model import DEBTOR
from casekit.widgets.numberline import contact_names
from casekit.widgets.numbers import PAGE, NumbersSection
from tests.widgets.conftest import (
    COLLECTOR,
    FRIEND,
    HOSTILE,
    OTHER_COLLECTOR,
    calls_xml,
    press,
    refused,
    section,
    shown,
)


@pytest.fixture
def numbers(workbook, imported):
    return section(workbook, NumbersSection)


def tick(numbers, *wanted):
    for box in numbers._ticks[: len(numbers._numbers)]:
        box.value = box.description in wanted


def listed(numbers):
    return [box.description for box, row in zip(numbers._ticks, numbers._rows, strict=True) if shown(row)]


def test_without_a_file_there_is_nothing_to_say(workbook):
    numbers = section(workbook, NumbersSection)
    assert "Take in a file first" in numbers._state.value
    assert not shown(numbers._listing)


def test_numbers_stand_by_how_often_they_appear_with_what_is_known(numbers):
    assert listed(numbers)[0] == COLLECTOR
    assert set(listed(numbers)) == {COLLECTOR, OTHER_COLLECTOR, FRIEND}
    line = numbers._lines[0].value
    for words in ("3 calls", "2 at night", "2026-01-10 – 2026-01-11", "hours: 9–10, 22–23", "not yet said whose"):
        assert words in line
    assert "saved in the phone as “姐姐”" in numbers._lines[listed(numbers).index(FRIEND)].value


class TestAccountsOfMessengers:
    @pytest.fixture
    def accounts(self, workbook, case, tmp_path):
        from casekit.importers.intake import import_file

        path = tmp_path / "result.json"
        said = {"type": "message", "from": "李经理", "from_id": "user4311", "text": "今天必须还"}
        messages = [{"id": 1, "date": "2026-01-03T21:14:00", "date_unixtime": "1767446040", **said}]
        chat = {"name": "李经理", "type": "personal_chat", "id": 4311, "messages": messages}
        path.write_text(json.dumps(chat, ensure_ascii=False), "utf-8")
        import_file(case, path, me="-")
        return section(workbook, NumbersSection)

    def test_what_an_account_calls_itself_is_no_name_saved_in_the_phone(self, accounts):
        (line,) = (one.value for one, row in zip(accounts._lines, accounts._rows, strict=True) if shown(row))
        assert "calls itself “李经理”" in line and "saved in the phone" not in line
        accounts._w_show.value = "named"
        assert listed(accounts) == []

    def test_marking_it_as_a_collector_s_asks_nothing(self, accounts):
        tick(accounts, *listed(accounts))
        press(accounts._w_collector)
        assert "Saved: 1 number" in accounts.message.value


def test_ticked_numbers_become_the_collector_s_and_count(numbers):
    assert len(counted(numbers.case.events())) == 0
    tick(numbers, COLLECTOR, OTHER_COLLECTOR)
    numbers.party._w_basis.value = "sms_signature"
    press(numbers._w_collector)
    assert "Saved: 2 numbers, Example Finance" in numbers.message.value
    mark = numbers.case.background().numbers[COLLECTOR]
    assert (mark.attribution, mark.basis) == ("confirmed", "sms_signature")
    assert len(counted(numbers.case.events())) == 4
    # They leave the list of those that wait, and can be found and changed under another heading.
    assert listed(numbers) == [FRIEND]
    numbers._w_show.value = "confirmed"
    assert set(listed(numbers)) == {COLLECTOR, OTHER_COLLECTOR}
    tick(numbers, OTHER_COLLECTOR)
    numbers.workbook.guard._served.clear()
    press(numbers._w_not_collector)
    assert len(counted(numbers.case.events())) == 3
    numbers._w_show.value = "not_collector"
    tick(numbers, OTHER_COLLECTOR)
    press(numbers._w_unknown)
    numbers._w_show.value = "unknown"
    assert set(listed(numbers)) == {OTHER_COLLECTOR, FRIEND}


def test_a_new_agency_is_entered_on_the_way(numbers):
    tick(numbers, COLLECTOR)
    numbers.party._w_party.value = "+agency"
    refused(numbers.message, lambda: press(numbers._w_collector), "give the institution a name")
    assert numbers.ticked == [COLLECTOR]
    numbers.party._w_name.value = HOSTILE
    numbers.party._w_acts_for.value = numbers.case.background().lenders()[0].id
    press(numbers._w_collector)
    agency = numbers.case.find_party(HOSTILE)
    assert agency.kind == "agency" and agency.acts_for == numbers.case.background().lenders()[0].id
    numbers._w_show.value = "confirmed"
    assert "<script>" not in numbers._lines[0].value and "&lt;script&gt;" in numbers._lines[0].value
    # It is chosen for the next numbers.
    assert numbers.party._w_party.value == agency.id


def test_callers_who_name_nobody_can_stay_nameless(numbers):
    tick(numbers, COLLECTOR)
    numbers.party._w_party.value = "+caller_group"
    press(numbers._w_collector)
    assert numbers.case.find_party("unidentified callers").kind == "caller_group"


@pytest.mark.parametrize("button", ["_w_collector", "_w_not_collector", "_w_unknown"])
def test_nothing_ticked_is_refused(numbers, button):
    refused(numbers.message, lambda: press(getattr(numbers, button)), "tick the numbers first")
    assert numbers.case.background().numbers == {}


def test_those_with_a_name_can_be_put_away_together(numbers):
    numbers._w_show.value = "named"
    assert listed(numbers) == [FRIEND]
    tick(numbers, FRIEND)
    press(numbers._w_not_collector)
    assert numbers.case.background().numbers[FRIEND].attribution == "not_collector"


def test_own_numbers_of_persons_are_named(numbers):
    numbers.case.add_person("妈妈", relation="parent", lines=[OTHER_COLLECTOR])
    assert "妈妈" in contact_names(numbers.case)[OTHER_COLLECTOR]


def test_a_search_finds_a_part_and_signs_are_no_pattern(numbers):
    numbers._w_search.value = "1620"
    assert listed(numbers) == [COLLECTOR]
    numbers._w_search.value = ".*"
    assert listed(numbers) == []
    assert "none of this kind" in numbers._nothing.value
    assert not shown(numbers._marking)


def test_many_numbers_come_in_pages_and_a_page_is_ticked_at_once(workbook, case, tmp_path):
    from casekit.importers.intake import import_file

    rows = [(f"1700000{index:04}", f"2026-01-{1 + index % 28:02}T10:00:00", 5) for index in range(PAGE * 2 + 3)]
    import_file(case, calls_xml(tmp_path, rows))
    numbers = section(workbook, NumbersSection)
    assert len(listed(numbers)) == PAGE
    numbers._w_all.value = True
    assert len(numbers.ticked) == PAGE
    press(numbers._pages._w_next)
    # Ticks stay on other pages, and the bar says so.
    assert len(numbers.ticked) == PAGE and not numbers._w_all.value
    assert f"{PAGE} numbers are ticked. {PAGE} of them are not on this page." in numbers._count.value
    numbers._ticks[0].value = True
    press(numbers._pages._w_next)
    assert len(listed(numbers)) == 3
    press(numbers._pages._w_back)
    assert numbers._ticks[0].value and not numbers._ticks[1].value
    press(numbers._w_collector)
    assert f"Saved: {PAGE + 1} numbers" in numbers.message.value
    assert len(counted(case.events())) == PAGE + 1
    assert numbers.ticked == [] and not shown(numbers._marking)


def test_a_page_is_unticked_at_once_and_so_is_everything(workbook, imported):
    numbers = section(workbook, NumbersSection)
    numbers._w_all.value = True
    assert len(numbers.ticked) == 3
    numbers._w_all.value = False
    assert numbers.ticked == []
    tick(numbers, COLLECTOR)
    numbers._w_show.value = "named"
    assert numbers.ticked == [COLLECTOR] and shown(numbers._marking)
    press(numbers._w_untick)
    assert numbers.ticked == []
    numbers._w_show.value = None
    assert not any(box.value for box in numbers._ticks)


def test_numbers_of_people_one_knows_are_asked_about_before_they_become_the_collector_s(numbers):
    numbers._w_show.value = None
    tick(numbers, COLLECTOR, FRIEND)
    press(numbers._w_collector)
    assert shown(numbers._sure) and FRIEND in numbers._question.value and "姐姐" in numbers._question.value
    assert COLLECTOR not in numbers._question.value
    assert numbers.case.background().numbers == {}
    # The second click of a double click answers nothing.
    numbers._w_collector.click()
    assert numbers.case.background().numbers == {}
    press(numbers._w_not_sure)
    # The others stay ticked.
    assert not shown(numbers._sure) and numbers.ticked == [COLLECTOR]
    tick(numbers, COLLECTOR, FRIEND)
    numbers.workbook.guard._served.clear()
    press(numbers._w_collector)
    press(numbers._w_sure)
    assert "Saved: 2 numbers" in numbers.message.value and not shown(numbers._sure)
    assert numbers.case.background().numbers[FRIEND].attribution == "confirmed"


def test_what_was_said_last_is_taken_back_in_one_step(numbers):
    assert not shown(numbers._w_back)
    lender = numbers.case.background().lenders()[0].id
    numbers.case.mark_numbers([COLLECTOR], party=lender, basis="sms_signature")
    numbers.refresh()
    numbers._w_show.value = None
    tick(numbers, COLLECTOR, OTHER_COLLECTOR)
    press(numbers._w_not_collector)
    assert len(counted(numbers.case.events())) == 0
    press(numbers._w_back)
    marks = numbers.case.background().numbers
    assert (marks[COLLECTOR].party, marks[COLLECTOR].basis) == (lender, "sms_signature")
    assert marks[OTHER_COLLECTOR].attribution == "unknown"
    assert len(counted(numbers.case.events())) == 3
    assert numbers.ticked == [COLLECTOR, OTHER_COLLECTOR] and not shown(numbers._w_back)


def test_a_registered_person_s_own_number_is_no_collector_s_without_being_asked(numbers):
    numbers.case.add_person("妈妈", relation="parent", lines=[OTHER_COLLECTOR])
    numbers.refresh()
    assert listed(numbers) == [COLLECTOR, FRIEND]
    assert "2 numbers still have nobody named" in numbers._state.value
    assert numbers.case.background().numbers == {}
    numbers._w_show.value = "not_collector"
    assert listed(numbers) == [OTHER_COLLECTOR]
    assert "妈妈" in numbers._lines[0].value
    assert len(counted(numbers.case.events())) == 0
    # Whoever says otherwise is asked first.
    tick(numbers, OTHER_COLLECTOR)
    press(numbers._w_collector)
    assert shown(numbers._sure) and numbers.case.background().numbers == {}


def test_a_number_that_turns_out_to_be_a_person_s_own_is_told_of_while_it_counts_as_a_collector_s(numbers):
    lender = numbers.case.background().lenders()[0].id
    numbers.case.mark_numbers([COLLECTOR, OTHER_COLLECTOR], party=lender)
    numbers.refresh()
    assert "own number of" not in numbers._state.value
    numbers.case.add_person(HOSTILE, relation="parent", lines=[OTHER_COLLECTOR])
    numbers.refresh()
    told = numbers._state.value
    assert f"{OTHER_COLLECTOR} is the own number of" in told and COLLECTOR not in told and "<script>" not in told
    numbers.case.mark_numbers([OTHER_COLLECTOR], attribution="not_collector")
    numbers.refresh()
    assert "own number of" not in numbers._state.value


def test_a_relative_is_told_that_the_borrower_s_number_may_be_in_the_list(numbers):
    said = "borrower's own number may be among them"
    assert said not in numbers._state.value
    numbers.case.update_header(standpoint="relative")
    numbers.workbook.changed()
    assert said in numbers._state.value.replace("&#39;", "'").replace("&#x27;", "'")
    numbers.case.update_person(DEBTOR, lines=["13800000001"])
    numbers.workbook.changed()
    assert said not in numbers._state.value.replace("&#39;", "'").replace("&#x27;", "'")
