"""The workbook's notebook, run as any Jupyter runs it, without a browser."""

from __future__ import annotations

import nbformat
from nbclient import NotebookClient

from casekit.lab.notebooks import shipped_notebook


def test_every_cell_shows_its_section_and_saves_nothing_of_a_case(home, monkeypatch):
    monkeypatch.delenv("CASEKIT_CASE", raising=False)
    notebook = nbformat.read(shipped_notebook("workbook.ipynb"), as_version=4)
    NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(home)}}, store_widget_state=False
    ).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) == 13
    for cell in code:
        (output,) = cell.outputs
        assert output.output_type == "execute_result"
        assert "application/vnd.jupyter.widget-view+json" in output.data
        # The words that stand beside the widget are what a saved notebook would keep.
        assert len(output.data["text/plain"]) < 200
    assert "widgets" not in notebook.metadata
