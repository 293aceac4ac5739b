from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from casekit.model import DEBTOR
from casekit.widgets.notes import NotesSection
from tests.widgets.conftest import COLLECTOR, HOSTILE, press, refused, section, shown, uploaded

TEXTS = ("words", "note", "claimed_org", "claimed_agent", "told_by")


@pytest.fixture
def notes(workbook):
    made = section(workbook, NotesSection)
    made.log_new()
    made.new.account.side._w_side.value = "+collector"
    return made


@pytest.fixture
def new(notes):
    return notes.new


def test_a_few_fields_are_enough(new):
    press(new.occasion._w_now)
    new.occasion._w_number.value = COLLECTOR
    new.account._w_words.value = "今天不还就打给你妈"
    new.account.tags._boxes["threat_family"].value = True
    press(new._w_save)
    (one,) = new.case.incidents()
    assert (one.number, one.words, one.tags, one.person) == (
        COLLECTOR,
        "今天不还就打给你妈",
        ("threat_family",),
        DEBTOR,
    )
    assert one.precision == "minute" and one.attribution == "claimed"
    assert "Saved as number 1" in new.message.value
    # Ready for the next one.
    assert new.is_empty and new.account.tags.value == () and new.account.side._w_side.value == "+ask"


def test_nothing_at_all_is_refused(new):
    new.occasion._w_precision.value = "unknown"
    refused(new.message, lambda: press(new._w_save), "nothing to save yet")
    assert new.case.incidents() == []


def test_every_field_arrives(new):
    new.occasion._w_start.value = datetime(2026, 1, 10, 22, 30)
    new.occasion._w_number.value, new.occasion._w_line.value = COLLECTOR, "13800000101"
    new.occasion._w_outcome.value, new.occasion._w_duration.value = "conversation", "1分5秒"
    account = new.account
    for name in TEXTS:
        getattr(account, f"_w_{name}").value = f"{name} {HOSTILE}"
    account._w_identified.value, account._w_number_source.value = "no", "phone_address_book"
    account._w_told_at.value = datetime(2026, 1, 11, 8, 0)
    press(new._w_save)
    (one,) = new.case.incidents()
    for name in TEXTS:
        assert getattr(one, name) == f"{name} {HOSTILE}"
    assert (one.line, one.duration_s, one.outcome) == ("13800000101", 65, "conversation")
    assert (one.identified, one.number_source) == ("no", "phone_address_book")
    assert one.told_at.isoformat() == "2026-01-11T00:00:00+00:00"


def test_a_visit_asks_for_what_a_visit_needs_and_for_no_number(new):
    assert not shown(new.account.visit)
    new.occasion._w_channel.value = "visit"
    assert shown(new.account.visit)
    assert not shown(new.occasion._w_number) and not shown(new.occasion._w_duration)
    new.occasion._w_start.value = datetime(2026, 1, 10, 15, 0)
    new.account._w_place.value, new.account._w_people_count.value = "单位门口", "three"
    refused(new.message, lambda: press(new._w_save), "not a number of people")
    assert new.account._w_place.value == "单位门口"
    new.account._w_people_count.value = "3"
    new.account._w_id_shown.value, new.account._w_police_called.value = False, True
    press(new._w_save)
    (one,) = new.case.incidents()
    assert (one.channel, one.place, one.people_count) == ("visit", "单位门口", 3)
    assert (one.id_shown, one.police_called) == (False, True)


def test_one_tick_makes_the_dated_fact(new):
    new.occasion._w_start.value = datetime(2026, 1, 10, 22, 30)
    new.occasion._w_number.value = COLLECTOR
    new.account._w_asked_to_stop.value = True
    press(new._w_save)
    (fact,) = new.case.background().facts
    assert (fact.kind, fact.person, fact.number) == ("refused_contact", DEBTOR, COLLECTOR)
    assert fact.incident == new.case.incidents()[0].id
    assert not new.account._w_asked_to_stop.value


def test_a_refusal_without_a_time_is_refused_and_nothing_is_lost(new):
    new.occasion._w_precision.value = "unknown"
    new.account._w_words.value, new.account._w_asked_to_stop.value = "别打了", True
    refused(new.message, lambda: press(new._w_save), "give the time of the contact")
    assert new.case.incidents() == [] and new.case.background().facts == ()
    assert new.account._w_words.value == "别打了" and new.account._w_asked_to_stop.value


def test_a_new_person_is_entered_on_the_way(new):
    new.occasion._w_start.value = datetime(2026, 1, 10, 22, 30)
    new.account.person._w_person.value = "+new"
    refused(new.message, lambda: press(new._w_save), "called")
    new.account.person._w_name.value, new.account.person._w_relation.value = HOSTILE, "colleague"
    # Whether somebody has to do with the debt is for the user to say.
    refused(new.message, lambda: press(new._w_save), "what they have to do with the debt")
    new.account.person._w_role.value = "other_third_party"
    press(new._w_save)
    person = new.case.find_person(HOSTILE)
    assert person.relation == "colleague"
    assert new.case.incidents()[0].person == person.id


def test_somebody_unknown_was_reached(new):
    new.occasion._w_start.value = datetime(2026, 1, 10, 22, 30)
    new.account.person._w_person.value = "+nobody"
    press(new._w_save)
    (one,) = new.case.incidents()
    assert (one.person, one.role) == (None, "other_third_party")


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("minute", "2026-01-10T14:30"),
        ("hour", "2026-01-10T14:00"),
        ("day", "2026-01-09T16:00"),
        ("month", "2025-12-31T16:00"),
    ],
)
def test_a_time_is_kept_as_precisely_as_it_is_known(new, precision, expected):
    new.occasion._w_start.value = datetime(2026, 1, 10, 22, 30)
    new.occasion._w_precision.value = precision
    press(new._w_save)
    (one,) = new.case.incidents()
    assert one.precision == precision
    assert one.start.isoformat().startswith(expected)


def test_a_recording_comes_with_the_contact_and_tells_time_and_number(new):
    uploaded(new.account.files._w_upload, (f"通话录音@{COLLECTOR}({COLLECTOR})_20260110223030.mp3", b"ID3 sound"))
    assert "read from the name of the file" in new.message.value
    assert new.occasion._w_start.value == datetime(2026, 1, 10, 22, 30, 30)
    assert new.occasion._w_number.value == COLLECTOR
    press(new._w_save)
    (one,) = new.case.incidents()
    (sha256,) = one.evidence
    assert new.case.evidence_path(sha256).read_bytes() == b"ID3 sound"
    assert "Files kept with it: 1" in new.message.value


def test_what_was_typed_before_the_recording_came_is_left_alone(new):
    new.occasion._w_number.value = "95000"
    new.occasion._w_start.value = datetime(2026, 2, 2, 8, 0)
    uploaded(new.account.files._w_upload, (f"通话录音@{COLLECTOR}({COLLECTOR})_20260110223030.mp3", b"ID3"))
    assert (new.occasion._w_number.value, new.occasion._w_start.value) == ("95000", datetime(2026, 2, 2, 8, 0))


def test_a_file_that_cannot_be_kept_is_named_and_the_contact_is_saved(new, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    new.occasion._w_start.value = datetime(2026, 1, 10, 22, 30)
    uploaded(new.account.files._w_upload, ("sound.mp3", b"ID3"))
    monkeypatch.setattr(type(new.case.store), "add", full)
    refused(new.message, lambda: press(new._w_save), "saved as number 1, but the file sound.mp3 was not kept")
    assert "the disk is full" in new.message.value
    assert len(new.case.incidents()) == 1


@pytest.mark.usefixtures("imported")
class TestMatches:
    def test_an_imported_contact_near_by_is_offered_and_takes_what_was_typed(self, notes):
        new = notes.new
        new.occasion._w_start.value = datetime(2026, 1, 10, 22, 28)
        new.account._w_words.value = "原话"
        new.account._w_asked_to_stop.value = True
        new.account.tags.value = ("insult",)
        assert shown(new._offered)
        press(new._matches._buttons[0])
        assert notes.mode == "edit"
        assert notes.editor.account._w_words.value == "原话" and notes.editor.account._w_asked_to_stop.value
        press(notes.editor._w_save)
        one = notes.case.incident(1)
        assert (one.words, one.tags, one.source_kind) == ("原话", ("insult",), "phone_log")
        assert len(notes.case.incidents()) == 5
        assert new.is_empty

    def test_far_away_none_is_offered(self, notes):
        notes.new.occasion._w_start.value = datetime(2026, 1, 15, 12, 0)
        assert not shown(notes.new._offered)

    def test_a_visit_is_never_a_call(self, notes):
        notes.new.occasion._w_start.value = datetime(2026, 1, 10, 22, 30)
        notes.new.occasion._w_channel.value = "visit"
        assert not shown(notes.new._offered)


def test_the_company_a_caller_named_is_offered_and_ties_the_contact_to_it(new):
    assert "Example Finance" in new.account._w_claimed_org.options
    new.occasion._w_start.value = datetime(2026, 1, 10, 22, 30)
    new.account._w_claimed_org.value = "Example Finance"
    press(new._w_save)
    (one,) = new.case.incidents()
    assert new.case.background().parties[one.party].name == "Example Finance"


class TestWhichSideItWas:
    def visit(self, new):
        new.occasion._w_channel.value = "visit"
        new.occasion._w_start.value = datetime(2026, 1, 10, 15, 0)
        new.account._w_note.value = "两个人在门口喊我的名字"

    def test_nobody_is_said_to_be_the_lender_unasked(self, new):
        new.account.side.clear()
        self.visit(new)
        refused(new.message, lambda: press(new._w_save), "which side it was")
        assert new.case.incidents() == [] and new.account._w_note.value

    def test_not_clear_is_kept_and_counted_nowhere_until_it_is_said(self, notes):
        new = notes.new
        self.visit(new)
        new.account.side._w_side.value = "+unclear"
        press(new._w_save)
        events = new.case.events()
        assert events["attribution"].tolist() == ["unknown"] and events["party"].isna().all()
        lender = new.case.background().lenders()[0]
        notes.annotate(new.case.incident(1).id)
        assert notes.editor.account.side._w_side.value == "+unclear"
        notes.editor.account.side._w_side.value = lender.id
        press(notes.editor._w_save)
        events = new.case.events()
        assert events["attribution"].tolist() == ["claimed"] and events["party"].tolist() == [lender.id]
        assert notes.editor.account.side._w_side.value == lender.id

    def test_a_group_of_callers_is_offered_once_by_its_name(self, new):
        group = new.case.add_party("caller_group", "unidentified callers")
        new.refresh()
        assert ("unidentified callers", group.id) in new.account.side._w_side.options

    def test_a_number_that_is_said_to_be_somebody_s_answers_it(self, new):
        new.account.side.clear()
        new.case.mark_number(COLLECTOR, party=new.case.background().lenders()[0].id)
        new.occasion._w_start.value = datetime(2026, 1, 10, 15, 0)
        assert shown(new.account.side.box)
        new.occasion._w_number.value = COLLECTOR
        assert not shown(new.account.side.box)
        press(new._w_save)
        assert new.case.events()["attribution"].tolist() == ["confirmed"]

    def test_no_collector_takes_it_out(self, notes):
        self.visit(notes.new)
        press(notes.new._w_save)
        notes.annotate(notes.case.incident(1).id)
        assert notes.editor.account.side._w_side.value == "+collector"
        notes.editor.account.side._w_side.value = "+none"
        press(notes.editor._w_save)
        assert notes.case.events()["attribution"].tolist() == ["not_collector"]


def test_of_a_visit_what_happened_stands_before_what_was_said(new):
    told = new.account._told
    assert told.children == (new.account._w_words, new.account._w_note)
    new.occasion._w_channel.value = "visit"
    assert told.children == (new.account._w_note, new.account._w_words)
    assert "what you saw" in new.account._w_note.description


@pytest.mark.usefixtures("imported")
def test_a_contact_that_is_the_same_as_an_imported_one_says_with_which(new):
    new.occasion._w_start.value = datetime(2026, 1, 11, 9, 0)
    new.occasion._w_number.value = COLLECTOR
    press(new._w_save)
    assert "the same contact as #3; together they count once" in new.message.value


def test_a_time_to_come_is_refused(new):
    """Time limits run from the last contact, so a slip in the year would move all of them."""
    new.occasion._w_start.value = datetime.combine(new.case.today() + timedelta(days=2), datetime.min.time())
    refused(new.message, lambda: press(new._w_save), "still to come")
    assert new.case.incidents() == []
