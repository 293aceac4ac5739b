"""Deadlines: by when an answer is due on each filing, and by when the user has to act.

Days are computed, never judged: what a channel's data does not hold for sure is "usually by", and nothing is moved to
the next working day unless the period itself is one of working days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from casekit.channels.catalog import channel_ids, channels_of, country_of, load_channel
from casekit.channels.channel import Channel, TimeLimit
from casekit.channels.working_days import add_working_days, is_day_off
from casekit.model import Background
from casekit.text import Both, _, _n, in_a_row, in_each, pick

if TYPE_CHECKING:
    from casekit.model import Filing, Party

ANSWERED = ("solved", "unsatisfied", "not_accepted")
ENDED = (*ANSWERED, "withdrawn")
_NEXT_STEPS_BEGIN = ("unsatisfied", "not_accepted")  # only then is there something to do about an answer


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock that runs: `due` is its last day.

    `filing` is None for a clock of the user's own that runs from the last contact concerned, while nothing was filed there.
    `certain` is false where the limit was not read for sure, or where holidays up to it are not published yet; what is
    not certain is never `overdue`. `left` are the days until it, less than 0 after it.
    """

    filing: Filing | None
    limit: TimeLimit
    due: date
    overdue: bool
    certain: bool
    words: Both
    channel: Channel
    since: date
    left: int

    @property
    def mine(self) -> bool:
        """Whether the user has to act within it."""
        return self.limit.mine


def deadlines_of(
    background: Background, today: date, last_contacts: Mapping[str, date | None] | None = None
) -> list[Deadline]:
    """Every clock that runs in a case, the earliest day first.

    `last_contacts` is the day of the last contact concerned by channel, from which the user's own time there runs.
    """
    country = country_of(background.header.rulebook)
    found = [
        _deadline(filing, channel, limit, start, today, country, _holds(background, filing, limit) is True)
        for filing, channel, limit, start in (
            *_of_filings(background, country),
            *_of_contacts(background, last_contacts or {}, country),
        )
    ]
    return sorted(found, key=lambda one: (one.due, one.channel.id, one.limit.id, one.filing.id if one.filing else ""))


def lender_concerned(background: Background, filing: Filing) -> Party | None:
    """The lender whom a filing is about, as far as it is known."""
    return background.lender_of(filing.party) or background.debt_lender(filing.debt) or background.sole_lender()


def end_of(since: date, limit: TimeLimit, country: str) -> tuple[date, bool]:
    """(the last day of a period, whether holidays leave no doubt); the day after `since` is its first day.

    A period of months or years ends on the day of that number, or on the last of a month that has no such day.
    """
    if limit.unit == "working_days":
        counted = add_working_days(since, limit.amount, country)
        return counted.day, counted.certain
    if limit.unit == "days":
        return since + timedelta(days=limit.amount), True
    months = since.month - 1 + limit.amount * (12 if limit.unit == "years" else 1)
    year, month = since.year + months // 12, months % 12 + 1
    return date(year, month, min(since.day, monthrange(year, month)[1])), True


Clock = tuple["Filing | None", Channel, TimeLimit, date]


def _of_filings(background: Background, country: str) -> Iterator[Clock]:
    known = channel_ids()
    for filing in background.filings:
        if filing.channel not in known:
            continue
        channel = load_channel(filing.channel, country)
        mine = [limit for limit in channel.times if limit.since != "last_contact" and _in_track(filing, channel, limit)]
        mine = [limit for limit in mine if _holds(background, filing, limit) is not False]
        for limit in _in_force(filing, mine, country):
            start = getattr(filing, limit.since)
            if start is not None and _runs(filing, limit):
                yield filing, channel, limit, start


def _in_force(filing: Filing, limits: list[TimeLimit], country: str) -> Iterator[TimeLimit]:
    """The limits without those whose place another one takes, once more time was announced, and without these before.

    What is announced within a limit extends that one; what is announced later, the one that runs then.
    """
    longer = {limit.extends: limit for limit in limits if limit.extends}
    for limit in limits:
        if limit.extends:
            continue
        running, start = limit, getattr(filing, limit.since)
        if filing.extended_on is not None and start is not None:
            while running.id in longer and filing.extended_on > end_of(start, running, country)[0]:
                running = longer[running.id]
            running = longer.get(running.id, running)
        yield running


def _of_contacts(background: Background, last: Mapping[str, date | None], country: str) -> Iterator[Clock]:
    """The user's own clocks from the last contact concerned, at channels where nothing was filed yet."""
    filed = {one.channel for one in background.filings if one.outcome != "withdrawn"}
    for channel in channels_of(country):
        since = last.get(channel.id)
        for limit in channel.times if since is not None and channel.id not in filed else ():
            if limit.since == "last_contact" and limit.mine and since is not None:
                yield None, channel, limit, since


def _holds(background: Background, filing: Filing | None, limit: TimeLimit) -> bool | None:
    """Whether a limit that is for some kinds of lenders holds for the one concerned; None where that is not known."""
    if not limit.lender_types or filing is None:
        return True
    lender = lender_concerned(background, filing)
    if lender is None or lender.lender_type == "unknown":
        return None
    return lender.lender_type in limit.lender_types


def _in_track(filing: Filing, channel: Channel, limit: TimeLimit) -> bool:
    """Whether a limit is of the track of a filing, the first one where the filing names none."""
    return not limit.track or limit.track == (filing.track or next(iter(channel.tracks or ()), limit.track))


def _runs(filing: Filing, limit: TimeLimit) -> bool:
    if filing.outcome == "withdrawn":
        return False
    if limit.mine:
        return limit.since != "answered_on" or filing.outcome in _NEXT_STEPS_BEGIN
    if filing.answered_on is not None or filing.outcome in ENDED:
        return False
    if limit.until == "accepted":
        return filing.accepted_on is None and filing.outcome != "transferred"
    return limit.until != "transferred" or filing.outcome != "transferred"


def _deadline(
    filing: Filing | None, channel: Channel, limit: TimeLimit, start: date, today: date, country: str, holds: bool
) -> Deadline:
    due, known = end_of(start, limit, country)
    sure = limit.sure and holds
    certain = sure and known
    # Whether a period that ends on a day off ends later, its own rules say; until then it is not called overdue.
    last = add_working_days(due, 1, country).day if limit.unit != "working_days" and is_day_off(due, country) else due
    left = (due - today).days
    return Deadline(
        filing=filing, limit=limit, due=due, overdue=certain and today > last, certain=certain, channel=channel,
        since=start, left=left,
        words=in_each(lambda: _in_words(limit, due, left, sure=sure, known=known, country=country)),
    )  # fmt: skip


def _in_words(limit: TimeLimit, due: date, left: int, *, sure: bool, known: bool, country: str) -> str:
    if limit.mine:
        by = _("please act by {day}") if sure else _("usually possible until {day}; ask there and act early")
    else:
        by = _("due by {day}") if sure else _("about {day}, as a guide only")
    over = ""
    if sure and known and left < 0:
        over = (
            _n("{count} day past", "{count} days past", -left)
            if limit.mine
            else _n("{count} day overdue", "{count} days overdue", -left)
        )
    basis = pick(limit.basis) if limit.basis else ""
    named = pick(limit.what) + (pick(zh=f"（{basis}）", en=f" ({basis})") if basis else "")
    told = pick(zh="，", en=", ").join(part for part in (by.format(day=due), over.format(count=-left)) if part)
    return in_a_row(
        named + pick(zh="：", en=": ") + told + pick(zh="。", en="."),
        "" if known else _("The holidays up to then are not published yet; weekdays were counted."),
        _("That day is a holiday or a weekend: go by what you are told there.")
        if limit.unit != "working_days" and known and is_day_off(due, country)
        else "",
    )
