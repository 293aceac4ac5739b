"""One waiting file: what it is, what it would bring, what has to be answered, and the word to take it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from casekit.errors import CaseError, InputError
from casekit.model import DEBTOR
from casekit.numbers import class_label
from casekit.text import _, _n
from casekit.widgets import fields as f
from casekit.widgets import inbox
from casekit.widgets.markup import Html, badge, bullets, details, joined, pairs, paragraph, quoted, table, tag
from casekit.widgets.part import Part
from casekit.widgets.pickers import PersonPicker, numbers_in
from casekit.widgets.wording import counts, day_and_time, size

if TYPE_CHECKING:
    from casekit.importers.preview import Preview
    from casekit.widgets.session import Workbook

# Rows that are left out are listed up to here; the reasons are always all counted.
_LISTED = 20


class PreviewCard(Part):
    """A file looked through; nothing of it is in the case before the button is pressed."""

    def __init__(self, workbook: Workbook, path: Path, done: Callable[[PreviewCard], None]) -> None:
        super().__init__(workbook)
        self.path = path
        self.preview: Preview | None = None
        self._done = done
        self._shown = f.show()
        self.person = PersonPicker(workbook, _("Whose list is this?"), unknown=False)
        self._w_own = f.text(_("The number it belongs to"), placeholder=_("your own number; two with a comma between"))
        self._w_year = f.text(_("In which year does the list end?"), placeholder="2026")
        self._w_agree = f.button(_("Take it in"), strong=True)
        self._w_keep = f.button(_("Keep it as evidence"))
        self._w_not_now = f.button(_("Not this one"))
        self._questions = f.stack(self.person.box, f.fields(self._w_own, self._w_year))
        self.box = f.stack(
            self._shown,
            self._questions,
            f.row(self._w_agree, self._w_keep, self._w_not_now),
            self.message,
            css="ck-card",
        )
        for field in (self.person._w_person, self._w_own, self._w_year):
            self.on_change(field, self.look)
        self.on_click(self._w_agree, self.agree)
        self.on_click(self._w_keep, self.keep)
        self.on_click(self._w_not_now, self.dismiss)
        self.guarded(self.look)()

    def _answers(self) -> dict[str, object]:
        person = self.person.values().get("person")
        known = self.case.find_person(person) if person and self.person._w_person.value != "+new" else None
        year = self._w_year.value.strip()
        if year and not year.isdigit():
            raise InputError(_("“{value}” is not a year. Write it like 2026.").format(value=year))
        return {
            "own_numbers": numbers_in(self._w_own.value),
            "person": known.id if known else None,
            "year": int(year) if year else None,
        }

    def look(self) -> None:
        """Look the file through with the answers given so far."""
        from casekit.importers.intake import preview_file

        self.message.clear()
        is_new = self.person._w_person.value == "+new"
        answers = {**self._answers(), "person": None} if is_new else self._answers()
        self.message.busy(_("Looking through {name}").format(name=self.path.name))
        try:
            self.preview = preview_file(self.case, self.path, progress=self._report, **answers)  # type: ignore[arg-type]
        except CaseError as error:
            self.preview = None
            self._cannot_be_read(error)
            return
        self.message.clear()
        self._shown.value = described(self.preview)
        asked = {one.id for one in self.preview.questions}
        f.shown(self._questions, True)
        f.shown(self._w_year, "year" in asked or bool(self._w_year.value))
        f.shown(self._w_own, "own_number" in asked or bool(self._w_own.value))
        f.shown(self._w_agree, self.preview.records > 0)
        f.shown(self._w_keep, False)
        if "person" in asked:
            self._choose_owner(self.preview.owner)

    def refresh(self) -> None:
        """Offer persons as they are now; an open question may have been answered by another file."""
        self.person.refresh()
        if self.preview is not None and self.preview.questions:
            self.guarded(self.look)()

    def _choose_owner(self, owner: str) -> None:
        """The number in the file is known: it says whose list this is."""
        for one in self.case.background().persons.values():
            if owner in one.lines and self.person._w_person.value == DEBTOR:
                self.person.choose(one.id)

    def _cannot_be_read(self, error: CaseError) -> None:
        self._shown.value = tag(
            "h4", quoted(self.path.name), " ", tag("span", size(self.path.stat().st_size), css="ck-quiet")
        )
        f.shown(self._questions, False)
        f.shown(self._w_agree, False)
        f.shown(self._w_keep, inbox.is_evidence(self.path))
        self.message.alert(error)

    def _report(self, done: int, _total: int) -> None:
        name = self.path.name
        self.message.busy(_("{name}: {count} rows read").format(name=name, count=f"{done:,}"))

    def agree(self) -> str:
        """Take the file in as one batch."""
        from casekit.importers.intake import import_file

        case = self.workbook.case_for_real_data
        self.look()
        if self.preview is None:
            raise InputError(_("This file cannot be taken in; the reason stands above."))
        open_questions = [one.text for one in self.preview.questions if one.blocking]
        if open_questions:
            raise InputError(" ".join(open_questions))
        answers = self._answers()
        person = self.person.entered() or DEBTOR
        result = import_file(case, self.path, progress=self._report, **{**answers, "person": person})  # type: ignore[arg-type]
        if result.batch is not None:
            batch = next(one for one in case.batches() if one.id == result.batch)
            inbox.taken_in(case, self.path, batch)
            self._learn_line(person, batch.line)
        self._done(self)
        return _("{name}: {imported} taken in, {known} were there already.").format(
            name=self.path.name, imported=result.imported, known=result.confirmed
        )

    def _learn_line(self, person: str, line: str) -> None:
        """The number of the list is one of the person's own numbers from now on."""
        known = self.case.background().persons[person]
        if line and line not in known.lines:
            self.case.update_person(person, lines=(*known.lines, line))

    def keep(self) -> str:
        """Keep a recording or picture as evidence, with its call where the name of the file tells which."""
        case = self.workbook.case_for_real_data
        linked = inbox.keep_waiting(case, self.path)
        self._done(self)
        if linked is None:
            return _("{name} is kept. Link it to its call under “Add details”.").format(name=self.path.name)
        return _("{name} is kept with number {no}.").format(name=self.path.name, no=linked.no)

    def dismiss(self) -> str:
        """Take the file out of the inbox; nothing of it enters the case."""
        name = self.path.name
        inbox.put_aside(self.path)
        self._done(self)
        return _("{name} was put aside; nothing of it is in the case.").format(name=name)


def described(seen: Preview) -> Html:
    """What a file holds, in words and two tables."""
    period = [day_and_time(moment, "day") for moment in (seen.first, seen.last) if moment is not None]
    declared = "" if seen.declared is None else str(seen.declared)
    rows: list[tuple[str, str, str]] = [
        (quoted(number), class_label(kind), str(count)) for number, kind, count in seen.top_numbers
    ]
    if seen.not_shown:
        rows.append((_("number not shown"), "", str(seen.not_shown)))
    left_out = [
        bullets(f"{reason}：{count}" for reason, count in seen.reasons()),
        bullets(f"{one.where}: {one.reason}" for one in seen.skipped[:_LISTED]),
    ]
    return joined(
        tag("h4", quoted(seen.name), " ", badge(_(seen.source.title)), " ", tag("span", size(seen.size), css="ck-quiet")),
        *(paragraph(badge(_("please answer"), "warn"), " ", one.text) for one in seen.questions),
        *(paragraph(badge(_("note"), "warn"), " ", one) for one in seen.warnings),
        pairs([
            (_("Period"), " – ".join(dict.fromkeys(period))),
            (_("Records"), _("{count}, of which {fresh} are new to the case").format(count=seen.records, fresh=seen.fresh)),
            (_("File says it holds"), declared),
            (_("How"), counts(seen.by_channel, "channel")),
            (_("Direction"), counts(seen.by_direction, "direction")),
            (_("Answered?"), counts(seen.by_outcome, "outcome")),
            (_("Own number"), quoted(seen.line)),
        ]),
        details(_("The most frequent numbers"), table([_("Number"), _("Class of number"), _("Times")], rows)) if rows else "",
        details(
            _n("{count} row is left out: why", "{count} rows are left out: why", len(seen.skipped)).format(
                count=len(seen.skipped)
            ),
            *left_out,
        )
        if seen.skipped
        else "",
    )  # fmt: skip
