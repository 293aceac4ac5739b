"""What of a case is printed: the weightiest, and what is left out is said and stands on the screen."""

from __future__ import annotations

from dataclasses import replace

import lxml.html

from casekit.report.gravity import gravity
from casekit.report.on_paper import split
from casekit.report.sections import incidents, numbers
from casekit.text import language


def test_the_gravest_contacts_are_printed_in_the_order_of_the_list(report):
    rows = [row for row in report.material.rows if row.speaks]
    printed, others = split(report.material, rows, 2)
    assert len(printed) == 2 and sorted([*printed, *others], key=lambda row: row.no) == rows
    assert min(gravity(row) for row in printed) >= max(gravity(row) for row in others)
    assert [row.no for row in printed] == sorted(row.no for row in printed)


def test_what_only_an_open_question_points_to_is_not_printed(report):
    material = report.material
    logged = [row for row in material.rows if not (row.speaks or row.text or row.channel == "visit")]
    ruled = [row for row in logged if row.id in material.cited]
    unsure = replace(material, groups=[], findings=[replace(one, status="cannot_tell") for one in material.findings])
    assert ruled and split(material, ruled, 1000)[0] and not split(unsure, ruled, 1000)[0]


def test_cited_contacts_beyond_the_limit_are_counted_and_kept_for_the_screen(report, monkeypatch):
    monkeypatch.setattr(incidents, "_MOST_TELLING", 2)
    monkeypatch.setattr(incidents, "_MOST_LOGGED", 3)
    with language("en"):
        whole = lxml.html.fromstring(f"<div>{incidents.cited(report.material)}</div>")
    all_of_them = {row.get("id") for row in report.part("cited").xpath(".//tbody/tr")}
    (folded,) = whole.xpath("./div[@class='unprinted']")
    printed = [row.get("id") for row in whole.xpath("./table/tbody/tr")]
    left_out = [row.get("id") for row in folded.xpath(".//tbody/tr")]
    assert len(printed) == 5 and not set(printed) & set(left_out) and {*printed, *left_out} == all_of_them
    (note,) = whole.xpath("./p[contains(@class, 'only-printed')]")
    assert note.text_content().startswith(f"{len(left_out)} more contacts that are cited are not printed")


def test_numbers_beyond_the_limit_are_counted_and_kept_for_the_screen(report, monkeypatch):
    monkeypatch.setattr(numbers, "_MOST_PRINTED", 2)
    with language("en"):
        whole = lxml.html.fromstring(f"<div>{numbers.section(report.material)}</div>")
    rows = whole.xpath(".//table/tbody/tr")
    assert [row.get("class") for row in rows] == [None, None, *["unprinted"] * (len(rows) - 2)]
    contacts = sum(int(row[5].text) for row in rows[2:])
    (note,) = whole.xpath("./p[contains(@class, 'only-printed')]")
    assert f"{len(rows) - 2} more numbers, of {contacts} contacts together" in note.text_content()
