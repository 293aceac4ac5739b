"""The tour of the demo case runs from top to bottom and is committed without outputs."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient

TOUR = Path(__file__).parents[2] / "notebooks" / "demo.ipynb"


def test_the_tour_is_committed_without_outputs():
    notebook = nbformat.read(TOUR, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None
    assert "widgets" not in notebook.metadata


def test_the_tour_speaks_chinese_first_and_english():
    for cell in nbformat.read(TOUR, as_version=4).cells:
        if cell.cell_type == "markdown" and cell.source.startswith("#"):
            first, *rest = cell.source.splitlines()
            assert re.search(r"[\u4e00-\u9fff]", first)
            assert any(re.search(r"^\*[A-Z]", line) for line in rest), first


def test_the_tour_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("CASEKIT_HOME", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    notebook = nbformat.read(TOUR, as_version=4)
    NotebookClient(notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in shown if output.output_type == "stream" and output.name == "stderr"]
    pictures = [output for output in shown if "<figure" in str(output.get("data", {}).get("text/html", ""))]
    assert len(pictures) == 5
