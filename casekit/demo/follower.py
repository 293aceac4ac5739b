"""Put into the demo case what was done about it and what it did, with the papers that show it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from casekit import clock
from casekit.demo import cast, follow_up
from casekit.demo.narrator import DEVICE, Narrator


class Follower:
    """Goes on where the narrator ends; `folder` holds the pictures of the papers."""

    def __init__(self, narrator: Narrator, folder: Path) -> None:
        self.case, self.narrator, self.folder = narrator.case, narrator, folder

    def follow_up(self) -> None:
        """Enter filings, harm, talks, the household and the credit record, and attach the papers."""
        for one in follow_up.FILED:
            filing = self.case.add_filing(
                one.channel, one.filed_on, party=self.narrator.parties.get(one.institution),
                debt=self.narrator.debts.get(one.side), receipt=one.receipt, clerk=one.clerk, accepted_on=one.accepted_on,
                answered_on=one.answered_on, outcome=one.outcome, answer=one.answer, note=one.note,
            )  # fmt: skip
            self._attach(one.papers, filing.id)
        for harmed in follow_up.HARMED:
            harm = self.case.add_harm(
                harmed.kind, harmed.at, harmed.text, amount=harmed.amount,
                person=self.narrator.persons[harmed.person] if harmed.person else None,
                party=self.narrator.parties["huabei_lender"],
            )  # fmt: skip
            self._attach(harmed.papers, harm.id)
        self._attach((name for name, paper in follow_up.PAPERS.items() if paper.group), None)
        self._talk()

    def _talk(self) -> None:
        debt, lender = self.narrator.debts[cast.HUABEI], self.narrator.parties["huabei_lender"]
        for talk in follow_up.TALKED:
            self.case.add_talk(
                talk.at, debt=debt, party=lender, clerk=talk.clerk, ours=talk.ours, theirs=talk.theirs, note=cast.MARK
            )
        income, expenses = (
            [{"name": name, "amount": amount} for name, amount in lines]
            for lines in (follow_up.INCOME, follow_up.EXPENSES)
        )
        self.case.set_budget(income=income, expenses=expenses, note=follow_up.BUDGET_NOTE)
        for day, kind, text in follow_up.CREDIT:
            self.case.add_credit_entry(kind, day, institution=follow_up.CREDIT_INSTITUTION, text=text, debt=debt)

    def _attach(self, names: Iterable[str], target: str | None) -> None:
        for name in names:
            paper = follow_up.PAPERS[name]
            taken, _precision = clock.read_typed(paper.taken_at, cast.ZONE)
            self.case.attach(
                self.folder / paper.name, kind="document", incident=target, taken_at=taken, time_basis="typed",
                device=DEVICE, how_obtained=paper.how_obtained, note=cast.MARK, group=paper.group or None,
            )  # fmt: skip
