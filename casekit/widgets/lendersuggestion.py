"""Who may stand behind the name of a lender or product: offered to the user, who says whether it is so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casekit.errors import CaseError
from casekit.model.vocabulary import label
from casekit.text import _, pick
from casekit.widgets import fields as f
from casekit.widgets.markup import bullets, joined, paragraph
from casekit.widgets.part import Part
from casekit.widgets.wording import in_brackets

if TYPE_CHECKING:
    from casekit.rules.rulebook import KnownLender
    from casekit.widgets.session import Workbook

_SHOWN = 4
_NO = ""


class LenderSuggestion(Part):
    """A list of what the rulebook knows under a name; nothing is taken over that the user has not chosen."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._known: list[KnownLender] = []
        self._w_known = f.choice(_("Which institution lends the money?"), [("", _NO)])
        self._notes = f.show()
        self.box = f.stack(self._notes, self._w_known, css="ck-offer")
        f.shown(self.box, False)

    def look_up(self, book: str, *typed: str) -> None:
        """Offer what a book knows of the names that were typed."""
        from casekit.rules import load_rulebook
        from casekit.rules.lenders import suggested_lenders

        try:
            known = suggested_lenders(load_rulebook(book), *typed)[:_SHOWN]
        except CaseError:
            known = []  # a book that cannot be read suggests nobody; the findings say what is wrong with it
        if known != self._known:
            self._known = known
            no = _("I do not know, or none of these")
            f.offer(self._w_known, [(no, _NO), *((_named(one), str(place)) for place, one in enumerate(known))])
            self._w_known.value = _NO
        check = _("What this workbook knows of it. Please compare with your contract or the loan page, then choose:")
        self._notes.value = joined(paragraph(check, css="ck-quiet"), bullets(notes_on(known)))
        f.shown(self.box, bool(known))

    @property
    def chosen(self) -> KnownLender | None:
        """The institution that the user has said it is."""
        value = f.chosen(self._w_known)
        return self._known[int(value)] if value else None


def notes_on(known: Iterable[KnownLender]) -> list[str]:
    """What a rulebook says of institutions, one line each."""
    return [_("{name}: {note}").format(name=_named(one), note=pick(one.note)) for one in known if pick(one.note)]


def _named(lender: KnownLender) -> str:
    return in_brackets(lender.full_name or lender.name, label("lender_type", lender.lender_type))
