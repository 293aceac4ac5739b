"""What only the user knows: the questions of findings, in words of both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from casekit.model import Background, Party
from casekit.model.vocabulary import label
from casekit.rules.finding import Question
from casekit.text import N_, Both, _, language, pick


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
    "caller_type": N_(
        "What is {lender}: the original creditor itself, a collection agency, or a company that bought the debt?"
    ),
    "debt": N_("Contacts assigned to no debt: {count}. Which debt were they about?"),
    "line": N_("Calls of which it is not known which of the borrower's numbers was rung: {count}. Which one was it?"),
    "person": N_("Contacts of which it is not known who was reached: {count}. Who was it?"),
    "time": N_("Contacts of which it is not known exactly when they were: {count}. When was it?"),
    "number": N_("Contacts of which the caller's number is not known: {count}. Which number was it?"),
    "party": N_("Contacts of which it is not said which collector they came from: {count}. Which one was it?"),
    "duration": N_(
        "Calls of which it is not known how long they lasted: {count}. How many seconds or minutes was each?"
    ),
    "overdue_since": N_("Since when is the debt overdue?"),
}


def both(make: Callable[[], str]) -> Both:
    """A sentence in both languages."""
    with language("zh"):
        chinese = make()
    with language("en"):
        return {"zh": chinese, "en": make()}


def question_of(unclear: Unclear, who: Both, about: str | None, *, callers: bool = False) -> Question:
    """What is to be asked of something not known; `who` is the lender, or with `callers` the collector, in words."""
    if unclear.what in _QUESTIONS:
        asked = "caller_type" if callers and unclear.what == "lender_type" else unclear.what
        words = both(lambda: _(_QUESTIONS[asked]).format(lender=pick(who) or _("the lender"), count=unclear.count))
        return Question(unclear.what, words["zh"], words["en"], about if asked == "caller_type" else unclear.about)
    words = _asked(unclear.what, who)
    whom = about if callers else unclear.about or about
    # A test that looks at contacts compares their days with that of the fact; a precondition of a rule does not.
    return Question(unclear.what, words["zh"], words["en"], whom, "fact", dated=unclear.count > 0)


def is_asked(exception: dict[str, Any], background: Background) -> bool:
    """Whether the user is asked about an exception: nobody who writes their own case is asked whether they live."""
    own_case = background.header.standpoint == "borrower"
    return not (own_case and exception.get("fact") == "debtor_dead_or_incapable")


def exception_of(exception: dict[str, Any], who: Both, debt: str | None, about: str | None) -> Question:
    """What the user may know of an exception that nobody has spoken of yet."""
    if "fact" not in exception:
        words = both(lambda: _(_QUESTIONS["overdue_since"]))
        return Question("overdue_since", words["zh"], words["en"], debt)
    words = _asked(exception["fact"], who)
    return Question(exception["fact"], words["zh"], words["en"], about, "fact", dated=True)


def _asked(fact: str, who: Both) -> Both:
    """The question about a fact; one without a sentence of its own is asked by its name."""

    def ask() -> str:
        own = label("fact_question", fact)
        if own != fact:
            return own.format(lender=pick(who) or _("the lender"))
        return _("Is it so: {what}?").format(what=label("fact", fact))

    return both(ask)


def kind_of_caller(party: Party) -> str:
    """What a collector is by itself: an agency acts for others, anybody else is what was said of it."""
    return "third_party_agency" if party.kind == "agency" else party.lender_type
