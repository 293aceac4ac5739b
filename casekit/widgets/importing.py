"""导入: take files in, look at them first, and undo what was taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import ipywidgets as w

from casekit.analysis.overlap import told_elsewhere
from casekit.errors import CaseError, Fault, InputError
from casekit.importers.collection import is_collection
from casekit.importers.media.planning import media_among
from casekit.model import Batch
from casekit.text import _, _n, current_language, pick
from casekit.widgets import fields as f
from casekit.widgets import inbox
from casekit.widgets.collectioncard import CollectionCard
from casekit.widgets.guard import Message
from casekit.widgets.markup import Html, badge, bullets, details, paragraph, quoted, tag
from casekit.widgets.part import Section
from casekit.widgets.previewcard import PreviewCard
from casekit.widgets.recordings import RecordingsCard
from casekit.widgets.wording import day, same_call_sentence, sentences, source_title


class ImportSection(Section):
    """Upload, inbox, one card per waiting list, folder or archive, one for all recordings, the list of imports."""

    name: ClassVar[str] = "import"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        for card in getattr(self, "cards", ()):
            card.worker.stop()
        self.cards: list[PreviewCard | CollectionCard] = []
        self._origins: dict[Path, dict[str, str]] = {}  # where files of the inbox were taken from
        self._folds: dict[str, f.Fold] = {}
        self._w_upload = f.upload(_("Choose files"))
        self._w_look = f.button(_("Look into the inbox folder"))
        self._hint = f.show()
        self._w_all = f.button(_("Take in all files without a question"))
        self._waiting = f.stack()
        self.recordings = RecordingsCard(self.workbook, self.message.clear)
        self._batches = f.stack()
        # Undoing is told of where its button is, far below the files that wait.
        self.undone = Message()
        self.on_change(self._w_upload, self.receive)
        self.on_click(self._w_look, self.look_again)
        self.on_click(self._w_all, self.agree_to_all)
        return f.stack(
            f.show(_where_to_get_files()),
            f.row(self._w_upload, self._w_look, f.too_big(inbox.folder_of(self.case))),
            self.message,
            self._hint,
            f.row(self._w_all),
            self._waiting,
            self.recordings.box,
            self.undone,
            self._batches,
        )

    def refresh(self) -> None:
        self._hint.value = paragraph(
            _("Big files (over about 100 MB): drop them into the folder {folder}, then press “Look into the inbox "
              "folder”.").format(folder=inbox.folder_of(self.case)), css="ck-quiet",
        )  # fmt: skip
        self._show_cards()
        self._show_batches()

    def receive(self) -> str | None:
        """Lay what was uploaded into the inbox and look it through."""
        files = f.uploaded(self._w_upload)
        if not files:
            return None
        self.workbook.ask_for_tick()
        refused = []
        for name, content in files:
            try:
                inbox.put(self.case, name, content)
            except CaseError as error:
                refused.append(Fault(name, error.message))
        self._show_cards()
        if refused:
            raise InputError(_("Not every file could be received; the others are shown below."), refused)
        return _n("{count} file has arrived. Look it over before it is taken in.",
                  "{count} files have arrived. Look them over before they are taken in.",
                  len(files)).format(count=len(files))  # fmt: skip

    def look_again(self) -> str:
        """Look for files that were dropped into the folder, and say so when nothing has arrived at all."""
        self.workbook.ask_for_tick()
        folder = inbox.ready(self.case)
        self._show_cards()
        waiting = len(inbox.waiting(self.case)) + len(inbox.waiting(self.case, folders=True))
        if not waiting:
            raise InputError(
                _("Nothing has arrived. If you chose a file and see nothing here, it is too big for the button: "
                  "drop it into the folder {folder} and press this button again.").format(folder=folder)
            )  # fmt: skip
        return _n("{count} file is waiting.", "{count} files are waiting.", waiting).format(count=waiting)

    def _show_cards(self) -> None:
        """One card per waiting list; cards that are there keep what was typed into them."""
        waiting = inbox.waiting(self.case)
        media = dict.fromkeys(media_among(waiting))
        files = [*inbox.waiting(self.case, folders=True), *(path for path in waiting if path not in media)]
        known = {card.path: card for card in self.cards}
        self.cards = [known.get(path) or self._card(path) for path in files]
        for path in set(known) - set(files):
            known[path].worker.stop()
            known[path].box.close()
        for card in self.cards:
            card.refresh()
        self._waiting.children = tuple(card.box for card in self.cards)
        self._offer_all()
        self.recordings.show(media)

    def _offer_all(self) -> None:
        f.shown(self._w_all, sum(card.ready for card in self.cards) > 1)

    def _card(self, path: Path) -> PreviewCard | CollectionCard:
        if is_collection(path):
            return CollectionCard(self.workbook, path, self._collection_done)
        return PreviewCard(self.workbook, path, self._card_done, self._offer_all, self._origins.get(path))

    def _collection_done(self, card: CollectionCard, said: str, origins: dict[Path, dict[str, str]]) -> None:
        """Files that leave something open get cards of their own, and are known to come from the collection."""
        self._origins |= origins
        self._card_done(card, said)

    def _card_done(self, card: PreviewCard | CollectionCard, said: str) -> None:
        """The card goes, and what it has to say stays."""
        self.cards = [one for one in self.cards if one is not card]
        self.undone.clear()
        self.workbook.changed()
        self.message.done(said)

    def agree_to_all(self) -> str:
        """Take in every file that nothing has to be asked about; the others stay."""
        before = {one.id for one in self.case.batches()}
        for card in list(self.cards):
            if card.ready:
                self.workbook.guard.run(card.message, card.agree)
        new = [one for one in self.case.batches() if one.id not in before]
        if not new and any(card.worker.running for card in self.cards):
            return ""  # big files each say how far they are
        if not new:
            raise InputError(_("None of the files could be taken in; each says why."))
        said = [
            _n("{count} file taken in: {imported} new records, {known} were there already.",
               "{count} files taken in: {imported} new records, {known} were there already.", len(new)).format(
                count=len(new), imported=sum(one.imported for one in new), known=sum(one.confirmed for one in new)),
            same_call_sentence(told_elsewhere(self.case.events(), [one.id for one in new])),
        ]  # fmt: skip
        return sentences(*said)

    def _show_batches(self) -> None:
        batches = self.case.batches()
        shared: dict[str, list[Batch]] = {}
        for one in reversed(batches):
            shared.setdefault(one.collection or one.id, []).append(one)
        rows = [self._batch_row(of[0]) if len(of) == 1 else self._collection_row(of) for of in shared.values()]
        title = [f.show(tag("h4", _("Taken in so far")))] if rows else []
        for old in self._batches.children:
            old.close()
        self._batches.children = (*title, *rows)

    def _batch_row(self, batch: Batch) -> w.Widget:
        button = f.button(_("Bring back") if batch.undone else _("Undo"), quiet=True)
        button.tooltip = batch.file_name
        self.workbook.guard.on_click(
            button, self.undone, lambda: self.redo(batch.id) if batch.undone else self.undo(batch.id)
        )
        row = f.row(f.show(self._batch_line(batch)), button)
        row.add_class("ck-choosable")
        return row

    def _collection_row(self, batches: list[Batch]) -> w.Widget:
        """What came from one folder or archive: undone together, or one by one below."""
        shared, count = batches[0].collection, len(batches)
        undone = all(one.undone for one in batches)
        button = f.button(_("Bring all of it back") if undone else _("Undo all of it"), quiet=True)
        button.tooltip = batches[0].collection_name
        self.workbook.guard.on_click(button, self.undone, lambda: self.redo(shared) if undone else self.undo(shared))
        line = tag(
            "div",
            tag("strong", quoted(batches[0].collection_name)),
            badge(_("Archive") if batches[0].collection_sha256 else _("Folder")),
            tag("span", _("{imported} taken in, {known} known, {skipped} left out").format(
                imported=sum(one.imported for one in batches), known=sum(one.confirmed for one in batches),
                skipped=sum(one.skipped for one in batches))),
            badge(_("undone"), "warn") if undone else "",
            css="ck-line",
        )  # fmt: skip
        before = self._folds.get(shared)
        self._folds[shared] = f.Fold(
            _n("{count} file", "{count} files", count).format(count=count), map(self._batch_row, batches),
            unfolded=before is not None and before.unfolded,
        )  # fmt: skip
        row = f.row(f.show(line), button)
        row.add_class("ck-choosable")
        return f.stack(row, self._folds[shared].box)

    def _batch_line(self, batch: Batch) -> Html:
        zone = self.case.header.zone
        person = self.case.background().persons.get(batch.person)
        period = " – ".join(dict.fromkeys(one for one in (day(batch.first, zone), day(batch.last, zone)) if one))
        parts: list[Any] = [
            tag("strong", quoted(batch.file_name)),
            badge(source_title(batch.source)),
            tag("span", period),
            tag("span", _("{imported} taken in, {known} known, {skipped} left out").format(
                imported=batch.imported, known=batch.confirmed, skipped=batch.skipped)),
        ]  # fmt: skip
        if person is not None and person.name:
            parts.append(tag("span", quoted(person.name)))
        if batch.undone:
            parts.append(badge(_("undone"), "warn"))
        return tag("div", *parts, css="ck-line")

    def undo(self, batch: str) -> str:
        """Take back what only this import brought."""
        gone = self.case.undo(batch)
        self.workbook.changed()
        return _n("Undone: {count} record is out.", "Undone: {count} records are out.", gone).format(count=gone)

    def redo(self, batch: str) -> str:
        """Bring an undone import back."""
        came = self.case.redo(batch)
        self.workbook.changed()
        return _n("Brought back: {count} record.", "Brought back: {count} records.", came).format(count=came)

    def typed(self) -> dict[str, Any]:
        """What stands in the cards too, by file."""
        return {**super().typed(), "cards": {str(card.path): card.typed() for card in getattr(self, "cards", ())}}

    def retype(self, values: dict[str, Any]) -> None:
        cards = values.pop("cards", {})
        super().retype(values)
        for card in getattr(self, "cards", ()):
            card.retype(cards.get(str(card.path), {}))


def _where_to_get_files() -> Html:
    """How to get each kind of file, each way folded under its title, because most people have their files already."""
    # Reading them takes a while; the workbook is there before.
    from casekit.importers.howto import guides

    return details(
        _("Where do I get these files?"),
        *(
            details(
                pick(guide.title),
                tag("ol", *(tag("li", step) for step in guide.steps[current_language()])),
                paragraph(pick(guide.note), css="ck-quiet") if guide.note else "",
            )
            for guide in guides()
        ),
        bullets([
            _("Several files at once: put them into a zip, or drop their folder into the inbox folder; all lists in it go "
              "in together."),
            _("Relatives can do the same with their own bill; say below whose it is."),
        ]),
        paragraph(_("All files stay on this computer."), css="ck-quiet"),
    )  # fmt: skip
