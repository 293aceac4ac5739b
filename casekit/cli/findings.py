"""The command that says which rules appear to be offended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.shared import CaseArgument, JsonOption, app, show
from casekit.text import N_, _, listed, pick

if TYPE_CHECKING:
    from casekit.model import Background
    from casekit.rules import Finding


@app.command(help=N_("List which rules appear to be offended, with the arithmetic."))
def findings(
    case: CaseArgument,
    rulebook: Annotated[str | None, typer.Option(help=N_("The rulebook, when not the case's own."))] = None,
    details: Annotated[
        bool, typer.Option("--details", help=N_("Also why each applies, what would defeat it, where to take it, its sources."))
    ] = False,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    from casekit.casebook import open_case
    from casekit.rules import check_case, group_findings

    opened = open_case(case)
    background = opened.background()
    found = check_case(opened, rulebook)
    if as_json:
        show(True, [one.as_json() for one in found], "")
        return
    if not found:
        print(_("Nothing in the case reaches a rule of this rulebook so far."))
    for group in group_findings(found):
        for line in _lines(group.lead, background, details=details):
            print(line)
        for other in group.others:
            print("    " + _("On the same matter: {finding}").format(finding=_heading(other, background)))
            for line in list(_lines(other, background, details=details))[1:]:
                print("    " + line)


def _heading(one: Finding, background: Background) -> str:
    from casekit.model.vocabulary import label

    debt, lender = background.debts.get(one.debt or ""), background.parties.get(one.lender or "")
    about = [part for part in (lender.name if lender else "", debt.product if debt else "") if part]
    return " · ".join([f"[{one.status_name}] {one.rule}", label("strength", one.strength), pick(one.title), *about])


def _lines(one: Finding, background: Background, *, details: bool) -> Iterator[str]:
    yield _heading(one, background)
    for sentence in one.arithmetic:
        yield f"    {pick(sentence)}"
    for question in one.questions:
        yield f"    ? {pick(zh=question.zh, en=question.en)}"
    if details:
        for name, value in _details(one):
            yield "    " + _("{name}: {value}").format(name=name, value=value)


def _details(one: Finding) -> Iterator[tuple[str, str]]:
    from casekit.model.vocabulary import label
    from casekit.rules.finding import cited

    yield _("Rule"), cited(one.instrument, one.citation)
    yield _("What it says, in our words"), pick(one.conduct)
    yield _("Why it applies"), pick(one.applies)
    yield _("What would defeat it"), pick(one.defeated_by)
    for question in one.exceptions:
        yield _("To be answered"), pick(zh=question.zh, en=question.en)
    yield _("Where it can be taken"), listed(label("filing_channel", route) for route in one.routes)
    sources = _("; ").join(pick(source.words) for source in one.sources)
    yield _("Where it was read"), _("{sources} (read in {month})").format(sources=sources, month=one.checked_on)
    if not one.verified:
        yield _("Verified"), _("no: for the workbook only, never in a paper")
