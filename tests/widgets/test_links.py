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
    assert sorted(asked(links)) == ["#1", "#2", "#3"]
    sources = {no: line.value for no, line in zip(asked(links), links._lines, strict=False)}
    assert "SMS Backup" in sources["#1"] and "typed note" in sources["#3"]
    assert len(counted(links.case.events())) == 3


def test_ticked_records_become_one_contact(links):
    refused(links.message, lambda: press(links._w_same), "at least two")
    for box in links._ticks:
        box.value = box.description in ("#1", "#3")
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
