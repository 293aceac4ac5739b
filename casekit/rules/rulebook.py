"""What a rulebook holds: rules, background law, yardsticks, known lenders, and where each was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casekit.rules.finding import PLAIN_SEVERITIES, Source
from casekit.rules.template import Template
from casekit.text import Both

NOTHING: Both = {"zh": "", "en": ""}


@dataclass(frozen=True)
class Provision:
    """A provision of an instrument, from when to when, and how sure its wording, number and days are."""

    id: str
    title: Both
    instrument: Both
    article: Both
    article_verified: bool
    verified: bool
    effective_from: date
    effective_to: date | None
    effective_certain: bool
    conduct: Both
    strength: str
    confidence: str
    sources: tuple[Source, ...]
    checked_on: str

    @property
    def citation(self) -> Both:
        """The article as it may be printed: empty unless its number was verified."""
        return self.article if self.article_verified and self.verified else NOTHING

    def in_force(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True)
class Rule(Provision):
    """One rule of a book: for whom, how it is tested, what would defeat it, where it leads."""

    binds: frozenset[str]
    binds_words: tuple[str, ...]
    scope: str
    severity: str
    where: dict[str, Any]
    test: tuple[dict[str, Any], ...]
    threshold: int
    unit: Both
    summary: Template
    parts: dict[str, Template]
    arithmetic: Template
    at_boundary: Both
    requires: tuple[dict[str, Any], ...]
    not_if: tuple[dict[str, Any], ...]
    defeated_by: Both
    family: str
    routes: tuple[str, ...]
    vectors: tuple[dict[str, Any], ...]
    no_vector: dict[str, str]

    @property
    def asks_who(self) -> frozenset[str]:
        """The columns of roles and relations by which its tests look at some contacts only."""
        return frozenset(column for test in self.test for column in test.get("where", ()) if column in WHO)

    def threshold_of(self, test: int) -> int:
        """The value a figure of one of its tests is compared with."""
        return int(self.test[test].get("threshold", self.threshold))

    def severity_of(self, tests: Iterable[int]) -> str:
        """What a finding that rests on some of its tests says; numbers of this tool alone are for a person to judge."""
        judged = self.severity in PLAIN_SEVERITIES and all(self.test[one].get("reference") for one in tests)
        return "evaluative" if judged else self.severity

    def arithmetic_of(self, test: int) -> Template:
        """How an occurrence of one of its tests is told."""
        own = self.test[test].get("arithmetic")
        return Template(**own) if own else self.arithmetic


# Columns of which nothing is known while it is not known who was reached, and those about kin and acquaintance.
WHO = frozenset(("role", "relation", "not_relation"))
KIN = frozenset(("relation", "not_relation"))


@dataclass(frozen=True)
class BackgroundLaw(Provision):
    """A provision that no test can check; letters and reports may cite it beside findings of the families it names.

    `binds` are the lender types it is about, none where it is about anyone.
    """

    families: tuple[str, ...]
    use: str
    caution: Both
    binds: frozenset[str] = frozenset()

    @property
    def citation(self) -> Both:
        """The article as it may be printed: nobody tests this wording against contacts, so a weak source is not enough."""
        return super().citation if self.confidence != "low" else NOTHING


@dataclass(frozen=True)
class Yardstick(Provision):
    """A measure for the cost of a loan: a yearly rate as a decimal text, or so many times the LPR of the contract day.

    `contract` is the range of days of conclusion it is about; `advice` what to say above it, `below` what to say
    otherwise.
    """

    binds: frozenset[str]
    rate: str
    lpr_times: int
    contract: tuple[date | None, date | None]
    advice: Both
    below: Both
    caution: Both
    routes: tuple[str, ...]


@dataclass(frozen=True)
class KnownLender:
    """A lender or product people know by name, and what kind of institution is behind it."""

    name: str
    full_name: str
    products: tuple[str, ...]
    lender_type: str
    note: Both
    confidence: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Rulebook:
    """The rules of one jurisdiction.

    `through` says whether an agency is bound through the lender it acts for ("lender") or each collector by what
    it is itself ("caller"). `routes_instead` says by the kind of lender where a matter goes in place of a route that
    rules name, None where nobody is in charge. `fingerprint` is the SHA-256 of the files it was read from; `own` that they are the
    user's.
    """

    id: str
    title: Both
    rules: tuple[Rule, ...]
    country: str = ""
    zones: tuple[str, ...] = ()
    through: str = "lender"
    routes_instead: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    lender_types: Mapping[str, Both] = field(default_factory=dict)
    lenders: tuple[KnownLender, ...] = ()
    background: tuple[BackgroundLaw, ...] = ()
    yardsticks: tuple[Yardstick, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    fingerprint: str = ""
    own: bool = False

    def rule(self, rule_id: str) -> Rule:
        return next(rule for rule in self.rules if rule.id == rule_id)

    def routes_for(self, rule: Rule, lender_type: str) -> tuple[str, ...]:
        """Where a matter of a rule can be taken when the lender is of this kind, the main way first."""
        instead = self.routes_instead.get(lender_type, {})
        routes = dict.fromkeys(instead.get(route, route) for route in rule.routes)
        return tuple(route for route in routes if route) or rule.routes
