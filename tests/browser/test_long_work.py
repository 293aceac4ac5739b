"""Work that takes long, in a real kernel: the page goes on meanwhile, and the button that stops it works."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casekit.casebook import Case, create_case, open_case
from tests.browser.walker import Walker, fresh_kernels
from tests.importers.files import NIGHT, call, xml
from tests.lab.server import Lab, running_lab


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = create_case(tmp_path_factory.mktemp("long") / "home" / "huabei", own_numbers=["13800000001"])
    (made.folder / "inbox").mkdir()
    return made


@pytest.fixture(scope="module")
def lab(case: Case) -> Iterator[Lab]:
    with running_lab(case.folder.parent, str(case.folder), language="en") as running:
        yield running


def files_of(case: Case) -> list[str]:
    """What lies in the case folder beside the inbox."""
    return sorted(one.name for one in case.folder.rglob("*") if one.is_file() and one.parent.name != "inbox")


def test_a_big_file_shows_how_far_it_is_and_can_be_stopped(case: Case, lab: Lab, browser: Any) -> None:
    path = case.folder / "inbox" / "calls.xml"
    path.write_bytes(xml("calls", *(call(date=NIGHT + 1000 * step) for step in range(100_000))))
    fresh_kernels(lab)
    walker = Walker(browser, lab)
    section = walker.section("import")
    try:
        section.locator("progress[max]").wait_for()
        assert walker.nameless() == []
        walker.press("import", "Stop")
        walker.sees("import", "Stopped. Nothing of calls.xml was taken in.")
        walker.press("import", "Look through it again")
        walker.press("import", "Take it in")
        section.locator("progress[max]").wait_for()
        walker.press("import", "Stop")
        walker.sees("import", "Stopped. Nothing of calls.xml was taken in.")
        assert files_of(case) == ["ledger.sqlite"] and path.exists() and open_case(case.folder).incidents() == []
        walker.press("import", "Not this one")
        walker.sees("import", "calls.xml was put aside; nothing of it is in the case.")
    finally:
        walker.close()


def test_an_archive_is_taken_in_as_a_whole_and_undone_with_one_click(
    case: Case, lab: Lab, browser: Any, tmp_path: Path
) -> None:
    packed = tmp_path / "phone.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/calls.xml", xml("calls", call(), call(date=NIGHT + 60_000)))
        archive.writestr("b/calls.xml", xml("calls", call(date=NIGHT + 120_000)))
    fresh_kernels(lab)
    walker = Walker(browser, lab, height=500)
    try:
        walker.upload("import", "Choose files", packed)
        # Meanwhile the word that a file has arrived wants to be seen; the button must not move away under the press.
        walker.press("import", "Take in all of it", held=800)
        walker.sees("import", "phone.zip: 2 files taken in, 3 new records")
        assert walker.nameless() == []
        assert len(open_case(case.folder).events()) == 3
        walker.press("import", "Undo all of it")
        walker.sees("import", "Undone: 3 records are out.")
        assert len(open_case(case.folder).events()) == 0
    finally:
        walker.close()
