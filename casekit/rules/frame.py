"""The columns that rules read, as plain arrays, for the rows that count.

A million rows are checked in seconds because no rule touches a DataFrame: they compare small integer codes, and
only what a rule hits is turned into incidents again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd

from casekit.clock import PRECISION_LENGTH
from casekit.model import Background
from casekit.model.vocabulary import COUNTED_ATTRIBUTIONS, PARTY_KINDS, THIRD_PERSON_ROLES
from casekit.rules.rulebook import KIN, WHO

Array = np.ndarray[Any, Any]
_Made = TypeVar("_Made")
_LENGTH = {name: int(length.total_seconds()) for name, length in PRECISION_LENGTH.items()}
DAY = 86_400


@dataclass(frozen=True)
class Frame:
    """Counted rows only, in the order of time; positions in these arrays are what primitives speak of."""

    ids: Array
    known: Array  # whether the time is known
    second: Array  # wall clock of the person contacted, seconds since 1970
    length: Array  # seconds of the interval within which the time lies
    instant: Array  # UTC, seconds since 1970
    duration: Array  # seconds a call lasted, -1 unknown
    codes: dict[str, Array]
    categories: dict[str, list[Any]]
    lender: Array  # index into `lenders`, -1 unknown
    lenders: list[str]
    unnamed: Array  # nobody told which party it was: the only lender of the case is taken
    row_of: dict[str, int]  # the incidents that dated facts name → the row that counts for that contact
    _marks: dict[Hashable, Array] = field(default_factory=dict, repr=False)  # what `mark` gave before
    _sets: dict[tuple[int, ...], list[Array]] = field(default_factory=dict, repr=False)  # the sets of rows of `kept`
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)  # what `kept` gave before

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def first_day(self) -> Array:
        """The natural day on which the interval of each row begins, as days since 1970."""
        day: Array = (self.second // DAY).astype(np.int32)
        return day

    @cached_property
    def last_day(self) -> Array:
        """The natural day on which the interval of each row ends."""
        day: Array = ((self.second + np.maximum(self.length - 1, 0)) // DAY).astype(np.int32)
        return day

    def is_one_of(self, column: str, values: Any) -> Array:
        """Which rows hold one of some values in a categorical column."""
        wanted = np.array([*(value in values for value in self.categories[column]), False])
        return wanted[self.codes[column]]

    def mark(self, key: Hashable, make: Callable[[], Array]) -> Array:
        """A mark on every row that many rules ask for: made once, and never to be written to."""
        if key not in self._marks:
            made = make()
            made.flags.writeable = False
            self._marks[key] = made
        return self._marks[key]

    def kept(self, what: Hashable, rows: Array, make: Callable[[], _Made]) -> _Made:
        """What is worked out of some rows alone: made once, however many rules and findings come to the same rows."""
        key = what, id(self.same(rows))
        if key not in self._kept:
            self._kept[key] = make()
        return cast(_Made, self._kept[key])

    def same(self, rows: Array) -> Array:
        """The one array that stands for some rows in `kept`; not to be written to."""
        samples = rows[:: max(len(rows) // 2, 1)][:3].tolist()
        alike = self._sets.setdefault((len(rows), *samples), [])
        for one in alike:
            if one is rows or np.array_equal(one, rows):
                return one
        alike.append(rows)
        return rows

    def where(self, where: Mapping[str, Any], *, whoever: bool = False) -> Array:
        """Rows with these values; with `whoever`, those of which it is not known who or what kin was reached as well.

        Not to be written to.
        """
        inside: Array | None = None
        for column, values in where.items():
            matching = self._matching(column, tuple(values), whoever and column in WHO)
            inside = matching if inside is None else inside & matching
        return self.mark("everything", lambda: np.ones(len(self), dtype=bool)) if inside is None else inside

    def _matching(self, column: str, values: tuple[Any, ...], whoever: bool) -> Array:
        if whoever:
            return self.mark(
                (column, values, True), lambda: self._matching(column, values, False) | self.is_stranger([column])
            )
        if column == "tags":
            return self.has_tag(values)
        if column == "not_tags":
            return self.mark((column, values), lambda: ~self.has_tag(values))
        if column == "not_relation":
            return self.mark(
                (column, values), lambda: ~self.is_one_of("relation", values) & ~self.is_stranger([column])
            )
        return self.mark((column, values), lambda: self.is_one_of(column, values))

    def is_stranger(self, columns: Collection[str]) -> Array:
        """Rows of which it is not known who was reached, as far as some columns ask for it.

        Of a third person whose role alone is told, what they are to the borrower is not known.
        """
        if KIN.isdisjoint(columns):
            return self.mark("stranger", lambda: self.is_missing("role"))
        return self.mark(
            "kin not told",
            lambda: (
                self.is_missing("role") | (self.is_missing("relation") & self.is_one_of("role", THIRD_PERSON_ROLES))
            ),
        )

    def is_missing(self, column: str) -> Array:
        """Which rows hold nothing in a categorical column."""
        return self.codes[column] < 0

    def is_unknown(self, what: str, rows: Array) -> Array | None:
        """Of which of some rows something is not known: a column, the time, how long it lasted; None for other things."""
        if what in self.codes:
            return self.is_missing(what)[rows]
        mark = {"time": ~self.known, "duration": self.duration < 0}.get(what)
        return None if mark is None else mark[rows]

    def has_tag(self, tags: Any) -> Array:
        """Which rows carry at least one of some tags; not to be written to."""
        asked = tuple(tags)
        return self.mark(("tags", asked), lambda: self._tagged(asked))

    def _tagged(self, tags: tuple[str, ...]) -> Array:
        wanted = np.array([*(not set(tags).isdisjoint(found) for found in self.categories["tags"]), False])
        return wanted[self.codes["tags"]] if wanted.any() else np.zeros(len(self), dtype=bool)

    def among(self, rows: Array, marked: Array) -> Array:
        """Those of some rows that a mark stands on; the very same ones where it stands on every row there is."""
        if marked.all():
            return rows
        return rows[marked[rows]] if marked.any() else rows[:0]

    def day(self, rows: Array) -> Array:
        """The natural day of each row, as days since 1970."""
        day: Array = self.first_day[rows].astype(np.int64)
        return day

    def everywhere(self, rows: Array) -> Array:
        """A mark on every one of some rows."""
        return np.ones(len(rows), dtype=bool)

    def second_in(self, zone: str, rows: Array) -> Array:
        """The wall clock of some rows as it stood in another zone, seconds since 1970."""
        moments = pd.DatetimeIndex(self.instant[rows].astype("datetime64[s]"), tz="UTC")
        return _seconds(moments.tz_convert(zone).tz_localize(None).to_numpy())

    def ids_of(self, rows: Array) -> tuple[str, ...]:
        """The incidents of some rows; findings that rest on the same contacts share them."""
        return self.kept("ids", rows, lambda: self._ids_of(rows))

    def _ids_of(self, rows: Array) -> tuple[str, ...]:
        if (rows[1:] - rows[:-1] == 1).all():
            return tuple(self._every_id[rows[0] : rows[-1] + 1]) if len(rows) else ()
        return tuple(map(self._every_id.__getitem__, rows.tolist()))

    @cached_property
    def _every_id(self) -> list[str]:
        return cast(list[str], self.ids.tolist())

    def value(self, column: str, row: int) -> Any:
        code = int(self.codes[column][row])
        return None if code < 0 else self.categories[column][code]

    def union(self, parts: Iterable[Array]) -> Array:
        """The rows that are in any of some sets of rows, each once and in order."""
        given = [part for part in parts if len(part)]
        if len(given) == 1 and (given[0][1:] > given[0][:-1]).all():
            return given[0]
        inside = np.zeros(len(self), dtype=bool)
        for part in given:
            inside[part] = True
        return np.flatnonzero(inside)

    def without(self, rows: Array, others: Array) -> Array:
        """The rows of a set that are not in another."""
        if not len(rows) or not len(others):
            return rows
        inside = np.zeros(len(self), dtype=bool)
        inside[others] = True
        return rows[~inside[rows]]


def distinct(values: Array) -> int:
    """How many different whole numbers there are, none below -1; they lie close together."""
    if not len(values):
        return 0
    return int(np.count_nonzero(np.bincount(values - int(values.min()))))


_CODED = (
    "channel", "direction", "outcome", "line", "person", "role", "relation", "debt", "party", "tags", "number", "identified",
    "number_source", "zone",
)  # fmt: skip


def frame_of(events: pd.DataFrame, background: Background) -> Frame:
    """The frame of an events table: primary rows that are confirmed or claimed to be a collector's."""
    counts = events["primary"].to_numpy(dtype=bool) & _isin(events["attribution"], COUNTED_ATTRIBUTIONS)
    # In the order of time nearly every sort that a primitive needs is done already.
    moments = _seconds(events["start"].dt.tz_convert("UTC").dt.tz_localize(None).to_numpy())
    rows = np.flatnonzero(counts)
    rows = rows[np.argsort(moments[rows], kind="stable")]
    codes = {name: events[name].cat.codes.to_numpy()[rows] for name in _CODED}
    categories = {name: list(events[name].cat.categories) for name in _CODED}
    local = events["local"].to_numpy()[rows]
    by_precision = np.array([_LENGTH.get(name, -1) for name in events["precision"].cat.categories] + [-1])
    length = by_precision[events["precision"].cat.codes.to_numpy()[rows]]
    kinds = [background.parties[one].kind if one in background.parties else None for one in categories["party"]]
    categories["party_kind"] = list(PARTY_KINDS)
    of_kind = np.array([PARTY_KINDS.index(one) if one else -1 for one in kinds] + [-1])
    codes["party_kind"] = of_kind[codes["party"]]
    lenders = [party.id for party in background.lenders()]
    behind = [background.lender_of(party) for party in categories["party"]]
    of_party = np.array([lenders.index(one.id) if one else -1 for one in behind] + [-1])
    return Frame(
        ids=events["id"].to_numpy(dtype=object)[rows],
        known=~np.isnat(local) & (length >= 0),
        second=_seconds(local),
        length=np.maximum(length, 0),
        instant=moments[rows],
        duration=_whole(events["duration_s"])[rows],
        codes=codes,
        categories=categories,
        lender=of_party[codes["party"]],
        lenders=lenders,
        unnamed=~events["named"].to_numpy(dtype=bool)[rows],
        row_of=_rows_of(events, rows, [fact.incident for fact in background.facts if fact.incident]),
    )


def _rows_of(events: pd.DataFrame, rows: Array, incidents: Sequence[str]) -> dict[str, int]:
    """Where the contact of each of some incidents stands; a fact may name a record that is not the primary one."""
    if not incidents:
        return {}
    named = events.loc[events["id"].isin(incidents), ["id", "contact"]]
    counted = events["contact"].iloc[rows]
    place = np.flatnonzero(counted.isin(named["contact"]).to_numpy())
    row_of_contact = dict(zip(counted.iloc[place], place.tolist(), strict=True))
    pairs = zip(named["id"], named["contact"], strict=True)
    return {incident: row_of_contact[contact] for incident, contact in pairs if contact in row_of_contact}


def _isin(column: Any, values: Any) -> Array:
    wanted = np.array([*(value in values for value in column.cat.categories), False])
    found: Array = wanted[column.cat.codes.to_numpy()]
    return found


def _whole(numbers: Any) -> Array:
    """Whole numbers; what is missing becomes -1."""
    found: Array = pd.to_numeric(numbers, errors="coerce").fillna(-1).to_numpy(dtype=np.int64)
    return found


def _seconds(times: Array) -> Array:
    """Whole seconds since 1970; what is missing becomes 0 and is never looked at."""
    whole = times.astype("datetime64[s]").astype(np.int64)
    whole[np.isnat(times)] = 0
    return whole
