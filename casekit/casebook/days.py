"""Days that cannot be: what is still to come, and what would be earlier than the loan itself.

Every door of a case reads its times here, so that forms, command line and Python refuse alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from casekit import clock
from casekit.casebook.base import CaseBase
from casekit.errors import InputError
from casekit.model import DEBTOR, Debt, Fact
from casekit.text import _

Moment = str | datetime | date
# So far the clock of a phone or of a computer may be off.
_CLOCKS_DIFFER = timedelta(minutes=10)
# What cannot be told of a debt before there is one.
_AFTER_THE_LOAN = ("settlement", "payoff", "settlement_not_kept")


class DaysOfCase(CaseBase):
    """The part of a case that knows what day it is."""

    # What is taken for the present where a case is an example that tells of other times; None for the clock.
    present: datetime | None = None

    def today(self) -> date:
        """The day it is where the case is kept."""
        return clock.to_wall_clock(self.present or clock.now(), self.header.zone).date()

    def _zone_of(self, person: str | None) -> str:
        state = self.refresh()
        known = state.persons.get(person or DEBTOR)
        return (known.zone if known else None) or state.header.zone

    def _happened(self, told: Moment, zone: str) -> tuple[datetime, str]:
        """(UTC instant, precision) of something that has happened, as typed in a zone.

        Raises
        ------
        InputError
            when it is no time, or still to come
        """
        instant, precision = clock.read_typed(told, zone)
        wall_clock = clock.to_wall_clock(instant, zone)
        if wall_clock > self._latest() + _CLOCKS_DIFFER:
            raise clock.still_to_come(
                wall_clock.date() if precision in ("day", "month") else f"{wall_clock:%Y-%m-%d %H:%M}"
            )
        return instant, precision

    def _refuse_future(self, *days: date | None) -> None:
        """Refuse days that have not begun."""
        for day in days:
            if day is not None and day > self._latest().date():
                raise clock.still_to_come(day)

    def _latest(self) -> datetime:
        """The latest that a wall clock shows at this moment to anybody concerned.

        Somebody abroad types the day that it is there, which may not have begun where the case is kept.
        """
        state, present = self.refresh(), self.present or clock.now()
        zones = {state.header.zone}
        for one in state.persons.values():
            zones.update(zone for zone in (one.zone, *one.other_zones) if zone)
        here = present.astimezone().replace(tzinfo=None)
        return max(here, *(clock.to_wall_clock(present, zone) for zone in zones))

    def _check_days_of(self, debt: Debt, changed: Iterable[str]) -> None:
        """Refuse days of a debt that cannot be, where one of them is new; an older case stays as it is."""
        names = set(changed)
        if "overdue_since" in names:
            self._refuse_future(debt.overdue_since)
        if "contract_date" in names:
            self._refuse_future(debt.contract_date)
        if "payments" in names:
            self._refuse_future(*(one.at for one in debt.payments if one.kind != "due"))
        contract, overdue = debt.contract_date, debt.overdue_since
        if names & {"overdue_since", "contract_date"} and contract and overdue and overdue < contract:
            raise InputError(
                _("Overdue since {overdue} would be earlier than the contract of {contract}. Please check both days.").format(
                    overdue=overdue, contract=contract
                )
            )  # fmt: skip
        if names & {"contract_date", "payments"}:
            for fact in self.refresh().live_facts():
                if fact.debt == debt.id:
                    self._refuse_before_loan(fact, [debt])

    def _refuse_before_loan(self, fact: Fact, debts: Iterable[Debt]) -> None:
        """Refuse an agreement or a payoff earlier than all the debts it may be about."""
        if fact.kind not in _AFTER_THE_LOAN or fact.denied:
            return
        days = [_begun(one) for one in debts]
        begun = [day for day in days if day is not None]
        # As late as a time that is known to the month only may have been.
        length = clock.PRECISION_LENGTH.get(fact.precision, timedelta(0))
        latest = fact.at + max(length - timedelta(seconds=1), timedelta(0))
        zone = self.header.zone
        if begun and len(begun) == len(days) and clock.to_wall_clock(latest, zone).date() < min(begun):
            raise InputError(
                _("“{what}” of {day} would be earlier than the loan itself, which is of {contract}. Please check both days.").format(
                    what=fact.called, day=clock.to_wall_clock(fact.at, zone).date(), contract=min(begun)
                )
            )  # fmt: skip


def _begun(debt: Debt) -> date | None:
    """The day on which a debt came about, as far as is known: of its contract, or the first money received."""
    return debt.contract_date or min((one.at for one in debt.payments if one.kind == "received"), default=None)
