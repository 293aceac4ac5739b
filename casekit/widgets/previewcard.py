"""One waiting file: what it is, what it would bring, what has to be answered, and the word to take it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from casekit.analysis.overlap import told_elsewhere
from casekit.errors import CaseError, InputError, StoppedError
from casekit.model import DEBTOR
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets import inbox
from casekit.widgets.filequestions import FileQuestions
from casekit.widgets.markup import quoted, tag
from casekit.widgets.part import Part
from casekit.widgets.pickers import NOT_CHOSEN, PersonPicker, numbers_in
from casekit.widgets.previewwords import described
from casekit.widgets.wording import same_call_sentence, sentences, size
from casekit.widgets.worker import Report, Worker

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.importers.intake import ImportResult
    from casekit.importers.preview import Preview
    from casekit.widgets.session import Workbook


class PreviewCard(Part):
    """A file looked through; nothing of it is in the case before the button is pressed.

    `done` is called with the card and what to say once it is through, `looked` whenever it shows something else;
    `origin` tells of the folder or archive it was laid into the inbox from, as fields of a `Batch`.
    """

    def __init__(
        self,
        workbook: Workbook,
        path: Path,
        done: Callable[[PreviewCard, str], None],
        looked: Callable[[], None],
        origin: dict[str, str] | None = None,
    ) -> None:
        super().__init__(workbook)
        self.path, self.origin = path, origin
        self.preview: Preview | None = None
        self._done, self._looked_at = done, looked
        self._shown = f.show()
        self.person = PersonPicker(workbook, _("Whose list is this?"), unknown=False, usual=NOT_CHOSEN)
        self._w_own = f.text(_("The number it belongs to"), placeholder=_("your own number; two with a comma between"))
        self._w_year = f.text(_("In which year does the list end?"), placeholder="2026")
        self._w_agree = f.button(_("Take it in"), strong=True)
        self._w_keep = f.button(_("Keep it as evidence"), strong=True)
        self._w_again = f.button(_("Look through it again"), strong=True)
        self._w_not_now = f.button(_("Not this one"))
        self._asked = FileQuestions(lambda one: self.on_change(one, self._answer_changed))
        self.worker = Worker(workbook, self.message, self._locked)
        self._questions = f.stack(self._asked.box, self.person.box, f.fields(self._w_own, self._w_year))
        self.box = f.stack(
            self._shown,
            self._questions,
            f.row(self._w_agree, self._w_keep, self._w_again, self._w_not_now),
            self.message,
            self.worker.box,
            css="ck-card",
        )
        for one in (self._questions, self._w_agree, self._w_keep, self._w_again):
            f.shown(one, False)
        self._looked_with: dict[str, Any] = {}
        for field in (self.person._w_person, self._w_own, self._w_year):
            self.on_change(field, self._look_again)
        self.on_click(self._w_agree, self.agree)
        self.on_click(self._w_keep, self.keep)
        self.on_click(self._w_again, self.look)
        self.on_click(self._w_not_now, self.dismiss)
        self.guarded(self.look)()

    def _locked(self) -> Iterable[w.Widget]:
        person = self.person
        return (
            *self._asked.box.children, person._w_person, person._w_name, person._w_relation, person._w_role,
            self._w_own, self._w_year, self._w_agree, self._w_keep, self._w_again, self._w_not_now,
        )  # fmt: skip

    def _answers(self) -> dict[str, Any]:
        chosen = self.person._w_person.value
        year = self._w_year.value.strip()
        if year and not year.isdigit():
            raise InputError(_("“{value}” is not a year. Write it like 2026.").format(value=year))
        said = self._asked.answers()
        return {
            **said,
            "own_numbers": said["own_numbers"] or numbers_in(self._w_own.value),
            # Somebody new is an id that the case does not hold: no number of theirs is known.
            "person": None if chosen == NOT_CHOSEN else chosen,
            "year": int(year) if year else None,
        }

    def look(self) -> str | None:
        """Look the file through with the answers given so far."""
        from casekit.importers.intake import preview_file

        self.message.clear()
        answers, path = self._answers(), self.path

        def job(case: Case, report: Report) -> Preview:
            return preview_file(case, path, progress=report, **answers)

        self._looked_with = answers
        return self.worker.run(path.name, job, self._looked, self._cannot_be_read, size=path.stat().st_size)

    def _looked(self, seen: Preview) -> None:
        self.preview = seen
        self.message.clear()
        self._asked.ask(self.preview.questions)
        asked = {one.id for one in self.preview.questions}
        f.shown(self._questions, True)
        f.shown(self._w_year, "year" in asked or bool(self._w_year.value))
        typed = "own_number" in asked or bool(self._w_own.value)
        f.shown(self._w_own, typed and not self._asked.asks("own_number"))
        f.shown(self._w_agree, self.preview.records > 0)
        f.shown(self._w_keep, False)
        f.shown(self._w_again, False)
        self._choose_owner(self.preview)
        self._show(self.preview)

    def _show(self, seen: Preview) -> None:
        """Describe the file; without an owner in it, it is nobody's number before somebody is chosen."""
        named = bool(seen.owner or self._w_own.value.strip() or self._asked.answers()["own_numbers"])
        unsaid = self.person._w_person.value == NOT_CHOSEN and not named
        self._shown.value = described(seen, whose_is_open=unsaid)
        self._looked_at()

    def _answer_changed(self) -> None:
        self._asked.agreed = True
        self._look_again()

    def _look_again(self) -> str | None:
        if self._answers() != self._looked_with:
            return self.look()
        if self.preview is not None:
            self._show(self.preview)
        return None

    def refresh(self) -> None:
        """Offer persons as they are now; an open question may have been answered by another file."""
        self.person.refresh()
        if self.preview is not None and self.preview.questions and not self.worker.running:
            self.guarded(self.look)()

    def _choose_owner(self, seen: Preview) -> None:
        """Whose list it is where that is plain: by the number in the file, or the borrower's own phone."""
        if self.person._w_person.value != NOT_CHOSEN:
            return
        if (owner := self.case.owner_of_line(seen.owner)) is not None:
            self.person.choose(owner.id)
        elif seen.source.kind == "phone_log" and self.case.header.standpoint == "borrower":
            self.person.choose(DEBTOR)

    def _cannot_be_read(self, error: CaseError) -> None:
        self.preview = None
        self._shown.value = tag(
            "h4", quoted(self.path.name), " ", tag("span", size(self.path.stat().st_size), css="ck-quiet")
        )
        # An answer that does not fit can be taken back.
        typed = bool(self._w_own.value.strip() or self._w_year.value.strip())
        f.shown(self._questions, self._asked.any or typed)
        f.shown(self._w_agree, False)
        f.shown(self._w_keep, inbox.is_evidence(self.path))
        f.shown(self._w_again, isinstance(error, StoppedError))
        self.message.alert(error)

    def typed(self) -> dict[str, Any]:
        """What was chosen in the lists of questions too."""
        return {**super().typed(), "asked": self._asked.typed()}

    def retype(self, values: dict[str, Any]) -> None:
        asked = values.pop("asked", None)
        super().retype(values)
        if asked:
            self._asked.retype(asked)

    @property
    def ready(self) -> bool:
        """Whether it may go in with the others: nothing is asked, and there is no doubt whose list it is."""
        seen = self.preview
        if seen is None or self.worker.running:
            return False
        return bool(seen.records) and not seen.questions and self.person._w_person.value != NOT_CHOSEN

    def agree(self) -> str | None:
        """Take the file in as one batch."""
        from casekit.importers.intake import import_file

        self.workbook.ask_for_tick()
        self._asked.agreed = True
        if self.preview is None:
            raise InputError(_("This file cannot be taken in; the reason stands above."))
        open_questions = list(dict.fromkeys(one.text for one in self.preview.questions if one.blocking))
        if open_questions and self._answers() == self._looked_with:
            raise InputError(sentences(*open_questions))
        answers, path, origin = {**self._answers(), **self.person.values()}, self.path, self.origin

        def job(case: Case, report: Report) -> tuple[ImportResult, int]:
            result = import_file(case, path, origin=origin, progress=report, **answers)
            batch = next(one for one in case.batches() if one.id == result.batch)
            inbox.taken_in(case, path, batch)
            return result, told_elsewhere(case.events(), [batch.id]) if result.imported else 0

        return self.worker.run(path.name, job, self._taken_in, self._stays_out, size=path.stat().st_size)

    def _taken_in(self, came: tuple[ImportResult, int]) -> None:
        result, same = came
        said = [
            _("{name}: {imported} taken in, {known} were there already.").format(
                name=self.path.name, imported=result.imported, known=result.confirmed
            )
        ]
        if result.imported:
            said.append(same_call_sentence(same))
            said.append(_("Next: say under “Whose numbers are these” which are the collectors'."))
        self._done(self, sentences(*said))

    def _stays_out(self, error: CaseError) -> None:
        """Show what has to be answered first, where that is why; the reason stands below in any case."""
        from casekit.importers.intake import OpenQuestionError

        if isinstance(error, OpenQuestionError):
            self._looked(error.preview)
        raise error

    def keep(self) -> None:
        """Keep a paper as evidence."""
        inbox.keep_waiting(self.workbook.case_for_real_data, self.path)
        said = _("{name} is kept. Link it to its call under “Add details”.").format(name=self.path.name)
        self._done(self, said)

    def dismiss(self) -> None:
        """Take the file out of the inbox; nothing of it enters the case."""
        name = self.path.name
        inbox.put_aside(self.path)
        self._done(self, _("{name} was put aside; nothing of it is in the case.").format(name=name))
