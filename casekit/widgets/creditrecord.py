"""The credit record: reports pulled, entries found and corrected, objections with their clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.channels.catalog import channel_ids, load_channel
from casekit.errors import InputError
from casekit.model import CreditEntry
from casekit.model.vocabulary import CREDIT_KINDS, label
from casekit.text import _, _n, pick
from casekit.widgets import fields as f
from casekit.widgets.country import country_of
from casekit.widgets.days import typed_day
from casekit.widgets.markup import Html, badge, bullets, joined, paragraph, quoted, table, tag
from casekit.widgets.part import Part
from casekit.widgets.takeback import TakeBack
from casekit.widgets.wording import debts_by_name, shortened

if TYPE_CHECKING:
    from casekit.channels.deadlines import Deadline
    from casekit.widgets.session import Workbook

# Where objections to a credit record and complaints about one go, and on which track, where the channel has several.
_CLOCKED = (("credit_bureau", "objection"), ("12363", "credit"))


class CreditRecord(Part):
    """The log of the credit record, a form for one more entry, and the clocks of objections."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._list, self._clocks = f.show(), f.show()
        self._w_kind = f.choice(_("What happened"), [(label("credit", one), one) for one in CREDIT_KINDS])
        self._w_at = f.text(_("On which day"), placeholder="2026-03-01")
        self._w_institution = f.text(_("Which bureau, or which institution reported"))
        self._w_debt = f.choice(_("About which debt"), self._debts())
        self._w_text = f.area(_("What the report says, or what was corrected"), rows=2)
        self._w_add = f.button(_("Enter it"), strong=True)
        self.back = TakeBack(workbook)
        advice = (
            _("An entry that is true stays; nobody can have it removed for money. Whoever promises that in a call or message "
              "is worth a note: log the contact and tick “{tag}”.").format(
                tag=label("tag", "promise_removed_credit_record")),
            _("An entry that is wrong or incomplete can be objected to at the bureau or at the institution "
              "that reported it."),
            _("Pull the report yourself at the bureau's official places; give nobody your account or code for it."),
        )  # fmt: skip
        form = f.stack(
            f.fields(self._w_kind, self._w_at, self._w_institution, self._w_debt),
            self._w_text,
            f.row(self._w_add),
            self.message,
            css="ck-card",
        )
        self.box = f.stack(f.show(bullets(advice)), self._list, self._clocks, form, self.back.box)
        self.on_click(self._w_add, self.add)

    def _debts(self) -> list[tuple[str, str | None]]:
        return [(_("nobody in particular"), None), *debts_by_name(self.case.background())]

    def refresh(self) -> None:
        """Show the log as it is now, and the clocks that run."""
        f.offer(self._w_debt, self._debts())
        entries = sorted(self.case.background().credit, key=lambda one: one.at)
        self._list.value = self._table(entries)
        self._clocks.value = self._clock_card()
        self.back.offer((f"{one.at} {label('credit', one.kind)} {shortened(one.text, 24)}", one.id) for one in entries)

    def _table(self, entries: list[CreditEntry]) -> Html:
        if not entries:
            return paragraph(_("Nothing about the credit record has been entered so far."), css="ck-quiet")
        names = {one: name for name, one in debts_by_name(self.case.background())}
        return table(
            [_("When"), _("What"), _("Institution"), _("In words"), _("Debt")],
            [(one.at.isoformat(), label("credit", one.kind), quoted(one.institution), quoted(one.text),
              quoted(names.get(one.debt or "", ""))) for one in entries],
            caption=_("Credit record"),
        )  # fmt: skip

    def _clock_card(self) -> Html:
        """Objections and complaints that were filed, with their clocks; and the times each place has."""
        here = [
            (load_channel(one), track)
            for one, track in _CLOCKED
            if one in channel_ids() and country_of(self.case) in load_channel(one).countries
        ]
        if not here:
            return Html("")
        times = [
            _("{place}: {what}, within {time}").format(
                place=channel.name, what=pick(limit.what), time=_length(limit.amount, limit.unit)
            )
            for channel, track in here
            for limit in channel.times
            if limit.sure and limit.track in ("", track) and not limit.mine
        ]
        hint = _("Enter an objection or complaint under “Follow-up”, at “{place}”, on the day you hand it in; its clock then "
                 "runs here as well.").format(place=here[0][0].name)  # fmt: skip
        return joined(
            tag("h4", _("Objections and complaints")),
            bullets(times),
            self._running({channel.id: track for channel, track in here}) or paragraph(hint, css="ck-quiet"),
        )

    def _running(self, tracks: dict[str, str]) -> Html:
        from casekit.channels.deadlines import deadlines_of

        background = self.case.background()
        filed = [one for one in background.filings if one.channel in tracks and one.track in ("", tracks[one.channel])]
        if not filed:
            return Html("")
        clocks: list[Deadline] = [
            one for one in deadlines_of(background, self.case.today()) if one.filing is not None and one.filing in filed
        ]
        rows = []
        for one in filed:
            said = [joined(badge(_("overdue"), "bad") if clock.overdue else "", " ", pick(clock.words))
                    for clock in clocks if clock.filing == one]  # fmt: skip
            rows.append((label("filing_channel", one.channel), one.filed_on.isoformat(),
                         label("filing_outcome", one.outcome), joined(*(tag("div", each) for each in said))))  # fmt: skip
        return table([_("Where"), _("Handed in on"), _("How it stands"), _("By when")], rows, caption=_("Handed in"))

    def add(self) -> str:
        """Enter what happened."""
        day = typed_day(self._w_at.value, self._w_at.description)
        if day is None:
            raise InputError(_("Please say on which day it was."))
        entry = self.workbook.case_for_real_data.add_credit_entry(
            self._w_kind.value, day, institution=self._w_institution.value.strip(), text=self._w_text.value.strip(),
            debt=f.chosen(self._w_debt),
        )  # fmt: skip
        for one in (self._w_at, self._w_institution, self._w_text):
            one.value = ""
        self.workbook.changed()
        return _("{day}: {what} is entered.").format(day=entry.at, what=label("credit", entry.kind))


def _length(amount: int, unit: str) -> str:
    """How long a time limit is, in words."""
    if unit == "days":
        return _n("{count} day", "{count} days", amount).format(count=amount)
    if unit == "working_days":
        return _n("{count} working day", "{count} working days", amount).format(count=amount)
    if unit == "months":
        return _n("{count} month", "{count} months", amount).format(count=amount)
    return _n("{count} year", "{count} years", amount).format(count=amount)
