from __future__ import annotations

import pytest

from casekit.widgets.notes import NotesSection
from tests.widgets.conftest import COLLECTOR, press, section, shown


def test_without_imports_a_new_contact_is_logged_first(workbook):
    notes = section(workbook, NotesSection)
    assert notes.mode == "new" and shown(notes.new.box) and not shown(notes.finder.box)


def test_after_an_import_the_list_comes_first_unless_something_is_being_typed(workbook, case, tmp_path):
    from casekit.importers.intake import import_file
    from tests.widgets.conftest import calls_xml

    notes = section(workbook, NotesSection)
    notes.new.account._w_words.value = "说到一半"
    import_file(case, calls_xml(tmp_path, [(COLLECTOR, "2026-01-10T22:30:00", 65)]))
    workbook.changed()
    assert notes.mode == "new"
    notes.new.account._w_words.value = ""
    workbook.changed()
    assert notes.mode == "list"
    press(notes._w_new)
    workbook.changed()
    assert notes.mode == "new"  # as the user wished


@pytest.mark.usefixtures("imported")
def test_a_contact_is_opened_and_left_again(workbook):
    notes = section(workbook, NotesSection)
    press(notes._w_existing)
    notes.finder._w_everybody.value = True
    press(notes.finder.found._buttons[0])
    assert notes.mode == "edit" and shown(notes.editor.box)
    press(notes.editor._w_back)
    assert notes.mode == "list"


@pytest.mark.usefixtures("imported")
def test_another_language_stays_on_the_contact_with_what_was_typed(workbook):
    notes = section(workbook, NotesSection)
    notes.annotate(notes.case.incident(2).id)
    notes.editor.account._w_words.value = "半句"
    notes.speak()
    assert notes.mode == "edit"
    assert notes.editor.incident == notes.case.incident(2).id
    assert notes.editor.account._w_words.value == "半句"
    press(notes.editor._w_save)
    assert notes.case.incident(2).words == "半句"
