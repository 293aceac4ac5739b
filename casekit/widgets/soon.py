"""What may wait until the answer to a click has gone out, such as drawing again after a save."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

# The browser gets its answer first, and several saves in a row do not wait for a drawing between them.
_WAIT_SECONDS = 0.8


class Soon:
    """One action that is done when the kernel is free; asked for again before that, it is done once."""

    def __init__(self, action: Callable[[], Any]) -> None:
        self._action = action
        self._waiting: asyncio.TimerHandle | None = None

    def ask(self) -> None:
        """Do it soon; at once where no kernel runs that could do it later."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._action()
            return
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = loop.call_later(_WAIT_SECONDS, self._do)

    def _do(self) -> None:
        self._waiting = None
        self._action()
