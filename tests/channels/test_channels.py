"""Channels as data: complete, in the form of the schema, and saying what the facts say, no more and no less."""

from __future__ import annotations

import copy
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from casekit.channels.catalog import channel_data, channel_from, channel_ids, channels_of, load_channel
from casekit.channels.describing import channel_object, channel_parts
from casekit.channels.schema import faults_of, schema
from casekit.errors import NotFoundError
from casekit.model.vocabulary import FILING_CHANNELS
from casekit.rules.wording import phrases
from casekit.text import language

EXPECTED = Path(__file__).parent / "expected"
FACTS: dict[str, dict[str, Any]] = {
    name: said
    for file in ("cn.yaml", "elsewhere.yaml")
    for name, said in yaml.safe_load((EXPECTED / file).read_text("utf-8")).items()
}
ESCALATION = yaml.safe_load((EXPECTED / "escalation.yaml").read_text("utf-8"))
ALL = channel_ids()


def shown(channel_id: str, tag: str = "zh") -> str:
    """Everything that is told of a channel, in its first country."""
    with language(tag):
        parts = channel_parts(load_channel(channel_id))
        return "\n".join(line for _heading, lines in parts for line in lines)


def test_every_channel_of_the_vocabulary_has_a_file_and_facts() -> None:
    assert ALL == FILING_CHANNELS
    assert set(FACTS) == set(FILING_CHANNELS)


@pytest.mark.parametrize("channel_id", ALL)
def test_a_file_follows_the_schema(channel_id: str) -> None:
    data = channel_data(channel_id)
    assert [str(one) for one in faults_of(data)] == []
    assert data["id"] == channel_id


@pytest.mark.parametrize("channel_id", ALL)
def test_a_file_follows_the_schema_as_the_library_reads_it(channel_id: str) -> None:
    import jsonschema

    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(channel_data(channel_id), schema())


@pytest.mark.parametrize("channel_id", ALL)
def test_the_form_asks_what_the_facts_say(channel_id: str) -> None:
    channel, facts = load_channel(channel_id), FACTS[channel_id]
    names = "\n".join(one.name["zh"] for one in channel.asked)
    assert [word for word in facts.get("asks", ()) if word not in names] == []
    required = {one.id for one in channel.asked if one.required}
    assert set(facts.get("required", ())) - required == set()
    if "first" in facts:
        assert channel.asked[0].id == facts["first"]


@pytest.mark.parametrize("channel_id", ALL)
def test_times_are_those_of_the_facts_and_as_sure(channel_id: str) -> None:
    times = [[one.amount, one.unit, one.since, one.sure] for one in load_channel(channel_id).times]
    assert times == FACTS[channel_id]["times"]


@pytest.mark.parametrize("channel_id", ALL)
def test_addresses_and_articles_are_those_of_the_facts(channel_id: str) -> None:
    text, facts = shown(channel_id), FACTS[channel_id]
    assert [word for word in facts["said"] if word not in text] == []
    assert [word for word in facts.get("never", ()) if word in text] == []


@pytest.mark.parametrize("channel_id", ALL)
def test_limits_masks_tracks_and_refusals_are_those_of_the_facts(channel_id: str) -> None:
    channel, facts = load_channel(channel_id), FACTS[channel_id]
    assert channel.attachment_bytes == facts.get("attachment_bytes")
    assert list(channel.tracks or ()) == facts.get("tracks", list(channel.tracks or ()))
    assert channel.mask == facts.get("mask", channel.mask)
    refused = {kind for one in channel.refuses if one.when == "lender" for kind in one.lender_types}
    assert set(facts.get("refuses", ())) - refused == set()
    if "after" in facts:
        first, days = facts["after"]
        assert any(
            one.when == "not_before" and one.channels == (first,) and one.days == days for one in channel.refuses
        )


@pytest.mark.parametrize("channel_id", ALL)
def test_what_is_not_sure_is_shown_as_usual_and_never_as_a_deadline(channel_id: str) -> None:
    for tag, usual in (("zh", "通常"), ("en", "usual")):
        with language(tag):
            told = dict(channel_parts(load_channel(channel_id)))
        channel = load_channel(channel_id)
        times = told.get("Time limits and usual times" if tag == "en" else "期限和通常用时", [])
        assert len(times) == len(channel.times)
        assert all(usual in line for line, one in zip(times, channel.times, strict=True) if not one.sure)
        assert not any(usual in line for line, one in zip(times, channel.times, strict=True) if one.sure)


@pytest.mark.parametrize("channel_id", ALL)
def test_no_text_gives_a_verdict_or_cites_what_must_not_be_cited(channel_id: str) -> None:
    names = re.compile(r"Criminal Cases|criminal case|^criminal$")  # an instrument, a kind of case and its id
    said = [
        (phrase.id, words)
        for country in load_channel(channel_id).countries
        for text in _texts(channel_object(load_channel(channel_id, country)))
        for phrase in phrases()
        if (words := phrase.found_in(names.sub("", text), book=country.lower()))
    ]
    assert said == []


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inside for text in _texts(one)]


def test_the_steps_are_those_of_the_escalation() -> None:
    steps = [{load_channel(one).step for one in together} for together in ESCALATION["steps"]]
    assert all(len(one) == 1 for one in steps)
    order = [next(iter(one)) for one in steps]
    assert order == sorted(set(order))


@pytest.mark.parametrize("family", ESCALATION["main"])
@pytest.mark.parametrize("lender_type", ["consumer_finance", "microloan"])
def test_a_matter_has_the_main_places_of_the_facts(family: str, lender_type: str) -> None:
    mine = {one.id for one in channels_of("CN") if family in one.core and one.deals_with(lender_type)}
    instead = ESCALATION["instead"].get(lender_type, {})
    assert mine == {instead.get(one, one) for one in ESCALATION["main"][family]}


def test_families_and_tags_are_those_of_the_rulebooks() -> None:
    from casekit.rules import load_rulebook

    families = {rule.family for book in ("cn", "us", "ph", "id", "ie") for rule in load_rulebook(book).rules}
    named = {family for one in ALL for family in (*load_channel(one).core, *load_channel(one).families)}
    assert named - families == set()


def test_every_route_of_a_rule_is_a_channel_of_its_country() -> None:
    from casekit.rules import load_rulebook

    for book in ("cn", "us", "ph", "id", "ie"):
        loaded = load_rulebook(book)
        there = {one.id for one in channels_of(loaded.country)}
        assert {route for rule in loaded.rules for route in rule.routes} - there == set()


def test_a_channel_is_different_where_its_file_says_so() -> None:
    assert "95188" in load_channel("lender").how[0]["zh"]
    assert "95188" not in str(load_channel("lender", "US").how)
    assert load_channel("lender", "PH").times == ()
    assert load_channel("court", "US").times[0].basis == {
        "zh": "美国《公平债务催收行为法》15 U.S.C. § 1692k(d)", "en": "15 U.S.C. § 1692k(d)",
    }  # fmt: skip
    assert channels_of("PH")[0].how == load_channel("lender", "PH").how


def test_the_mailbox_of_an_unknown_channel_is_told_with_all_there_are() -> None:
    with pytest.raises(NotFoundError, match="12378"):
        load_channel("12379")


def test_the_schema_describes_every_field() -> None:
    text = files("casekit.channels").joinpath("data", "channel.schema.json").read_text("utf-8")
    loaded = json.loads(text)
    parts = {"": loaded, **loaded["$defs"]}
    silent = [
        f"{part}/{name}"
        for part, one in parts.items()
        for name, field in one.get("properties", {}).items()
        if "description" not in field
        and "description" not in loaded["$defs"].get(field.get("$ref", "").split("/")[-1], {})
    ]
    assert silent == []
    assert all(one.get("additionalProperties") is False for one in parts.values() if "properties" in one)


def test_the_list_of_what_a_form_can_ask_is_closed() -> None:
    data = copy.deepcopy(channel_data("nifa"))
    data["asked"][0]["id"] = "my_shoe_size"
    assert [one.where for one in faults_of(data)] == ["asked/0/id"]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"kind": "newspaper"}, "kind"),
        ({"colour": "red"}, ""),
        ({"limits": [{"words": {"zh": "附件不超过 2MB。", "en": "At most 2 MB."}, "sure": False}]}, "limits/0"),
        ({"how": [{"zh": "拨打 12345。", "en": "Ring 12345."}]}, "how/0"),
        ({"reason": {"zh": "因为。", "en": "because."}}, "reason"),
        ({"traps": [{"when": "not_before", "words": {"zh": "先投诉。", "en": "Complain first."}}]}, "traps/0"),
        ({"refuses": [{"when": "lender", "words": {"zh": "不受理。", "en": "Not taken."}}]}, "refuses/0"),
        ({"in_country": {"FR": {"how": [{"zh": "写信。", "en": "Write."}]}}}, "in_country/FR"),
        ({"times": [{"id": "x", "since": "filed_on", "amount": 3, "unit": "days", "sure": True,
                     "what": {"zh": "答复", "en": "answer"}}]}, "times/x"),
        ({"times": [{"id": "x", "since": "filed_on", "amount": 3, "unit": "days", "sure": False, "track": "none",
                     "what": {"zh": "答复", "en": "answer"}}]}, "times/x"),
        ({"times": [{"id": "x", "since": "filed_on", "amount": 3, "unit": "days", "sure": False, "extends": "y",
                     "what": {"zh": "答复", "en": "answer"}}]}, "times/x"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_with_its_place(change: dict[str, Any], where: str) -> None:
    faults = faults_of({**channel_data("nifa"), **change})
    assert faults and faults[0].where.startswith(where)
    with language("zh"):
        assert all(one.what for one in faults_of({**channel_data("nifa"), **change}))


def test_a_channel_tells_the_same_in_both_languages() -> None:
    for one in ALL:
        for country in load_channel(one).countries:
            channel = load_channel(one, country)
            counts = []
            for tag in ("zh", "en"):
                with language(tag):
                    counts.append([len(lines) for _heading, lines in channel_parts(channel)])
            assert counts[0] == counts[1]


def test_what_a_file_leaves_out_has_its_usual_value() -> None:
    channel = channel_from({name: value for name, value in channel_data("12348").items() if name != "mask"})
    assert channel.mask == "third-parties" and channel.limits == () and channel.attachment_bytes is None


def test_letters_and_channels_name_each_other() -> None:
    from casekit.filing.letters.catalog import letter_ids, load_letter

    pairs = {
        (letter, one, country)
        for one in ALL
        for country in load_channel(one).countries
        for letter in load_channel(one, country).letters
    }
    told = {
        (letter, one, country)
        for letter in letter_ids()
        for one in load_letter(letter).channels
        for country in set(load_letter(letter).countries) & set(load_channel(one).countries)
    }
    # What is proposed for repayment goes apart from a complaint, so it is in no pack.
    assert pairs == {one for one in told if one[0] != "repayment_proposal"}
