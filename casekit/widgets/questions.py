"""What is missing: each open question of the findings once, answered in place where one answer settles it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from casekit import clock
from casekit.model import DEBTOR
from casekit.model.vocabulary import LENDER_TYPES, label
from casekit.rules.lenders import suggested_lenders
from casekit.text import N_, _, _n, pick
from casekit.widgets import fields as f
from casekit.widgets.factquestion import FactQuestion, depends_sentence
from casekit.widgets.lendersuggestion import notes_on
from casekit.widgets.markup import Html, bullets, joined, paragraph, tag
from casekit.widgets.part import Part
from casekit.widgets.wording import in_brackets

if TYPE_CHECKING:
    from casekit.rules import Finding, Question, Rulebook
    from casekit.widgets.session import Workbook

# "anyone" belongs to rules, not to lenders.
_OFFERED = tuple(one for one in LENDER_TYPES if one not in ("anyone", "unknown"))
# Where the others are answered; each is about many contacts at once.
_WHERE = {
    "debt": N_("Say it under “Whose numbers are these”, by the party a number belongs to."),
    "party": N_("Say it under “Whose numbers are these”; of a single contact under “Add details”."),
    "number": N_("Correct it under “Add details” where you know the number; what was hidden stays open."),
    "line": N_("Enter the borrower's own numbers under “Relatives and friends”; then it can be answered here."),
    "person": N_("Say it under “Add details”, in the field for who was reached."),
    "time": N_("Correct it under “Add details”; what nobody knows any more stays open."),
    "duration": N_("Enter it under “Add details”, or import the carrier's bill, which tells it."),
    "overdue_since": N_("Say it of each debt under “Case file”."),
    "lender_type": N_("Say it under “Case file”."),
    "refused_contact": N_("Say it under “Add details”, or enter it under “Case file”."),
}
_SHORT = 5  # questions that stand open; the others are folded below
Key = tuple[str, str | None]


@dataclass(slots=True)
class _Asked:
    """A question, how many findings hang on it, and whether it is about an exception only."""

    question: Question
    depending: int = 0
    exception: bool = True


def asked_by(findings: Iterable[Finding]) -> dict[Key, _Asked]:
    """The questions of findings, each once: what decides whether a rule applies first, then what most hang on."""
    asked: dict[Key, _Asked] = {}
    for finding in findings:
        own = {(one.id, one.about): (one, False) for one in finding.questions}
        for key, (question, exception) in (
            own | {(one.id, one.about): (one, True) for one in finding.exceptions if (one.id, one.about) not in own}
        ).items():
            entry = asked.setdefault(key, _Asked(question))
            entry.depending += 1
            if not exception:
                entry.exception, entry.question = False, question
    return dict(sorted(asked.items(), key=lambda pair: (pair[1].exception, -pair[1].depending)))


class Questions(Part):
    """The list of open questions and one button that saves the answers."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self.facts: dict[Key, FactQuestion] = {}
        self._lenders: dict[str, w.Dropdown] = {}
        self._debts: dict[str, w.Text] = {}
        self._unrung: list[str] = []
        self._typed_before: dict[Key, Any] = {}
        self._title, self._others = f.show(), f.show()
        self._w_line = f.choice(_("Which of your own numbers was rung"), [])
        self._w_save = f.button(_("Save the answers"), strong=True)
        self.on_click(self._w_save, self.save)
        self._first, self._rest = f.stack(css="ck-questions"), f.Fold("", [])
        self._inside = f.stack(
            self._title, self._first, self._w_line, self._rest.box, f.row(self._w_save), self._others, css="ck-offer"
        )
        # What an answer settles is asked no more; that it was saved is still to be seen.
        self.box = f.stack(self._inside, self.message)
        self.put((), None)

    def put(self, findings: Iterable[Finding], book: Rulebook | None) -> None:
        """Ask what these findings leave open."""
        asked = asked_by(findings)
        self._ask_line(any(one == "line" for one, _about in asked))
        rows: list[w.Widget] = []
        pointed: list[_Asked] = []
        kept = {"facts": self.facts, "lenders": self._lenders, "debts": self._debts}
        self.facts, self._lenders, self._debts = {}, {}, {}
        for key, one in asked.items():
            row = self._row(key, one, kept, book)
            if row is not None:
                rows.append(row)
            elif not (one.question.id == "line" and self._unrung):
                pointed.append(one)
        self._first.children, rest = tuple(rows[:_SHORT]), tuple(rows[_SHORT:])
        self._rest.inside.children = rest
        self._rest.retitle(_n("{count} more question", "{count} more questions", len(rest)).format(count=len(rest)))
        f.shown(self._rest.box, bool(rest))
        self._others.value = self._pointed_to(pointed)
        self._title.value = self._heading(bool(self._lenders))
        f.shown(self._w_save, bool(rows or self._unrung))
        f.shown(self._inside, bool(asked))

    def _heading(self, about_lenders: bool) -> Html:
        hint = _("The contract or the page where the loan was taken names the institution.")
        return joined(
            tag("h3", _("What is missing")),
            paragraph(_("Each answer settles findings below. Leave open what you do not know.")),
            paragraph(hint, css="ck-quiet") if about_lenders else "",
        )

    def _row(self, key: Key, one: _Asked, kept: dict[str, Any], book: Rulebook | None) -> w.Widget | None:
        """The field that answers a question; None where it is answered elsewhere."""
        question, about = one.question, str(one.question.about)
        background = self.case.background()
        if question.kind == "fact" and question.id != "refused_contact":
            personal = question.id in _personal_facts(book)
            part = kept["facts"].get(key) or FactQuestion(self.workbook, question, personal=personal)
            part.retype(self._typed_before.pop(key, {}))
            part.put(question, one.depending)
            self.facts[key] = part
            return part.box
        words = pick(zh=question.zh, en=question.en)
        if question.id == "lender_type" and about in background.parties:
            options = [(_("I do not know"), None), *((label("lender_type", one), one) for one in _OFFERED)]
            self._lenders[about] = kept["lenders"].get(about) or f.choice(words, options)
            return self._depending(self._lenders[about], one.depending, self._known_of(about, book))
        if question.id == "overdue_since" and about in background.debts:
            self._debts[about] = kept["debts"].get(about) or f.text(
                self._of_debt(words, about), placeholder="2026-01-10"
            )
            return self._depending(self._debts[about], one.depending)
        return None

    def _depending(self, field: w.Widget, count: int, hint: Html | str = "") -> w.Widget:
        depends = paragraph(depends_sentence(count), css="ck-quiet")
        return f.stack(field, f.show(joined(depends, hint)), css="ck-question")

    def _known_of(self, lender: str, book: Rulebook | None) -> Html:
        """What the rulebook knows under the lender's name and its products, for the user to compare."""
        background = self.case.background()
        party, products = background.parties[lender], [debt.product for debt in background.debts_of(lender)]
        known = suggested_lenders(book, party.name, party.full_name, *products) if book else []
        return bullets(notes_on(known), css="ck-quiet")

    def _of_debt(self, words: str, debt: str) -> str:
        """Which debt is meant, where there are several."""
        background = self.case.background()
        product = background.debts[debt].product
        return in_brackets(words, product) if product and len(background.debts) > 1 else words

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

    def _pointed_to(self, asked: list[_Asked]) -> Html:
        return bullets(
            joined(pick(zh=one.question.zh, en=one.question.en), " ", _(_WHERE[one.question.id]))
            for one in asked
            if one.question.id in _WHERE
        )

    def typed(self) -> dict[str, Any]:
        """What stands in the fields, the answers included."""
        return {**super().typed(), "answers": {key: part.typed() for key, part in self.facts.items()}}

    def retype(self, values: dict[str, Any]) -> None:
        """Put back what was typed, also into questions that are asked again a little later."""
        super().retype({name: value for name, value in values.items() if name != "answers"})
        self._typed_before = dict(values.get("answers", {}))
        for key in self._typed_before.keys() & self.facts.keys():
            self.facts[key].retype(self._typed_before.pop(key))

    def save(self) -> str:
        """Write the answers into the case; the findings follow."""
        facts = [part.checked() for part in self.facts.values() if part.answered]
        lenders = {lender: f.chosen(field) for lender, field in self._lenders.items() if f.chosen(field)}
        # One that cannot be read is refused before anything is saved.
        debts = {debt: clock.read_day(field.value) for debt, field in self._debts.items() if field.value.strip()}
        line = f.chosen(self._w_line) if self._unrung else None
        if not (facts or lenders or debts or line):
            return _("Nothing was chosen.")
        for lender, kind in lenders.items():
            self.case.update_party(lender, lender_type=kind)
        for debt, since in debts.items():
            self.case.update_debt(debt, overdue_since=since)
        for fact in facts:
            self.case.add_fact(fact.pop("kind"), fact.pop("at"), **fact)
        if line:
            self.case.amend_all(self._unrung, line=line)
        self.workbook.changed()
        return _("Saved. The findings are checked again with it. Answers stand under “Case file” as facts and "
                 "can be taken back there.") if facts else _("Saved. The findings are checked again with it.")  # fmt: skip


def _personal_facts(book: Rulebook | None) -> set[str]:
    """Facts that hold for the person alone whom they name, so that a yes has to name one."""
    return {str(one["fact"]) for rule in (book.rules if book else ()) for one in rule.not_if if "per" in one}
