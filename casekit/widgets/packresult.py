"""What was made: links to open and to save, its size, and what was left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.archive import download_link, where
from casekit.widgets.lablinks import lab_link, show_links
from casekit.widgets.markup import Html, badge, bullets, details, joined, paragraph, quoted, tag
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.filing.pack import Pack
    from casekit.widgets.session import Workbook


class PackResult(Part):
    """Hidden until papers are made; the links stay when the language changes, because the files do."""

    def __init__(self, workbook: Workbook, handed_in: Callable[[], str]) -> None:
        super().__init__(workbook)
        self._opens = w.Output()
        self._opens.add_class("ck-page")
        self._told = f.show()
        self._w_handed_in = f.button(_("I have handed it in: enter that"))
        self._w_handed_in.add_class("ck-leads")
        self.box = f.stack(self._opens, self._told, f.row(self._w_handed_in), self.message, css="ck-offer")
        self.box.add_class("ck-result")
        f.shown(self.box, False)
        self.on_click(self._w_handed_in, handed_in)

    def clear(self) -> None:
        """Show nothing."""
        f.shown(self.box, False)
        show_links(self._opens)
        self._told.value = ""

    def put(self, pack: Pack) -> None:
        """Show what was made."""
        pages = [pack.folder / one for one in pack.files if one.endswith(".html") and "/" not in one]
        show_links(self._opens, *(lab_link(one, _("Open: {name}").format(name=one.stem)) for one in pages))
        word_files = [one for one in pack.files if one.endswith(".docx") and "/" not in one]
        hint = _("Open each page and read it. Print and sign what needs your hand, then hand it in yourself. Come back and "
                 "enter the day and the receipt number: the deadlines run from it.")  # fmt: skip
        self._told.value = joined(
            paragraph(download_link(pack.archive, _("Save everything as one zip file"))),
            bullets(
                download_link(pack.folder / one, _("To edit in Word: {name}").format(name=one)) for one in word_files
            ),
            where(pack.folder),
            paragraph(_against_limit(pack.size, pack.limit)) if pack.limit is not None else "",
            *(paragraph(badge(_("mind"), "warn"), " ", one) for one in pack.notes),
            details(
                _("What lies in the folder ({count})").format(count=len(pack.files)), bullets(map(quoted, pack.files))
            ),
            _left_out(pack),
            paragraph(hint, css="ck-next"),
        )
        f.shown(self.box, True)

    def typed(self) -> dict[str, Any]:
        shown = self.box.layout.display != "none"
        return {"made": (self._opens.outputs, self._told.value) if shown else ()}

    def retype(self, values: dict[str, Any]) -> None:
        if values.get("made"):
            self._opens.outputs, self._told.value = values["made"]
            f.shown(self.box, True)


def _against_limit(size: int, limit: int) -> str:
    from casekit.filing.pack.budget import readable

    return _("Size of the zip file: {size}, of at most {limit} there.").format(
        size=readable(size), limit=readable(limit)
    )


def _left_out(pack: Pack) -> Html:
    if not pack.left_out:
        return Html("")
    rows = [joined(tag("strong", one.mark, " ", quoted(one.name)), " ", one.why) for one in pack.left_out]
    return details(_("What was left out, and why ({count})").format(count=len(rows)), bullets(rows))
