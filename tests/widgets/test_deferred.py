"""What waits until the kernel is free."""

from __future__ import annotations

import asyncio

import pytest

from casekit.widgets import deferred
from casekit.widgets.deferred import Deferred


@pytest.fixture(autouse=True)
def short_waits(monkeypatch):
    monkeypatch.setattr(deferred, "_WAIT_SECONDS", 0.05)
    monkeypatch.setattr(deferred, "_PAUSE_SECONDS", 0.01)


def played(play, count: int = 2) -> list[str]:
    """What was done, in order, while `play` was asking in a running loop; waits for so many, however busy all is."""
    done: list[str] = []

    async def act() -> None:
        await play(lambda name, **how: Deferred(lambda: done.append(name), **how))
        async with asyncio.timeout(60):
            while len(done) < count:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)  # for what should not come

    asyncio.run(act())
    return done


def test_without_a_kernel_it_is_done_at_once():
    done = []
    Deferred(lambda: done.append("now")).ask()
    assert done == ["now"]


def test_asked_for_several_times_it_is_done_once_and_pictures_come_after_words():
    async def play(make) -> None:
        picture, words = make("picture", late=True), make("words")
        for _time in range(3):
            picture.ask()
            words.ask()

    assert played(play) == ["words", "picture"]


def test_what_is_asked_later_comes_before_work_that_has_not_begun(monkeypatch):
    monkeypatch.setattr(deferred, "_WAIT_SECONDS", 0.8)

    async def play(make) -> None:
        picture = make("picture", late=True)
        picture.ask()
        await asyncio.sleep(0.5)
        make("words").ask()
        await asyncio.sleep(0.5)  # the first one's time is over, and still all of them wait

    assert played(play) == ["words", "picture"]


def test_one_that_fails_holds_up_no_other():
    async def play(make) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _fault: None)
        Deferred(lambda: 1 / 0).ask()
        make("after").ask()

    assert played(play, 1) == ["after"]
