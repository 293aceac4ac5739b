"""What a rule looks at and tests, in plain words for whoever reads it rather than runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from casekit.model.vocabulary import label
from casekit.rules.rulebook import Provision, Rule, Rulebook
from casekit.text import N_, _, in_a_row, listed, pick

Parameters = dict[str, Any]

# Columns a rule can choose by, and the vocabulary of their words.
_COLUMNS = {
    "direction": (N_("direction"), "direction"), "channel": (N_("channel"), "channel"),
    "role": (N_("role of whom it reached"), "role"), "relation": (N_("relation"), "relation"),
    "not_relation": (N_("relation other than"), "relation"), "outcome": (N_("outcome"), "outcome"),
    "tags": (N_("noted as"), "tag"), "not_tags": (N_("not noted as"), "tag"),
    "identified": (N_("said who they were"), "identified"), "number_source": (N_("source of the number"), "number_source"),
    "party_kind": (N_("kind of caller"), "party_kind"),
}  # fmt: skip
_OWNERS = {
    "person": N_("person"), "line": N_("line rung"), "number": N_("calling number"), "party": N_("collector"),
}  # fmt: skip
_DAYS = {
    "mon": N_("Monday"), "tue": N_("Tuesday"), "wed": N_("Wednesday"), "thu": N_("Thursday"), "fri": N_("Friday"),
    "sat": N_("Saturday"), "sun": N_("Sunday"),
}  # fmt: skip


def tests_in_words(rule: Rule) -> list[str]:
    """Each test of a rule as a sentence."""
    return [_TESTS[str(test["kind"])](test) + _narrowed(test) for test in rule.test]


def chosen_in_words(where: Parameters) -> list[str]:
    """Which contacts a rule or test looks at: one line for each column."""
    return [
        _("{column}: {words}").format(column=_(_COLUMNS[name][0]), words=_words(_COLUMNS[name][1], values))
        for name, values in where.items()
    ]


def conditions_in_words(rule: Rule) -> list[str]:
    """What must be so for a rule to apply."""
    said = []
    for one in rule.requires:
        sentence = label("fact", one["fact"])
        if one.get("denied_by"):
            contrary = _words("fact", one["denied_by"])
            sentence = _("{fact} (not when: {contrary})").format(fact=sentence, contrary=contrary)
        said.append(sentence)
    return said


def bound_in_words(rule: Rule, book: Rulebook) -> str:
    """Whom a rule binds."""
    if "anyone" in rule.binds:
        return _("anyone")
    kinds = _words("lender_type", sorted(rule.binds))
    if book.through == "caller":
        return _("each collector by what it is itself: {kinds}").format(kinds=kinds)
    return _("{kinds}; an agency through the lender it acts for").format(kinds=kinds)


def force_in_words(rule: Provision) -> str:
    """From when to when a provision is in force."""
    if rule.effective_to is None:
        since = _("since {first}") if rule.effective_certain else _("since about {first} (day not verified)")
        return since.format(first=rule.effective_from)
    during = (
        _("{first} to {last}") if rule.effective_certain else _("about {first} to about {last} (days not verified)")
    )
    return during.format(first=rule.effective_from, last=rule.effective_to)


def _time_outside(test: Parameters) -> str:
    hours = [
        _("{first} to {last}{days}").format(
            first=one["from"], last=one["to"], days=_in_brackets(_day_names(one.get("days", ())))
        )
        for one in test["allowed"]
    ]
    sentence = _("Contacts outside the hours {hours}, by the clock of the person contacted.").format(
        hours=listed(hours)
    )
    if test.get("zones") == "every":
        sentence = in_a_row(sentence, _("The hours must be kept in every zone the person may be in."))
    return sentence


def _on_holiday(test: Parameters) -> str:
    days = [*([_("public holidays ({country})").format(country=test["calendar"])] if "calendar" in test else []),
            *_day_names(test.get("days", ()))]  # fmt: skip
    return _("Contacts on these days: {days}.").format(days=listed(days))


def _count_over(test: Parameters) -> str:
    counted = [_words("outcome", test["outcomes"])] if "outcomes" in test else []
    if "at_least_s" in test:
        counted.append(_("of at least {seconds} seconds").format(seconds=test["at_least_s"]))
    return _("More than {limit} contacts {window}{outcomes}, counted {owner}.").format(
        limit=test["limit"], window=_window(test), outcomes=_in_brackets(counted), owner=_owner(test)
    )


def _cooldown(test: Parameters) -> str:
    return _("Contacts within {days} days after an event, its own day being the first ({event}), counted {owner}.").format(
        days=test["days"], event=_("; ").join(chosen_in_words(test["after"])), owner=_owner(test)
    )  # fmt: skip


def _relation(test: Parameters) -> str:
    least = int(test.get("at_least", 1))
    return _("At least {least} contacts that are chosen as below.").format(least=least) if least > 1 else _(
        "Every contact that is chosen as below.")  # fmt: skip


def _tag(test: Parameters) -> str:
    return _("At least {least} contacts noted as: {tags}.").format(
        least=test.get("at_least", 1), tags=_words("tag", test["tags"])
    )


def _after_fact(test: Parameters) -> str:
    facts = [test["fact"]] if isinstance(test["fact"], str) else test["fact"]
    named = [test["of"]] if isinstance(test.get("of"), str) else test.get("of", ())
    words = {"person": _("with the person it names"), "channel": _("by the channel it names")}
    of = pick(zh="、", en=" ").join(words[one] for one in named if one in words) or _("by the side it was said to")
    sentence = _("At least {least} contacts {of} after: {facts}.").format(
        least=test.get("at_least", 1), of=of, facts=_words("fact", facts)
    )
    more = [
        _("Only within the hours it names.") if test.get("within") else "",
        _("For {days} days, its own day being the first.").format(days=test["days"]) if "days" in test else "",
        _("Until: {fact}.").format(fact=label("fact", test["until"])) if "until" in test else "",
        _("The contact in which it was said counts as well.") if test.get("including") else "",
    ]
    return in_a_row(sentence, *more)


def _missing_within(test: Parameters) -> str:
    return _("Not within {days} days after the first contact: {fact}.").format(
        days=test["days"], fact=label("fact", test["fact"])
    )


def _while_reachable(test: Parameters) -> str:
    return _(
        "Contacts before which the debtor could be reached within {days} days; after {tries} failed calls since then it "
        "is asked."
    ).format(days=test["look_back_days"], tries=test["failed_tries"])


def _burst(test: Parameters) -> str:
    return _("At least {least} contacts with one person within {hours} hours.").format(
        least=test["at_least"], hours=test["hours"]
    )


def _distinct(test: Parameters) -> str:
    return _("At least {least} different ones ({owner}) within {hours} hours.").format(
        least=test["at_least"], owner=_(_OWNERS[test["of"]]), hours=test["hours"]
    )


_TESTS: dict[str, Callable[[Parameters], str]] = {
    "time_outside": _time_outside, "on_holiday": _on_holiday, "count_over": _count_over, "cooldown": _cooldown,
    "relation": _relation, "tag": _tag, "after_fact": _after_fact, "missing_within": _missing_within,
    "while_reachable": _while_reachable, "burst": _burst, "distinct": _distinct,
}  # fmt: skip


def _narrowed(test: Parameters) -> str:
    """What a test looks at beyond its rule, and what it needs to know."""
    said = chosen_in_words(test.get("where", {}))
    said += [_("if: {fact}").format(fact=label("fact", one["fact"])) for one in test.get("requires", ())]
    return _in_brackets(said)


def _window(test: Parameters) -> str:
    if test.get("month"):
        return _("in a calendar month")
    if "hours" in test:
        return _("within {hours} hours").format(hours=test["hours"])
    if "days" not in test:
        return _("in all")
    return _("on one day") if test["days"] == 1 else _("within {days} calendar days").format(days=test["days"])


def _owner(test: Parameters) -> str:
    per = test.get("per", ())
    owners = [per] if isinstance(per, str) else list(per)
    if not owners:
        return _("all together")
    return _("for each {owner}").format(owner=_(" and ").join(_(_OWNERS[one]) for one in owners))


def _day_names(days: Iterable[str]) -> list[str]:
    return [_(_DAYS[day]) for day in days]


def _words(vocabulary: str, values: Iterable[str]) -> str:
    return listed(label(vocabulary, one) for one in values)


def _in_brackets(words: list[str]) -> str:
    return _(" ({words})").format(words=_("; ").join(words)) if words else ""
