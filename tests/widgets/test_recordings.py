"""The card of recordings and screenshots: looked over, chosen, saved at once, taken back."""

from __future__ import annotations

import json

import pytest

from casekit.model import DEBTOR
from casekit.widgets import inbox
from casekit.widgets.importing import ImportSection
from casekit.widgets.notes import NotesSection
from casekit.widgets.recordings import ALONE, ASIDE, NEW_IN, NEW_OUT, PAGE
from tests.importers.media import sounds
from tests.importers.media.test_companion import WHOLE
from tests.widgets.conftest import (
    COLLECTOR,
    FRIEND,
    HOSTILE,
    calls_xml,
    is_alert,
    press,
    section,
    shown,
    uploaded,
)

SURE = f"通话录音@{COLLECTOR}({COLLECTOR})_20260110223030.mp3"
STRANGE = "通话录音@16200000009(16200000009)_20260115120000.mp3"
NAMELESS = "录音_20260112_200100.mp3"
PICTURE = "Screenshot_20260110_223500_com.android.mms.jpg"


@pytest.fixture
def taking(workbook, imported):
    return section(workbook, ImportSection)


def sound(name, seconds=5):
    return name, sounds.mp3(seconds, TIT2=name.encode().hex())


def bunch(taking, *names):
    uploaded(taking._w_upload, *((name, sounds.picture()) if name.endswith(".jpg") else sound(name) for name in names))
    return taking.recordings


def row_of(card, name):
    """(line, field) of a file on the page."""
    place = next(at for at, one in enumerate(card.proposals) if one.media.name == name)
    return card._lines[place], card._fields[place]


def values(field):
    return [value for _name, value in field.options]


def test_a_bunch_is_one_card_and_nothing_enters_before_the_button_is_pressed(taking):
    card = bunch(taking, SURE, STRANGE, NAMELESS, PICTURE)
    assert taking.cards == [] and shown(card._card)
    assert "4 recordings and pictures" in card._head.value
    assert "1 goes to a contact" in card._head.value and "For 2 please choose" in card._head.value
    assert "1 fits no contact" in card._head.value
    assert [row.layout.display for row in card._rows[:5]] == [None, None, None, None, "none"]
    kept = [one for one in taking.case.background().evidence if one.kind != "export"]
    assert kept == [] and len(inbox.waiting(taking.case)) == 4


def test_each_line_says_what_the_file_tells_and_the_time_is_called_what_it_is(taking):
    card = bunch(taking, SURE, PICTURE)
    line, field = row_of(card, SURE)
    assert "Recording began 2026-01-10 22:30" in line.value and COLLECTOR in line.value
    assert "length 5 s" in line.value and "please check" not in line.value
    assert field.value == taking.case.incident(1).id
    assert {value: name for name, value in field.options}[field.value].startswith("#1 · 2026-01-10 22:30")
    line, field = row_of(card, PICTURE)
    assert "Saved 2026-01-10 22:35" in line.value and "please check" in line.value
    assert field.value == ALONE and taking.case.incident(1).id in values(field)


def test_what_is_sure_is_linked_and_the_rest_is_kept(taking):
    card = bunch(taking, SURE, STRANGE, NAMELESS, PICTURE)
    press(card._w_save)
    assert "4 files are kept. 1 of them belongs to a contact now. 3 are without a contact" in card.message.value
    assert not shown(card._card) and inbox.waiting(taking.case) == []
    assert len(taking.case.incident(1).evidence) == 1
    kept = [one for one in taking.case.background().evidence if one.kind != "export"]
    assert sorted(one.name for one in kept) == sorted([SURE, STRANGE, NAMELESS, PICTURE])
    notes = section(taking.workbook, NotesSection)
    assert STRANGE in [name for name, _value in notes.new.account.files._w_here.options]


def test_what_is_chosen_is_done(taking):
    card = bunch(taking, SURE, STRANGE, NAMELESS, PICTURE)
    row_of(card, SURE)[1].value = ALONE
    row_of(card, STRANGE)[1].value = NEW_OUT
    row_of(card, NAMELESS)[1].value = taking.case.incident(5).id
    row_of(card, PICTURE)[1].value = taking.case.incident(1).id
    press(card._w_save)
    assert "2 of them belong to a contact now. 1 new call was entered. 1 is without" in card.message.value
    new = taking.case.incident(6)
    assert (new.number, new.direction, new.duration_s, new.person) == ("16200000009", "out", 5, DEBTOR)
    named = {one.sha256: one.name for one in taking.case.background().evidence}
    files = {no: [named[one] for one in taking.case.incident(no).evidence] for no in (1, 5, 6)}
    assert files == {1: [PICTURE], 5: [NAMELESS], 6: [STRANGE]}


def test_a_recording_that_only_fits_by_its_time_is_not_linked_by_itself(taking):
    card = bunch(taking, NAMELESS)
    line, field = row_of(card, NAMELESS)
    assert "only the time fits" in line.value and "please check" in line.value
    assert field.value == ALONE and values(field)[0] == taking.case.incident(5).id


def test_two_calls_that_fit_are_asked_about(taking, tmp_path):
    from casekit.importers.intake import import_file

    import_file(taking.case, calls_xml(tmp_path, [(COLLECTOR, "2026-01-10T22:33:00", 30)], "more.xml"))
    card = bunch(taking, f"{COLLECTOR}_20260110223200.amr")
    field = card._fields[0]
    assert field.value == ALONE and {taking.case.incident(1).id, taking.case.incident(6).id} < set(values(field))


def test_all_without_a_contact_are_entered_at_once(taking):
    names = [f"162000000{tail:02d}_20260120{tail:02d}0000.mp3" for tail in range(PAGE + 3)]
    card = bunch(taking, SURE, *names)
    assert shown(card._w_rest) and not shown(card.person.box)
    card._w_rest.value = NEW_IN
    assert shown(card.person.box)
    press(card._w_save)
    assert "13 new calls were entered" in card.message.value
    events = taking.case.events()
    fresh = events[events["source"] == "recording"]
    assert len(fresh) == PAGE + 3 and set(fresh["direction"]) == {"in"} and set(fresh["attribution"]) == {"unknown"}


def test_a_name_that_tells_the_direction_offers_no_other(taking):
    name = "20260115_120000.088+0800_out_16200000009.oga"
    uploaded(taking._w_upload, (name, sounds.opus(5)))
    card = taking.recordings
    assert NEW_OUT in values(card._fields[0]) and NEW_IN not in values(card._fields[0])
    card._w_rest.value = NEW_IN
    assert card._fields[0].value == NEW_OUT


def test_a_relative_s_phone(taking):
    mother = taking.case.add_person("妈妈", relation="parent", lines=["13900000202"])
    card = bunch(taking, STRANGE)
    card._fields[0].value = NEW_IN
    card.person.choose(mother.id)
    press(card._w_save)
    assert taking.case.incident(6).person == mother.id


def test_the_last_save_is_undone(taking):
    card = bunch(taking, SURE, STRANGE)
    row_of(card, STRANGE)[1].value = NEW_IN
    assert not shown(card._w_undo)
    press(card._w_save)
    assert len(taking.case.events()) == 6
    press(card._w_undo)
    assert "Undone: 2 links, 1 new calls" in card.outcome.value and not shown(card._w_undo)
    assert len(taking.case.events()) == 5 and taking.case.incident(1).evidence == ()
    assert {SURE, STRANGE} <= {one.name for one in taking.case.background().evidence}


def test_what_was_kept_finds_its_call_when_the_list_comes_in(taking, tmp_path):
    card = bunch(taking, STRANGE)
    press(card._w_save)
    assert shown(card._w_again)
    press(card._w_again)
    assert "None of the kept recordings" in card.message.value
    more = calls_xml(tmp_path, [("16200000009", "2026-01-15T11:59:50", 60)], "more.xml").read_bytes()
    uploaded(taking._w_upload, ("more.xml", more))
    press(taking.cards[0]._w_agree)
    press(card._w_again)
    assert [one.verdict for one in card.proposals] == ["link"]
    assert ASIDE not in values(card._fields[0])
    card.save()
    assert len(taking.case.incident(6).evidence) == 1
    assert not shown(card._w_again)


def test_files_are_put_aside_one_or_all(taking):
    card = bunch(taking, SURE, STRANGE, NAMELESS)
    row_of(card, NAMELESS)[1].value = ASIDE
    press(card._w_save)
    aside = inbox.folder_of(taking.case) / inbox.ASIDE_NAME
    assert [path.name for path in aside.iterdir()] == [NAMELESS]
    bunch(taking, PICTURE)
    press(card._w_not_now)
    assert "put aside" in card.message.value and not shown(card._card)
    assert {path.name for path in aside.iterdir()} == {NAMELESS, PICTURE}


def test_one_that_is_in_the_case_already_is_said_to_be(taking):
    card = bunch(taking, SURE)
    press(card._w_save)
    head = taking.case.head
    bunch(taking, SURE)
    assert "is in the case already" in card._head.value
    card.save()
    assert taking.case.head == head and inbox.waiting(taking.case) == []


def test_many_files_are_shown_page_by_page_and_choices_stay(taking):
    names = [f"162000000{tail:02d}_20260120{tail:02d}0000.mp3" for tail in range(PAGE + 3)]
    card = bunch(taking, *names)
    assert shown(card._pages.box)
    first = card.proposals[0].media.name
    card._fields[0].value = NEW_OUT
    press(card._pages._w_next)
    assert first not in card._lines[0].value and card._fields[0].value == ALONE
    press(card._pages._w_back)
    assert first in card._lines[0].value and card._fields[0].value == NEW_OUT


def test_a_damaged_file_is_kept_and_said(taking):
    uploaded(taking._w_upload, (STRANGE, b"this is a text"))
    card = taking.recordings
    assert "It cannot be played as it is" in card._lines[0].value and "please check" in card._lines[0].value
    assert NEW_IN not in values(card._fields[0])
    press(card._w_save)
    assert STRANGE in {one.name for one in taking.case.background().evidence}


def test_one_file_that_cannot_be_kept_is_named_and_stays(taking, monkeypatch):
    card = bunch(taking, SURE, STRANGE)
    attach = type(taking.case).attach

    def full(case, path, **details):
        if path.name == STRANGE:
            raise OSError(28, "No space left on device")
        return attach(case, path, **details)

    monkeypatch.setattr(type(taking.case), "attach", full)
    press(card._w_save)
    assert is_alert(card.message) and STRANGE in card.message.value
    assert [path.name for path in inbox.waiting(taking.case)] == [STRANGE]
    assert len(taking.case.incident(1).evidence) == 1


def test_what_the_recording_app_wrote_beside_it_goes_with_it(taking):
    stem = "20260110_223030.088+0800_in_16200000001"
    said = {**WHOLE, "timestamp_unix_ms": 1768055430088, "calls": [{"phone_number": COLLECTOR}]}
    uploaded(taking._w_upload, (f"{stem}.json", json.dumps(said).encode()), (f"{stem}.oga", sounds.opus(20)))
    card = taking.recordings
    assert taking.cards == [] and [one.media.name for one in card.proposals] == [f"{stem}.oga"]
    press(card._w_save)
    assert len(taking.case.incident(1).evidence) == 2 and inbox.waiting(taking.case) == []


def test_a_hostile_name_stays_a_name(taking):
    name = f"{HOSTILE.replace('/', '_')}_20260110_223030.mp3"
    card = bunch(taking, name)
    assert "<script>" not in card._lines[0].value
    press(card._w_save)
    assert len(inbox.waiting(taking.case)) == 0


def test_what_was_chosen_outlives_another_language(taking):
    card = bunch(taking, SURE, STRANGE)
    row_of(card, STRANGE)[1].value = NEW_OUT
    taking.speak()
    assert row_of(taking.recordings, STRANGE)[1].value == NEW_OUT
    press(taking.recordings._w_save)
    assert taking.case.incident(6).direction == "out"


def test_a_friend_s_recording_counts_for_nothing_by_being_entered(taking):
    card = bunch(taking, f"{FRIEND}_20260125120000.mp3")
    card._fields[0].value = NEW_IN
    press(card._w_save)
    assert taking.case.events().query("no == 6")["attribution"].tolist() == ["unknown"]


def test_on_a_public_server_nothing_is_saved_before_the_tick(taking):
    card = bunch(taking, SURE)
    taking.workbook.may_hold_real_data = False
    press(card._w_save)
    assert is_alert(card.message) and len(inbox.waiting(taking.case)) == 1
