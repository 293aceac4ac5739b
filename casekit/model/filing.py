"""What was done about it and what it did: filings, harm, talks about repayment, the household, the credit record."""

from __future__ import annotations

from datetime import datetime

from pydantic import field_validator, model_validator

from casekit.model import lists
from casekit.model.amounts import positive_amount, share_in_percent
from casekit.model.days import Day
from casekit.model.people import Record
from casekit.text import _


class Filing(Record):
    """One paper that was handed in somewhere, and what came of it; deadlines are computed from these days.

    `track` is that of the channel where it has several (complaint, report). `receipt` is the number that was given,
    `clerk` who took it. `extended_on` is the day on which more time was announced.
    """

    id: str
    channel: lists.FilingChannel
    filed_on: Day
    track: str = ""
    party: str | None = None  # whom it is about, or for the channel "lender" to whom it went
    debt: str | None = None
    receipt: str = ""
    clerk: str = ""
    accepted_on: Day | None = None
    extended_on: Day | None = None
    answered_on: Day | None = None
    outcome: lists.FilingOutcome = "open"
    answer: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _days_follow(self) -> Filing:
        for later in (self.accepted_on, self.extended_on, self.answered_on):
            if later is not None and later < self.filed_on:
                raise ValueError(
                    _(
                        "It was filed on {filed}, so nothing can have come of it on {day}. Please check both days."
                    ).format(filed=self.filed_on, day=later)
                )
        return self


class Harm(Record):
    """What the collecting did to somebody; `amount` is money lost, as decimal text, empty where it was none."""

    id: str
    at: datetime
    kind: lists.HarmKind
    text: str
    precision: lists.Precision = "day"
    person: str | None = None
    party: str | None = None  # whose collecting it was, where that is known
    amount: str = ""
    note: str = ""

    @field_validator("amount")
    @classmethod
    def _positive(cls, value: str) -> str:
        return positive_amount(value) if value.strip() else ""


class Talk(Record):
    """One talk about repayment: what was offered and answered; `agreed` where a plan was settled that day."""

    id: str
    at: datetime
    precision: lists.Precision = "day"
    debt: str | None = None
    party: str | None = None
    clerk: str = ""
    channel: lists.Channel = "call"
    ours: str = ""
    theirs: str = ""
    agreed: bool = False
    note: str = ""


class MoneyItem(Record):
    """One line of a household: what it is, and how much a month, as decimal text."""

    name: str
    amount: str

    @field_validator("amount")
    @classmethod
    def _positive(cls, value: str) -> str:
        return positive_amount(value)


class Budget(Record):
    """The household a month: what comes in, what is needed, what goes to other debts; from it follows what can be paid."""

    income: tuple[MoneyItem, ...] = ()
    expenses: tuple[MoneyItem, ...] = ()
    other_debts: tuple[MoneyItem, ...] = ()
    reserve: str = ""  # the share of what is left that is kept back, in percent; empty is the tool's own reference
    note: str = ""

    @field_validator("reserve")
    @classmethod
    def _share(cls, value: str) -> str:
        return share_in_percent(value, _("“{value}” is no share in percent from 0 to under 100, such as 10."))


class CreditEntry(Record):
    """Something about the credit record on a day: a report pulled, an entry found, corrected, commented."""

    id: str
    at: Day
    kind: lists.CreditKind
    institution: str = ""
    text: str = ""
    debt: str | None = None
    note: str = ""
