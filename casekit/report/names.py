"""What people, institutions and numbers are called in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.model import Background, Party
from casekit.model.people import DEBTOR
from casekit.model.vocabulary import CALL_CHANNELS, label
from casekit.report.markup import Html, said, together
from casekit.report.rows import Row
from casekit.text import N_, _, _n, pick

if TYPE_CHECKING:
    from casekit.casebook.masking import MaskedView
    from casekit.report.material import Material

_ZONES = {
    "Asia/Shanghai": N_("Beijing time, UTC+8"),
    "Asia/Manila": N_("Philippine time, UTC+8"),
    "Asia/Jakarta": N_("western Indonesian time, UTC+7"),
    "Asia/Makassar": N_("central Indonesian time, UTC+8"),
    "Asia/Jayapura": N_("eastern Indonesian time, UTC+9"),
    "Europe/Dublin": N_("Irish time"),
    "America/New_York": N_("US Eastern time"),
    "America/Chicago": N_("US Central time"),
    "America/Denver": N_("US Mountain time"),
    "America/Phoenix": N_("Arizona time"),
    "America/Los_Angeles": N_("US Pacific time"),
    "America/Anchorage": N_("Alaska time"),
    "Pacific/Honolulu": N_("Hawaii time"),
}
_WITH_NUMBER = (*CALL_CHANNELS, "sms")


def institution(party: Party | None) -> str:
    """The full name as far as it is known."""
    return (party.full_name or party.name) if party else ""


def debt_lenders(background: Background) -> list[Party]:
    """The lenders of the debts shown; without debts all lenders."""
    wanted = dict.fromkeys(debt.lender for debt in background.debts.values())
    return [background.parties[one] for one in wanted if one in background.parties] or background.lenders()


def respondents(material: Material) -> list[Party]:
    """Whom the complaint is about: the lenders, or whoever called where each collector answers for itself."""
    background = material.view.background
    if material.rulebook.through == "lender":
        return debt_lenders(background)
    callers = dict.fromkeys(row.party for row in material.rows if row.party in background.parties)
    return [background.parties[one] for one in callers if one] or debt_lenders(background)


def respondents_in_line(material: Material) -> Html:
    """The same in one line of the page."""
    return together((said(institution(one)) for one in respondents(material)), pick(zh="、", en=", "))


def complainant(view: MaskedView) -> str:
    """Who complains; whoever acts for a borrower files in the borrower's name."""
    debtor = view.background.persons.get(DEBTOR)
    named_after = debtor.name if debtor and view.header.standpoint == "agent" else ""
    return view.header.complainant or named_after


def debt_name(background: Background, debt: str | None) -> str:
    """Product and lender of a debt."""
    known = background.debts.get(debt or "")
    if known is None:
        return ""
    lender = background.parties.get(known.lender)
    return pick(zh="·", en=" · ").join(part for part in (lender.name if lender else "", known.product) if part)


def claimed_name(row: Row) -> str:
    """How the caller named itself."""
    return " ".join(part for part in (row.claimed_org, row.claimed_agent) if part)


def caller(row: Row) -> str:
    """How the caller named itself, or that it did not."""
    return claimed_name(row) or (_("did not say") if row.identified == "no" else "")


def whom(background: Background, row: Row) -> str:
    """Who was reached, with the relation: 王*（父母）; what went out reached the other side."""
    if row.direction == "out":
        return pick(zh="对方", en="the other side")
    person = background.persons.get(row.person or "")
    relation = label("relation", row.relation) if row.relation else ""
    if row.role == "debtor":
        return _("borrower")
    name = person.name if person else ""
    if not name:
        return relation or _("not known")
    return pick(zh=f"{name}（{relation}）", en=f"{name} ({relation})") if relation else name


def number_shown(row: Row) -> str:
    """The number, or that it was not shown; a visit or a letter has none."""
    return row.number or (_("number not shown") if row.channel in _WITH_NUMBER else "")


def way(row: Row) -> str:
    """How contact was made; what went out from the complainant's side is marked."""
    name = label("channel", row.channel)
    return name + pick(zh="（去）", en=" (out)") if row.direction == "out" else name


def way_and_outcome(row: Row) -> str:
    """How contact was made and, for a call, what became of it."""
    if not row.is_call or row.outcome == "unknown":
        return way(row)
    return pick(zh="·", en=", ").join((way(row), label("outcome", row.outcome)))


def of_visit(view: MaskedView, row: Row) -> str:
    """Where a visit was, how many came, whether they showed identification, whether the police were called."""
    visit = view.visits.get(row.id)
    if visit is None:
        return ""
    people = visit.people_count
    parts = [_("place: {place}").format(place=visit.place) if visit.place else ""]
    if people is not None:
        parts.append(_n("{count} person came", "{count} persons came", people).format(count=people))
    if visit.id_shown is not None:
        parts.append(_("they showed identification") if visit.id_shown else _("they showed no identification"))
    if visit.police_called is not None:
        parts.append(_("the police were called") if visit.police_called else _("the police were not called"))
    return pick(zh="；", en="; ").join(part for part in parts if part)


def zone_name(zone: str) -> str:
    """A time zone in words where there are some."""
    return _(_ZONES[zone]) if zone in _ZONES else zone
