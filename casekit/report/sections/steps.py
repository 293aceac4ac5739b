"""What was done already: refusals, complaints, warnings, agreements, in the order of time."""

from __future__ import annotations

from casekit.clock import to_wall_clock
from casekit.model import Fact
from casekit.model.vocabulary import label
from casekit.report.markup import Html, element, said, together
from casekit.report.material import Material
from casekit.report.names import complainant, debt_name, institution
from casekit.report.tables import Column, table
from casekit.text import _, pick


def section(material: Material) -> Html:
    """The dated facts of the case."""
    facts = sorted(
        (fact for fact in material.view.background.facts if not fact.denied), key=lambda fact: (fact.at, fact.id)
    )
    if not facts:
        return element("p", _("No step is recorded so far."))
    columns = (
        Column(_("Date"), 14, "mark"), Column(_("Step"), 22), Column(_("By whom"), 13), Column(_("To whom"), 21),
        Column(_("Content"), 30),
    )  # fmt: skip
    rows = [
        [_when(material, fact), fact.called, _by_whom(material, fact), _to_whom(material, fact),
         _content(material, fact)]
        for fact in facts
    ]  # fmt: skip
    return table(columns, rows, name="steps", caption=_("Steps already taken"))


def _when(material: Material, fact: Fact) -> str:
    person = material.view.background.persons.get(fact.person or "")
    local = to_wall_clock(fact.at, (person.zone if person else None) or material.view.header.zone)
    return f"{local:%Y-%m-%d}" if fact.precision in ("day", "month") else f"{local:%Y-%m-%d %H:%M}"


def _by_whom(material: Material, fact: Fact) -> Html:
    person = material.view.background.persons.get(fact.person or "")
    if person is None:
        return said(complainant(material.view))
    return said(_("borrower") if person.role == "debtor" else person.name or label("relation", person.relation))


def _to_whom(material: Material, fact: Fact) -> Html:
    background = material.view.background
    parts = [institution(background.parties.get(fact.party or "")), fact.number or ""]
    if not any(parts):
        parts = [debt_name(background, fact.debt)]
    return together([said(part) for part in parts if part], pick(zh="，", en=", "))


def _content(material: Material, fact: Fact) -> Html:
    row = material.rows_by_id.get(fact.incident or "")
    value = "" if row is not None and fact.value == row.words else fact.value
    parts = [said(value), said(fact.note), element("small", _("see no. {no}").format(no=row.no)) if row else ""]
    return together([part for part in parts if part], " ")
