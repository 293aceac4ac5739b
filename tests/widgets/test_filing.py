"""投诉材料: where the matter can be taken, and the papers for it."""

from __future__ import annotations

import zipfile
from html import escape
from pathlib import Path

import pytest

from casekit.text import language
from casekit.widgets.filing import FilingSection
from casekit.widgets.followup import FollowupSection
from tests.widgets.conftest import COLLECTOR, FRIEND, HOSTILE, is_alert, press, section, shown


@pytest.fixture
def filing(workbook, imported, monkeypatch, home):
    monkeypatch.chdir(home)
    imported.mark_number(COLLECTOR, party=imported.background().lenders()[0].id, basis="hotline_confirmed")
    imported.amend(1, words=HOSTILE, tags=["insult"])
    return section(workbook, FilingSection)


def all_in(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from all_in(child)


def text_of(filing):
    return "".join(str(getattr(one, "value", "")) for one in all_in(filing.box))


def test_nothing_to_complain_of_is_told_with_what_to_do(workbook):
    filing = section(workbook, FilingSection)
    assert filing.proposed == [] and "import the phone bill or log the calls first" in filing._state.value
    assert not shown(filing.pack.box)


def test_places_are_proposed_with_reasons_and_each_button_names_its_place(filing):
    assert filing.proposed and filing.proposed[0].channel.id in filing.proposals.cards
    names = [card._w_choose.description for card in filing.proposals.cards.values()]
    assert len(set(names)) == len(names) and all("Prepare papers for: " in one for one in names)
    first = filing.proposals.cards[filing.proposed[0].channel.id]
    assert escape(filing.proposed[0].channel.name) in first._told.value and "step" not in first._told.value
    assert "Nothing is sent" in filing._state.value and "debt stays acknowledged" in filing._state.value


def test_a_caution_for_several_places_is_said_once_above_them_and_leads_to_where_it_is_mended(filing):
    (lender,) = filing.case.background().lenders()
    filing.case.update_party(lender.id, lender_type="unknown")
    filing.workbook.changed()
    filing.look()
    several = filing.proposals._for_several.value
    assert text_of(filing).count("What kind of lender") == several.count("What kind of lender") == 1
    assert "mind at no. " in several and '-Case-file">' in several


def choose(filing, channel="12378"):
    press(filing.proposals.cards[channel]._w_choose)
    return filing.pack


def test_a_chosen_place_says_how_what_is_missing_and_whom_it_hides(filing):
    pack = choose(filing)
    assert shown(pack.box) and "12378" in pack._title.value and "Do not send there" in pack._how.value
    assert "needed" in pack._missing.value and "Export" in pack._missing.value
    assert shown(pack._w_whole) and not pack._w_whole.value
    assert pack._w_language.value == "zh", "papers for China are Chinese, whatever the workbook speaks"
    assert "chosen" in filing.proposals.cards["12378"]._told.value
    filing._w_other.value = "heimao"
    press(filing._w_choose_other)
    assert pack._w_mask.value == "all", "what is published hides everybody"
    assert "chosen" not in filing.proposals.cards["12378"]._told.value.replace("ck-chosen", "")


def test_what_is_filled_in_meanwhile_is_missing_no_more(filing, case):
    pack = choose(filing)
    assert "name of the complainant" in pack._missing.value
    case.update_header(complainant="林女士")
    filing.workbook.changed()
    assert "name of the complainant" not in pack._missing.value


def test_texts_for_the_web_form_can_be_selected_and_are_in_the_language_of_the_papers(filing, case):
    case.update_header(complainant="林女士")
    filing.workbook.changed()
    pack = choose(filing)
    pack._sheet._w_button.click()
    texts = [one.value for one in all_in(pack.sheet._fields) if "ck-field" in one._dom_classes]
    assert "林女士" in texts and any("花呗" in one for one in texts)
    assert "by hand" in text_of(filing)


def test_no_papers_before_the_confirmation(filing, case):
    pack = choose(filing)
    press(pack._w_make)
    assert is_alert(pack.message) and "tick the sentence" in pack.message.value
    assert not case.export_folder.exists() or not list(case.export_folder.iterdir())


def test_papers_are_made_offered_and_lead_to_the_follow_up(filing, case):
    followup = section(filing.workbook, FollowupSection)
    pack = choose(filing, "nifa")
    pack.honesty._w_true.value, pack._w_whole.value = True, True
    press(pack._w_make)
    assert "papers are made" in pack.message.value, pack.message.value
    (archive,) = case.export_folder.glob("nifa-*.zip")
    with zipfile.ZipFile(archive) as held:
        assert held.testzip() is None and not any(FRIEND in name for name in held.namelist())
        assert any(name.endswith("calls.xml") for name in held.namelist()), "whole lists go along where that is ticked"
    assert f'download="{archive.name}"' in pack.result._told.value and "of at most 2.0 MB" in pack.result._told.value
    (links,) = pack.result._opens.outputs
    assert 'href="huabei/exports/nifa-' in links["data"]["text/html"] and "<script>" not in pack.result._told.value
    assert any(one["name"] == archive.name for one in case.exports())
    press(pack.result._w_handed_in)
    assert followup._enter.unfolded and followup.filing._w_channel.value == "nifa"
    assert "Follow-up" in pack.result.message.value
    with language("zh"):
        filing.workbook.speak("zh")
    assert shown(filing.pack.result.box) and archive.name in filing.pack.result._told.value
    assert filing.pack.channel == "nifa" and filing.pack.honesty._w_true.value


def test_a_folder_in_the_way_is_told_and_the_choices_stay(filing, case):
    case.export_folder.write_text("a file in the way")
    pack = choose(filing, "nifa")
    pack.honesty._w_true.value = True
    pack._w_mask.value, pack._w_whole.value = "all", True
    press(pack._w_make)
    assert is_alert(pack.message) and "unexpected" not in pack.message.value
    assert pack._w_mask.value == "all" and not shown(pack.result.box)


def test_what_was_handed_in_before_stands_with_the_proposal(filing, case):
    case.add_filing("12378", "2026-03-02", receipt="A-17")
    filing.workbook.changed()
    told = filing.proposals.cards["12378"]._told.value
    assert "handed in before" in told and "receipt" in told and "A-17" in told


def test_words_of_ones_own_can_be_made_calmer_and_stay_on_record(filing, case):
    case.amend(1, note="他们每天都打电话骚扰我，像黑社会一样。")
    filing.workbook.changed()
    calmer = choose(filing).calmer
    assert shown(calmer._asked) and "calmer" in calmer._told.value
    word = calmer._w_instead.value
    assert word and word in case.incident(1).note
    press(calmer._w_use)
    assert is_alert(calmer.message) and "change the words first" in calmer.message.value
    calmer._w_instead.value = "经常"
    calmer.guarded(calmer.use)()
    assert "经常" in case.incident(1).note and word not in case.incident(1).note


def test_a_letter_by_itself_is_written_as_page_and_word_file(filing, case):
    letters = filing.letters
    assert "repayment_proposal" not in [value for _name, value in letters._w_letter.options]
    letters._w_letter.value = "lender_complaint"
    press(letters._w_write)
    assert "Written" in letters.message.value, letters.message.value
    endings = sorted(one.suffix for one in case.export_folder.iterdir())
    assert endings == [".docx", ".html"] and letters._opens.outputs and ".docx" in letters._told.value


def test_a_third_person_signs_in_their_own_name(filing, case):
    case.add_person("周未至", relation="friend", role="other_third_party")
    case.log(start="2026-01-12T21:00", number=COLLECTOR, person="林建国", relation="parent", role="other_third_party")
    filing.workbook.changed()
    letters = filing.letters
    letters.refresh()
    letters._w_letter.value = "third_person_refusal"
    assert shown(letters._w_person)
    assert [name.split(" ")[0] for name, _id in letters._w_person.options][1:] == ["林建国"], "only whom they reached"
    press(letters._w_write)
    assert is_alert(letters.message) and "who signs it" in letters.message.value
    letters._w_person.value = case.find_person("林建国").id
    letters.guarded(letters.write)()
    assert not is_alert(letters.message), letters.message.value
    (page,) = case.export_folder.glob("*.html")
    assert "林建国" in Path(page).read_text("utf-8")


def test_another_case_begins_without_a_chosen_place(filing):
    choose(filing)
    filing.workbook.open(filing.case)
    assert filing.chosen == "" and not shown(filing.pack.box)


def test_a_place_for_one_institution_is_offered_the_matter_it_takes_and_told_of_no_other(filing, case, monkeypatch):
    monkeypatch.setattr("casekit.widgets.guard._DOUBLE_CLICK_SECONDS", 0.0)  # the same button twice, on purpose
    other = case.add_party("lender", "别家小贷", lender_type="microloan")
    case.add_debt(other.id, product="速贷")
    pack = choose(filing)
    mine = case.background().lenders()[0]
    assert shown(pack._w_matter) and pack._w_matter.value == mine.id
    assert list(pack._dossier().view.background.parties) == [mine.id]
    pack._w_matter.value = "all"
    assert other.id in pack._dossier().view.background.parties
    choose(filing, "carrier")
    assert pack._w_matter.value == "" and other.id in pack._dossier().view.background.parties
    choose(filing)
    assert pack._w_matter.value == mine.id, "what was chosen for another place does not hold here"
