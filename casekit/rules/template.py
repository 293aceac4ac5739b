"""Sentences of a rulebook with numbers to be put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from casekit.text import Both


class Count(int):
    """A number that brings its noun: `{count:contact|contacts}` becomes "1 contact" or "5 contacts"."""

    def __format__(self, spec: str) -> str:
        if "|" not in spec:
            return super().__format__(spec)
        one, many = spec.split("|")
        return f"{int(self)} {one if self == 1 else many}"


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence in both languages with places for values."""

    zh: str
    en: str

    def filled(self, named: Mapping[str, Any]) -> Both:
        """The sentence with its values; a value that differs by language is itself a text in both.

        A value that takes work to find is given as a function, which is called where the sentence asks for it.
        """
        asked = names_in(self.zh) | names_in(self.en)
        found = {name: value() if callable(value) else value for name, value in named.items() if name in asked}
        filled = {}
        for tag, text in (("zh", self.zh), ("en", self.en)):
            values = {name: value[tag] if isinstance(value, dict) else value for name, value in found.items()}
            filled[tag] = text.format(**values)
        return filled


@cache
def names_in(text: str) -> frozenset[str]:
    """The values a template asks for; ValueError when its braces do not match."""
    return frozenset(name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None)
