"""From hits to a finding: occurrences, figures, and the sentences in both languages.

What a rule says and how its arithmetic reads stands in the rulebook; here the numbers are put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from casekit.model import Background
from casekit.model.vocabulary import label
from casekit.rules.finding import Both, Finding, Occurrence, Question
from casekit.rules.frame import Array, Frame
from casekit.rules.primitives import Hit
from casekit.rules.rulebook import Rule
from casekit.text import N_, _, language

# So many occurrences, the weightiest, are told in words; a million rows would make too many sentences.
TOLD = 8


@dataclass(frozen=True, slots=True)
class Unclear:
    """What is not known and decides about a finding: its name, and whom it is about."""

    what: str
    about: str | None


_QUESTIONS = {
    "lender_type": N_(
        "What kind of institution is {lender}: a bank, a consumer finance company, a microloan company …?"
    ),
    "debt": N_("{count} contacts are assigned to no debt. Which debt were they about?"),
    "line": N_("For {count} calls it is not known which of the borrower's numbers was rung. Which one was it?"),
    "person": N_("For {count} contacts it is not known who was reached. Who was it?"),
}


def both(make: Callable[[], str]) -> Both:
    """A sentence in both languages."""
    with language("zh"):
        chinese = make()
    with language("en"):
        return {"zh": chinese, "en": make()}


def finding_of(
    frame: Frame,
    background: Background,
    rule: Rule,
    debt: str | None,
    lender: str | None,
    hits: Sequence[Hit],
    wider: Sequence[Hit],
    unclear: tuple[Unclear, ...],
) -> Finding:
    """The finding that rests on `hits`; `wider` are the hits if everything unknown belonged to it."""
    told = hits if any(len(hit.rows) for hit in hits) or not wider else wider
    over = [hit for hit in told if len(hit.rows)]
    status = "cannot_tell" if unclear else "over" if over else "boundary"
    shown = over or told
    rows = _united([hit.rows for hit in over])
    edge = np.setdiff1d(_united([hit.boundary for hit in told]), rows)
    upper = _united([part for hit in wider for part in (hit.rows,)])
    named = {
        "count": len(rows) or len(edge),
        "upper": max(len(upper), len(rows)),
        "days": len(np.unique(frame.day(rows if len(rows) else edge))),
        "persons": len(np.unique(frame.codes["person"][rows if len(rows) else edge])),
        "occurrences": len(shown),
        "figure": max((hit.figure for hit in shown), default=0),
        "threshold": rule.threshold,
        "boundary": len(edge),
    }
    lender_name = _lender_name(background, lender)
    weightiest = sorted(range(len(shown)), key=lambda place: -shown[place].figure)[:TOLD]
    sentences = {place: _filled(rule.arithmetic, _told(frame, background, shown[place], rule)) for place in weightiest}
    occurrences = tuple(_occurrence(frame, hit, sentences.get(place)) for place, hit in enumerate(shown))
    questions = tuple(_question(one, lender_name, len(np.setdiff1d(upper, rows)) or len(edge)) for one in unclear)
    return Finding(
        rule=rule.id,
        title=rule.title,
        debt=debt,
        lender=lender,
        status=status,
        strength=rule.strength,
        confidence=rule.confidence,
        instrument=rule.instrument,
        article=rule.printed_article,
        conduct=rule.conduct,
        count=len(rows),
        count_upper=max(len(upper), len(rows)),
        figure=int(named["figure"]),
        threshold=rule.threshold,
        unit=rule.unit,
        occurrences=occurrences,
        incidents=frame.ids_of(rows),
        boundary_incidents=frame.ids_of(edge),
        explanation=both(lambda: _explanation(rule, status, named)),
        arithmetic=(
            _filled(rule.summary, named),
            *(sentences[place] for place in sorted(sentences)),
            *([both(lambda: _more(len(shown) - TOLD))] if len(shown) > TOLD else []),
        ),
        defeated_by=_defeated_by(rule),
        questions=questions,
        heuristic=rule.heuristic,
        source=rule.source,
        checked_on=rule.checked_on,
        family=rule.family,
        effective=(rule.effective_from.isoformat(), rule.effective_to.isoformat() if rule.effective_to else ""),
    )


def _united(parts: Sequence[Array]) -> Array:
    if not parts:
        return np.empty(0, dtype=np.int64)
    return np.unique(np.concatenate(parts))


def _occurrence(frame: Frame, hit: Hit, sentence: Both | None) -> Occurrence:
    rows = np.concatenate([hit.rows, hit.boundary])
    moments = frame.start[rows]
    return Occurrence(
        key=hit.key,
        start=_moment(moments.min()),
        end=_moment(moments.max()),
        count=len(hit.rows),
        incidents=frame.ids_of(hit.rows),
        boundary_incidents=frame.ids_of(hit.boundary),
        sentence=sentence,
    )


def _moment(value: Any) -> datetime:
    moment: datetime = value.astype("datetime64[us]").item()
    return moment.replace(tzinfo=UTC)


def _told(frame: Frame, background: Background, hit: Hit, rule: Rule) -> dict[str, Any]:
    """What the sentence about one occurrence can name."""
    rows = hit.rows if len(hit.rows) else hit.boundary
    days = np.unique(frame.day(rows))
    first, last = (str(np.datetime64(int(day), "D")) for day in (days[0], days[-1]))
    # The whole frame may be a million rows: only this occurrence's persons and lines are looked at.
    person = background.persons.get(str(frame.value("person", int(rows[0]))))
    return {
        "when": first if first == last else f"{first} – {last}",
        "count": len(rows),
        "figure": hit.figure,
        "threshold": rule.threshold,
        "line": frame.value("line", int(rows[0])) or "?",
        "person": both(lambda: _person_name(person, frame.value("role", int(rows[0])))),
        "persons": len(np.unique(frame.codes["person"][rows])),
    }


def _person_name(person: Any, role: str | None) -> str:
    if person is None:
        return label("role", role) if role else _("somebody whose name is not recorded")
    if person.role == "debtor":
        return label("role", "debtor")
    relation = label("relation", person.relation)
    return _("{name} ({relation})").format(name=person.name, relation=relation) if person.name else relation


def _filled(template: Both, named: dict[str, Any]) -> Both:
    def fill(tag: str) -> str:
        values = {name: value[tag] if isinstance(value, dict) else value for name, value in named.items()}
        return template[tag].format(**values)

    return {"zh": fill("zh"), "en": fill("en")}


def _explanation(rule: Rule, status: str, named: dict[str, Any]) -> str:
    from casekit.text import pick

    summary = pick(_filled(rule.summary, named))
    if rule.heuristic:
        return _("{summary} This is a reference threshold of this tool, not a rule of law.").format(summary=summary)
    sentence = {
        "over": N_("{summary} The {strength} {instrument} says: {conduct} This appears not to comply."),
        "boundary": N_("{summary} The {strength} {instrument} says: {conduct} These contacts lie at its boundary."),
        "cannot_tell": N_(
            "{summary} The {strength} {instrument} says: {conduct} Whether it applies cannot be told yet."
        ),
    }[status]
    return _(sentence).format(
        summary=summary,
        strength=label("strength", rule.strength),
        instrument=pick(rule.instrument) + (f" {rule.printed_article}" if rule.printed_article else ""),
        conduct=pick(rule.conduct),
    )


def _defeated_by(rule: Rule) -> Both:
    """What would defeat the finding: the exceptions of which the case says nothing, and the rule's own."""
    return {tag: "".join([*(one[tag] for one in rule.not_if), rule.defeated_by[tag]]) if tag == "zh" else
            " ".join([*(one[tag] for one in rule.not_if), rule.defeated_by[tag]]) for tag in ("zh", "en")}  # fmt: skip


def _more(count: int) -> str:
    return _("… and {count} more, listed in the table.").format(count=count)


def _question(unclear: Unclear, lender: str, count: int) -> Question:
    words = both(lambda: _(_QUESTIONS[unclear.what]).format(lender=lender or _("the lender"), count=count))
    return Question(unclear.what, words["zh"], words["en"], unclear.about)


def _lender_name(background: Background, lender: str | None) -> str:
    party = background.parties.get(lender or "")
    return (party.full_name or party.name) if party else ""
