"""开始: open a case, make one with a few questions, or look at the demo."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

import ipywidgets as w

from casekit.analysis.callers import waiting_contacts
from casekit.analysis.selection import received
from casekit.casebook import casekit_home, create_case, open_case
from casekit.casebook.events import left_out
from casekit.clock import DEFAULT_ZONE
from casekit.errors import InputError
from casekit.model.vocabulary import STANDPOINTS, label
from casekit.text import _, _n, current_language, listed
from casekit.widgets import binder
from casekit.widgets import fields as f
from casekit.widgets.lendersuggestion import LenderSuggestion
from casekit.widgets.markup import Html, badge, joined, pairs, paragraph, quoted, tag
from casekit.widgets.part import Section
from casekit.widgets.rulebookchoice import offered_books

LEDGER = "ledger.sqlite"
# What no file system takes, and what would hide the folder.
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|]+')


def cases_at_home() -> list[Path]:
    """The cases below `casekit_home()`, the one last used first."""
    home = casekit_home()
    if not home.is_dir():
        return []
    found = [one for one in home.iterdir() if (one / LEDGER).is_file()]
    return sorted(found, key=lambda one: -(one / LEDGER).stat().st_mtime)


def _printable(text: str) -> str:
    """Without what no path can hold: control characters, halves of surrogate pairs, signs that turn text around."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def folder_for(product: str, lender: str) -> Path:
    """A folder below home that no case has yet, named after the debt."""
    name = _NOT_IN_A_NAME.sub(" ", _printable(product or lender)).strip(" .")[:40].rstrip(" .") or "case"
    count, folder = 1, casekit_home() / name
    while folder.exists():
        count += 1
        folder = casekit_home() / f"{name}-{count}"
    return folder


class StartSection(Section):
    """The first section: which case, which language, and where help is when it cannot wait."""

    name: ClassVar[str] = "start"
    needs_case: ClassVar[bool] = False
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._w_language = f.choice("语言 / Language", [("中文", "zh"), ("English", "en")], current_language())
        self._w_language.add_class("ck-language")
        self._w_language.observe(self._speak, names="value")
        self._w_understood = f.tick(
            _("I understand, and still want to put real data on this server"), value=self.workbook.may_hold_real_data
        )
        self._w_existing = f.choice(_("Cases on this computer"), self._cases())
        self._w_path = f.text(_("or the folder of a case"), placeholder=_("only when it is not in the list"))
        self._w_open = f.button(_("Open"), strong=True)
        self._w_country = f.choice(_("Which country's rules?"), offered_books())
        self._w_zone = f.choice(_("Which clock do the calls follow?"), [("", "")])
        self.suggestion = LenderSuggestion(self.workbook)
        self._w_lender = f.text(_("Whom is the money owed to?"), placeholder=_("the lender's name, as you know it"))
        self._w_product = f.text(_("What product is it?"), placeholder=_("such as 花呗"))
        self._w_standpoint = f.choice(_("Who are you?"), [(label("standpoint", one), one) for one in STANDPOINTS])
        self._w_create = f.button(_("Make the case"), strong=True)
        self._w_demo = f.button(_("Look at the demo case"))
        self._w_other = f.button(_("Another case"), quiet=True)
        self._summary = f.show()
        for button, action in (
            (self._w_open, self.open_chosen), (self._w_create, self.create), (self._w_demo, self.open_demo),
            (self._w_other, self.leave),
        ):  # fmt: skip
            self.on_click(button, action)
        self.on_change(self._w_understood, self._take_note)
        self.on_change(self._w_country, self._fit_country)
        for field in (self._w_lender, self._w_product):
            self.on_change(field, self._suggest)
        self._fit_country()
        danger = tag("p", _("If anybody is in danger, call 110 first."), css="ck-danger")
        self._panels = (self._open_panel(), self._new_panel(), self._demo_panel())
        self._choosing = f.stack(css="ck-panels")
        self._opened = f.stack(self._summary, f.row(self._w_other), css="ck-card")
        public = [f.stack(f.show(binder.banner()), self._w_understood)] if binder.on_binder() else []
        top = f.row(f.show(danger), self._w_language)
        top.add_class("ck-top")
        return f.stack(top, *public, self._opened, self._choosing, self.message)

    def _open_panel(self) -> w.Widget:
        title = f.show(tag("h3", _("Open a case")))
        self._existing_panel = f.stack(title, self._w_existing, self._w_path, f.row(self._w_open), css="ck-card")
        return self._existing_panel

    def _new_panel(self) -> w.Widget:
        title = f.show(joined(tag("h3", _("A new case")), paragraph(_("A few questions; everything else can wait."))))
        shared = _("Whoever uses this computer under the same account can open this case too. If you mind, log in "
                   "under an account of your own first.")  # fmt: skip
        return f.stack(
            title, self._w_lender, self._w_product, self.suggestion.box, self._w_standpoint, self._w_country,
            self._w_zone, f.show(paragraph(shared, css="ck-quiet")), f.row(self._w_create), css="ck-card",
        )  # fmt: skip

    def _fit_country(self) -> None:
        """A country's rules come with its clock; where it has several, the user says which."""
        from casekit.rules import load_rulebook

        zones = load_rulebook(self._w_country.value).zones or (DEFAULT_ZONE,)
        f.offer(self._w_zone, [(label("zone", one), one) for one in zones])
        f.shown(self._w_zone, len(zones) > 1)
        self._suggest()

    def _suggest(self) -> None:
        self.suggestion.look_up(self._w_country.value, self._w_lender.value, self._w_product.value)

    def _demo_panel(self) -> w.Widget:
        text = _("An invented case with four months of calls, to try everything out. Nothing in it is real.")
        return f.stack(
            f.show(joined(tag("h3", _("Have a look first")), paragraph(text))), f.row(self._w_demo), css="ck-card"
        )

    def _cases(self) -> list[tuple[str, Any]]:
        return [(one.name, one) for one in cases_at_home()] or [(_("none yet"), None)]

    def refresh(self) -> None:
        f.shown(self._opened, self.workbook.has_case)
        f.shown(self._choosing, not self.workbook.has_case)
        if self.workbook.has_case:
            self._summary.value = self._what_is_open()
        else:
            f.offer(self._w_existing, self._cases())
            existing, new, demo = self._panels
            self._choosing.children = self._panels if cases_at_home() else (new, demo, existing)

    def _what_is_open(self) -> Html:
        """The open case in a few lines, and what to do next."""
        case = self.case
        background, events = case.background(), case.events()
        out, waiting = left_out(events), waiting_contacts(events, background)
        no_collector = out.not_collector + out.unknown - waiting
        products = listed(one.product for one in background.debts.values() if one.product)
        named = joined(
            quoted(case.folder.name), " ", badge(_("demo: all of it invented"), "warn") if case.header.demo else ""
        )
        return joined(
            tag("h3", _("Open now: "), named),
            pairs([
                (_("Lender"), quoted(listed(one.name for one in background.lenders()))),
                (_("Product"), quoted(products)),
                (_("You are"), label("standpoint", case.header.standpoint)),
                (_("Contacts counted"), str(len(received(events)))),
                (_("Not yet said whose"), str(waiting) if waiting else ""),
                (_("Not collectors"), str(no_collector) if no_collector else ""),
                (_("Folder"), quoted(case.folder)),
            ]),
            paragraph(self._next_step(len(events), waiting, len(case.pending_links())), css="ck-next"),
        )  # fmt: skip

    def _next_step(self, records: int, unknown: int, questions: int) -> str:
        if not records:
            return _("Next: take in the phone's or the carrier's file under “Import”, or log a contact by hand.")
        if unknown:
            return _n(
                "Next: under “Whose numbers are these” say whose they are; {count} contact is still left out.",
                "Next: under “Whose numbers are these” say whose they are; {count} contacts are still left out.",
                unknown,
            ).format(count=unknown)
        if questions:
            return _("Next: under “Add details” answer whether two records are the same call.")
        return _("Next: add what was said under “Add details”, then look at the charts and the report.")

    def _speak(self, change: Any) -> None:
        self.workbook.guard.run(self.message, lambda: self.workbook.speak(change["new"]))

    def _take_note(self) -> None:
        self.workbook.may_hold_real_data = self._w_understood.value or not binder.on_binder()

    def open_chosen(self) -> str:
        """Open the case of the list, or the one whose folder is typed."""
        self.workbook.ask_for_tick()
        typed = _printable(self._w_path.value).strip().strip('"')
        chosen = Path(typed) if typed else f.chosen(self._w_existing)
        if chosen is None:
            raise InputError(_("There is no case on this computer yet. Make one, or type the folder of one."))
        self.workbook.open(open_case(chosen))
        return _("The case is open.")

    def create(self) -> str:
        """Make a case from the answers."""
        self.workbook.ask_for_tick()
        lender, product = self._w_lender.value.strip(), self._w_product.value.strip()
        if not lender and not product:
            raise InputError(
                _("Please say whom the money is owed to, or which product it is; one of the two is enough.")
            )
        known = self.suggestion.chosen
        case = create_case(
            folder_for(product, lender), lender=lender or (known.full_name or known.name if known else ""),
            lender_type=known.lender_type if known else "unknown", product=product,
            standpoint=self._w_standpoint.value, language=current_language(), rulebook=self._w_country.value,
            timezone=self._w_zone.value,
        )  # fmt: skip
        if known and known.full_name:
            case.update_party(case.background().lenders()[0].id, full_name=known.full_name)
        self._w_lender.value = self._w_product.value = ""
        self.workbook.open(case)
        return _("The case was made in {folder}.").format(folder=case.folder)

    def open_demo(self) -> str:
        """Build the demo case unless it is there, and open it."""
        from casekit.demo.build import demo_case

        self.message.busy(_("Building the demo case"))
        case = demo_case(progress=lambda done, total: self.message.busy(_("Building the demo case"), done, total))
        self.workbook.open(case)
        return _("The demo case is open. All of it is invented; try whatever you like.")

    def leave(self) -> str:
        """Go back to the choice of cases."""
        self.workbook.close()
        return _("The case is closed. Everything that was saved is on the disk.")
