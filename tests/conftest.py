"""What every test starts from: a home of its own, English messages, a browser where there is one."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from casekit.text import language

# How long an example takes says more about the machine than about the code; the same examples at each run.
settings.register_profile("casekit", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("casekit")

# Cases write each entry through to the disk: in memory, where the machine has room there, none has to wait for it.
_MEMORY = Path("/dev/shm")
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 2 << 30:
    os.environ.setdefault("TMPDIR", str(_MEMORY))
    tempfile.tempdir = None  # what was found before is looked for anew
# Settled now: a test that sends its children elsewhere does not move the files of those that come after it.
tempfile.gettempdir()

# Files that take long: they begin first, for a file is not shared out. A page in the browser stands beside work without.
LONG = (
    "browser/test_workbook_zh.py", "importers/test_fuzz_containers.py", "importers/test_fuzz.py",
    "browser/test_workbook.py", "cli/test_rules.py", "browser/test_long_work.py", "rules/test_wording.py",
    "report/test_in_browser.py", "rules/test_vectors.py", "lab/test_launch.py", "importers/test_cli_together.py",
    "demo/test_notebook.py", "rules/test_rulebook_documents.py", "report/test_cases.py",
)  # fmt: skip
_TURN = {Path(__file__).parent / name: turn for turn, name in enumerate(LONG)}

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the long files to the front; within a file nothing changes its place."""
    items.sort(key=lambda one: _TURN.get(one.path, len(_TURN)))


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new name at each turn; they lie apart, for thousands in one folder would make every other search long."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / f"home{number}" for number in itertools.count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Cases without a folder of their own go here, never into the real home."""
    folder = next(homes)
    folder.mkdir()
    monkeypatch.setenv("CASEKIT_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Messages are English unless a test asks for Chinese, whatever the locale of the machine."""
    with language("en"):
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The machine's Chromium; skipped with the reason where there is none.

    One for each file of tests: as long as it is open its event loop counts as running, and what comes after in the
    same process would take itself to be inside a kernel.
    """
    found = os.environ.get("CASEKIT_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if found is None:
        reason = "no Chromium on this machine: install it, or name it in CASEKIT_CHROMIUM"
        if os.environ.get("CASEKIT_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Continuous integration runs as root, where Chromium has no sandbox.
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()
