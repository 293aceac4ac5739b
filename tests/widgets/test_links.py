from __future__ import annotations

import pytest

from casekit.casebook.events import counted
from casekit.widgets.links import Links
from tests.widgets.conftest import COLLECTOR, calls_xml, press, refused, shown


@pytest.fixture
def links(workbook, case, tmp_path):
    """Two calls of one minute in the phone, and one typed note that may be either."""
    from casekit.importers.intake import import_file

    case.mark_number(COLLECTOR, party=case.background().lenders()[0].id)
    rows = [(COLLECTOR, "2026-01-10T22:30:10", 12), (COLLECTOR, "2026-01-10T22:30:40", 15)]
    import_file(case, calls_xml(tmp_path, rows))
    case.log(start="2026-01-10T22:30", number=COLLECTOR, words="原话")
    made = Links(workbook)
    made.refresh()
    return made


def asked(links):
    return [box.description for box, row in zip(links._ticks, links._rows, strict=True) if shown(row)]


def test_no_question_takes_no_room(workbook):
    links = Links(workbook)
    links.refresh()
    assert not shown(links._inside)


def test_the_question_names_each_record_and_its_source(links):
    assert asked(links) == ["#1", "#2", "#3"]
    assert "SMS Backup" in links._lines[0].value and "typed note" in links._lines[2].value
    assert len(counted(links.case.events())) == 3


def test_ticked_records_become_one_contact(links):
    refused(links.message, lambda: press(links._w_same), "at least two")
    links._ticks[0].value = links._ticks[2].value = True
    press(links._w_same)
    assert "count as one" in links.message.value
    assert len(counted(links.case.events())) == 2


def test_different_calls_stay_apart_and_are_not_asked_again(links):
    press(links._w_not_same)
    assert "stay separate" in links.message.value
    links.refresh()
    assert not shown(links._inside)
    assert len(counted(links.case.events())) == 3


def test_later_keeps_the_question(links):
    press(links._w_later)
    assert shown(links._inside)
    assert links.case.pending_links()
