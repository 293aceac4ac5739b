"""Filings and their deadlines as they stand, in words: nothing is told by colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from casekit.channels.catalog import channel_ids, load_channel
from casekit.model.vocabulary import label
from casekit.text import _, _n, listed, pick
from casekit.widgets.markup import Html, badge, bullets, joined, pairs, paragraph, quoted, tag
from casekit.widgets.wording import sentences

if TYPE_CHECKING:
    from casekit.channels.deadlines import Deadline
    from casekit.filing.following import NextStep
    from casekit.model import Background, Filing

_TONES = {"solved": "good", "unsatisfied": "warn", "not_accepted": "warn", "open": "strong"}
_SOON = 3  # days before a deadline at which it is marked


def in_short(filings: Sequence[Filing], deadlines: Sequence[Deadline]) -> Html:
    """How many filings there are, and what is overdue."""
    if not filings:
        return paragraph(
            _("Nothing has been handed in so far. When you have handed in papers, enter it below on the same day: the "
              "deadlines run from it."), css="ck-lead",
        )  # fmt: skip
    overdue = sum(one.overdue and not one.mine for one in deadlines)
    said = _n("{count} filing is entered.", "{count} filings are entered.", len(filings)).format(count=len(filings))
    late = _n("{count} answer is overdue.", "{count} answers are overdue.", overdue).format(count=overdue)
    return paragraph(sentences(said, late if overdue else _("No answer is overdue.")), css="ck-lead")


def filing_cards(background: Background, deadlines: Sequence[Deadline]) -> Html:
    """One card per filing, the latest first, with its clocks; then the clocks that run without a filing."""
    latest_first = sorted(background.filings, key=lambda one: one.filed_on, reverse=True)
    cards = [
        _card(one, background, [clock for clock in deadlines if clock.filing and clock.filing.id == one.id])
        for one in latest_first
    ]
    own = [clock for clock in deadlines if clock.filing is None]
    waiting = joined(
        tag("h4", _("Time limits of your own")),
        bullets(
            joined(
                clock.channel.name,
                " · ",
                _clock(clock),
                " ",
                _("Counted from the last contact, {day}.").format(day=clock.since),
            )
            for clock in own
        ),
    )
    return joined(tag("div", *cards, css="ck-filings"), waiting if own else "")


def _card(filing: Filing, background: Background, clocks: Iterable[Deadline]) -> Html:
    debt, party = background.debts.get(filing.debt or ""), background.parties.get(filing.party or "")
    files = [one.name for one in background.evidence if filing.id in one.filings]
    head = tag(
        "div",
        tag("strong", label("filing_channel", filing.channel)),
        tag("span", filing.filed_on.isoformat()),
        badge(label("filing_outcome", filing.outcome), _TONES.get(filing.outcome, "plain")),
        css="ck-line",
    )
    rows = [
        (label("field", "track"), _track(filing)),
        (label("field", "receipt"), quoted(filing.receipt) or _("none entered; ask for it")),
        (label("field", "clerk"), quoted(filing.clerk)),
        (label("field", "debt"), quoted(debt.product) if debt else ""),
        (label("field", "party"), quoted(party.name) if party else ""),
        *((label("field", name), day.isoformat()) for name in ("accepted_on", "extended_on", "answered_on")
          if (day := getattr(filing, name))),
        (label("field", "answer"), quoted(filing.answer)),
        (label("field", "note"), quoted(filing.note)),
        (_("Files"), quoted(listed(files))),
    ]  # fmt: skip
    return tag(
        "div", head, pairs(rows), bullets(map(_clock, clocks), css="ck-clocks"), css="ck-finding ck-plain-finding"
    )


def _track(filing: Filing) -> str:
    tracks = load_channel(filing.channel).tracks if filing.channel in channel_ids() else None
    return pick((tracks or {}).get(filing.track)) or filing.track


def _clock(one: Deadline) -> Html:
    if one.overdue:
        mark = badge(_("overdue"), "bad")
    elif 0 <= one.left <= _SOON:
        mark = badge(_("soon"), "warn")
    else:
        mark = badge(_("this day has passed")) if one.left < 0 else Html("")
    return joined(mark, " " if mark else "", pick(one.words))


def steps_list(steps: Sequence[NextStep]) -> Html:
    """What to do next, each with its reason."""
    if not steps:
        return Html("")
    items = [joined(tag("strong", pick(one.words)), tag("div", pick(one.why), css="ck-quiet")) for one in steps]
    where = paragraph(_("Papers for a place are made under “Complaint papers”."), css="ck-quiet")
    return joined(tag("h3", _("What to do next")), tag("ol", *(tag("li", one) for one in items), css="ck-steps"), where)
