"""The published schema of rulebooks, and in words what is wrong with one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import available_timezones

from casekit.errors import Fault
from casekit.model import DEBTOR, vocabulary
from casekit.rules.faults import sentences_of, without_echoes
from casekit.rules.primitives.on_holiday import has_calendar
from casekit.rules.template import names_in
from casekit.text import Both, _

# Where the schema leaves a list of words open, and the closed list of the model that fills it.
_WORDS = {
    "lender_type": vocabulary.LENDER_TYPES, "channel": vocabulary.CHANNELS, "role": vocabulary.ROLES,
    "relation": vocabulary.RELATIONS, "outcome": vocabulary.OUTCOMES, "tag": vocabulary.TAGS,
    "fact": vocabulary.FACT_KINDS, "number_source": vocabulary.NUMBER_SOURCES, "party_kind": vocabulary.PARTY_KINDS,
    "route": vocabulary.FILING_CHANNELS, "strength": vocabulary.STRENGTHS,
}  # fmt: skip
_IN_SUMMARY = {"count", "days", "persons", "occurrences", "parts", "figure", "threshold"}
_IN_ARITHMETIC = {"when", "count", "figure", "threshold", "line", "number", "person", "persons", "tags", "event"}


def schema() -> dict[str, Any]:
    """The JSON schema of a rulebook, with the words of the model filled in."""
    text = files("casekit.rules").joinpath("rulebooks", "rulebook.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    for name, words in _WORDS.items():
        loaded["$defs"][name]["enum"] = list(words)
    return loaded


def faults_of(data: Any, *, vectors: bool = True) -> list[Fault]:
    """Every place where a rulebook does not follow the schema, or where its parts do not fit together.

    Without `vectors` no more than their names is looked at: they are the most of a book, and no finding depends
    on them.
    """
    import jsonschema

    asked = schema()
    if not vectors:
        asked["$defs"]["rule"]["properties"]["vectors"]["items"] = {"type": "object", "required": ["name", "case"]}
    validator = jsonschema.Draft202012Validator(asked, format_checker=jsonschema.FormatChecker())
    errors = sorted(validator.iter_errors(data), key=lambda error: list(map(str, error.absolute_path)))
    told = without_echoes(one for error in errors for one in sentences_of(error))
    return [Fault(_place(data, one.path), one.sentence) for one in told] or list(_misfits(data, vectors=vectors))


def _place(data: Any, path: Any) -> str:
    """Where something is, with the id of the rule in place of its position."""
    named = []
    for step in path:
        data = data[step]
        given = data.get("id") if isinstance(data, dict) else None
        named.append(str(given) if isinstance(step, int) and given else str(step))
    return "/".join(named)


@cache
def _zones() -> frozenset[str]:
    """The time zones there are, whose names lie scattered over hundreds of files of the system."""
    return frozenset(available_timezones())


def _misfits(data: dict[str, Any], *, vectors: bool) -> Iterator[Fault]:
    """What a schema cannot say: unknown names, ids given twice, values that no sentence is handed."""
    for zone in sorted(set(data["zones"]) - _zones()):
        yield Fault("zones", _("“{word}” is no time zone; write it as Asia/Shanghai.").format(word=zone))
    known = {*vocabulary.LENDER_TYPES, *data.get("binds_words", {})}
    seen: set[str] = set()
    for part in ("rules", "background", "yardsticks"):
        for one in data.get(part, ()):
            where = f"{part}/{one['id']}"
            if one["id"] in seen:
                yield Fault(where, _("This id is given twice."))
            seen.add(one["id"])
            for word in sorted(set(one.get("binds", ())) - known):
                yield Fault(
                    f"{where}/binds", _("“{word}” is no lender type and no word of binds_words.").format(word=word)
                )
            yield from _unknown_sources(where, one, data)
            if (one["effective"]["to"] or "9999") < one["effective"]["from"]:
                yield Fault(f"{where}/effective", _("It ends before it begins."))
    for one in data.get("lenders", ()):
        yield from _unknown_sources(f"lenders/{one['name']}", one, data)
    for rule in data["rules"]:
        yield from _misfits_of_sentences(f"rules/{rule['id']}", rule)
        for place, vector in enumerate(rule["vectors"] if vectors else ()):
            yield from _misfits_of_vector(f"rules/{rule['id']}/vectors/{place}", vector)


def _unknown_sources(where: str, one: dict[str, Any], data: dict[str, Any]) -> Iterator[Fault]:
    for word in sorted(set(one["source"]) - set(data["sources"])):
        yield Fault(f"{where}/source", _("“{word}” does not stand in the book's list of sources.").format(word=word))


def _misfits_of_sentences(where: str, rule: dict[str, Any]) -> Iterator[Fault]:
    parts = rule.get("parts", {})
    for place, exception in enumerate(rule.get("not_if", ())):
        for word in sorted({*exception.get("parts", ())} - {*parts}):
            yield Fault(f"{where}/not_if/{place}/parts", _("There is no part “{word}”.").format(word=word))
    for test in rule["test"]:
        if test.get("part", "") not in ("", *parts):
            yield Fault(f"{where}/test", _("There is no part “{word}”.").format(word=test["part"]))
        if "calendar" in test and not has_calendar(test["calendar"]):
            sentence = _("The public holidays of “{country}” are not known.").format(country=test["calendar"])
            yield Fault(f"{where}/test", sentence)
    yield from _unknown_values(f"{where}/summary", rule["summary"], _IN_SUMMARY)
    for name, template in parts.items():
        yield from _unknown_values(f"{where}/parts/{name}", template, {"count"})
    for template in (rule["arithmetic"], *(test["arithmetic"] for test in rule["test"] if "arithmetic" in test)):
        yield from _unknown_values(f"{where}/arithmetic", template, _IN_ARITHMETIC)


def _misfits_of_vector(where: str, vector: dict[str, Any]) -> Iterator[Fault]:
    from casekit.rules.vectors import PEOPLE

    debts = vector.get("debts", 1)
    known = {*PEOPLE, *vector.get("people", {}), DEBTOR}
    for part in ("events", "facts"):
        for place, one in enumerate(vector.get(part, ())):
            if one.get("person", DEBTOR) not in known:
                sentence = _("“{name}” is nobody the vector knows; describe that person under people.")
                yield Fault(f"{where}/{part}/{place}/person", sentence.format(name=one["person"]))
            if one.get("party") == "other" and (debts < 2 or vector.get("same_lender")):
                yield Fault(f"{where}/{part}/{place}/party", _("There is no other lender unless debts is 2 or more."))
    for place, event in enumerate(vector["events"]):
        if not 1 <= (event.get("debt") or 1) <= debts:
            yield Fault(f"{where}/events/{place}/debt", _("There are only so many debts: {count}.").format(count=debts))
        if ("repeat" in event) != ("every" in event) or ("repeat" in event and not _is_moment(event.get("at"))):
            yield Fault(
                f"{where}/events/{place}",
                _("What is repeated needs a time (at, such as 2026-01-31 22:30) and a distance in minutes (every)."),
            )


def _is_moment(text: str | None) -> bool:
    try:
        return bool(datetime.fromisoformat(text or ""))
    except ValueError:
        return False


def _unknown_values(where: str, template: Both, known: set[str]) -> Iterator[Fault]:
    for tag, text in template.items():
        try:
            unknown = names_in(text) - known
        except ValueError as error:
            yield Fault(f"{where}/{tag}", str(error))
            continue
        for name in sorted(unknown):
            yield Fault(f"{where}/{tag}", _("There is no value “{name}” to put in.").format(name=name))
