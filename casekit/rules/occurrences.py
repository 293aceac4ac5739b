"""One occurrence of a finding: its contacts, its figures, and its arithmetic in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any

import numpy as np

from casekit.model import Background
from casekit.model.vocabulary import label
from casekit.rules.finding import Occurrence
from casekit.rules.frame import Array, Frame, distinct
from casekit.rules.hits import Hit, date_of
from casekit.rules.questions import both
from casekit.rules.rulebook import Rule
from casekit.rules.template import Count
from casekit.text import Both, _, pick

# So many occurrences, the weightiest, are told in words; a million rows would make too many sentences.
TOLD = 8


def weightiest(hits: Sequence[Hit]) -> list[int]:
    """The places of the hits to be told: the weightiest of each test, then the second of each, and so on."""
    ranks: dict[int, int] = {}
    ranked = []
    for place in sorted(range(len(hits)), key=lambda place: -hits[place].figure):
        test = hits[place].test
        ranks[test] = ranks.get(test, -1) + 1
        ranked.append((ranks[test], test, place))
    return [place for _rank, _test, place in sorted(ranked)[:TOLD]]


def persons_in(frame: Frame, rows: Array) -> Count:
    """How many persons some rows reached; those of whom it is not known who they were are one."""
    return Count(frame.kept("persons", rows, lambda: distinct(frame.codes["person"][rows])))


def occurrence_of(frame: Frame, hit: Hit, sentence: Both | None, threshold: int) -> Occurrence:
    rows = np.concatenate([hit.rows, hit.boundary])
    timed = frame.among(rows, frame.known)
    moments = frame.instant[timed]
    return Occurrence(
        key=hit.key,
        start=_moment(frame, timed[moments.argmin()]) if len(timed) else None,
        end=_moment(frame, timed[moments.argmax()]) if len(timed) else None,
        count=len(hit.rows),
        incidents=frame.ids_of(hit.rows),
        boundary_incidents=frame.ids_of(hit.boundary),
        sentence=sentence,
        figure=hit.figure,
        threshold=threshold,
        proof=frame.ids_of(hit.proof),
    )


def _moment(frame: Frame, row: int) -> datetime:
    """The time of a row with the offset of the wall clock there."""
    offset = timezone(timedelta(seconds=int(frame.second[row] - frame.instant[row])))
    return datetime.fromtimestamp(int(frame.instant[row]), UTC).astimezone(offset)


def sentence_of(frame: Frame, background: Background, hit: Hit, rule: Rule, status: str) -> Both:
    """The arithmetic of one occurrence in words; what is at the boundary only is not told as if it were so."""
    rows = hit.rows if len(hit.rows) else hit.boundary
    first = int(rows[0])

    def tags() -> str:
        # The whole frame may be a million rows: only the tags of this occurrence are looked at.
        codes = np.unique(frame.codes["tags"][rows])
        told = {tag for code in codes[codes >= 0] for tag in frame.categories["tags"][code]}
        asked = (tag for tag in rule.test[hit.test].get("tags", ()) if tag in told)
        return pick(zh="；", en=", ").join(label("tag", tag) for tag in asked)

    def person() -> str:
        found = background.persons.get(str(frame.value("person", first)))
        return _person_name(found, frame.value("role", first))

    values: dict[str, Callable[[], str]] = {
        "when": lambda: when(frame, rows),
        "line": lambda: frame.value("line", first) or _("not known which"),
        "number": lambda: frame.value("number", first) or _("not known which"),
        "event": lambda: when(frame, hit.proof[:1]),
        "person": person,
        "tags": tags,
    }
    sentence = rule.arithmetic_of(hit.test).filled(
        {
            **{name: partial(both, value) for name, value in values.items()},
            "count": Count(len(rows)),
            "figure": Count(hit.figure),
            "threshold": Count(rule.threshold_of(hit.test)),
            "persons": lambda: persons_in(frame, rows),
        }
    )
    # What is at the boundary only, or hangs on an answer, is not told as if it were so.
    at_boundary = status == "boundary" or bool(hit.unclear) or not len(hit.rows)
    return both(lambda: _("If it counts: {sentence}").format(sentence=pick(sentence))) if at_boundary else sentence


def when(frame: Frame, rows: Array) -> str:
    """The first and the last day of some rows, one where they are the same."""
    days = frame.kept("days", rows, lambda: _first_and_last(frame.first_day[frame.among(rows, frame.known)]))
    if not days:
        return _("time not known")
    first, last = (date_of(day) for day in days)
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def _first_and_last(days: Array) -> tuple[int, ...]:
    return (int(days.min()), int(days.max())) if len(days) else ()


def _person_name(person: Any, role: str | None) -> str:
    if person is None:
        return label("role", role) if role else _("somebody whose name is not recorded")
    if person.role == "debtor":
        return label("role", "debtor")
    relation = label("relation", person.relation)
    return _("{name} ({relation})").format(name=person.name, relation=relation) if person.name else relation
