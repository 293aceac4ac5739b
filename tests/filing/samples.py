"""Cases to make papers of; all of it invented."""

from __future__ import annotations

from pathlib import Path

from casekit.casebook import Case
from casekit.channels.catalog import load_channel
from casekit.filing.dossier import Dossier, dossier_of
from tests.report.samples import rich_case


def filed_case(folder: Path, *, nasty: str = "") -> Case:
    """The rich case of the report with what papers want beside it: addresses, a filing, harm."""
    case = rich_case(folder, nasty=nasty)
    lender = case.background().lenders()[0]
    case.update_party(lender.id, address="重庆市某区某路9号" + nasty, registration="91500000DEMO000001" + nasty)
    case.add_filing("lender", "2026-01-16", party=lender.id, receipt="TS-0001" + nasty, answer="已转办" + nasty,
                    answered_on="2026-01-20", outcome="unsatisfied")  # fmt: skip
    case.add_harm("cost", "2026-01-21", "打印证据材料" + nasty, amount="36.50")
    return case


def dossier(case: Case, channel: str, mask: str | None = None) -> Dossier:
    """The dossier of a case for a channel."""
    return dossier_of(case, load_channel(channel), mask=mask)
