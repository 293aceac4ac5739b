"""One letter by itself: to the lender, for a third person's own name, to keep recordings …"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w

from casekit.analysis.selection import received
from casekit.errors import InputError
from casekit.filing.letters.catalog import letters_of, load_letter, usual_channel
from casekit.model.people import DEBTOR
from casekit.text import _, current_language, language
from casekit.widgets import fields as f
from casekit.widgets.archive import download_link, where
from casekit.widgets.channelwords import missing_list
from casekit.widgets.country import country_of
from casekit.widgets.lablinks import lab_link, show_links
from casekit.widgets.markup import joined, paragraph
from casekit.widgets.part import Part
from casekit.widgets.wording import person_name

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

_THIRD = "third_person"
_WITH_A_PLAN = "repayment_proposal"  # is written under “Repayment”, where the plan is chosen


class LettersForm(Part):
    """Which letter, who signs it, in which language; the page and the Word file to edit."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._w_letter = f.choice(_("Which letter"), self._letters())
        self._w_person = f.choice(_("Who signs it"), self._persons())
        self._w_language = f.choice(
            _("Language of the letter"), [("中文", "zh"), ("English", "en")], current_language()
        )
        self._w_write = f.button(_("Write the letter"), strong=True)
        self._opens = w.Output()
        self._opens.add_class("ck-page")
        self._told = f.show()
        hint = _("Each of these can be sent by itself. A relative or friend signs with their own name, for what happened to "
                 "them. You print, sign and send it yourself.")  # fmt: skip
        self.box = f.stack(
            f.show(paragraph(hint, css="ck-quiet")),
            f.fields(self._w_letter, self._w_person, self._w_language),
            f.row(self._w_write),
            self.message,
            self._opens,
            self._told,
        )
        self.on_change(self._w_letter, self._fit)
        self.on_click(self._w_write, self.write)
        self._fit()

    def _letters(self) -> list[tuple[str, str]]:
        letters = letters_of(country_of(self.case), self.case.header.standpoint)
        return [(one.name, one.id) for one in letters if one.id != _WITH_A_PLAN] or [(_("none yet"), "")]

    def _persons(self) -> list[tuple[str, str | None]]:
        """Whom the collectors reached beside the borrower: nobody else has anything to refuse."""
        reached = set(received(self.case.events())["person"].dropna())
        known = self.case.background().persons.values()
        persons = [one for one in known if one.id in reached and one.id != DEBTOR]
        return [(_("please choose …"), None), *((person_name(one), one.id) for one in persons)]

    def refresh(self) -> None:
        """Offer the persons the case holds now."""
        f.offer(self._w_person, self._persons())

    def _fit(self) -> None:
        letter = load_letter(self._w_letter.value) if self._w_letter.value else None
        f.shown(self._w_person, letter is not None and letter.signer == _THIRD)
        f.shown(self._w_language, letter is not None and len(letter.languages) > 1)
        if letter is not None and self._w_language.value not in letter.languages:
            self._w_language.value = letter.languages[0]

    def write(self) -> str:
        """Write the letter and show the ways to it."""
        from casekit.filing.dossier import dossier_of
        from casekit.filing.letters.saving import keep_letter
        from casekit.filing.letters.writing import write_letter

        letter, person = load_letter(self._w_letter.value), f.chosen(self._w_person)
        third = letter.signer == _THIRD
        if third and person is None:
            raise InputError(_("Please choose who signs it; people are entered under “Relatives and friends”."))
        with language(self._w_language.value):
            # Who signs in their own name is not hidden; such a letter holds what concerns them and nobody else.
            dossier = dossier_of(self.case, usual_channel(letter), mask="none" if third else None)
            written = write_letter(dossier, letter.id, person=person if third else None)
        page, document = keep_letter(self.case, written, f"{written.title}-{self.case.today()}")
        show_links(self._opens, lab_link(page, _("Open the letter")))
        self._told.value = joined(
            paragraph(download_link(page, _("Save the page")), " ", download_link(document, _("Save the Word file"))),
            where(page),
            missing_list(written.missing) if written.missing else "",
        )
        self.workbook.changed()
        return _("Written: {name}.").format(name=page.name)

    def typed(self) -> dict[str, Any]:
        return {**super().typed(), "written": (self._opens.outputs, self._told.value)}

    def retype(self, values: dict[str, Any]) -> None:
        super().retype({name: value for name, value in values.items() if name != "written"})
        self._opens.outputs, self._told.value = values.get("written", ((), ""))
