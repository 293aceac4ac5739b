"""A place where a matter can be taken, in words: how, with what, by when, and what not to send there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from casekit.text import _, pick
from casekit.widgets.leading import leading
from casekit.widgets.markup import Html, badge, bullets, joined, paragraph, tag

if TYPE_CHECKING:
    from casekit.channels.channel import Channel
    from casekit.filing.missing import Missing
    from casekit.text import Both


def how_to_file(channel: Channel) -> Html:
    """The way in, what it wants to see, its limits, and what does not belong there, with where it was read."""
    read = _("Read in {month}: {sources}.").format(
        month=channel.checked_on, sources=_("; ").join(pick(one.words) for one in channel.sources)
    )
    doubt = _("The way in was not checked on its own page; look it up there before you hand anything in.")
    return joined(
        paragraph(pick(channel.accepts)),
        _list("", channel.how),
        _list(_("What it wants to see"), channel.evidence),
        _list(_("Limits"), [one.words for one in channel.limits]),
        _list(_("Do not send there"), channel.not_to_send),
        paragraph(doubt, css="ck-quiet") if not channel.sure else "",
        paragraph(read, css="ck-quiet"),
    )


def _list(title: str, items: Sequence[Both]) -> Html:
    if not items:
        return Html("")
    return joined(tag("h4", title) if title else "", bullets(pick(one) for one in items))


def missing_list(missing: Iterable[Missing]) -> Html:
    """What is missing and where it is filled in: what the place asks for first."""
    rows = list(missing)
    if not rows:
        return paragraph(badge(_("complete"), "good"), " ", _("Nothing that can be told beforehand is missing."))
    items = [
        tag(
            "li",
            _how_needed(one),
            " ",
            tag("strong", pick(one.words)),
            tag("div", leading(pick(one.where)), css="ck-quiet"),
        )
        for one in rows
    ]
    hint = _("The papers can be made all the same: they leave a line to fill in by hand.")
    return joined(tag("ul", *items, css="ck-missing"), paragraph(hint, css="ck-quiet"))


def _how_needed(one: Missing) -> Html:
    from casekit.filing.missing import BY_HAND

    if one.field in BY_HAND:
        return badge(_("fill it in by hand"))
    return badge(_("needed"), "warn") if one.required else badge(_("makes it stronger"))
