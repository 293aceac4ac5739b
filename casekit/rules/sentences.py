"""From hits to a finding: occurrences, figures, and the sentences in both languages.

What a rule says and how its arithmetic reads stands in the rulebook; here the numbers are put in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from casekit.model import Background, Party
from casekit.model.vocabulary import label
from casekit.rules.finding import Finding, cited
from casekit.rules.frame import Array, Frame, distinct
from casekit.rules.hits import Hit
from casekit.rules.occurrences import TOLD, occurrence_of, persons_in, sentence_of, weightiest, when
from casekit.rules.questions import Unclear, both, exception_of, is_asked, kind_of_caller, question_of
from casekit.rules.rulebook import Rule
from casekit.rules.template import Count
from casekit.text import N_, Both, _, in_a_row, listed, pick

_MORE = N_("… and {count} more, listed in the table.")

_EXPLANATIONS = {
    ("over", "breach"): N_("{summary} Basis: {basis}: {conduct} The above appears not to comply with it."),
    ("over", "advice"): N_("{summary} {basis} advises: {conduct} The above appears not to follow this advice."),
    ("over", "presumption"): N_(
        "{summary} Under {basis} this is presumed not to comply, until the collector shows otherwise: {conduct}"
    ),
    ("over", "evaluative"): N_(
        "{summary} {basis} says: {conduct} Whether the above comes under it needs a person's judgement."
    ),
    ("over", "reference"): N_("{summary} {conduct} This is a reference threshold of this tool, not a rule of law."),
    ("boundary", ""): N_("{summary} {basis} says: {conduct}"),
    ("cannot_tell", ""): N_("{summary} {basis} says: {conduct} Whether it applies cannot be told yet."),
}

# The case may have one lender only: what the user says came from a collector is taken as that lender's.
_UNNAMED = N_(
    "Of these contacts {count} do not tell which collector they came from; they are counted as those of {lender}, the only "
    "lender of the case."
)
_NOT_THEIRS = N_("That contacts which do not tell which collector they came from ({count}) are somebody else's;")

# From when to when a rule is in force, by whether it has ended and whether its days are certain.
_FORCE = {
    (False, True): N_("The rule is in force since {first}; the contacts are of {when}."),
    (True, True): N_("The rule was in force from {first} to {last}; the contacts are of {when}."),
    (False, False): N_("The rule is in force since about {first} (day not verified); the contacts are of {when}."),
    (True, False): N_(
        "The rule was in force from about {first} to about {last} (days not verified); the contacts are of {when}."
    ),
}


def finding_of(
    frame: Frame,
    background: Background,
    rule: Rule,
    about: tuple[str | None, str | None],
    hits: Sequence[Hit],
    wider: Sequence[Hit],
    unclear: Sequence[Unclear],
    open_exceptions: Sequence[dict[str, Any]],
    status: str,
    *,
    callers: bool = False,
) -> Finding:
    """The finding about a debt and a lender that rests on `hits`; `wider` are the hits if every open debt were this.

    With `callers` the rule binds each collector by what it is itself: they are named and asked about, not the lender.
    """
    debt, lender = about
    over = [hit for hit in hits if len(hit.rows)]
    shown = over or hits
    rows = frame.union(hit.rows for hit in over)
    edge = frame.without(frame.union(hit.boundary for hit in hits), rows)
    upper = frame.union((rows, *(hit.rows for hit in wider))) if wider is not hits else rows
    severity = rule.severity_of(hit.test for hit in shown)
    leading = max(shown, key=lambda hit: hit.figure - rule.threshold_of(hit.test))
    named = {
        **_named(frame, rule, shown, rows if len(rows) else edge),
        "figure": Count(leading.figure),
        "threshold": Count(rule.threshold_of(leading.test)),
    }
    sentences = {place: sentence_of(frame, background, shown[place], rule, status) for place in weightiest(shown)}
    summary = both(lambda: _summary(rule, status, pick(rule.summary.filled(named)), len(rows), len(edge)))
    bound = _callers(frame, background, rows if len(rows) else edge) if callers else _lender(background, lender)
    # What is asked is asked about the one it concerns; of several callers, about all.
    whom = bound[0].id if len(bound) == 1 else None if callers else lender
    who = both(lambda: listed(one.full_name or one.name for one in bound))
    unnamed = _unnamed(frame, background, rows if len(rows) else edge)
    occurrences = tuple(
        occurrence_of(frame, hit, sentences.get(place), rule.threshold_of(hit.test)) for place, hit in enumerate(shown)
    )
    return Finding(
        rule=rule.id,
        title=rule.title,
        debt=debt,
        lender=lender,
        status=status,
        severity=severity,
        strength=rule.strength,
        confidence=rule.confidence,
        instrument=rule.instrument,
        citation=rule.citation,
        conduct=rule.conduct,
        count=len(rows),
        count_upper=len(upper),
        figure=leading.figure,
        threshold=rule.threshold_of(leading.test),
        unit=rule.unit,
        occurrences=occurrences,
        # A million ids are not gathered twice where one occurrence is the whole finding.
        incidents=occurrences[0].incidents if len(rows) == len(shown[0].rows) else frame.ids_of(rows),
        boundary_incidents=frame.ids_of(edge),
        explanation=both(
            lambda: in_a_row(_explanation(rule, status, severity, pick(summary)), *(pick(one) for one in unnamed[:1]))
        ),
        arithmetic=(
            summary,
            *unnamed[:1],
            *(sentences[place] for place in sorted(sentences)),
            *([both(lambda: _(_MORE).format(count=len(shown) - TOLD))] if len(shown) > TOLD else []),
        ),
        defeated_by=_defeated_by(rule, [*unnamed[1:], *open_exceptions]),
        questions=tuple(question_of(one, who, whom, callers=callers) for one in unclear),
        exceptions=tuple(exception_of(one, who, debt, whom) for one in open_exceptions if is_asked(one, background)),
        applies=both(lambda: _applies(frame, rule, bound, rows if len(rows) else edge, callers=callers)),
        proof=frame.ids_of(frame.union(hit.proof for hit in shown)),
        verified=rule.verified,
        sources=rule.sources,
        checked_on=rule.checked_on,
        family=rule.family,
        effective=(rule.effective_from.isoformat(), rule.effective_to.isoformat() if rule.effective_to else ""),
        effective_certain=rule.effective_certain,
    )


def _named(frame: Frame, rule: Rule, hits: Sequence[Hit], rows: Array) -> dict[str, Any]:
    """What the summary of a finding can name."""

    def parts() -> Both:
        told = []
        for name, template in rule.parts.items():
            concerned = frame.union(hit.rows for hit in hits if rule.test[hit.test].get("part") == name)
            if len(concerned):
                told.append(template.filled({"count": Count(len(concerned))}))
        return {tag: between.join(part[tag] for part in told) for tag, between in (("zh", "；"), ("en", "; "))}

    return {
        "count": Count(len(rows)),
        "days": lambda: Count(distinct(frame.day(frame.among(rows, frame.known)))),
        "persons": lambda: persons_in(frame, rows),
        "occurrences": Count(len(hits)),
        "parts": parts,
    }


def _summary(rule: Rule, status: str, counted: str, rows: int, edge: int) -> str:
    """The figures in words; what only touches a rule, or hangs on an answer, is not told as if it were so."""
    if status == "over":
        return counted
    if status == "boundary":
        reason = pick(rule.at_boundary) or _("their time is not known exactly enough")
        return _("Contacts at the boundary of this rule: {count} ({reason}). They are not counted.").format(
            count=edge, reason=reason
        )
    if rows:
        return _("If the open questions are answered accordingly: {summary}").format(summary=counted)
    return _("Contacts that this rule may concern: {count}.").format(count=edge)


def _explanation(rule: Rule, status: str, severity: str, summary: str) -> str:
    return _(_EXPLANATIONS[status, severity if status == "over" else ""]).format(
        summary=summary, basis=_basis(rule), conduct=pick(rule.conduct)
    )


def _basis(rule: Rule) -> str:
    """The instrument, its article when verified, and how strong it is."""
    named = cited(rule.instrument, rule.citation)
    return _("{instrument} ({strength})").format(instrument=named, strength=label("strength", rule.strength))


def _unnamed(frame: Frame, background: Background, rows: Array) -> tuple[Both, ...]:
    """Of rows that are taken as the only lender's: how many they are, and what would defeat that; nothing of others."""
    lender, count = background.sole_lender(), int(np.count_nonzero(frame.unnamed[rows] & (frame.lender[rows] >= 0)))
    if lender is None or not count:
        return ()
    named = lender.full_name or lender.name
    return both(lambda: _(_UNNAMED).format(count=count, lender=named)), both(lambda: _(_NOT_THEIRS).format(count=count))


def _defeated_by(rule: Rule, open_exceptions: Sequence[Mapping[str, Any]]) -> Both:
    """What would defeat the finding: what the case leaves open, its exceptions included, and the rule's own."""
    return {
        tag: space.join((*(one[tag] for one in open_exceptions), rule.defeated_by[tag]))
        for tag, space in (("zh", ""), ("en", " "))
    }


def _lender(background: Background, lender: str | None) -> list[Party]:
    party = background.parties.get(lender or "")
    return [party] if party else []


def _callers(frame: Frame, background: Background, rows: Array) -> list[Party]:
    """The collectors that some contacts came from, as far as they are known."""
    found = set(frame.codes["party"][rows].tolist()) - {-1}
    parties = (background.parties.get(frame.categories["party"][code]) for code in sorted(found))
    return [party for party in parties if party is not None and party.kind != "caller_group"]


def _applies(frame: Frame, rule: Rule, bound: Sequence[Party], rows: Array, *, callers: bool) -> str:
    """Why the rule applies: its dates, and whom it binds."""
    days = when(frame, rows)
    if rule.severity == "reference":
        force = _("A reference value of this tool, for contacts of any date.")
    else:
        words = _(_FORCE[rule.effective_to is not None, rule.effective_certain])
        force = words.format(first=rule.effective_from, last=rule.effective_to, when=days)
    if "anyone" in rule.binds:
        return in_a_row(force, _("It binds anyone.") if rule.severity != "reference" else "")
    kinds = [kind_of_caller(party) if callers else party.lender_type for party in bound]
    if not kinds or "unknown" in kinds:
        unknown = _("Whether it binds the caller is not known yet.") if callers else ""
        return in_a_row(force, unknown or _("Whether it binds the lender is not known yet."))
    said = [
        _("It binds {lender} as: {kind}.").format(lender=party.full_name or party.name, kind=label("lender_type", kind))
        for party, kind in zip(bound, kinds, strict=True)
    ]
    return in_a_row(force, *said)
