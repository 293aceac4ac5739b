from __future__ import annotations

import re

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from casekit.errors import LedgerError
from casekit.lab.notebooks import shipped_notebook, working_copy


@pytest.fixture(autouse=True)
def own_signatures(tmp_path, monkeypatch):
    """Signatures of this test alone."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


@pytest.fixture
def shipped():
    return nbformat.read(shipped_notebook("workbook.ipynb"), as_version=4)


def test_the_shipped_workbook_has_a_heading_a_sentence_and_one_collapsed_line_per_section(shipped):
    steps, texts, code = shipped.cells[1], shipped.cells[2::2], shipped.cells[3::2]
    assert [cell.cell_type for cell in shipped.cells] == ["markdown"] * 2 + ["markdown", "code"] * 13
    names = [
        line.split(" <small>· ")[0] for cell in texts for line in cell.source.splitlines() if line.startswith("## ")
    ]
    assert names == [
        "## 开始", "## 先保护自己", "## 导入", "## 这些号码是谁", "## 补充", "## 亲友被骚扰", "## 图表", "## 涉嫌违规",
        "## 导出报告", "## 投诉材料", "## 跟进", "## 还款协商", "## 案件信息",
    ]  # fmt: skip
    # The line of steps names every section, in both languages, and leads to it.
    named = re.findall(r"\[<span>(.+?)</span> <small>(.+?)</small>\]\(#(.+?)\)", steps.source)
    assert [zh for zh, _en, _anchor in named] == [one[3:] for one in names]
    assert all(anchor == f"{zh} · {en}".replace(" ", "-") for zh, en, anchor in named)
    for cell in code:
        assert len(cell.source.splitlines()) == 1 and cell.metadata.jupyter.source_hidden
    assert shipped.metadata.casekit.autorun is True


def test_nothing_that_ran_is_shipped_and_no_cell_can_be_lost_by_a_slip(shipped):
    for cell in shipped.cells:
        assert cell.metadata.editable is False and cell.metadata.deletable is False
        assert not cell.get("outputs") and cell.get("execution_count") is None


def test_the_working_copy_is_trusted(tmp_path):
    copy = working_copy(tmp_path / "home")
    assert NotebookNotary().check_signature(nbformat.read(copy, as_version=4))


def test_another_notebook_is_not_trusted(tmp_path):
    working_copy(tmp_path / "home")
    other = nbformat.read(shipped_notebook("workbook.ipynb"), as_version=4)
    other.cells[1].source = "print(1)"
    assert not NotebookNotary().check_signature(other)


def test_a_copy_is_renewed_and_one_that_somebody_changed_is_kept(tmp_path):
    home = tmp_path / "home"
    copy = working_copy(home)
    assert working_copy(home) == copy and list(home.iterdir()) == [copy]
    changed = nbformat.read(copy, as_version=4)
    changed.cells[1].source = "my_own_analysis()"
    nbformat.write(changed, copy)
    working_copy(home)
    (kept,) = home.glob("workbook-*.ipynb")
    assert "my_own_analysis()" in kept.read_text("utf-8")
    assert "my_own_analysis()" not in copy.read_text("utf-8")


@pytest.mark.parametrize("broken", [b"", b"{", b"\xff\xfe", b'{"cells": 1}', b"[]"])
def test_a_broken_copy_is_kept_and_replaced(tmp_path, broken):
    home = tmp_path / "home"
    home.mkdir()
    (home / "workbook.ipynb").write_bytes(broken)
    copy = working_copy(home)
    (kept,) = home.glob("workbook-*.ipynb")
    assert kept.read_bytes() == broken
    assert nbformat.read(copy, as_version=4).cells


def test_a_home_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "home").write_text("a file in the way")
    with pytest.raises(LedgerError, match="CASEKIT_HOME"):
        working_copy(tmp_path / "home")
