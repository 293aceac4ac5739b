"""What every door of a case stands on: the ledger, its fold, and how input becomes an item."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from casekit import clock
from casekit.casebook.evidence import EvidenceStore, StoredFile
from casekit.casebook.ledger import Ledger
from casekit.casebook.state import State
from casekit.casebook.validation import validated
from casekit.errors import Fault, InputError, LedgerError, NotFoundError
from casekit.model import Background, CaseHeader
from casekit.text import _

LEDGER_NAME = "ledger.sqlite"


def new_id() -> str:
    """A random id: 16 hexadecimal digits."""
    return secrets.token_hex(8)


def item_of(record: BaseModel, names: Iterable[str] | None = None) -> dict[str, Any]:
    """The ledger item of a model: only what was said, times as ISO 8601."""
    item: dict[str, Any] = {}
    for name in names or type(record).model_fields:
        value = getattr(record, name)
        if value != type(record).model_fields[name].get_default(call_default_factory=True):
            item[name] = plain(value)
    return item


def plain(value: Any) -> Any:
    """A value as the ledger stores it."""
    if isinstance(value, datetime):
        return clock.iso_utc(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, BaseModel):
        return item_of(value)
    return value


class CaseBase:
    """A case folder that is open: its ledger, its evidence, and the fold up to the head."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self.folder = folder
        self.ledger = ledger
        self.store = EvidenceStore(folder / "evidence")
        self._state = State()
        self._tables: dict[str, Any] = {}
        self.refresh()

    def __repr__(self) -> str:
        return f"Case({str(self.folder)!r})"

    def refresh(self) -> State:
        """Take in what has been written since, here or by another window."""
        for entry in self.ledger.entries(after=self._state.seq):
            try:
                self._state.apply(entry)
            except (LookupError, AttributeError, ValueError, TypeError, RecursionError) as error:
                raise LedgerError(
                    _(
                        "Entry {seq} of the case cannot be read: a newer casekit wrote it, or it is damaged. Nothing was "
                        "changed; update casekit, or use a copy of the case."
                    ).format(seq=entry.seq),
                    [Fault(str(self.ledger.path), f"{type(error).__name__}: {error}")],
                ) from error
        return self._state

    def _append(self, kind: str, items: Sequence[dict[str, Any]]) -> None:
        self.ledger.append(kind, items)
        self.refresh()

    @contextmanager
    def _keeping(self, source: Path | bytes, name: str) -> Iterator[StoredFile]:
        """Keep a file as evidence while an entry about it is written; without the entry it is not kept either."""
        stored = self.store.add(source, name)
        try:
            yield stored
        except BaseException:
            if stored.is_new and stored.sha256 not in self.refresh().evidence:
                self.store.discard(stored.sha256)
            raise

    @property
    def head(self) -> tuple[int, str]:
        """(seq, hash) of the last entry."""
        state = self.refresh()
        return state.seq, state.hash

    @property
    def header(self) -> CaseHeader:
        """What the case is about and how it is read."""
        return self.refresh().header

    def background(self) -> Background:
        """Debts, parties, persons, marks on numbers, dated facts, evidence, and what was done about it."""
        state = self.refresh()
        return Background(
            header=state.header,
            debts=dict(state.debts),
            parties=dict(state.parties),
            persons=dict(state.persons),
            numbers=dict(state.numbers),
            facts=state.live_facts(),
            evidence=tuple(one for one in state.evidence.values() if self._is_shown(state, one.sha256)),
            harms=state.live("harms"),
            filings=state.live("filings"),
            talks=state.live("talks"),
            credit=state.live("credit"),
            budget=state.budget,
            recorded_until=self._recorded_until(state),
        )

    def _recorded_until(self, state: State) -> date | None:
        ends = [batch.last for batch in state.batches.values() if batch.last is not None and not batch.undone]
        return clock.to_wall_clock(max(ends), state.header.zone).date() if ends else None

    def _is_shown(self, state: State, sha256: str) -> bool:
        """Files that only undone imports brought stay in the store but are no longer part of the case."""
        batches = [batch for batch in state.batches.values() if batch.sha256 == sha256]
        return not batches or any(not batch.undone for batch in batches) or bool(state.evidence[sha256].incidents)

    def update_header(self, **fields: Any) -> CaseHeader:
        """Change what the case is about; only the given fields change.

        Raises
        ------
        InputError
            when a value cannot be used, such as a telephone without any digit
        """
        phone = str(fields.get("phone") or "").strip()
        if phone and not any(sign.isdigit() for sign in phone):
            raise InputError(
                _("“{value}” has no digit; please give the telephone number in digits.").format(value=phone)
            )
        merged = validated(CaseHeader, {**self.header.model_dump(), **fields})
        changed = {name: plain(getattr(merged, name)) for name in fields}
        if changed:
            self._append("case", [changed])
        return self.header

    def verify(self) -> list[Fault]:
        """Recompute the chain and the hash of every evidence file; an empty list means all is as recorded."""
        faults = self.ledger.verify()
        for sha256, evidence in self.refresh().evidence.items():
            try:
                if not self.store.is_unchanged(sha256):
                    faults.append(Fault(evidence.name, _("the file was altered after it was taken in")))
            except (NotFoundError, OSError):
                faults.append(Fault(evidence.name, _("the file is missing from the evidence folder")))
        return faults
