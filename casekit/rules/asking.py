"""What only the user knows: the questions of findings, in words of both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from casekit.model import Background
from casekit.model.vocabulary import label
from casekit.rules.finding import Both, Question
from casekit.text import N_, _, language


@dataclass(frozen=True, slots=True)
class Unclear:
    """What is not known and decides about a finding: its name, whom it is about, and of how many contacts."""

    what: str
    about: str | None
    count: int


_QUESTIONS = {
    "lender_type": N_(
        "What kind of institution is {lender}: a bank, a consumer finance company, a microloan company …?"
    ),
    "debt": N_("Contacts assigned to no debt: {count}. Which debt were they about?"),
    "line": N_("Calls of which it is not known which of the borrower's numbers was rung: {count}. Which one was it?"),
    "person": N_("Contacts of which it is not known who was reached: {count}. Who was it?"),
    "time": N_("Contacts of which it is not known exactly when they were: {count}. When was it?"),
    "number": N_("Contacts of which the caller's number is not known: {count}. Which number was it?"),
    "party": N_("Contacts of which it is not said which collector they came from: {count}. Which one was it?"),
    "overdue_since": N_("Since when is the debt overdue?"),
}


def both(make: Callable[[], str]) -> Both:
    """A sentence in both languages."""
    with language("zh"):
        chinese = make()
    with language("en"):
        return {"zh": chinese, "en": make()}


def question_of(unclear: Unclear, lender: str, lender_id: str | None) -> Question:
    if unclear.what in _QUESTIONS:
        words = both(lambda: _(_QUESTIONS[unclear.what]).format(lender=lender or _("the lender"), count=unclear.count))
        return Question(unclear.what, words["zh"], words["en"], unclear.about)
    words = _asked(unclear.what, lender)
    return Question(unclear.what, words["zh"], words["en"], unclear.about or lender_id, "fact")


def exception_of(exception: dict[str, Any], lender: str, debt: str | None, lender_id: str | None) -> Question:
    """What the user may know of an exception that nobody has spoken of yet."""
    if "fact" not in exception:
        words = both(lambda: _(_QUESTIONS["overdue_since"]))
        return Question("overdue_since", words["zh"], words["en"], debt)
    words = _asked(exception["fact"], lender)
    return Question(exception["fact"], words["zh"], words["en"], lender_id, "fact", dated=True)


def _asked(fact: str, lender: str) -> Both:
    """The question about a fact; one without a sentence of its own is asked by its name."""

    def ask() -> str:
        own = label("fact_question", fact)
        if own != fact:
            return own.format(lender=lender or _("the lender"))
        return _("Is it so: {what}?").format(what=label("fact", fact))

    return both(ask)


def lender_name(background: Background, lender: str | None) -> str:
    party = background.parties.get(lender or "")
    return (party.full_name or party.name) if party else ""
