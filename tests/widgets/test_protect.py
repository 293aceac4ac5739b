"""先保护自己: the steps, the page in docs/, and the product's own terms."""

from __future__ import annotations

from pathlib import Path

import pytest

import casekit
from casekit.casebook import create_case
from casekit.filing.protection import as_markdown, chapters
from casekit.text import language
from casekit.widgets.protect import ProtectSection
from casekit.widgets.session import Workbook
from tests.widgets.conftest import HOSTILE, is_alert, press, section

DOCS = Path(casekit.__file__).parents[1] / "docs"


@pytest.mark.parametrize(("tag", "name"), [("zh", "protect-yourself.zh-CN.md"), ("en", "protect-yourself.md")])
def test_the_page_in_docs_is_what_the_data_says(tag, name):
    text = (DOCS / name).read_text("utf-8")
    assert text == as_markdown(tag), f"run: python -m casekit.filing.protection {tag} > docs/{name}"
    assert text.count("- [ ] ") == sum(len(one.steps) for one in chapters("CN"))


def test_recording_is_advised_in_china_and_advised_against_in_the_philippines():
    def steps(country):
        return " ".join(step.words["en"] for one in chapters(country) for step in one.steps)

    assert "You may record a call you take part in" in steps("CN") and "110" in steps("CN") and "10086" in steps("CN")
    assert "do not record" in steps("PH") and "You may record" not in steps("PH")
    for country in ("PH", "US", "ID", "IE"):
        assert "110" not in steps(country) and "10086" not in steps(country), country


def test_every_step_is_said_in_both_languages_and_every_article_has_its_source():
    for country in ("CN", "US", "PH", "ID", "IE"):
        for chapter in chapters(country):
            for step in chapter.steps:
                assert step.words["zh"] and step.words["en"]
                assert "条" not in step.words["zh"] or step.source


def test_it_can_be_read_before_there_is_a_case_and_ticks_stay_when_one_is_opened(case):
    workbook = Workbook()
    workbook._greeted = True
    protect = section(workbook, ProtectSection)
    assert protect.terms is None and len(protect.ticks) > 15
    protect.ticks["keep-0"].value = True
    workbook.open(case)
    assert protect.ticks["keep-0"].value and not protect.ticks["keep-1"].value and protect.terms is not None
    before = case.head
    protect.ticks["keep-1"].value = True
    with language("zh"):
        workbook.speak("zh")
    assert protect.ticks["keep-1"].value and protect.ticks["keep-1"].description.startswith("尽快把运营商详单")
    assert case.head == before, "ticks are no part of the case"


def test_each_country_has_its_own_steps(home):
    workbook = Workbook()
    workbook._greeted = True
    workbook._case = create_case(home / "manila", lender="X", rulebook="ph", timezone="Asia/Manila")
    protect = section(workbook, ProtectSection)
    assert not any("10086" in one.description for one in protect.ticks.values())


def test_the_terms_are_kept_with_where_they_stand(workbook, case):
    terms = section(workbook, ProtectSection).terms
    terms._w_terms.value = HOSTILE
    press(terms._w_save)
    assert is_alert(terms.message) and "where it stands" in terms.message.value
    assert terms._w_terms.value == HOSTILE
    terms._w_source.value = "借款合同第八条，2026-03-01查看"
    press(terms._w_save)
    (debt,) = case.background().debts.values()
    assert (debt.overdue_terms, debt.terms_source) == (HOSTILE, "借款合同第八条，2026-03-01查看")


def test_what_the_terms_say_of_others_is_masked(case):
    from casekit.casebook.masking import masked_view

    case.add_person("李建国", relation="friend", role="other_third_party", lines=["13900000303"])
    (debt,) = case.background().debts
    case.update_debt(debt, overdue_terms="逾期可联系李建国 13900000303", terms_source="合同")
    (seen,) = masked_view(case, "third-parties").background.debts.values()
    assert "13900000303" not in seen.overdue_terms and "李建国" not in seen.overdue_terms


def test_the_page_reads_in_the_language_asked_for():
    with language("zh"):
        assert as_markdown("en").startswith("# Protect yourself first")
