"""What the collecting did: to work, health, family, money; with its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit import clock
from casekit.errors import InputError
from casekit.model import Harm
from casekit.model.people import DEBTOR
from casekit.model.vocabulary import HARM_KINDS, label
from casekit.text import _, _n, listed
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, paragraph, quoted, table
from casekit.widgets.part import Part
from casekit.widgets.proofs import Proofs
from casekit.widgets.takeback import TakeBack
from casekit.widgets.wording import day_and_time, person_name, sentences, shortened

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

_NAMED = 24  # signs of the text in lists to choose from


class Harms(Part):
    """The list of harms, a form for one more, and the way to take one back."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._list = f.show()
        self._w_kind = f.choice(_("What it touched"), [(label("harm", one), one) for one in HARM_KINDS])
        self._w_at = f.text(_("On which day"), placeholder=_("2026-03-01 or 2026-03-01 22:30"))
        self._w_person = f.choice(_("Whom it happened to"), self._persons())
        self._w_party = f.choice(_("Whose collecting it was"), self._parties())
        self._w_amount = f.text(_("Money lost, if any"), placeholder=_("such as 230.50"))
        self._w_text = f.area(_("What happened, in plain words"), rows=3)
        self.proofs = Proofs(workbook, _("Add a proof (bill, certificate, message)"))
        self._w_add = f.button(_("Enter this harm"), strong=True)
        self.back = TakeBack(workbook)
        hint = _("Only what happened because of the collecting, and only what is true; bills and certificates you have, "
                 "none made for it. It fills the part “Harm” of papers.")  # fmt: skip
        form = f.stack(
            f.show(paragraph(hint, css="ck-quiet")),
            f.fields(self._w_kind, self._w_at, self._w_person, self._w_party, self._w_amount),
            self._w_text,
            self.proofs.box,
            f.row(self._w_add),
            self.message,
            css="ck-card",
        )
        self.box = f.stack(self._list, form, self.back.box)
        f.choose(self._w_person, DEBTOR)
        self.on_click(self._w_add, self.add)

    def _persons(self) -> list[tuple[str, str | None]]:
        persons = self.case.background().persons.values()
        return [*((person_name(one), one.id) for one in persons), (_("nobody in particular"), None)]

    def _parties(self) -> list[tuple[str, str | None]]:
        parties = self.case.background().parties.values()
        return [(_("not known, or several"), None), *((one.name, one.id) for one in parties)]

    def refresh(self) -> None:
        """Show the harms as they are now."""
        f.offer(self._w_person, self._persons())
        f.offer(self._w_party, self._parties())
        harms = sorted(self.case.background().harms, key=lambda one: one.at)
        self._list.value = self._table(harms)
        self.back.offer((f"{self._when(one)} {shortened(one.text, _NAMED)}", one.id) for one in harms)

    def _when(self, harm: Harm) -> str:
        return day_and_time(clock.to_wall_clock(harm.at, self.case.header.zone), harm.precision)

    def _table(self, harms: list[Harm]) -> Html:
        if not harms:
            return paragraph(_("No harm has been entered so far."), css="ck-quiet")
        background = self.case.background()
        rows = []
        for one in harms:
            person = background.persons.get(one.person or "")
            files = [file.name for file in background.evidence if one.id in file.harms]
            rows.append((
                self._when(one), label("harm", one.kind), quoted(one.text), quoted(person_name(person)) if person else "",
                one.amount, quoted(listed(files)),
            ))  # fmt: skip
        head = [_("When"), _("What it touched"), _("What happened"), _("Whom"), _("Amount"), _("Proof")]
        return table(head, rows, caption=_("Harm"))

    def add(self) -> str:
        """Enter the harm with its proofs."""
        when = self._w_at.value.strip()
        if not when:
            raise InputError(_("Please say when it was; the day is enough."))
        harm = self.workbook.case_for_real_data.add_harm(
            self._w_kind.value, when, self._w_text.value, person=f.chosen(self._w_person),
            party=f.chosen(self._w_party), amount=self._w_amount.value.strip(),
        )  # fmt: skip
        self._w_at.value = self._w_amount.value = self._w_text.value = ""
        try:
            kept = self.proofs.keep_for(harm.id)
        finally:
            self.workbook.changed()
        entered = _("Entered: {what}.").format(what=f"{self._when(harm)} {label('harm', harm.kind)}")
        files = _n("{count} file is kept with it.", "{count} files are kept with it.", kept).format(count=kept)
        return sentences(entered, files if kept else "")
