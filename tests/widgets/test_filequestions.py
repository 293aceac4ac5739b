from __future__ import annotations

from casekit.importers.records import Choice, Question
from casekit.widgets.filequestions import FileQuestions
from casekit.widgets.pickers import NOT_CHOSEN
from tests.widgets.conftest import HOSTILE, shown

ME = Question("me", "Which of them is you?", choices=(Choice("微信:wxid_a", "李经理"), Choice("微信:wxid_b", HOSTILE)))
FORWARDED = Question("direction", "…", choices=(Choice("in", "incoming"), Choice("leave", "leave out")), about="呼转")
COLUMN = Question("columns", "…", choices=(Choice("时间", "时间"), Choice("日期", "日期")), about="start")


def lists(asked: FileQuestions):
    return dict(asked._lists)


def test_nothing_asked_shows_nothing():
    asked = FileQuestions(lambda one: None)
    asked.ask([Question("year", "In which year?")])
    assert not shown(asked.box) and not asked.any
    assert asked.answers() == {"me": "", "date_order": "", "directions": {}, "columns": {}, "own_numbers": ()}


def test_each_question_is_a_list_without_an_answer_of_its_own():
    added = []
    asked = FileQuestions(added.append)
    asked.ask([ME, FORWARDED])
    assert shown(asked.box) and len(added) == 2
    assert {one.value for one in added} == {NOT_CHOSEN}
    assert asked.answers()["directions"] == {}
    lists(asked)["me", ""].value = "微信:wxid_b"
    lists(asked)["direction", "呼转"].value = "in"
    assert asked.answers() == {
        "me": "微信:wxid_b",
        "date_order": "",
        "directions": {"呼转": "in"},
        "columns": {},
        "own_numbers": (),
    }


def test_an_answered_question_keeps_its_list():
    asked = FileQuestions(lambda one: None)
    asked.ask([ME])
    lists(asked)["me", ""].value = "微信:wxid_a"
    asked.ask([])
    assert asked.answers()["me"] == "微信:wxid_a"
    asked.ask([ME])
    assert len(asked.box.children) == 1


def test_a_proposed_column_counts_after_the_user_has_agreed():
    asked = FileQuestions(lambda one: None)
    asked.ask([COLUMN])
    assert lists(asked)["columns", "start"].value == "时间"
    assert asked.answers()["columns"] == {}
    asked.agreed = True
    assert asked.answers()["columns"] == {"start": "时间"}


def test_a_proposed_column_stands_chosen_though_one_may_say_that_there_is_none():
    asked = FileQuestions(lambda one: None)
    asked.ask([Question("columns", "…", choices=(Choice("时间", "时间"), Choice("", "no column")), about="start")])
    asked.agreed = True
    assert asked.answers()["columns"] == {"start": "时间"}
    lists(asked)["columns", "start"].value = ""
    assert not asked.answers()["columns"].get("start")


def test_rows_that_hold_no_word_are_asked_about_without_a_sign_for_it():
    asked = FileQuestions(lambda one: None)
    asked.ask([Question("direction", "…", choices=FORWARDED.choices, about=about) for about in ("*", "--", "呼转")])
    assert [one.description for one in asked.box.children] == [
        "Which kind are its rows?", "Which kind are the rows where it is empty?", "What does “呼转” mean?",
    ]  # fmt: skip
