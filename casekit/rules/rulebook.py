"""A rulebook: YAML that a lawyer can read and correct, checked against a published schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from casekit.errors import Fault, InputError
from casekit.model import vocabulary
from casekit.rules.finding import Both
from casekit.rules.template import Template, names_in
from casekit.text import _

_BOOKS = files("casekit.rules").joinpath("rulebooks")


@dataclass(frozen=True)
class Rule:
    """One rule of a book: what it says, from when, for whom, how it is tested, what would defeat it."""

    id: str
    title: Both
    instrument: Both
    article: Both
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
    summary: Template
    parts: dict[str, Template]
    arithmetic: Template
    at_boundary: Both
    not_if: tuple[dict[str, Any], ...]
    defeated_by: Both
    family: str
    severity: str
    vectors: tuple[dict[str, Any], ...]
    no_vector: dict[str, str]

    @property
    def citation(self) -> Both:
        """The article as it may be printed: empty unless its number was verified."""
        return self.article if self.article_verified else {"zh": "", "en": ""}

    @property
    def asks_who(self) -> bool:
        """Whether one of its tests looks at certain roles only."""
        return any("role" in test.get("where", ()) for test in self.test)

    def threshold_of(self, test: int) -> int:
        """The value a figure of one of its tests is compared with."""
        return int(self.test[test].get("threshold", self.threshold))

    def arithmetic_of(self, test: int) -> Template:
        """How an occurrence of one of its tests is told."""
        own = self.test[test].get("arithmetic")
        return Template(**own) if own else self.arithmetic


@dataclass(frozen=True)
class Rulebook:
    """The rules of one jurisdiction."""

    id: str
    title: Both
    rules: tuple[Rule, ...]

    def rule(self, rule_id: str) -> Rule:
        return next(rule for rule in self.rules if rule.id == rule_id)


# Where the schema leaves a list of words open, and the closed list of the model that fills it.
_WORDS = {
    "lender_type": vocabulary.LENDER_TYPES, "channel": vocabulary.CHANNELS, "role": vocabulary.ROLES,
    "outcome": vocabulary.OUTCOMES, "tag": vocabulary.TAGS, "fact": vocabulary.FACT_KINDS,
}  # fmt: skip
_IN_SUMMARY = {"count", "days", "persons", "occurrences", "parts", "figure", "threshold"}
_IN_ARITHMETIC = {"when", "count", "figure", "threshold", "line", "person", "persons", "tags"}


def schema() -> dict[str, Any]:
    """The JSON schema of a rulebook file, with the words of the model filled in."""
    loaded: dict[str, Any] = json.loads(_BOOKS.joinpath("rulebook.schema.json").read_text("utf-8"))
    for name, words in _WORDS.items():
        loaded["$defs"][name]["enum"] = list(words)
    return loaded


@lru_cache(maxsize=8)
def load_rulebook(name: str) -> Rulebook:
    """Load a rulebook by its id ("cn"), or from a file by its path, which is checked against the schema.

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
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(
            _("The rulebook “{name}” is no valid YAML.").format(name=name), [Fault("", str(error))]
        ) from error
    # The packaged books are held to the schema by the tests; a validator takes a second to load.
    faults = [] if path is packaged else schema_faults(data)
    if faults:
        raise InputError(_("The rulebook “{name}” cannot be used.").format(name=name), faults)
    words = data.get("binds_words", {})
    return Rulebook(data["id"], data["title"], tuple(_rule(one, words) for one in data["rules"]))


def _loader() -> Any:
    """YAML's safe loader, but dates stay the text they are: the schema describes text."""
    import yaml

    # The one written in C is ten times as fast and not there everywhere.
    safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class TextDates(safe):  # type: ignore[misc]
        yaml_implicit_resolvers = {  # noqa: RUF012
            first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
            for first, resolvers in safe.yaml_implicit_resolvers.items()
        }

    return TextDates


def schema_faults(data: Any) -> list[Fault]:
    """Every place where a rulebook does not follow the schema, or where its parts do not fit together."""
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    faults = [
        Fault("/".join(map(str, error.absolute_path)), error.message)
        for error in sorted(validator.iter_errors(data), key=lambda error: list(map(str, error.absolute_path)))
    ]
    return faults or list(_misfits(data))


def _misfits(data: dict[str, Any]) -> Iterator[Fault]:
    """What a schema cannot say: unknown names, ids given twice, values that no sentence is handed."""
    known = {*vocabulary.LENDER_TYPES, *data.get("binds_words", {})}
    seen: set[str] = set()
    for rule in data["rules"]:
        where = f"rules/{rule['id']}"
        if rule["id"] in seen:
            yield Fault(where, _("This id is given twice."))
        seen.add(rule["id"])
        for word in sorted(set(rule["binds"]) - known):
            yield Fault(f"{where}/binds", _("“{word}” is no lender type and no word of binds_words.").format(word=word))
        parts = rule.get("parts", {})
        for test in rule["test"]:
            if test.get("part", "") not in ("", *parts):
                yield Fault(f"{where}/test", _("There is no part “{word}”.").format(word=test["part"]))
        yield from _unknown_values(f"{where}/summary", rule["summary"], _IN_SUMMARY)
        for name, template in parts.items():
            yield from _unknown_values(f"{where}/parts/{name}", template, {"count"})
        for template in (rule["arithmetic"], *(test["arithmetic"] for test in rule["test"] if "arithmetic" in test)):
            yield from _unknown_values(f"{where}/arithmetic", template, _IN_ARITHMETIC)


def _unknown_values(where: str, template: Both, known: set[str]) -> Iterator[Fault]:
    for tag, text in template.items():
        try:
            unknown = names_in(text) - known
        except ValueError as error:
            yield Fault(f"{where}/{tag}", str(error))
            continue
        for name in sorted(unknown):
            yield Fault(f"{where}/{tag}", _("There is no value “{name}” to put in.").format(name=name))


def _rule(data: dict[str, Any], words: dict[str, list[str]]) -> Rule:
    binds = {lender for word in data["binds"] for lender in words.get(word, [word])}
    effective = data["effective"]
    return Rule(
        id=data["id"],
        title=data["title"],
        instrument=data["instrument"],
        article=data["article"] or {"zh": "", "en": ""},
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
        summary=Template(**data["summary"]),
        parts={name: Template(**one) for name, one in data.get("parts", {}).items()},
        arithmetic=Template(**data["arithmetic"]),
        at_boundary=data.get("at_boundary", {"zh": "", "en": ""}),
        not_if=tuple(data.get("not_if", ())),
        defeated_by=data["defeated_by"],
        family=data["family"],
        severity=data["severity"],
        vectors=tuple(data["vectors"]),
        no_vector=data.get("no_vector", {}),
    )
