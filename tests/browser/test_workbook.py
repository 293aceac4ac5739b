"""The workbook, used in JupyterLab in a real browser as its user would: from an export file to the report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casekit.casebook import open_case
from casekit.demo.files import write_exports
from casekit.lab.notebooks import shipped_notebook
from tests.browser.walker import WHOLE, WORDS, Walker, fresh_kernels
from tests.lab.server import PATIENCE, TOKEN, Lab, running_lab


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    home = tmp_path_factory.mktemp("english") / "home"
    home.mkdir()
    with running_lab(home, language="en") as running:
        yield running


def test_from_an_export_file_to_the_report(lab: Lab, browser: Any, tmp_path: Path) -> None:
    exports = write_exports(tmp_path / "exports")
    calls = next(path for path in exports if path.name.startswith("calls-202603"))
    fresh_kernels(lab)
    walker = Walker(browser, lab)
    try:
        walker.fill("start", "Whom is the money owed to?", "Example Consumer Finance")
        walker.fill("start", "What product is it?", "花呗")
        walker.choose(
            "start", "Which institution lends the money?", "重庆蚂蚁消费金融有限公司 (consumer finance company)"
        )
        walker.press("start", "Make the case")
        walker.sees("start", "Open now:")
        folder = lab.home / "花呗"
        assert [one.lender_type for one in open_case(folder).background().lenders()] == ["consumer_finance"]

        # Import: nothing enters before it is agreed to.
        walker.upload("import", "Choose files", calls)
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
        walker.tick("notes", "insult")
        walker.press("notes", "Save")
        walker.sees("notes", re.compile("is up to date"))
        said = [one for one in open_case(folder).incidents() if one.words]
        assert [(one.words, one.tags) for one in said] == [(WORDS, ("insult",))]

        # A visit that no file knows of.
        walker.press("notes", "Log a new contact")
        walker.choose("notes", "How", "visit")
        walker.choose("notes", "Which side was it?", "a collector, it is not known of which company")
        walker.field("notes", "When").fill("2026-02-20T15:30")
        walker.choose("notes", "Which side was it?", "a collector, it is not known of which company")
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
        walker.page.wait_for_timeout(2000)
        assert walker.field("export", "Telephone for questions").input_value() == "13800000001"

        walker.section("charts").locator("figure img").nth(2).wait_for()
        walker.sees("findings", re.compile("This is arithmetic, not a verdict"))
        look_at_a_finding(walker)
        answer_questions(walker, folder)
        assert walker.nameless() == []

        walker.press("export", "Write the report")
        walker.sees("export", re.compile(r"Written: .*\.html"))
        report = next(folder.glob("exports/*.html"))
        check_report(browser, report)
        hand_in(walker, folder)
        assert walker.nameless() == []
        assert walker.outside == []
        assert walker.dialogs == []
    finally:
        walker.close()


def hand_in(walker: Walker, folder: Path) -> None:
    """From the proposals to finished papers, and from there to the filing with its deadline."""
    desk = "the lender's complaint desk"
    walker.sees("filing", re.compile("Begin with the first one"))
    walker.press("filing", f"Prepare papers for: {desk}")
    walker.sees("filing", "1. What is still missing")
    walker.press("filing", "Make the papers")
    walker.sees("filing", re.compile("tick the sentence below it first"))
    walker.section("filing").get_by_label(re.compile("^I confirm")).check()
    walker.press("filing", "Make the papers")
    # The page goes on while they are made.
    walker.fill("followup", "Receipt or reference number", "typed meanwhile")
    walker.sees("filing", re.compile("The papers are made"))
    (archive,) = folder.glob("exports/lender-*.zip")
    with walker.page.expect_download() as download:
        walker.section("filing").get_by_role("link", name=re.compile("Save everything as one zip file")).click()
    assert download.value.suggested_filename == archive.name
    with walker.context.expect_page() as opened:
        walker.section("filing").get_by_role("link", name=re.compile("^Open: 01-")).first.click()
    opened.value.wait_for_load_state()
    assert "花呗" in opened.value.inner_text("body")
    opened.value.close()

    walker.press("filing", "I have handed it in: enter that")
    walker.sees("filing", re.compile("the form is open on this place"))
    assert walker.field("followup", "Receipt or reference number").input_value() == "typed meanwhile"
    walker.fill("followup", "Receipt or reference number", "T-2026-1")
    walker.fill("followup", "Handed in on", f"{open_case(folder).today() - timedelta(days=20)}")
    walker.press("followup", "Enter this filing")
    walker.sees("followup", re.compile(r"overdue"))
    walker.sees("followup", "What to do next")
    (filing,) = open_case(folder).background().filings
    assert (filing.channel, filing.receipt) == ("lender", "T-2026-1")


def look_at_a_finding(walker: Walker) -> None:
    """Filter, open a finding with the keyboard, and see it on the timeline."""
    section = walker.section("findings")
    night = section.get_by_role("button", name="▸ Contacts at night (22:00 to 8:00)").locator("visible=true").first
    night.wait_for()
    law = walker.field("findings", "Basis").locator("option", has_text=re.compile(r"^law\s\(\d+\)$"))
    law.wait_for(state="attached")
    walker.choose("findings", "Basis", law.inner_text().replace("\xa0", " "))
    walker.sees("findings", re.compile("findings are shown"))
    night.wait_for(state="hidden")
    walker.choose("findings", "Basis", "all")
    night.wait_for()
    night.focus()
    walker.page.keyboard.press("Enter")
    walker.sees("findings", "How it was counted")
    walker.sees("findings", "What does this rule say?")
    walker.sees("findings", "Where this can be taken")
    walker.press("findings", "Show on the timeline")
    picture = section.locator("figure img").first
    picture.wait_for()
    assert re.search(r"For this finding \d+ are counted", picture.get_attribute("alt"))
    walker.page.wait_for_timeout(700)  # or the second press would pass for one of a double click
    walker.press("findings", "Hide the timeline")
    picture.wait_for(state="detached")


def answer_questions(walker: Walker, folder: Path, lender: str = "重庆蚂蚁消费金融有限公司") -> None:
    """A no takes a clause away, a yes that needs a day takes contacts out; the open finding changes at once."""
    hours = f"Did you agree on hours of contact with {lender}?"
    section = walker.section("findings")
    walker.sees("findings", re.compile("That contact at these hours had been agreed|other hours had been agreed"))
    before = section.get_by_text(re.compile("hours had been agreed")).count()
    walker.choose("findings", hours, "no")
    walker.press("findings", "Save the answers")
    walker.sees("findings", re.compile("Saved. The findings are checked again"))
    walker.field_gone("findings", hours)
    for _tenth in range(PATIENCE // 100):  # the cards are made anew one after another
        if section.get_by_text(re.compile("hours had been agreed")).count() < before:
            break
        walker.page.wait_for_timeout(100)
    assert section.get_by_text(re.compile("hours had been agreed")).count() < before
    (fact,) = open_case(folder).background().facts
    assert (fact.kind, fact.denied) == ("agreed_hours", True)
    walker.sees("case", re.compile("contact hours were agreed: no"))

    tries = f"Did you agree with {lender} how often it may contact you?"
    over = section.get_by_role("button", name=re.compile("More than three connected calls")).locator("visible=true")
    assert over.count() == 1
    walker.choose("findings", tries, "yes: a contact frequency was agreed")
    walker.fill("findings", "Since when? The day is enough.", "2025-01-01")
    walker.press("findings", "Save the answers")
    walker.field_gone("findings", tries)
    over.wait_for(state="detached")


def check_report(browser: Any, report: Path) -> None:
    """The report opens by itself, asks for nothing, and shows the words as words."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    text = page.inner_text("main")
    assert WORDS in text
    assert "the gate of the factory" in text
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()


def test_only_a_trusted_workbook_runs_by_itself_and_run_all_starts_any(lab: Lab, browser: Any) -> None:
    fresh_kernels(lab)
    notebook = json.loads(shipped_notebook("workbook.ipynb").read_text("utf-8"))
    notebook["cells"][0]["source"] = ["# Somebody else's notebook"]
    (lab.home / "received.ipynb").write_text(json.dumps(notebook), "utf-8")
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    try:
        page.goto(f"{lab.url}/lab/tree/received.ipynb?token={TOKEN}&reset")
        page.get_by_role("heading", name="Somebody else's notebook").wait_for()
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
        page.wait_for_timeout(1500)
        assert page.locator(".ck").count() == 0
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_function(WHOLE)
    finally:
        page.close()
