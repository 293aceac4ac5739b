"""The field sheet of a channel: what its form asks, each with the text to copy into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from casekit.text import _, pick
from casekit.widgets import fields as f
from casekit.widgets.leading import leading
from casekit.widgets.markup import Html, badge, escaped, joined, paragraph, tag
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.filing.fields.sheet import FieldRow, FieldSheet
    from casekit.widgets.session import Workbook

_ROWS = 12  # lines of the tallest field
_SIGNS_A_LINE = 60


class FieldCopy(Part):
    """One field below another, each with a button that copies it.

    The kernel has no way to the clipboard; the extension of `casekit lab` has. In a page without it the stylesheet shows
    how to copy by hand instead of the buttons.
    """

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._fields = f.stack()
        by_hand = _("Click into a field, press Ctrl+A and Ctrl+C (on a phone: press long, “select all”, “copy”), then paste it "
                    "into the form. Changing it here changes nothing in the case.")  # fmt: skip
        by_button = _(
            "Press “Copy” at a field, then paste it into the form. Changing it here changes nothing in the case."
        )
        hints = joined(paragraph(by_hand, css="ck-quiet ck-by-hand"), paragraph(by_button, css="ck-quiet ck-by-button"))
        self.box = f.stack(f.show(hints), self._fields)

    def put(self, sheet: FieldSheet) -> None:
        """Show a field sheet."""
        self._fields.children = tuple(one for row in sheet.rows for one in self._row(row))

    def _row(self, row: FieldRow) -> list[w.Widget]:
        name = pick(row.asked.name)
        title = name if row.asked.required else _("{name} (optional)").format(name=name)
        notes = _notes(row)
        if not row.text:
            said = joined(tag("strong", title), " ", *(joined(one, " ") for one in notes))
            return [f.show(paragraph(said))]
        text = row.shorter if row.too_long and row.shorter else row.text
        lines = sum(1 + len(line) // _SIGNS_A_LINE for line in text.splitlines())
        field = f.area(title, rows=min(lines, _ROWS)) if lines > 1 else f.text(title)
        field.value = text
        return [_copied(field, title), *(f.show(paragraph(one, css="ck-quiet")) for one in notes)]


def _copied(field: w.Widget, title: str) -> w.Widget:
    """A field with its button, and the place where is said that it was copied."""
    button = tag(
        "button", _("Copy"), type="button", css="ck-button ck-quiet-button", aria_label=_("Copy: {name}").format(name=title),
        data_copied=_("Copied"), data_not_copied=_("Not copied; it is selected now, press Ctrl+C"),
    )  # fmt: skip
    shown = f.show(joined(button, tag("span", "", role="status")))
    shown.add_class("ck-by-button")
    return f.stack(field, shown, css="ck-copied")


def _notes(row: FieldRow) -> list[Html]:
    """What is to be known of a field: what it lacks, how long it is, and the channel's own hint."""
    notes = []
    if row.missing is not None:
        mark = badge(_("fill it in by hand")) if row.by_hand else badge(_("missing"), "warn")
        notes.append(joined(mark, " ", leading(pick(row.missing.where))))
    if row.longest is not None:
        length = _("{count} of at most {longest} signs").format(count=row.signs, longest=row.longest)
        cut = _("It was shortened by whole sentences at the end; the full text is in the papers.")
        long = joined(badge(_("too long"), "bad"), " ", length, " ", cut if row.shorter else "")
        notes.append(long if row.too_long else escaped(length))
    if row.asked.hint:
        notes.append(escaped(pick(row.asked.hint)))
    return notes
