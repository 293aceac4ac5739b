"""The published schema of channels, and in words what is wrong with a channel's file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from casekit.errors import Fault
from casekit.model import vocabulary
from casekit.rules.faults import sentences_of, without_echoes
from casekit.text import _

# Where the schema leaves a list of words open, and the closed list of the model that fills it.
_WORDS = {"channel_id": vocabulary.FILING_CHANNELS, "lender_type": vocabulary.LENDER_TYPES, "tag": vocabulary.TAGS}
# A telephone number or an address on the net, and the words that must go with one that was not checked on its own page.
_ADDRESS = re.compile(r"[\w-]+\.[a-z]{2,}|\d[\d-]{4,}", re.ASCII)
_OFFICIAL = re.compile("公布(的)?为准"), re.compile("officially|from the .+ itself|from them|from it")


@cache
def schema() -> Mapping[str, Any]:
    """The JSON schema of a channel, with the words of the model filled in."""
    text = files("casekit.channels").joinpath("data", "channel.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    for name, words in _WORDS.items():
        loaded["$defs"][name]["enum"] = list(words)
    return loaded


def faults_of(data: Any) -> list[Fault]:
    """Every place where a channel's data does not follow the schema, or where its parts do not fit together."""
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema())
    errors = sorted(validator.iter_errors(data), key=lambda error: list(map(str, error.absolute_path)))
    told = without_echoes(one for error in errors for one in sentences_of(error))
    return [Fault("/".join(map(str, one.path)), one.sentence) for one in told] or list(_misfits(data))


def _misfits(data: Mapping[str, Any]) -> Iterator[Fault]:
    """What a schema cannot say: tracks and limits that are not there, words that promise what is not sure."""
    for country in data.get("in_country", {}):
        if country not in data["countries"]:
            yield Fault(f"in_country/{country}", _("The country is not among the countries of the channel."))
    for where, one in _views(data):
        yield from _misfits_of_times(where, one)
        yield from _misfits_of_words(where, one)
        for part, needed in (("traps", "channels"), ("refuses", "channels"), ("refuses", "lender_types")):
            when = "lender" if needed == "lender_types" else "not_before"
            for place, entry in enumerate(one.get(part, ())):
                if entry["when"] == when and needed not in entry:
                    yield Fault(f"{where}{part}/{place}", _("The field “{name}” is missing.").format(name=needed))


def _views(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The channel as it stands, and as it is in each country where it differs."""
    yield "", data
    for country, other in data.get("in_country", {}).items():
        yield f"in_country/{country}/", {**data, **other}


def _misfits_of_times(where: str, data: Mapping[str, Any]) -> Iterator[Fault]:
    known = {one["id"] for one in data.get("times", ())}
    for one in data.get("times", ()):
        place = f"{where}times/{one['id']}"
        if one.get("track", "") not in ("", *data.get("tracks", {})):
            yield Fault(place, _("There is no track “{word}”.").format(word=one["track"]))
        if one.get("extends", "") not in ("", *known):
            yield Fault(place, _("There is no limit “{word}” to extend.").format(word=one["extends"]))
        if one["sure"] and "basis" not in one:
            yield Fault(place, _("What is sure names the law it is in."))
        if data["confidence"] == "low" and one["sure"]:
            yield Fault(place, _("A channel of low certainty has no time that is sure."))


def _misfits_of_words(where: str, data: Mapping[str, Any]) -> Iterator[Fault]:
    """Words that promise what was not checked."""
    if any(text[-1] in "。；，.;," for text in data["reason"].values()):
        yield Fault(f"{where}reason", _("It is the end of a sentence; leave the full stop out."))
    for place, limit in enumerate(data.get("limits", ())):
        words = limit["words"]
        if not limit["sure"] and not ("通常" in words["zh"] and "usual" in words["en"].lower()):
            sentence = _("What is not sure is worded so: “通常…，请以平台提示为准”, “usually …; go by what they say”.")
            yield Fault(f"{where}limits/{place}", sentence)
    if data.get("sure", True):
        return
    for place, line in enumerate(data["how"]):
        for text, official in zip((line["zh"], line["en"]), _OFFICIAL, strict=True):
            if _ADDRESS.search(text) and not official.search(text):
                sentence = _(
                    "An address that was not checked on its own page goes with “以官方公布为准”, “as officially announced”."
                )
                yield Fault(f"{where}how/{place}", sentence)
