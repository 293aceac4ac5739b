"""Words of the user's own that could be calmer: shown with a proposal, changed only when the user says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.errors import InputError
from casekit.text import _, _n, pick
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, joined, paragraph, quoted, tag
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.filing.calmer import Remark
    from casekit.widgets.session import Workbook

# Around the word this much of the text is shown.
_AROUND = 30


class CalmerWords(Part):
    """One remark at a time, so that nobody is faced with a list of reproaches."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._remarks: list[Remark] = []
        self._at = 0
        self._told = f.show()
        self._w_instead = f.text(_("Say instead"))
        self._w_use = f.button(_("Use these words"))
        self._w_next = f.button(_("Leave it as it is; next"), quiet=True)
        self._asked = f.stack(self._told, self._w_instead, f.row(self._w_use, self._w_next), css="ck-offer")
        self.box = f.stack(self._asked, self.message)
        self.on_click(self._w_use, self.use)
        self.on_click(self._w_next, self._next)
        f.shown(self._asked, False)

    def look(self) -> None:
        """Read the user's words as they are now."""
        from casekit.filing.calmer import remarks

        before = self._shown
        self._remarks = remarks(self.case)
        f.shown(self._asked, bool(self._remarks))
        # What is being typed belongs to the word that is shown.
        if self._shown != before:
            self._w_instead.value = self._shown.word if self._shown else ""
        self._tell()

    @property
    def _shown(self) -> Remark | None:
        return self._remarks[self._at % len(self._remarks)] if self._remarks else None

    def _tell(self) -> None:
        remark = self._shown
        if remark is None:
            return
        count = len(self._remarks)
        title = _n("{count} word could be calmer", "{count} words could be calmer", count).format(count=count)
        self._told.value = joined(
            tag("h4", title),
            paragraph(tag("strong", remark.place), ": ", _in_its_place(remark)),
            paragraph(pick(remark.proposal)),
        )

    def use(self) -> str:
        """Put the typed words in the place of the shown one."""
        from casekit.filing.calmer import accept

        remark = self._shown
        if remark is None:
            return ""
        instead = self._w_instead.value.strip()
        if instead == remark.word:
            raise InputError(_("Please change the words first; or leave them as they are."))
        accept(self.workbook.case_for_real_data, remark, instead)
        self.workbook.changed()
        self.look()
        return _("Changed; the earlier words stay on record.")

    def _next(self) -> None:
        self._at += 1
        remark = self._shown
        self._w_instead.value = remark.word if remark else ""
        self._tell()


def _in_its_place(remark: Remark) -> Html:
    """The word with what stands around it."""
    end = remark.start + len(remark.word)
    before, after = remark.text[max(0, remark.start - _AROUND) : remark.start], remark.text[end : end + _AROUND]
    return joined(
        "…" if remark.start > _AROUND else "", quoted(before), tag("mark", remark.word), quoted(after),
        "…" if len(remark.text) > end + _AROUND else "",
    )  # fmt: skip
