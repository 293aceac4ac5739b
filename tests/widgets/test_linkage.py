from __future__ import annotations

import pytest

from casekit.widgets.numbers import NumbersSection
from tests.widgets.conftest import COLLECTOR, HOSTILE, OTHER_COLLECTOR, press, section, shown


@pytest.fixture
def linkage(workbook, case):
    lender = case.background().lenders()[0].id
    case.update_debt(next(iter(case.background().debts)), claimed="9412")
    case.log(start="2026-01-05T10:00", number=COLLECTOR, party=lender, claimed_org="某金", words="你欠9412元")
    case.log(start="2026-01-05T11:00", number=OTHER_COLLECTOR, party=lender, claimed_org="某金", words=HOSTILE)
    case.mark_numbers([COLLECTOR, OTHER_COLLECTOR], party=lender, note="认得声音")
    return section(workbook, NumbersSection).linkage


def mark(linkage, number=COLLECTOR):
    return linkage.case.background().numbers[number]


def choose(linkage, number):
    linkage._w_number.value = number


def test_what_the_records_show_is_offered_and_nothing_is_ticked_by_itself(linkage):
    choose(linkage, COLLECTOR)
    assert "9412" in linkage._suggested.value and "某金" in linkage._suggested.value
    assert not any(box.value for box in linkage.boxes.values())
    assert mark(linkage).basis == "user"


def test_taking_what_is_offered_ticks_and_saving_keeps_it(linkage):
    choose(linkage, COLLECTOR)
    press(linkage._w_take)
    assert (mark(linkage).basis, mark(linkage).more_bases) == ("user", ())
    press(linkage._w_save)
    assert (mark(linkage).basis, mark(linkage).more_bases) == ("stated_amount", ("stated_org",))
    assert mark(linkage).note == "认得声音"
    assert mark(linkage, OTHER_COLLECTOR).basis == "user"


def test_the_call_back_to_the_hotline_is_kept_with_day_and_clerk(linkage):
    choose(linkage, COLLECTOR)
    assert not shown(linkage._hotline)
    linkage.boxes["hotline_confirmed"].value = True
    assert shown(linkage._hotline)
    linkage._w_called_on.value, linkage._w_clerk.value = "2026-01-06", "012"
    press(linkage._w_save)
    assert mark(linkage).basis == "hotline_confirmed"
    assert mark(linkage).note == "认得声音 Called the official hotline back on 2026-01-06; confirmed by 012."


def test_to_all_numbers_of_an_institution_the_grounds_are_added(linkage):
    choose(linkage, COLLECTOR)
    linkage.boxes["stated_amount"].value = True
    press(linkage._w_save)
    linkage.workbook.guard._served.clear()
    choose(linkage, next(one for _name, one in linkage._w_number.options if str(one).startswith("all:")))
    assert [box.value for box in linkage.boxes.values()] == [False] * len(linkage.boxes)
    press(linkage._w_save)
    assert "Please tick" in linkage.message.value
    press(linkage._w_take)  # both named the institution, one alone the sum
    linkage.workbook.guard._served.clear()
    press(linkage._w_save)
    assert (mark(linkage).basis, mark(linkage).more_bases) == ("stated_amount", ("stated_org",))
    assert (mark(linkage, OTHER_COLLECTOR).basis, mark(linkage, OTHER_COLLECTOR).more_bases) == ("stated_org", ())
    assert mark(linkage, OTHER_COLLECTOR).note == "认得声音"


def test_numbers_that_nothing_ties_stand_first(linkage):
    choose(linkage, COLLECTOR)
    linkage.boxes["published_list"].value = True
    press(linkage._w_save)
    assert linkage._w_number.options[0][1] == OTHER_COLLECTOR


def test_unticking_all_leaves_the_users_word(linkage):
    choose(linkage, COLLECTOR)
    linkage.boxes["published_list"].value = True
    press(linkage._w_save)
    linkage.workbook.guard._served.clear()
    choose(linkage, COLLECTOR)
    linkage.boxes["published_list"].value = False
    press(linkage._w_save)
    assert (mark(linkage).basis, mark(linkage).more_bases) == ("user", ())


def test_without_numbers_it_says_what_to_do_first(workbook, case):
    part = section(workbook, NumbersSection).linkage
    press(part._w_save)
    assert "Say first whose the numbers are" in part.message.value
    assert not shown(part._w_take)
