from __future__ import annotations

from datetime import datetime

import pytest

from casekit.model import DEBTOR
from casekit.widgets.notes import NotesSection
from casekit.widgets.people import PeopleSection
from casekit.widgets.pickers import NOT_CHOSEN, SOMEBODY_NEW, numbers_in
from tests.widgets.conftest import COLLECTOR, HOSTILE, press, refused, section, shown


@pytest.fixture
def people(workbook):
    return section(workbook, PeopleSection)


def enter(people, name, relation="parent", lines=""):
    people._w_name.value, people._w_relation.value, people._w_lines.value = name, relation, lines
    people._w_role.value = "other_third_party"
    press(people._w_save)
    people.workbook.guard._served.clear()


def test_a_person_is_entered_and_changed(people):
    enter(people, HOSTILE, lines="139 0000 0202，13900000303")
    person = people.case.find_person(HOSTILE)
    assert (person.relation, person.role, person.lines) == (
        "parent", "other_third_party", ("13900000202", "13900000303"),
    )  # fmt: skip
    assert people._w_edit.value == person.id
    assert "<script>" not in people._overview.value and "&lt;script&gt;" in people._overview.value
    people._w_role.value = "preagreed_contact"
    press(people._w_save)
    assert people.case.find_person(HOSTILE).role == "preagreed_contact"


def test_a_person_without_a_name_is_refused(people):
    refused(people.message, lambda: press(people._w_save), "called")
    assert list(people.case.background().persons) == [DEBTOR]


def test_what_somebody_has_to_do_with_the_debt_is_never_supposed(people):
    people._w_name.value = "妈妈"
    refused(people.message, lambda: press(people._w_save), "what they have to do with the debt")
    people._w_relation.value = "parent"
    refused(people.message, lambda: press(people._w_save), "what they have to do with the debt")
    assert people.case.find_person("妈妈") is None
    people._w_role.value = "guarantor"
    press(people._w_save)
    assert people.case.find_person("妈妈").role == "guarantor"
    # The next person starts with nothing said.
    people._w_edit.value = ""
    assert people._w_relation.value == people._w_role.value == NOT_CHOSEN


def test_numbers_that_are_none_are_refused_and_kept(people):
    people._w_name.value, people._w_lines.value = "妈妈", "家里的座机"
    refused(people.message, lambda: press(people._w_save), "cannot be read")
    assert people._w_lines.value == "家里的座机"
    assert people.case.find_person("妈妈") is None


def test_the_same_name_twice_is_refused(people):
    enter(people, "妈妈")
    people._w_edit.value = ""
    people._w_name.value = "妈妈"
    refused(people.message, lambda: press(people._w_save), "is entered already")


def test_the_borrower_needs_no_name_and_has_no_relation(people):
    people._w_edit.value = DEBTOR
    assert not shown(people._w_relation) and not shown(people._w_role)
    people._w_lines.value = "13800000101"
    press(people._w_save)
    assert people.case.background().persons[DEBTOR].lines == ("13800000101",)


def test_a_number_is_taken_away_where_it_is_shown(people):
    people.case.update_person(DEBTOR, lines=["13800000101", "13900000202"])
    people.workbook.changed()
    people._w_edit.value = DEBTOR
    assert people._w_lines.value == "13800000101, 13900000202"
    people._w_lines.value = "13800000101"
    press(people._w_save)
    assert people.case.background().persons[DEBTOR].lines == ("13800000101",)


def test_the_table_tells_times_as_precisely_as_they_are_known(people):
    people.case.log(start="2026-01-10", person="妈妈", role="other_third_party", relation="parent", number=COLLECTOR)
    people.case.log(start="2026-01-11T09:30", person="妈妈", number=COLLECTOR)
    people.case.log(person="妈妈", number=COLLECTOR, words="时间不记得")
    people.workbook.changed()
    table = people._overview.value
    assert "2026-01-10</td>" in table and "2026-01-11 09:30</td>" in table
    assert ">3</td>" in table and "00:00" not in table


def test_contacts_of_nobody_known_are_shown_as_such(people):
    people.case.log(start="2026-01-10", role="other_third_party", number=COLLECTOR)
    people.workbook.changed()
    assert "person not known" in people._overview.value


class TestNotingForThem:
    def test_it_is_about_somebody_else_from_the_start(self, people):
        assert people.new.account.person._w_person.value == SOMEBODY_NEW
        enter(people, "妈妈")
        mother = people.case.find_person("妈妈").id
        assert people.new.account.person._w_person.value == mother
        people.new.occasion._w_start.value = datetime(2026, 1, 10, 22, 30)
        people.new.account.side._w_side.value = "+collector"
        press(people.new._w_save)
        assert people.case.incidents()[0].person == mother
        assert people.new.account.person._w_person.value == mother  # the next one is hers as well

    def test_what_is_there_already_is_opened_in_the_notes(self, people, imported):
        notes = section(people.workbook, NotesSection)
        people.new.occasion._w_start.value = datetime(2026, 1, 10, 22, 30)
        people.new.account._w_words.value = "原话"
        press(people.new._matches._buttons[0])
        assert notes.mode == "edit" and notes.editor.account._w_words.value == "原话"
        assert people.new.is_empty

    def test_without_the_notes_section_it_says_where_to_go(self, people, imported):
        people.new.occasion._w_start.value = datetime(2026, 1, 10, 22, 30)
        press(people.new._matches._buttons[0])
        assert "there already" in people.new._matches.message.value


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", ()), ("13800000101", ("13800000101",)), ("1，2；3 / 4、5\n6", ("1", "2", "3", "4", "5", "6")),
        ("没有, , 13800000101", ("13800000101",)),
    ],
)  # fmt: skip
def test_numbers_are_set_apart_by_any_stroke(typed, numbers):
    assert numbers_in(typed) == numbers


class TestClocks:
    def test_nobody_is_asked_for_a_clock_where_a_country_has_one(self, people):
        assert not shown(people._w_zone) and not shown(people._w_other_zone)
        enter(people, "妈妈")
        known = people.case.find_person("妈妈")
        assert (known.zone, known.other_zones) == (None, ())

    def test_where_a_country_has_several_they_are_recorded(self, workbook, case):
        case.update_header(rulebook="us", zone="America/New_York")
        people = section(workbook, PeopleSection)
        assert shown(people._w_zone) and people._w_zone.value == ""
        people._w_zone.value, people._w_other_zone.value = "America/Chicago", "America/Denver"
        enter(people, "cousin")
        known = case.find_person("cousin")
        assert (known.zone, known.other_zones) == ("America/Chicago", ("America/Denver",))
        people._w_edit.value = DEBTOR
        assert (people._w_zone.value, people._w_other_zone.value) == ("", "")
        people._w_edit.value = known.id
        assert people._w_other_zone.value == "America/Denver"
        people._w_other_zone.value = ""
        press(people._w_save)
        assert case.find_person("cousin").other_zones == ()

    def test_clocks_entered_elsewhere_outlive_a_save_of_something_else(self, workbook, case):
        zones = ("America/Denver", "America/Phoenix")
        one = case.add_person("uncle", relation="relative", zone="Asia/Tokyo", other_zones=zones)
        people = section(workbook, PeopleSection)
        people._w_edit.value = one.id
        people._w_lines.value = "13900000202"
        press(people._w_save)
        known = case.find_person("uncle")
        assert (known.zone, known.other_zones, known.lines) == ("Asia/Tokyo", zones, ("13900000202",))


def test_in_a_relative_s_case_the_borrower_is_never_taken_for_whom_a_contact_reached(workbook, people):
    workbook.case.update_header(standpoint="relative")
    notes = section(workbook, NotesSection)
    picker = notes.new.account.person
    assert picker._w_person.value == NOT_CHOSEN
    enter(people, "妹妹", relation="sibling")
    sister = people.case.find_person("妹妹").id
    assert picker._w_person.value == sister
    picker.clear()
    assert picker._w_person.value == sister
    people._w_edit.value = people._w_edit.options[0][1]
    enter(people, "妈妈")
    picker.clear()
    assert picker._w_person.value == NOT_CHOSEN, "of two relatives the user says which"
