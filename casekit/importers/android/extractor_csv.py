"""`call_log.csv`: calls of SMS Backup & Restore as the public "SMS-backup-and-restore-extractor" writes them."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.errors import InputError
from casekit.importers.android import provider
from casekit.importers.reading import tables
from casekit.importers.records import Item, Skipped
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

# Its column → Android's; the other columns say the same in other words.
_COLUMNS = {
    "Call Date (timestamp)": "date",
    "Call type": "type",
    "Caller #": "number",
    "Caller name": "name",
    "Call duration (s)": "duration",
}
_TYPES = {
    "incoming": "1", "outgoing": "2", "missed": "3", "voicemail": "4", "rejected": "5", "blocked": "6",
    "answeredexternally": "7",
}  # fmt: skip
_NOTHING = ("", "N/A")


def sniff(probe: Probe) -> bool:
    """Whether the first row names its columns."""
    if not probe.head.lstrip(b'\xef\xbb\xbf\xff\xfe"').replace(b"\x00", b"").startswith(b"Call Date (timestamp)"):
        return False
    first = next(iter(tables.rows(probe)), (0, []))[1]
    return set(_COLUMNS) <= set(first)


def read(probe: Probe, _options: Options) -> Iterator[Item]:
    """Yield its calls row by row; times are epoch milliseconds, the number is always the other party's."""
    rows = iter(tables.rows(probe))
    _number, header = next(rows, (0, []))
    if not set(_COLUMNS) <= set(header):
        raise InputError(
            _("In {name} casekit found no list of calls or messages. Please choose the file that was exported.").format(
                name=probe.name
            )
        )
    for number, row in rows:
        cells = dict(zip(header, row, strict=False))
        if not any(row):
            continue
        where = str(number)
        if len(row) < len(header):
            yield Skipped(where, _("a row with too few columns"))
            continue
        fields = {ours: cells[theirs] for theirs, ours in _COLUMNS.items() if cells[theirs] not in _NOTHING}
        kind = fields.get("type", "")
        fields["type"] = _TYPES.get(kind.lower().replace(" ", ""), kind)
        yield provider.call(where, fields)


SOURCE = Source(
    id="extractor_csv",
    title=N_("Calls of SMS Backup & Restore as a table (call_log.csv)"),
    kind="phone_log",
    sniff=sniff,
    read=read,
)
