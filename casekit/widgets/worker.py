"""Long work in a thread of its own: the page stays alive, shows how far it is, and can stop it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import ipywidgets as w

from casekit.casebook import Case, open_case
from casekit.errors import CaseError, InputError, StoppedError
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.guard import Message
from casekit.widgets.wording import duration

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

# Files below this many bytes are read before anybody could press a button.
SMALL = 2 << 20
_SECONDS_BETWEEN_WORDS = 0.25
# Two long pieces of work would wait for each other's writing; the second one begins when the first one is through.
_TURN = threading.Lock()

Result = TypeVar("Result")


class Pace:
    """How fast a count of rows grows, and how long it will take; begins anew when the count falls."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._began, self._last = seconds(), 0

    def sentence(self, name: str, done: int, total: int) -> str:
        """Rows read, rows per second, and the remaining time where the end is known."""
        now = self._seconds()
        if done < self._last:
            self._began = now
        self._last = done
        rate = done / (now - self._began) if now - self._began >= 1 else 0.0
        if not rate:
            return _("{name}: {count} rows read").format(name=name, count=f"{done:,}")
        if total <= done:
            return _("{name}: {count} rows read, {rate} rows a second").format(
                name=name, count=f"{done:,}", rate=f"{rate:,.0f}"
            )
        return _("{name}: {count} rows read, {rate} rows a second, about {left} left").format(
            name=name, count=f"{done:,}", rate=f"{rate:,.0f}", left=duration(max(1, round((total - done) / rate)))
        )


class Report:
    """What a job tells how far it is, in rows so far and rows in all (0 while that is not known).

    Says it in words now and then, and raises `StoppedError` once the user has asked to stop. A job that makes something
    in a few steps counts those, and has nothing to take back once the last one is done.
    """

    def __init__(
        self, name: str, stop: threading.Event, say: Callable[[str, int, int], Any], *, in_steps: bool = False
    ) -> None:
        self._name, self._stop, self._say, self._in_steps = name, stop, say, in_steps
        self._pace, self._said = Pace(), 0.0

    def about(self, name: str) -> Report:
        """Go on about something else, such as the next file of a folder."""
        self._name, self._pace = name, Pace()
        return self

    def __call__(self, done: int, total: int) -> None:
        """Tell how far it is."""
        if self._in_steps:
            self._step(done, total)
            return
        if self._stop.is_set():
            raise StoppedError(_("Stopped. Nothing of {name} was taken in.").format(name=self._name))
        if time.monotonic() - self._said >= _SECONDS_BETWEEN_WORDS:
            self._said = time.monotonic()
            self._say(self._pace.sentence(self._name, done, total), done, total)

    def _step(self, done: int, total: int) -> None:
        if not total or done < total:
            if self._stop.is_set():
                raise StoppedError(_("Stopped. Nothing was made."))
            step = _("{name}: step {step} of {total}").format(name=self._name, step=done + 1, total=total)
            self._say(step if total else self._name, done, total)


Job = Callable[[Case, Report], Result]


class Worker:
    """Does one long thing at a time for a part of the workbook.

    `box` holds the button that stops it. While it works the widgets that `locked` gives cannot be used, so that
    nobody changes an answer that is being worked with. Small things are done at once, and so is everything where no
    kernel runs that could go on meanwhile.
    """

    def __init__(self, workbook: Workbook, message: Message, locked: Callable[[], Iterable[w.Widget]]) -> None:
        self.workbook, self.message, self._locked = workbook, message, locked
        self._w_stop = f.button(_("Stop"), quiet=True)
        self.box = f.row(self._w_stop)
        f.shown(self.box, False)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._unlock: list[w.Widget] = []
        workbook.guard.on_click(self._w_stop, message, self.stop)

    @property
    def running(self) -> bool:
        """Whether something is going on."""
        return self._thread is not None

    def stop(self) -> None:
        """Ask what is going on to stop; it takes back what it had begun."""
        self._stop.set()
        if self.running:
            self.message.busy(_("Stopping …"))

    def join(self) -> None:
        """Wait until the thread has ended; what is then shown is shown when the kernel is free."""
        if self._thread is not None:
            self._thread.join()

    def run(
        self,
        name: str,
        job: Job[Result],
        done: Callable[[Result], str | None],
        failed: Callable[[CaseError], str | None] | None = None,
        *,
        size: int,
        in_steps: bool = False,
    ) -> str | None:
        """Do a job on the open case, then show what came of it; gives the sentence to show, if all is done already.

        Parameters
        ----------
        name
            what is worked on, for the line that says how far it is
        job
            called with the case (in a thread: one that was opened for it) and with what it shall tell its progress;
            touches no widget
        done, failed
            called with what came of it, or with the error, where widgets may be touched; without `failed` the error
            stands in the message line
        size
            bytes of the file, by which is told whether it is worth a thread
        in_steps
            whether the job makes something in a few steps, and reads no rows

        Raises
        ------
        InputError
            when something is going on already
        """
        if self.running:
            raise InputError(_("This is still being worked on. Please wait, or press “Stop”."))
        self._stop.clear()
        loop = _loop() if size >= SMALL or _TURN.locked() else None
        if loop is None:
            report = Report(name, self._stop, self._tell, in_steps=in_steps)
            return self._shown(partial(job, self.workbook.case, report), done, failed)
        # After the click that began it, because its button is set free again in the end.
        loop.call_soon(self._lock)
        self.message.busy(name if in_steps else _("Looking through {name}").format(name=name))
        # What is shown belongs to the click that began it.
        show = partial(loop.call_soon_threadsafe, context=copy_context())
        telling = Report(name, self._stop, lambda *told: show(self._tell, *told), in_steps=in_steps)
        work = partial(self._work, job, telling, lambda outcome: show(self._finished, outcome, done, failed))
        self._thread = threading.Thread(
            target=copy_context().run, args=(work, self.workbook.case.folder), name="casekit", daemon=True
        )
        self._thread.start()
        return None

    def _tell(self, sentence: str, done: int, total: int) -> None:
        if not self._stop.is_set():
            self.message.busy(sentence, done, total)

    def _work(self, job: Job[Result], report: Report, end: Callable[[Callable[[], Result]], Any], folder: Any) -> None:
        """The thread: whatever comes of the job is handed over, faults too."""
        try:
            while not _TURN.acquire(timeout=0.2):
                report(0, 0)
            try:
                result = job(open_case(folder), report)
            finally:
                _TURN.release()
        except BaseException as error:
            end(partial(_raised, error))
        else:
            end(lambda: result)

    def _finished(
        self,
        outcome: Callable[[], Result],
        done: Callable[[Result], str | None],
        failed: Callable[[CaseError], str | None] | None,
    ) -> None:
        self._thread = None
        for one in self._unlock:
            one.disabled = False
        f.shown(self.box, False)
        self.message.clear()
        self.workbook.guard.run(self.message, lambda: self._shown(outcome, done, failed))

    @staticmethod
    def _shown(
        outcome: Callable[[], Result],
        done: Callable[[Result], str | None],
        failed: Callable[[CaseError], str | None] | None,
    ) -> str | None:
        try:
            result = outcome()
        except CaseError as error:
            if failed is None:
                raise
            return failed(error)
        return done(result)

    def _lock(self) -> None:
        self._unlock = [one for one in self._locked() if not one.disabled]
        for one in self._unlock:
            one.disabled = True
        f.shown(self.box, True)


def _loop() -> asyncio.AbstractEventLoop | None:
    """The loop of the kernel; None where nothing could go on meanwhile."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _raised(error: BaseException) -> Any:
    raise error
