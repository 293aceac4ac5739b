"""What the findings need to know: answered in place where one answer settles it, pointed to where not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import ipywidgets as w

from casekit.model.vocabulary import LENDER_TYPES, label
from casekit.text import N_, _, pick
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, bullets, joined, paragraph, tag
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.rules import Finding, Question
    from casekit.widgets.session import Workbook

# "anyone" belongs to rules, not to lenders.
_OFFERED = tuple(one for one in LENDER_TYPES if one not in ("anyone", "unknown"))
# Where the others are answered; each is about many contacts at once.
_WHERE = {
    "debt": N_("Say it under “Whose numbers are these”, by the party a number belongs to."),
    "line": N_("Say it under “Add details”, in the field for the number that was rung."),
    "person": N_("Say it under “Add details”, in the field for who was reached."),
    "time": N_("Correct it under “Add details”; what nobody knows any more stays open."),
}


class Questions(Part):
    """The open questions of the findings, each once."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._lenders: dict[str, w.Dropdown] = {}
        self._title = f.show()
        self._choices = f.fields()
        self._w_save = f.button(_("Save the answers"), strong=True)
        self._others = f.show()
        self.on_click(self._w_save, self.save)
        self.box = f.stack(self._title, self._choices, f.row(self._w_save), self._others, self.message, css="ck-offer")
        self.put(())

    def put(self, findings: Iterable[Finding]) -> None:
        """Ask what these findings leave open."""
        asked = {(one.id, one.about): one for finding in findings for one in finding.questions}
        lenders = [one for one in asked.values() if one.id == "lender_type" and one.about in self._known_parties()]
        self._lenders = {str(one.about): self._choice(one) for one in lenders}
        self._choices.children = tuple(self._lenders.values())
        self._others.value = self._pointed_to([one for one in asked.values() if one.id in _WHERE])
        hint = paragraph(_("The contract or the page where the loan was taken names the institution."), css="ck-quiet")
        self._title.value = joined(tag("h3", _("To settle more, please answer")), hint if lenders else "")
        f.shown(self._w_save, bool(lenders))
        f.shown(self.box, bool(asked))

    def _known_parties(self) -> dict[str, object]:
        return dict(self.case.background().parties) if self.workbook.has_case else {}

    def _choice(self, question: Question) -> w.Dropdown:
        options = [(_("I do not know"), None), *((label("lender_type", one), one) for one in _OFFERED)]
        return f.choice(pick(zh=question.zh, en=question.en), options)

    def _pointed_to(self, questions: list[Question]) -> Html:
        return bullets(joined(pick(zh=one.zh, en=one.en), " ", _(_WHERE[one.id])) for one in questions)

    def save(self) -> str:
        """Write the answers into the case; the findings are then checked again on asking."""
        answered = {lender: f.chosen(field) for lender, field in self._lenders.items() if f.chosen(field)}
        for lender, kind in answered.items():
            self.case.update_party(lender, lender_type=kind)
        self.workbook.changed()
        return _("Saved. Press “Check again” to see what follows.") if answered else _("Nothing was chosen.")
