from __future__ import annotations

from datetime import datetime

import pytest

from casekit.errors import InputError
from casekit.widgets.finder import PAGE, Finder, contacts, matching
from tests.widgets.conftest import COLLECTOR, FRIEND, press, shown


def test_contacts_are_found_by_day_month_number_and_end_of_number(imported):
    events = imported.events()
    found = lambda **wanted: contacts(events, everybody=True, **wanted)["no"].tolist()  # noqa: E731
    assert found() == [5, 4, 3, 2, 1]
    assert found(when="2026-01-10") == [2, 1]
    assert found(when="2026-01") == [5, 4, 3, 2, 1] and found(when="2026-02") == []
    assert found(number=COLLECTOR) == [3, 2, 1] and found(number="0003") == [5]
    assert found(number="没有") == []


def test_only_collectors_are_listed_unless_everybody_is_wanted(imported):
    assert contacts(imported.events()).empty
    imported.mark_number(COLLECTOR, party=imported.background().lenders()[0].id)
    assert contacts(imported.events())["no"].tolist() == [3, 2, 1]


def test_a_december_ends_with_its_year(case):
    case.log(start="2025-12-31T23:59", number=COLLECTOR)
    case.log(start="2026-01-01T00:00", number=COLLECTOR)
    assert contacts(case.events(), when="2025-12")["no"].tolist() == [1]


def test_a_match_is_near_in_time_or_of_the_number(imported):
    events = imported.events()
    assert matching(events, datetime(2026, 1, 10, 22, 36), "")["no"].tolist() == [2, 1]
    assert matching(events, datetime(2026, 1, 10, 12, 0), COLLECTOR)["no"].tolist() == [1, 2]
    assert matching(events, datetime(2026, 1, 10, 22, 36), FRIEND).empty
    assert matching(events, None, COLLECTOR).empty


def test_a_typed_contact_is_no_match(case):
    case.log(start="2026-01-10T22:30", number=COLLECTOR)
    assert matching(case.events(), datetime(2026, 1, 10, 22, 30), COLLECTOR).empty


@pytest.fixture
def finder(workbook, imported):
    made = Finder(workbook, lambda _id: None)
    made.refresh()
    return made


def test_an_unreadable_day_is_told_and_kept(finder):
    finder._w_when.value = "last Tuesday"
    assert 'role="alert"' in finder.message.value
    assert finder._w_when.value == "last Tuesday"
    finder._w_when.value = "2026-01-10"
    assert finder.message.value == ""


def test_nothing_found_says_what_to_do(finder):
    assert "numbers first, or tick the box above" in finder._hint.value
    finder._w_everybody.value = True
    assert finder._hint.value == ""
    assert sum(shown(row) for row in finder.found._rows) == 5


def test_a_long_list_turns_pages(workbook, case):
    for minute in range(PAGE + 2):
        case.log(start=f"2026-01-10T10:{minute:02}", number=COLLECTOR)
    chosen: list[str] = []
    finder = Finder(workbook, chosen.append)
    finder.refresh()
    press(finder._pages._w_next)
    assert sum(shown(row) for row in finder.found._rows) == 2
    press(finder.found._buttons[1])
    assert chosen == [case.incident(1).id]


def test_a_bad_day_is_an_error_of_input(imported):
    with pytest.raises(InputError):
        contacts(imported.events(), when="2026-13-40")
