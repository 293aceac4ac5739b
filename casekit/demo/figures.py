"""The figures of a case that stand at the end of `casekit demo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.text import _, pick

if TYPE_CHECKING:
    from casekit.casebook import Case


def key_figures(case: Case) -> dict[str, int]:
    """What the case holds and which rules it appears to touch: name in the current language → number."""
    from casekit.analysis.selection import received
    from casekit.casebook.events import left_out
    from casekit.model.vocabulary import THIRD_PERSON_ROLES
    from casekit.rules import check_case

    events = case.events()
    # As on page one of the report: what the complainant began is listed, not counted.
    ours = received(events)
    omitted = left_out(events)
    third = ours[ours["role"].isin(THIRD_PERSON_ROLES)]
    figures = {
        _("Records taken in"): len(events),
        _("Contacts counted as the collectors'"): len(ours),
        _("Contacts left out as private or not attributed"): omitted.unknown + omitted.not_collector,
        _("Numbers the collectors used"): int(ours["number"].nunique()),
        _("Other people who were contacted"): int(third["person"].nunique()),
    }
    background = case.background()
    for finding in check_case(case):
        if finding.status == "over":
            debt, lender = background.debts.get(finding.debt or ""), background.parties.get(finding.lender or "")
            whose = (debt.product if debt else "") or (lender.name if lender else "")
            title = pick(finding.title)
            figures[f"{title} · {whose}" if whose else title] = finding.count
    return figures
