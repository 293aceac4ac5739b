"""Calls of an iPhone: CallHistory.storedata (iOS 8 and later, also of a Mac) and the older call_history.db.

The first is a Core Data store whose table ZCALLRECORD has one row for each call, also for those of FaceTime and of
apps that ring like a telephone (WhatsApp, 微信). Columns differ between versions of iOS; only four are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.errors import InputError
from casekit.importers.iphone import values
from casekit.importers.reading import database
from casekit.importers.reading.database import Connection
from casekit.importers.records import Item, Record, Skipped, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

_CALLS = "zcallrecord"
_NEEDED = {"zdate", "zaddress", "zoriginated", "zduration"}
_OLD_NEEDED = {"address", "date", "duration", "flags"}
# Core Data numbers its tables anew in each version: Z_2REMOTEPARTICIPANTHANDLES, its columns Z_2… and Z_4….
_PARTICIPANTS = re.compile(r"z_\d+remoteparticipanthandles")
# Bits of `flags` in call_history.db: from the phone's owner, an ordinary call, a blocked one, FaceTime.
_FROM_OWNER, _ORDINARY, _BLOCKED, _FACETIME = 1, 4, 8, 16


def sniff(probe: Probe) -> bool:
    """Whether the database holds the table of calls of an iPhone, new or old."""
    tables = database.columns(probe)
    return _NEEDED.issubset(tables.get(_CALLS, ())) or _OLD_NEEDED.issubset(tables.get("call", ()))


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the calls in the order of the database; a damaged one gives the rows before the damage."""
    tables = database.columns(probe)
    if not sniff(probe):
        raise InputError(_("{name} is not the database of an iPhone's calls.").format(name=probe.name))
    count = 0
    try:
        with database.opened(probe) as connection:
            for item in _new(connection, tables) if _CALLS in tables else _old(connection):
                count += 1
                yield item
    except InputError:
        if not count:
            raise
        yield damaged_after(count)
    if database.has_unsaved_rows(probe):
        yield unsaved_rows(probe.name)


def damaged_after(count: int) -> Warned:
    """What to say of a database of which only the rows before the damage could be read."""
    return Warned(
        _("The database is damaged after record {count}; what stands before it was read. Please copy it again if you "
          "can.").format(count=count)
    )  # fmt: skip


def unsaved_rows(name: str) -> Warned:
    """What to say of a journal beside the database."""
    return Warned(
        _("Beside {name} lies a file {name}-wal with the latest changes, which were not read. The newest records may "
          "be missing; a backup by iTunes or Finder holds them.").format(name=name)
    )  # fmt: skip


def _new(connection: Connection, tables: dict[str, tuple[str, ...]]) -> Iterator[Item]:
    links = _participant_query(tables)
    for row in connection.execute("SELECT rowid AS row_number, * FROM ZCALLRECORD ORDER BY rowid"):
        others: list[str] = []
        cells = values.Cells(row)
        if links:
            others = [values.text_of(handle) for (handle,) in connection.execute(links, (row["row_number"],))]
        yield _call(cells, [one for one in others if one])


def _participant_query(tables: dict[str, tuple[str, ...]]) -> str:
    """SQL for the handles of one call; empty where this version of iOS has no such tables."""
    table = next((name for name in tables if _PARTICIPANTS.fullmatch(name)), "")
    columns = tables.get(table, ())
    of_call = next((name for name in columns if name.endswith("remoteparticipantcalls")), "")
    of_handle = next((name for name in columns if name.endswith("remoteparticipanthandles")), "")
    if not (of_call and of_handle and "zvalue" in tables.get("zhandle", ()) and "z_pk" in tables["zhandle"]):
        return ""
    return (
        f'SELECT h.ZVALUE FROM "{table}" AS p JOIN ZHANDLE AS h ON h.Z_PK = p."{of_handle}" '
        f'WHERE p."{of_call}" = ? ORDER BY h.Z_PK LIMIT 50'
    )


def _call(cells: values.Cells, others: list[str]) -> Item:
    where = f"ZCALLRECORD {values.text_of(cells['z_pk'] or cells['row_number'])}"
    start = values.since_2001(cells["zdate"])
    if start is None:
        return Skipped(where, _("the time “{time}” cannot be right").format(time=cells.text("zdate")[:40]))
    originated = values.flag(cells["zoriginated"])
    if originated not in (0, 1):
        return Skipped(
            where, _("it does not say who called whom: “{said}”").format(said=cells.text("zoriginated")[:40])
        )
    handles = [cells.text("zaddress")] if cells.text("zaddress") else others
    service = cells.text("zservice_provider")
    duration = values.call_seconds(cells["zduration"])
    outcome = _outcome(cells, duration, outgoing=originated == 1)
    answered = outcome in ("conversation", "answered_dropped", "unknown", "voicemail")
    raw = values.raw_of(cells.row, without=("row_number",))
    if len(others) > 1:
        raw["participants"] = ", ".join(others)
    return Record(
        where=where,
        start=start,
        precision="second",
        time_basis="epoch",
        channel="call",
        direction="out" if originated else "in",
        outcome=outcome,
        number_raw=values.party(handles[0], service) if handles else "",
        duration_s=duration if answered else 0,
        ring_s=None if answered else duration or None,
        contact_name=cells.text("zname"),
        raw=raw,
    )


def _outcome(cells: values.Cells, duration: int | None, *, outgoing: bool) -> str:
    """What came of a call. ZANSWERED is told of incoming ones only; outgoing ones have it 0 even after a talk."""
    if outgoing:
        return "conversation" if duration else "unknown"
    answered = values.flag(cells["zanswered"])
    if answered or (answered is None and duration):
        return "unknown" if duration is None else "conversation" if duration else "answered_dropped"
    if cells.text("zblockedbyextension"):
        return "blocked"
    return "voicemail" if values.flag(cells["zhasmessage"]) else "rang_no_answer"


def _old(connection: Connection) -> Iterator[Item]:
    for row in connection.execute("SELECT rowid AS row_number, * FROM call ORDER BY rowid"):
        yield _old_call(values.Cells(row))


def _old_call(cells: values.Cells) -> Item:
    where = f"call {cells.text('row_number')}"
    flags = values.flag(cells["flags"])
    if flags is None or flags < 0 or not flags & (_ORDINARY | _BLOCKED | _FACETIME):
        return Skipped(where, _("a kind of call casekit does not know: {type}").format(type=cells.text("flags")[:40]))
    start = values.since_1970(cells["date"])
    if start is None:
        return Skipped(where, _("the time “{time}” cannot be right").format(time=cells.text("date")[:40]))
    outgoing, duration = bool(flags & _FROM_OWNER), values.call_seconds(cells["duration"])
    if outgoing:
        outcome = "conversation" if duration else "unknown"
    elif flags & _BLOCKED and not flags & _ORDINARY:
        outcome = "blocked"
    elif duration is None:
        outcome = "unknown"
    else:
        outcome = "conversation" if duration else "rang_no_answer"
    return Record(
        where=where,
        start=start,
        precision="second",
        time_basis="epoch",
        channel="call",
        direction="out" if outgoing else "in",
        outcome=outcome,
        number_raw=values.party(cells.text("address")),
        duration_s=0 if outcome == "blocked" else duration,
        contact_name=cells.text("name"),
        raw=values.raw_of(cells.row, without=("row_number",)),
    )


SOURCE = Source(
    id="iphone_calls", title=N_("Call history of an iPhone (database)"), kind="phone_log", sniff=sniff, read=read
)
