"""A report by the rules of another country: its collectors, its hours, none of the mainland's boilerplate."""

from __future__ import annotations

import pytest

from casekit.casebook import create_case
from casekit.report.outline import PARTS
from tests.report.reading import written


def american(folder):
    """An agency that rings at half past nine in the evening in New York, and a mother in Los Angeles."""
    case = create_case(folder, complainant="Jane Doe", lender="Acme Bank", lender_type="bank", product="card",
                       own_numbers=["+12125550100"], timezone="America/New_York")  # fmt: skip
    case.update_header(rulebook="us")
    debt, lender = next(iter(case.background().debts)), case.background().lenders()[0].id
    agency = case.add_party("agency", "Recovery Partners LLC", acts_for=lender)
    case.update_party(agency.id, lender_type="third_party_agency")
    case.add_person(
        "Mary Doe", role="other_third_party", relation="parent", lines=["+13105550111"], zone="America/Los_Angeles"
    )
    for day in range(5, 14):
        case.log(start=f"2026-01-{day:02}T21:30", number="+12125550177", duration_s=40, debt=debt, party=agency.id)
    case.log(start="2026-01-14T12:40", number="+12125550177", person="Mary Doe", debt=debt, party=agency.id, duration_s=60,
             tags=["debt_disclosed"], words="She owes us money.")  # fmt: skip
    return case


def philippine(folder):
    case = create_case(folder, complainant="Juan Cruz", lender="PesoNow", lender_type="lending_company", product="app loan",
                       own_numbers=["+639170000001"], timezone="Asia/Manila")  # fmt: skip
    case.update_header(rulebook="ph")
    debt, lender = next(iter(case.background().debts)), case.background().lenders()[0].id
    for day in range(5, 9):
        case.log(start=f"2026-01-{day:02}T05:10", number="+639180000001", duration_s=40, debt=debt, party=lender)
    return case


def test_each_collector_answers_for_itself_in_the_united_states(tmp_path):
    report = written(american(tmp_path / "case"), tmp_path)
    cover = report.tree.xpath("//dl[@class='pairs cover']")[0].text_content()
    assert "Recovery Partners LLC" in cover and "RespondentAcme Bank" not in cover
    asked = [one.text_content() for one in report.tree.xpath("//ol[@class='requests']/li")]
    assert asked[0] == "Stop contacts at hours that the rules do not allow."
    assert "Stop calling and writing as often as this report shows." in asked
    assert "the collection agencies it employs" not in report.text("request")
    article = report.part("findings").xpath(".//article")[0].text_content()
    assert "It binds Recovery Partners LLC as" in article
    assert report.figures()["contacts at unsuitable hours"] == ("9", "see 7-1")


def test_a_presumption_is_told_as_one(tmp_path):
    report = written(american(tmp_path / "case"), tmp_path)
    (line,) = [row for row in report.rows("overview") if "seven" in row[1].lower() and row[5] == "presumption raised"]
    (article,) = report.tree.xpath(f"//h3[@id='f{line[0]}']/..")
    assert (
        article.get("class") == "finding presumption"
        and "until the collector shows otherwise" in article.text_content()
    )
    assert "presumed by the rule itself" in report.text("findings")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("make", "zones"),
    [
        (american, {"en": ["US Eastern time", "US Pacific time"], "zh": ["美国东部时间", "美国太平洋时间"]}),
        (philippine, {"en": ["Philippine time, UTC+8"], "zh": ["菲律宾时间，UTC+8"]}),
    ],
)
def test_nothing_is_taken_from_the_mainland(tmp_path, make, zones, lang):
    report = written(make(tmp_path / "case"), tmp_path, lang=lang)
    # The pictures of the hours are drawn alike for every book.
    told = " ".join(report.text(name) for name, _title in PARTS if name != "charts")
    for word in ("22:00", "Beijing", "北京时间", "Identity number", "身份证", "At night", "夜间次数", "GB/T", "12378"):
        assert word not in told, word
    assert all(zone in report.text("counting") for zone in zones[lang])


def test_the_hours_are_those_of_the_rule(tmp_path):
    report = written(philippine(tmp_path / "case"), tmp_path)
    assert report.figures()["contacts at unsuitable hours"] == ("4", "see 7-1")
    assert "before 6 a.m." in report.part("findings").xpath(".//article")[0].text_content()
