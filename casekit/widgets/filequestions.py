"""What a file leaves open and only the user can settle, as lists to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from casekit.importers.carriers.directions import ALL_ROWS, EMPTY
from casekit.text import N_, _
from casekit.widgets import fields as f
from casekit.widgets.pickers import NOT_CHOSEN

if TYPE_CHECKING:
    from casekit.importers.records import Question

_LABELS = {
    "me": N_("Which of them is you?"), "date_order": N_("How is a date written?"),
    "own_number": N_("Which number is the list's own?"),
}  # fmt: skip
_COLUMNS = {
    "start": N_("Column with the start time"), "date": N_("Column with the date"), "time": N_("Column with the time of day"),
    "number": N_("Column with the other party's number"), "caller": N_("Column with the number that called"),
    "called": N_("Column with the number that was called"), "direction": N_("Column that says who called whom"),
    "duration": N_("Column with the length"), "own_number": N_("Column with the own number"),
    "name": N_("Column with the other party's name"), "text": N_("Column with the words of the message"),
}  # fmt: skip
# What is asked about rows that hold no word for it.
_ROWS = {ALL_ROWS: N_("Which kind are its rows?"), EMPTY: N_("Which kind are the rows where it is empty?")}


class FileQuestions:
    """One list per question that has choices; a list stays when it is answered, so that the answer can be changed."""

    def __init__(self, added: Callable[[w.Dropdown], None]) -> None:
        self.box = f.fields()
        self._added = added
        self._lists: dict[tuple[str, str], w.Dropdown] = {}
        self._before: dict[tuple[str, str], Any] = {}
        # Columns come with a proposal: it counts once the user has looked at it and gone on.
        self.agreed = False

    def ask(self, questions: Iterable[Question]) -> None:
        """Offer the choices of questions that were not asked yet."""
        for one in questions:
            key = (one.id, one.about)
            if not one.choices or key in self._lists:
                continue
            offered = [(choice.label, choice.value) for choice in one.choices]
            if one.id != "columns":
                offered.insert(0, (_("please choose …"), NOT_CHOSEN))
            # The first one stands chosen, though another one be without a value.
            self._lists[key] = f.choice(_label(one), offered, offered[0][1])
            self._added(self._lists[key])
            if key in self._before:
                f.choose(self._lists[key], self._before[key])
        self.box.children = tuple(self._lists.values())
        f.shown(self.box, bool(self._lists))

    @property
    def any(self) -> bool:
        """Whether anything was asked so far."""
        return bool(self._lists)

    def asks(self, question: str) -> bool:
        """Whether there is a list for a question of this kind."""
        return any(kind == question for kind, _about in self._lists)

    def typed(self) -> dict[str, Any]:
        """What stands chosen in each list, and whether a proposal was agreed to."""
        return {"lists": {key: one.value for key, one in self._lists.items()}, "agreed": self.agreed}

    def retype(self, typed: dict[str, Any]) -> None:
        """Choose again what was chosen before, in a list that is asked later as well."""
        self.agreed = self.agreed or typed["agreed"]
        self._before = typed["lists"]
        for key in self._before.keys() & self._lists.keys():
            f.choose(self._lists[key], self._before[key])

    def answers(self) -> dict[str, Any]:
        """What was chosen, as `preview_file` takes it: `me`, `date_order`, `directions`, `columns`, `own_numbers`."""
        said: dict[str, Any] = {"me": "", "date_order": "", "directions": {}, "columns": {}, "own_numbers": ()}
        for (question, about), one in self._lists.items():
            value = one.value
            if question == "columns":
                if self.agreed:
                    said["columns"][about] = value  # "" says that there is no such column
            elif value in (NOT_CHOSEN, ""):
                continue
            elif question == "direction":
                said["directions"][about] = value
            elif question == "own_number":
                said["own_numbers"] = (value,)
            else:
                said[question] = value
        return said


def _label(question: Question) -> str:
    if question.id == "direction":
        if question.about in _ROWS:
            return _(_ROWS[question.about])
        return _("What does “{word}” mean?").format(word=question.about)
    return _(_COLUMNS[question.about]) if question.id == "columns" else _(_LABELS[question.id])
