"""Which rules appear not to have been kept: basis, arithmetic, and what would defeat each finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casekit.model.vocabulary import label
from casekit.report.markup import Html, bullets, element, pairs, together
from casekit.report.material import Material
from casekit.report.names import debt_name, institution
from casekit.report.rows import numbers_in_short
from casekit.report.tables import Column, table
from casekit.text import _, _n, pick

if TYPE_CHECKING:
    from casekit.rules import Finding

# A longer list of contacts is only pointed to.
_MOST_NUMBERED = 60


def section(material: Material) -> Html:
    """An overview, then each finding; those that cannot be told yet come last."""
    if not material.findings:
        return element("p", _("Nothing in the case reaches a rule of this rulebook so far."))
    number_of = {id(one): index for index, one in enumerate(material.findings, start=1)}
    parts = [
        element("p", _("All findings are suspicions that rest on the records listed here. A recommended standard and an "
                       "association's rules are yardsticks, not statutes; what each is, is stated. Whether a rule was "
                       "broken is for the receiving institution to decide.")),
        _overview(material),
    ]  # fmt: skip
    for group in material.groups:
        together_with = [
            _("{index}, {title}").format(index=f"7-{number_of[id(one)]}", title=pick(one.title)) for one in group[1:]
        ]
        for one in group:
            same = together_with if one is group[0] else []
            parts.append(_finding(material, one, number_of[id(one)], same))
    return together(parts)


def _overview(material: Material) -> Html:
    columns = (
        Column(_("No."), 7, "mark"), Column(_("Rule"), 31), Column(_("Force"), 17),
        Column(_("Contacts concerned"), 11, "figure"), Column(_("Highest / limit"), 11, "figure"),
        Column(_("Result"), 23, "mark"),
    )  # fmt: skip
    rows = [
        [
            f"7-{index}", pick(one.title), label("strength", one.strength), str(one.count),
            f"{one.figure} / {one.threshold}" if one.threshold > 1 else "", _status(one),
        ]
        for index, one in enumerate(material.findings, start=1)
    ]  # fmt: skip
    return table(columns, rows, name="overview", caption=_("Overview of the findings"))


def _status(one: Finding) -> Html:
    return element("span", one.status_name, class_="status reference" if one.heuristic else f"status {one.status}")


def _finding(material: Material, one: Finding, index: int, same: list[str]) -> Html:
    return element(
        "article",
        element("h3", f"7-{index}", " ", pick(one.title), " ", _status(one), id=f"f{index}"),
        element("p", pick(one.explanation)),
        pairs(
            [
                (_("Basis"), _basis(one)),
                (_("Concerns"), _concerned(material, one)),
                (_("Unit"), pick(one.unit) if one.threshold > 1 else ""),
                (_("Arithmetic"), _arithmetic(material, one)),
                (_("Contacts concerned"), _numbered(material, one, _not_told(one))),
                (_("At the boundary"), _numbered(material, one, one.boundary_incidents)),
                (_("What would defeat it"), pick(one.defeated_by)),
                (_("Still to be answered"), bullets(pick(zh=ask.zh, en=ask.en) for ask in one.questions)),
                (_("On the same facts"), bullets(same)),
            ]
        ),
        class_=f"finding {one.status}",
    )


def _arithmetic(material: Material, one: Finding) -> Html:
    """The weightiest occurrences, each with its contacts; all of them stand in the list of cited contacts."""
    lines = [
        together([pick(each.sentence), element("small", _numbers(material, (*each.incidents, *each.boundary_incidents)))])
        for each in one.told
        if each.sentence
    ]  # fmt: skip
    rest = len(one.occurrences) - len(lines)
    more = _n("{count} more occurrence is contained in part 15.", "{count} more occurrences are contained in part 15.",
              rest).format(count=rest)  # fmt: skip
    hint = element("p", more, class_="hint") if rest and lines else ""
    return together([bullets(lines, class_="arithmetic" if len(lines) > 1 else None), hint])


def _not_told(one: Finding) -> Sequence[str]:
    """The contacts of a finding, unless its arithmetic has named every one of them already."""
    named = {incident for each in one.told for incident in each.incidents}
    return () if named.issuperset(one.incidents) else one.incidents


def _basis(one: Finding) -> Html:
    instrument = pick(one.instrument)
    named = " ".join(part for part in (instrument, one.article) if part)
    if one.heuristic:
        named = _("Reference threshold of this tool; no rule sets this number.")
    details = [
        _("force: {strength}").format(strength=label("strength", one.strength)),
        _("certainty of the wording: {level}").format(level=label("confidence", one.confidence)),
        _("checked on {date}").format(date=one.checked_on) if one.checked_on else "",
    ]
    hint = pick(zh="；", en="; ").join(part for part in details if part)
    return together([named, element("small", hint)])


def _concerned(material: Material, one: Finding) -> str:
    """The debt, or the lender where the rule counts per lender; what is not assigned to a debt may belong here too."""
    background = material.view.background
    name = debt_name(background, one.debt) or institution(background.parties.get(one.lender or ""))
    if one.count_upper > one.count:
        name += _(" (up to {count}, if contacts of which the debt is not known belong to it)").format(
            count=one.count_upper
        )
    return name


def _numbered(material: Material, one: Finding, incidents: Sequence[str]) -> str:
    """How many contacts and their permanent numbers; a long list is only pointed to."""
    known = [incident for incident in incidents if incident in material.rows_by_id]
    if not known:
        return ""
    count = _n("{count} contact", "{count} contacts", len(known)).format(count=len(known))
    if len(known) > _MOST_NUMBERED:
        return count + _(", marked 7-{index} in part 15").format(index=material.findings.index(one) + 1)
    return count + pick(zh="：", en=": ") + _numbers(material, known)


def _numbers(material: Material, incidents: Sequence[str]) -> str:
    """The permanent numbers of contacts, in short."""
    known = material.rows_by_id
    return pick(zh="编号", en="nos. ") + numbers_in_short(known[one].no for one in incidents if one in known)
