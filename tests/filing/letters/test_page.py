"""The page of a letter: complete in itself, in its language, readable on paper and on a telephone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from casekit.filing.letters.blocks import blocks_of
from casekit.filing.letters.page import page_of
from casekit.text import language

HTML = (
    '<h1>投诉书</h1><p class="to">致：某公司</p><ol><li>停止</li></ol>'
    "<table><tr><th>编号</th><th>方式、号码、自称</th><th>原话或者经过</th><th>证据</th></tr>"
    "<tr><td>12</td><td>电话·接通<br>17000000012345678901234567890</td><td>“还钱”</td><td>五-1</td></tr></table>"
    '<table><tr><th>姓名</th><td><span class="blank"></span></td></tr></table>'
    '<p class="sign">签名：<span class="blank"></span></p>'
)


def _page(tongue: str = "zh", title: str = "投诉书") -> str:
    with language(tongue):
        return page_of(title, blocks_of(HTML))


@pytest.mark.parametrize(("tongue", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_says_its_language(tongue: str, tag: str) -> None:
    assert f'<html lang="{tag}">' in _page(tongue)


def test_nothing_runs_and_nothing_is_fetched() -> None:
    page = _page()
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|https?://|\son\w+=", page)


def test_a_title_cannot_leave_its_place() -> None:
    page = _page(title='</style><script>alert("x")</script>')
    assert "<script" not in page and page.count("</style>") == 1


def test_it_prints_on_a4_with_page_numbers() -> None:
    page = _page()
    assert "size: A4" in page
    assert '"第 " counter(page) " 页 共 " counter(pages) " 页"' in page
    assert '"Page " counter(page) " of " counter(pages)' in _page("en")


def test_a_page_reads_on_a_narrow_telephone(browser: Any) -> None:
    view = browser.new_page(viewport={"width": 390, "height": 800})
    view.set_content(_page())
    assert view.evaluate("document.documentElement.scrollWidth") <= 390
    view.close()
