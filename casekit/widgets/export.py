"""导出报告: the HTML case report, and the lists that go with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import ipywidgets as w

from casekit.analysis.callers import waiting_contacts
from casekit.text import N_, _
from casekit.widgets import fields as f
from casekit.widgets.archive import download_link, where
from casekit.widgets.lablinks import lab_link, show_links
from casekit.widgets.markup import joined, paragraph, tag
from casekit.widgets.part import Section
from casekit.widgets.wording import debts_by_name, left_out_sentence

MASKS = (
    ("third-parties", N_("hide relatives and friends (advised)")), ("all", N_("hide everybody, me too")),
    ("none", N_("hide nobody")),
)  # fmt: skip
_DETAILS = ("complainant", "phone", "address")


class ExportSection(Section):
    """Choose language and masking, say who complains, write the report."""

    name: ClassVar[str] = "export"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._w_language = f.choice(
            _("Language of the report"), [("中文", "zh"), ("English", "en")], self.case.header.language
        )
        self._w_mask = f.choice(_("Whom to hide"), [(_(name), one) for one, name in MASKS])
        self._w_matter = f.choice(_("Whose matter"), self._matters())
        self._w_debt = f.choice(_("Which debt"), self._debts())
        self._w_complainant = f.text(_("Name of the complainant"))
        self._w_phone = f.text(_("Telephone for questions"))
        self._w_address = f.text(_("Postal address"))
        self._w_report = f.button(_("Write the report"), strong=True)
        self._w_list = f.button(_("List of contacts (Excel)"))
        self._w_notebook = f.button(_("Report as a notebook, to edit"))
        # Links inside an Output are opened by JupyterLab itself; links in a plain HTML widget are not.
        self._opens = w.Output()
        self._result = f.show()
        self._left_out = f.show()
        for button, action in (
            (self._w_report, self.write_report), (self._w_list, self.write_list),
            (self._w_notebook, self.write_notebook),
        ):  # fmt: skip
            self.on_click(button, action)
        self.on_change(self._w_matter, self._offer_debts)
        for name in _DETAILS:
            self.on_change(getattr(self, f"_w_{name}"), partial(self._keep, name))
        self._fill()
        hint = _("The report and complaint papers need these; what is typed is kept in the case on this computer at once. "
                 "Leave empty what you do not want to give yet; the papers then leave a line to fill in by hand.")  # fmt: skip
        self._complainant = f.stack(
            f.show(joined(tag("h4", _("Who complains")), paragraph(hint, css="ck-quiet"))),
            f.fields(self._w_complainant, self._w_phone, self._w_address),
            css="ck-card",
        )
        return f.stack(
            f.fields(self._w_language, self._w_mask, self._w_matter, self._w_debt),
            self._complainant,
            self._left_out,
            f.row(self._w_report, self._w_list, self._w_notebook),
            self.message,
            self._opens,
            self._result,
        )

    def _matters(self) -> list[tuple[str, str | None]]:
        """The whole case, and each institution it is about."""
        from casekit.filing.matter import sides_of

        return [(_("all"), None), *((one.name, one.id) for one in sides_of(self.case))]

    def _debts(self) -> list[tuple[str, str | None]]:
        """All debts, or those of the chosen institution."""
        background = self.case.background()
        behind = background.lender_of(f.chosen(self._w_matter))
        known = [pair for pair in debts_by_name(background) if behind in (None, background.debt_lender(pair[1]))]
        return [(_("all"), None), *known]

    def _offer_debts(self) -> None:
        f.offer(self._w_debt, self._debts())

    def _fill(self) -> None:
        """Show what is known of the complainant, without touching what was typed meanwhile."""
        for name in _DETAILS:
            field = getattr(self, f"_w_{name}")
            field.value = field.value or getattr(self.case.header, name)

    def refresh(self) -> None:
        matters = self._matters()
        f.offer(self._w_matter, matters)
        f.shown(self._w_matter, len(matters) > 2)
        self._offer_debts()
        f.shown(self._w_debt, len(self.case.background().debts) > 1)
        missing = left_out_sentence(waiting_contacts(self.case.events(), self.case.background()))
        self._left_out.value = paragraph(missing, css="ck-quiet") if missing else ""
        self._fill()

    def _keep(self, name: str) -> str | None:
        """Write a detail of the complainant into the case as soon as it is typed: other papers than these need it too."""
        typed = getattr(self, f"_w_{name}").value.strip()
        if typed == getattr(self.case.header, name):
            return None
        self.workbook.case_for_real_data.update_header(**{name: typed})
        self.workbook.changed()
        return _("Saved.")

    def _choices(self) -> dict[str, Any]:
        return {
            "lang": self._w_language.value, "mask": self._w_mask.value, "debt": f.chosen(self._w_debt),
            "lender": f.chosen(self._w_matter),
        }  # fmt: skip

    def write_report(self) -> str:
        """Write the HTML report and show the way to it."""
        from casekit.report.write import write_report

        self.message.busy(_("Writing the report"))
        path = write_report(self.case, **self._choices())
        hint = _("Please read it through yourself before you hand it out. To print it or keep it as PDF, open it and press "
                 "Ctrl+P (⌘P on a Mac).")  # fmt: skip
        return self._offer(path, _("Open the report"), hint)

    def write_list(self) -> str:
        """Write the contacts that count as a spreadsheet, masked like the report."""
        from casekit.report.write import write_list

        path = write_list(self.case, **self._choices())
        return self._offer(path, _("Open the list"), _("It holds every contact that counts, to be sorted and summed."))

    def write_notebook(self) -> str:
        """Write the report as a notebook that can be edited and exported again."""
        from casekit.report.write import save_notebook

        path = save_notebook(self.case, **self._choices())
        hint = _("When it is edited, export it as “Case report”.")
        return self._offer(path, _("Open the notebook"), hint, in_lab=True)

    def _offer(self, path: Path, verb: str, hint: str, *, in_lab: bool = False) -> str:
        """Show the links to what was written; a page opens in a tab of the browser, a notebook in JupyterLab."""
        show_links(self._opens, lab_link(path, verb))
        (self._opens.remove_class if in_lab else self._opens.add_class)("ck-page")
        self._result.value = joined(
            paragraph(download_link(path, _("Save a copy"))), where(path), paragraph(hint, css="ck-next")
        )
        self.workbook.changed()
        return _("Written: {name}.").format(name=path.name)

    def speak(self) -> None:
        """In another language; the links stay, because the files do."""
        outputs, result = getattr(self, "_opens", None), getattr(self, "_result", None)
        kept = (outputs.outputs, result.value) if outputs is not None and result is not None else ((), "")
        super().speak()
        if self.workbook.has_case:
            self._opens.outputs, self._result.value = kept
