from __future__ import annotations

import pytest

from casekit.importers.intake import import_file
from casekit.model import DEBTOR
from casekit.widgets.notes import NotesSection
from tests.widgets.conftest import COLLECTOR, HOSTILE, calls_xml, press, refused, section, shown, uploaded


@pytest.fixture
def notes(workbook, imported):
    return section(workbook, NotesSection)


@pytest.fixture
def editor(notes):
    notes.annotate(notes.case.incident(1).id)
    return notes.editor


def test_words_tags_and_a_screenshot_are_added_and_the_file_keeps_its_say(editor):
    editor.account._w_words.value = HOSTILE
    editor.account.tags._boxes["insult"].value = True
    uploaded(editor.account.files._w_upload, ("shot.png", b"\x89PNG picture"))
    press(editor._w_save)
    one = editor.case.incident(1)
    assert (one.words, one.tags, len(one.evidence)) == (HOSTILE, ("insult",), 1)
    assert (one.duration_s, one.batch is not None) == (65, True)
    assert "Number 1 is up to date" in editor.message.value
    assert "<script>" not in editor._head.value and "1 file" in editor._head.value
    # What the file says can be looked up.
    assert "duration" in editor._head.value


def test_saving_again_without_a_change_writes_nothing(editor):
    editor.account._w_words.value = "原话"
    press(editor._w_save)
    head = editor.case.head
    editor.workbook.guard._served.clear()
    press(editor._w_save)
    assert editor.case.head == head


def test_the_tick_makes_the_fact_about_whose_number_it_is_and_taking_it_away_withdraws_it(editor):
    lender = editor.case.background().lenders()[0]
    editor.case.mark_number(COLLECTOR, party=lender.id)
    editor.account._w_asked_to_stop.value = True
    press(editor._w_save)
    (fact,) = editor.case.background().facts
    assert (fact.kind, fact.person, fact.number) == ("refused_contact", DEBTOR, COLLECTOR)
    assert (fact.party, fact.incident) == (lender.id, editor.incident)
    assert editor.account._w_asked_to_stop.value  # shown as saved
    editor.account._w_asked_to_stop.value = False
    editor.workbook.guard._served.clear()
    press(editor._w_save)
    assert editor.case.background().facts == ()


def test_a_corrected_number_and_length_stand_beside_what_the_file_said(editor):
    editor.occasion._w_number.value, editor.occasion._w_duration.value = "95000", "2:05"
    press(editor._w_save)
    one = editor.case.incident(1)
    assert (one.number, one.duration_s) == ("95000", 125)
    assert one.machine_values["duration_s"] == 65
    assert "Their number" in editor._head.value and COLLECTOR in editor._head.value


def test_an_unreadable_length_is_refused_and_kept_on_the_screen(editor):
    editor.occasion._w_duration.value = "quite long"
    editor.account._w_words.value = "原话"
    refused(editor.message, lambda: press(editor._w_save), "not a length of time")
    assert editor.account._w_words.value == "原话"
    assert editor.case.incident(1).words == ""


def test_who_was_reached_is_changed_to_somebody_new(editor):
    editor.account.person._w_person.value = "+new"
    editor.account.person._w_name.value = "同事甲"
    editor.account.person._w_relation.value, editor.account.person._w_role.value = "colleague", "other_third_party"
    press(editor._w_save)
    assert editor.case.incident(1).person == editor.case.find_person("同事甲").id


def test_a_contact_is_taken_out_with_a_reason_and_brought_back(notes, editor):
    refused(editor.message, lambda: press(editor._w_withdraw), "why this is withdrawn")
    assert len(notes.case.incidents()) == 5
    editor._w_why.value = HOSTILE
    press(editor._w_withdraw)
    assert len(notes.case.incidents()) == 4
    assert notes.mode == "list"
    assert shown(notes.withdrawn._fold.box) and "<script>" not in notes.withdrawn._why.value
    press(notes.withdrawn._w_restore)
    assert len(notes.case.incidents()) == 5
    assert "Number 1 is part of the case again" in notes.withdrawn.message.value
    assert not shown(notes.withdrawn._fold.box)


def test_the_next_contact_opens_with_everything_folded(notes, editor):
    for fold in (*editor._folds, editor.account.tags._more):
        fold.turn(True)
    editor._w_why.value = "误录"
    notes.annotate(notes.case.incident(2).id)
    assert not any(fold.unfolded for fold in (*editor._folds, editor.account.tags._more))
    assert editor._w_why.value == ""


def test_words_of_the_caller_are_not_put_into_the_mouth_of_who_refused(editor):
    editor.account._w_words.value, editor.account._w_asked_to_stop.value = "你女儿欠钱不还", True
    press(editor._w_save)
    (fact,) = editor.case.background().facts
    assert fact.value == "" and fact.incident == editor.incident


def test_a_refusal_of_nobody_known_is_refused_before_anything_is_saved(editor):
    editor.account._w_words.value, editor.account._w_asked_to_stop.value = "别打了", True
    editor.account.person._w_person.value = "+nobody"
    refused(editor.message, lambda: press(editor._w_save), "which person they had contacted")
    assert editor.case.incident(1).words == "" and editor.account._w_words.value == "别打了"


def test_each_file_is_quoted_for_itself(notes, tmp_path):
    import_file(notes.case, calls_xml(tmp_path, [(COLLECTOR, "2026-01-10T22:31:00", 65)], name="another phone.xml"))
    notes.case.same("1", "6")
    notes.annotate(notes.case.incident(1).id)
    head = notes.editor._head.value
    assert head.index("calls.xml") < head.index("another phone.xml") and head.count("<dl") == 2
    assert "Before it was corrected" not in head
    notes.editor.occasion._w_duration.value = "70"
    press(notes.editor._w_save)
    assert "Before it was corrected by hand" in notes.editor._head.value


class TestSeveralRecords:
    """A call of the phone's list, and the note that was typed about it: one contact."""

    @pytest.fixture
    def editor(self, notes):
        case = notes.case
        self.noted = case.log(start="2026-01-11T09:00", number=COLLECTOR, words="原话", tags=["insult"])
        self.kept = case.attach(b"ID3 sound", name="sound.mp3", incident=3)
        notes.annotate(case.incident(3).id)
        return notes.editor

    def test_what_was_added_is_there_to_be_changed(self, editor):
        assert editor.account._w_words.value == "原话" and editor.account.tags.value == ("insult",)
        assert "number 6" in editor._head.value
        editor.account._w_words.value = "原话，记全了"
        press(editor._w_save)
        assert editor.case.incident(6).words == "原话，记全了"
        assert editor.case.incident(3).words == ""

    def test_the_files_of_all_records_are_shown(self, editor):
        assert editor.account.files._w_attached.value == self.kept.sha256
        press(editor.account.files._w_take_off)
        assert editor.case.incident(3).evidence == ()

    def test_the_refusal_of_any_record_is_the_contact_s(self, editor):
        editor.account._w_asked_to_stop.value = True
        press(editor._w_save)
        editor.open(editor.case.incident(3).id)
        assert editor.account._w_asked_to_stop.value


class TestFiles:
    def test_a_kept_file_is_linked_and_taken_off_again(self, editor):
        kept = editor.case.attach(b"ID3 sound", name=f"{HOSTILE}.mp3")
        editor.refresh()
        files = editor.account.files
        files._w_here.value = kept.sha256
        press(editor._w_save)
        assert editor.case.incident(1).evidence == (kept.sha256,)
        assert shown(files._attached)
        assert kept.sha256 not in [value for _name, value in files._w_here.options]
        press(files._w_take_off)
        assert editor.case.incident(1).evidence == ()
        assert "no longer with this contact" in files.message.value and "<script>" not in files.message.value
        assert not shown(files._attached)
        assert kept.sha256 in [value for _name, value in files._w_here.options]

    def test_a_waiting_file_moves_from_the_inbox_into_the_evidence(self, editor):
        from casekit.widgets import inbox

        waiting = inbox.ready(editor.case) / "sound.mp3"
        waiting.write_bytes(b"ID3 sound")
        editor.refresh()
        editor.account.files._w_here.value = waiting
        press(editor._w_save)
        assert not waiting.exists()
        (sha256,) = editor.case.incident(1).evidence
        assert editor.case.evidence_path(sha256).read_bytes() == b"ID3 sound"
