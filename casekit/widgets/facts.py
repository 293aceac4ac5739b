"""Dated facts that rules ask about, and the steps already taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit import clock
from casekit.errors import InputError
from casekit.model import Fact
from casekit.model.vocabulary import CHANNELS, FACT_KINDS, label
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, escaped, paragraph, quoted, table
from casekit.widgets.part import Part
from casekit.widgets.takeback import TakeBack
from casekit.widgets.wording import day_and_time, person_name

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

# The steps that people take first stand first in the list.
_KINDS_AS_ASKED = ("complaint_filed", *(one for one in FACT_KINDS if one != "complaint_filed"))


class Facts(Part):
    """The list of facts, a form for one more, and the way to take one back."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._list = f.show()
        self._w_kind = f.choice(_("What happened"), [(label("fact", one), one) for one in _KINDS_AS_ASKED])
        self._w_at = f.text(_("When"), placeholder=_("2026-03-01 or 2026-03-01 22:30"))
        self._w_person = f.choice(_("Whom it is about"), self._persons())
        self._w_party = f.choice(_("Towards whom"), self._parties())
        self._w_channel = f.choice(_("Which channel"), self._channels())
        self._w_value = f.area(_("In words (where you complained, the reference number, what was agreed)"), rows=2)
        self._w_add = f.button(_("Enter it"), strong=True)
        self.back = TakeBack(workbook)
        form = f.stack(
            f.fields(self._w_kind, self._w_at, self._w_person, self._w_party, self._w_channel),
            self._w_value,
            f.row(self._w_add),
            css="ck-card",
        )
        self.box = f.stack(self._list, form, self.message, self.back.box)
        self.on_change(self._w_kind, self._fit)
        self.on_click(self._w_add, self.add)
        self._fit()

    def _persons(self) -> list[tuple[str, str | None]]:
        """A refusal holds for one person; anything else may concern nobody in particular."""
        persons = self.case.background().persons.values()
        first = _("please choose …") if self._w_kind.value == "refused_contact" else _("nobody in particular")
        return [(first, None), *((person_name(one), one.id) for one in persons)]

    def _parties(self) -> list[tuple[str, str | None]]:
        parties = self.case.background().parties.values()
        return [(_("nobody in particular"), None), *((one.name, one.id) for one in parties)]

    def _channels(self) -> list[tuple[str, str | None]]:
        return [(_("any"), None), *((label("channel", one), one) for one in CHANNELS)]

    def _fit(self) -> None:
        f.shown(self._w_channel, self._w_kind.value == "channel_opt_out")
        f.offer(self._w_person, self._persons())

    def refresh(self) -> None:
        """Show the facts as they are now."""
        f.offer(self._w_person, self._persons())
        f.offer(self._w_party, self._parties())
        facts = sorted(self.case.background().facts, key=lambda one: one.at)
        self._list.value = self._table(facts)
        self.back.offer((self._named(one), one.id) for one in facts)

    def _when(self, fact: Fact) -> str:
        return day_and_time(clock.to_wall_clock(fact.at, self.case.header.zone), fact.precision)

    def _named(self, fact: Fact) -> str:
        return f"{self._when(fact)} {fact.called}"

    def _table(self, facts: list[Fact]) -> Html:
        background = self.case.background()
        if not facts:
            return paragraph(_("No dated facts and no steps have been entered so far."), css="ck-quiet")

        def about(fact: Fact) -> str:
            person = background.persons.get(fact.person or "")
            party = background.parties.get(fact.party or "")
            named = [person_name(person) if person else "", party.name if party else "",
                     label("channel", fact.channel) if fact.channel else ""]  # fmt: skip
            return " · ".join(one for one in named if one)

        return table(
            [_("When"), _("What"), _("About"), _("In words")],
            [(self._when(one), one.called, quoted(about(one)), self._in_words(one)) for one in facts],
            caption=_("Dated facts and steps taken"),
        )

    def _in_words(self, fact: Fact) -> Html:
        """What was entered with it; of one that came about in a contact where to read on, for its words may be anyone's."""
        row = self.case.refresh().row_of.get(fact.incident or "")
        if row is not None:
            return escaped(_("see number {no}").format(no=row + 1))
        return quoted(fact.value or fact.note)

    def add(self) -> str:
        """Enter the fact."""
        when = self._w_at.value.strip()
        if not when:
            raise InputError(_("Please say when it was; the day is enough."))
        fact = self.workbook.case_for_real_data.add_fact(
            self._w_kind.value, when, person=f.chosen(self._w_person), party=f.chosen(self._w_party),
            channel=f.chosen(self._w_channel) if self._w_kind.value == "channel_opt_out" else None,
            value=self._w_value.value.strip(),
        )  # fmt: skip
        self._w_at.value = self._w_value.value = ""
        self.workbook.changed()
        return _("Entered: {what}.").format(what=self._named(fact))
