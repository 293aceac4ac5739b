"""What people, institutions and numbers are called in the report."""

from __future__ import annotations

from casekit.model import Background, Party
from casekit.model.vocabulary import label
from casekit.report.rows import Row
from casekit.text import _, pick


def institution(party: Party | None) -> str:
    """The full name as far as it is known."""
    return (party.full_name or party.name) if party else ""


def lender_names(background: Background) -> str:
    """All lenders of the debts shown, in one line."""
    wanted = dict.fromkeys(debt.lender for debt in background.debts.values())
    parties = [background.parties[one] for one in wanted if one in background.parties] or background.lenders()
    return pick(zh="、", en=", ").join(institution(party) for party in parties)


def debt_name(background: Background, debt: str | None) -> str:
    """Product and lender of a debt."""
    known = background.debts.get(debt or "")
    if known is None:
        return ""
    lender = background.parties.get(known.lender)
    return pick(zh="·", en=" · ").join(part for part in (lender.name if lender else "", known.product) if part)


def caller(background: Background, row: Row) -> str:
    """How the caller named itself, or the party its number belongs to."""
    if row.claimed_org or row.claimed_agent:
        return " ".join(part for part in (row.claimed_org, row.claimed_agent) if part)
    if row.identified == "no":
        return _("did not say")
    return ""


def whom(background: Background, row: Row) -> str:
    """Who was reached, with the relation: 王*（父母）."""
    person = background.persons.get(row.person or "")
    relation = label("relation", row.relation) if row.relation else ""
    if row.role == "debtor":
        return _("borrower")
    name = person.name if person else ""
    if not name:
        return relation or _("not known")
    return pick(zh=f"{name}（{relation}）", en=f"{name} ({relation})") if relation else name


def number_shown(row: Row) -> str:
    """The number, or that it was not shown."""
    return row.number or _("number not shown")
