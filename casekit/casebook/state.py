"""The fold: what the entries of a ledger add up to.

The state continues from the last entry it has seen; a save never folds the case anew. Incidents are
kept column-wise, one Python list per stored field, because the events table is made from columns.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from casekit.casebook.closed_lists import CLOSED, refuse_unknown
from casekit.casebook.entry import Entry
from casekit.model import (
    STORED_FIELDS,
    Batch,
    Budget,
    CaseHeader,
    CreditEntry,
    Debt,
    Evidence,
    Fact,
    Filing,
    Harm,
    NumberMark,
    Party,
    Person,
    Talk,
)  # fmt: skip
from casekit.model.people import DEBTOR

# What a stored field is when the ledger holds nothing for it.
FIELD_DEFAULTS: dict[str, Any] = {
    "precision": "unknown", "time_basis": "typed", "channel": "call", "direction": "in", "outcome": "unknown",
    "number_raw": "", "number": "", "line": "", "claimed_org": "", "claimed_agent": "", "identified": "unknown",
    "number_source": "unknown", "tags": (), "words": "", "text": "", "note": "", "told_by": "", "place": "",
    "source": "typed", "source_kind": "typed", "contact_name": "", "file": "", "row": "",
}  # fmt: skip
LINKED = ("incident", "fact", "harm", "filing")  # what a file can be linked to
_LISTED: dict[str, tuple[str, type]] = {
    "debt": ("debts", Debt), "party": ("parties", Party), "person": ("persons", Person), "harm": ("harms", Harm),
    "filing": ("filings", Filing), "talk": ("talks", Talk), "credit": ("credit", CreditEntry),
}  # fmt: skip


class State:
    """Everything the ledger says, up to `seq`."""

    def __init__(self) -> None:
        self.seq = 0
        self.hash = ""
        self.header = CaseHeader()
        self.debts: dict[str, Debt] = {}
        self.parties: dict[str, Party] = {}
        self.persons: dict[str, Person] = {}
        self.numbers: dict[str, NumberMark] = {}
        self.facts: dict[str, Fact] = {}
        self.evidence: dict[str, Evidence] = {}
        self.batches: dict[str, Batch] = {}
        self.imported_lines: dict[str, set[str]] = defaultdict(set)  # person → own numbers known by imports alone
        self.raw_columns: dict[str, list[str]] = {}  # batch → names of the columns of its file
        self.exports: list[dict[str, Any]] = []
        self.harms: dict[str, Harm] = {}
        self.filings: dict[str, Filing] = {}
        self.talks: dict[str, Talk] = {}
        self.credit: dict[str, CreditEntry] = {}
        self.budget = Budget()
        self.columns: dict[str, list[Any]] = {name: [] for name in STORED_FIELDS}
        self.recorded_at: list[str] = []
        self.entry_of: list[int] = []  # seq of the entry that brought the row
        self.row_of: dict[str, int] = {}
        self.machine_values: dict[int, dict[str, Any]] = {}
        self.withdrawn: dict[str, str] = {}  # id of an incident, a fact, a filing … → why
        self.brought_by: dict[int, set[str]] = defaultdict(set)  # row → further batches that brought it
        self.evidence_of: dict[int, list[str]] = defaultdict(list)
        self.links: list[tuple[bool, tuple[str, ...]]] = []  # (are one contact, ids), in the order it was said
        # Collection → (file, incident) of the links that came with it; undone ones too, but none that the user took away.
        self.collected: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)

    def apply(self, entry: Entry) -> None:
        """Take in the next entry."""
        if entry.kind == "incidents":
            self._incidents(entry)
        else:
            handler = getattr(self, f"_{entry.kind}")
            for item in entry.items():
                handler(item, entry)
        self.seq, self.hash = entry.seq, entry.hash

    # one method per kind of entry

    def _case(self, item: dict[str, Any], entry: Entry) -> None:
        fields = {**self.header.model_dump(), **_plain(item)}
        fields["created_at"] = self.header.created_at or entry.recorded_at
        self.header = CaseHeader.model_validate(fields)

    def _listed(self, item: dict[str, Any], entry: Entry) -> None:
        place, model = _LISTED[entry.kind]
        table = getattr(self, place)
        known = table.get(item["id"])
        fields = {**(known.model_dump() if known else {}), **_plain(item)}
        for name in item.get("cleared", ()):
            fields.pop(name, None)
        table[item["id"]] = model.model_validate(fields)  # type: ignore[attr-defined]
        if entry.kind == "person" and "lines" in item:
            self.imported_lines[item["id"]].intersection_update(item["lines"])

    _debt = _party = _person = _harm = _filing = _talk = _credit = _listed

    def _budget(self, item: dict[str, Any], entry: Entry) -> None:
        self.budget = Budget.model_validate(_plain(item))

    def _number(self, item: dict[str, Any], entry: Entry) -> None:
        mark = NumberMark.model_validate(_plain(item))
        self.numbers[mark.number] = mark

    def _fact(self, item: dict[str, Any], entry: Entry) -> None:
        self.facts[item["id"]] = Fact.model_validate(_plain(item))

    def _evidence(self, item: dict[str, Any], entry: Entry) -> None:
        known = self.evidence.get(item["sha256"])
        fields = {"added_at": entry.recorded_at, **(known.model_dump() if known else {}), **_plain(item)}
        self.evidence[item["sha256"]] = Evidence.model_validate(fields)

    def _link(self, item: dict[str, Any], entry: Entry) -> None:
        evidence = self.evidence[item["evidence"]]
        kind = next(one for one in LINKED if one in item)
        name, target = f"{kind}s", item[kind]
        linked = [one for one in getattr(evidence, name) if one != target]
        if not item.get("removed"):
            linked.append(target)
        self.evidence[evidence.sha256] = evidence.model_copy(update={name: tuple(linked)})
        if name == "incidents":
            files = [one for one in self.evidence_of[self.row_of[target]] if one != evidence.sha256]
            self.evidence_of[self.row_of[target]] = files if item.get("removed") else [*files, evidence.sha256]
            if "collection" in item:
                self.collected[item["collection"]][evidence.sha256, target] = None
            elif item.get("removed"):
                for links in self.collected.values():
                    links.pop((evidence.sha256, target), None)

    def _same(self, item: dict[str, Any], entry: Entry) -> None:
        self.links.append((True, tuple(item["incidents"])))

    def _not_same(self, item: dict[str, Any], entry: Entry) -> None:
        self.links.append((False, tuple(item["incidents"])))

    def _import(self, item: dict[str, Any], entry: Entry) -> None:
        batch = self.batches[item["id"]] = batch_of(item, entry.recorded_at)
        self.imported_lines[batch.person].update(batch.new_lines)
        self.raw_columns[item["id"]] = item.get("raw_columns", [])

    def _incidents(self, entry: Entry) -> None:
        columns = entry.columns()
        for name in CLOSED.keys() & columns.keys():
            refuse_unknown(name, columns[name])
        confirms = columns.pop("confirms", None)
        ids = columns.get("id", [None] * entry.count)
        if confirms is not None:
            for index in range(entry.count):
                if confirms[index] is not None:
                    self.brought_by[self.row_of[confirms[index]]].add(columns["batch"][index])
            keep = [index for index in range(entry.count) if ids[index] is not None]
            columns = {name: [values[index] for index in keep] for name, values in columns.items()}
            ids = columns.get("id", [])
        first = len(self.recorded_at)
        for name in STORED_FIELDS:
            values = columns.get(name)
            default = FIELD_DEFAULTS.get(name)
            if values is None:
                self.columns[name].extend([default] * len(ids))
            elif name == "tags":
                self.columns[name].extend(tuple(tags) if tags else () for tags in values)
            elif default is None:
                self.columns[name].extend(values)
            else:
                self.columns[name].extend(default if value is None else value for value in values)
        self.row_of.update((one, first + index) for index, one in enumerate(ids))
        self.recorded_at.extend([entry.recorded_at] * len(ids))
        self.entry_of.extend([entry.seq] * len(ids))

    def _amend(self, item: dict[str, Any], entry: Entry) -> None:
        row = self.row_of[item["id"]]
        for name, value in item["fields"].items():
            if name not in self.columns:
                continue
            if name in CLOSED:
                refuse_unknown(name, [value])
            machine_read = self.columns["source_kind"][row] != "typed"
            if machine_read and name not in self.machine_values.setdefault(row, {}):
                self.machine_values[row][name] = self.columns[name][row]
            if name == "tags":
                value = tuple(value or ())
            self.columns[name][row] = FIELD_DEFAULTS.get(name) if value is None else value

    def _withdraw(self, item: dict[str, Any], entry: Entry) -> None:
        if "batch" in item:
            batch = self.batches[item["batch"]] = self.batches[item["batch"]].model_copy(update={"undone": True})
            self._forget_lines(batch.person)
        else:
            self.withdrawn[item["id"]] = item.get("why", "")

    def _restore(self, item: dict[str, Any], entry: Entry) -> None:
        if "batch" in item:
            batch = self.batches[item["batch"]] = self.batches[item["batch"]].model_copy(update={"undone": False})
            self._learn_lines(batch)
        else:
            self.withdrawn.pop(item["id"], None)

    def _forget_lines(self, person: str) -> None:
        """Own numbers that only undone imports told of are known no more."""
        live = [batch for batch in self.batches.values() if batch.person == person and not batch.undone]
        gone = self.imported_lines[person].difference(*((batch.line, *batch.lines) for batch in live))
        if gone:
            self.imported_lines[person] -= gone
            kept = tuple(line for line in self.persons[person].lines if line not in gone)
            self.persons[person] = self.persons[person].model_copy(update={"lines": kept})

    def _learn_lines(self, batch: Batch) -> None:
        """The own numbers that an import told of are known again."""
        known = self.persons[batch.person] if batch.lines else None
        if known is not None and (new := [line for line in batch.lines if line not in known.lines]):
            self.imported_lines[batch.person].update(new)
            self.persons[batch.person] = known.model_copy(update={"lines": (*known.lines, *new)})

    def _export(self, item: dict[str, Any], entry: Entry) -> None:
        self.exports.append({"at": entry.recorded_at, **item})
        # A number that a paper has used stays with its file; the first one holds.
        for sha256, exhibit in item.get("exhibits", {}).items():
            known = self.evidence.get(sha256)
            if known is not None and not known.exhibit:
                self.evidence[sha256] = known.model_copy(update={"exhibit": exhibit})

    # questions asked of the state

    def is_live(self, row: int) -> bool:
        """Whether a row is neither withdrawn nor brought only by batches that were undone."""
        if self.columns["id"][row] in self.withdrawn:
            return False
        batch = self.columns["batch"][row]
        if batch is None:
            return True
        return any(not self.batches[one].undone for one in {batch, *self.brought_by.get(row, ())})

    def dead_rows(self) -> set[int]:
        """Rows that do not count: withdrawn ones, and those of undone batches that no other batch brought."""
        undone = {batch.id for batch in self.batches.values() if batch.undone}
        dead = {self.row_of[one] for one in self.withdrawn if one in self.row_of}
        if undone:
            batch_column = self.columns["batch"]
            dead.update(
                row
                for row, batch in enumerate(batch_column)
                if batch in undone and not self.brought_by.get(row, set()) - undone
            )
        return dead

    def live(self, table: str) -> tuple[Any, ...]:
        """The records of a table ("harms", "filings", "talks", "credit") that were not withdrawn, as entered."""
        return tuple(one for key, one in getattr(self, table).items() if key not in self.withdrawn)

    def live_facts(self) -> tuple[Fact, ...]:
        """Facts that were not withdrawn, and whose incident or talk, if any, still stands."""
        return tuple(
            fact
            for fact in self.facts.values()
            if fact.id not in self.withdrawn
            and fact.talk not in self.withdrawn
            and (fact.incident is None or fact.incident not in self.row_of or self.is_live(self.row_of[fact.incident]))
        )


def batch_of(item: dict[str, Any], recorded_at: str) -> Batch:
    """The import that an item of the kind `import` tells of."""
    known = {name: item[name] for name in Batch.model_fields if item.get(name) is not None}
    return Batch.model_validate({"at": recorded_at, **known})


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    """An item without the notes of the ledger itself."""
    return {name: value for name, value in item.items() if name not in ("repaired", "cleared", "schema")}


__all__ = ["DEBTOR", "FIELD_DEFAULTS", "LINKED", "State", "batch_of"]
