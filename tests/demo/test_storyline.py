"""The story holds what the demo is meant to show, and is the same every time."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from casekit.demo import cast
from casekit.demo.scenes import FACTS, NOTES, SAID
from casekit.demo.storyline import SEED, tell
from casekit.model.vocabulary import BASES, FACT_KINDS, TAGS
from casekit.numbers import classify, fold
from tests.demo.truth import COLLECTORS, truth_of

HUABEI, QUICK = cast.HUABEI, cast.QUICK
INVENTED = re.compile(r"(?:1[3-9]\d|170|171|162)0000\d{4}|0\d{2,3}0000\d{4}|95000\d{2}|10690000\d{4}")


def story():
    return tell()


def truth():
    return truth_of(story())


def test_a_seed_gives_the_same_story_and_another_seed_another():
    again = tell.__wrapped__(SEED)
    assert again == story()
    assert tell(SEED + 1).calls != story().calls


def test_four_months_across_new_year():
    days = {call.start.date() for call in story().calls}
    assert min(days) >= date(2025, 11, 1) and max(days) <= date(2026, 2, 28)
    assert {date(2025, 12, 31), date(2026, 1, 1)} & days and len({(day.year, day.month) for day in days}) == 4


def test_the_volume_is_that_of_a_real_phone():
    assert 400 <= len(story().calls) <= 900
    assert 60 <= len(story().messages) <= 200


def test_the_worst_days_are_the_planned_ones():
    assert truth().days_over("connected", HUABEI, 3) == [
        date(2025, 12, 12), date(2025, 12, 18), date(2025, 12, 22), date(2026, 1, 8), date(2026, 1, 15), date(2026, 2, 5),
    ]  # fmt: skip
    assert truth().days_over("unanswered", HUABEI, 6) == [
        date(2025, 12, 19), date(2026, 1, 13), date(2026, 2, 3), date(2026, 2, 10), date(2026, 2, 16),
    ]  # fmt: skip
    assert truth().days_over("connected", QUICK, 3) == []


def test_two_lenders_on_one_day_are_over_three_only_together():
    day = date(2026, 1, 21)
    both = [truth().connected[side, day] for side in (HUABEI, QUICK)]
    assert max(both) <= 3 < sum(both)


def test_the_contact_list_is_rung_over_two_days():
    reached = truth().third_persons
    blast = reached[HUABEI, date(2025, 12, 30)] | reached[HUABEI, date(2025, 12, 31)]
    assert blast == set(cast.PEOPLE)
    assert len(reached[HUABEI, date(2025, 12, 30)]) >= 3


def test_a_refusal_is_ignored_on_both_sides_of_new_year():
    refused = story().call("mother-refuses").start
    later = [call for call in story().mothers_calls if call.side in COLLECTORS and call.start > refused]
    assert truth().contacts_after_refusal == len(later) == 6
    assert sum(call.start.year == 2026 for call in later) >= 3


def test_night_calls_edges_and_hidden_numbers_occur():
    assert truth().night[HUABEI] >= 20
    assert truth().edge == {HUABEI: 2}
    assert sum(call.side in COLLECTORS and not call.number for call in story().calls) == 4


def test_private_life_goes_on_at_night_too():
    late = [call for call in story().calls if call.side not in COLLECTORS and call.start.hour >= 22]
    assert late, "a count of night calls by time alone must be wrong"


def test_collectors_and_private_life_share_no_number():
    private = cast.private_numbers() | {person.line for person in cast.PEOPLE.values()}
    assert not private & set(cast.collector_numbers())
    assert truth().callers == frozenset(cast.collector_numbers())


@pytest.mark.parametrize(
    "number",
    sorted(
        {*cast.collector_numbers(), *cast.private_numbers(), cast.OWN_LINE}
        | {person.line for person in cast.PEOPLE.values()}
    ),
)
def test_every_number_is_invented_and_classed(number):
    assert INVENTED.fullmatch(number)
    assert fold(number) == number
    assert classify(number) != "unknown"


def test_calls_of_one_line_do_not_overlap_but_for_the_redial():
    close = [
        (one.scene, other.scene)
        for one, other in zip(story().calls, story().calls[1:], strict=False)
        if other.start - one.start < timedelta(seconds=one.ring_s + one.duration_s + 60)
    ]
    assert close == [("redial-first", "redial-second")]


def test_phone_and_bill_agree_on_day_and_night():
    for call in (*story().calls, *story().mothers_calls):
        if call.connected:
            assert call.start.date() == call.picked_up.date()
            assert (call.start.hour >= 22, call.start.hour < 8) == (call.picked_up.hour >= 22, call.picked_up.hour < 8)
            assert not call.ring_s or 1 <= call.ring_s <= 20


def test_scenes_use_the_closed_lists():
    assert {tag for one in (*SAID, *NOTES) for tag in one.tags} <= set(TAGS)
    assert {fact.kind for fact in FACTS} <= set(FACT_KINDS)
    assert {linked.basis for linked in cast.collector_numbers().values()} <= set(BASES)
    known = {call.scene for call in (*story().calls, *story().mothers_calls)} | {one.scene for one in story().messages}
    assert {said.scene for said in SAID} <= known


def test_threats_and_insults_stand_on_both_sides_of_new_year():
    heavy = {"threat_family", "threat_exposure", "threat_arrest", "insult"}
    tagged = {said.scene for said in SAID if heavy & set(said.tags)}
    times = [one.start for one in (*story().calls, *story().messages) if one.scene in tagged]
    assert sum(time.year == 2025 for time in times) >= 3
    assert sum(time.year == 2026 for time in times) >= 3


def test_every_institution_says_that_it_is_invented():
    for institution in cast.INSTITUTIONS.values():
        assert "虚构" in institution.name and "虚构" in institution.full_name
