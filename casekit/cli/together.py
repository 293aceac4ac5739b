"""What `casekit import` says and prints of a folder or an archive as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casekit.cli.evidence import candidates_in_words, how_to_settle, kept_in_words, kept_object
from casekit.cli.shared import Bar
from casekit.cli.stopping import Stop
from casekit.errors import InputError, StoppedError
from casekit.text import _, _n

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.importers.collection import Collection
    from casekit.importers.media.gathered import Gathered
    from casekit.importers.preview import Preview
    from casekit.importers.together import Outcome

Said = Callable[["Preview"], Iterator[str]]
NOTHING_READ: dict[str, Any] = {
    "sha256": None, "source": None, "batch": None, "declared": None, "read": 0, "imported": 0, "confirmed": 0,
    "skipped": [], "warnings": [], "questions": [],
}  # fmt: skip


class Together:
    """One collection on its way into a case.

    `results` are the objects for `--json` so far, `lines` what is said of them to people, `remarks` what is said in
    any case; `failed` is whether something that is a list stayed out.
    """

    def __init__(self, case: Case, path: Path, said: Said) -> None:
        self.case, self.path, self._said = case, path, said
        self.results: list[dict[str, Any]] = []
        self.lines: list[str] = []
        self.remarks: list[str] = []
        self.failed = False
        self._taken: list[Outcome] = []
        self._asked = 0
        self._gathered: list[Gathered] = []

    def run(self, stop: Stop, bar: Bar, *, dry_run: bool, answers: dict[str, Any]) -> None:
        """Look through, or take in, everything in it.

        Raises
        ------
        StoppedError
            after Ctrl-C; what is in the case then has been printed
        InputError
            when the folder or archive as a whole cannot be used
        """
        from casekit.casebook.base import new_id
        from casekit.importers import collection, together
        from casekit.importers.media import gathered

        shared = None if dry_run else new_id()

        def telling(name: str) -> Callable[[int, int], None]:
            return stop.telling(bar, f"{self.path.name}: {name}")

        name = self.path.name
        try:
            with collection.opened(self.path, stop.telling(bar, name), leave_out=self.case.folder) as found:
                outcomes = (
                    together.look_through(self.case, found, telling, **answers) if shared is None
                    else together.take_in(self.case, found, shared, telling, **answers)
                )  # fmt: skip
                for one in outcomes:
                    if one.result is None:  # Ctrl-C ends the programs that read for us too, as if files were damaged
                        stop.check(f"{name}: {one.name}")
                    self._one(one, found.name, shared)
                album = gathered.set_aside_album(found)
                for each in gathered.gather(self.case, found, shared, telling(_("recordings and pictures"))):
                    self._recording(each, found.name, shared)
                if album:
                    self.remarks.append(
                        _("{count} pictures were not taken in: so many are a whole album. To keep those that show calls or "
                          "messages: casekit attach CASE FILE …").format(count=album)
                    )  # fmt: skip
                self._end(found, shared)
        except StoppedError as error:
            kept = _before_the_stop(len(self._taken) + len(self._gathered), shared)
            raise StoppedError(f"{error.message} {kept}" if kept else error.message) from error

    def _one(self, one: Outcome, collection: str, shared: str | None) -> None:
        told = one.result.as_json() if one.result else _not_taken_in(one)
        self.results.append({**told, "file": one.name, "collection": {"id": shared, "name": collection}})
        # What would have to be answered is no failure while it is only asked what there is.
        self.failed = self.failed or (one.is_open and (shared is not None or one.preview is None))
        if one.result is not None and not one.is_open:
            self._taken.append(one)
        if one.reason and one.preview is None:
            self.remarks.append(_("{file}: {why}").format(file=one.name, why=" ".join(one.reason.split())))
        if one.preview is not None:
            self._asked += one.is_open
            self.lines.extend(self._described(one, one.preview, dry_run=shared is None))

    def _described(self, one: Outcome, seen: Preview, *, dry_run: bool) -> Iterator[str]:
        period = ""
        if seen.first and seen.last:
            period = _("{first} to {last}").format(first=f"{seen.first:%Y-%m-%d}", last=f"{seen.last:%Y-%m-%d}")
        if one.result is not None and not dry_run:
            counts = _("{imported} taken in, {confirmed} were there already, {skipped} left out").format(
                imported=one.result.imported, confirmed=one.result.confirmed, skipped=len(seen.skipped)
            )
        else:
            counts = _("records: {count}, of them new: {fresh}; rows left out: {skipped}").format(
                count=seen.records, fresh=seen.fresh, skipped=len(seen.skipped)
            )
        yield _("{file}: {told}").format(
            file=one.name, told=_("; ").join(filter(None, (_(seen.source.title), period, counts)))
        )
        yield from self._said(seen)

    def _recording(self, one: Gathered, collection: str, shared: str | None) -> None:
        """Note what becomes of a recording or picture; what is linked or was there already is only counted."""
        from casekit.importers.media.planning import in_words

        self._gathered.append(one)
        kept, proposal = one.kept, one.proposal
        has_contact = kept.incident is not None or proposal.verdict == "known"
        said = kept.error or ("" if has_contact and not kept.media.fault else in_words(proposal))
        settle = () if kept.error or has_contact else (
            *candidates_in_words(self.case, proposal), how_to_settle(self.case, kept, proposal))  # fmt: skip
        told = [" ".join(filter(None, (said, *settle)))] if said else []
        is_asked = proposal.verdict == "ask" and not kept.error
        self.results.append({
            **kept_object(kept, proposal), **NOTHING_READ, "file": one.name, "sha256": one.sha256,
            "source": kept.media.kind, "read": int(has_contact), "confirmed": int(has_contact),
            "warnings": [] if is_asked else told, "questions": told if is_asked else [],
            "collection": {"id": shared, "name": collection},
        })  # fmt: skip
        if kept.error:
            self.failed = True
            self.remarks.append(_("{file}: {why}").format(file=one.name, why=" ".join(kept.error.split())))
        elif said:
            self.lines.append(kept_in_words(self.case, kept, proposal))

    def _sum_up_recordings(self, shared: str | None) -> None:
        told = [one for one in self._gathered if not one.kept.error]
        if not told:
            return
        linked = sum(one.kept.incident is not None or one.proposal.verdict == "known" for one in told)
        if shared is None:
            said = _("Recordings and pictures: {count}; with contacts that the case holds already: {linked}. To which calls of "
                     "these lists they belong shows once all is taken in.")  # fmt: skip
        else:
            said = _("Recordings and pictures kept as evidence: {count}; of them with their contact: {linked}.")
        parts = [said.format(count=len(told), linked=linked)]
        if shared is not None and linked < len(told):
            parts.append(_("Once more lists are in, the others may find theirs: casekit attach CASE --again"))
        if any(one.kept.links for one in told):
            parts.append(_("Undoing takes the links back; the files stay."))
        self.lines.append("\n  ".join(parts))

    def _end(self, found: Collection, shared: str | None) -> None:
        self.remarks.extend(found.notes)
        if not (self._taken or self._asked or self._gathered):
            raise InputError(_("In {name} casekit found no list that can be taken in.").format(name=found.name))
        self._sum_up_recordings(shared)
        if not self._taken and not any(one.kept.links for one in self._gathered):
            return
        imported = sum(one.result.imported for one in self._taken if one.result)
        said = (
            _("{name} as a whole: lists: {files}; new records: {count}; what several of them tell is entered once.")
            if shared is None
            else _("{name} as a whole: lists: {files}; new records: {count}. To undo all of it: casekit undo CASE {id}")
        )
        self.lines.append(said.format(name=found.name, files=len(self._taken), count=imported, id=shared))


def _before_the_stop(count: int, shared: str | None) -> str:
    if not count or shared is None:
        return ""
    return _n("{count} file before it is in the case; to undo it: casekit undo CASE {id}",
              "{count} files before it are in the case; to undo them: casekit undo CASE {id}", count).format(
        count=count, id=shared)  # fmt: skip


def _not_taken_in(one: Outcome) -> dict[str, Any]:
    """The object of a file that stayed out: with what was seen of it, if it is a list."""
    if one.preview is None:
        return {**NOTHING_READ, "sha256": one.sha256, "warnings": [one.reason]}
    from casekit.importers.intake import ImportResult

    return ImportResult(one.preview, None, 0, 0).as_json()
