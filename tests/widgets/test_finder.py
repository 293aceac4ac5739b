from __future__ import annotations

import pytest

from casekit.widgets.finder import PAGE, Finder
from tests.widgets.conftest import COLLECTOR, press, shown


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


def test_only_one_kind_is_listed_when_asked_for(finder):
    finder._w_everybody.value = True
    finder._w_kind.value = "answered"
    assert sum(shown(row) for row in finder.found._rows) == 4
    finder._w_kind.value = "with_files"
    assert not any(shown(row) for row in finder.found._rows) and "Nothing of this kind" in finder._hint.value
