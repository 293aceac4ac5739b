from __future__ import annotations

import pytest

from casekit.widgets.casefile import CaseFileSection
from tests.widgets.conftest import press, refused, section, shown


@pytest.fixture
def file(workbook):
    return section(workbook, CaseFileSection)


def test_what_a_paper_shows_and_which_debt_it_is_about_is_said(file):
    kept = file.kept
    assert not shown(kept._w_debt), "with one debt there is nothing to ask"
    other = file.case.add_debt(file.case.background().lenders()[0].id, product="借呗").id
    paper = file.case.attach(b"contract", name="合同.pdf")
    file.workbook.changed()
    assert "合同.pdf" in kept._w_file.options[0][0] and "linked to nothing yet" in kept._w_file.options[0][0]
    assert shown(kept._w_debt)
    kept._w_group.value, kept._w_debt.value, kept._w_note.value = "debt", other, "首页"
    press(kept._w_save)
    (known,) = file.case.background().evidence
    assert (known.sha256, known.group, known.debt, known.note) == (paper.sha256, "debt", other, "首页")
    assert kept._w_file.options[0] == ("合同.pdf", paper.sha256)
    kept._w_group.value = kept._w_debt.value = ""
    file.workbook.guard._served.clear()  # a later press, no double click
    press(kept._w_save)
    (known,) = file.case.background().evidence
    assert known.group is None and known.debt is None


def test_what_is_being_typed_stays_when_something_else_changes(file):
    file.case.attach(b"contract", name="合同.pdf")
    file.workbook.changed()
    file.kept._w_note.value = "半句"
    file.case.add_fact("police_warning", "2026-01-20")
    file.workbook.changed()
    assert file.kept._w_note.value == "半句"


def test_without_a_file_it_says_what_is_needed(file):
    refused(file.kept.message, lambda: press(file.kept._w_save), "add a file first")
