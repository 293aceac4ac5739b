"""The bar in the terminal, and Ctrl-C as a wish."""

from __future__ import annotations

import io
import signal
import sys

import pytest

from casekit.cli.shared import progress
from casekit.cli.stopping import stoppable
from casekit.errors import StoppedError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def in_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal from here on; not in a fixture, because pytest puts its own stream there when a test begins."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    return shown


def test_the_bar_counts_on_through_estimates_and_a_second_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = in_terminal(monkeypatch)
    with progress("calls[1].xml") as bar:
        for done, total in ((0, 0), (500, 1100), (1200, 1200), (250, 1200), (800, 1200)):
            bar(done, total)
        bar.about("sms.xml")
        bar(7, 0)
    said = terminal.getvalue()
    assert "sms.xml" in said and " 7" in said


def test_nothing_is_drawn_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress("calls.xml") as bar:
        bar(1, 2)
        bar.about("sms.xml")
    assert capsys.readouterr().err == ""


def test_a_quiet_one_draws_nothing_in_a_terminal_either(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = in_terminal(monkeypatch)
    with progress("calls.xml", quiet=True) as bar:
        bar(1, 2)
    assert terminal.getvalue() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_the_first_ctrl_c_asks_and_the_second_breaks_off() -> None:
    before = signal.getsignal(signal.SIGINT)
    with progress("a", quiet=True) as bar, stoppable() as stop:
        report = stop.telling(bar, "calls.xml")
        report(1, 0)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(StoppedError, match=r"Nothing of calls\.xml"):
            report(2, 0)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
