"""Short forms of a letter: marks with runs drawn together, instruments named once."""

from __future__ import annotations

import pytest

from casekit.filing.facts.accounts import cite, marks_in_short
from casekit.filing.facts.law import LawLine
from casekit.text import language


@pytest.mark.parametrize(
    ("marks", "short"),
    [
        ("", ""),
        ("五-1", "五-1"),
        ("五-1、五-2", "五-1、五-2"),
        ("四-1、五-1、五-2、五-3、五-5", "四-1、五-1至五-3、五-5"),
    ],
)
def test_runs_of_exhibits_are_drawn_together(marks: str, short: str) -> None:
    with language("zh"):
        assert marks_in_short(marks) == short


def _law(instrument: str, article: str) -> LawLine:
    return LawLine("X", instrument + article, instrument, article, "", "", "")


def test_an_instrument_stands_once_with_all_its_articles_in_the_order_given() -> None:
    with language("zh"):
        told = cite(
            [_law("《甲法》", "第二条"), _law("《乙法》", ""), _law("《甲法》", "第一条"), _law("《甲法》", "第二条")]
        )
    assert told == "《甲法》第二条、第一条；《乙法》"
