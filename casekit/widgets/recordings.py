"""A bunch of recordings and screenshots: where each would go, to be looked over and saved at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casekit import clock
from casekit.errors import Fault, InputError
from casekit.importers.media import keeping, planning
from casekit.text import _, _n
from casekit.widgets import fields as f
from casekit.widgets import inbox
from casekit.widgets.guard import Message
from casekit.widgets.markup import Html, badge, joined, paragraph, quoted, tag
from casekit.widgets.part import Part
from casekit.widgets.pickers import PersonPicker
from casekit.widgets.wording import day_and_time, duration, number_or_hidden, sentences

if TYPE_CHECKING:
    from casekit.importers.media.facts import Media
    from casekit.importers.media.matching import Candidate, Proposal
    from casekit.widgets.session import Workbook

PAGE = 10
# What can be chosen for a file beside the contacts it may belong to.
ALONE, NEW_IN, NEW_OUT, ASIDE = "alone", "in", "out", "aside"
# What has to be looked at stands first.
_ORDER = ("ask", "none", "link", "known")


class RecordingsCard(Part):
    """One card for all waiting recordings and pictures; nothing of them is in the case before the button is pressed."""

    def __init__(self, workbook: Workbook, through: Callable[[], None]) -> None:
        super().__init__(workbook)
        self._through = through  # called when the files are through, before the card says what became of them
        self.proposals: list[Proposal] = []
        self.chosen: dict[str, str] = {}  # what the user chose, by path
        self._waiting: list[Path] = []
        self._again = self._filling = False
        self._seen: dict[Path, Media] = {}
        self._kept: list[keeping.Kept] = []
        self._planned_for: tuple[object, ...] = ()
        self._head = f.show()
        self._w_rest = f.choice(_("All recordings without a contact"), self._choices_for_the_rest())
        self.person = PersonPicker(workbook, _("Whose phone was it?"), unknown=False)
        self._lines = [f.show() for _row in range(PAGE)]
        self._fields = [f.choice(_("Goes to"), [("", "")]) for _row in range(PAGE)]
        self._rows = [f.row(line, field) for line, field in zip(self._lines, self._fields, strict=True)]
        for row in self._rows:
            row.add_class("ck-choosable")
        self._pages = f.Pages(PAGE, self.guarded(self._show_rows))
        self._w_save = f.button(_("Save all"), strong=True)
        self._w_not_now = f.button(_("None of these"))
        self._card = f.stack(
            self._head, f.fields(self._w_rest), *self._rows, self._pages.box, self.person.box,
            f.row(self._w_save, self._w_not_now), css="ck-card",
        )  # fmt: skip
        self._w_again = f.button(_("Look once more where the kept recordings belong"), quiet=True)
        self._w_undo = f.button(_("Undo these links"), quiet=True)
        self.outcome = Message()
        self.box = f.stack(self._card, self.message, self.outcome, f.row(self._w_undo, self._w_again))
        for place, field in enumerate(self._fields):
            self.on_change(field, lambda place=place: self._choose(place))  # type: ignore[misc]
        self.on_change(self._w_rest, self._choose_for_the_rest)
        self.on_click(self._w_save, self.save)
        self.on_click(self._w_not_now, self.dismiss)
        self.workbook.guard.on_click(self._w_undo, self.outcome, self.undo)
        self.on_click(self._w_again, self.look_again)
        f.shown(self._w_undo, False)
        f.shown(self._card, False)

    def show(self, waiting: Iterable[Path]) -> None:
        """Offer these files of the inbox."""
        self._waiting = list(waiting)
        self.refresh()

    def refresh(self) -> None:
        """Propose anew with what the case holds now; what was chosen stays."""
        self.person.refresh()
        listed = [(path, path.name) for path in self._waiting]
        kept = planning.without_contact(self.case)
        f.shown(self._w_again, bool(kept) and not self._again)
        if self._again:
            listed += kept
        now = (tuple(listed), self.case.head)
        if now == self._planned_for:
            return
        self._planned_for = now
        proposals = planning.plan(self.case, listed, self._report, self._seen)
        if len(listed) > PAGE:
            self.message.clear()
        # Of files that are kept already only those that now seem to belong somewhere.
        waiting = set(self._waiting)
        self.proposals = sorted(
            (one for one in proposals if one.media.path in waiting or one.verdict in ("ask", "link")),
            key=lambda one: _ORDER.index(one.verdict),
        )
        self._show_all()

    def _report(self, done: int, total: int) -> None:
        if total > PAGE:
            self.message.busy(_("Looking through recordings and pictures"), done, total)

    def _show_all(self) -> None:
        f.shown(self._card, bool(self.proposals))
        self._head.value = self._described()
        entering = [one for one in self.proposals if one.verdict == "none" and planning.may_be_new(one)]
        f.shown(self._w_rest, len(entering) > 1)
        self._show_rows()

    def _described(self) -> Html:
        counted = {verdict: sum(one.verdict == verdict for one in self.proposals) for verdict in _ORDER}
        told = [
            _n("{count} goes to a contact of the case.", "{count} go to contacts of the case.", counted["link"]),
            _n("For {count} please choose.", "For {count} please choose.", counted["ask"]),
            _n("{count} fits no contact.", "{count} fit no contact.", counted["none"]),
            _n("{count} is in the case already.", "{count} are in the case already.", counted["known"]),
        ]  # fmt: skip
        numbers = (counted["link"], counted["ask"], counted["none"], counted["known"])
        title = _n("{count} recording or picture", "{count} recordings and pictures", len(self.proposals))
        said = sentences(*(one.format(count=count) for one, count in zip(told, numbers, strict=True) if count))
        hint = _("The time is when a recording began or a picture was saved, not when a message came.")
        return joined(
            tag("h4", title.format(count=len(self.proposals))), paragraph(said), paragraph(hint, css="ck-quiet")
        )

    def _show_rows(self) -> None:
        shown = self.proposals[self._pages.slice(len(self.proposals))]
        self._filling = True  # a list that is given new options chooses for itself first
        for place, row in enumerate(self._rows):
            f.shown(row, place < len(shown))
            if place < len(shown):
                one = shown[place]
                self._lines[place].value = self._line(one)
                field = self._fields[place]
                field.tooltip = one.media.name
                field.options = self._options(one)
                field.value = self.choice_of(one)
        self._filling = False
        self._show_person()

    def _show_person(self) -> None:
        f.shown(self.person.box, any(self.choice_of(one) in (NEW_IN, NEW_OUT) for one in self.proposals))

    def _line(self, one: Proposal) -> Html:
        media, zone = one.media, self.case.header.zone
        when = _("time not known")
        if media.taken_at is not None:
            label = _("Recording began") if media.kind == "recording" else _("Saved")
            label = _("Recording began or ended") if media.may_be_end else label
            taken = clock.to_wall_clock(media.taken_at, zone)
            when = f"{label} {day_and_time(taken, media.precision)}"
        recording = media.kind == "recording"
        number = number_or_hidden(media.number) if recording and not media.contact_name else media.number
        head = tag(
            "div",
            tag("strong", quoted(media.name)),
            tag("span", when),
            tag("span", number, css="ck-digits") if number else "",
            tag("span", quoted(media.contact_name)) if media.contact_name not in ("", media.number) else "",
            tag("span", _("length {length}").format(length=duration(media.duration_s))) if media.duration_s else "",
            css="ck-line",
        )
        doubt = one.verdict == "ask" or media.fault
        mark = joined(badge(_("please check"), "warn"), " ") if doubt else ""
        return tag("div", head, paragraph(mark, planning.in_words(one), css="ck-quiet"), css="ck-contact")

    def _options(self, one: Proposal) -> list[tuple[str, str]]:
        contacts = [(self._called(each), each.id) for each in one.candidates]
        if one.verdict == "known":
            return [(_("as it is"), ALONE), (_("put aside, it is there already"), ASIDE)]
        new = [(_("a new incoming call"), NEW_IN), (_("a new outgoing call"), NEW_OUT)]
        told = [each for each in new if one.media.direction in ("", each[1])]
        aside = [(_("put aside, do not keep"), ASIDE)] if one.media.path in set(self._waiting) else []
        alone = [(_("no contact for now, only keep it"), ALONE)]
        return [*contacts, *alone, *(told if planning.may_be_new(one) else []), *aside]

    def _called(self, each: Candidate) -> str:
        when = day_and_time(clock.to_wall_clock(each.start, self.case.header.zone))
        return f"#{each.no} · {when} · {number_or_hidden(each.number)}"

    def choice_of(self, one: Proposal) -> str:
        """What stands chosen for a file: by the user, or else the contact it goes to beyond doubt."""
        usual = one.candidates[0].id if one.verdict == "link" else ALONE
        said = self.chosen.get(str(one.media.path), usual)
        return said if said in [value for _name, value in self._options(one)] else usual

    def _choose(self, place: int) -> None:
        shown = self.proposals[self._pages.slice(len(self.proposals))]
        if not self._filling and place < len(shown):
            self.chosen[str(shown[place].media.path)] = self._fields[place].value
            self._show_person()

    def _choices_for_the_rest(self) -> list[tuple[str, str]]:
        return [
            (_("choose one by one"), ""),
            (_("no contact for now, only keep them"), ALONE),
            (_("enter each as a new incoming call"), NEW_IN),
            (_("enter each as a new outgoing call"), NEW_OUT),
        ]

    def _choose_for_the_rest(self) -> None:
        for one in self.proposals:
            if self._w_rest.value and one.verdict == "none" and planning.may_be_new(one):
                entering = self._w_rest.value in (NEW_IN, NEW_OUT)
                said = one.media.direction if entering and one.media.direction else self._w_rest.value
                self.chosen[str(one.media.path)] = said
        self._show_rows()

    def save(self) -> str:
        """Keep all files and do with each what is chosen."""
        case = self.workbook.case_for_real_data
        chosen = [(one, self.choice_of(one)) for one in self.proposals]
        person = self.person.entered() if any(said in (NEW_IN, NEW_OUT) for _one, said in chosen) else None
        for one, said in chosen:
            if said == ASIDE:
                inbox.put_aside(one.media.path)
        choices = [_as_choice(one, said) for one, said in chosen if said != ASIDE]
        kept = keeping.keep(case, choices, progress=self._report_saving, **({"person": person} if person else {}))
        self.message.clear()
        for done in kept:
            if done.evidence is not None:
                inbox.clear(case, done)
        return self._finish(kept)

    def _report_saving(self, done: int, total: int) -> None:
        if total > PAGE:
            self.message.busy(_("Saving"), done, total)

    def _finish(self, kept: list[keeping.Kept]) -> str:
        self._kept = [one for one in kept if one.links or one.entered]
        self._again, self._planned_for = False, ()
        self.outcome.clear()
        f.shown(self._w_undo, bool(self._kept))
        self._through()
        self.workbook.changed()
        failed = [Fault(one.media.name, one.error) for one in kept if one.error]
        if failed:
            raise InputError(_("Not every file could be kept; the others are saved."), failed)
        entered = sum(one.entered for one in kept)
        linked = sum(bool(one.links) for one in kept) - entered
        alone = sum(one.incident is None for one in kept)
        said = [
            _n("{count} file is kept.", "{count} files are kept.", len(kept)).format(count=len(kept)) if kept else "",
            _n("{count} of them belongs to a contact now.", "{count} of them belong to a contact now.", linked).format(
                count=linked) if linked else "",
            _n("{count} new call was entered.", "{count} new calls were entered.", entered).format(
                count=entered) if entered else "",
            _n("{count} is without a contact; link it under “Add details”.",
               "{count} are without a contact; link them under “Add details”.", alone).format(
                count=alone) if alone else "",
            _("Next: say under “Whose numbers are these” which are the collectors'.") if entered else "",
        ]  # fmt: skip
        return sentences(*said) or _("They were put aside; nothing of them is in the case.")

    def undo(self) -> str:
        """Take back the links and the calls of the last save; the files stay in the case."""
        loosened, withdrawn = keeping.take_back(self.case, self._kept)
        self._kept = []
        f.shown(self._w_undo, False)
        self.message.clear()
        self.workbook.changed()
        return _("Undone: {links} links, {calls} new calls. The files stay in the case.").format(
            links=loosened, calls=withdrawn
        )

    def dismiss(self) -> str:
        """Take all of them out of the inbox; nothing enters the case."""
        for path in self._waiting:
            inbox.put_aside(path)
        self._again = False
        self._through()
        self.workbook.changed()
        return _("They were put aside; nothing of them is in the case.")

    def look_again(self) -> str | None:
        """Propose for kept recordings and pictures as well that belong to no contact yet."""
        self._again = True
        self.refresh()
        return None if self.proposals else _("None of the kept recordings and pictures fits a contact of the case.")

    def typed(self) -> dict[str, Any]:
        """What was chosen too, by file."""
        return {**super().typed(), "chosen": dict(self.chosen)}

    def retype(self, values: dict[str, Any]) -> None:
        self.chosen.update(values.pop("chosen", {}))
        super().retype(values)
        self._show_rows()


def _as_choice(one: Proposal, said: str) -> keeping.Choice:
    if said in (NEW_IN, NEW_OUT):
        return keeping.Choice(one.media, new=said, sha256=one.sha256)
    return keeping.Choice(one.media, None if said == ALONE else said, sha256=one.sha256)
