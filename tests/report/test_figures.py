"""The key figures at their edges: the night, the refusal, people without a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from casekit.model import Background, Fact, Party
from casekit.report.figures import after_refusal, at_night, key_figures, third_persons
from casekit.report.rows import Row

NOON = datetime(2026, 1, 5, 12, 0)
PLAIN = Row(
    id="a", no=1, start=datetime(2026, 1, 5, 4, 0, tzinfo=UTC), local=NOON, precision="second", channel="call",
    direction="in", outcome="conversation", duration_s=60, number="17000000001", number_class="mobile", party="p",
    attribution="confirmed", claimed_org="", claimed_agent="", identified="unknown", debt=None, person="debtor",
    role="debtor", relation="self", number_source="unknown", tags=(), words="", text="", note="", told_by="",
    told_at=None, evidence=(), zone="Asia/Shanghai",
)  # fmt: skip


def at(clock, precision="second"):
    return replace(PLAIN, local=datetime.fromisoformat(f"2026-01-05T{clock}"), precision=precision)


@pytest.mark.parametrize(
    ("clock", "precision", "night"),
    [
        ("22:00:01", "second", True), ("22:00:00", "second", False), ("21:59:59", "second", False),
        ("07:59:59", "second", True), ("08:00:00", "second", False), ("00:00:00", "second", True),
        ("22:01:00", "minute", True), ("22:00:00", "minute", False), ("07:59:00", "minute", False),
        ("07:58:00", "minute", True), ("23:00:00", "hour", True), ("22:00:00", "hour", False),
        ("07:00:00", "hour", False), ("23:00:00", "day", False), ("23:00:00", "month", False),
    ],
)  # fmt: skip
def test_what_touches_the_edge_of_the_night_is_not_counted(clock, precision, night):
    assert at_night(at(clock, precision)) is night


def test_an_unknown_time_is_no_night():
    assert not at_night(replace(PLAIN, local=None, start=None, precision="unknown"))


def friend(**changes):
    return replace(PLAIN, **{"person": "f", "role": "other_third_party", "relation": "friend", **changes})


def refusal(**changes):
    fields = {"id": "x", "kind": "refused_contact", "at": PLAIN.start, "precision": "second", "person": "f", **changes}
    return Background(
        facts=(Fact(**fields),),
        parties={"p": Party(id="p", kind="lender", name="P"), "q": Party(id="q", kind="lender", name="Q")},
    )


def later(seconds, **changes):
    return friend(start=PLAIN.start + timedelta(seconds=seconds), **changes)


def test_only_what_comes_after_the_refusal_counts():
    assert after_refusal([later(-1), later(0), later(1)], refusal()) == [later(1)]


def test_a_refusal_known_to_the_day_says_nothing_of_that_day():
    known_to_the_day = refusal(precision="day", at=datetime(2026, 1, 4, 16, tzinfo=UTC))
    rows = [later(3600), later(86_400)]
    assert after_refusal(rows, known_to_the_day) == rows[1:]


def test_a_refusal_told_to_one_lender_does_not_bind_another():
    rows = [later(1, party="p"), later(1, party="q"), later(1, party=None)]
    assert after_refusal(rows, refusal(party="p")) == [rows[0], rows[2]]


def test_others_and_the_borrower_are_not_counted_after_a_refusal():
    borrower = replace(PLAIN, start=PLAIN.start + timedelta(days=1))
    rows = [borrower, later(1, person="g"), later(1, person=None), later(1, direction="out"), friend(start=None)]
    assert after_refusal(rows, refusal()) == []
    assert after_refusal([borrower], refusal(person="debtor")) == []


def test_people_without_a_name_are_at_least_one_more():
    assert third_persons([]) == 0
    assert third_persons([friend(), friend(), friend(person="g")]) == 2
    assert third_persons([friend(), friend(person=None), friend(person=None)]) == 2


def values(rows):
    return {figure.name: (figure.value, figure.note) for figure in key_figures(rows, Background())}


def test_nothing_is_counted_of_nothing():
    found = values([])
    assert found["contacts by collectors"][0] == found["numbers used"][0] == "0"
    assert "most in one day" not in found and "third persons contacted" not in found


def test_ways_of_contact_are_told_apart():
    ways = ("call", "ai_call", "sms", "im", "visit", "letter", "public_post")
    found = values([replace(PLAIN, channel=way) for way in ways])
    assert found["contacts by collectors"] == ("7", "2 calls, 2 messages, 1 visit, 2 others")
    assert found["calls that connected"] == ("2", "of 2 calls")


def test_what_the_complainant_began_and_what_has_no_day_is_in_no_daily_figure():
    rows = [PLAIN, replace(PLAIN, direction="out"), replace(PLAIN, precision="month"), replace(PLAIN, local=None)]
    found = values(rows)
    assert found["contacts by collectors"][0] == "3"
    assert found["most in one day"] == ("1", "2026-01-05") and found["days with contacts"] == ("1", "of 1 days")


def test_the_first_of_the_busiest_days_is_named():
    rows = [replace(PLAIN, local=NOON + timedelta(days=day)) for day in (3, 3, 1, 1, 2)]
    assert values(rows)["most in one day"] == ("2", "2026-01-06")
