"""What a rule found: incidents, arithmetic, what would defeat it, what must be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casekit.model.vocabulary import label
from casekit.text import Both, _, pick


def cited(instrument: Both, citation: Both) -> str:
    """An instrument with its article, in the current language; alone where no article may be printed."""
    if not pick(citation):
        return pick(instrument)
    return _("{instrument}, {article}").format(instrument=pick(instrument), article=pick(citation))


STATUSES = ("over", "boundary", "cannot_tell")  # what is sure comes first
# What a rule does not allow, or presumes not to comply; the other severities are for a person to weigh.
PLAIN_SEVERITIES = ("breach", "presumption")


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read; `id` is that of the book's list of sources."""

    id: str
    words: Both


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the user can settle; `about` is the id of the party, person or debt it concerns.

    `kind` says how it is answered: "column" (a value of contacts, a lender or a debt) or "fact" (yes or no to
    whether the fact `id` holds). `dated` facts hold from a day on, which belongs to the answer yes.
    """

    id: str
    zh: str
    en: str
    about: str | None = None
    kind: str = "column"
    dated: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "zh": self.zh,
            "en": self.en,
            "about": self.about,
            "kind": self.kind,
            "dated": self.dated,
        }


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One day, line, person or window in which a rule appears to be offended.

    `start` and `end` are the first and last contact, with the offset of the wall clock of the person
    contacted; None when no time is known. `count` is what the rule counts there; `boundary_incidents` are
    those of which it cannot be said whether they count. `sentence` is its arithmetic in words, for the
    weightiest ones of a finding only. `figure` is what was compared with `threshold` there; `proof` are
    contacts that show why the rule applies and are not counted.
    """

    key: str
    start: datetime | None
    end: datetime | None
    count: int
    incidents: tuple[str, ...]
    boundary_incidents: tuple[str, ...] = ()
    sentence: Both | None = None
    figure: int = 0
    threshold: int = 0
    proof: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "from": self.start.isoformat() if self.start else None,
            "to": self.end.isoformat() if self.end else None,
            "count": self.count,
            "incidents": list(self.incidents),
            "boundary_incidents": list(self.boundary_incidents),
            "sentence": self.sentence,
            "figure": self.figure,
            "threshold": self.threshold,
            "proof": list(self.proof),
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule and one debt (or one lender, where the rule counts per lender).

    `count` is the number of incidents it rests on; `count_upper` is larger when contacts of which the debt
    is not known may belong here as well. `figure` is the value that was compared with `threshold` (a day's
    calls, the persons in a window), the weightiest one. `citation` is the article in both languages, empty
    unless its number was verified; a rule that is not `verified` is for the workbook only and never printed in
    a paper that leaves. `applies` says why the rule applies, `routes` where the matter can be taken,
    `questions` what must be known to tell, `exceptions` what was not said and would take contacts out.
    """

    rule: str
    title: Both
    debt: str | None
    lender: str | None
    status: str
    severity: str
    strength: str
    confidence: str
    instrument: Both
    citation: Both
    conduct: Both
    count: int
    count_upper: int
    figure: int
    threshold: int
    unit: Both
    occurrences: tuple[Occurrence, ...]
    incidents: tuple[str, ...]
    boundary_incidents: tuple[str, ...]
    explanation: Both
    arithmetic: tuple[Both, ...]
    defeated_by: Both
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    checked_on: str
    family: str
    applies: Both
    routes: tuple[str, ...] = ()
    exceptions: tuple[Question, ...] = ()
    proof: tuple[str, ...] = ()
    verified: bool = True
    effective: tuple[str, str] = ("", "")
    effective_certain: bool = True

    @property
    def article(self) -> str:
        """The article in the current language; empty unless its number was verified."""
        return pick(self.citation)

    @property
    def heuristic(self) -> bool:
        """Whether the threshold is this tool's own, set by no instrument."""
        return self.severity == "reference"

    @property
    def told(self) -> tuple[Occurrence, ...]:
        """The weightiest occurrences, those with a sentence, in the order of time."""
        with_words = (one for one in self.occurrences if one.sentence is not None)
        return tuple(sorted(with_words, key=lambda one: (one.start is None, one.start and one.start.timestamp())))

    @property
    def status_name(self) -> str:
        """The status in the current language; advice is exceeded and a reference value reached, never offended."""
        if self.status == "over" and self.severity == "advice":
            return _("above the advised number")
        if self.status == "over" and self.severity == "reference":
            return _("reference value reached")
        if self.status == "over" and self.severity == "presumption":
            return _("presumption raised")
        if self.status == "over" and self.severity == "evaluative":
            return _("for human judgement")
        return label("status", self.status)

    def as_json(self) -> dict[str, Any]:
        """The shape of `casekit findings --json`."""
        return {
            "rule": self.rule,
            "title": self.title,
            "debt": self.debt,
            "status": self.status,
            "severity": self.severity,
            "strength": self.strength,
            "confidence": self.confidence,
            "heuristic": self.heuristic,
            "instrument": self.instrument,
            "article": self.citation["zh"],
            "count": self.count,
            "count_upper": self.count_upper,
            "figure": self.figure,
            "threshold": self.threshold,
            "unit": self.unit,
            "occurrences": [one.as_json() for one in self.occurrences],
            "incidents": list(self.incidents),
            "boundary_incidents": list(self.boundary_incidents),
            "explanation": self.explanation,
            "arithmetic": list(self.arithmetic),
            "defeated_by": self.defeated_by,
            "questions": [one.as_json() for one in self.questions],
            "exceptions": [one.as_json() for one in self.exceptions],
            "applies": self.applies,
            "routes": list(self.routes),
            "proof": list(self.proof),
            "verified": self.verified,
            "source": [{"id": one.id, **one.words} for one in self.sources],
            "checked_on": self.checked_on,
        }
