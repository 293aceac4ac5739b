"""The workbook, used in JupyterLab in a real browser as its user would: from an export file to the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casekit.casebook import open_case
from casekit.demo.files import write_exports
from tests.lab.server import Lab, open_workbook, running_lab

SECTIONS = ["start", "import", "numbers", "notes", "people", "charts", "findings", "export", "case"]
WORDS = "今天不还就打给你妈 <script>alert(1)</script> “quoted” 🙂"


class Walker:
    """A page on the workbook that notes every request that leaves the machine and every dialog."""

    def __init__(self, browser: Any, lab: Lab, width: int = 1280) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        self.page = self.context.new_page()
        self.outside: list[str] = []
        self.dialogs: list[str] = []
        self.context.on("request", self._note)
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        open_workbook(self.page, lab)

    def _note(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
            self.outside.append(request.url)

    def section(self, name: str) -> Any:
        return self.page.locator(".jp-OutputArea .ck").nth(SECTIONS.index(name))

    def press(self, section: str, button: str, nth: int = 0) -> None:
        self.section(section).get_by_role("button", name=button, exact=True).locator("visible=true").nth(nth).click()

    def fill(self, section: str, label: str, value: str) -> None:
        field = self.section(section).get_by_label(label, exact=True).locator("visible=true").first
        field.fill(value)
        field.press("Tab")

    def choose(self, section: str, label: str, option: str) -> None:
        self.section(section).get_by_label(label, exact=True).locator("visible=true").first.select_option(label=option)

    def sees(self, section: str, words: str | re.Pattern[str]) -> None:
        self.section(section).get_by_text(words).locator("visible=true").first.wait_for(timeout=30_000)

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    home = tmp_path / "home"
    home.mkdir()
    with running_lab(home, language="en") as running:
        yield running


def test_from_an_export_file_to_the_report(lab: Lab, browser: Any, tmp_path: Path) -> None:
    exports = write_exports(tmp_path / "exports")
    calls = next(path for path in exports if path.name.startswith("calls-202603"))
    walker = Walker(browser, lab)
    try:
        walker.fill("start", "Whom is the money owed to?", "Example Consumer Finance")
        walker.fill("start", "What product is it?", "花呗")
        walker.press("start", "Make the case")
        walker.sees("start", "Open now:")
        folder = lab.home / "花呗"

        # Import: nothing enters before it is agreed to.
        with walker.page.expect_file_chooser() as chooser:
            walker.section("import").get_by_role("button", name="Choose files").click()
        chooser.value.set_files(calls)
        walker.sees("import", "Take it in")
        assert len(open_case(folder).events()) == 0
        walker.press("import", "Take it in")
        walker.sees("import", re.compile("Taken in so far"))
        records = len(open_case(folder).events())
        assert records > 300

        # Whose numbers these are.
        boxes = walker.section("numbers").locator(".ck-number input[type=checkbox]").locator("visible=true")
        boxes.nth(1).check()
        boxes.nth(2).check()
        walker.press("numbers", "They are the collector's")
        walker.sees("numbers", re.compile(r"Saved: 2 numbers"))
        counted = open_case(folder).events()
        counted = counted[counted["attribution"] == "confirmed"]
        assert counted["number"].nunique() == 2

        # What was said in one of the calls.
        walker.press("notes", "Add to a contact that is there")
        walker.press("notes", "Add to this one")
        walker.fill("notes", "Their own words", WORDS)
        walker.section("notes").get_by_label("insult", exact=False).locator("visible=true").first.check()
        walker.press("notes", "Save")
        walker.sees("notes", re.compile("is up to date"))
        said = [one for one in open_case(folder).incidents() if one.words]
        assert [one.words for one in said] == [WORDS]
        assert said[0].tags

        # A visit that no file knows of.
        walker.press("notes", "Log a new contact")
        walker.choose("notes", "How", "visit")
        walker.section("notes").get_by_label("When", exact=True).locator("visible=true").first.fill("2026-02-20T15:30")
        walker.fill("notes", "Where did they turn up?", "the gate of the factory")
        walker.press("notes", "Save this contact")
        walker.sees("notes", re.compile("Saved as number"))
        assert [one.place for one in open_case(folder).incidents() if one.channel == "visit"] == [
            "the gate of the factory"
        ]

        # Running all cells again keeps what was typed.
        walker.fill("export", "Telephone for questions", "13800000001")
        walker.page.get_by_role("menuitem", name="Run", exact=True).click()
        walker.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        walker.page.wait_for_timeout(2500)
        assert (
            walker.section("export").get_by_label("Telephone for questions", exact=True).input_value() == "13800000001"
        )

        walker.press("charts", "Draw again")
        walker.section("charts").locator("figure img").nth(2).wait_for(timeout=30_000)
        walker.press("findings", "Check again")
        walker.sees("findings", re.compile("This is arithmetic, not a verdict"))

        walker.press("export", "Write the report")
        walker.sees("export", re.compile(r"Written: .*\.html"))
        report = next(folder.glob("exports/*.html"))
        check_report(browser, report)
        assert walker.outside == []
        assert walker.dialogs == []
    finally:
        walker.close()


def check_report(browser: Any, report: Path) -> None:
    """The report opens by itself, asks for nothing, and shows the words as words."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    text = page.inner_text("main")
    assert WORDS in text
    assert "the gate of the factory" in text
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()
