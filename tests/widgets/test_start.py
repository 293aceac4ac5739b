from __future__ import annotations

import pytest

from casekit.casebook import create_case, open_case
from casekit.widgets.session import Workbook
from casekit.widgets.start import StartSection, cases_at_home, folder_for
from tests.widgets.conftest import HOSTILE, is_alert, press, refused, section, shown


@pytest.fixture
def start(monkeypatch):
    monkeypatch.delenv("CASEKIT_CASE", raising=False)
    monkeypatch.delenv("BINDER_LAUNCH_HOST", raising=False)
    return section(Workbook(), StartSection)


def test_help_in_danger_stands_at_the_top(start):
    assert "call 110 first" in start.box.children[1].children[0].children[0].value


def test_a_few_questions_make_a_case(start, home):
    start._w_lender.value, start._w_product.value = "某消费金融", "花呗"
    start._w_standpoint.value = "relative"
    press(start._w_create)
    case = open_case(home / "花呗")
    assert start.workbook.case.folder == case.folder
    assert case.header.standpoint == "relative"
    background = case.background()
    assert [one.name for one in background.lenders()] == ["某消费金融"]
    assert [one.product for one in background.debts.values()] == ["花呗"]
    assert not shown(start._choosing) and shown(start._opened)
    assert "Open now" in start._summary.value


def test_one_of_lender_and_product_is_enough_and_none_is_too_little(start, home):
    refused(start.message, lambda: press(start._w_create), "one of the two is enough")
    assert cases_at_home() == []
    start._w_lender.value = "某消费金融"
    press(start._w_create)
    assert (home / "某消费金融").is_dir()


def test_a_refused_case_keeps_what_was_typed(start, home):
    home.rmdir()
    home.write_text("a file stands where the folder should be")
    start._w_product.value = "花呗"
    press(start._w_create)
    assert is_alert(start.message)
    assert start._w_product.value == "花呗"
    assert not start.workbook.has_case


class TestWhoLends:
    def test_what_is_known_of_a_name_is_offered_and_never_taken_over_silently(self, start, home):
        assert not shown(start.suggestion.box)
        start._w_product.value = "花呗"
        assert shown(start.suggestion.box) and start.suggestion._w_known.value == ""
        names = [name for name, _value in start.suggestion._w_known.options]
        assert names[0] == "I do not know, or none of these"
        assert "重庆蚂蚁消费金融有限公司 (consumer finance company)" in names
        assert "compare with your contract" in start.suggestion._notes.value
        press(start._w_create)
        (lender,) = open_case(home / "花呗").background().lenders()
        assert (lender.name, lender.full_name, lender.lender_type) == ("花呗", "", "unknown")

    def test_what_the_user_confirms_is_recorded_with_its_full_name(self, start, home):
        start._w_product.value, start._w_lender.value = "花呗", "支付宝"
        wanted = next(value for name, value in start.suggestion._w_known.options if name.startswith("重庆蚂蚁消费"))
        start.suggestion._w_known.value = wanted
        press(start._w_create)
        (lender,) = open_case(home / "花呗").background().lenders()
        assert (lender.name, lender.full_name, lender.lender_type) == (
            "支付宝", "重庆蚂蚁消费金融有限公司", "consumer_finance",
        )  # fmt: skip

    def test_without_a_name_typed_the_lender_is_called_as_it_is(self, start, home):
        start._w_product.value = "花呗"
        wanted = next(value for name, value in start.suggestion._w_known.options if name.startswith("重庆蚂蚁消费"))
        start.suggestion._w_known.value = wanted
        press(start._w_create)
        assert open_case(home / "花呗").background().lenders()[0].name == "重庆蚂蚁消费金融有限公司"

    def test_another_name_takes_back_what_was_chosen_for_the_first(self, start):
        start._w_product.value = "花呗"
        start.suggestion._w_known.value = start.suggestion._w_known.options[1][1]
        start._w_product.value = "别的"
        assert start.suggestion.chosen is None and not shown(start.suggestion.box)


class TestCountry:
    def test_the_mainland_stands_first_with_its_clock(self, start, home):
        assert start._w_country.options[0] == ("Mainland China", "cn") and start._w_country.value == "cn"
        assert not shown(start._w_zone)
        start._w_product.value = "x"
        press(start._w_create)
        header = open_case(home / "x").header
        assert (header.rulebook, header.zone) == ("cn", "Asia/Shanghai")

    def test_a_country_brings_its_rules_and_its_clock(self, start, home):
        start._w_country.value, start._w_product.value = "ph", "x"
        press(start._w_create)
        header = open_case(home / "x").header
        assert (header.rulebook, header.zone) == ("ph", "Asia/Manila")

    def test_where_there_are_several_clocks_the_user_says_which(self, start, home):
        start._w_country.value = "us"
        assert shown(start._w_zone) and ("US Central (Chicago)", "America/Chicago") in start._w_zone.options
        assert all(name != zone for name, zone in start._w_zone.options)
        start._w_zone.value, start._w_product.value = "America/Chicago", "x"
        press(start._w_create)
        header = open_case(home / "x").header
        assert (header.rulebook, header.zone) == ("us", "America/Chicago")
        # Lenders of the mainland are suggested for the mainland alone.
        press(start._w_other)
        start._w_country.value, start._w_product.value = "us", "花呗"
        assert not shown(start.suggestion.box)


def test_hostile_words_make_a_case_and_do_nothing_else(start):
    start._w_lender.value = start._w_product.value = HOSTILE
    press(start._w_create)
    assert start.workbook.has_case
    assert start.workbook.case.background().lenders()[0].name == HOSTILE
    assert "<script>" not in start._summary.value


@pytest.mark.parametrize(
    "name",
    ["../../etc", "a/b\\c", "..", ".", "   ", "con:*?", "\x00\x07", "半\ud800个", "\u202e反", "长" * 300, ".hidden"],
)
def test_a_case_never_leaves_home_whatever_it_is_called(home, name):
    folder = folder_for(name, "")
    assert folder.parent == home
    assert folder.name.strip(". ") and len(folder.name) <= 43
    create_case(folder, product="x")
    assert folder_for(name, "") != folder


def test_the_case_last_used_comes_first_and_opens(start, home):
    import os

    old, new = create_case("old", product="x"), create_case("new", product="x")
    os.utime(old.folder / "ledger.sqlite", (1, 1))
    (home / "no case").mkdir()
    start.refresh()
    assert [name for name, _path in start._w_existing.options] == ["new", "old"]
    press(start._w_open)
    assert start.workbook.case.folder == new.folder


def test_what_fits_stands_first(start):
    assert start._choosing.children[0] is start._panels[1]  # nothing to open yet: a new case first
    create_case("one", product="x")
    start.refresh()
    assert start._choosing.children[0] is start._panels[0]


def test_a_folder_may_be_typed_with_quotes_around_it(start, tmp_path):
    case = create_case(tmp_path / "elsewhere", product="x")
    start._w_path.value = f' "{case.folder}" '
    press(start._w_open)
    assert start.workbook.case.folder == case.folder


def test_what_is_no_case_is_refused_in_words(start, tmp_path):
    refused(start.message, lambda: press(start._w_open), "no case on this computer yet")
    start._w_path.value = str(tmp_path / HOSTILE)
    refused(start.message, lambda: press(start._w_open), "ledger.sqlite")
    start._w_path.value = f"{tmp_path}/\x00\ud800"
    refused(start.message, lambda: press(start._w_open), "ledger.sqlite")
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    start._w_path.value = str(tmp_path)
    press(start._w_open)
    assert is_alert(start.message)
    assert not start.workbook.has_case


def test_the_demo_opens_and_says_that_it_is_invented(start):
    press(start._w_demo)
    assert start.workbook.case.header.demo
    assert "demo: all of it invented" in start._summary.value
    assert "Next: under" in start._summary.value
    press(start._w_other)
    assert not start.workbook.has_case
    assert shown(start._choosing)


def test_the_next_step_follows_the_case(workbook, imported):
    start = section(workbook, StartSection)
    assert "5 contacts are still left out" in start._summary.value
    numbers = list(imported.events()["number"].unique())
    imported.mark_numbers(numbers, attribution="not_collector")
    workbook.changed()
    assert "add what was said" in start._summary.value


def test_the_language_changes_at_once(start):
    from casekit.text import current_language, language

    with language("zh"):
        start._w_language.value = "zh"
        assert start._w_create.description == "建立案件"
    assert current_language() == "en"


class TestOnBinder:
    @pytest.fixture
    def start(self, monkeypatch):
        monkeypatch.setenv("BINDER_LAUNCH_HOST", "https://mybinder.org/")
        return section(Workbook(), StartSection)

    def test_the_demo_is_open_under_a_banner(self, start):
        assert start.workbook.case.header.demo
        assert "public trial server" in start.box.children[1].children[1].children[0].value

    def test_real_data_waits_for_the_tick(self, start, home):
        press(start._w_other)
        start._w_product.value = "花呗"
        refused(start.message, lambda: press(start._w_create), "first tick")
        assert not (home / "花呗").exists()
        assert start._w_product.value == "花呗"
        start._w_understood.value = True
        press(start._w_create)
        assert (home / "花呗").is_dir()

    def test_nothing_typed_or_uploaded_enters_the_demo_before_the_tick(self, start):
        from casekit.widgets.importing import ImportSection
        from casekit.widgets.notes import NotesSection
        from tests.widgets.conftest import uploaded

        before = len(start.workbook.case.incidents())
        taking = section(start.workbook, ImportSection)
        uploaded(taking._w_upload, ("calls.xml", b"<calls/>"))
        assert is_alert(taking.message) and taking.cards == []
        notes = section(start.workbook, NotesSection)
        notes.new.account._w_words.value = "x"
        notes.new.occasion._w_precision.value = "unknown"
        refused(notes.new.message, lambda: press(notes.new._w_save), "first tick")
        assert notes.new.account._w_words.value == "x"
        assert len(start.workbook.case.incidents()) == before
