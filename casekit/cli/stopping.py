"""Ctrl-C as a wish: the file in progress is given up as a whole, what was finished before stays."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from casekit.cli.shared import Bar
from casekit.errors import StoppedError
from casekit.text import _


class Stop:
    """Whether Ctrl-C was pressed; what is told its progress then ends at its next step."""

    def __init__(self) -> None:
        self.asked = False

    def telling(self, bar: Bar, name: str) -> Callable[[int, int], None]:
        """What work on something of this name shall tell its progress; raises `StoppedError` after Ctrl-C."""
        bar.about(name)

        def report(done: int, total: int) -> None:
            self.check(name)
            bar(done, total)

        return report

    def check(self, name: str) -> None:
        """Raise `StoppedError` if Ctrl-C was pressed."""
        if self.asked:
            raise StoppedError(_("Stopped. Nothing of {name} was taken in.").format(name=name))


@contextmanager
def stoppable() -> Iterator[Stop]:
    """For the block, the first Ctrl-C only asks to stop; the second one breaks off wherever that is."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def ask(_number: int, _frame: Any) -> None:
        stop.asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
