"""What the findings need to know: answered in place where one answer settles it, pointed to where not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import ipywidgets as w

from casekit.model import DEBTOR
from casekit.model.vocabulary import LENDER_TYPES, label
from casekit.text import N_, _, _n, pick
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
    "line": N_("Enter the borrower's own numbers under “Relatives and friends”; then it can be answered here."),
    "person": N_("Say it under “Add details”, in the field for who was reached."),
    "time": N_("Correct it under “Add details”; what nobody knows any more stays open."),
}


class Questions(Part):
    """The open questions of the findings, each once."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._lenders: dict[str, w.Dropdown] = {}
        self._unrung: list[str] = []
        self._title = f.show()
        self._choices = f.fields()
        self._w_line = f.choice(_("Which of your own numbers was rung"), [])
        self._w_save = f.button(_("Save the answers"), strong=True)
        self._others = f.show()
        self.on_click(self._w_save, self.save)
        self._inside = f.stack(
            self._title, self._choices, self._w_line, f.row(self._w_save), self._others, css="ck-offer"
        )
        # What an answer settles is asked no more; that it was saved is still to be seen.
        self.box = f.stack(self._inside, self.message)
        self.put(())

    def put(self, findings: Iterable[Finding]) -> None:
        """Ask what these findings leave open."""
        asked = {(one.id, one.about): one for finding in findings for one in finding.questions}
        lenders = [one for one in asked.values() if one.id == "lender_type" and one.about in self._known_parties()]
        self._lenders = {str(one.about): self._choice(one) for one in lenders}
        self._choices.children = tuple(self._lenders.values())
        self._ask_line(any(one.id == "line" for one in asked.values()))
        pointed = [one for one in asked.values() if one.id in _WHERE and not (one.id == "line" and self._unrung)]
        self._others.value = self._pointed_to(pointed)
        hint = paragraph(_("The contract or the page where the loan was taken names the institution."), css="ck-quiet")
        self._title.value = joined(tag("h3", _("To settle more, please answer")), hint if lenders else "")
        f.shown(self._w_save, bool(lenders or self._unrung))
        f.shown(self._inside, bool(asked))

    def _known_parties(self) -> dict[str, object]:
        return dict(self.case.background().parties) if self.workbook.has_case else {}

    def _choice(self, question: Question) -> w.Dropdown:
        options = [(_("I do not know"), None), *((label("lender_type", one), one) for one in _OFFERED)]
        return f.choice(pick(zh=question.zh, en=question.en), options)

    def _ask_line(self, asked: bool) -> None:
        """Ask once for all calls of which the borrower's number is not known, where there is one to choose."""
        from casekit.analysis.search import without_line

        lines = self.case.background().persons[DEBTOR].lines if asked else ()
        self._unrung = without_line(self.case.events(), DEBTOR)["id"].tolist() if lines else []
        f.shown(self._w_line, bool(self._unrung))
        if not self._unrung:
            return
        count = len(self._unrung)
        question = _n(
            "Of {count} contact it is not known which of the borrower's numbers was rung. Which one?",
            "Of {count} contacts it is not known which of the borrower's numbers was rung. Which one, for all of them?",
            count,
        ).format(count=count)
        self._w_line.description = question
        options = [(_("I do not know, or not always the same"), None), *((one, one) for one in lines)]
        f.offer(self._w_line, options)

    def _pointed_to(self, questions: list[Question]) -> Html:
        return bullets(joined(pick(zh=one.zh, en=one.en), " ", _(_WHERE[one.id])) for one in questions)

    def save(self) -> str:
        """Write the answers into the case; the findings follow."""
        answered = {lender: f.chosen(field) for lender, field in self._lenders.items() if f.chosen(field)}
        line = f.chosen(self._w_line) if self._unrung else None
        if not answered and not line:
            return _("Nothing was chosen.")
        for lender, kind in answered.items():
            self.case.update_party(lender, lender_type=kind)
        if line:
            self.case.amend_all(self._unrung, line=line)
        self.workbook.changed()
        return _("Saved. The findings are checked again with it.")
