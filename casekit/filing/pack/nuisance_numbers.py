"""The batch list for 12321: one row per number that called, one per message, in the fields its form asks for.

Calls and messages are reported there one by one; the list is what to type in from. A message can also be reported by
text message, in the form "number*text".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casekit.model.vocabulary import label
from casekit.report.markup import Html, element, together
from casekit.report.rows import Row, by_number, day, in_time, length, moment
from casekit.report.spreadsheet import Cell, Spreadsheet, csv_bytes, xlsx_bytes
from casekit.report.tables import Column, table
from casekit.text import N_, _, _n, in_a_row, listed

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier

TITLE = N_("List of nuisance calls and messages")


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One report.

    Attributes
    ----------
    kind
        "call" for a number that rang, "sms" for one message
    number, first, last, count, seconds
        who called or wrote, from when to when in words, how often, how long they talked in all
    text
        the message in full; empty for calls
    description
        a sentence for the field of that name
    """

    kind: str
    number: str
    first: str
    last: str
    count: int
    seconds: int
    text: str
    description: str

    @property
    def by_message(self) -> str:
        """What to send to 12321 by text message; empty for calls."""
        return f"{self.number}*{self.text}" if self.kind == "sms" else ""


def batch_rows(dossier: Dossier) -> list[BatchRow]:
    """The numbers that rang, those that rang most first, then the messages by the clock; hidden numbers cannot be reported."""
    received = [row for row in dossier.material.rows if row.direction == "in" and row.number]
    calls = by_number(row for row in in_time(received) if row.is_call)
    messages = [row for row in in_time(received) if row.channel == "sms" and row.text]
    return [*(_calls(number, rows) for number, rows in calls.items()), *map(_message, messages)]


def _calls(number: str, rows: list[Row]) -> BatchRow:
    timed = [row for row in rows if row.local is not None]
    days = {day(row.local, row.precision) for row in timed}
    connected = sum(row.connected for row in rows)
    description = in_a_row(
        _n("{count} call to collect a debt on {days} days, {connected} connected.",
           "{count} calls to collect a debt on {days} days, {connected} connected.", len(rows)).format(
               count=len(rows), days=len(days), connected=connected),
        _tags(rows),
    )  # fmt: skip
    return BatchRow(
        kind="call",
        number=number,
        first=_begin(timed[0]) if timed else _("time not known"),
        last=_begin(timed[-1]) if timed else _("time not known"),
        count=len(rows),
        seconds=sum(row.duration_s or 0 for row in rows if row.connected),
        text="",
        description=description,
    )


def _begin(row: Row) -> str:
    """Day and time of day, without the end."""
    return moment(row).partition("–")[0]


def _message(row: Row) -> BatchRow:
    told = _begin(row)
    return BatchRow(
        kind="sms", number=row.number or "", first=told, last=told, count=1, seconds=0, text=row.text,
        description=in_a_row(_("Message to collect a debt."), _tags([row])),
    )  # fmt: skip


def _tags(rows: list[Row]) -> str:
    """What was marked on the contacts, in words."""
    tags = dict.fromkeys(label("tag", tag) for row in rows for tag in row.tags)
    return _("Marked: {tags}.").format(tags=listed(tags)) if tags else ""


def batch_table(dossier: Dossier) -> Spreadsheet:
    """The list as a table."""
    columns = (
        (_("No."), 6), (_("Call or message"), 10), (_("Number concerned"), 18), (_("First time"), 20), (_("Last time"), 20),
        (_("How often"), 8), (_("Length in all"), 11), (_("Full text of the message"), 38), (_("Description"), 34),
        (_("As a text message to 12321"), 38),
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [
            index, label("channel", one.kind), one.number, one.first, one.last, one.count,
            length(one.seconds), one.text, one.description, one.by_message,
        ]
        for index, one in enumerate(batch_rows(dossier), start=1)
    ]  # fmt: skip
    return Spreadsheet(_(TITLE), _("Numbers and messages"), columns, rows, frozen=3)


def batch_xlsx(dossier: Dossier) -> bytes:
    """The list as a spreadsheet."""
    return xlsx_bytes(batch_table(dossier))


def batch_csv(dossier: Dossier) -> bytes:
    """The list as comma-separated values."""
    return csv_bytes(batch_table(dossier))


def batch_page(dossier: Dossier) -> str:
    """The list as a page to print, calls and messages apart."""
    from casekit.filing.pages import page_of

    rows = batch_rows(dossier)
    calls, messages = ([one for one in rows if one.kind == kind] for kind in ("call", "sms"))
    hint = _("One report each: a number with its calls, or one message with its full text. A message can also be sent to 12321 as “number*text”; take the form from what 12321 announces.")  # fmt: skip
    parts = [element("p", hint, class_="hint"), _call_table(calls), _message_table(messages)]
    return page_of(_(TITLE), together(parts, "\n"), demo=dossier.view.demo, wide=True)


def _call_table(calls: list[BatchRow]) -> Html:
    if not calls:
        return Html("")
    columns = (
        Column(_("No."), 5, "figure"), Column(_("Number concerned"), 15), Column(_("First time"), 16),
        Column(_("Last time"), 16), Column(_("How often"), 7, "figure"), Column(_("Length in all"), 9),
        Column(_("Description"), 32),
    )  # fmt: skip
    cells = [
        [str(index), one.number, one.first, one.last, str(one.count), length(one.seconds), one.description]
        for index, one in enumerate(calls, start=1)
    ]
    return together(
        [element("h2", _("Calls by number")), table(columns, cells, name="calls", caption=_("Calls by number"))]
    )


def _message_table(messages: list[BatchRow]) -> Html:
    if not messages:
        return Html("")
    columns = (
        Column(_("No."), 5, "figure"), Column(_("Number concerned"), 17), Column(_("Received"), 17),
        Column(_("Full text of the message"), 43), Column(_("Description"), 18),
    )  # fmt: skip
    cells = [
        [str(index), one.number, one.first, one.text, one.description] for index, one in enumerate(messages, start=1)
    ]
    return together([element("h2", _("Messages")), table(columns, cells, name="messages", caption=_("Messages"))])
