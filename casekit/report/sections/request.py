"""Page one: who asks what of whom, and the key figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.model.amounts import money_of
from casekit.model.vocabulary import label
from casekit.report.figures import KeyFigure, key_figures
from casekit.report.markup import Html, blank, bullets, element, pairs, said, together
from casekit.report.material import Material
from casekit.report.names import complainant, debt_name, institution, respondents_in_line
from casekit.report.outline import part
from casekit.report.rows import ends
from casekit.rules.finding import PLAIN_SEVERITIES, cited
from casekit.text import _, _n, listed, pick

if TYPE_CHECKING:
    from casekit.rules import Finding

_TOP = 6
_THREATS = frozenset({
    "threat_violence", "threat_family", "threat_exposure", "threat_arrest", "extortion_over_debt", "insult", "obscene",
    "stalking", "doxx_public", "photo_edit",
})  # fmt: skip
_PRETENCE = frozenset({
    "impersonate_police", "impersonate_court", "impersonate_gov", "impersonate_lawyer", "fake_legal_document",
    "fake_blacklist", "false_legal_consequence",
})  # fmt: skip


def cover(material: Material, to: str = "") -> Html:
    """The head of page one: what this paper is, to whom (a line to write on where that is open), from whom, against whom."""
    view = material.view
    header, background = view.header, view.background
    debts = together((_owed(material, one) for one in background.debts), pick(zh="；", en="; "))
    entries = [
        (_("Complainant"), said(complainant(view)) or blank()),
        (_("Respondent"), respondents_in_line(material) or blank()),
        (_("Debt"), debts),
        (_("Period"), period(material)),
    ]
    return together(
        [
            element("p", _("Demonstration: everything in this report is invented."), class_="demo")
            if view.demo
            else "",
            element("h1", _("Complaint about debt collection")),
            element("p", said(header.title), class_="case") if header.title else "",
            element(
                "p",
                _("To:"),
                " ",
                *([said(to)] if to else [blank(), element("span", _("(receiving institution)"), class_="hint")]),
                class_="to",
            ),
            pairs(entries, "pairs cover"),
        ]
    )


def _owed(material: Material, debt_id: str) -> Html:
    """A debt with what is known of the amounts, so that nobody has to look for them."""
    background, money = material.view.background, money_of(material.rulebook.country)
    debt = background.debts[debt_id]
    known = (
        _("principal {amount}").format(amount=money(debt.principal)) if debt.principal else "",
        _("claimed {amount}").format(amount=money(debt.claimed)) if debt.claimed else "",
        _("overdue since {day}").format(day=f"{debt.overdue_since:%Y-%m-%d}") if debt.overdue_since else "",
    )
    told = listed(known)
    return together([said(debt_name(background, debt_id)), pick(zh="（", en=" ("), said(told), pick(zh="）", en=")")]
                    if told else [said(debt_name(background, debt_id))])  # fmt: skip


def period(material: Material) -> str:
    """First and last day of the contacts."""
    dates = ends(material.rows)
    return (
        _("{first} to {last}").format(first=dates[0], last=dates[-1]) if dates else _("no contacts with a known time")
    )


def section(material: Material) -> Html:
    """The request, the summary and the key figures."""
    return together(
        [
            element("p", _opening(material), class_="opening"),
            bullets(requests(material), ordered=True, class_="requests"),
            element("p", _about_the_debt(material), class_="honest"),
            element("h3", _("Key figures")),
            figures(material),
            element("h3", _("Main findings")),
            top_findings(material),
        ]
    )  # fmt: skip


def _is_relative(material: Material) -> bool:
    return material.view.header.standpoint == "relative"


def _about_the_debt(material: Material) -> str:
    if _is_relative(material):
        return _("The complainant is not the borrower. This complaint is about the way of collecting only; the debt is a "
                 "matter between the borrower and the respondent.")  # fmt: skip
    return _("This complaint is about the way of collecting. It does not dispute a debt that is truly owed; repayment is "
             "to be agreed separately.")  # fmt: skip


def _opening(material: Material) -> Html:
    background = material.view.background
    agencies = [one for one in background.parties.values() if one.kind == "agency"]
    respondent = element("strong", respondents_in_line(material) or _("the respondent named below"))
    also = _(" and the collection agencies it employs") if agencies else _(" and whoever collects for it")
    sentence = _("The complainant asks that {respondent}{also} be required to do the following:")
    if material.rulebook.through != "lender":  # each collector answers for itself
        also = ""
    before, _brace, rest = sentence.partition("{respondent}")
    return together([before, respondent, rest.replace("{also}", also)])


def requests(material: Material, *, alone: bool = False) -> list[str]:
    """What is asked for; only what the findings and the words of the contacts give reason for.

    `alone` words it for papers beside the report, which have none of its parts to point to.
    """
    families = " ".join(f"{one.family} {one.rule}".upper() for one in material.findings if one.status != "cannot_tell")
    tags = {tag for row in material.rows for tag in row.tags}
    third = any(row.with_third_person for row in material.rows)
    wanted = []
    if "NIGHT" in families:
        wanted.append(
            _("Stop collecting between 22:00 and 8:00.")
            if material.mainland
            else _("Stop contacts at hours that the rules do not allow.")
        )
    if "FREQ" in families or "ATTEMPTS" in families:
        wanted.append(
            _("Stop calling more often than the rules allow, counting the lender and all agencies together.")
            if material.rulebook.through == "lender"
            else _("Stop calling and writing as often as the records show.")
            if alone
            else _("Stop calling and writing as often as this report shows.")
        )
    if third and _is_relative(material):
        wanted.append(_("Stop contacting the complainant and others who do not owe this debt, disclose nothing of it to "
                        "them, and say where their numbers came from."))  # fmt: skip
    elif third:
        wanted.append(_("Stop contacting relatives, friends and colleagues, disclose nothing of the debt to them, and say "
                        "where their numbers came from."))  # fmt: skip
    if tags & _THREATS:
        wanted.append(
            _("Stop threats and insults, and apologise in writing for what was said.")
            if alone
            else _("Stop threats and insults, and apologise in writing for those shown in part {part}.").format(
                part=part("worst")
            )
        )
    if tags & _PRETENCE:
        wanted.append(_("Stop pretending to be an authority, and stop false statements about legal consequences."))
    if not wanted:
        wanted.append(_("Look into the contacts listed here and stop those that do not comply with the rules."))
    wanted.append(
        _("Name in writing every agency employed, and say of each number listed whether it is used for it.")
        if alone
        else _(
            "Name in writing every agency employed, and say of each number in part {part} whether it is used for it."
        ).format(part=part("numbers"))
    )
    wanted.append(
        _("Preserve and hand over the recordings, call and message records of these contacts.")
        if alone
        else _("Preserve and hand over the recordings, call and message records of the contacts listed here.")
    )
    wanted.append(_("Answer in writing with the result."))
    return wanted


def figures(material: Material) -> Html:
    """The key figures as a grid."""
    boxes = [
        element(
            "div",
            element("dt", figure.name),
            element("dd", element("b", figure.value), element("small", figure.note) if figure.note else ""),
        )
        for figure in key_figures(material.rows, material.view.background, _unsuitable_hours(material))
    ]
    return element("dl", *boxes, class_="figures")


def _unsuitable_hours(material: Material) -> KeyFigure | None:
    """Contacts at hours that a rule of the book does not allow; None for the mainland, where the night is 22:00 to 8:00."""
    if material.mainland:
        return None
    found = [one for one in material.findings if one.family == "night" and one.status == "over"]
    contacts = {incident for one in found for incident in one.incidents}
    marks = listed(material.mark(one) for one in found)
    return KeyFigure(
        str(len(contacts)), _("contacts at unsuitable hours"), _("see {marks}").format(marks=marks) if marks else ""
    )


def _about(material: Material, one: Finding) -> list[Html]:
    """The product in question, where there are several debts."""
    background = material.view.background
    debt = background.debts.get(one.debt or "")
    if len(background.debts) < 2 or debt is None:
        return []
    return [said(debt.product or institution(background.parties.get(debt.lender)))]


def _rule(one: Finding) -> list[str]:
    """Which rule it is and how it binds; a threshold of ours is none."""
    strength = label("strength", one.strength)
    return [strength] if one.heuristic else [cited(one.instrument, one.citation), strength]


def _weighed(one: Finding) -> list[str]:
    """What a finding is, where it is not simply what a rule does not allow."""
    return [] if one.severity == "breach" else [one.status_name]


def top_findings(material: Material) -> Html:
    """The strongest finding of each matter in a line; the rest is in the part on findings."""
    # What a rule does not allow comes before what a person has to judge; each keeps the order of its weight.
    over = sorted(
        (group[0] for group in material.groups if group[0].status == "over"),
        key=lambda one: one.severity not in PLAIN_SEVERITIES,
    )
    if not over:
        return element(
            "p",
            _("No rule is reached so far; see part {part} for what is at the boundary or not yet known.").format(
                part=part("findings")
            ),
        )
    lines = []
    for one in over[:_TOP]:
        mark = material.mark(one)
        where = element("a", _("part {mark}").format(mark=mark), href=f"#f{mark}")
        count = _n("{count} contact", "{count} contacts", one.count).format(count=one.count)
        lines.append(
            together(
                [
                    element("strong", pick(one.title)),
                    pick(zh="：", en=": "), count,
                    element("span", together([*_about(material, one), *_rule(one), *_weighed(one), where], " · "),
                            class_="hint"),
                ]
            )
        )  # fmt: skip
    more = len(over) - _TOP
    rest = _n("{count} more finding is in part {part}.", "{count} more findings are in part {part}.", more).format(
        count=more, part=part("findings")
    )
    return together([bullets(lines, class_="top"), element("p", rest, class_="hint") if more > 0 else ""])
