"""Which rules appear not to have been kept: basis, arithmetic, and what would defeat each finding.

Findings on the same matter stand together: the strongest basis leads and is told in full, the others say what they add.
What is at the boundary or cannot be told yet follows in a list of its own.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from casekit.model.vocabulary import STRENGTHS, label
from casekit.report import citing
from casekit.report.markup import Html, element, pairs, together
from casekit.report.material import Material
from casekit.report.on_paper import weightiest
from casekit.report.outline import part
from casekit.report.sections import secondary
from casekit.report.tables import Column, table
from casekit.text import N_, _, _n, listed, pick

if TYPE_CHECKING:
    from casekit.charts import Chart
    from casekit.rules import Finding

# What each kind of finding is, by its tone; told once, of those that are there.
_KINDS = {
    "breach": N_("The records show what the rule does not allow. Whether it was so is for the institution to find."),
    "presumption": N_("Contacts of this kind are presumed by the rule itself not to comply; the collector may show otherwise."),
    "evaluative": N_(
        "The rule sets no number; a person has to judge. Where it is about offences, this says only which records bear on "
        "it. It accuses nobody."
    ),
    "advice": N_("The text advises this number. To exceed it is a sign, and breaks no duty by itself."),
    "reference": N_("A reference threshold of this tool, set by no rule; it shows where to look."),
    "boundary": N_("So close to the limit that the records cannot decide it; not counted."),
    "cannot_tell": N_("Depends on something that the case does not say yet."),
}  # fmt: skip


def section(material: Material) -> Html:
    """An overview, then each group; those that cannot be told yet come last, in short."""
    if not material.findings:
        return element("p", _("Nothing in the case reaches a rule of this rulebook so far."))
    told = [group for group in material.groups if group[0].status == "over"]
    open_still = [group for group in material.groups if group[0].status != "over"]
    first = _("All findings are suspicions that rest on the records listed here. What each rule is, a statute, a standard or "
              "advice, is stated with it. Whether a rule was broken is for the receiving institution to decide.")  # fmt: skip
    return element(
        "div",
        element("p", first),
        _overview(material),
        _legend(material),
        *(_group(material, group) for group in told),
        secondary.still_open(material, open_still),
        id="findings",
        data_choose=_choices(material),
    )


def _choices(material: Material) -> str:
    """What the page's filter offers: title, then value → name, of those that occur."""
    force = {
        one: label("strength", one) for one in STRENGTHS if any(one == each.strength for each in material.findings)
    }
    names = {citing.tone(one): one.status_name for one in material.findings}
    result = {kind: names[kind] for kind in _KINDS if kind in names}
    return json.dumps(
        {"force": [_("Show by force:"), force], "result": [_("Show by result:"), result]}, ensure_ascii=False
    )


def _overview(material: Material) -> Html:
    """A line for each matter, so that nobody reads the same thing nine times."""
    several = len({(one.debt, one.lender) for one in material.findings}) > 1
    columns = (
        Column(_("No."), 6, "mark"), Column(_("Rule"), 46), Column(_("Force"), 13),
        Column(_("Contacts concerned"), 10, "figure"), Column(_("Highest / threshold"), 10, "figure"),
        Column(_("Result"), 15, "mark"),
    )  # fmt: skip
    rows, marked = [], []
    stop = pick(zh="；", en="; ")
    for group in material.groups:
        lead = group[0]
        about = [citing.concerned(material, lead) if several else "", _more(group)]
        rows.append(
            [
                _to(material, lead, material.mark(lead)),
                together([_to(material, lead, pick(lead.title)), element("small", stop.join(one for one in about if one))]),
                label("strength", lead.strength), str(lead.count),
                f"{lead.figure} / {lead.threshold}" if lead.threshold > 1 else "", citing.badge(lead),
            ]
        )  # fmt: skip
        marked.append(citing.sorted_by(*group))
    return table(columns, rows, name="overview", caption=_("Overview of the findings"), marked=marked)


def _to(material: Material, finding: Finding, words: str) -> Html:
    return element("a", words, href=f"#f{material.mark(finding)}")


def _more(group: Sequence[Finding]) -> str:
    count = len(group) - 1
    more = _n("{count} more rule on the same matter", "{count} more rules on the same matter", count)
    return more.format(count=count) if count else ""


def _legend(material: Material) -> Html:
    """What the words for the results mean; only those that occur."""
    found = {citing.tone(one): citing.badge(one) for one in reversed(material.findings)}
    lines = [
        element("div", element("dt", found[kind]), element("dd", _(words)))
        for kind, words in _KINDS.items()
        if kind in found
    ]
    return element("dl", *lines, class_="legend")


def _group(material: Material, group: Sequence[Finding]) -> Html:
    lead, *others = group
    return element(
        "article",
        _lead(material, lead),
        secondary.beside(material, lead, others),
        class_=f"finding {citing.tone(lead)}",
        **citing.sorted_by(*group),
    )


def _lead(material: Material, one: Finding) -> Html:
    """All that is known of one finding, in the order in which it is asked for."""
    mark = material.mark(one)
    timeline = material.timelines.get(mark)
    facts = _facts(material, one)
    return together(
        [
            element("h3", mark, " ", pick(one.title), " ", citing.badge(one), id=f"f{mark}"),
            element("p", pick(one.explanation)),
            _arithmetic(material, one),
            element("div", element("div", facts), _picture(timeline), class_="pictured")
            if timeline is not None
            else facts,
        ]
    )


def _facts(material: Material, one: Finding) -> Html:
    told = pairs(
        [
            (_("Basis"), _basis(one)),
            (_("Why the rule applies"), pick(one.applies)),
            (_("Concerns"), _concerned(material, one)),
            (_("Unit"), pick(one.unit) if one.threshold > 1 else ""),
            (_("Contacts concerned"), citing.numbered(material, one, _not_told(one))),
            (_("At the boundary"), citing.numbered(material, one, one.boundary_incidents)),
            (_("Shown by"), _proof(material, one)),
            (_("What would defeat it"), pick(one.defeated_by)),
        ]
    )
    # What is still asked of the complainant and where to go are for whoever files, not for whoever receives the paper.
    own = pairs([(_("Still to be answered"), secondary.asked(one)), (_("Competent for it"), _routes(one))])
    return together([told, element("div", own, class_="unprinted")])


def _picture(timeline: Chart) -> Html:
    """The timeline beside the text; its numbers are those of the finding, so no table stands under it."""
    data = base64.b64encode(timeline.narrow_svg.encode()).decode()
    image = element("img", alt=timeline.alt, src=f"data:image/svg+xml;base64,{data}")
    return element("figure", image, element("figcaption", timeline.note), class_="timeline")


def _arithmetic(material: Material, one: Finding) -> Html:
    """The weightiest occurrences, each with its contacts; all of them stand in the list of cited contacts."""
    told = weightiest(one)
    if not told:
        return Html("")
    limited = any(each.threshold > 1 for each in told)
    columns = (
        Column(_("Arithmetic"), 58), Column(_("Count"), 7, "figure"), *([Column(_("Threshold"), 7, "figure")] if limited else []),
        Column(_("Contact nos."), 28),
    )  # fmt: skip
    rows = [
        [
            pick(each.sentence), str(each.figure), *([str(each.threshold) if each.threshold > 1 else ""] if limited else []),
            citing.numbers(citing.rows_of(material, (*each.incidents, *each.boundary_incidents))),
        ]
        for each in told
    ]  # fmt: skip
    rest = len(one.occurrences) - len(told)
    more = _n("{count} more occurrence is contained in part {part}.", "{count} more occurrences are contained in part {part}.",
              rest).format(count=rest, part=part("cited"))  # fmt: skip
    hint = element("p", more, class_="hint") if rest else ""
    return together(
        [
            table(
                columns,
                rows,
                name="arithmetic" if limited else "tally",
                caption=_("Arithmetic: {rule}").format(rule=pick(one.title)),
            ),
            hint,
        ]
    )


def _not_told(one: Finding) -> Sequence[str]:
    """The contacts of a finding, unless its arithmetic has named every one of them already."""
    named = {incident for each in weightiest(one) for incident in each.incidents}
    return () if named.issuperset(one.incidents) else one.incidents


def _basis(one: Finding) -> Html:
    force = _("force: {strength}").format(strength=label("strength", one.strength))
    sure = (
        element("span", pick(zh="；", en="; "), citing.checked(one), class_="unprinted") if citing.checked(one) else ""
    )
    return together([citing.instrument(one), element("small", force, sure)])


def _concerned(material: Material, one: Finding) -> str:
    """The debt or the lender; what is not assigned to a debt may belong here too."""
    name = citing.concerned(material, one)
    if one.count_upper > one.count:
        name += _(" (up to {count}, if contacts of which the debt is not known belong to it)").format(
            count=one.count_upper
        )
    return name


def _proof(material: Material, one: Finding) -> Html:
    """Contacts that show why the rule applies; they are not counted."""
    rows = material.proof(one)
    if not rows:
        return Html("")
    reachable = any(test["kind"] == "while_reachable" for test in material.rulebook.rule(one.rule).test)
    words = (
        _("contacts that show whether the borrower could be reached")
        if reachable
        else _("contacts that show why the rule applies")
    )
    count = len(one.proof)
    some = _(", of {count} the latest ones").format(count=count) if count > len(rows) else ""
    return together([words, some, pick(zh="：", en=": "), citing.numbers(rows)])


def _routes(one: Finding) -> str:
    return listed(label("filing_channel", route) for route in one.routes)
