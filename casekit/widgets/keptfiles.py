"""What a file that is kept proves, and which debt it is about: said of papers that belong to no contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.errors import InputError
from casekit.model.vocabulary import EXHIBIT_GROUPS, label
from casekit.report.outline import group_mark
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.part import Part
from casekit.widgets.wording import debts_by_name, in_brackets

if TYPE_CHECKING:
    from casekit.model import Evidence
    from casekit.widgets.session import Workbook


class KeptFiles(Part):
    """Choose a file, say what it shows and which debt it is about."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._shown: Evidence | None = None
        self._w_file = f.choice(_("Which file"), self._files())
        self._w_group = f.choice(_("What it shows"), self._groups())
        self._w_debt = f.choice(_("Which debt it is about"), self._debts())
        self._w_note = f.area(_("Note"), rows=2)
        self._w_save = f.button(_("Save what it shows"), strong=True)
        self.box = f.stack(
            f.fields(self._w_file, self._w_group, self._w_debt), self._w_note, f.row(self._w_save), self.message
        )
        self.on_change(self._w_file, self._fill)
        self.on_click(self._w_save, self.save)

    def _files(self) -> list[tuple[str, str]]:
        """Every file but lists of calls, of which nothing is to be said; those that belong to nothing yet come first."""
        kept = [one for one in self.case.background().evidence if one.kind != "export"]
        kept.sort(key=lambda one: bool(one.group or one.debt or one.links))
        named = [
            (
                one.name if one.group or one.debt or one.links else in_brackets(one.name, _("linked to nothing yet")),
                one.sha256,
            )
            for one in kept
        ]
        return named or [(_("no file is kept yet"), "")]

    def _groups(self) -> list[tuple[str, str]]:
        return [
            (_("what the contacts it belongs to show"), ""),
            *(
                (f"{group_mark(place)} {label('exhibit_group', one)}", one)
                for place, one in enumerate(EXHIBIT_GROUPS, 1)
            ),
        ]

    def _debts(self) -> list[tuple[str, str]]:
        return [(_("not said"), ""), *debts_by_name(self.case.background())]

    def refresh(self) -> None:
        """Offer files and debts as they are now; with one debt there is nothing to ask."""
        f.offer(self._w_file, self._files())
        f.offer(self._w_debt, self._debts())
        f.shown(self._w_debt, len(self.case.background().debts) > 1)
        self._fill()

    def _fill(self) -> None:
        known = self.case.refresh().evidence.get(self._w_file.value)
        if known == self._shown:
            return  # what is being typed stays
        self._shown = known
        f.choose(self._w_group, (known.group if known else None) or "")
        f.choose(self._w_debt, (known.debt if known else None) or "")
        self._w_note.value = known.note if known else ""

    def save(self) -> str:
        """Say it of the file that is chosen."""
        case = self.workbook.case_for_real_data
        if not self._w_file.value:
            raise InputError(_("Please add a file first."))
        said = case.amend_evidence(
            self._w_file.value, group=self._w_group.value or None, debt=self._w_debt.value or None,
            note=self._w_note.value.strip(),
        )  # fmt: skip
        self.workbook.changed()
        f.choose(self._w_file, said.sha256)
        return _("{name} was changed.").format(name=said.name)
