"""What a button does, guarded: whatever goes wrong is said beside the button, never swallowed."""

from __future__ import annotations

import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import ipywidgets as w

from casekit import clock
from casekit.errors import CaseError, reason
from casekit.text import _
from casekit.widgets.layouts import layout, style
from casekit.widgets.leading import leading
from casekit.widgets.markup import Html, bullets, tag

LOG_NAME = "workbook.log"
# A second click of a double click arrives after the first one was served, and must not save twice.
_DOUBLE_CLICK_SECONDS = 0.6

Action = Callable[[], str | None]


class Message(w.HTML):  # type: ignore[misc]  # ipywidgets has no types
    """The line beside a button that says what was done or what is wrong."""

    def __init__(self) -> None:
        super().__init__(layout=layout(), style=style(w.HTML))
        self.add_class("ck-message")

    def done(self, sentence: str) -> None:
        """Say what was done."""
        self.value = tag("p", leading(sentence), css="ck-done", role="status")

    def alert(self, error: CaseError) -> None:
        """Say what is wrong, with every fault that was found."""
        self.value = tag("div", tag("p", leading(error.message), role="alert"), bullets(error.faults), css="ck-alert")

    def busy(self, sentence: str, done: int = 0, total: int = 0) -> None:
        """Say what is going on, with a bar when the end is known."""
        share = {"value": str(done), "max": str(total)} if total else {}
        bar = tag("progress", aria_label=sentence, **share)
        self.value = tag("div", bar, tag("span", sentence), css="ck-busy")

    def clear(self) -> None:
        """Say nothing."""
        self.value = Html("")


class Guard:
    """Runs what buttons do for one workbook; faults of ours go to a log file in the case folder."""

    def __init__(self, log_folder: Callable[[], Path | None]) -> None:
        self._log_folder = log_folder
        self._served: dict[str, float] = {}

    def run(self, message: Message, action: Action) -> bool:
        """Do it and say so; gives whether it went well."""
        try:
            sentence = action()
        except CaseError as error:
            message.alert(error)
            return False
        except OSError as error:
            message.alert(_os_error(error))
            return False
        except Exception as error:  # the last net: nothing a user does may end in silence
            message.alert(self._unexpected(error))
            return False
        if sentence:
            message.done(sentence)
        return True

    def on_click(self, button: w.Button, message: Message, action: Action) -> None:
        """Let a button do something; the second click of a double click does nothing."""
        button.on_click(lambda _button: self._clicked(button, message, action))

    def _clicked(self, button: w.Button, message: Message, action: Action) -> None:
        if time.monotonic() - self._served.get(button.model_id, -1.0) < _DOUBLE_CLICK_SECONDS:
            return
        button.disabled = True
        # What stood there belongs to the press before; the same refusal again is new.
        message.clear()
        try:
            well = self.run(message, action)
        finally:
            button.disabled = False
        # After a refusal the user may press again at once.
        self._served[button.model_id] = time.monotonic() if well else -1.0

    def on_change(self, widget: w.Widget, message: Message, action: Action, name: str = "value") -> None:
        """Do something when a field changes."""
        widget.observe(lambda _change: self.run(message, action), names=name)

    def _unexpected(self, error: Exception) -> CaseError:
        path = self._write_log(error)
        return CaseError(
            _("Something unexpected went wrong here. The case was not harmed; what was saved is saved. "
              "Details are in {path}.").format(path=path)
        )  # fmt: skip

    def _write_log(self, error: Exception) -> Path:
        text = f"{clock.iso_utc(clock.now())}\n{''.join(traceback.format_exception(error))}\n"
        folder = self._log_folder()
        for place in (folder, Path(tempfile.gettempdir())):
            if place is None:
                continue
            try:
                with (place / LOG_NAME).open("a", encoding="utf-8", errors="replace") as stream:
                    stream.write(text)
                return place / LOG_NAME
            except OSError:
                continue
        return Path(LOG_NAME)


def _os_error(error: OSError) -> CaseError:
    return CaseError(
        _("The file or folder {path} could not be used: {why}.").format(path=error.filename or "", why=reason(error))
    )
