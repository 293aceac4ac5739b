"""All that a channel's file says, in the language of the moment: for the screen, the documentation and the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from casekit.channels.channel import Asked, Channel, TimeLimit
from casekit.model.vocabulary import label
from casekit.text import N_, Both, _, _n, listed, pick

_SINCE = {
    "filed_on": N_("from the day of filing"),
    "accepted_on": N_("from the day it was accepted"),
    "extended_on": N_("from the day more time was announced"),
    "answered_on": N_("from the day of the answer"),
    "last_contact": N_("from the last contact"),
}


def channel_parts(channel: Channel) -> Iterator[tuple[str, list[str]]]:
    """(heading, lines) of everything there is to know of a channel before filing; headings without lines are left out."""
    parts = (
        (_("What it takes"), [pick(channel.accepts)]),
        (_("Kinds of lenders"), _kinds(channel)),
        (_("How to file"), _all(channel.how)),
        (_("Tracks"), [f"{name}: {pick(words)}" for name, words in (channel.tracks or {}).items()]),
        (_("What its form asks"), [_asked(one) for one in channel.asked]),
        (_("Evidence"), _all(channel.evidence)),
        (_("Limits"), _all(one.words for one in channel.limits)),
        (_("Time limits and usual times"), [time_in_words(one) for one in channel.times]),
        (_("Traps"), _all(one.words for one in channel.traps)),
        (_("What it does not take"), _all(one.words for one in channel.refuses)),
        (_("What not to send"), _all(channel.not_to_send)),
        (_("Certainty"), [certainty(channel)]),
        (_("Where it was read"), _all(one.words for one in channel.sources)),
    )
    yield from ((heading, lines) for heading, lines in parts if lines)


def certainty(channel: Channel) -> str:
    """How sure what is said of a channel is, and when it was read."""
    said = _("{confidence} (read in {month})").format(
        confidence=label("confidence", channel.confidence), month=channel.checked_on
    )
    return said if channel.sure else _("{said}; check addresses with the place itself").format(said=said)


def time_in_words(limit: TimeLimit) -> str:
    """How long something takes or may take; what is not sure is a usual time and no deadline."""
    length = _length(limit.amount, limit.unit)
    basis = pick(zh="（{basis}）", en=" ({basis})").format(basis=pick(limit.basis)) if limit.basis else ""
    sentence = (
        _("{what}: {length} {since}{basis}") if limit.sure else _("{what}: usually {length} {since}{basis}; go by what they say")
    )  # fmt: skip
    return sentence.format(what=pick(limit.what), length=length, since=_(_SINCE[limit.since]), basis=basis)


def channel_object(channel: Channel) -> dict[str, Any]:
    """The shape of a channel in `casekit channels --json`."""
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "countries": list(channel.countries),
        "step": channel.step,
        "accepts": dict(channel.accepts),
        "how": [dict(one) for one in channel.how],
        "lender_types": sorted(channel.lender_types),
        "tracks": {name: dict(words) for name, words in (channel.tracks or {}).items()},
        "asked": [
            {"id": one.id, "name": dict(one.name), "required": one.required, "longest": one.longest}
            for one in channel.asked
        ],
        "limits": [
            {
                "words": dict(one.words), "attachment_bytes": one.attachment_bytes, "files": one.files,
                "per_day": one.per_day, "sure": one.sure,
            }
            for one in channel.limits
        ],
        "times": [
            {
                "id": one.id, "since": one.since, "amount": one.amount, "unit": one.unit, "what": dict(one.what),
                "basis": dict(one.basis) if one.basis else None, "sure": one.sure, "mine": one.mine, "track": one.track,
            }
            for one in channel.times
        ],
        "traps": [{"when": one.when, "words": dict(one.words), "channels": list(one.channels)} for one in channel.traps],
        "refuses": [{"when": one.when, "words": dict(one.words)} for one in channel.refuses],
        "not_to_send": [dict(one) for one in channel.not_to_send],
        "letters": list(channel.letters),
        "official": channel.official,
        "sure": channel.sure,
        "confidence": channel.confidence,
        "checked_on": channel.checked_on,
        "sources": [{"id": one.id, "words": dict(one.words)} for one in channel.sources],
    }  # fmt: skip


def _length(count: int, unit: str) -> str:
    said = {
        "days": _n("{count} day", "{count} days", count),
        "working_days": _n("{count} working day", "{count} working days", count),
        "months": _n("{count} month", "{count} months", count),
        "years": _n("{count} year", "{count} years", count),
    }
    return said[unit].format(count=count)


def _kinds(channel: Channel) -> list[str]:
    known = sorted(channel.lender_types - {"unknown"})
    return [listed(label("lender_type", one) for one in known)] if known else []


def _asked(one: Asked) -> str:
    name = pick(one.name) if one.required else _("{name} (if there is any)").format(name=pick(one.name))
    return _("{name}: {value}").format(name=name, value=pick(one.hint)) if one.hint else name


def _all(texts: Iterable[Both]) -> list[str]:
    return [pick(one) for one in texts]
