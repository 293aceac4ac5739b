"""A rule to be read: everything a lawyer wants to know of it, as lines and as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casekit.model.vocabulary import label
from casekit.rules.rule_in_words import (
    bound_in_words,
    chosen_in_words,
    conditions_in_words,
    force_in_words,
    tests_in_words,
)
from casekit.rules.rulebook import BackgroundLaw, Provision, Rule, Rulebook, Yardstick
from casekit.text import N_, Both, _, listed, pick

_SCOPES = {"debt": N_("each debt"), "lender": N_("each lender, over all its debts")}
_FAMILIES = {
    "abuse": N_("threats, insults and pressure"), "amounts": N_("the sums demanded"),
    "data_source": N_("where numbers came from"), "disclosure": N_("telling others of the debt"),
    "frequency": N_("how often they call"), "identity": N_("saying who they are"), "letters": N_("letters sent"),
    "money": N_("money and fees"), "night": N_("unsuitable hours"), "numbers": N_("numbers used for calling"),
    "outsourcing": N_("collection by others for the lender"), "peace": N_("the peace of private life"),
    "personal_data": N_("personal data"), "pretence": N_("pretended authority and false statements"),
    "refusal": N_("contact after a refusal"), "settlement": N_("agreements on repayment"),
    "third_persons": N_("contact with others"), "validation": N_("information about the debt"),
    "visits": N_("visits to the home or elsewhere"), "workplace": N_("contact at the place of work"),
}  # fmt: skip
_CASES = {
    "hit": N_("to be found"), "near_miss": N_("not to be found"), "boundary": N_("on the boundary"),
    "exception": N_("an exception"), "wrong_date": N_("outside its time"), "wrong_lender": N_("another kind of lender"),
    "missing_fact": N_("something not known"),
}  # fmt: skip
_USES = {
    "basis": N_("background law, cited beside findings"), "remedy": N_("background law on what can be claimed"),
    "procedure": N_("background law on how and until when"), "penalty": N_("background law on what an authority may do"),
}  # fmt: skip


def provision_lines(book: Rulebook, one: Provision) -> list[str]:
    """What a rule, a piece of background law or a yardstick says, in lines for the screen."""
    return [
        f"{one.id} — {pick(one.title)}",
        *(_("{name}: {value}").format(name=name, value=value) for name, value in _told(book, one) if value),
    ]


def _told(book: Rulebook, one: Provision) -> Iterator[tuple[str, str]]:
    yield _("Instrument"), pick(one.instrument)
    yield _("Article"), _article(one)
    yield _("In force"), force_in_words(one)
    yield _("Strength"), label("strength", one.strength)
    yield _("Certainty"), label("confidence", one.confidence)
    yield _("Verified"), "" if one.verified else _("no: for the workbook only, never in a paper")
    yield _("What it says, in our words"), one.conduct["zh"]
    yield _("What it says, in our words in English"), one.conduct["en"]
    if isinstance(one, Rule):
        yield from _told_of_rule(book, one)
    elif isinstance(one, BackgroundLaw):
        yield _("Use"), _(_USES[one.use])
        yield _("Beside findings of"), listed(_family(name) for name in one.families)
        yield _("Caution"), pick(one.caution)
    elif isinstance(one, Yardstick):
        measure = _("{times} times the LPR of the contract day").format(times=one.lpr_times)
        yield _("Measure"), one.rate or measure
        yield _("Above it"), pick(one.advice)
        yield _("Otherwise"), pick(one.below)
        yield _("Caution"), pick(one.caution)
        yield _("Where it can be taken"), _routes(one.routes)
    for source in one.sources:
        yield _("Source {id}").format(id=source.id), pick(source.words)
    yield _("Source read in"), one.checked_on


def _told_of_rule(book: Rulebook, rule: Rule) -> Iterator[tuple[str, str]]:
    yield _("Severity"), label("severity", rule.severity)
    yield _("Binds"), bound_in_words(rule, book)
    yield _("One finding for"), _(_SCOPES[rule.scope])
    yield _("Looks at"), _("; ").join(chosen_in_words(rule.where))
    for sentence in tests_in_words(rule):
        yield _("Tests"), sentence
    yield _("Counts"), pick(rule.unit)
    yield _("Matter"), _family(rule.family)
    for sentence in conditions_in_words(rule):
        yield _("Applies only if"), sentence
    yield _("At the boundary"), pick(rule.at_boundary)
    for exception in rule.not_if:
        yield _("Exception"), pick(exception)
    yield _("What would defeat it"), pick(rule.defeated_by)
    yield _("Where it can be taken"), _routes(rule.routes)
    for vector in rule.vectors:
        case = vector["case"]
        yield _("Vector ({case}: {meaning})").format(case=case, meaning=_(_CASES[case])), str(vector["name"])
    for case, why in rule.no_vector.items():
        yield _("No vector ({case}: {meaning})").format(case=case, meaning=_(_CASES[case])), why


def _family(word: str) -> str:
    """A matter with the word of the book; one that only a book of one's own has speaks for itself."""
    return _("{meaning} ({word})").format(word=word, meaning=_(_FAMILIES[word])) if word in _FAMILIES else word


def _article(one: Provision) -> str:
    if not pick(one.article):
        return _("not known")
    if pick(one.citation):
        return pick(one.citation)
    return _("{article} (the number was not verified and never prints)").format(article=pick(one.article))


def _routes(routes: tuple[str, ...]) -> str:
    return listed(label("filing_channel", one) for one in routes)


def rule_object(book: Rulebook, one: Provision) -> dict[str, Any]:
    """The shape of `casekit rules show --json`; the article is empty unless it was verified."""
    told: dict[str, Any] = {
        "id": one.id, "title": one.title, "rulebook": book.id, "instrument": one.instrument, "article": one.citation,
        "article_verified": one.article_verified, "verified": one.verified,
        "effective": {
            "from": str(one.effective_from), "to": str(one.effective_to) if one.effective_to else None,
            "certain": one.effective_certain,
        },
        "strength": one.strength, "confidence": one.confidence, "conduct": one.conduct,
        "sources": [{"id": source.id, **source.words} for source in one.sources], "checked_on": one.checked_on,
    }  # fmt: skip
    if isinstance(one, Rule):
        told |= {
            "severity": one.severity, "binds": sorted(one.binds), "scope": one.scope, "unit": one.unit,
            "where": one.where, "test": list(one.test), "threshold": one.threshold,
            "test_in_words": tests_in_words(one), "requires": list(one.requires), "not_if": list(one.not_if),
            "at_boundary": one.at_boundary, "defeated_by": one.defeated_by, "family": one.family,
            "routes": list(one.routes), "no_vector": one.no_vector,
            "vectors": [{"name": vector["name"], "case": vector["case"]} for vector in one.vectors],
        }  # fmt: skip
    elif isinstance(one, BackgroundLaw):
        told |= {"families": list(one.families), "use": one.use, "caution": one.caution}
    elif isinstance(one, Yardstick):
        told |= {
            "binds": sorted(one.binds), "rate": one.rate, "lpr_times": one.lpr_times, "advice": one.advice,
            "below": one.below, "caution": one.caution, "routes": list(one.routes),
        }  # fmt: skip
    return told


def book_object(book: Rulebook) -> dict[str, Any]:
    """How much there is in a book."""
    title: Both = book.title
    return {
        "id": book.id, "title": title, "country": book.country, "zones": list(book.zones), "rules": len(book.rules),
        "verified": sum(rule.verified for rule in book.rules),
        "vectors": sum(len(rule.vectors) for rule in book.rules), "background": len(book.background),
        "yardsticks": len(book.yardsticks), "fingerprint": book.fingerprint,
    }  # fmt: skip
