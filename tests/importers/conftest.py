"""A case for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.shell import Shell


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    made = Shell(capsys, str(tmp_path / "花呗 2026"))
    made("new", "--lender", "演示消费金融", "--own-number", "13800000001")
    return made
