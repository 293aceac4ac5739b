from __future__ import annotations

import pytest

from casekit.errors import InputError
from casekit.widgets.occasion import seconds_in


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("", None), ("  ", None), ("0", 0), ("65", 65), ("1:05", 65), ("1：05", 65), ("1:02:03", 3723), ("1分5秒", 65),
        ("1 分钟", 60), ("2小时", 7200), ("1时2分3秒", 3723), ("5秒钟", 5), ("1min 5s", 65), ("1h", 3600), ("3M", 180),
    ],
)  # fmt: skip
def test_a_length_is_read_as_people_write_it(typed, seconds):
    assert seconds_in(typed) == seconds


@pytest.mark.parametrize("typed", ["long", "-5", "1.5", "5秒1分", "1:2:3:4", "🙂", "<script>"])
def test_what_is_no_length_is_refused_with_what_was_typed(typed):
    with pytest.raises(InputError) as refusal:
        seconds_in(typed)
    assert typed in refusal.value.message
