"""What charts draw of a rulebook: the line of a day's calls, and the hours in which nobody is to be contacted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from casekit.errors import CaseError
from casekit.model.vocabulary import CONNECTED_OUTCOMES
from casekit.rules.finding import PLAIN_SEVERITIES
from casekit.rules.loading import load_rulebook
from casekit.rules.rulebook import Rule
from casekit.text import Both


@dataclass(frozen=True, slots=True)
class DailyLimit:
    """So many connected calls a day to one debtor, and the instrument that says so."""

    calls: int
    instrument: Both


def daily_limit(rulebook: str, lender_types: Collection[str] = ()) -> DailyLimit | None:
    """The limit of the first rule that counts a debtor's connected calls by natural day; None where a book has none.

    With `lender_types` only a rule that binds one of them is taken; one of which nothing is known may be bound.
    """
    kinds = {*lender_types, "anyone"}
    for rule in _rules(rulebook):
        if lender_types and "unknown" not in kinds and rule.binds.isdisjoint(kinds):
            continue
        for test in rule.test:
            if (
                test["kind"] == "count_over"
                and test.get("days") == 1
                and test.get("per") == "person"
                and set(test.get("outcomes", ())) == set(CONNECTED_OUTCOMES)
            ):
                return DailyLimit(int(test["limit"]), rule.instrument)
    return None


def quiet_hours(rulebook: str) -> tuple[int, int] | None:
    """(from, until) of the hours, whole ones, that the first rule about the time of day closes on most weekdays."""
    for rule in _rules(rulebook):
        for test in rule.test:
            if test["kind"] != "time_outside":
                continue
            days: Counter[tuple[str, str]] = Counter()
            for one in test["allowed"]:
                days[one["from"], one["to"]] += len(one.get("days", range(7)))
            (opens, closes), _count = days.most_common(1)[0]
            return int(closes[:2]), int(opens[:2])
    return None


def closed_hours(rule: Rule) -> list[tuple[float, float]]:
    """Hours of the day in which a rule about hours allows nothing on any day of the week; none for other rules."""
    tests = [test for test in rule.test if test["kind"] == "time_outside"]
    opened = sorted((_hour(one["from"]), _hour(one["to"])) for test in tests for one in test["allowed"])
    closed, last = [], 0.0
    for begin, end in opened:
        if begin > last:
            closed.append((last, begin))
        last = max(last, end)
    return [*closed, *([(last, 24.0)] if tests and last < 24 else [])]


def _hour(text: str) -> float:
    hours, minutes = text.split(":")
    return int(hours) + int(minutes) / 60


def _rules(rulebook: str) -> list[Rule]:
    """The rules with a force of their own; none where the book cannot be read, which the findings say in words."""
    try:
        book = load_rulebook(rulebook)
    except CaseError:
        return []
    return [rule for rule in book.rules if rule.verified and rule.severity in PLAIN_SEVERITIES]
