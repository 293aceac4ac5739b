"""Who complains, and about whom: what a channel asks for in its first two boxes."""

from __future__ import annotations

from casekit.model import COMPLAINANT, DEBTOR, Party
from casekit.model.vocabulary import label
from casekit.report.markup import Html, blank, element, pairs, said, together
from casekit.report.material import Material
from casekit.report.names import complainant
from casekit.text import _, listed, pick


def section(material: Material) -> Html:
    """Complainant and respondent side by side, with lines for what the case does not hold."""
    return element(
        "div",
        element("div", element("h3", _("Complainant")), _complainant(material)),
        element("div", element("h3", _("Respondent")), *_respondents(material)),
        class_="sides",
    )


def _complainant(material: Material) -> Html:
    header, background = material.view.header, material.view.background
    debtor = background.persons.get(DEBTOR)
    acted_for = header.standpoint == "agent"
    oneself = background.persons.get({"borrower": DEBTOR, "relative": COMPLAINANT}.get(header.standpoint, ""))
    own_lines = listed(oneself.lines) if oneself else ""
    return pairs(
        [
            (_("Name"), said(complainant(material.view)) or blank()),
            (_("Standing"), label("standpoint", "borrower" if acted_for else header.standpoint)),
            (_("Representative"), blank() if acted_for else ""),
            (_("Borrower"), said(debtor.name) or blank() if debtor and header.standpoint == "relative" else ""),
            (_("Identity number"), blank() if material.mainland else ""),
            (_("Telephone"), said(header.phone or own_lines) or blank()),
            (_("Address"), said(header.address) or blank()),
        ]
    )


def _respondents(material: Material) -> list[Html]:
    background = material.view.background
    shown = []
    wanted = {debt.lender for debt in background.debts.values()}
    for lender in background.lenders():
        if wanted and lender.id not in wanted:
            continue
        debts = [debt for debt in background.debts.values() if debt.lender == lender.id]
        agencies = [one for one in background.parties.values() if one.kind == "agency" and one.acts_for == lender.id]
        stop = pick(zh="；", en="; ")
        shown.append(
            pairs(
                [
                    (_("Full name"), _named(lender)),
                    (_("Kind"), label("lender_type", lender.lender_type) if lender.lender_type != "unknown" else ""),
                    (_("Product"), said(stop.join(debt.product for debt in debts if debt.product))),
                    (_("Reference"), said(stop.join(debt.reference for debt in debts if debt.reference)) or blank()),
                    (_("Agencies"), together([_named(one) for one in agencies], stop) or _("not known to the complainant")),
                    (_("Hotline"), said(lender.hotline)),
                ]
            )
        )  # fmt: skip
    strangers = [one for one in background.parties.values() if one.kind == "caller_group" or _stands_alone(one)]
    if strangers:
        names = together([said(one.name) for one in strangers], pick(zh="、", en=", "))
        shown.append(pairs([(_("Callers whose principal is not known"), names)]))
    return shown or [pairs([(_("Full name"), blank())])]


def _stands_alone(party: Party) -> bool:
    return party.kind == "agency" and party.acts_for is None


def _named(party: Party) -> Html:
    if party.full_name and party.full_name != party.name:
        return together([said(party.full_name), element("span", "（", said(party.name), "）", class_="hint")])
    return together([said(party.name), "" if party.full_name else
                     element("span", _(" (to be checked against the contract)"), class_="hint")])  # fmt: skip
