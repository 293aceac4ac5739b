"""The report as its recipient opens it: a file, any browser, no network, scripts or not, screen, phone and paper."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from casekit.report.write import write_report
from tests.report.reading import Report, material_of
from tests.report.samples import long_case, rich_case

LONG = 1_500
NASTY = (
    "<script>window.ran=1</script><img src=x onerror=window.ran=1>\"'&</style>😀‮abc שלום"
    + "W" * 5000
    + "\x00\x07\ud800"
)
CONTRAST = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (!/, 0\\)$|transparent/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const weak = new Set();
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || node.closest('style')) continue;
    const [one, other] = [getComputedStyle(node).color, ground(node)].map(light).sort((a, b) => b - a);
    if ((one + 0.05) / (other + 0.05) < 4.5) weak.add(node.tagName + '.' + node.className);
  }
  return [...weak];
}"""
WIDER = """() => [...document.querySelectorAll('main *')].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && node.checkVisibility({contentVisibilityAuto: true}) && box.right > innerWidth + 1 && getComputedStyle(node).position !== 'absolute';
}).map((node) => node.tagName + '.' + node.className)"""


@pytest.fixture(scope="module")
def rich(case, tmp_path_factory):
    return write_report(case, tmp_path_factory.mktemp("rich") / "report.html", lang="zh")


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nasty")
    return write_report(rich_case(folder / "case", nasty=NASTY), folder / "report.html", lang="zh")


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long")
    return write_report(long_case(folder / "case", LONG), folder / "report.html", lang="zh")


@pytest.fixture
def opened(browser):
    """Opens a file in a fresh window; at the end nothing may have been asked for or complained about."""
    contexts, asked, said = [], [], []

    def open_file(path, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


@pytest.mark.parametrize("width", [390, 768, 1200])
@pytest.mark.parametrize("kind", ["rich", "nasty"])
def test_nothing_is_wider_than_the_window(opened, kind, width, request):
    page = opened(request.getfixturevalue(kind), viewport={"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(WIDER) == []


def test_texts_of_others_are_shown_and_never_run(opened, nasty):
    page = opened(nasty)
    assert page.evaluate("window.ran") is None
    assert "<script>window.ran=1</script>" in page.inner_text(".part.worst")
    assert page.locator("script").count() == 1 and page.locator("main img:not([src^='data:'])").count() == 0


def test_the_policy_of_the_page_lets_nothing_in(opened, rich):
    page = opened(rich)
    policy = page.get_attribute("meta[http-equiv='Content-Security-Policy']", "content")
    assert policy.startswith("default-src 'none'") and "unsafe-eval" not in policy
    assert re.search(r"script-src 'sha256-[^']+'$", policy)


def test_without_scripts_all_is_there_but_the_filter(opened, rich):
    with_scripts = opened(rich).inner_text("main")
    page = opened(rich, java_script_enabled=False)
    assert page.locator("main input").count() == 0
    text = page.locator("main").inner_text()
    assert (
        text.splitlines()[:40] == with_scripts.splitlines()[:40] and page.locator("#full-list tbody tr").count() == 67
    )


def test_the_filter_narrows_the_full_list_by_keyboard(opened, long):
    wanted = [
        row
        for row in Report(long.read_text("utf-8")).rows("everything")
        if row[5] == "17000000007" and "接通" in row[4]
    ]
    page = opened(long)
    field = page.get_by_label("只显示含有以下文字的行")
    field.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.type("17000000007 接通")
    answer = page.locator(".filter output")
    answer.filter(has_text=f"{len(wanted)} / {LONG}").wait_for()
    numbers = page.locator("#full-list tbody tr:not([hidden]) td:first-child").all_text_contents()
    assert numbers == [row[0] for row in wanted] and len(numbers) == 5
    field.fill("")
    answer.filter(has_text="/").wait_for(state="detached")
    assert page.locator("#full-list tbody tr[hidden]").count() == 0


def shown(page, what):
    """The texts of what is seen of some elements, by the mark of the finding that each begins with."""
    return [text.split()[0] for text in page.locator(f"{what}:visible").all_inner_texts()]


def test_findings_can_be_narrowed_by_force_and_result_by_keyboard(opened, rich, case):
    groups = material_of(case).groups
    led = [group for group in groups if group[0].status == "over"]
    page = opened(rich)
    everything = [f"7-{place}" for place in range(1, len(groups) + 1)]
    assert shown(page, ".overview tbody tr") == everything
    box = page.get_by_label("推荐性国家标准", exact=True)
    box.focus()
    page.keyboard.press("Space")
    other = [
        place
        for place, group in enumerate(groups, 1)
        if {one.strength for one in group} != {"national_std_recommended"}
    ]
    assert 0 < len(other) < len(groups)
    assert shown(page, ".overview tbody tr") == [f"7-{place}" for place in other]
    assert shown(page, "article.finding") == [f"7-{place}" for place in other if place <= len(led)]
    page.emulate_media(media="print")
    assert shown(page, ".overview tbody tr") == everything and page.locator(".choices:visible").count() == 0
    page.emulate_media(media="screen")
    box.press("Space")
    assert shown(page, ".overview tbody tr") == everything


def test_a_line_of_the_overview_leads_to_its_finding_and_a_number_to_its_contact(opened, rich):
    page = opened(rich)
    line = page.locator(".overview tbody tr").nth(1)
    line.locator("td").nth(2).click()
    assert page.url.endswith("#f7-2")
    box = page.locator("[id='f7-2']").bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]
    link = page.locator("#findings article a").first
    number = link.inner_text()
    link.click()
    assert page.url.endswith(f"#n{number}")
    row = page.locator(f"#n{number}")
    assert row.locator("td").first.inner_text() == number
    assert -1 < row.bounding_box()["y"] < page.viewport_size["height"]


def test_a_long_list_is_laid_out_only_where_it_is_looked_at(opened, long):
    page = opened(long)
    assert page.locator("#full-list tbody tr").count() == LONG
    skipped = page.evaluate(
        "[...document.querySelectorAll('#full-list .slab')].filter((one) => !one.checkVisibility({contentVisibilityAuto: true})"
        " || !one.querySelector('table').checkVisibility({contentVisibilityAuto: true})).length"
    )
    assert skipped > 4


def test_the_page_can_be_heard(opened, rich):
    page = opened(rich)
    assert page.get_attribute("html", "lang") == "zh-CN" and page.title().startswith("关于催收行为涉嫌违规的投诉报告")
    assert page.locator("img:not([alt]), img[alt='']").count() == 0
    assert page.locator("main .list:not(:has(caption))").count() == 0
    assert page.locator("main th:not([scope])").count() == 0
    assert page.locator("main input").count() == page.locator("main label input").count() > 1
    for group in page.locator(".choices [role=group]").all():
        assert group.evaluate("(one) => document.getElementById(one.getAttribute('aria-labelledby')).textContent")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(opened, rich, scheme):
    assert opened(rich, color_scheme=scheme).evaluate(CONTRAST) == []


@pytest.fixture(scope="module")
def on_paper(browser, rich, tmp_path_factory):
    """Prints the report and gives the texts of its pages."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not on this machine")

    def print_at(scale):
        target = tmp_path_factory.mktemp("pdf") / "report.pdf"
        page = browser.new_page()
        page.goto(rich.as_uri())
        page.pdf(path=target, prefer_css_page_size=True, scale=scale)
        page.close()
        text = subprocess.run(["pdftotext", "-layout", target, "-"], check=True, capture_output=True, text=True).stdout
        return text.split("\f")[:-1]

    return print_at


@pytest.fixture(scope="module")
def printed(on_paper):
    return on_paper(1)


def test_page_one_on_paper_holds_request_figures_and_findings(printed):
    first = printed[0].replace(" ", "")
    for words in (
        "投诉请求与摘要",
        "停止在每日22:00至次日8:00催收",
        "关键数字",
        "催收联系总次数",
        "主要涉嫌情形",
        "见7-1",
    ):
        assert words in first, words


def test_pages_are_numbered_and_carry_the_title(printed):
    for number, text in enumerate(printed, start=1):
        assert f"第 {number} 页 共 {len(printed)} 页" in text
        assert ("关于催收行为涉嫌违规的投诉报告：" in text) == (number > 1)


def test_the_full_list_is_not_printed(printed):
    assert any("所涉事件清单" in text for text in printed) and not any("全部联系记录" in text for text in printed)


def test_tables_repeat_their_headings_on_every_page(on_paper):
    row = re.compile(r"^\s+\d+\s+2026-\d\d-.*电话·接通", re.MULTILINE)
    pages = [text for text in on_paper(1.6) if row.search(text)]
    assert len(pages) > 1
    for text in pages:
        assert text.index("接收人及") < row.search(text).start()


def test_no_page_on_paper_is_nearly_empty(printed):
    assert [number for number, text in enumerate(printed[:-1], start=1) if len(text.split("\n")) < 15] == []
