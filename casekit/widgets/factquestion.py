"""One question that a finding hangs on, answered in place: yes, no, or I do not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casekit import clock
from casekit.errors import InputError
from casekit.model.vocabulary import label
from casekit.text import _, _n, pick
from casekit.widgets import fields as f
from casekit.widgets.markup import paragraph
from casekit.widgets.part import Part
from casekit.widgets.wording import person_name

if TYPE_CHECKING:
    from casekit.rules import Question
    from casekit.widgets.session import Workbook

YES, NO, UNKNOWN = "yes", "no", ""


class FactQuestion(Part):
    """Whether a fact holds; a yes may need since when, or of which person."""

    def __init__(self, workbook: Workbook, question: Question, *, personal: bool) -> None:
        super().__init__(workbook)
        self.question = question
        self._personal = personal
        yes = _("yes: {what}").format(what=label("fact", question.id))
        options = [(_("I do not know"), UNKNOWN), (yes, YES), (_("no"), NO)]
        self._w_answer = f.choice(pick(zh=question.zh, en=question.en), options)
        self._w_answer.add_class("ck-wide")
        self._w_since = f.text(_("Since when? The day is enough."), placeholder="2026-03-01")
        self._w_person = f.choice(_("Which person is it about?"), self._persons())
        self._more = f.fields(self._w_person, self._w_since)
        self._depends = f.show()
        self.box = f.stack(self._w_answer, self._more, self._depends, css="ck-question")
        self.on_change(self._w_answer, self._fit)
        self._fit()

    def _persons(self) -> list[tuple[str, str | None]]:
        persons = self.case.background().persons.values()
        return [(_("please choose …"), None), *((person_name(one), one.id) for one in persons)]

    def _fit(self) -> None:
        yes = self._w_answer.value == YES
        f.shown(self._w_since, yes and self.question.dated)
        f.shown(self._w_person, yes and self._personal)
        f.shown(self._more, yes and (self.question.dated or self._personal))

    def put(self, question: Question, depending: int) -> None:
        """Say how many findings hang on it; its words may have changed with the case."""
        self.question = question
        self._w_answer.description = pick(zh=question.zh, en=question.en)
        f.offer(self._w_person, self._persons())
        self._depends.value = paragraph(depends_sentence(depending), css="ck-quiet")

    @property
    def answered(self) -> bool:
        """Whether there is an answer to save."""
        return bool(self._w_answer.value != UNKNOWN)

    def checked(self) -> dict[str, Any]:
        """What `Case.add_fact` takes.

        Raises
        ------
        InputError
            when a yes lacks its day or its person
        """
        yes = self._w_answer.value == YES
        since = self._w_since.value.strip()
        person = f.chosen(self._w_person) if yes and self._personal else None
        if yes and self.question.dated and not since:
            raise InputError(_("Please say since when it is so: {question}").format(question=self._words))
        if yes and self._personal and person is None:
            raise InputError(_("Please choose the person it is about: {question}").format(question=self._words))
        now = clock.to_wall_clock(clock.now(), self.case.header.zone).date()
        at: Any = since if yes and self.question.dated else now
        clock.read_typed(at, self.case.header.zone)  # one that cannot be read is refused before anything is saved
        about = self._about()
        return {
            "kind": self.question.id,
            "at": at,
            "denied": not yes,
            **about,
            **({"person": person} if person else {}),
        }

    @property
    def _words(self) -> str:
        return pick(zh=self.question.zh, en=self.question.en)

    def _about(self) -> dict[str, str]:
        background, about = self.case.background(), self.question.about or ""
        for field, known in (
            ("party", background.parties), ("debt", background.debts), ("person", background.persons),
        ):  # fmt: skip
            if about in known:
                return {field: about}
        return {}


def depends_sentence(count: int) -> str:
    """How many findings hang on an answer."""
    return _n("{count} finding depends on this.", "{count} findings depend on this.", count).format(count=count)
