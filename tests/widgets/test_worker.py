from __future__ import annotations

import asyncio
import threading

import pytest

from casekit.casebook import create_case
from casekit.errors import InputError, StoppedError
from casekit.widgets import fields as f
from casekit.widgets.guard import LOG_NAME, Message
from casekit.widgets.worker import SMALL, Pace, Report, Worker
from tests.widgets.conftest import is_alert, press, shown

BIG = SMALL


@pytest.fixture
def answer():
    return f.text("An answer")


@pytest.fixture
def worker(workbook, answer):
    return Worker(workbook, Message(), lambda: [answer])


def in_kernel(script):
    """Run a coroutine as the kernel does, so that work can go on in a thread."""
    return asyncio.run(script())


async def ended(worker):
    """Let the thread end and what it handed over be shown."""
    while worker.running:
        await asyncio.to_thread(worker.join)
        await asyncio.sleep(0)


def nothing(case, progress):
    return case.header.complainant, threading.current_thread() is threading.main_thread()


def test_a_small_thing_is_done_at_once_on_the_case_that_is_open(worker):
    seen = []
    assert worker.run("a.xml", lambda case, progress: case, lambda case: seen.append(case) or "done", size=1) == "done"
    assert seen == [worker.workbook.case] and not worker.running and not shown(worker.box)


def test_a_big_thing_without_a_kernel_is_done_at_once_too(worker):
    assert worker.run("a.xml", nothing, lambda came: str(came[1]), size=BIG) == "True"


def test_a_big_thing_leaves_the_kernel_free_and_is_shown_by_the_kernel(worker, answer):
    seen = []

    async def script():
        release = threading.Event()

        def job(case, progress):
            release.wait()
            return case, threading.current_thread()

        def done(came):
            seen.extend((*came, threading.current_thread()))
            return "It is done."

        assert worker.run("a.xml", job, done, size=BIG) is None
        await asyncio.sleep(0)
        assert worker.running and shown(worker.box) and answer.disabled
        with pytest.raises(InputError, match="still being worked on"):
            worker.run("a.xml", job, done, size=BIG)
        release.set()
        await ended(worker)

    in_kernel(script)
    case, working, showing = seen
    assert case is not worker.workbook.case and case.folder == worker.workbook.case.folder
    assert working is not threading.main_thread() and showing is threading.main_thread()
    assert "It is done." in worker.message.value
    assert not shown(worker.box) and not answer.disabled


def test_what_was_locked_before_stays_locked(worker, answer):
    answer.disabled = True

    async def script():
        worker.run("a.xml", nothing, lambda came: None, size=BIG)
        await ended(worker)

    in_kernel(script)
    assert answer.disabled


def test_the_button_stops_it_at_its_next_step(worker):
    async def script():
        began = threading.Event()

        def job(case, progress):
            began.set()
            while True:
                progress(1, 0)

        worker.run("calls.xml", job, lambda came: "never", size=BIG)
        await asyncio.to_thread(began.wait)
        press(worker._w_stop)
        await ended(worker)

    in_kernel(script)
    assert "Stopped. Nothing of calls.xml was taken in." in worker.message.value and is_alert(worker.message)
    assert worker.run("calls.xml", nothing, lambda came: "again", size=1) == "again"


def test_steps_are_counted_and_what_is_made_to_the_end_stays(worker):
    told = []
    worker.message.busy = lambda *words: told.append(words)

    def job(case, progress):
        for done in range(3):
            progress(done, 2)
            if done == 1:
                worker.stop()
        return "made"

    assert worker.run("Making it", job, lambda came: came, size=1, in_steps=True) == "made"
    assert told[0] == ("Making it: step 1 of 2", 0, 2)

    def stopped(case, progress):
        worker.stop()
        progress(1, 2)

    with pytest.raises(StoppedError, match="Nothing was made"):
        worker.run("Making it", stopped, lambda came: "never", size=1, in_steps=True)


def test_whoever_asks_hears_of_the_error_himself(worker):
    def job(case, progress):
        raise InputError("not like this")

    heard = []
    assert (
        worker.run("a", job, lambda came: None, lambda error: heard.append(error.message) or "heard", size=1) == "heard"
    )
    assert heard == ["not like this"]
    with pytest.raises(InputError, match="not like this"):
        worker.run("a", job, lambda came: None, size=1)


def test_a_fault_of_ours_in_the_thread_is_told_and_logged(worker):
    def job(case, progress):
        raise ZeroDivisionError("inside")

    async def script():
        worker.run("a", job, lambda came: None, size=BIG)
        await ended(worker)

    in_kernel(script)
    assert is_alert(worker.message) and "unexpected" in worker.message.value
    assert "ZeroDivisionError: inside" in (worker.workbook.case.folder / LOG_NAME).read_text("utf-8")


def test_while_one_thing_goes_on_the_next_waits_even_a_small_one_and_can_be_stopped(workbook, worker):
    second, third = Worker(workbook, Message(), list), Worker(workbook, Message(), list)
    order = []

    async def script():
        began, release = threading.Event(), threading.Event()
        worker.run(
            "first",
            lambda case, progress: (began.set(), release.wait(), order.append("first")),
            lambda came: None,
            size=BIG,
        )
        await asyncio.to_thread(began.wait)
        second.run("second", lambda case, progress: order.append("second"), lambda came: None, size=1)
        third.run("third", lambda case, progress: order.append("third"), lambda came: None, size=1)
        assert second.running and third.running
        second.stop()
        await ended(second)
        release.set()
        await ended(worker)
        await ended(third)

    in_kernel(script)
    assert order == ["first", "third"] and "Nothing of second was taken in" in second.message.value


def test_after_a_stop_the_progress_never_comes_back(worker):
    said = []
    report = Report("a.zip", worker._stop, lambda *told: said.append(told))
    report(1, 0)
    report.about("b.xml")
    worker.stop()
    with pytest.raises(StoppedError, match=r"b\.xml"):
        report(2, 0)
    assert said == [("a.zip: 1 rows read", 1, 0)]


class TestPace:
    def test_it_tells_rows_rate_and_what_is_left(self):
        moments = iter([0.0, 0.5, 2.0, 4.0, 5.0, 7.0])
        pace = Pace(lambda: next(moments))
        assert pace.sentence("a.xml", 600, 0) == "a.xml: 600 rows read"
        assert pace.sentence("a.xml", 90_000, 0) == "a.xml: 90,000 rows read, 45,000 rows a second"
        assert pace.sentence("a.xml", 180_000, 720_000) == (
            "a.xml: 180,000 rows read, 45,000 rows a second, about 12 s left"
        )
        # The second reading of the file begins at its start.
        assert pace.sentence("a.xml", 500, 720_000) == "a.xml: 500 rows read"
        assert "10,000 rows a second, about 1 min 10 s left" in pace.sentence("a.xml", 20_000, 720_000)


def test_a_case_that_was_closed_meanwhile_harms_nothing(workbook, worker, home):
    async def script():
        release = threading.Event()
        worker.run("a", lambda case, progress: release.wait() and case.folder, lambda came: str(came), size=BIG)
        workbook._case = create_case(home / "other")
        release.set()
        await ended(worker)

    before = workbook.case.folder
    in_kernel(script)
    assert str(before) in worker.message.value
