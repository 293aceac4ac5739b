"""Sentences that lead to a section."""

from __future__ import annotations

import nbformat

from casekit.lab.notebooks import shipped_notebook
from casekit.widgets.leading import leading
from casekit.widgets.markup import Html, paragraph, quoted


def headings() -> list[str]:
    cells = nbformat.read(shipped_notebook("workbook.ipynb"), as_version=4).cells
    lines = [line for cell in cells for line in cell.source.splitlines() if line.startswith("## ")]
    return [line[3:].replace("<small>", "").replace("</small>", "") for line in lines]


def test_a_section_that_a_sentence_names_is_led_to_under_its_heading_in_both_languages():
    for heading in headings():
        anchor = heading.replace(" ", "-")
        for name in heading.split(" · "):
            assert leading(f"请到“{name}”里填写。") == f'请到“<a href="#{anchor}">{name}</a>”里填写。'


def test_other_words_in_quotes_and_words_of_other_people_lead_nowhere():
    assert paragraph("请看“导入的文件” <b>", quoted("“导入”"), Html("<i>“导入”</i>")).count("<a") == 0
    assert "<b>" not in paragraph("“导入” <b>") and "&lt;b&gt;" in paragraph("“导入” <b>")
