"""What is to be read and confirmed before any paper leaves: what untrue statements cost, and that the debt stays.

`confirmation()` is the sentence that the user ticks; `block` and `plain_text` show the whole page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from casekit.channels.channel import Source
from casekit.data_files import data_of
from casekit.report.markup import Html, bullets, element, together
from casekit.text import N_, Both, _, pick

TITLE = N_("Before this leaves: is all of it true?")


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to know; `source` is where it was read, None for what needs no source."""

    words: Both
    source: Source | None = None


def points(country: str) -> tuple[Point, ...]:
    """What is to be known in a country (ISO 3166, "" for no country's rules), in the order of the page."""
    return tuple(
        Point({"zh": one["zh"], "en": one["en"]}, _source(one.get("source")))
        for one in _data()["points"]
        if country in one.get("countries", (country,))
    )


def confirmation() -> str:
    """The sentence that is confirmed, in the language of the moment."""
    return pick(_data()["confirmation"])


def block(country: str, *, sources: bool = True) -> Html:
    """The points and the confirmation as HTML, without a heading; the sources stand below their points if wanted."""
    lines = [
        together([pick(one.words), element("small", _("Source: {source}").format(source=pick(one.source.words)))])
        if sources and one.source is not None
        else pick(one.words)
        for one in points(country)
    ]
    return together(
        [bullets(lines, ordered=True, class_="honesty"), element("p", confirmation(), class_="confirmation")]
    )


def page(country: str) -> str:
    """The same as a page to print, with a line to sign."""
    from casekit.filing.pages import page_of, signature

    return page_of(_(TITLE), together([block(country), signature()]))


def plain_text(country: str) -> str:
    """The same as plain text: heading, numbered points, confirmation."""
    told = [f"{index}. {pick(one.words)}" for index, one in enumerate(points(country), start=1)]
    return "\n".join([_(TITLE), "", *told, "", confirmation()])


def _source(data: dict[str, str] | None) -> Source | None:
    return Source(data["id"], {"zh": data["zh"], "en": data["en"]}) if data else None


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = data_of("casekit.filing", "honesty.yaml")
    return data
