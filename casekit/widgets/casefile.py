"""案件信息: everything the case holds beside the contacts, its integrity, and a copy to take away."""

from __future__ import annotations

from typing import ClassVar

import ipywidgets as w

from casekit import clock
from casekit.model import Evidence
from casekit.model.vocabulary import label
from casekit.text import _, _n
from casekit.widgets import fields as f
from casekit.widgets.archive import download_link, where, zip_case
from casekit.widgets.costs import Costs
from casekit.widgets.facts import Facts
from casekit.widgets.keptfiles import KeptFiles
from casekit.widgets.markup import Html, bullets, joined, paragraph, quoted, table, tag
from casekit.widgets.part import Section
from casekit.widgets.parties import Debts, Parties, tables
from casekit.widgets.wording import day_and_time, size

# More rows than this make a page nobody reads; the full list is in the report.
_ROWS = 200


class CaseFileSection(Section):
    """Parties, debts, facts, files, exports, the chain, the zip."""

    name: ClassVar[str] = "case"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._tables = f.show()
        self.parties = Parties(self.workbook)
        self.debts = Debts(self.workbook)
        self.costs = Costs(self.workbook)
        self.facts = Facts(self.workbook)
        self.kept = KeptFiles(self.workbook)
        self._files = f.show()
        self._exports = f.show()
        self._checked = f.show()
        self._zip = f.show()
        self._w_verify = f.button(_("Check that nothing was altered"))
        self._w_zip = f.button(_("Whole case as one zip file"))
        self.on_click(self._w_verify, self.verify)
        self.on_click(self._w_zip, self.make_zip)
        return f.stack(
            self._tables,
            f.Fold(_("Enter or change a lender or collector"), [self.parties.box]).box,
            f.Fold(_("Enter or change a debt"), [self.debts.box]).box,
            f.Fold(_("What the loan costs a year"), [self.costs.box]).box,
            f.show(tag("h3", _("Facts and steps taken"))),
            self.facts.box,
            self._files,
            f.Fold(_("Say what a file shows, and which debt it is about"), [self.kept.box]).box,
            self._exports,
            f.show(tag("h3", _("Integrity and a copy to keep"))),
            f.row(self._w_verify, self._w_zip),
            self.message,
            self._checked,
            self._zip,
        )

    def refresh(self) -> None:
        self._tables.value = tables(self)
        for part in (self.parties, self.debts, self.costs, self.facts, self.kept):
            part.refresh()
        self._files.value = self._evidence_table()
        self._exports.value = self._export_table()

    def _evidence_table(self) -> Html:
        evidence = self.case.background().evidence
        state, zone = self.case.refresh(), self.case.header.zone

        def numbers(incidents: tuple[str, ...]) -> str:
            return " ".join(f"#{state.row_of[one] + 1}" for one in incidents if one in state.row_of)

        rows = [
            (quoted(one.name), label("evidence_kind", one.kind), size(one.size),
             _taken(one, zone), numbers(one.incidents), tag("code", one.sha256[:16] + "…"))
            for one in evidence[:_ROWS]
        ]  # fmt: skip
        head = [_("File"), _("What it is"), _("Size"), _("Taken at"), _("With contact"), "SHA-256"]
        return table(head, rows, caption=_("Files kept as evidence ({count})").format(count=len(evidence)))

    def _export_table(self) -> Html:
        rows = [
            (day_and_time(clock.to_wall_clock(clock.from_iso(one["at"]), self.case.header.zone)),
             quoted(one["name"]), tag("code", one["sha256"][:16] + "…"))
            for one in self.case.exports()[-_ROWS:]
        ]  # fmt: skip
        return table([_("When"), _("File"), "SHA-256"], rows, caption=_("What was handed out"))

    def verify(self) -> str | None:
        """Recompute the chain and every file's hash."""
        self.message.busy(_("Checking every entry and every file"))
        faults = self.case.verify()
        seq, head = self.case.head
        if faults:
            self.message.clear()
            self._checked.value = tag(
                "div",
                tag("p", _("Something is not as it was recorded:"), role="alert"),
                bullets(str(fault) for fault in faults),
                css="ck-alert",
            )
            return None
        self._checked.value = joined(
            paragraph(
                _("This shows that nothing was changed since it was entered, not that it is true."), css="ck-quiet"
            ),
            paragraph(_("Mark of the last entry: "), tag("code", head), css="ck-quiet"),
        )
        return _n(
            "All is as recorded: {count} entry checked.", "All is as recorded: {count} entries checked.", seq
        ).format(count=seq)

    def make_zip(self) -> str:
        """Make a copy of the whole case to take away; nothing in it is masked."""
        self.message.busy(_("Packing the case"))
        path = zip_case(self.case)
        warning = _("This copy is not masked: it holds every number and name. Keep it to yourself and your lawyer.")
        self._zip.value = joined(
            paragraph(download_link(path, _("Save the zip file"))), where(path), paragraph(warning, css="ck-next")
        )
        return _("Packed: {name}.").format(name=path.name)


def _taken(one: Evidence, zone: str) -> str:
    """When a file was recorded or saved, and what says so."""
    if one.taken_at is None:
        return ""
    moment = day_and_time(clock.to_wall_clock(one.taken_at, zone))
    basis = label("time_basis", one.time_basis) if one.time_basis else ""
    return " · ".join(part for part in (moment, basis) if part)
