from __future__ import annotations

import ipywidgets as w
import pytest

from casekit.errors import Fault, InputError
from casekit.widgets.guard import LOG_NAME, Guard, Message
from tests.widgets.conftest import HOSTILE, is_alert, press


@pytest.fixture
def guard(tmp_path):
    return Guard(lambda: tmp_path)


def fail(error):
    def action():
        raise error

    return action


def test_a_refusal_is_shown_with_all_its_faults(guard):
    message, button = Message(), w.Button()
    guard.on_click(
        button, message, fail(InputError("Not like this.", [Fault("row 3", "no time"), Fault("row 9", "x")]))
    )
    press(button)
    assert is_alert(message)
    for words in ("Not like this.", "row 3", "no time", "row 9"):
        assert words in message.value
    assert not button.disabled


def test_hostile_words_in_a_message_stay_words(guard):
    message = Message()
    guard.run(message, fail(InputError(HOSTILE)))
    assert "<script>" not in message.value
    assert "&lt;script&gt;" in message.value


def test_a_fault_of_ours_is_told_in_words_and_logged(guard, tmp_path):
    message = Message()
    assert guard.run(message, fail(ZeroDivisionError("inside"))) is False
    assert is_alert(message)
    assert "unexpected" in message.value and "Traceback" not in message.value
    assert "ZeroDivisionError: inside" in (tmp_path / LOG_NAME).read_text("utf-8")


def test_without_a_case_folder_the_log_goes_elsewhere(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    message = Message()
    Guard(lambda: None).run(message, fail(KeyError("x")))
    assert is_alert(message)
    assert (tmp_path / LOG_NAME).is_file()


def test_a_full_disk_is_named(guard):
    message = Message()
    guard.run(message, fail(OSError(28, "No space left on device", "/cases/x")))
    assert "the disk is full" in message.value and "/cases/x" in message.value


def test_a_double_click_acts_once_and_a_refused_one_may_be_tried_again(guard):
    done: list[int] = []
    message, button = Message(), w.Button()
    guard.on_click(button, message, lambda: done.append(1))
    press(button)
    press(button)
    assert done == [1]

    refused, again = Message(), w.Button()
    tries: list[int] = []

    def action():
        tries.append(1)
        raise InputError("no")

    guard.on_click(again, refused, action)
    press(again)
    press(again)
    assert tries == [1, 1]


def test_what_a_changed_field_breaks_is_told(guard):
    message, field = Message(), w.Text()
    guard.on_change(field, message, fail(InputError("Unreadable.")))
    field.value = "x"
    assert "Unreadable." in message.value


def test_progress_has_a_name_and_a_bar_when_the_end_is_known():
    message = Message()
    message.busy("Reading", 3, 10)
    assert 'max="10"' in message.value and 'aria-label="Reading"' in message.value
    message.busy("Reading")
    assert "max=" not in message.value
    message.clear()
    assert message.value == ""


def test_whatever_a_field_or_a_button_of_the_workbook_has_to_say_is_in_sight(workbook, imported, monkeypatch):
    from casekit.widgets import inbox
    from casekit.widgets.session import SECTIONS

    (inbox.ready(imported) / "calls.xml").write_text("<calls/>")
    spoken: list[Message] = []
    for name in ("on_click", "on_change"):
        registered = getattr(Guard, name)

        def noted(guard, widget, message, action, registered=registered):
            spoken.append(message)
            registered(guard, widget, message, action)

        monkeypatch.setattr(Guard, name, noted)

    def walk(widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from walk(child)

    in_sight = {one for kind in SECTIONS for one in walk(workbook.section(kind.name)) if isinstance(one, Message)}
    assert len(spoken) > 50
    assert [message for message in spoken if message not in in_sight] == []
