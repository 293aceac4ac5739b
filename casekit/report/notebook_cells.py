"""The cells of the report notebook: what can be edited in JupyterLab and exported again."""

# mypy: disable-error-code="no-untyped-call"
# (nbformat and nbconvert carry hardly any types)
from __future__ import annotations

import hashlib
from typing import Any

from casekit.report.markup import Html, plain
from casekit.report.notebook_libraries import without_iri_grammar


def heading(name: str, words: str, level: int = 2) -> Any:
    """A heading in Markdown: words of ours only, never of a person or a message."""
    with without_iri_grammar():
        from nbformat import v4
    return v4.new_markdown_cell(f"{'#' * level} {words}", id=_cell_id("heading", name))


def fragment(name: str, content: Html) -> Any:
    """A cell that shows HTML and holds it as its source, so that it can be changed and run without casekit."""
    with without_iri_grammar():
        from nbformat import v4
    output = v4.new_output("display_data", data={"text/html": str(content)})
    return v4.new_code_cell(
        f"%%html\n{content}",
        id=_cell_id("fragment", name),
        outputs=[output],
        metadata={"tags": ["remove-input"], "jupyter": {"source_hidden": True}},
    )


def notebook(cells: list[Any], *, title: str, lang: str) -> Any:
    """A notebook of these cells that says what it is."""
    with without_iri_grammar():
        from nbformat import v4
    return v4.new_notebook(
        cells=cells,
        metadata={
            "casekit": {"lang": lang, "report": 1},
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "title": plain(title),
        },
    )


def _cell_id(kind: str, name: str) -> str:
    """The same id for the same cell, or no two reports of one case would have the same bytes."""
    return hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()[:16]
