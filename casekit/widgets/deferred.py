"""What may wait until the answer to a click has gone out, such as drawing again after a save."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

# The browser gets its answer first, and several saves in a row do not wait for a drawing between them.
_WAIT_SECONDS = 0.8
# Between two actions, so that what was clicked meanwhile comes before the next one.
_PAUSE_SECONDS = 0.05


class Deferred:
    """One action that is done when the kernel is free; asked for again before that, it is done once.

    All that wait do so together, until nothing has been asked for a moment: while the sections come one after another,
    none of them stands behind the work of another. Then each is done on its own, pictures (`late`) after words.
    """

    def __init__(self, action: Callable[[], Any], *, late: bool = False) -> None:
        self._action = action
        self.late = late

    def ask(self) -> None:
        """Do it soon; at once where no kernel runs that could do it later."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._action()
            return
        _QUEUE.put(self, loop)

    def do(self) -> None:
        """Do it now."""
        self._action()


class _Queue:
    """What waits, and the timer after which the first of it is done."""

    def __init__(self) -> None:
        self._waiting: list[Deferred] = []
        self._timer: asyncio.TimerHandle | None = None

    def put(self, one: Deferred, loop: asyncio.AbstractEventLoop) -> None:
        if one not in self._waiting:
            self._waiting.append(one)
            self._waiting.sort(key=lambda waiting: waiting.late)
        self._wait(loop, _WAIT_SECONDS)

    def _wait(self, loop: asyncio.AbstractEventLoop, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = loop.call_later(seconds, self._next, loop)

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        first = self._waiting.pop(0)
        try:
            first.do()
        finally:
            if self._waiting and self._timer is None:
                self._wait(loop, _PAUSE_SECONDS)


_QUEUE = _Queue()
