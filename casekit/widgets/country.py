"""The country whose channels and advice a case is shown."""

from __future__ import annotations

from casekit.casebook import Case
from casekit.channels.catalog import load_channel
from casekit.channels.channel import Channel
from casekit.errors import CaseError

_USUAL = "CN"


def country_of(case: Case) -> str:
    """The country (ISO 3166) of the case's rulebook; mainland China where the book cannot be read or names none."""
    from casekit.rules import load_rulebook

    try:
        return load_rulebook(case.header.rulebook).country or _USUAL
    except CaseError:
        return _USUAL


def channel_for(case: Case, channel_id: str) -> Channel:
    """A place where matters are taken, as it is in the country of the case."""
    return load_channel(channel_id, country_of(case))
