"""The causes of action that findings speak for."""

from __future__ import annotations

from dataclasses import dataclass

from casekit.filing.facts.law import FindingLine, matters_at
from casekit.filing.facts.scope import Scope
from casekit.text import Both, listed, pick

# The causes of action for personality rights of the Provisions on Causes of Action in Civil Cases (in force since
# 2021-01-01), and the rules whose findings speak for each; a person decides with which to sue.
_CAUSES: tuple[tuple[Both, frozenset[str], frozenset[str]], ...] = (
    ({"zh": "隐私权纠纷", "en": "privacy"}, frozenset({"peace", "night", "frequency", "refusal"}), frozenset()),
    ({"zh": "个人信息保护纠纷", "en": "protection of personal information"},
     frozenset({"disclosure", "third_persons", "data_source"}), frozenset({"PIPL-17"})),
    ({"zh": "名誉权纠纷", "en": "reputation"}, frozenset(), frozenset({"CIV-1024"})),
    ({"zh": "一般人格权纠纷", "en": "personality rights in general"}, frozenset(), frozenset({"CPL-14"})),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of action that findings speak for; `marks` are those findings' numbers in the report."""

    name: str
    marks: str


def causes_of(scope: Scope) -> list[Cause]:
    """The causes of action that findings going to court speak for, in the order of a complaint of privacy."""
    found = [line for matter in matters_at(scope)("court") for line in (matter.lead, *matter.also)]
    causes = []
    for name, families, rules in _CAUSES:
        mine = [one for one in found if _speaks(one, families, rules)]
        if mine:
            marks = listed(dict.fromkeys(one.mark for one in mine))
            causes.append(Cause(pick(name), marks))
    return causes


def _speaks(one: FindingLine, families: frozenset[str], rules: frozenset[str]) -> bool:
    return one.family in families or one.rule in rules
