"""The dossier of the open case, made once for all sections that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.casebook import Case
from casekit.text import current_language

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier


class Dossiers:
    """Keeps the last dossier that is for no channel in particular, until the case or the language changes."""

    def __init__(self) -> None:
        self._made_for: tuple[object, ...] = ()
        self._made: Dossier | None = None

    def of(self, case: Case) -> Dossier:
        """The dossier of a case as it is now, in the language of the moment."""
        from casekit.filing.dossier import dossier_of

        wanted = (case.folder, case.head, current_language(), case.today())
        if self._made is None or self._made_for != wanted:
            self._made, self._made_for = dossier_of(case), wanted
        return self._made
