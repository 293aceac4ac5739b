"""Which contact a recording or a picture belongs to: by number and time, and never by guessing.

A recording begins when the call is picked up, or later, when somebody pressed the button. A call during which it began
goes before one whose edge is a minute away, and that before one that only lies within five minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from casekit.importers.media.facts import Media
from casekit.model.vocabulary import CALL_CHANNELS

_SAME_CALL = 5 * 60
_SLACK = 60
# A screenshot is mostly taken when the message or the call has just come.
_JUST_BEFORE = 10 * 60
_MINUTE = 60
_MOST = 8
# Where nobody picked up there is nothing to record.
_NOBODY_TALKED = ("rang_no_answer", "busy", "not_in_service", "rejected", "blocked")
Names = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact that a file may belong to: its primary record."""

    id: str
    no: int
    start: datetime
    number: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to become of a file.

    `verdict` is "link" (to the one candidate, beyond doubt), "ask" (the user chooses), "none" (no contact fits) or
    "known" (the case holds the file with the candidates already). `why` says on what that rests: number_and_time,
    several, time_only, does_not_fit, saved_near, no_contact, nothing_near,
    no_time, kept_before. `sha256` is the hash under which the case holds the file already; else empty.
    """

    media: Media
    verdict: str
    why: str
    candidates: tuple[Candidate, ...] = ()
    sha256: str = ""


def propose(events: pd.DataFrame, files: Sequence[Media], names: Names | None = None) -> list[Proposal]:
    """A proposal for each file, in their order.

    Parameters
    ----------
    events
        the events table of the case; records that are linked stand for their contact
    names
        numbers by the name that a phone's contact list gives them, for recordings that bear a name instead
    """
    records = _Records(events)
    return [_proposal(records, one, names or {}) for one in files]


def _proposal(records: _Records, media: Media, names: Names) -> Proposal:
    if media.kind not in ("recording", "screenshot") or media.began is None:
        return Proposal(media, "none", "no_time" if media.kind in ("recording", "screenshot") else "no_contact")
    if media.kind == "screenshot":
        near = records.candidates(records.saved_near(media))
        return Proposal(media, "ask", "saved_near", near) if near else Proposal(media, "none", "nothing_near")
    numbers = media.numbers or tuple(names.get(media.contact_name, ()) if media.contact_name else ())
    if numbers:
        return _by_number(records, media, numbers)
    found = np.concatenate(records.by_time(media))
    at_all = records.candidates(found[records.fits(found, media)])
    return Proposal(media, "ask", "time_only", at_all) if at_all else Proposal(media, "none", "no_contact")


def _by_number(records: _Records, media: Media, numbers: Sequence[str]) -> Proposal:
    found = records.by_number(media, numbers)
    best = next((rows for rows in found if len(rows)), None)
    if best is None:
        return Proposal(media, "none", "no_contact")
    fitting = best[records.fits(best, media)]
    chosen = records.candidates(fitting if len(fitting) else best)
    if len(chosen) == 1 and len(fitting):
        return Proposal(media, "link", "number_and_time", chosen)
    rest = records.candidates(np.concatenate(found))
    everything = tuple(dict.fromkeys((*chosen, *rest)))[:_MOST]
    return Proposal(media, "ask", "several" if len(everything) > 1 else "does_not_fit", everything)


class _Records:
    """The columns that files are compared with, as plain arrays; rows in the order of their times."""

    def __init__(self, events: pd.DataFrame) -> None:
        timed = (events["start"].notna() & events["precision"].isin(("second", "minute"))).to_numpy()
        seconds = events["start"].to_numpy(dtype="datetime64[s]").astype(np.int64)
        rows = np.flatnonzero(timed)
        self._rows: Any = rows[np.argsort(seconds[rows], kind="stable")]
        self._events = events
        self.start: Any = seconds[self._rows]
        inexact = (events["precision"] == "minute").to_numpy()[self._rows]
        length = events["duration_s"].to_numpy(dtype=np.int64, na_value=-1)[self._rows]
        self.length = length
        ring = events["ring_s"].to_numpy(dtype=np.int64, na_value=0)[self._rows]
        # The last moment of the call; a time to the minute lies anywhere in it.
        self.end: Any = self.start + ring + np.maximum(length, 0) + np.where(inexact, _MINUTE, 0)
        self._number: Any = events["number"].cat.codes.to_numpy()[self._rows]
        self._code = {number: code for code, number in enumerate(events["number"].cat.categories)}
        self.is_call: Any = events["channel"].isin(CALL_CHANNELS).to_numpy()[self._rows]
        self.talked: Any = ~events["outcome"].isin(_NOBODY_TALKED).to_numpy()[self._rows]
        self.direction: Any = events["direction"].to_numpy(dtype=object)[self._rows]
        self._longest = int((self.end - self.start).max(initial=0))
        # Calls of one number stand together, in the order of their times.
        self._calls = np.flatnonzero(self.is_call)
        self._by_number = self._calls[np.argsort(self._number[self._calls], kind="stable")]
        self._codes = self._number[self._by_number]
        self._primary: dict[str, int] = {}

    def by_number(self, media: Media, numbers: Sequence[str]) -> list[Any]:
        """Calls with one of the numbers, in three degrees of nearness: during, at the edge, within five minutes."""
        codes = [self._code[one] for one in numbers if one in self._code]
        parts = [
            self._by_number[np.searchsorted(self._codes, code) : np.searchsorted(self._codes, code, side="right")]
            for code in codes
        ]
        return self._near(media, np.concatenate(parts)) if parts else []

    def by_time(self, media: Media) -> list[Any]:
        """Calls during which it began, and those whose edge is a minute away."""
        return self._near(media, self._within(media, self._longest + _SLACK, self._calls))[:2]

    def saved_near(self, media: Media) -> Any:
        """Contacts that a picture may show: a call that was going on, or whatever came in the ten minutes before."""
        rows = self._within(media, max(self._longest, _JUST_BEFORE), np.arange(len(self.start)))
        first, last = _seconds(media)
        recent = (self.end[rows] >= first - _JUST_BEFORE) & (self.start[rows] <= last)
        return self._nearest_first(rows[recent], last)

    def _within(self, media: Media, before: int, rows: Any) -> Any:
        first, last = _seconds(media)
        starts = self.start[rows]
        return rows[np.searchsorted(starts, first - before) : np.searchsorted(starts, last + _SLACK, side="right")]

    def _near(self, media: Media, rows: Any) -> list[Any]:
        first, last = _seconds(media)
        start, end = self.start[rows], self.end[rows]
        during = (first <= end) & (last >= start)
        edge = (first <= end + _SLACK) & (last >= start - _SLACK)
        late = np.where(first > start, first - start, np.maximum(start - last, 0))
        degrees = (during, edge & ~during, (late <= _SAME_CALL) & ~edge)
        return [self._nearest_first(rows[one], first) for one in degrees]

    def _nearest_first(self, rows: Any, moment: int) -> Any:
        return rows[np.argsort(np.abs(self.start[rows] - moment), kind="stable")]

    def fits(self, rows: Any, media: Media) -> Any:
        """Which calls can have been recorded so: somebody talked, at least as long, in the direction that is told."""
        length = self.length[rows]
        fits = self.talked[rows] & ((length < 0) | (length + _SLACK >= (media.duration_s or 0)))
        return fits & (self.direction[rows] == media.direction) if media.direction else fits

    def candidates(self, rows: Any) -> tuple[Candidate, ...]:
        """The contacts of these rows, each once, at most eight."""
        if not self._primary and len(rows):
            leading = np.flatnonzero(self._events["primary"].to_numpy())
            contacts = self._events["contact"].to_numpy(dtype=object)[leading]
            self._primary = dict(zip(contacts, leading.tolist(), strict=True))
        of_rows = self._events["contact"].to_numpy(dtype=object)[self._rows[rows]]
        leaders = list(dict.fromkeys(self._primary[one] for one in of_rows))[:_MOST]
        return tuple(self._candidate(row) for row in leaders)

    def _candidate(self, row: int) -> Candidate:
        one = self._events.iloc[row]
        number = one["number"] if isinstance(one["number"], str) else ""
        return Candidate(str(one["id"]), int(one["no"]), one["start"].to_pydatetime(), number)


def _seconds(media: Media) -> tuple[int, int]:
    began = media.began
    assert began is not None
    return int(began[0].timestamp()), int(began[1].timestamp())
