from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from casekit.widgets.export import ExportSection
from casekit.widgets.filing import FilingSection
from casekit.widgets.lablinks import lab_link
from tests.widgets.conftest import COLLECTOR, FRIEND, HOSTILE, OTHER_COLLECTOR, is_alert, press, section, shown


@pytest.fixture
def export(workbook, imported, monkeypatch, home):
    monkeypatch.chdir(home)
    imported.mark_number(COLLECTOR, party=imported.background().lenders()[0].id)
    imported.amend(1, words=HOSTILE)
    return section(workbook, ExportSection)


def test_the_report_is_written_noted_and_offered(export, home):
    assert "2 contacts are left out" in export._left_out.value
    export._w_complainant.value, export._w_phone.value = "林女士", "13800000101"
    export._w_language.value = "en"
    press(export._w_report)
    assert "Written: report-en.html" in export.message.value
    report = export.case.export_folder / "report-en.html"
    text = report.read_text("utf-8")
    assert "林女士" in text and "<script>alert" not in text and FRIEND not in text
    assert [one["name"] for one in export.case.exports()] == ["report-en.html"]
    assert (export.case.header.complainant, export.case.header.phone) == ("林女士", "13800000101")
    (link,) = export._opens.outputs
    assert 'href="huabei/exports/report-en.html"' in link["data"]["text/html"]
    assert 'download="report-en.html"' in export._result.value


def test_what_is_typed_of_the_complainant_is_kept_at_once_and_asked_for_no_more_by_other_papers(export):
    filing = section(export.workbook, FilingSection)
    filing.choose("12378")
    assert "name of the complainant" in filing.pack._missing.value
    export._w_complainant.value = "林女士"
    assert export.case.header.complainant == "林女士" and "Saved" in export.message.value
    assert "name of the complainant" not in filing.pack._missing.value
    export._w_phone.value = "13800000101"
    assert (export.case.header.complainant, export.case.header.phone) == ("林女士", "13800000101")
    export._w_phone.value = ""
    assert export.case.header.phone == export._w_phone.value == ""


def test_the_list_holds_what_counts_and_no_formula(export):
    export.case.amend(2, words="=cmd()")
    press(export._w_list)
    (path,) = export.case.export_folder.glob("*.xlsx")
    with zipfile.ZipFile(path) as book:
        text = "".join(book.read(name).decode("utf-8") for name in book.namelist())
    assert COLLECTOR in text and FRIEND not in text and "=cmd()" in text and "<f>" not in text
    assert "every contact that counts" in export._result.value


def test_the_report_as_a_notebook_can_be_edited_and_no_edit_is_lost(export):
    press(export._w_notebook)
    (path,) = export.case.export_folder.glob("*.ipynb")
    assert "Written: report-" in export.message.value
    export.write_notebook()
    assert [one.name for one in export.case.export_folder.glob("*.ipynb")] == [path.name]
    edited = json.loads(path.read_text("utf-8"))
    edited["cells"].append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "我加的一段"})
    path.write_text(json.dumps(edited, ensure_ascii=False), encoding="utf-8")
    assert f"{path.stem} (2).ipynb" in export.write_notebook()
    assert "我加的一段" in path.read_text("utf-8")


def test_of_several_lenders_one_can_be_chosen_and_the_others_stay_out(export, imported):
    assert not shown(export._w_matter)
    bank = imported.add_party("lender", "Second Bank", lender_type="bank")
    debt = imported.add_debt(bank.id, product="信用卡")
    imported.mark_number(OTHER_COLLECTOR, party=bank.id)
    export.workbook.changed()
    assert shown(export._w_matter)
    export._w_matter.value = bank.id
    assert [value for _name, value in export._w_debt.options] == ["", debt.id]
    press(export._w_list)
    (path,) = export.case.export_folder.glob("*.xlsx")
    with zipfile.ZipFile(path) as book:
        text = "".join(book.read(name).decode("utf-8") for name in book.namelist())
    assert OTHER_COLLECTOR in text and COLLECTOR not in text and "Example Finance" not in text


def test_what_hides_nobody_is_not_called_like_what_hides_third_persons(export):
    export._w_mask.value = "none"
    press(export._w_notebook)
    assert "-none.ipynb" in export.message.value


def test_a_report_of_an_empty_case_is_written_too(workbook):
    export = section(workbook, ExportSection)
    press(export._w_report)
    assert "Written" in export.message.value


def test_a_folder_in_the_way_is_told_and_what_was_typed_stays(export):
    export.case.export_folder.write_text("a file in the way")
    export._w_phone.value = "13800000101"
    for button in (export._w_report, export._w_list, export._w_notebook):
        press(button)
        assert is_alert(export.message), button.description
        assert "unexpected" not in export.message.value
    assert export._w_phone.value == "13800000101"


def test_what_is_typed_meanwhile_survives_a_save_elsewhere(export):
    export._w_address.value = "新地址"
    export.workbook.changed()
    assert export._w_address.value == "新地址"


def test_only_files_below_the_server_s_folder_get_a_link(tmp_path, monkeypatch, home):
    monkeypatch.chdir(home)
    assert lab_link(Path("/etc/hosts"), "Open") == ""
    assert 'href="x/report.html"' in lab_link(home / "x" / "report.html", "Open")
