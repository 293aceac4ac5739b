"""投诉材料: where the matter can be taken, and papers for the place that is chosen. Nothing is ever sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets as w

from casekit.channels.catalog import channels_of
from casekit.text import _, pick
from casekit.widgets import fields as f
from casekit.widgets.country import country_of
from casekit.widgets.deferred import Deferred
from casekit.widgets.lettersform import LettersForm
from casekit.widgets.markup import Html, joined, paragraph, tag
from casekit.widgets.packform import PackForm
from casekit.widgets.part import Section
from casekit.widgets.proposals import Proposals

if TYPE_CHECKING:
    from casekit.filing.proposal import Proposal
    from casekit.text import Both


class FilingSection(Section):
    """Proposals follow a change when the answer to the save has gone out; papers are made only when asked for."""

    name: ClassVar[str] = "filing"
    places_message: ClassVar[bool] = True
    chosen = ""

    def build(self) -> w.Widget:
        self._state = f.show()
        self._w_other = f.choice(_("A place that is not in this list"), [("", "")])
        self._w_choose_other = f.button(_("Prepare papers for that place"))
        self._other = f.stack(f.row(self._w_other, self._w_choose_other))
        self.on_click(self._w_choose_other, lambda: self.choose(self._w_other.value))
        self.pack = PackForm(self.workbook, self.handed_in)
        self.proposals = Proposals(self.workbook, self.choose, self.pack.box)
        self.letters = LettersForm(self.workbook)
        self._single = f.Fold(_("A single letter"), [self.letters.box], turned=self.guarded(self.letters.refresh))
        self.proposed: list[Proposal] = []
        self._nothing: Sequence[Both] = ()
        self._looked: tuple[int, str] | None = None
        self._looking = Deferred(self.guarded(self.look))
        return f.stack(self._state, self.message, self.proposals.box, self._other, self._single.box)

    def refresh(self) -> None:
        if self._looked != self.case.head:
            self.message.busy(_("Looking where this can be taken"))
            self._looking.ask()

    def look(self) -> None:
        """Work out the proposals from the case as it is now, and what the chosen place still lacks."""
        from casekit.filing.proposal import propose, without_findings

        if not self.workbook.has_case:
            return
        dossier = self.workbook.dossiers.of(self.case)
        self.proposed = propose(dossier)
        self._nothing = () if self.proposed else without_findings(dossier)
        self._show()
        self.pack.guarded(self.pack.look)()
        self._looked = self.case.head
        self.message.clear()

    def _show(self) -> None:
        self._state.value = _in_short(self._nothing)
        self.proposals.put(self.proposed, self.chosen)
        proposed = {one.channel.id for one in self.proposed}
        others = [one for one in channels_of(country_of(self.case)) if one.id not in proposed]
        f.offer(self._w_other, [(one.name, one.id) for one in others] or [("", "")])
        f.shown(self._other, bool(others))

    def choose(self, channel: str) -> None:
        """Prepare papers for a place."""
        self.chosen = channel
        self._show()
        self.pack.choose(channel)

    def handed_in(self, channel: str) -> str:
        """Open the form for what was handed in, under “Follow-up”, on this place."""
        from casekit.widgets.followup import FollowupSection

        followup = self.workbook.sections.get(FollowupSection.name)
        if isinstance(followup, FollowupSection):
            followup.enter(channel)
        return _("Below, under “Follow-up”, the form is open on this place.")

    def rebuild(self) -> None:
        """Another case begins without a chosen place."""
        self.chosen = ""
        super().rebuild()

    def speak(self) -> None:
        """In another language, at the same place."""
        chosen, values = self.chosen, self.typed()
        self.message.clear()
        super().rebuild()
        if not self.workbook.has_case:
            return
        self.chosen = chosen
        if chosen:
            self.pack.choose(chosen)
        self.retype(values)

    def typed(self) -> dict[str, Any]:
        return {name: value for name, value in super().typed().items() if name != "proposals"}


def _in_short(nothing: Sequence[Both]) -> Html:
    if nothing:
        return joined(
            *(paragraph(pick(one), css="ck-quiet" if place else "ck-lead") for place, one in enumerate(nothing))
        )
    return joined(
        paragraph(_("Begin with the first one; the reason stands with each. You decide."), css="ck-lead"),
        paragraph(
            _("Choose a place, fill in what is missing, look everything through, make the papers, hand them in yourself. "
              "The debt stays acknowledged in all of them."), css="ck-quiet",
        ),
        tag("p", _("Nothing is sent from here."), css="ck-quiet"),
    )  # fmt: skip
