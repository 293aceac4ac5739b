"""Which rulebook the case is checked by: that of a country, or one that a lawyer has corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.errors import CaseError
from casekit.text import _, pick
from casekit.widgets import fields as f
from casekit.widgets.findingwords import notes_on_lenders
from casekit.widgets.markup import joined, paragraph, quoted
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.rules import Rulebook
    from casekit.widgets.session import Workbook


def offered_books() -> list[tuple[str, str]]:
    """(title, id) of every rulebook that can be chosen, the mainland's first; one's own say so."""
    from casekit.rules.own_books import shelf

    return [(_book_name(one.id, own=one.own), one.id) for one in shelf()]


def _book_name(book: str, *, own: bool) -> str:
    from casekit.rules import load_rulebook
    from casekit.rules.loading import packaged_title

    if not own:
        return pick(packaged_title(book))
    try:
        title = pick(load_rulebook(book).title)
    except CaseError:
        # A book that somebody is still correcting may not be readable; it says what is wrong when it is chosen.
        title = book
    return _("{title} (your own version)").format(title=title)


class RulebookChoice(Part):
    """The rulebook of the case in a line, what it says of this kind of lender, and the way to another one."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._line, self._notes = f.show(), f.show()
        self._w_book = f.choice(_("Check by the rules of"), offered_books(), self.case.header.rulebook)
        self._w_use = f.button(_("Use this rulebook"))
        hint = _("Nothing that was entered changes; the findings are made anew by the other rules.")
        self.fold = f.Fold(
            _("Change the rulebook"), [f.show(paragraph(hint, css="ck-quiet")), f.row(self._w_book, self._w_use)]
        )
        self.box = f.stack(self._line, self._notes, self.fold.box, self.message, css="ck-rulebook")
        self.on_click(self._w_use, self.use)

    def put(self, book: Rulebook | None) -> None:
        """Say which book the findings come from; None when it could not be read."""
        f.offer(self._w_book, offered_books())
        name = dict(map(reversed, self._w_book.options)).get(self.case.header.rulebook, self.case.header.rulebook)
        self._line.value = paragraph(joined(_("Rulebook: "), quoted(name)))
        self._notes.value = notes_on_lenders(book, self.case.background()) if book else joined()

    def use(self) -> str:
        """Check the case by the chosen rulebook from now on."""
        from casekit.rules import load_rulebook

        book = load_rulebook(self._w_book.value)
        if self._w_book.value == self.case.header.rulebook:
            return _("This rulebook is in use already.")
        self.case.update_header(rulebook=self._w_book.value)
        self.fold.turn(False)
        self.workbook.changed()
        return _("From now on the case is checked by: {title}.").format(title=pick(book.title))
