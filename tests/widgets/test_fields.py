from __future__ import annotations

import pytest

from casekit.widgets import fields as f
from tests.widgets.conftest import HOSTILE, shown, uploaded


def test_a_list_stands_on_its_first_entry_or_on_the_wanted_one():
    assert f.choice("x", [("a", 1), ("b", 2)]).value == 1
    assert f.choice("x", [("a", 1), ("b", 2)], 2).value == 2
    assert f.choice("x", [("a", 1)], 9).value == 1


def test_an_entry_for_nothing_is_chosen_and_read_back():
    widget = f.choice("x", [("none", None), ("a", "one")])
    assert f.chosen(widget) is None
    f.choose(widget, "one")
    assert f.chosen(widget) == "one"
    f.choose(widget, "not on offer")
    assert f.chosen(widget) == "one"
    f.choose(widget, None)
    assert f.chosen(widget) is None


def test_new_offers_keep_what_was_chosen_where_it_is_still_there():
    widget = f.choice("x", [("a", 1), ("b", 2)], 2)
    f.offer(widget, [("c", 3), ("b again", 2)])
    assert widget.value == 2
    f.offer(widget, [("c", 3)])
    assert widget.value == 3


@pytest.mark.parametrize("name", [HOSTILE, "", "two\nlines", "同名", "a" * 5000])
def test_any_name_can_be_offered(name):
    widget = f.choice("x", [("first", 1), (name, 2), (name, 3)], 3)
    assert widget.value == 3


def test_a_field_with_suggestions_takes_other_text_too():
    widget = f.suggesting("x", ["某催收"])
    widget.value = HOSTILE
    assert widget.value == HOSTILE


def test_uploads_are_handed_over_once():
    widget = f.upload("x")
    uploaded(widget, ("a.xml", b"1"), ("b.xml", b"22"))
    assert f.uploaded(widget) == [("a.xml", b"1"), ("b.xml", b"22")]
    assert f.uploaded(widget) == []


def test_the_note_about_too_big_files_is_hidden_and_carries_the_limit(tmp_path):
    note = f.too_big(tmp_path / HOSTILE).value
    assert 'hidden=""' in note and 'role="alert"' in note
    assert f'data-upload-limit="{f.UPLOAD_LIMIT - 2**16}"' in note
    assert "<script>" not in note


def test_a_fold_opens_and_closes_and_keeps_its_inside():
    inside = f.text("x", value="typed")
    fold = f.Fold("More", [inside])
    assert not fold.unfolded
    fold._w_button.click()
    assert fold.unfolded and fold._w_button.description == "▾ More"
    fold.retitle("Even more")
    assert fold.unfolded and "Even more" in fold._w_button.description
    fold._w_button.click()
    assert not fold.unfolded
    assert inside.value == "typed"


def test_pages_turn_within_the_list():
    turned: list[int] = []
    pages = f.Pages(10, lambda: turned.append(pages.page))
    assert pages.slice(5) == slice(0, 10)
    assert not shown(pages.box)
    assert pages.slice(25) == slice(0, 10)
    pages._w_next.click()
    pages._w_next.click()
    assert turned == [1, 2]
    assert pages.slice(25) == slice(20, 30)
    assert pages._w_next.disabled and "21 to 25 of 25" in pages._where.value
    assert pages.slice(3) == slice(0, 10)  # the list grew shorter meanwhile
