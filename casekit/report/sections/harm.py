"""What the collecting did to people, with what proves it and the money that was lost."""

from __future__ import annotations

from decimal import Decimal

from casekit.clock import to_wall_clock
from casekit.model import Harm
from casekit.model.amounts import in_figures, money_of
from casekit.model.people import DEBTOR
from casekit.model.vocabulary import label
from casekit.report.markup import Html, element, said, together
from casekit.report.material import Material
from casekit.report.names import complainant
from casekit.report.steps_taken import files_of
from casekit.report.tables import Column, table
from casekit.text import _, listed, pick


def section(material: Material) -> Html:
    """A row per harm in the order of time, and the sum of the money lost."""
    harms = sorted(material.view.background.harms, key=lambda one: (one.at, one.id))
    if not harms:
        return element("p", _("No harm is recorded."))
    columns = (
        Column(_("Date"), 13, "mark"), Column(_("Kind of harm"), 14), Column(_("Who suffered it"), 14),
        Column(_("What came of it"), 37), Column(_("Amount"), 11, "figure"), Column(_("Evidence"), 11),
    )  # fmt: skip
    listed = table(columns, [_cells(material, one) for one in harms], name="harm", caption=_("Harm"))
    lost = [Decimal(one.amount) for one in harms if one.amount]
    if not lost:
        return listed
    money = money_of(material.rulebook.country)
    total = element("p", _("Money lost in all: {amount}.").format(amount=money(sum(lost, Decimal(0)))))
    return together([listed, total])


def _cells(material: Material, one: Harm) -> list[str]:
    local = to_wall_clock(one.at, material.view.header.zone)
    shape = {"month": "%Y-%m", "day": "%Y-%m-%d"}.get(one.precision, "%Y-%m-%d %H:%M")
    return [
        local.strftime(shape),
        label("harm", one.kind),
        _who(material, one),
        together([part for part in (said(one.text), said(one.note)) if part], " "),
        in_figures(Decimal(one.amount)) if one.amount else "",
        listed(files_of(material, one.id, "harms")),
    ]


def _who(material: Material, one: Harm) -> Html:
    person = material.view.background.persons.get(one.person or "")
    if person is None:
        return said(complainant(material.view))
    if person.id == DEBTOR:
        return said(_("borrower"))
    relation = label("relation", person.relation)
    return said(pick(zh=f"{person.name}（{relation}）", en=f"{person.name} ({relation})") if person.name else relation)
