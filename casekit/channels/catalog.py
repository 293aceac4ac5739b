"""The channels that come with casekit, read from their YAML files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from casekit.channels.channel import Asked, Channel, Refusal, SizeLimit, Source, TimeLimit, Trap
from casekit.data_files import data_of
from casekit.errors import CaseError, NotFoundError
from casekit.model.vocabulary import FILING_CHANNELS, label
from casekit.text import _, listed

_FOLDER = files("casekit.channels").joinpath("data")
USUAL_COUNTRY = "CN"


def channel_ids() -> tuple[str, ...]:
    """The ids of all channels, in the order of the vocabulary."""
    known = {one.name.removesuffix(".yaml") for one in _FOLDER.iterdir() if one.name.endswith(".yaml")}
    return tuple(one for one in FILING_CHANNELS if one in known)


@cache
def load_channel(channel_id: str, country: str = "") -> Channel:
    """The channel of an id, as it is in a country (ISO 3166) where it differs; in its first country unless one is given.

    Raises
    ------
    NotFoundError
        when there is none
    """
    if channel_id not in channel_ids():
        raise NotFoundError(
            _("The channel “{id}” is not known. There are: {all}.").format(
                id=channel_id,
                all=listed(
                    _("{value} ({label})").format(value=one, label=label("filing_channel", one))
                    for one in channel_ids()
                ),
            )
        )
    return channel_from(channel_data(channel_id), country)


@cache
def channels_of(country: str) -> tuple[Channel, ...]:
    """The channels of a country (ISO 3166), in the order of the vocabulary."""
    loaded = (load_channel(one, country) for one in channel_ids())
    return tuple(one for one in loaded if country in one.countries)


def channel_data(channel_id: str) -> dict[str, Any]:
    """What stands in the file of a channel."""
    data: dict[str, Any] = data_of("casekit.channels", f"data/{channel_id}.yaml")
    return data


def channel_from(data: Mapping[str, Any], country: str = "") -> Channel:
    """A channel from what stands in its file; what stands under `in_country` takes the place of the rest there."""
    data = {**data, **data.get("in_country", {}).get(country, {})}
    plain = ("id", "kind", "step", "reason", "accepts", "confidence", "checked_on")
    further = ("tracks", "mask", "one_lender", "official", "web_form", "general", "sure")
    return Channel(
        **{name: data[name] for name in plain},
        **{name: data[name] for name in further if name in data},
        countries=tuple(data["countries"]),
        how=tuple(data["how"]),
        asked=tuple(Asked(**one) for one in data.get("asked", ())),
        evidence=tuple(data.get("evidence", ())),
        limits=tuple(SizeLimit(**one) for one in data.get("limits", ())),
        times=tuple(TimeLimit(**_with_tuples(one)) for one in data.get("times", ())),
        traps=tuple(Trap(**_with_tuples(one)) for one in data.get("traps", ())),
        refuses=tuple(Refusal(**_with_tuples(one)) for one in data.get("refuses", ())),
        not_to_send=tuple(data.get("not_to_send", ())),
        letters=tuple(data.get("letters", ())),
        sources=tuple(Source(**one) for one in data["sources"]),
        lender_types=frozenset(data.get("lender_types", ())),
        families=frozenset(data.get("families", ())),
        core=frozenset(data.get("core", ())),
        tags=frozenset(data.get("tags", ())),
        urgent=frozenset(data.get("urgent", ())),
        beside=tuple(data.get("beside", ())),
    )


def _with_tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


def country_of(rulebook_id: str) -> str:
    """The country (ISO 3166) whose channels go with a rulebook; mainland China where it cannot be read or names none."""
    from casekit.rules import load_rulebook

    try:
        return load_rulebook(rulebook_id).country or USUAL_COUNTRY
    except CaseError:
        return USUAL_COUNTRY
