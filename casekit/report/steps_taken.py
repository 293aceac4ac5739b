"""What was done already: filings and dated facts, each thing once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from casekit.channels.deadlines import Deadline, deadlines_of
from casekit.clock import to_wall_clock
from casekit.model import Background, Fact, Filing

if TYPE_CHECKING:
    from casekit.casebook.masking import MaskedView
    from casekit.report.material import Material


def filings_taken(background: Background) -> list[Filing]:
    """The filings that stand, by day."""
    return sorted((one for one in background.filings if one.outcome != "withdrawn"), key=lambda one: one.filed_on)


def facts_taken(view: MaskedView) -> list[Fact]:
    """The dated facts that are so, in the order of time, without complaints that a filing of that day tells of."""
    facts = (fact for fact in view.background.facts if not fact.denied and not told_by(view, fact))
    return sorted(facts, key=lambda fact: (fact.at, fact.id))


def told_by(view: MaskedView, fact: Fact) -> Filing | None:
    """The filing that tells of the same complaint as a fact: of that day, to the institution the fact is about."""
    if fact.kind != "complaint_filed":
        return None
    lender = view.background.lender_told(fact)
    for one in filings_taken(view.background):
        concerned = view.background.lender_of(one.party) or view.background.debt_lender(one.debt)
        same_side = lender is None or concerned is None or lender.id == concerned.id
        if one.filed_on == day_of(view, fact) and one.channel == "lender" and same_side:
            return one
    return None


def day_of(view: MaskedView, fact: Fact) -> date:
    """The day of a fact where the person it is about lives."""
    person = view.background.persons.get(fact.person or "")
    return to_wall_clock(fact.at, (person.zone if person else None) or view.header.zone).date()


def late_answer(background: Background, filing: Filing, until: date) -> Deadline | None:
    """The time limit that an answer given on a day, or still missing then, does not keep; only one that is sure."""
    waiting = filing.model_copy(update={"answered_on": None, "outcome": "open"})
    clocks = deadlines_of(replace(background, filings=(waiting,)), until)
    return next((one for one in clocks if one.overdue and not one.mine and one.limit.until == "answered"), None)


def files_of(material: Material, one: str, link: str) -> list[str]:
    """The marks of the files that are linked to something; `link` is "facts", "harms" or "filings"."""
    linked = (each for each in material.view.background.evidence if one in getattr(each, link))
    return sorted(material.file_marks[each.sha256] for each in linked if each.sha256 in material.file_marks)
