"""What was done already: complaints and what came of them, refusals, warnings, agreements, in the order of time."""

from __future__ import annotations

from datetime import datetime, time

from casekit import clock
from casekit.clock import to_wall_clock
from casekit.model import Fact, Filing
from casekit.model.vocabulary import label
from casekit.report.markup import Html, element, said, together
from casekit.report.material import Material
from casekit.report.names import complainant, debt_name, institution
from casekit.report.steps_taken import facts_taken, files_of, filings_taken, late_answer, told_by
from casekit.report.tables import Column, table
from casekit.text import _, _n, listed, pick

Line = tuple[datetime, list[str]]


def section(material: Material) -> Html:
    """Filings with their answers, and the dated facts of the case."""
    lines = [
        *(_of_filing(material, one) for one in filings_taken(material.view.background)),
        *(_of_fact(material, one) for one in facts_taken(material.view)),
    ]
    if not lines:
        return element("p", _("No step is recorded so far."))
    columns = (
        Column(_("Date"), 13, "mark"), Column(_("Step"), 13), Column(_("By whom"), 9), Column(_("To whom"), 17),
        Column(_("Content"), 41), Column(_("Evidence"), 7),
    )  # fmt: skip
    rows = [cells for _when, cells in sorted(lines, key=lambda line: line[0])]
    return table(columns, rows, name="steps", caption=_("Steps already taken"))


def _of_filing(material: Material, one: Filing) -> Line:
    party = institution(material.view.background.parties.get(one.party or ""))
    to = party if one.channel == "lender" and party else label("filing_channel", one.channel)
    about = _("about {name}").format(name=party) if party and one.channel != "lender" else ""
    cells = [
        f"{one.filed_on:%Y-%m-%d}", _("Complaint or report filed"), said(complainant(material.view)),
        together([part for part in (said(to), element("small", about) if about else "") if part], " "),
        together([element("div", part) for part in _told(material, one) if part]),
        listed(files_of(material, one.id, "filings")),
    ]  # fmt: skip
    return datetime.combine(one.filed_on, time()), cells


def _told(material: Material, one: Filing) -> list[str]:
    """What was asked, the receipt, the answer with how long it took, and whether a sure time limit has passed."""
    pair = pick(zh="{name}：{value}", en="{name}: {value}")
    told: list[str] = [said(one.note)]
    for name in ("receipt", "clerk"):
        if value := getattr(one, name):
            told.append(said(pair.format(name=label("field", name), value=value)))
    told += [
        f"{label('field', name)}{pick(zh='：', en=': ')}{getattr(one, name):%Y-%m-%d}"
        for name in ("accepted_on", "extended_on")
        if getattr(one, name)
    ]
    told += _outcome(material, one)
    contacts = [material.rows_by_id[fact.incident].no for fact in material.view.background.facts
                if fact.incident in material.rows_by_id and told_by(material.view, fact) == one]  # fmt: skip
    return [*told, *(element("small", _("see no. {no}").format(no=no)) for no in contacts)]


def _outcome(material: Material, one: Filing) -> list[str]:
    today = to_wall_clock(clock.now(), material.view.header.zone).date()
    until = one.answered_on or today
    days = (until - one.filed_on).days
    result = label("filing_outcome", one.outcome)
    told: list[str] = []
    if one.answered_on is not None:
        told.append(_n("Answered on {day}, after {count} day: {result}.", "Answered on {day}, after {count} days: {result}.",
                       days).format(day=one.answered_on, count=days, result=result))  # fmt: skip
    elif one.outcome == "open":
        told.append(_n("No answer by {day}, {count} day after filing.", "No answer by {day}, {count} days after filing.",
                       days).format(day=today, count=days))  # fmt: skip
    else:
        told.append(_("Outcome: {result}.").format(result=result))
    if one.answer:
        told.append(said(one.answer))
    late = late_answer(material.view.background, one, until) if one.answered_on or one.outcome == "open" else None
    if late is not None:
        basis = pick(late.limit.basis) if late.limit.basis else ""
        told.append(
            _("The answer was due by {day} ({basis}).").format(day=late.due, basis=basis)
            if basis
            else _("The answer was due by {day}.").format(day=late.due)
        )
    return told


def _of_fact(material: Material, fact: Fact) -> Line:
    person = material.view.background.persons.get(fact.person or "")
    local = to_wall_clock(fact.at, (person.zone if person else None) or material.view.header.zone)
    when = f"{local:%Y-%m-%d}" if fact.precision in ("day", "month") else f"{local:%Y-%m-%d %H:%M}"
    files = listed(files_of(material, fact.id, "facts"))
    cells = [when, fact.called, _by_whom(material, fact), _to_whom(material, fact), _content(material, fact), files]
    return local.replace(tzinfo=None), cells


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
