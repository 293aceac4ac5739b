"""What happened, as papers tell it: the period, and contact by contact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from casekit.clock import day_in_words
from casekit.filing.facts.scope import Scope
from casekit.model.vocabulary import label
from casekit.report.gravity import gravity
from casekit.report.gravity import worst as gravest
from casekit.report.names import claimed_name, institution, of_visit, way_and_outcome, whom
from casekit.report.rows import Row, in_time, moment
from casekit.text import _, listed, pick

# So many contacts are told one by one; a letter is read by people, and all of them stand in the table that goes along.
_MOST_TOLD = 10
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；、）】》]+", re.IGNORECASE)
_IN_PUBLIC = ("public_post", "group_message", "im", "app_push")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of the contacts; None where no time is known."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact; `no` is its permanent number in all papers, `words` what was said or written, else what is told.

    `spoken` is whether `words` are a quotation, `what` the marks that were set on it, in words. `told_by` is who told
    it to the complainant, empty where it was the complainant's own experience; `visit` tells of a visit where and by how
    many; `at` is day and minute as a sentence names them.
    """

    no: int
    when: str
    day: date | None
    way: str
    who: str
    number: str
    whom: str
    words: str
    spoken: bool
    what: str
    exhibits: str
    told_by: str
    visit: str
    channel: str
    at: str


def period_of(scope: Scope) -> Period:
    """From the first to the last contact."""
    days = sorted(row.local.date() for row in scope.rows if row.local is not None and row.precision != "month")
    return Period(days[0], days[-1]) if days else Period(None, None)


def timeline_of(scope: Scope) -> list[ContactLine]:
    """The grave moments and the turning points by the clock: visits, the first contact of each kind of conduct, the gravest."""
    told = in_time(row for row in scope.rows if row.words or row.text or row.note or row.tags)
    first_of = {tag: row.no for row in reversed(told) for tag in row.tags}
    turning = frozenset(first_of.values())

    def rank(row: Row) -> tuple[object, ...]:
        return row.channel != "visit", row.no not in turning, *(-part for part in gravity(row)), row.no

    return [contact_line(scope, row) for row in in_time(sorted(told, key=rank)[:_MOST_TOLD])]


def by_way_of(scope: Scope) -> Callable[..., list[ContactLine]]:
    """The function `by_way(*channels)`: what came in by some ways, or without channels by any, by the clock."""

    def by_way(*channels: str) -> list[ContactLine]:
        chosen = (row for row in scope.rows if row.direction == "in" and (not channels or row.channel in channels))
        return [contact_line(scope, row) for row in in_time(chosen)]

    return by_way


def worst_of(scope: Scope) -> list[ContactLine]:
    """The gravest moments, the worst first."""
    return [contact_line(scope, row) for row in gravest(scope.rows)]


def web_addresses(rows: Iterable[Row]) -> list[str]:
    """The addresses of pages that stand in what was published or sent round, each once."""
    found: dict[str, None] = {}
    for row in rows:
        if row.channel in _IN_PUBLIC:
            found.update(dict.fromkeys(_WEB_ADDRESS.findall(" ".join((row.text, row.words, row.note)))))
    return list(found)


def contact_line(scope: Scope, row: Row) -> ContactLine:
    """One contact as letters tell it."""
    background = scope.background
    quoted = row.words or row.text
    named = claimed_name(row) or institution(background.parties.get(row.party or ""))
    return ContactLine(
        no=row.no,
        when=moment(row),
        day=row.local.date() if row.local is not None else None,
        way=way_and_outcome(row),
        who=named or _("did not say"),
        number=row.number or "",
        whom=whom(background, row),
        words=quoted or row.note,
        spoken=bool(quoted),
        what=listed(label("tag", tag) for tag in row.tags),
        exhibits=scope.marks(row.evidence),
        told_by=row.told_by,
        visit=of_visit(scope.view, row),
        channel=row.channel,
        at=_at(row),
    )


def _at(row: Row) -> str:
    """Day and minute, as a sentence names them; as exact as the contact is known."""
    if row.local is None or row.precision not in ("second", "minute"):
        return moment(row)
    return pick(zh=f"{day_in_words(row.local)}{row.local:%H:%M}", en=f"{day_in_words(row.local)}, {row.local:%H:%M}")
