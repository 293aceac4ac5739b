"""Imports: one batch is one transaction; undoing it keeps what another batch also brought."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from casekit import clock
from casekit.casebook.base import item_of, new_id, plain
from casekit.casebook.incidents import IncidentsOfCase
from casekit.casebook.state import batch_of
from casekit.errors import InputError, NotFoundError
from casekit.model import Batch, Person
from casekit.numbers import account, is_account
from casekit.text import _

CHUNK = 1000
RecordKey = tuple[Any, ...]
_OF_KEY = ("person", "channel", "direction", "number", "duration_s", "text")


class RecordIndex(dict[RecordKey, list[tuple[int, str, str]]]):
    """(epoch second, precision, id) of records, in time order, by what rows of one communication share but the time.

    That is person, channel, direction, number, duration and text. The start is left out because it may differ by a
    second or two; whoever looks up compares it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._accounts: dict[str, dict[str, None]] = {}

    def add_name(self, number: str, name: str) -> None:
        """Keep under which name an account is shown: another export of the chat may know no more than that."""
        if (named := _named(number, name)) != number:
            self._accounts.setdefault(named, {})[number] = None

    def keys_of(self, record: dict[str, Any]) -> Iterator[RecordKey]:
        """Where records of the same communication may stand: by its number, or by account where one knows but the name.

        Two accounts that are shown under one name are never taken for each other.
        """
        number = record["number"]
        named = _named(number, record["contact_name"])
        for one in dict.fromkeys((number, *self._accounts.get(number, ()), named)):
            yield tuple(one if name == "number" else record[name] for name in _OF_KEY)


@lru_cache(maxsize=10_000)
def _named(number: str, name: str) -> str:
    """The account that an export names which knows no more of somebody than the name; a telephone number stays."""
    return account(number.partition(":")[0], name) or number if is_account(number) else number


class BatchesOfCase(IncidentsOfCase):
    """The part of a case that takes in whole files."""

    def record_index(self, source_kind: str) -> RecordIndex:
        """Every record of one kind of source, as it was read.

        Rows of undone batches are among them: bringing such a file again brings its rows back under
        their old numbers.
        """
        state = self.refresh()
        columns = state.columns
        names = (*_OF_KEY, "start", "precision", "id")
        index = RecordIndex()
        for row, (kind, *values) in enumerate(
            zip(columns["source_kind"], *(columns[name] for name in names), strict=True)
        ):
            if kind != source_kind:
                continue
            # What the user corrected is still that row of the file.
            read = state.machine_values.get(row, {})
            *key, start, precision, one = (read.get(name, value) for name, value in zip(names, values, strict=True))
            if start is not None:
                index.add_name(columns["number"][row], columns["contact_name"][row])
                index.setdefault(tuple(key), []).append((int(clock.from_iso(start).timestamp()), precision, one))
        for moments in index.values():
            moments.sort()
        return index

    def import_batch(
        self,
        make_records: Callable[[RecordIndex], Iterable[dict[str, Any]]],
        *,
        source: str,
        source_kind: str,
        path: Path,
        name: str,
        summary: Callable[[], dict[str, Any]],
        person: Person | None = None,
    ) -> Batch:
        """Take in one file: all of it, or nothing. What is given back does not need the case to be read again.

        Parameters
        ----------
        make_records
            called with the index of what the case holds of this kind; gives the new incidents one by
            one as dicts of stored fields (`start` and `told_at` aware UTC datetimes, `raw` a dict of
            the cells of the row), or `{"confirms": id}` for a row that is there already; either may have
            `attachments`, (path, name) of files that came with it and are kept as evidence linked to it
        summary
            called after the last record; gives the fields of the `import` entry that are known only
            then (`declared`, `read`, `skipped`, `person`, `line`, …)
        person
            whose file it is, as they shall be known from now on: entered, or completed, together with the file
        """
        batch = new_id()
        raw_columns: dict[str, int] = {}
        imported = confirmed = 0
        first: datetime | None = None
        last: datetime | None = None
        with ExitStack() as kept, self.ledger.writing() as add:
            stored = kept.enter_context(self._keeping(path, name))
            index = self.record_index(source_kind)
            if person is not None and (told := self._news_of(person)):
                add("person", [told])
            add(
                "evidence",
                [{
                    "sha256": stored.sha256, "name": name, "size": stored.size, "media_type": stored.media_type,
                    "kind": "export",
                }],
            )  # fmt: skip
            records = iter(make_records(index))
            while chunk := list(islice(records, CHUNK)):
                items = []
                attached: list[tuple[str, Path, str]] = []
                for record in chunk:
                    files = record.pop("attachments", ())
                    if "confirms" in record:
                        confirmed += 1
                        attached.extend((record["confirms"], *file) for file in files)
                        items.append({"confirms": record["confirms"], "batch": batch})
                        continue
                    imported += 1
                    start = record.get("start")
                    if start is not None:
                        first = start if first is None or start < first else first
                        last = start if last is None or start > last else last
                    items.append(_item(record, raw_columns, batch, source, source_kind, stored.sha256))
                    attached.extend((items[-1]["id"], *file) for file in files)
                add("incidents", items)
                self._attach_all(attached, kept, add)
            item = {
                "id": batch, "source": source, "source_kind": source_kind, "file_name": name,
                "sha256": stored.sha256, "imported": imported, "confirmed": confirmed,
                "first": plain(first), "last": plain(last), "raw_columns": list(raw_columns), **summary(),
            }  # fmt: skip
            entry = add("import", [item])
        return batch_of(item, entry.recorded_at)

    def _attach_all(
        self, attached: list[tuple[str, Path, str]], kept: ExitStack, add: Callable[[str, list[dict[str, Any]]], Any]
    ) -> None:
        """Keep files as evidence of their incidents; what is kept or linked already is not told twice."""
        known = self._state.evidence
        files: dict[str, dict[str, Any]] = {}
        links: dict[tuple[str, str], dict[str, Any]] = {}
        for incident, path, name in attached:
            stored = kept.enter_context(self._keeping(path, name))
            before = known.get(stored.sha256)
            if before is None:
                files[stored.sha256] = {
                    "sha256": stored.sha256, "name": name, "size": stored.size, "media_type": stored.media_type,
                    "kind": stored.kind,
                }  # fmt: skip
            if before is None or incident not in before.incidents:
                links[incident, stored.sha256] = {"evidence": stored.sha256, "incident": incident}
        if files:
            add("evidence", list(files.values()))
        if links:
            add("link", list(links.values()))

    def _news_of(self, person: Person) -> dict[str, Any]:
        """What the case does not know of a person yet, as a ledger item; empty when there is nothing."""
        known = self.refresh().persons.get(person.id)
        if known is None:
            return item_of(person)
        names = [name for name in Person.model_fields if getattr(person, name) != getattr(known, name)]
        return {"id": person.id, **{name: plain(getattr(person, name)) for name in names}} if names else {}

    def batches(self) -> list[Batch]:
        """Every import in the order it was made, the undone ones too."""
        return list(self.refresh().batches.values())

    def owners_of(self, sha256: str) -> list[Person]:
        """Whose list this very file is, by the imports that were not undone."""
        state = self.refresh()
        live = [batch.person for batch in state.batches.values() if batch.sha256 == sha256 and not batch.undone]
        return [state.persons[one] for one in dict.fromkeys(live) if one in state.persons]

    def _named(self, batch: str) -> tuple[list[Batch], list[dict[str, Any]], list[dict[str, Any]]]:
        """The import of this id, or all that came from the collection of this id; the first digits are enough.

        With them the links that came with the collection, as ledger items: those that stand, those that were undone.
        """
        state = self.refresh()
        known = state.batches
        ids = {one for each in known.values() for one in (each.id, each.collection) if one} | state.collected.keys()
        by_start = [batch] if batch in ids else [one for one in ids if batch and one.startswith(batch)]
        if len(by_start) != 1:
            raise NotFoundError(_("The case holds no import “{batch}”.").format(batch=batch))
        standing: list[dict[str, Any]] = []
        gone: list[dict[str, Any]] = []
        for file, incident in state.collected.get(by_start[0], ()):
            item = {"evidence": file, "incident": incident, "collection": by_start[0]}
            (standing if incident in state.evidence[file].incidents else gone).append(item)
        return [one for one in known.values() if by_start[0] in (one.id, one.collection)], standing, gone

    def undo(self, batch: str) -> int:
        """Withdraw what only this import brought, own numbers too; gives the number of records that went.

        With the id of a collection that is what all of its files brought, and the links between its recordings and
        contacts. What another import has brought as well stays, and so do all files in the evidence folder.
        """
        named, standing, _gone = self._named(batch)
        live = [one for one in named if not one.undone]
        if not (live or standing):
            raise InputError(_("This import was undone already."))
        before = self._live_count()
        with self.ledger.writing() as add:
            if live:
                add("withdraw", [{"batch": one.id, "why": "undo"} for one in live])
            if standing:
                add("link", [{**one, "removed": True} for one in standing])
        return before - self._live_count()

    def redo(self, batch: str) -> int:
        """Bring back an import, or those of a collection, that was undone; gives the number of records that came."""
        named, _standing, gone = self._named(batch)
        undone = [one for one in named if one.undone]
        if not (undone or gone):
            raise InputError(_("This import was not undone, so there is nothing to bring back."))
        for known in undone:
            others = [one.called for one in self.owners_of(known.sha256) if one.id != known.person]
            if others:
                raise InputError(
                    _("This very file is in the case as the list of {name}. Undo that import first.").format(
                        name=others[0]
                    )
                )
        before = self._live_count()
        with self.ledger.writing() as add:
            if undone:
                add("restore", [{"batch": one.id} for one in undone])
            if gone:
                add("link", gone)
        return self._live_count() - before

    def _live_count(self) -> int:
        state = self.refresh()
        return len(state.recorded_at) - len(state.dead_rows())


def _item(
    record: dict[str, Any],
    raw_columns: dict[str, int],
    batch: str,
    source: str,
    source_kind: str,
    sha256: str,
) -> dict[str, Any]:
    """The ledger item of an imported row; its cells go by position under the batch's list of names."""
    item = {name: plain(value) for name, value in record.items() if name != "raw" and value not in (None, "", ())}
    raw = record.get("raw") or {}
    for name in raw:
        raw_columns.setdefault(name, len(raw_columns))
    cells: list[str | None] = [None] * (max((raw_columns[name] for name in raw), default=-1) + 1)
    for name, value in raw.items():
        cells[raw_columns[name]] = value
    item.update(id=new_id(), batch=batch, source=source, source_kind=source_kind, file=sha256)
    if cells:
        item["raw"] = cells
    return item
