"""A waiting folder or archive as a whole: what is in it, and one button to take all of it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casekit.analysis.overlap import told_elsewhere
from casekit.casebook.base import new_id
from casekit.errors import CaseError, Fault, InputError, StoppedError
from casekit.model import DEBTOR
from casekit.model.vocabulary import label
from casekit.text import _, _n
from casekit.widgets import fields as f
from casekit.widgets import inbox
from casekit.widgets.markup import Html, badge, bullets, details, joined, pairs, paragraph, quoted, table, tag
from casekit.widgets.part import Part
from casekit.widgets.pickers import NOT_CHOSEN, PersonPicker, numbers_in
from casekit.widgets.previewwords import described
from casekit.widgets.wording import counts, day_and_time, same_call_sentence, sentences
from casekit.widgets.worker import SMALL, Report, Worker

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.importers.collection import Collection
    from casekit.importers.preview import Preview
    from casekit.importers.together import Outcome
    from casekit.widgets.session import Workbook

# Up to here pictures and recordings are offered along; more of them are somebody's whole album.
_FEW_MEDIA = 200
# Up to here lists are described one by one.
_DETAILED = 30
# What an archive of text may come to, for one byte of it.
_UNPACKED = 20


class CollectionCard(Part):
    """A folder or an archive looked through; nothing of it is in the case before the button is pressed.

    `done` is called with the card, what to say, and the origin (fields of a `Batch`) of each file that was laid into
    the inbox because it leaves something open.
    """

    ready = False  # it is looked over by itself, never taken in among others

    def __init__(
        self, workbook: Workbook, path: Path, done: Callable[[CollectionCard, str, dict[Path, dict[str, str]]], None]
    ) -> None:
        super().__init__(workbook)
        self.path = path
        self.outcomes: list[Outcome] = []
        self._media = 0
        self._done = done
        self._shown = f.show()
        self.person = PersonPicker(workbook, _("Whose lists are these?"), unknown=False, usual=NOT_CHOSEN)
        self._w_own = f.text(_("The number they belong to"), placeholder=_("your own number; two with a comma between"))
        self._w_media = f.tick("")
        self._w_agree = f.button(_("Take in all of it"), strong=True)
        self._w_not_now = f.button(_("Not this one"))
        self._questions = f.stack(self.person.box, f.fields(self._w_own), self._w_media)
        self._buttons = f.row(self._w_agree, self._w_not_now)
        self.worker = Worker(
            workbook, self.message,
            lambda: (self.person._w_person, self._w_own, self._w_media, self._w_agree, self._w_not_now),
        )  # fmt: skip
        self.box = f.stack(
            self._shown, self._questions, self._buttons, self.message, self.worker.box, css="ck-card"
        )  # fmt: skip
        f.shown(self._questions, False)
        f.shown(self._w_agree, False)
        self._looked_with: dict[str, Any] = {}
        for field in (self.person._w_person, self._w_own):
            self.on_change(field, self._look_again)
        self.on_click(self._w_agree, self.agree)
        self.on_click(self._w_not_now, self.dismiss)
        self.guarded(self.look)()

    def _answers(self) -> dict[str, Any]:
        chosen = self.person._w_person.value
        return {
            "own_numbers": numbers_in(self._w_own.value),
            # Somebody new is an id that the case does not hold: no number of theirs is known.
            "person": None if chosen == NOT_CHOSEN else chosen,
        }

    def look(self) -> str | None:
        """Look everything through with the answers given so far."""
        from casekit.importers import collection, together

        answers = self._looked_with = self._answers()
        path = self.path

        def job(case: Case, report: Report) -> tuple[Collection, list[Outcome]]:
            with collection.opened(path, report) as found:
                return found, list(together.look_through(case, found, report.about, by_number=True, **answers))

        return self.worker.run(path.name, job, self._looked, self._cannot_be_read, size=_work_in(path))

    def _looked(self, came: tuple[Collection, list[Outcome]]) -> None:
        found, self.outcomes = came
        self.message.clear()
        lists = [one for one in self.outcomes if one.preview is not None]
        self._media = len(found.media)
        f.shown(self._questions, bool(lists or found.media))
        f.shown(self.person.box, bool(lists))
        asked = {one.id for each in lists if each.preview for one in each.preview.questions}
        f.shown(self._w_own, "own_number" in asked or bool(self._w_own.value))
        self._offer_media(len(found.media))
        f.shown(self._w_agree, bool(lists or found.media))
        self._shown.value = _described(found, self.outcomes)
        kinds = {one.preview.source.kind for one in lists if one.preview}
        unsaid = self.person._w_person.value == NOT_CHOSEN
        if unsaid and "carrier_bill" not in kinds and self.case.header.standpoint == "borrower":
            self.person.choose(DEBTOR)

    def _offer_media(self, count: int) -> None:
        words = _n("Also look over the {count} recording or picture in it",
                   "Also look over the {count} recordings and pictures in it", count).format(count=count)  # fmt: skip
        if self._w_media.description != words:
            self._w_media.description, self._w_media.value = words, count <= _FEW_MEDIA
        f.shown(self._w_media, count > 0)

    def _cannot_be_read(self, error: CaseError) -> None:
        self.outcomes = []
        self._shown.value = tag("h4", quoted(self.path.name))
        f.shown(self._questions, False)
        f.shown(self._w_agree, False)
        if isinstance(error, StoppedError):
            self._looked_with = {}  # what was broken off is looked through once it is asked for again
        self.message.alert(error)

    def _look_again(self) -> str | None:
        return self.look() if not self.worker.running and self._answers() != self._looked_with else None

    def refresh(self) -> None:
        """Offer persons as they are now; an open question may have been answered by another file."""
        self.person.refresh()
        if not self.worker.running and any(one.is_open and one.preview for one in self.outcomes):
            self.guarded(self.look)()

    def agree(self) -> str | None:
        """Take in every list in it that leaves nothing open; what does gets a card of its own."""
        from casekit.importers import collection, together

        self.workbook.ask_for_tick()
        answers = self._answers()
        lists = [one for one in self.outcomes if one.preview is not None]
        if lists:
            answers |= self.person.values()
        path, with_media, shared = self.path, bool(self._media and self._w_media.value), new_id()
        came: list[Outcome] = []
        laid: dict[Path, dict[str, str]] = {}

        def job(case: Case, report: Report) -> int:
            with collection.opened(path, report) as found:
                for one in together.take_in(case, found, shared, report.about, by_number=True, **answers):
                    came.append(one)
                left = {one.name for one in came if one.preview is not None and one.result is None}
                for member in [one for one in found.files if one.name in left] + (found.media if with_media else []):
                    report(0, 0)
                    with found.at_hand(member) as lying:
                        place = inbox.put(case, member.base, lying)
                    if member.name in left:
                        laid[place] = {**together.origin_of(found, shared), "collection_member": member.name}
            inbox.put_aside(path)
            new = [one.result.batch for one in came if one.result and one.result.imported and one.result.batch]
            return told_elsewhere(case.events(), new) if new else 0

        def ended(same: int) -> None:
            said = [_what_came(path.name, came, len(laid)), same_call_sentence(same)]
            if any(one.result.imported for one in came if one.result):
                said.append(_("Next: say under “Whose numbers are these” which are the collectors'."))
            self._done(self, sentences(*said), laid)

        def failed(error: CaseError) -> None:
            self.workbook.changed()
            self.message.alert(CaseError(sentences(error.message, _what_came(path.name, came, 0)), error.faults))

        return self.worker.run(path.name, job, ended, failed, size=_work_in(path))

    def dismiss(self) -> None:
        """Put it aside; nothing of it enters the case."""
        if self.worker.running:
            raise InputError(_("This is still being worked on. Please wait, or press “Stop”."))
        inbox.put_aside(self.path)
        self._done(self, _("{name} was put aside; nothing of it is in the case.").format(name=self.path.name), {})


def _work_in(path: Path) -> int:
    """About how many bytes are to be read; a folder of many files counts as big before all of them are met."""
    if path.is_file():
        return path.stat().st_size * _UNPACKED
    total = 0
    for count, one in enumerate(path.rglob("*")):
        total += one.lstat().st_size
        if total >= SMALL or count > 500:
            return SMALL
    return total


def _described(found: Collection, outcomes: list[Outcome]) -> Html:
    """What is in it: the lists as a table, what is none by name and reason."""
    lists = [one for one in outcomes if one.preview is not None]
    previews = [one.preview for one in lists if one.preview is not None]
    rows = []
    for one, seen in zip(lists, previews, strict=True):
        period = [day_and_time(moment, "day") for moment in (seen.first, seen.last) if moment is not None]
        # A list of which nothing can be read before something is answered is not one without records.
        asked = list(dict.fromkeys(each.text for each in seen.questions)) if one.reason else []
        remarks = [paragraph(badge(_("please answer"), "warn"), " ", each) for each in asked]
        remarks += [paragraph(each) for each in ([] if asked or not one.reason else [one.reason])]
        remarks += [paragraph(each) for each in seen.warnings]
        rows.append((
            quoted(one.name), _(seen.source.title), " – ".join(dict.fromkeys(period)),
            _("{count}, of which {fresh} are new to the case").format(count=seen.records, fresh=seen.fresh),
            str(len(seen.skipped)), tag("div", *remarks) if remarks else "",
        ))  # fmt: skip
    others = [one for one in outcomes if one.preview is None]
    head = [_("File"), _("Kind of file"), _("Period"), _("Records"), _("Rows left out"), _("Remarks")]
    kind = _("Archive") if found.sha256 else _("Folder")
    return joined(
        tag("h4", quoted(found.name), " ", badge(kind)),
        pairs([
            (_("Lists in it"), str(len(rows))),
            (_("Records"), _("{count}, of which {fresh} are new to the case").format(
                count=sum(one.records for one in previews), fresh=sum(one.fresh for one in previews)) if rows else ""),
            (_("How"), _added(previews, "channel")),
            (_("Direction"), _added(previews, "direction")),
            (_("Answered?"), _added(previews, "outcome")),
            (label("field", "time_basis"), _added(previews, "time_basis")),
        ]),
        table(head, rows),
        details(_("Each file in detail"), *map(described, previews[:_DETAILED])) if previews else "",
        paragraph(_("Files marked “please answer” stay out at first; once the others are in, each of them waits below and "
                    "can be answered there.")) if any(one.reason and one.preview and one.preview.questions for one in lists) else "",
        paragraph(_("What several of them tell is entered once."), css="ck-quiet") if len(rows) > 1 else "",
        details(
            _n("{count} other thing in it is not taken in: why", "{count} other things in it are not taken in: why",
               len(others)).format(count=len(others)),
            bullets(Fault(one.name, one.reason) for one in others),
        ) if others else "",
        *(paragraph(one, css="ck-quiet") for one in found.notes),
    )  # fmt: skip


def _added(previews: list[Preview], vocabulary: str) -> str:
    """The counts of all lists together, in words."""
    return counts(sum((Counter(getattr(one, f"by_{vocabulary}")) for one in previews), Counter()), vocabulary)


def _what_came(name: str, came: list[Outcome], waiting: int) -> str:
    taken = [one.result for one in came if one.result is not None]
    said = []
    if taken:
        said.append(
            _n("{name}: {count} file taken in, {imported} new records, {known} were there already.",
               "{name}: {count} files taken in, {imported} new records, {known} were there already.", len(taken)).format(
                name=name, count=len(taken), imported=sum(one.imported for one in taken),
                known=sum(one.confirmed for one in taken))
        )  # fmt: skip
    if waiting:
        said.append(
            _n("{count} file leaves something open; it waits below.", "{count} files leave something open; they wait below.",
               waiting).format(count=waiting)
        )  # fmt: skip
    return sentences(*said)
