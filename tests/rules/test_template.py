"""Numbers put into sentences."""

from __future__ import annotations

import pytest

from casekit.rules.template import Count, Template, names_in


def test_a_number_brings_its_noun() -> None:
    template = Template(zh="共 {count} 次", en="{count:contact|contacts}")
    assert template.filled({"count": Count(1)}) == {"zh": "共 1 次", "en": "1 contact"}
    assert template.filled({"count": Count(0)})["en"] == "0 contacts"
    assert template.filled({"count": Count(1234)})["en"] == "1234 contacts"


def test_a_number_alone_is_written_as_any_other() -> None:
    assert f"{Count(7)} {Count(7):03d}" == "7 007"


def test_a_value_may_differ_by_language() -> None:
    template = Template(zh="对{person}", en="to {person}")
    assert template.filled({"person": {"zh": "借款人", "en": "the borrower"}}) == {
        "zh": "对借款人",
        "en": "to the borrower",
    }


def test_braces_in_a_name_are_no_places_for_values() -> None:
    assert Template(zh="{person}", en="{person}").filled({"person": "{count}"}) == {"zh": "{count}", "en": "{count}"}


def test_the_values_a_template_asks_for() -> None:
    assert names_in("{count:contact|contacts} on {days} days") == {"count", "days"}
    assert names_in("nothing") == set()
    with pytest.raises(ValueError, match="expected"):
        names_in("{count")
