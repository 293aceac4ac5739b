"""What the texts of a rulebook must not say: verdicts, and claims that are wrong or were right once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from casekit.data_files import data_of
from casekit.errors import Fault
from casekit.text import Both, _, pick


@dataclass(frozen=True)
class Phrase:
    """Words that must not stand in a text, why not, and what to say instead."""

    id: str
    pattern: re.Pattern[str]
    excepted: re.Pattern[str] | None
    entries: frozenset[str]
    books: frozenset[str]
    why: Both
    say: Both

    def found_in(self, text: str, entry: str = "", book: str = "") -> str:
        """The words as they stand in a text of an entry of a book; empty where there are none."""
        if entry in self.entries or (self.books and book and book not in self.books):
            return ""
        found = self.pattern.search(self.excepted.sub("", text) if self.excepted else text)
        return found.group() if found else ""


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every verdict and every claim that is not to be made."""
    return tuple(_phrase(one) for one in (*_list()["verdicts"], *_list()["phrases"]))


def remarks(data: dict[str, Any]) -> Iterator[Fault]:
    """Every place of a book's data that says what should not be said, or outlasts what it cites."""
    book = data["id"]
    for where, entry, text in texts_of(data):
        for phrase in phrases():
            words = phrase.found_in(text, entry, book)
            if words:
                yield Fault(
                    where,
                    _("“{words}”: {why}. Better: {say}.").format(
                        words=words, why=pick(phrase.why), say=pick(phrase.say)
                    ),
                )
    for part in ("rules", "background", "yardsticks"):
        for one in data.get(part, ()):
            for why in _outlasting(one, book):
                yield Fault(f"{part}/{one['id']}", why)


def texts_of(data: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(place, id of the entry, text) of every text of a book that can be shown."""
    for part, content in data.items():
        for named, entry in _entries(content):
            for steps, text in _spoken(entry):
                yield "/".join((part, *([named] if named else []), *steps)), named, text


def _entries(content: Any) -> Iterator[tuple[str, Any]]:
    """The entries of a part of a book with their names; what has no entries is one without a name."""
    if isinstance(content, list):
        yield from ((str(one.get("id") or one.get("name") or ""), one) for one in content if isinstance(one, dict))
    elif isinstance(content, dict) and not {"zh", "en"} & set(content):
        yield from content.items()
    else:
        yield "", content


def _spoken(data: Any, steps: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Texts below a value that stand in one of the languages; vectors are read by nobody but the tests."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("zh", "en", "full_name") and isinstance(value, str):
                yield (*steps, key), value
            elif key not in ("vectors", "no_vector"):
                yield from _spoken(value, (*steps, str(key)))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _spoken(value, (*steps, str(place)))


def _outlasting(one: dict[str, Any], book: str) -> Iterator[str]:
    """What an entry does that its instrument does not bear."""
    cited = one["instrument"]["zh"] + one["instrument"]["en"]
    article = (one["article"] or {}).get("zh", "") if one["article_verified"] else ""
    for limit in _list()["instruments"]:
        if book not in limit["books"] or limit["instrument"] not in cited:
            continue
        if "article" in limit and not re.search(limit["article"], article):
            continue
        why = pick(limit["why"])
        if "ends_by" in limit and (one["effective"]["to"] or "9999") > limit["ends_by"]:
            yield _("It may last until {day} at most: {why}.").format(day=limit["ends_by"], why=why)
        said = [one[field]["zh"] for field in ("summary", "defeated_by") if field in one]
        admitted = "unless" in limit and all(limit["unless"] in text for text in said)
        for test in one.get("test", ()):
            if test["kind"] in limit.get("kinds", ()) and not admitted:
                yield _("It must not test {kind}: {why}.").format(kind=test["kind"], why=why)
        for bound in sorted(set(one.get("binds", ())) & {*limit.get("binds", ())}):
            yield _("It must not bind {lender}: {why}.").format(lender=bound, why=why)


@cache
def _list() -> dict[str, Any]:
    loaded: dict[str, Any] = data_of("casekit.rules", "do_not_cite.yaml")
    return loaded


def _phrase(data: dict[str, Any]) -> Phrase:
    return Phrase(
        id=data["id"],
        pattern=re.compile(data["pattern"], re.IGNORECASE),
        excepted=_any_of(one["text"] for one in data.get("except", ())),
        entries=frozenset(data.get("entries", ())),
        books=frozenset(data.get("books", ())),
        why=data["why"],
        say=data["say"],
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{one})" for one in patterns)
    return re.compile(joined, re.IGNORECASE) if joined else None
