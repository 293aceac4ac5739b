"""`jupyter nbconvert --to casereport` for any notebook, not only for our own."""

from __future__ import annotations

import base64
import re
import subprocess
import sys

import nbformat
import pytest
from nbformat import v4

from casekit.report.exporter import CaseReportExporter
from casekit.report.printed import content_security_policy
from casekit.text import language
from tests.report.reading import Report

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg+M/A8B8ABQAB/1YB0boAAAAASUVORK5CYII="
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
WIDGET = "application/vnd.jupyter.widget-view+json"


def output(**data):
    return v4.new_output("display_data", data=data)


def shown(*outputs, source="", **metadata):
    return v4.new_code_cell(source, outputs=list(outputs), metadata=metadata)


def page_of(*cells, **metadata):
    page, _resources = CaseReportExporter().from_notebook_node(v4.new_notebook(cells=list(cells), metadata=metadata))
    return page


def test_markdown_with_table_attachment_and_formula():
    cell = v4.new_markdown_cell(
        "# 标题\n\n| 列 | 数 |\n|---|---|\n| 甲 | 1 |\n\n![一张图](attachment:a.png)\n\n$a<b$",
        attachments={"a.png": {"image/png": PIXEL}},
    )
    report = Report(page_of(cell))
    assert report.titles(1) == ["标题"] and report.tree.xpath("//td/text()") == ["甲", "1"]
    (picture,) = report.tree.iter("img")
    assert picture.get("src") == f"data:image/png;base64,{PIXEL}" and picture.get("alt") == "一张图"
    assert "$a<b$" in report.tree.text_content()


def test_code_is_coloured_unless_hidden():
    page = page_of(v4.new_code_cell("x = '秘'"), shown(source="secret()", tags=["remove-input"]),
                   shown(source="folded()", jupyter={"source_hidden": True}))  # fmt: skip
    assert "highlight" in page and "秘" in page and "secret" not in page and "folded" not in page


def test_pictures_have_words_and_their_size():
    named = v4.new_output(
        "display_data", data={"image/png": PIXEL}, metadata={"image/png": {"alt": '"x"', "width": 200}}
    )
    with language("en"):
        pictures = list(
            Report(page_of(shown(named, output(**{"image/jpeg": PIXEL})), casekit={"lang": "en"})).tree.iter("img")
        )
    assert [one.get("alt") for one in pictures] == ['"x"', "picture without a description"]
    assert pictures[0].get("width") == "200"


def test_drawings_come_as_pictures_in_which_nothing_runs():
    page = page_of(shown(output(**{"image/svg+xml": SVG})))
    assert "<svg" not in page and base64.b64encode(SVG.encode()).decode() in page


def test_html_goes_before_its_text_and_a_script_before_nothing():
    page = page_of(shown(output(**{"text/html": "<b>fat</b>", "text/plain": "a thin text"})),
                   shown(output(**{"application/javascript": "alert(2)", "text/plain": "<Javascript object>"})))  # fmt: skip
    assert "<b>fat</b>" in page and "a thin text" not in page
    assert "alert(2)" not in page and "&lt;Javascript object&gt;" in page


def test_a_widget_leaves_its_text_and_none_of_its_state():
    state = {"state": {"abc": {"state": {"value": "13900000012"}}}, "version_major": 2, "version_minor": 0}
    page = page_of(shown(output(**{WIDGET: {"model_id": "abc"}, "text/plain": "IntSlider(value=3)"})),
                   widgets={"application/vnd.jupyter.widget-state+json": state})  # fmt: skip
    assert "IntSlider(value=3)" in page and "13900000012" not in page and "<script" not in page


def test_errors_show_and_warnings_of_libraries_do_not():
    error = v4.new_output("error", ename="ZeroDivisionError", evalue="by <zero>",
                          traceback=["\x1b[31mZeroDivisionError\x1b[39m: by <zero>"])  # fmt: skip
    warned = v4.new_output("stream", name="stderr", text="DeprecationWarning")
    said = v4.new_output("stream", name="stdout", text="a < b\n")
    page = page_of(shown(error, warned, said))
    assert '<pre class="error"><span class="ansi-red-fg">ZeroDivisionError</span>: by &lt;zero&gt;' in page
    assert "DeprecationWarning" not in page and "a &lt; b" in page


def test_raw_cells():
    html, other = {"raw_mimetype": "text/html"}, {"raw_mimetype": "text/latex"}
    page = page_of(v4.new_raw_cell("plain <b>"), v4.new_raw_cell("<i>html</i>", metadata=html),
                   v4.new_raw_cell("latex", metadata=other))  # fmt: skip
    assert "<pre>plain &lt;b&gt;</pre>" in page and "<i>html</i>" in page and "latex" not in page


@pytest.mark.parametrize("cells", [[], [v4.new_code_cell("")], [v4.new_markdown_cell("字" * 20_000 + "😀\x00")]])
def test_empty_and_strange_notebooks(cells):
    assert "</html>" in page_of(*cells)


def test_title_and_language_are_those_of_the_notebook_or_of_the_reader():
    nasty = '</title><script>alert("1")</script>\n} * { display: none } '
    page = page_of(title=nasty, casekit={"lang": '"><b>'})
    assert "<script>alert" not in page and "<b>" not in page
    assert Report(page).tree.findtext(".//title").startswith("</title><script>")
    for reader, expected in (("zh", "zh-CN"), ("en", "en")):
        with language(reader):
            assert f'<html lang="{expected}">' in page_of()
    assert '<html lang="fr">' in CaseReportExporter(lang="fr").from_notebook_node(v4.new_notebook())[0]


def test_a_long_title_is_cut_at_the_head_of_printed_pages():
    heads = re.findall(r'@top-left \{ content: "(.*?)"', page_of(title="长" * 500))
    assert heads == ["长" * 60 + "…"]


def test_a_page_without_our_script_allows_none():
    page = page_of(v4.new_markdown_cell("x"))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page).group(1)
    assert policy.startswith("default-src 'none';") and "script-src" not in policy
    assert "script-src 'sha256-" in content_security_policy("x") and "http" not in content_security_policy("x")


def test_the_command_of_jupyter_finds_it(tmp_path):
    nbformat.write(v4.new_notebook(cells=[v4.new_markdown_cell("# 我的分析")]), tmp_path / "mine.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "casereport", "mine.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    page = (tmp_path / "mine.html").read_text("utf-8")
    assert "我的分析" in page and "<title>mine</title>" in page
    assert not re.search(r'(src|href)="(?!data:|#)', page)
