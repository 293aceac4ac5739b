"""The words of messages that were changed or taken back."""

from __future__ import annotations

import plistlib

import pytest

from casekit.importers.iphone.values import Cells
from casekit.importers.iphone.wording import wording_of
from tests.importers.data.iphone.make import typed


def wording(**cells: object) -> object:
    return wording_of(Cells(cells))  # type: ignore[arg-type]


def test_several_changes_keep_every_earlier_wording_in_order() -> None:
    versions = [{"d": float(number), "t": typed(words)} for number, words in enumerate(("一", "二", "三"))]
    seen = wording(text="三", message_summary_info=plistlib.dumps({"ec": {"0": versions}}))
    assert (seen.text, seen.earlier) == ("三", ("一", "二"))
    assert seen.raw() == {"earlier words 1": "一", "earlier words 2": "二"}


def test_a_message_taken_back_keeps_the_words_the_phone_still_has() -> None:
    summary = plistlib.dumps({"rp": [0], "ec": {"0": [{"d": 1.0, "t": typed("打到你还钱为止")}]}})
    seen = wording(text=None, message_summary_info=summary)
    assert (seen.text, seen.earlier, seen.is_taken_back) == ("", ("打到你还钱为止",), True)


@pytest.mark.parametrize(
    "summary",
    [
        None,
        b"",
        b"bplist00",
        b"\xff" * 60,
        "text",
        plistlib.dumps([1]),
        plistlib.dumps({"ec": {"0": [1, {"t": "x"}]}}),
        plistlib.dumps({"ec": [], "rp": []}),
    ],
)
def test_summaries_that_cannot_be_read_change_nothing(summary: object) -> None:
    seen = wording(text="在吗", message_summary_info=summary)
    assert (seen.text, seen.earlier, seen.is_taken_back) == ("在吗", (), False)
