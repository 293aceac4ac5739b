"""Where the matter can be taken, as cards: why there, what to mind, what was handed in there already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import ipywidgets as w

from casekit.text import _, _n, listed, pick
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, badge, bullets, details, joined, paragraph, quoted, tag
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.filing.proposal import Proposal
    from casekit.widgets.session import Workbook

_OPEN = 5  # cards that are not folded away


class ProposalCard(Part):
    """One place, and the button that begins its papers."""

    def __init__(self, workbook: Workbook, chosen: Callable[[str], str | None]) -> None:
        super().__init__(workbook)
        self._told = f.show()
        self._w_choose = f.button("")
        self.box = f.stack(self._told, f.row(self._w_choose), self.message, css="ck-finding")
        self.box.add_class("ck-proposal")
        self.channel = ""
        self.on_click(self._w_choose, lambda: chosen(self.channel))

    def put(
        self, proposal: Proposal, place: int, *, beside: Sequence[int], chosen: bool, said: Collection[str]
    ) -> None:
        """Show this proposal as the `place`-th, with the places of those that may go beside it; the chosen one says so.

        `said` are warnings that stand above the list.
        """
        self.channel = proposal.channel.id
        self._told.value = _told(proposal, place, beside, chosen=chosen, said=said)
        self._w_choose.description = _("Prepare papers for: {channel}").format(channel=proposal.channel.name)
        (self.box.add_class if chosen else self.box.remove_class)("ck-chosen-card")
        (self._w_choose.add_class if chosen else self._w_choose.remove_class)("ck-chosen")


def _told(proposal: Proposal, place: int, beside: Sequence[int], *, chosen: bool, said: Collection[str]) -> Html:
    channel = proposal.channel
    marks = []
    if beside:
        marks.append(badge(_("may go beside no. {numbers}").format(numbers=listed(map(str, beside)))))
    if chosen:
        marks.append(badge(_("chosen"), "strong"))
    if proposal.done:
        marks.append(badge(_("handed in before"), "good"))
    if not channel.sure:
        marks.append(badge(_("check the address there")))
    done = [
        _("Handed in on {day}, receipt {receipt}.").format(day=one.filed_on, receipt=one.receipt)
        if one.receipt
        else _("Handed in on {day}, no receipt entered.").format(day=one.filed_on)
        for one in proposal.done
    ]
    rests = dict.fromkeys(pick(one.title) for one in proposal.findings)
    count = len({one.rule for one in proposal.findings})
    title = _n("Rests on {count} finding", "Rests on {count} findings", count).format(count=count)
    return joined(
        tag("div", tag("strong", f"{place}. {channel.name}"), *marks, css="ck-line"),
        paragraph(pick(proposal.why)),
        *(paragraph(badge(_("mind"), "warn"), " ", one) for one in map(pick, proposal.warnings) if one not in said),
        bullets(map(quoted, done)),
        details(title, bullets(rests)) if rests else "",
    )


def _repeated(proposals: Sequence[Proposal]) -> dict[str, list[int]]:
    """Warnings that stand with several proposals, each with the places of those."""
    places: dict[str, list[int]] = {}
    for place, proposal in enumerate(proposals, start=1):
        for one in dict.fromkeys(map(pick, proposal.warnings)):
            places.setdefault(one, []).append(place)
    return {one: found for one, found in places.items() if len(found) > 1}


class Proposals(Part):
    """All cards, the first ones open; a card stays the same while the case grows.

    `papers` is what stands right below the card that was chosen, so that nobody has to look for it.
    """

    def __init__(self, workbook: Workbook, chosen: Callable[[str], str | None], papers: w.Widget) -> None:
        super().__init__(workbook)
        self._chosen, self._papers = chosen, papers
        self.cards: dict[str, ProposalCard] = {}
        self._for_several = f.show()
        self._first = f.stack()
        self._rest = f.Fold("", [])
        self.box = f.stack(self._for_several, self._first, self._rest.box)

    def put(self, proposals: Sequence[Proposal], chosen: str) -> None:
        """Show the proposals; the chosen one is never folded away."""
        first: list[w.Widget] = []
        rest: list[w.Widget] = []
        step = {place: one.step for place, one in enumerate(proposals, start=1)}
        repeated = _repeated(proposals)
        self._for_several.value = joined(
            *(
                paragraph(badge(_("mind at no. {numbers}").format(numbers=listed(map(str, places))), "warn"), " ", one)
                for one, places in repeated.items()
            )
        )
        for place, one in enumerate(proposals, start=1):
            is_chosen = one.channel.id == chosen
            if one.channel.id not in self.cards:
                self.cards[one.channel.id] = ProposalCard(self.workbook, self._chosen)
            card = self.cards[one.channel.id]
            beside = [other for other in step if other < place and step[other] == one.step]
            card.put(one, place, beside=beside, chosen=is_chosen, said=repeated)
            (first if place <= _OPEN or is_chosen else rest).append(card.box)
            if is_chosen:
                first.append(self._papers)
        if self._papers not in first:
            first.append(self._papers)
        self._first.children = tuple(first)
        self._rest.inside.children = tuple(rest)
        self._rest.retitle(_("Further places ({count})").format(count=len(rest)))
        f.shown(self._rest.box, bool(rest))
