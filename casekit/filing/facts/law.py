"""The findings and the law of a paper: whatever cites an instrument comes from the rulebook, through here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casekit.filing.facts.scope import Scope
from casekit.model.vocabulary import label
from casekit.report.citing import instrument
from casekit.report.rows import numbers_in_short
from casekit.rules import Finding
from casekit.rules.background import citable
from casekit.rules.finding import PLAIN_SEVERITIES, cited
from casekit.rules.rulebook import BackgroundLaw, Rule
from casekit.text import pick


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding; `mark` is its number in the report, `basis` instrument and, where it may print, article.

    `sentence` says what the records show and what the rule says, `contacts` how many contacts it rests on, `incidents`
    their permanent numbers. `weighed` is true where a person has to judge and no plain rule
    is at stake, `presumed` where a rule presumes and the other side may show otherwise. `routes` are the channels that take such a matter, the main one first.
    """

    mark: str
    title: str
    sentence: str
    basis: str
    instrument: str
    article: str
    strength: str
    conduct: str
    contacts: int
    incidents: tuple[int, ...]
    exhibits: str
    family: str
    status: str
    weighed: bool
    presumed: bool
    rule: str
    routes: tuple[str, ...]

    @property
    def numbers(self) -> str:
        """The permanent numbers of its contacts in short: 3–7、9."""
        return numbers_in_short(self.incidents)


@dataclass(frozen=True, slots=True)
class Matter:
    """Findings on the same contacts: the one that leads, and the bases of the others."""

    lead: FindingLine
    also: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class LawLine:
    """A provision that no test can check; `caution` says what not to take it for and goes wherever it goes."""

    id: str
    cited: str
    instrument: str
    article: str
    conduct: str
    caution: str
    strength: str


def matters_of(scope: Scope) -> list[Matter]:
    """What appears not to have been kept, matter by matter; thresholds of this tool are no basis and lead nothing."""
    mine = {id(one) for one in scope.findings}
    matters = []
    for group in scope.material.groups:
        shown = [one for one in group if id(one) in mine and one.status == "over" and not one.heuristic]
        if shown:
            lead, *others = [_finding(scope, one) for one in shown]
            matters.append(Matter(lead, tuple(others)))
    return matters


def matters_at(scope: Scope) -> Callable[..., list[Matter]]:
    """The function `matters_at(channel, *without)`: only the findings that a channel takes, drawn together as in the report.

    Rules whose id begins with one of `without` are left out: a regulator applies no criminal law.
    """

    def at(channel: str, *without: str) -> list[Matter]:
        drawn = []
        for matter in matters_of(scope):
            shown = [
                one for one in (matter.lead, *matter.also)
                if channel in one.routes and not one.rule.startswith(without)
            ]  # fmt: skip
            if shown:
                drawn.append(Matter(shown[0], tuple(shown[1:])))
        return drawn

    return at


def findings_of(scope: Scope) -> list[FindingLine]:
    """The same one after the other."""
    return [line for matter in matters_of(scope) for line in (matter.lead, *matter.also)]


def _finding(scope: Scope, one: Finding) -> FindingLine:
    rows = [scope.material.rows_by_id[i] for i in one.incidents if i in scope.material.rows_by_id]
    files = dict.fromkeys(file for row in rows for file in row.evidence)
    return FindingLine(
        mark=scope.material.mark(one),
        title=pick(one.title),
        sentence=_told(one),
        basis=instrument(one),
        instrument=pick(one.instrument),
        article=one.article,
        strength=label("strength", one.strength),
        conduct=pick(one.conduct),
        contacts=one.count,
        incidents=tuple(sorted(row.no for row in rows)),
        exhibits=scope.marks(files),
        family=one.family,
        status=one.status_name,
        weighed=one.severity not in PLAIN_SEVERITIES,
        presumed=one.severity == "presumption",
        rule=one.rule,
        routes=one.routes,
    )


def _told(one: Finding) -> str:
    """What a finding says; of what a person has to weigh the report says so, and a letter asks its reader."""
    return pick(one.explanation).replace(
        pick(zh="需要人工判断", en="needs a person's judgement"), pick(zh="请依法判断", en="is for you to judge")
    )


def law_of(scope: Scope) -> Callable[..., Sequence[LawLine]]:
    """The function `law(use, *families)`: further provisions that may be cited, the strongest first.

    `use` is "basis", "remedy", "procedure" or "penalty"; without families those of the findings are meant.
    """
    kinds = {one.lender_type for one in scope.lenders}
    kinds |= {one.lender_type for one in scope.background.parties.values() if one.kind == "agency"}
    found = {one.family for one in scope.findings}

    def law(use: str, *families: str) -> list[LawLine]:
        chosen = citable(scope.material.rulebook, families or found, scope.days, kinds)
        return [
            LawLine(
                id=one.id,
                cited=cited(one.instrument, one.citation),
                instrument=pick(one.instrument),
                article=pick(one.citation),
                conduct=pick(one.conduct),
                caution=pick(one.caution),
                strength=label("strength", one.strength),
            )
            for one in chosen
            if one.use == use
        ]

    return law


def provision_of(scope: Scope) -> Callable[[str], LawLine | None]:
    """The function `provision(id)`: a rule or further law of the rulebook that may be cited on its own, else None.

    It must be verified, in force today or on a day of the contacts, and bind anyone or somebody of the case.
    """
    kinds = {one.lender_type for one in scope.background.parties.values()}
    days = {*scope.days, scope.dossier.made_on}
    book = scope.material.rulebook

    def provision(wanted: str) -> LawLine | None:
        known: tuple[BackgroundLaw | Rule, ...] = (*book.background, *book.rules)
        one = next((one for one in known if one.id == wanted), None)
        if one is None or not one.verified or not any(map(one.in_force, days)):
            return None
        if one.binds and "anyone" not in one.binds and one.binds.isdisjoint(kinds):
            return None
        return LawLine(
            id=one.id,
            cited=cited(one.instrument, one.citation),
            instrument=pick(one.instrument),
            article=pick(one.citation),
            conduct=pick(one.conduct),
            caution="" if isinstance(one, Rule) else pick(one.caution),
            strength=label("strength", one.strength),
        )

    return provision


def provisions_of(scope: Scope) -> Callable[..., list[LawLine]]:
    """The function `provisions(*ids)`: those of some rules and further law that may be cited, in their order."""
    provision = provision_of(scope)
    return lambda *wanted: [one for one in map(provision, wanted) if one is not None]
