"""What is read and confirmed before a paper leaves."""

from __future__ import annotations

import re

import pytest

from casekit.filing import honesty
from casekit.text import language

COUNTRIES = ("CN", "US", "PH", "ID", "IE", "")


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("tag", ["zh", "en"])
def test_every_country_hears_that_the_debt_stays_and_confirms_the_truth(country: str, tag: str) -> None:
    with language(tag):
        told = honesty.plain_text(country)
        assert ("欠款仍然要还" if tag == "zh" else "The debt stays owed") in told
        assert told.endswith(honesty.confirmation())
        assert re.search(r"[一-鿿]", told) is None or tag == "zh"


def test_the_law_of_one_country_is_not_told_in_another() -> None:
    with language("en"):
        assert "Article 16" in honesty.plain_text("CN")
        for country in ("US", "PH", "ID", "IE", ""):
            assert not re.search(r"[Aa]rticle \d|Measures|2025", honesty.plain_text(country))


def test_whatever_names_an_instrument_or_an_event_says_where_it_was_read() -> None:
    naming = [one for one in honesty.points("CN") if re.search(r"《|第.+条|20\d\d年|须知", one.words["zh"])]
    assert len(naming) == 3
    assert all(one.source is not None for one in naming)


def test_the_page_holds_the_same_words_and_a_line_to_sign() -> None:
    with language("zh"):
        page = honesty.page("CN")
        for one in honesty.points("CN"):
            assert one.words["zh"] in page
        assert honesty.confirmation() in page
        assert page.count('class="blank') == 2
    assert "<script" not in page
