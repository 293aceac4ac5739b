"""The command line in a test: commands run on one case, and what they printed is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casekit.cli import main


class Shell:
    """Runs commands on one case and keeps what they printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], case: str) -> None:
        self.capsys, self.case, self.error = capsys, case, ""

    def __call__(self, command: str, *arguments: object, code: int = 0) -> str:
        with pytest.raises(SystemExit) as stopped:
            main([command, self.case, *map(str, arguments)])
        printed = self.capsys.readouterr()
        self.error = printed.err
        assert (stopped.value.code or 0) == code, printed.err
        return printed.out

    def json(self, command: str, *arguments: object, code: int = 0) -> Any:
        return json.loads(self(command, *arguments, "--json", code=code))
