"""One record: unknown stays unknown, words of closed lists only, faults in sentences."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from casekit.model import STORED_FIELDS, Incident
from casekit.model.vocabulary import CHANNELS, TAG_SYNONYMS, TAGS
from casekit.text import language


def messages(**fields: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        Incident(id="x", **fields)
    return [fault["msg"].removeprefix("Value error, ") for fault in refused.value.errors()]


def test_nothing_but_an_id_is_a_record_in_which_all_is_unknown() -> None:
    one = Incident(id="x")
    assert (one.start, one.precision, one.outcome, one.identified, one.number_source) == (None, *["unknown"] * 4)
    assert (one.person, one.debt, one.party, one.duration_s, one.told_at, one.id_shown) == (None,) * 6


def test_an_empty_text_makes_a_field_unknown_where_it_may_be() -> None:
    one = Incident.model_validate(
        {"id": "x", "person": "", "duration_s": "", "told_at": "", "words": "", "attribution": ""}
    )
    assert (one.person, one.duration_s, one.told_at, one.attribution, one.words) == (None, None, None, None, "")


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_is_taken(channel: str) -> None:
    assert Incident(id="x", channel=channel).channel == channel


def test_a_word_that_is_not_on_the_list_is_refused_with_the_list() -> None:
    assert messages(direction="up") == ["“up” is not one of the choices: in (incoming), out (outgoing)"]
    with language("zh"):
        assert messages(identified="maybe") == [
            "“maybe”不在可选范围内，可以填：yes（开头即表明身份）、no（未表明身份）、unknown（不清楚）"
        ]
        assert messages(zone="Mars") == ["不认识时区“Mars”，请用 Asia/Shanghai 这样的名称。"]


def test_tags_are_sorted_once_and_called_as_here() -> None:
    assert Incident(id="x", tags=("insult", "extra_fee", "insult")).tags == ("extra_fee", "insult")
    for old, ours in TAG_SYNONYMS.items():
        assert ours in TAGS
        assert Incident(id="x", tags=[old]).tags == (ours,)
    for wrong in (5, None, {"insult": 1}, [5], ["rude"]):
        assert messages(tags=wrong)


def test_durations_end_after_two_days() -> None:
    assert Incident(id="x", duration_s=172_800).duration_s == 172_800
    for wrong in (-1, 172_801, 1.5, "1:05"):
        assert messages(duration_s=wrong)


def test_the_stored_fields_are_fields_and_only_grow() -> None:
    assert set(STORED_FIELDS) <= set(Incident.model_fields)
    assert set(STORED_FIELDS) >= {
        "id", "start", "zone", "precision", "time_basis", "channel", "direction", "outcome", "duration_s", "ring_s",
        "number_raw", "number", "line", "party", "attribution", "claimed_org", "claimed_agent", "identified", "debt",
        "person", "role", "relation", "number_source", "tags", "words", "text", "note", "told_by", "told_at", "place",
        "people_count", "id_shown", "police_called", "source", "source_kind", "batch", "contact_name", "file", "row",
    }  # fmt: skip


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValidationError):
        Incident(id="x").words = "y"  # type: ignore[misc]
