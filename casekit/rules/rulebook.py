"""A rulebook: YAML that a lawyer can read and correct, checked against a published schema."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from casekit.errors import Fault, InputError
from casekit.rules.finding import Both
from casekit.text import _

_BOOKS = files("casekit.rules").joinpath("rulebooks")


@dataclass(frozen=True)
class Rule:
    """One rule of a book: what it says, from when, for whom, how it is tested, what would defeat it."""

    id: str
    title: Both
    instrument: Both
    article: str
    article_verified: bool
    effective_from: date
    effective_to: date | None
    binds: frozenset[str]
    scope: str
    conduct: Both
    strength: str
    confidence: str
    source: tuple[str, ...]
    checked_on: str
    where: dict[str, Any]
    test: tuple[dict[str, Any], ...]
    threshold: int
    unit: Both
    summary: Both
    arithmetic: Both
    not_if: tuple[dict[str, Any], ...]
    defeated_by: Both
    family: str
    heuristic: bool
    vectors: tuple[dict[str, Any], ...]

    @property
    def printed_article(self) -> str:
        """The article as it may be printed: empty unless its number was verified."""
        return self.article if self.article_verified else ""


@dataclass(frozen=True)
class Rulebook:
    """The rules of one jurisdiction."""

    id: str
    title: Both
    rules: tuple[Rule, ...]

    def rule(self, rule_id: str) -> Rule:
        return next(rule for rule in self.rules if rule.id == rule_id)


def schema() -> dict[str, Any]:
    """The JSON schema of a rulebook file."""
    loaded: dict[str, Any] = json.loads(_BOOKS.joinpath("rulebook.schema.json").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=8)
def load_rulebook(name: str) -> Rulebook:
    """Load a rulebook by its id ("cn") or the path of a file, and check it against the schema.

    Raises
    ------
    InputError
        when there is none, or naming every place where it does not follow the schema
    """
    import yaml

    packaged = _BOOKS.joinpath(f"{name}.yaml")
    path: Any = packaged if name.isidentifier() and packaged.is_file() else Path(name)
    if not path.is_file():
        raise InputError(_("There is no rulebook “{name}”.").format(name=name))
    try:
        data = yaml.load(path.read_text("utf-8"), _loader())
    except yaml.YAMLError as error:
        raise InputError(
            _("The rulebook “{name}” is no valid YAML.").format(name=name), [Fault("", str(error))]
        ) from error
    faults = schema_faults(data)
    if faults:
        raise InputError(_("The rulebook “{name}” cannot be used.").format(name=name), faults)
    words = data.get("binds_words", {})
    return Rulebook(data["id"], data["title"], tuple(_rule(one, words) for one in data["rules"]))


def _loader() -> Any:
    """YAML's safe loader, but dates stay the text they are: the schema describes text."""
    import yaml

    class TextDates(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012
            first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return TextDates


def schema_faults(data: Any) -> list[Fault]:
    """Every place where a rulebook does not follow the schema."""
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema())
    return [
        Fault("/".join(map(str, error.absolute_path)), error.message)
        for error in sorted(validator.iter_errors(data), key=lambda error: list(map(str, error.absolute_path)))
    ]


def _rule(data: dict[str, Any], words: dict[str, list[str]]) -> Rule:
    binds = {lender for word in data["binds"] for lender in words.get(word, [word])}
    effective = data["effective"]
    return Rule(
        id=data["id"],
        title=data["title"],
        instrument=data["instrument"],
        article=data.get("article") or "",
        article_verified=data["article_verified"],
        effective_from=date.fromisoformat(str(effective["from"])),
        effective_to=date.fromisoformat(str(effective["to"])) if effective.get("to") else None,
        binds=frozenset(binds),
        scope=data["scope"],
        conduct=data["conduct"],
        strength=data["strength"],
        confidence=data["confidence"],
        source=tuple(data["source"]),
        checked_on=str(data["checked_on"]),
        where=data.get("where", {}),
        test=tuple(data["test"]),
        threshold=data["threshold"],
        unit=data["unit"],
        summary=data["summary"],
        arithmetic=data["arithmetic"],
        not_if=tuple(data.get("not_if", ())),
        defeated_by=data["defeated_by"],
        family=data["family"],
        heuristic=data.get("heuristic", False),
        vectors=tuple(data["vectors"]),
    )
