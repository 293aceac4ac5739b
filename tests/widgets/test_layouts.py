"""Widgets share their layouts and styles, and what is no longer shown leaves the kernel."""

from __future__ import annotations

from collections import Counter

from ipywidgets.widgets.widget import _instances

from casekit.casebook import Case
from casekit.widgets import fields as f
from casekit.widgets.layouts import close_all
from casekit.widgets.session import Workbook


def kinds() -> Counter[str]:
    """How many models of each class a page would ask the kernel for."""
    return Counter(type(one).__name__ for one in _instances.values())


def test_widgets_of_a_kind_have_one_layout_and_one_style() -> None:
    first, second = f.text("甲"), f.text("乙")
    assert first.layout is second.layout and first.style is second.style
    assert first.style.description_width == "initial" and first.layout.width == "auto"
    assert f.button("甲").style is f.button("乙").style and f.show("甲").layout is f.row().layout


def test_hiding_one_widget_hides_no_other() -> None:
    first, second = f.text("甲"), f.text("乙")
    f.shown(first, False)
    assert (first.layout.display, second.layout.display) == ("none", None)
    assert first.layout.width == second.layout.width == "auto"
    f.shown(first, True)
    assert first.layout is second.layout


def test_what_is_closed_is_gone_with_all_inside_it_and_what_is_kept_stays() -> None:
    inner, kept = f.text("甲"), f.show("留")
    box = f.stack(f.row(inner), kept)
    close_all(box, keep=(kept,))
    assert {box.comm, inner.comm} == {None} and kept.comm is not None
    assert inner.layout.comm is not None, "others share it"


def test_a_case_opened_again_and_another_language_leave_no_models_behind(workbook: Workbook, case: Case) -> None:
    workbook.everything()
    workbook.open(case)
    before = kinds()
    for _time in range(3):
        workbook.open(case)
        workbook.speak("zh")
    after = kinds()
    # What a section keeps aside, such as the words of another choice, may stay; whole sections may not.
    assert after.total() < 1.5 * before.total()
    assert after["Layout"] - before["Layout"] < 60
