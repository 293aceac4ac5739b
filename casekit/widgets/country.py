"""The country whose channels and advice a case is shown."""

from __future__ import annotations

from casekit.casebook import Case
from casekit.channels import catalog
from casekit.channels.channel import Channel


def country_of(case: Case) -> str:
    """The country (ISO 3166) of the case's rulebook."""
    return catalog.country_of(case.header.rulebook)


def channel_for(case: Case, channel_id: str) -> Channel:
    """A place where matters are taken, as it is in the country of the case."""
    return catalog.load_channel(channel_id, country_of(case))
