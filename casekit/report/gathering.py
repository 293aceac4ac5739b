"""From an open case to what its papers are made from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.casebook.masking import MaskedView
    from casekit.report.material import Material


def material_of(
    case: Case,
    *,
    mask: str = "third-parties",
    debt: str | None = None,
    lender: str | None = None,
    with_charts: bool = True,
) -> Material:
    """Everything the sections are made from, in the language of the moment; about one debt or lender where it is named.

    Where each collector answers for itself, `lender` is one of them and its own calls alone are in it.
    """
    from casekit.casebook.masking import masked_view
    from casekit.charts import all_charts
    from casekit.report.compose import gather
    from casekit.report.corrections import corrections_of
    from casekit.report.timelines import with_timelines
    from casekit.rules import check, load_rulebook

    book = load_rulebook(case.header.rulebook)
    whose = {"caller" if book.through == "caller" else "lender": lender}
    view = _before_exports(case, masked_view(case, mask, debt=debt, **whose))
    findings = check(view.events, view.background, view.header.rulebook)
    charts = all_charts(view.events, view.background, left_out=view.left_out.unknown) if with_charts else ()
    state = case.refresh()
    batches = [one for one in state.batches.values() if not one.undone]
    taken = [one.exhibit for one in state.evidence.values() if one.exhibit]
    material = gather(view, findings, charts, corrections_of(case, view), book, batches, taken)
    return with_timelines(material) if with_charts else material


def _before_exports(case: Case, view: MaskedView) -> MaskedView:
    """The view with the last entry that says something of the case as its head.

    Writing a report is an entry itself; if it counted, no two reports of an unchanged case would be alike.
    """
    seq = view.head[0]
    while seq > 0:
        entry = next(iter(case.ledger.entries(after=seq - 1)))
        if entry.kind != "export":
            return replace(view, head=(entry.seq, entry.hash))
        seq -= 1
    return view
