"""What leaves the machine of the demo: the report holds the story's figures and nothing private."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest

from casekit.demo import cast
from casekit.demo.build import build_demo
from casekit.demo.storyline import tell
from casekit.demo.truth import truth_of
from casekit.report.write import write_report
from casekit.rules import check_case
from casekit.text import language

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


def test_no_private_number_text_or_name_is_in_the_report(written):
    plain = html.unescape(re.sub(r"data:[a-z/+-]+;base64,[A-Za-z0-9+/=]+", "", written))
    assert not [number for number in cast.private_numbers() if number in plain]
    for text in (*cast.BANK.texts, *cast.LOCKER.texts, *cast.MOTHERS_TEXTS, "小满幼儿园", "房东"):
        assert text not in plain
    for person in cast.PEOPLE.values():
        assert person.name not in plain and person.line not in plain


def test_the_report_says_that_all_of_it_is_invented(written):
    assert "虚构" in written
