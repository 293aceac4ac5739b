from __future__ import annotations

import pytest

from casekit import clock
from casekit.importers.plausible import is_plausible_year


@pytest.mark.parametrize(
    ("year", "can_be"), [(1601, False), (1970, False), (1989, False), (1990, True), (2016, True), (2099, False)]
)
def test_years_of_broken_clocks_cannot_be(year: int, can_be: bool) -> None:
    assert is_plausible_year(year) is can_be


def test_the_next_year_can_be_because_clocks_run_ahead_and_the_one_after_cannot() -> None:
    this = clock.now().year
    assert is_plausible_year(this + 1) and not is_plausible_year(this + 2)


def test_a_device_that_came_later_has_no_earlier_years() -> None:
    assert not is_plausible_year(2006, since=2007) and is_plausible_year(2007, since=2007)
