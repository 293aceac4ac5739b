"""The papers for one place: how to hand them in, what is missing, what is true, and making them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from casekit.errors import InputError
from casekit.text import _, _n, current_language, pick
from casekit.widgets import fields as f
from casekit.widgets.calmerwords import CalmerWords
from casekit.widgets.channelwords import how_to_file, missing_list
from casekit.widgets.country import channel_for, country_of
from casekit.widgets.export import MASKS
from casekit.widgets.fieldcopy import FieldCopy
from casekit.widgets.honestypage import HonestyPage
from casekit.widgets.markup import Html, badge, joined, paragraph, tag
from casekit.widgets.packresult import PackResult
from casekit.widgets.part import Part
from casekit.widgets.worker import SMALL, Report, Worker

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.filing.dossier import Dossier
    from casekit.filing.pack import Pack
    from casekit.widgets.session import Workbook


class PackForm(Part):
    """Hidden until a place is chosen; then four steps, one below the other."""

    def __init__(self, workbook: Workbook, handed_in: Callable[[str], str]) -> None:
        super().__init__(workbook)
        self.channel = ""
        self._gathered: tuple[tuple[object, ...], Dossier] | None = None
        self._title, self._how, self._missing = f.show(), f.show(), f.show()
        own = "zh" if country_of(self.case) == "CN" else "en"
        self._w_language = f.choice(_("Language of the papers"), [("中文", "zh"), ("English", "en")], own)
        self._w_mask = f.choice(_("Whom to hide"), [(_(name), one) for one, name in MASKS])
        self._w_matter = f.choice(_("Whose matter"), [(_("all"), None)])
        self._w_whole = f.tick(_("Enclose whole bills and backups (private contacts in them too)"))
        self.sheet = FieldCopy(workbook)
        self.honesty = HonestyPage(workbook)
        self.calmer = CalmerWords(workbook)
        self._w_make = f.button(_("Make the papers"), strong=True)
        self.result = PackResult(workbook, lambda: handed_in(self.channel))
        self.worker = Worker(workbook, self.message, self._locked)
        self._sheet = f.Fold(
            _("Texts for the web form, to copy"), [self.sheet.box], turned=self.guarded(self._fill_sheet)
        )
        self.box = f.stack(
            self._title,
            f.show(tag("h4", _("1. What is still missing"))),
            self._missing,
            f.show(tag("h4", _("2. Is everything true?"))),
            self.calmer.box,
            self.honesty.box,
            f.show(tag("h4", _("3. Make the papers"))),
            f.fields(self._w_language, self._w_mask, self._w_matter),
            self._w_whole,
            f.row(self._w_make),
            self.message,
            self.worker.box,
            self.result.box,
            f.show(tag("h4", _("4. Hand it in yourself"))),
            self._sheet.box,
            f.Fold(_("How it is handed in there"), [self._how], unfolded=True).box,
            css="ck-card",
        )
        f.shown(self.box, False)
        self.on_click(self._w_make, self.make)
        for one in (self._w_language, self._w_mask, self._w_matter):
            self.on_change(one, self.look)

    def _locked(self) -> tuple[w.Widget, ...]:
        return (self._w_make, self._w_language, self._w_mask, self._w_matter, self._w_whole)

    def _offer_matters(self) -> str | None:
        """Offer the whole case and the matter of each lender; gives the usual one of this place."""
        from casekit.filing.matter import WHOLE, sides_concerned, sides_of

        lenders, channel = sides_of(self.case), channel_for(self.case, self.channel)
        offered: list[tuple[str, str | None]] = [(one.name, one.id) for one in lenders]
        if channel.one_lender and len(lenders) > 1:
            first = sides_concerned(self.case, channel)[0].id
            offered.sort(key=lambda pair: pair[1] != first)
            offered.append((_("all in one; each will learn of the other debts"), WHOLE))
        else:
            offered.insert(0, (_("all"), None))
        f.offer(self._w_matter, offered)
        f.shown(self._w_matter, len(lenders) > 1)
        return offered[0][1]

    def choose(self, channel: str) -> None:
        """Show what belongs to this place."""
        self.channel = channel
        self.message.clear()
        self.result.clear()
        f.choose(self._w_mask, channel_for(self.case, channel).mask)
        f.choose(self._w_matter, self._offer_matters())  # what was chosen for another place does not hold here
        self._w_whole.value = False
        f.shown(self.box, True)
        self.look()

    def look(self) -> None:
        """Bring what is missing and the texts up to date with the case as it is now."""
        if not self.channel:
            return
        self._offer_matters()
        f.shown(self._w_whole, any(one.kind == "export" for one in self.case.background().evidence))
        channel = channel_for(self.case, self.channel)
        self._title.value = tag("h3", _("Papers for: {channel}").format(channel=channel.name))
        self._how.value = how_to_file(channel)
        self.honesty.refresh()
        self.calmer.guarded(self.calmer.look)()
        self._missing.value = self._what_is_missing()
        self._fill_sheet()

    def _dossier(self) -> Dossier:
        """The dossier for the place as it is chosen now, made once until something changes."""
        from casekit.filing.dossier import dossier_of
        from casekit.filing.matter import matter_of

        channel, mask = channel_for(self.case, self.channel), self._w_mask.value
        lender = matter_of(self.case, channel, lender=f.chosen(self._w_matter))
        wanted = (self.case.folder, self.case.head, self.channel, mask, lender, current_language())
        if self._gathered is None or self._gathered[0] != wanted:
            self._gathered = (wanted, dossier_of(self.case, channel, mask=mask, lender=lender))
        return self._gathered[1]

    def _what_is_missing(self) -> Html:
        from casekit.filing.missing import missing_for
        from casekit.filing.proposal import refusal_of

        dossier = self._dossier()
        refusal = refusal_of(channel_for(self.case, self.channel), dossier)
        refused = paragraph(badge(_("mind"), "warn"), " ", pick(refusal)) if refusal is not None else ""
        return joined(refused, missing_list(missing_for(dossier)))

    def _fill_sheet(self) -> None:
        """The texts are worked out when somebody looks at them, in the language of the papers."""
        from casekit.filing.fields.sheet import field_sheet
        from casekit.text import language

        if not self.channel or not self._sheet.unfolded:
            return
        with language(self._w_language.value):
            sheet = field_sheet(self._dossier())
        self.sheet.put(sheet)

    def make(self) -> str | None:
        """Build the folder and the zip; the page stays alive meanwhile."""
        if not self.honesty.confirmed:
            raise InputError(
                _("Please read the page under “Is everything true?” and tick the sentence below it first.")
            )
        self.result.clear()
        channel, wanted = self.channel, self._choices()

        def job(case: Case, report: Report) -> Pack:
            from casekit.filing.pack import build_pack

            return build_pack(case, channel, confirmed=True, progress=report, **wanted)

        name = _("Making the papers for {channel}").format(channel=channel_for(self.case, channel).name)
        return self.worker.run(name, job, self._made, size=SMALL, in_steps=True)

    def _choices(self) -> dict[str, Any]:
        return {
            "lang": self._w_language.value, "mask": self._w_mask.value, "lender": f.chosen(self._w_matter),
            "whole_exports": self._w_whole.value,
        }  # fmt: skip

    def _made(self, pack: Pack) -> str:
        self.result.put(pack)
        self.workbook.changed()
        count = len(pack.files)
        return _n("The papers are made: {count} file.", "The papers are made: {count} files.", count).format(
            count=count
        )
