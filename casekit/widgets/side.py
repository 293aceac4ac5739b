"""Which side a contact came from, asked where its number does not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casekit.errors import InputError
from casekit.model import Incident
from casekit.model.vocabulary import label
from casekit.numbers import fold
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.markup import paragraph
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.model import Party
    from casekit.widgets.session import Workbook

_ASK, _SOME_COLLECTOR, _UNCLEAR, _NO_COLLECTOR = "+ask", "+collector", "+unclear", "+none"
_MEANS = {_SOME_COLLECTOR: "claimed", _UNCLEAR: "unknown", _NO_COLLECTOR: "not_collector"}


def party_name(party: Party) -> str:
    """A party with what it is, as lists name it: 某某公司（第三方催收机构）."""
    kind = label("party_kind", party.kind)
    return party.name if party.name == kind else f"{party.name}（{kind}）"


class Side(Part):
    """A lender, an agency, a group of callers, or not clear: then the contact is kept and counted nowhere."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._w_side = f.choice(_("Which side was it?"), self._options())
        hint = _("If you are not sure, choose “not clear”: it is kept, and counted nowhere until you say it.")
        self._hint = f.show(paragraph(hint, css="ck-quiet"))
        self.box = f.stack(self._w_side, self._hint)

    def _options(self) -> list[tuple[str, str]]:
        parties = self.case.background().parties.values()
        return [
            (_("please choose …"), _ASK),
            *((party_name(one), one.id) for one in parties),
            (_("a collector, it is not known of which company"), _SOME_COLLECTOR),
            (_("not clear"), _UNCLEAR),
            (_("no collector at all"), _NO_COLLECTOR),
        ]

    def refresh(self) -> None:
        """Offer the parties the case holds now."""
        f.offer(self._w_side, self._options())

    def fit(self, number: str) -> None:
        """Ask only where the number has not been said to be anybody's; what is said of a number holds."""
        mark = self.case.background().numbers.get(fold(number)) if number else None
        f.shown(self.box, mark is None or mark.attribution == "unknown")

    def fill(self, incident: Incident) -> None:
        """Show what was said of this contact."""
        said = incident.attribution or "unknown"
        self.refresh()
        if said in ("confirmed", "claimed"):
            self._w_side.value = _SOME_COLLECTOR
            f.choose(self._w_side, incident.party)
        else:
            self._w_side.value = next(one for one, meant in _MEANS.items() if meant == said)
        self.fit(incident.number)

    def take_over(self, typed: dict[str, Any]) -> None:
        """What was chosen in another form holds where nothing is said of this contact yet."""
        if self._w_side.value == _UNCLEAR and typed.get("_w_side", _ASK) != _ASK:
            f.choose(self._w_side, typed["_w_side"])

    def clear(self) -> None:
        """Ask again, for the next contact."""
        self._w_side.value = _ASK

    def values(self) -> dict[str, Any]:
        """What `Case.log` and `Case.amend` take: attribution and party.

        Raises
        ------
        InputError
            when it was asked and not answered
        """
        chosen = str(self._w_side.value)
        if self.box.layout.display == "none":
            # Its number speaks for it, also when something else is said of the number one day.
            chosen = _UNCLEAR
        if chosen == _ASK:
            raise InputError(_("Please choose which side it was; if you are not sure, choose “not clear”."))
        if chosen in _MEANS:
            return {"attribution": _MEANS[chosen], "party": None}
        return {"attribution": "claimed", "party": chosen}
