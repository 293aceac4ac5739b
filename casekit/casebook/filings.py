"""What was done about it: filings, harm, talks about repayment, the household, the credit record."""

from __future__ import annotations

from datetime import date
from typing import Any

from casekit.casebook.base import item_of, new_id
from casekit.casebook.days import Moment
from casekit.casebook.people import PeopleOfCase
from casekit.casebook.validation import validated
from casekit.errors import InputError
from casekit.model import Budget, CreditEntry, Fact, Filing, Harm, Talk
from casekit.text import _

_TABLES = ("facts", "harms", "filings", "talks", "credit")
Day = date | str


class FilingsOfCase(PeopleOfCase):
    """The part of a case that says what was done about the collecting, and what the collecting did."""

    def table_of(self, one: str) -> str:
        """Which of "facts", "harms", "filings", "talks" and "credit" holds something with this id; "" when none does."""
        state = self.refresh()
        return next((name for name in _TABLES if one in getattr(state, name)), "")

    def add_filing(self, channel: str, filed_on: Day, **details: Any) -> Filing:
        """Enter that a paper was handed in; `details` are further fields of `Filing`.

        Raises
        ------
        InputError
            when a value cannot be used, or a day lies in the future
        """
        filing = validated(Filing, {"id": new_id(), "channel": channel, "filed_on": filed_on, **details})
        self._check_filing(filing)
        self._append("filing", [item_of(filing)])
        return filing

    def update_filing(self, filing: str, **fields: Any) -> Filing:
        """Enter what came of a filing; only the given fields change."""
        known = self._known("filings", filing)
        self._check_filing(validated(Filing, {**known.model_dump(), **fields, "id": filing}))
        updated: Filing = self._update("filing", "filings", Filing, filing, fields)
        return updated

    def _check_filing(self, filing: Filing) -> None:
        self._check_known(party=filing.party, debt=filing.debt)
        self._refuse_future(filing.filed_on, filing.accepted_on, filing.extended_on, filing.answered_on)

    def add_harm(self, kind: str, at: Moment, text: str, **details: Any) -> Harm:
        """Enter what the collecting did to somebody; `details` are further fields of `Harm`.

        Raises
        ------
        InputError
            when a value cannot be used, or the time lies in the future
        """
        if not text.strip():
            raise InputError(_("Please say in a sentence what happened."))
        person = details.get("person") or None
        instant, precision = self._happened(at, self._zone_of(person))
        harm = validated(
            Harm, {"id": new_id(), "kind": kind, "at": instant, "precision": precision, "text": text.strip(), **details}
        )
        self._check_known(person=harm.person, party=harm.party)
        self._append("harm", [item_of(harm)])
        return harm

    def add_talk(self, at: Moment, **details: Any) -> Talk:
        """Enter a talk about repayment; `details` are further fields of `Talk`.

        With `agreed` the dated fact "settlement" is entered as well, which rules about collecting after a settlement
        read; it is withdrawn with the talk.

        Raises
        ------
        InputError
            when a value cannot be used, the time lies in the future, or the agreement before the contract of the
            loan, or it is not known which debt was settled
        """
        instant, precision = self._happened(at, self.header.zone)
        talk = validated(Talk, {"id": new_id(), "at": instant, "precision": precision, **details})
        self._check_known(party=talk.party, debt=talk.debt)
        if not talk.agreed:
            self._append("talk", [item_of(talk)])
            return talk
        talk = talk.model_copy(update={"debt": talk.debt or self._debt_settled(talk)})
        fact = validated(
            Fact,
            {
                "id": new_id(), "kind": "settlement", "at": instant, "precision": precision, "debt": talk.debt,
                "party": talk.party, "talk": talk.id, "value": talk.theirs or talk.ours, "note": talk.note,
            },
        )  # fmt: skip
        self._refuse_before_loan(fact, self._debts_meant(talk.debt, None))
        with self.ledger.writing() as add:
            add("talk", [item_of(talk)])
            add("fact", [item_of(fact)])
        self.refresh()
        return talk

    def _debt_settled(self, talk: Talk) -> str | None:
        """The debt an agreement is about, where only one can be meant; an agreement never speaks for other debts."""
        debts = self._debts_meant(None, talk.party)
        if len(debts) > 1:
            raise InputError(_("The case holds several debts. Please say which one the agreement is about."))
        return debts[0].id if debts else None

    def set_budget(self, **fields: Any) -> Budget:
        """Enter the household a month; what is given replaces what was there."""
        budget = validated(Budget, {**self.refresh().budget.model_dump(), **fields})
        self._append("budget", [item_of(budget)])
        return budget

    def add_credit_entry(self, kind: str, at: Day, **details: Any) -> CreditEntry:
        """Enter something about the credit record; `details` are further fields of `CreditEntry`.

        Raises
        ------
        InputError
            when a value cannot be used, or the day lies in the future
        """
        entry = validated(CreditEntry, {"id": new_id(), "kind": kind, "at": at, **details})
        self._check_known(debt=entry.debt)
        self._refuse_future(entry.at)
        self._append("credit", [item_of(entry)])
        return entry

    def _check_known(self, **named: str | None) -> None:
        tables = {"party": "parties", "debt": "debts", "person": "persons"}
        for name, one in named.items():
            if one is not None:
                self._known(tables[name], one)
