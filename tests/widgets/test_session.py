from __future__ import annotations

import pytest

from casekit.casebook import create_case
from casekit.errors import NotFoundError
from casekit.text import language
from casekit.widgets import session
from casekit.widgets.export import ExportSection
from casekit.widgets.notes import NotesSection
from casekit.widgets.part import Section
from casekit.widgets.session import SECTIONS, Workbook
from casekit.widgets.start import StartSection
from tests.widgets.conftest import section, shown

ALL = [kind.name for kind in SECTIONS]


@pytest.fixture
def kernel(monkeypatch):
    """A kernel in which no workbook has been shown yet."""
    monkeypatch.setattr(session, "_current", [])
    monkeypatch.delenv("CASEKIT_CASE", raising=False)
    monkeypatch.delenv("BINDER_LAUNCH_HOST", raising=False)


def test_the_sections_come_in_the_order_of_the_work():
    assert ALL == [
        "start", "protect", "import", "numbers", "notes", "people", "charts", "findings", "export", "filing", "followup",
        "repayment", "case",
    ]  # fmt: skip


def test_without_a_case_each_section_says_where_to_begin(kernel):
    from casekit.widgets import workbook

    assert len(workbook().children) == len(ALL)
    # What protects somebody can be read before there is a case.
    for name in ALL[2:]:
        assert "Open a case under" in workbook(name).children[1].value


def test_an_unknown_section_is_refused_with_the_names_there_are(kernel):
    from casekit.widgets import workbook

    with pytest.raises(NotFoundError, match="start, protect, import"):
        workbook("beginning")


def test_showing_a_section_again_gives_the_same_fields_with_what_was_typed(kernel):
    from casekit.widgets import workbook

    box = workbook("start")
    start = session.current_workbook().sections["start"]
    start._w_lender.value = "typed"
    assert workbook("start") is box
    assert session.current_workbook().sections["start"] is start
    assert start._w_lender.value == "typed"


def test_after_a_restart_of_the_kernel_what_was_saved_is_there(kernel, case):
    case.log(start="2026-01-10T22:30", number="16200000001", words="原话")
    shown_again = Workbook()
    shown_again.open(case)
    notes = section(shown_again, NotesSection)
    notes.back_to_list()
    assert "原话" in notes.finder.found._lines[0].value


def test_the_case_that_the_launcher_names_is_open(kernel, case, monkeypatch):
    monkeypatch.setenv("CASEKIT_CASE", str(case.folder))
    workbook = session.current_workbook()
    workbook.section("start")
    assert workbook.case.folder == case.folder


def test_a_named_case_that_is_gone_is_told_and_another_can_be_opened(kernel, tmp_path, monkeypatch):
    monkeypatch.setenv("CASEKIT_CASE", str(tmp_path / "gone"))
    workbook = session.current_workbook()
    workbook.section("start")
    start = section(workbook, StartSection)
    assert not workbook.has_case
    assert "gone" in start.message.value
    assert shown(start._choosing)


def test_all_fields_of_the_workbook_carry_a_label(workbook, imported):
    import ipywidgets as w

    def walk(widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from walk(child)

    for name in ALL:
        for widget in walk(workbook.section(name)):
            if isinstance(widget, w.Text | w.Textarea | w.Dropdown | w.NaiveDatetimePicker | w.Button | w.FileUpload):
                assert widget.description.strip(), (name, widget)
            if isinstance(widget, w.Checkbox) and widget.layout.display != "none":
                assert widget.description.strip() or not shown_with_parents(workbook, name, widget), name


def shown_with_parents(workbook, name, wanted):
    """Whether a widget is in sight: neither it nor anything around it is hidden."""

    def path(widget):
        if widget is wanted:
            return [widget]
        for child in getattr(widget, "children", ()):
            found = path(child)
            if found:
                return [widget, *found]
        return []

    return all(one.layout.display != "none" for one in path(workbook.section(name)))


def test_another_language_keeps_what_was_typed(workbook):
    export = section(workbook, ExportSection)
    notes = section(workbook, NotesSection)
    export._w_phone.value = "13800000001"
    notes.log_new()
    notes.new.account._w_words.value = "说到一半"
    notes.new.account.tags.value = ("insult",)
    with language("zh"):
        workbook.speak("zh")
    assert export._w_phone.value == "13800000001" and export._w_phone.description == "联系电话"
    assert notes.mode == "new"
    assert notes.new.account._w_words.value == "说到一半"
    assert notes.new.account.tags.value == ("insult",)


def test_two_windows_on_one_case_lose_nothing(case, home):
    from casekit.casebook import open_case

    windows = [Workbook(), Workbook()]
    for window in windows:
        window.open(open_case(case.folder))
    first, second = (section(window, NotesSection) for window in windows)
    for notes, words in ((first, "first window"), (second, "second window")):
        notes.log_new()
        notes.new.account._w_words.value = words
        notes.new.account.side._w_side.value = "+collector"
        notes.new.occasion._w_precision.value = "unknown"
        notes.new._w_save.click()
        assert "Saved as number" in notes.new.message.value
    assert [one.words for one in case.incidents()] == ["first window", "second window"]
    # Each window has both as soon as it is asked.
    first.back_to_list()
    assert sum(shown(row) for row in first.finder.found._rows) == 2


def test_two_windows_on_one_contact_keep_both_additions(case):
    from casekit.casebook import open_case

    known = case.log(start="2026-01-10T22:30", number="16200000001")
    windows = [Workbook(), Workbook()]
    for window in windows:
        window.open(open_case(case.folder))
    first, second = (section(window, NotesSection) for window in windows)
    first.annotate(known.id)
    second.annotate(known.id)
    first.editor.account._w_words.value = "原话"
    first.editor._w_save.click()
    second.editor.account._w_note.value = "概述"
    second.editor._w_save.click()
    both = case.incident(known.id)
    assert (both.words, both.note) == ("原话", "概述")


def test_one_section_that_fails_leaves_the_others_alone(workbook, monkeypatch):
    export = section(workbook, ExportSection)
    notes = section(workbook, NotesSection)
    monkeypatch.setattr(notes.finder, "refresh", lambda: 1 / 0)
    monkeypatch.setattr(ExportSection, "refresh", lambda _self: 1 / 0)
    workbook.changed()
    assert "unexpected" in export.message.value
    assert "unexpected" in notes.finder.message.value


def test_closing_the_case_empties_the_sections(workbook):
    notes = section(workbook, NotesSection)
    workbook.close()
    assert not workbook.has_case
    assert "Open a case under" in notes.box.children[1].value
    workbook.open(create_case("another", product="x"))
    assert notes.mode == "new"


def test_every_kind_of_section_has_a_name_of_its_own():
    assert len({kind.name for kind in SECTIONS}) == len(SECTIONS)
    assert all(issubclass(kind, Section) for kind in SECTIONS)


def test_while_the_first_sections_are_made_the_later_ones_say_that_the_case_is_opening(workbook, monkeypatch, case):
    later, seen = section(workbook, ExportSection), []
    section(workbook, NotesSection)
    made = NotesSection.build
    monkeypatch.setattr(NotesSection, "build", lambda self: (seen.append(later.box.children[-1].value), made(self))[1])
    workbook.sections = {NotesSection.name: section(workbook, NotesSection), ExportSection.name: later}
    workbook.open(case)
    assert any("Opening the case" in one for one in seen)
    assert "Opening the case" not in str([getattr(one, "value", "") for one in later.box.children])
