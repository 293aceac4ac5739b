"""How findings are cited: status, force, basis, the contacts by their permanent numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from casekit.model.vocabulary import label
from casekit.report.markup import Html, element, escape, together
from casekit.report.material import Material
from casekit.report.names import debt_name, institution
from casekit.report.outline import part
from casekit.report.rows import Row, runs
from casekit.rules.finding import cited
from casekit.text import _, _n, pick

if TYPE_CHECKING:
    from casekit.rules import Finding


def tone(finding: Finding) -> str:
    """What a finding is, for its colour: only the breach of a rule stands in the colour of alarm."""
    return finding.severity if finding.status == "over" else finding.status


def badge(finding: Finding) -> Html:
    """The status in a frame."""
    return element("span", finding.status_name, class_=f"status {tone(finding)}")


def sorted_by(*findings: Finding) -> dict[str, str]:
    """The attributes by which the filter of the page finds an element about some findings."""
    return {
        "data_force": " ".join(dict.fromkeys(one.strength for one in findings)),
        "data_result": " ".join(dict.fromkeys(tone(one) for one in findings)),
    }


def instrument(finding: Finding) -> str:
    """The instrument and its article, when the number was verified; a threshold of ours has none."""
    if finding.heuristic:
        return _("Reference threshold of this tool; no rule sets this number.")
    return cited(finding.instrument, finding.citation)


def in_force(finding: Finding) -> str:
    """From when to when the rule is in force; nothing for a threshold of ours."""
    first, last = finding.effective
    if finding.heuristic or not first:
        return ""
    if last:
        during = _("in force from {first} to {last}")
        if not finding.effective_certain:
            during = _("in force from about {first} to about {last} (days not verified)")
        return during.format(first=first, last=last)
    since = _("in force since {first}")
    if not finding.effective_certain:
        since = _("in force since about {first} (day not verified)")
    return since.format(first=first)


def checked(finding: Finding) -> str:
    """How sure the wording is, and when it was last compared with its sources."""
    parts = [
        _("certainty of the wording: {level}").format(level=label("confidence", finding.confidence)),
        _("checked on {date}").format(date=finding.checked_on) if finding.checked_on else "",
    ]
    return pick(zh="；", en="; ").join(one for one in parts if one)


def concerned(material: Material, finding: Finding) -> str:
    """The debt, or the lender where the rule counts per lender."""
    background = material.view.background
    return debt_name(background, finding.debt) or institution(background.parties.get(finding.lender or ""))


def numbered(material: Material, finding: Finding, incidents: Sequence[str]) -> Html:
    """How many contacts and their permanent numbers; a long list is only pointed to."""
    known = rows_of(material, incidents)
    if not known:
        return Html("")
    count = _n("{count} contact", "{count} contacts", len(known)).format(count=len(known))
    if len(known) > material.most_numbered(finding):
        return together(
            [count, _(", marked {mark} in part {part}").format(mark=material.mark(finding), part=part("cited"))]
        )
    return together([count, pick(zh="：", en=": "), numbers(known)])


def rows_of(material: Material, incidents: Iterable[str]) -> list[Row]:
    """The rows of some contacts, as far as this report contains them."""
    return [material.rows_by_id[one] for one in incidents if one in material.rows_by_id]


def numbers(rows: Iterable[Row]) -> Html:
    """The permanent numbers of contacts, in short; on a screen each leads to its row among those cited."""
    linked = [
        together([_link(first), "–", _link(last)]) if last > first else _link(first)
        for first, last in runs(row.no for row in rows)
    ]
    return together([pick(zh="编号", en="nos. "), together(linked, pick(zh="、", en=", "))])


def _link(number: int) -> Html:
    return Html(f'<a href="#n{number}">{escape(str(number))}</a>')
