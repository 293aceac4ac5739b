"""A person at the workbook: a page of a real browser, used by what is seen on it."""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path
from typing import Any

from tests.lab.server import PATIENCE, TOKEN, Lab, open_workbook

SECTIONS = [
    "start", "protect", "import", "numbers", "notes", "people", "charts", "findings", "export", "filing", "followup",
    "repayment", "case",
]  # fmt: skip
# What may come from anybody, in any field.
# What holds on a page when every section of the workbook is there.
WHOLE = "document.querySelectorAll('.jp-OutputArea .ck').length === 13"
WORDS = "今天不还就打给你妈 <script>alert(1)</script> “quoted” 🙂"

# Controls that are in sight and that nothing names for somebody who only hears the page.
_NAMELESS = """() => [...document.querySelectorAll(".ck :is(input, select, textarea, button, a)")]
  .filter((one) => one.getClientRects().length)
  .filter((one) => ![one.ariaLabel, one.textContent, ...[...(one.labels ?? [])].map((label) => label.textContent)]
    .some((name) => name?.trim()))
  .map((one) => one.outerHTML.slice(0, 200))"""


def fresh_kernels(lab: Lab) -> None:
    """End every session, so that a test starts without what the one before it had open."""
    for session in json.loads(lab.api("api/sessions")):
        request = urllib.request.Request(
            f"{lab.url}/api/sessions/{session['id']}", method="DELETE", headers={"Authorization": f"token {TOKEN}"}
        )
        urllib.request.urlopen(request).close()


class Walker:
    """A page on the workbook that notes every request that leaves the machine and every dialog."""

    def __init__(self, browser: Any, lab: Lab, width: int = 1280, height: int = 900) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.outside: list[str] = []
        self.dialogs: list[str] = []
        self.context.on("request", self._note)
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.accept()))
        open_workbook(self.page, lab)

    def _note(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
            self.outside.append(request.url)

    def section(self, name: str) -> Any:
        return self.page.locator(".jp-OutputArea .ck").nth(SECTIONS.index(name))

    def press(self, section: str, button: str, nth: int = 0, held: float = 0) -> None:
        """Press a button and keep it down for so many milliseconds."""
        shown = self.section(section).get_by_role("button", name=button, exact=True).locator("visible=true")
        shown.nth(nth).click(delay=held)

    def field(self, section: str, label: str) -> Any:
        return self.section(section).get_by_label(label, exact=True).locator("visible=true").first

    def field_gone(self, section: str, label: str) -> None:
        """Wait until a question is asked no more."""
        self.section(section).get_by_label(label, exact=True).first.wait_for(state="detached")

    def fill(self, section: str, label: str, value: str) -> None:
        field = self.field(section, label)
        field.fill(value)
        field.press("Tab")

    def choose(self, section: str, label: str, option: str) -> None:
        self.field(section, label).select_option(label=option)

    def tick(self, section: str, label: str) -> None:
        self.field(section, label).check()

    def upload(self, section: str, button: str, *files: Path) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.section(section).get_by_role("button", name=button).locator("visible=true").first.click()
        chooser.value.set_files(files)

    def reload(self) -> None:
        """Load the page again; what came late is shown once more by the workbook itself."""
        self.page.reload()
        self.page.wait_for_function(WHOLE)

    def sees(self, section: str, words: str | re.Pattern[str]) -> None:
        """Wait for words in a section; where they never come, say what stands there instead."""
        shown = self.section(section)
        try:
            shown.get_by_text(words).locator("visible=true").first.wait_for()
        except Exception as error:
            raise AssertionError(f"{words!r} never came in {section}, which shows:\n{shown.inner_text()}") from error

    def nameless(self) -> list[str]:
        """Controls in sight that have no accessible name."""
        found: list[str] = self.page.evaluate(_NAMELESS)
        return found

    def close(self) -> None:
        self.context.close()
