"""What every printed sentence of law rests on: instrument, article, dates, source, and the month it was checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casekit.model.vocabulary import label
from casekit.report import citing
from casekit.report.markup import Html, element, together
from casekit.report.material import Material
from casekit.rules.finding import cited
from casekit.text import N_, _, listed, pick

if TYPE_CHECKING:
    from casekit.rules import Finding
    from casekit.rules.rulebook import BackgroundLaw

# What further provisions are of use for, in the order in which a paper needs them.
_USES = {
    "basis": N_("Beside the findings"),
    "remedy": N_("What can be claimed"),
    "procedure": N_("How and until when"),
    "penalty": N_("What an authority may do"),
}


def section(material: Material) -> Html:
    """The instruments that findings rest on, what may be cited beside them, then the sources by their marks."""
    from casekit.rules.background import citable

    found: dict[str, list[Finding]] = {}
    for one in material.findings:
        found.setdefault(one.rule, []).append(one)
    if not found:
        return element("p", _("No rule is cited."))
    days = {row.local.date() for row in material.rows if row.local is not None}
    parties = material.view.background.parties
    concerned = {one.lender for one in material.findings}
    kinds = {party.lender_type for party in parties.values() if party.id in concerned}
    further = citable(material.rulebook, {one.family for one in material.findings}, days, kinds)
    by_instrument: dict[str, list[list[Finding]]] = {}
    for same in found.values():
        by_instrument.setdefault(_instrument(same[0]), []).append(same)
    return together(
        [
            element("p", _("What each rule says, in our words. After it stand the findings it is cited for, the sources by the "
                           "signs in brackets, how certain the wording is, and the month it was checked. Before a text is "
                           "relied on, compare it with the official one."), class_="unprinted"),
            element("p", _("What each rule says, in our words, and the findings it is cited for. Before a text is relied on, "
                           "compare it with the official one."), class_="only-printed"),
            element("dl", *(_entry(material, name, rules) for name, rules in by_instrument.items()), class_="law"),
            _further(further),
            element("p", _("This report as a file (HTML) also names where each text was read, how certain its wording is and "
                           "when it was checked, and further provisions that may be cited."), class_="hint only-printed"),
            _sources([*(same[0] for same in found.values()), *further]),
        ]
    )  # fmt: skip


def _instrument(one: Finding) -> str:
    return _("Reference thresholds of this tool") if one.heuristic else pick(one.instrument)


def _entry(material: Material, name: str, rules: Sequence[Sequence[Finding]]) -> Html:
    """An instrument with its force and dates, then each of its rules that is cited."""
    stop = pick(zh="；", en="; ")
    dates = {citing.in_force(same[0]) for same in rules}
    alike = dates.pop() if len(dates) == 1 else ""
    force = dict.fromkeys(label("strength", same[0].strength) for same in rules)
    lines = []
    for same in rules:
        one = same[0]
        read = stop.join(
            part
            for part in (
                " ".join(f"[{source.id}]" for source in one.sources),
                "" if alike else citing.in_force(one),
                _certainty(one),
            )
            if part
        )
        marks = listed(material.mark(each) for each in same)
        lines.append(
            element("dd", element("b", one.article), " " if one.article else "", pick(one.conduct), " ",
                    element("span", marks, element("span", stop, read, class_="unprinted"), class_="hint"))
        )  # fmt: skip
    head = stop.join(part for part in (*force, alike) if part)
    return element("div", element("dt", name, " ", element("span", head, class_="hint")), *lines)


def _further(laws: Sequence[BackgroundLaw]) -> Html:
    """Those provisions in short, by what they are of use for."""
    if not laws:
        return Html("")
    entries = []
    for use, title in _USES.items():
        lines = [_provision(law) for law in laws if law.use == use]
        if lines:
            entries.append(element("div", element("dt", _(title)), *lines))
    return element(
        "div",
        together([
            element("h3", _("Further provisions that may be cited")),
            element("p", _("No finding rests on these; whether they apply is for the receiving institution to decide."),
                    class_="hint"),
            element("dl", *entries, class_="law further"),
        ]),
        class_="unprinted",
    )  # fmt: skip


def _provision(law: BackgroundLaw) -> Html:
    named = cited(law.instrument, law.citation)
    stop = pick(zh="；", en="; ")
    read = stop.join(
        (label("strength", law.strength), " ".join(f"[{source.id}]" for source in law.sources), _certainty(law))
    )
    return element(
        "dd", element("b", named), pick(zh="：", en=": "), pick(law.conduct), " ", pick(law.caution), " ",
        element("span", read, class_="hint"),
    )  # fmt: skip


def _certainty(provision: Finding | BackgroundLaw) -> str:
    parts = (label("confidence", provision.confidence), provision.checked_on)
    return pick(zh="；", en="; ").join(one for one in parts if one)


def _sources(provisions: Sequence[Finding | BackgroundLaw]) -> Html:
    """What the signs in brackets stand for."""
    words = {source.id: pick(source.words) for one in provisions for source in one.sources}
    lines = [element("li", element("b", f"[{one}]"), " ", words[one]) for one in sorted(words, key=_in_order)]
    listed_ones = element("ul", *lines, class_="sources")
    return element("div", element("h3", _("Where it was read")), listed_ones, class_="unprinted")


def _in_order(mark: str) -> tuple[str, int, str]:
    """S2 before S10, S4 before S4b."""
    letters = mark.rstrip("0123456789abcdefghijklmnopqrstuvwxyz")
    digits = "".join(sign for sign in mark[len(letters) :] if sign.isdigit())
    return letters, int(digits or 0), mark


def rulebook(material: Material) -> Html:
    """Which rulebook the report was made with, so that anybody can make it again."""
    book = material.rulebook
    words = (
        _(
            "Rulebook “{title}”, a copy corrected by the user; fingerprint {fingerprint} (the first 16 signs of its SHA-256)."
        )
        if book.own
        else _(
            "Rulebook “{title}” as it comes with casekit; fingerprint {fingerprint} (the first 16 signs of its SHA-256)."
        )
    )
    before, _brace, after = words.format(title=pick(book.title), fingerprint="{}").partition("{}")
    return together([before, element("code", book.fingerprint[:16]), after])
