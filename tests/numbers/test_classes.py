"""The class of a number says what type it is, never whose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.numbers import CLASS_IDS, class_label, classify, fold
from casekit.text import language

CLASSES = {
    "mobile": ("13800001111", "19912345678", "19200000000", "14700000000", "1795113800001111"),
    "mobile_virtual": ("17000000001", "17100000000", "16200000000", "16500000000", "16700000000"),
    "landline": ("02155550000", "01088886666", "07551234567", "55550000", "5555000"),
    "service_95": ("95188", "95588", "955881234567", "95013123456"),
    "service_96": ("96110", "962288"), "company_400": ("4008001234", "8008001234"),
    "carrier_100": ("10000", "10010", "10086", "10099"), "hotline_1": ("110", "119", "120", "12315", "12345", "12378", "12381"),
    "sms_port_106": ("1069012345", "10690000123456789012", "106575550123456"), "international": ("+85291234567", "+12025550123"),
    "short": ("666", "6543"), "hidden": ("",), "unknown": ("CMBCHINA", "138****1234", "#31#"),
}  # fmt: skip


@pytest.mark.parametrize(("expected", "number"), [(name, one) for name, all_ in CLASSES.items() for one in all_])
def test_the_class_of_a_number(expected: str, number: str) -> None:
    assert classify(number) == expected


@given(st.text(max_size=20))
def test_any_text_has_a_class_with_a_name_in_both_languages(text: str) -> None:
    found = classify(fold(text))
    assert found in CLASS_IDS
    with language("zh"):
        chinese = class_label(found)
    assert chinese and class_label(found) and chinese != class_label(found)


def test_no_class_is_called_a_collector() -> None:
    for class_id in CLASS_IDS:
        assert "collect" not in class_label(class_id)
        with language("zh"):
            assert "催" not in class_label(class_id)
