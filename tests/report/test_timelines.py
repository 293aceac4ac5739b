"""The pictures beside findings: where there is enough to see, told in words too, and small."""

from __future__ import annotations

import base64

from casekit.report.timelines import with_timelines
from tests.report.reading import material_of


def test_a_picture_stands_only_beside_what_leads_and_is_enough_to_be_seen(case):
    material = with_timelines(material_of(case))
    leads = {material.mark(group[0]): group[0] for group in material.groups if group[0].status == "over"}
    assert material.timelines
    for mark, drawn in material.timelines.items():
        timed = [one for one in leads[mark].incidents if material.rows_by_id[one].local is not None]
        assert len(timed) >= 5 and not drawn.empty
    few = [mark for mark, one in leads.items() if one.count < 5]
    assert few and not material.timelines.keys() & set(few)


def test_the_picture_is_told_in_words_and_costs_little(report):
    figures = report.part("findings").xpath(".//figure[@class='timeline']")
    assert figures
    for figure in figures:
        image, words = figure.find("img"), figure.find("figcaption").text_content()
        assert "For this finding" in image.get("alt") and words
        assert len(image.get("src")) < 40_000
        picture = base64.b64decode(image.get("src").partition(",")[2]).decode("utf-8")
        assert picture.endswith("</svg>\n") and "<metadata>" not in picture


def test_one_picture_does_not_hold_the_contacts_of_another(case):
    material = with_timelines(material_of(case))
    for mark, drawn in material.timelines.items():
        lead = next(group[0] for group in material.groups if material.mark(group[0]) == mark)
        counted = drawn.table.iloc[:, 1:5].to_numpy().sum()
        assert counted == len({*lead.incidents, *lead.boundary_incidents, *lead.proof})
