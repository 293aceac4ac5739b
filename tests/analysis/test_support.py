"""How firmly the counted contacts stand."""

from __future__ import annotations

from casekit.analysis.support import own_word, principal_unknown
from casekit.model.people import NumberMark, Party
from tests.events import background_of, events_of

SIGNED, RECOGNISED = "17000000001", "17000000002"


def test_the_user_s_word_alone_is_recognition_and_what_was_typed() -> None:
    background = background_of()
    background.numbers.update({
        SIGNED: NumberMark(number=SIGNED, attribution="confirmed", basis="sms_signature"),
        RECOGNISED: NumberMark(number=RECOGNISED, attribution="confirmed", basis="user"),
    })  # fmt: skip
    rows = [
        {"at": "2026-01-05 09:00", "number": SIGNED},
        {"at": "2026-01-05 10:00", "number": RECOGNISED},
        {"at": "2026-01-05 11:00", "number": None, "channel": "visit", "attribution": "claimed"},
        {"at": "2026-01-05 12:00", "number": RECOGNISED, "primary": False},
        {"at": "2026-01-05 13:00", "number": None, "attribution": "unknown"},
        {"at": "2026-01-05 14:00", "number": RECOGNISED, "direction": "out"},
    ]
    assert own_word(events_of(rows), background) == 2
    assert own_word(events_of([]), background) == 0


def test_callers_of_whom_no_lender_is_named() -> None:
    background = background_of(agencies={"agency": "lender"})
    background.parties["group"] = Party(id="group", kind="caller_group", name="callers")
    rows = [{"at": f"2026-01-05 0{hour}:00", "party": one} for hour, one in enumerate(("lender", "agency", "group"))]
    assert principal_unknown(events_of(rows), background) == 1
