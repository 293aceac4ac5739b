"""The workbook in Chinese, in JupyterLab in Chinese: whose bill, a refusal, a recording, a file too big to upload."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casekit.casebook import open_case
from casekit.demo.files import write_exports
from casekit.widgets.fields import UPLOAD_LIMIT
from tests.browser.walker import WHOLE, WORDS, Walker, fresh_kernels
from tests.lab.server import Lab, running_lab

NAME = '妈妈 <script>alert(2)</script> "x" 👩'


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    home = tmp_path_factory.mktemp("chinese") / "home"
    home.mkdir()
    with running_lab(home, language="zh") as running:
        yield running


def test_a_relative_s_bill_a_refusal_and_a_recording(lab: Lab, browser: Any, tmp_path: Path) -> None:
    exports = write_exports(tmp_path / "exports")
    bill = next(path for path in exports if path.name.startswith("通话详单"))
    recording = next(path for path in exports if path.suffix == ".mp3")
    fresh_kernels(lab)
    walker = Walker(browser, lab, width=820)
    try:
        assert walker.page.get_by_role("menuitem", name="文件", exact=True).is_visible()
        walker.sees("start", "有人身危险，请先拨打110。")
        walker.fill("start", "欠的是哪家的钱？", WORDS)
        walker.press("start", "建立案件")
        walker.sees("start", "当前案件：")
        folder = next(path.parent for path in lab.home.glob("*/ledger.sqlite"))

        # A file that the button cannot carry is told of, and nothing is sent.
        big = tmp_path / "big.xml"
        with big.open("wb") as stream:
            stream.truncate(UPLOAD_LIMIT + 1)
        walker.upload("import", "选择文件", big)
        walker.sees("import", re.compile("文件超过 100 MB，按钮传不了"))

        # The bill of somebody who is not in the case yet.
        walker.upload("import", "选择文件", bill)
        walker.sees("import", "同意导入")
        assert not walker.section("import").get_by_text(re.compile("文件超过")).is_visible()
        walker.press("import", "同意导入")
        walker.sees("import", "请先选这是谁的记录。")
        walker.choose("import", "这是谁的记录", "＋ 新的人……")
        walker.fill("import", "称呼（平时怎么叫就怎么写）", NAME)
        walker.choose("import", "与借款人的关系", "父母")
        walker.choose("import", "与这笔借款的关系", "与债务无关的第三人")
        walker.press("import", "同意导入")
        walker.sees("import", "已导入的文件")
        mother = open_case(folder).find_person(NAME)
        assert mother is not None
        assert (mother.relation, mother.lines) == ("parent", ("13900000202",))
        assert set(open_case(folder).events()["person"]) == {mother.id}
        walker.sees("people", re.compile("妈妈 <script>"))

        # A call that she told of: the caller was asked to stop, and there is a recording.
        walker.press("notes", "新记一条")
        walker.field("notes", "时间").fill("2026-01-05T21:30")
        walker.fill("notes", "对方号码", "16200003072")
        walker.choose("notes", "这是哪一方", "是催收，但不知道是哪一家")
        walker.choose("notes", "打扰到的是谁", f"{NAME}（父母）")
        walker.fill("notes", "对方原话", WORDS)
        walker.tick("notes", "要求他人代还")
        walker.tick("notes", "当时已明确要求对方不要再联系此人")
        walker.upload("notes", "添加录音或截图", recording)
        walker.sees("notes", re.compile(re.escape(recording.name)))
        walker.press("notes", "保存这条记录")
        walker.sees("notes", re.compile("一并保存文件 1 个"))
        case = open_case(folder)
        logged = next(one for one in case.incidents() if one.words)
        assert (logged.words, logged.tags, logged.person) == (WORDS, ("pay_demand_to_third_party",), mother.id)
        assert [case.refresh().evidence[one].name for one in logged.evidence] == [recording.name]
        assert [(one.kind, one.person) for one in case.background().facts] == [("refused_contact", mother.id)]
        assert walker.nameless() == []

        refuse_and_note_harm(walker, folder, recording)

        # From the top a link leads to each section; while proposals are still worked out, what is below them moves.
        walker.section("filing").get_by_text("正在查看可以向哪里投诉").first.wait_for(state="hidden")
        walker.page.get_by_role("link", name="案件信息", exact=True).first.click()
        heading = walker.page.get_by_role("heading", name=re.compile("案件信息"))
        walker.page.wait_for_function(
            "(one) => one.getBoundingClientRect().y > 0 && one.getBoundingClientRect().y < 300",
            arg=heading.element_handle(),
        )

        # The next page on the same kernel has the case, and leaving asks nothing.
        walker.reload()
        walker.sees("start", "当前案件：")
        assert walker.outside == []
        assert walker.dialogs == []
    finally:
        walker.close()


def refuse_and_note_harm(walker: Walker, folder: Path, proof: Path) -> None:
    """What protects is ticked off, the mother's own letter is written, and harm is entered with its proof."""
    walker.tick("protect", "把录音和截图复制一份到电脑或者移动硬盘，文件名保持不变。")
    walker.press("filing", "▸ 单写一封信函")
    walker.choose("filing", "哪一封", "拒绝联系并要求删除个人信息的函（第三人）")
    walker.press("filing", "生成这封信")
    walker.sees("filing", re.compile("请选择由谁署名"))
    walker.choose("filing", "由谁署名", f"{NAME}（父母）")
    walker.press("filing", "生成这封信")
    with walker.context.expect_page() as opened:
        walker.section("filing").get_by_role("link", name="打开信函").click()
    opened.value.wait_for_load_state()
    assert NAME in opened.value.inner_text("body"), "a name is words, whatever stands in it"
    opened.value.close()

    walker.press("followup", "▸ 损害：催收对工作、健康、家庭、支出造成的影响（0）")
    walker.choose("followup", "影响到什么", "家庭与亲友关系")
    walker.fill("followup", "哪一天", "2026-01-06")
    walker.fill("followup", "发生了什么，照实写", WORDS)
    walker.upload("followup", "添加证明（单据、证明、消息）", proof)
    walker.sees("followup", re.compile(re.escape(proof.name)))
    walker.press("followup", "登记这项损害")
    walker.sees("followup", re.compile("一并保存文件 1 个"))
    background = open_case(folder).background()
    assert [(one.kind, one.text) for one in background.harms] == [("family", WORDS)]
    assert walker.nameless() == []


def test_questions_are_answered_in_lists_that_stay(lab: Lab, browser: Any, tmp_path: Path) -> None:
    chat, sides = tmp_path / "聊天.txt", tmp_path / "两边.csv"
    chat.write_text("李经理\n2026年1月3日 21:14\n今天必须还\n\n小王\n2026年1月3日 21:20\n没有钱\n", "utf-8")
    rows = "".join(f"17000000001,13900000002,2026-01-0{day} 09:00:00,{day}\n" for day in range(1, 6))
    sides.write_text(f"主叫号码,被叫号码,开始时间,时长\n{rows}", "utf-8")
    fresh_kernels(lab)
    walker = Walker(browser, lab, width=390)
    page = walker.page
    try:
        walker.fill("start", "是什么产品？", "问答")
        walker.press("start", "建立案件")
        walker.upload("import", "选择文件", chat)
        walker.sees("import", "文件里没有写明哪一个是您本人。请选择您在聊天里的名字。")
        for name in ("李经理，1 条消息", "小王，1 条消息"):
            walker.choose("import", "其中哪一个是您？", name)
            walker.sees("import", re.compile("自己打出或发出 1"))
        walker.choose("import", "这是谁的记录", "借款人本人")
        walker.press("import", "同意导入")
        walker.sees("import", re.compile("聊天.txt：新增 2 条，已有 0 条。下一步"))
        walker.sees("numbers", "消息 2 条")

        walker.upload("import", "选择文件", sides)
        walker.choose("import", "哪一个是机主号码？", "13900000002")
        walker.sees("import", re.compile("对方打来或发来 5"))
        walker.sees("import", re.compile("文件所列时间 5"))
        assert walker.nameless() == []

        # Nothing is wider than a phone's window.
        assert page.evaluate(
            "[...document.querySelectorAll('.ck-card')].every((one) => one.scrollWidth <= one.clientWidth)"
        )
    finally:
        walker.close()


def test_a_slip_of_a_key_does_nothing_words_come_into_view_and_a_restart_heals_itself(lab: Lab, browser: Any) -> None:
    fresh_kernels(lab)
    walker = Walker(browser, lab, height=620)
    page = walker.page
    try:
        cells = page.locator(".jp-Cell").count()
        for focused in (walker.field("start", "语言 / Language"), page.get_by_role("heading", name="开始")):
            focused.click() if focused.evaluate("(one) => one.tagName === 'H2'") else focused.focus()
            for key in "00bmr":
                page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert page.locator(".jp-Dialog").count() == 0
        assert page.locator(".jp-Cell").count() == cells
        assert not page.locator(".jp-NotebookPanel-toolbar").is_visible()
        assert walker.section("import").get_by_text("请先在“开始”里打开案件").is_visible()

        # The refusal stands below the cards, out of this small window.
        page.mouse.wheel(0, 250)
        walker.press("start", "建立案件")
        walker.sees("start", re.compile("填一个就行"))
        refusal = walker.section("start").get_by_role("alert")
        page.wait_for_function(
            "(one) => one.getBoundingClientRect().bottom <= window.innerHeight", arg=refusal.element_handle()
        )
        walker.fill("start", "是什么产品？", "重启")
        walker.press("start", "建立案件")
        walker.sees("import", "选择文件")
        assert walker.section("import").get_by_text("(0)").count() == 0

        # A report opens in a page of its own.
        walker.press("export", "生成报告")
        walker.sees("export", re.compile("已生成"))
        with walker.context.expect_page() as opened:
            walker.section("export").get_by_role("link", name="打开报告").click()
        opened.value.wait_for_load_state()
        assert "/files/" in opened.value.url and opened.value.title().startswith("关于催收行为涉嫌违规的投诉报告")
        opened.value.close()
        assert page.get_by_role("tab", name=re.compile("report")).count() == 0

        page.get_by_role("menuitem", name="内核", exact=True).click()
        page.get_by_role("menuitem", name="重启内核…").first.click()
        page.locator(".jp-Dialog .jp-mod-accept").click()
        walker.section("start").get_by_role("button", name="打开", exact=True).locator("visible=true").wait_for()
        page.wait_for_function(WHOLE)
        walker.press("start", "打开")
        walker.sees("start", "当前案件：")
        assert walker.dialogs == []
    finally:
        walker.close()


def test_on_binder_real_data_waits_for_the_tick(browser: Any, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with running_lab(home, language="zh", BINDER_LAUNCH_HOST="https://mybinder.org/") as lab:
        walker = Walker(browser, lab)
        try:
            walker.sees("start", "这里是公用的试用服务器，不是您自己的电脑。")
            walker.sees("start", "demo")
            demo = open_case(home / "demo")
            before = len(demo.events())
            walker.press("start", "换一个案件")
            walker.fill("start", "是什么产品？", "花呗")
            walker.press("start", "建立案件")
            walker.sees("start", re.compile("这里是公用服务器，不会保存任何内容"))
            assert not (home / "花呗").exists()
            walker.tick("start", "我明白，仍要在这台服务器上放入真实资料")
            walker.press("start", "建立案件")
            walker.sees("start", "当前案件：")
            assert (home / "花呗").is_dir()

            # Everything can be taken away in one file.
            walker.press("case", "整案打包成一个 zip")
            with walker.page.expect_download() as download:
                walker.section("case").get_by_role("link", name=re.compile("保存 zip 文件")).click()
            assert download.value.suggested_filename.endswith(".zip")
            assert len(open_case(home / "demo").events()) == before
            assert walker.outside == []
        finally:
            walker.close()
