"""The workbook of this kernel: the open case, its sections, and the language it speaks."""

from __future__ import annotations

import os
from pathlib import Path

import ipywidgets as w

from casekit.casebook import Case, open_case
from casekit.errors import InputError, NotFoundError
from casekit.text import _, set_language
from casekit.widgets import binder
from casekit.widgets.casefile import CaseFileSection
from casekit.widgets.charts import ChartsSection
from casekit.widgets.dossiers import Dossiers
from casekit.widgets.export import ExportSection
from casekit.widgets.filing import FilingSection
from casekit.widgets.findings import FindingsSection
from casekit.widgets.followup import FollowupSection
from casekit.widgets.guard import Guard
from casekit.widgets.importing import ImportSection
from casekit.widgets.notes import NotesSection
from casekit.widgets.numbers import NumbersSection
from casekit.widgets.part import Section
from casekit.widgets.people import PeopleSection
from casekit.widgets.protect import ProtectSection
from casekit.widgets.repayment import RepaymentSection
from casekit.widgets.start import StartSection

# The order in which the workbook shows them.
SECTIONS: tuple[type[Section], ...] = (
    StartSection, ProtectSection, ImportSection, NumbersSection, NotesSection, PeopleSection, ChartsSection, FindingsSection,
    ExportSection, FilingSection, FollowupSection, RepaymentSection, CaseFileSection,
)  # fmt: skip


class Workbook:
    """One workbook: at most one open case, and one section of each kind, made when first shown."""

    def __init__(self) -> None:
        self._case: Case | None = None
        self.guard = Guard(lambda: self._case.folder if self._case else None)
        self.sections: dict[str, Section] = {}
        self.dossiers = Dossiers()
        self.may_hold_real_data = not binder.on_binder()
        self._greeted = False

    @property
    def has_case(self) -> bool:
        """Whether a case is open."""
        return self._case is not None

    @property
    def case(self) -> Case:
        """The case that is open.

        Raises
        ------
        NotFoundError
            when none is
        """
        if self._case is None:
            raise NotFoundError(_("No case is open. Open one under “Start” first."))
        return self._case

    @property
    def case_for_real_data(self) -> Case:
        """The open case, for what real people may type or upload; on Binder only after the tick."""
        self.ask_for_tick()
        return self.case

    def ask_for_tick(self) -> None:
        """Refuse real data on a public server until the user has said that this is understood."""
        if not self.may_hold_real_data:
            raise InputError(
                _("This is a public server that forgets everything. To put real data here all the same, first tick "
                  "the box under “Start”.")
            )  # fmt: skip

    def section(self, name: str) -> w.Widget:
        """The box of a section; the same one each time it is asked for."""
        if not self._greeted:
            self._greeted = True
            self._open_what_was_asked_for()
        if name not in self.sections:
            kind = next((one for one in SECTIONS if one.name == name), None)
            if kind is None:
                known = ", ".join(one.name for one in SECTIONS)
                raise NotFoundError(
                    _("The workbook has no section “{name}”; there are: {all}.").format(name=name, all=known)
                )
            section = self.sections[name] = kind(self)
            section.guarded(section.rebuild)()
        return self.sections[name].box

    def everything(self) -> w.Widget:
        """All sections one below another."""
        return w.VBox([self.section(kind.name) for kind in SECTIONS])

    def open(self, case: Case) -> None:
        """Make this the open case and fill every section from it."""
        self._case = case
        self._each(lambda section: section.wait())
        self._each(lambda section: section.rebuild())

    def close(self) -> None:
        """Leave the case; it stays on disk as it is."""
        self._case = None
        self._each(lambda section: section.rebuild())

    def changed(self) -> None:
        """Something was saved: every section shows what the case holds now."""
        if self.has_case:
            self._each(lambda section: section.refresh())

    def speak(self, tag: str) -> None:
        """Say everything in another language; what was typed stays."""
        set_language(tag)
        self._each(lambda section: section.speak())

    def _each(self, action) -> None:  # type: ignore[no-untyped-def]
        for section in self.sections.values():
            self.guard.run(section.message, lambda section=section: action(section))  # type: ignore[misc]

    def _open_what_was_asked_for(self) -> None:
        """The case that the launcher names; on Binder the demo case."""
        asked = os.environ.get("CASEKIT_CASE")
        start = StartSection(self)
        self.sections[StartSection.name] = start
        if asked:
            self.guard.run(start.message, lambda: self.open(open_case(Path(asked))))
        elif binder.on_binder():
            self.guard.run(start.message, start.open_demo)
        start.guarded(start.rebuild)()


_current: list[Workbook] = []


def current_workbook() -> Workbook:
    """The workbook of this kernel; running a cell again gives the same one, with what was typed."""
    if not _current:
        _current.append(Workbook())
    return _current[0]
