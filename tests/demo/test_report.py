"""What leaves the machine of the demo: the report holds the story's figures and nothing private."""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile

import pytest

from casekit.demo import cast
from casekit.demo.build import build_demo
from casekit.demo.storyline import tell
from casekit.report.write import write, write_report
from casekit.rules import check_case
from casekit.text import language
from tests.demo.truth import COLLECTORS, truth_of
from tests.report.reading import Report, material_of, whole

CBA_SINCE = dt.date(2026, 1, 30)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with language("zh"):
        return build_demo(tmp_path_factory.mktemp("home") / "demo")


@pytest.fixture(scope="module")
def truth():
    return truth_of(tell())


@pytest.fixture(scope="module")
def findings(case):
    products = {owed.product: side for side, owed in cast.DEBTS.items()}
    debts = case.background().debts.values()
    sides = {one: products[debt.product] for debt in debts for one in (debt.id, debt.lender)}
    return {(found.rule, sides.get(found.debt or found.lender or "")): found for found in check_case(case)}


def days(finding):
    return sorted(occurrence.start.astimezone(dt.timezone(dt.timedelta(hours=8))).date()
                  for occurrence in finding.occurrences if occurrence.count)  # fmt: skip


@pytest.fixture(scope="module", params=["zh", "en"])
def written(request, case, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / f"{request.param}.html"
    return write_report(case, path, lang=request.param).read_text("utf-8")


def test_the_night_rule_counts_what_is_true(findings, truth):
    for side, count in truth.night.items():
        assert findings["GBT45251-NIGHT", side].count == count
    assert findings["GBT45251-NIGHT", cast.HUABEI].status == "over"


def test_more_than_three_talks_a_day_are_found_per_lender(findings, truth):
    found = findings["GBT45251-FREQ-NOTICE-3", cast.HUABEI]
    assert found.status == "over" and days(found) == truth.days_over("connected", cast.HUABEI, 3)
    quick = findings.get(("GBT45251-FREQ-NOTICE-3", cast.QUICK))
    assert quick is None or quick.status != "over"


def test_unanswered_tries_count_from_the_day_the_guide_was_released(findings, truth):
    expected = [day for day in truth.days_over("unanswered", cast.HUABEI, 6) if day >= CBA_SINCE]
    assert days(findings["CBA2026-ATTEMPTS-6", cast.HUABEI]) == expected and len(expected) == 3


def test_calls_after_the_refusal(findings, truth):
    assert findings["GBT45251-CONTACT-REFUSAL", cast.HUABEI].count == truth.contacts_after_refusal


def test_both_police_articles_by_their_dates(findings):
    old, new = (findings[rule, cast.HUABEI] for rule in ("PSAPL-OLD-42", "PSAPL-NEW-50"))
    assert old.status == new.status == "over"
    new_year = dt.datetime(2025, 12, 31, 16, tzinfo=dt.UTC)
    assert all(occurrence.end < new_year for occurrence in old.occurrences)
    assert all(occurrence.start >= new_year for occurrence in new.occurrences)


def test_the_contact_list_blast_is_found(findings):
    assert ("address_book_blast", cast.HUABEI) in findings
    for rule in ("GBT45251-CONTACT-DISCLOSE", "GBT45251-TARGET", "CFC-2024-COLLECT"):
        assert findings[rule, cast.HUABEI].status == "over", rule


@pytest.mark.parametrize(
    ("kind", "mask"), [("html", "third-parties"), ("html", "all"), ("html", "none"), ("ipynb", "none"), ("xlsx", "all")]
)
def test_no_private_number_text_or_name_leaves_in_any_form(case, tmp_path, kind, mask):
    content = everything(write(case, tmp_path / f"out.{kind}", mask=mask))
    assert not [number for number in cast.private_numbers() if number in content]
    for text in (*cast.BANK.texts, *cast.LOCKER.texts, *cast.MOTHERS_TEXTS, "小满幼儿园", "房东"):
        assert text not in content
    for person in cast.PEOPLE.values():
        assert mask == "none" or (person.name not in content and person.line not in content)
    if mask == "all":
        assert cast.COMPLAINANT not in content and cast.OWN_LINE not in content


def everything(path):
    """All that a file holds, in whatever it is packed."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    if path.suffix == ".ipynb":
        notebook = json.loads(path.read_text("utf-8"))
        texts = [text for cell in notebook["cells"] for text in (cell["source"], cell.get("outputs", ""))]
        return "".join(Report(str(text)).everything for text in texts if text) + str(notebook["metadata"])
    return Report(path.read_text("utf-8")).everything


def test_page_one_holds_the_figures_of_the_story(written, truth):
    report = Report(written)
    values = {name: int(value) for name, (value, _note) in report.figures().items()}
    contacts, connected, numbers, night, third, refused = (
        next(values[name] for name in names if name in values)
        for names in (
            ("催收联系总次数", "contacts by collectors"), ("接通电话", "calls that connected"),
            ("使用号码", "numbers used"), ("夜间联系", "contacts at night"),
            ("被联系的第三人", "third persons contacted"), ("拒绝后仍联系", "contacts after “stop”"),
        )
    )  # fmt: skip
    answered = sum(1 for one in (*tell().calls, *tell().messages) if one.side in COLLECTORS and one.direction == "out")
    assert contacts == sum(truth.contacts.values()) - answered
    assert night == sum(truth.night.values()) and refused == truth.contacts_after_refusal
    assert numbers == len(truth.callers)
    assert third == len(frozenset().union(*truth.third_persons.values()))
    charts = list(report.part("charts").iter("table"))
    assert connected <= contacts and len(charts) == 5


def test_every_list_and_chart_adds_up_to_page_one(case, written):
    report = Report(written)
    values = [int(value) for value, _note in report.figures().values()]
    contacts, most, days, connected, night, numbers, third, _refused = values
    listed = report.rows("numbers")
    assert sum(whole(row[5]) for row in listed) == contacts and sum(whole(row[6]) for row in listed) == night
    assert len(listed) == numbers + 1  # one row for those that showed no number
    assert len(report.rows("persons")) == third
    daily = report.part("charts").xpath(".//figure[contains(@class, 'contacts-per-day')]//tbody/tr")
    per_day = [sum(whole(cell.text_content()) for cell in row[1:5]) for row in daily]
    assert max(per_day) == most and sum(1 for count in per_day if count) == days
    calls = report.part("charts").xpath(".//figure[contains(@class, 'calls-by-number')]//tbody/tr")
    assert sum(whole(row[2].text_content()) for row in calls) == connected
    marks = [re.split("、|, ", row[9]) for row in report.rows("everything")]
    for row, group in zip(report.rows("overview"), material_of(case).groups, strict=True):
        concerned = {*group[0].incidents, *group[0].boundary_incidents}
        assert row[3] == str(group[0].count) and sum(row[0] in one for one in marks) == len(concerned), row


def test_the_report_says_that_all_of_it_is_invented(written):
    assert "虚构" in written
