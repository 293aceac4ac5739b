"""The doors of the report: the same bytes for the same case, and whole files or none."""

from __future__ import annotations

import errno
import os
import re
import zipfile

import nbformat
import pytest

from casekit import outgoing
from casekit.casebook import open_case
from casekit.casebook.base import LEDGER_NAME
from casekit.errors import InputError, LedgerError
from casekit.report import write as door
from casekit.report.write import save_notebook, write, write_list, write_report
from casekit.text import language
from tests.report.samples import MOTHER, MOTHER_LINE, rich_case


@pytest.mark.parametrize("suffix", [".html", ".ipynb", ".xlsx"])
def test_the_same_case_gives_the_same_bytes(case, tmp_path, suffix):
    first = write(case, tmp_path / f"first{suffix}").read_bytes()
    again = write(open_case(case.folder), tmp_path / f"second{suffix}").read_bytes()
    assert first == again


def test_writing_a_report_is_noted_in_the_case_and_changes_no_other(case, tmp_path):
    before = case.head[0]
    path = write_report(case, tmp_path / "r.html")
    assert case.head[0] == before + 1
    entry = next(iter(case.ledger.entries(after=before)))
    assert entry.kind == "export" and path.is_file()


def test_without_a_path_it_goes_to_the_exports_of_the_case(case):
    debt = next(iter(case.background().debts))
    assert write(case, lang="en", mask="all", debt=debt) == case.export_folder / f"report-en-all-{debt}.html"


def test_the_notebook_gives_the_same_page_with_nbconvert(case, tmp_path):
    from casekit.report.exporter import CaseReportExporter

    page = write_report(case, tmp_path / "r.html", lang="en").read_text("utf-8")
    kept = nbformat.read(save_notebook(case, tmp_path / "r.ipynb", lang="en"), as_version=4)
    nbformat.validate(kept)
    assert CaseReportExporter().from_notebook_node(kept)[0] == page


def test_an_edited_notebook_keeps_what_was_added(case, tmp_path):
    from casekit.report.exporter import CaseReportExporter

    kept = nbformat.read(save_notebook(case, tmp_path / "r.ipynb", lang="en"), as_version=4)
    kept.cells.insert(2, nbformat.v4.new_markdown_cell("Added **by hand**."))
    page, _resources = CaseReportExporter().from_notebook_node(kept)
    assert "<p>Added <strong>by hand</strong>.</p>" in page and 'lang="en"' in page


def test_other_endings_are_refused_with_what_to_do(case, tmp_path):
    for name in ("report.pdf", "report"):
        with pytest.raises(InputError, match="print it to a file") as caught:
            write(case, tmp_path / name)
        assert name in caught.value.message
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("mask", "debt"), [("nobody", None), ("all", "no-such-debt")])
def test_wrong_wishes_are_refused_before_anything_is_written(case, tmp_path, mask, debt):
    with pytest.raises(InputError):
        write_report(case, tmp_path / "r.html", mask=mask, debt=debt)
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_place_of_the_file(case, tmp_path):
    (tmp_path / "r.html").mkdir()
    with language("zh"), pytest.raises(LedgerError, match="它是一个文件夹"):
        write_report(case, tmp_path / "r.html")
    assert [one.name for one in tmp_path.iterdir()] == ["r.html"]


def test_a_file_in_the_place_of_the_folder(case, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(LedgerError, match=r"could not be written: .*(folder|exists)"):
        write_report(case, tmp_path / "out" / "r.html")
    assert (tmp_path / "out").read_text() == "a file"


def test_a_full_disk_leaves_the_older_report_and_no_half_file(case, tmp_path, monkeypatch):
    path = tmp_path / "r.html"
    path.write_text("older")

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(outgoing.os, "fsync", full)
    before = case.head
    with pytest.raises(LedgerError, match="the disk is full"):
        write_report(case, path)
    assert path.read_text() == "older" and [one.name for one in tmp_path.iterdir()] == ["r.html"]
    assert case.head == before


def test_a_folder_that_may_not_be_written(case, tmp_path, monkeypatch):
    def refuse(**_where):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(outgoing.tempfile, "mkstemp", refuse)
    with language("zh"), pytest.raises(LedgerError, match="没有访问权限"):
        write_report(case, tmp_path / "r.html")


def test_a_case_on_a_read_only_disk_can_be_reported_elsewhere(case, tmp_path, monkeypatch):
    monkeypatch.setattr(door.os, "access", lambda place, _how: LEDGER_NAME not in str(place))
    before = case.head
    assert write_report(case, tmp_path / "r.html").is_file() and case.head == before


def cells(path):
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_the_list_holds_every_contact_that_counts(case, tmp_path):
    head, *rows = cells(write_list(case, tmp_path / "l.xlsx", lang="en"))
    assert head[0] == "No." and len(rows) == 67
    visit = next(row for row in rows if row[head.index("Way")] == "visit")
    assert visit[head.index("Visit")].startswith("place: 某大厦前台")
    assert all(isinstance(row[0], float | int) for row in rows)


def test_nothing_in_the_list_is_a_formula_or_a_link(tmp_path):
    nasty = '=HYPERLINK("http://example.org")'
    case = rich_case(tmp_path / "case", nasty=nasty)
    case.log(start="2026-01-20T10:00", number="17000000001", words=nasty, note="+1-2")
    path = write_list(case, tmp_path / "l.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {
            name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith((".xml", ".rels"))
        }
    assert not [name for name, text in parts.items() if re.search("<f>|<f |<hyperlink|/hyperlink", text)]
    assert any(nasty in row for row in cells(path))


def test_the_list_is_masked_like_the_report(case, tmp_path):
    with zipfile.ZipFile(write_list(case, tmp_path / "l.xlsx")) as archive:
        content = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    assert MOTHER not in content and MOTHER_LINE not in content and "王*" in content
