"""What of a list of calls or messages goes into a pack: the rows that count, and nothing of other people's lives.

A carrier's bill and a phone's backup hold everybody whom somebody spoke to. The whole file stays with the complainant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casekit.filing.pages import page_of
from casekit.model.vocabulary import label
from casekit.report.markup import element, pairs, said, together
from casekit.report.names import complainant, institution
from casekit.report.rows import day, length
from casekit.report.tables import Column, table
from casekit.text import _

if TYPE_CHECKING:
    from casekit.model import Evidence
    from casekit.report.material import Material

_SHAPES = {"second": "%H:%M:%S", "minute": "%H:%M", "hour": "%H:00"}


def records_of(material: Material, sha256: str) -> Any:
    """The records that were read from a file and belong to contacts that count, in the order of time."""
    batches = {batch for batch, file in material.batches.items() if file == sha256}
    events = material.view.events
    return events[events["batch"].astype(object).isin(batches)].sort_values(["start", "no"])


def extract_page(material: Material, one: Evidence) -> bytes:
    """The extract of a file as a page to print and sign."""
    records = records_of(material, one.sha256)
    view = material.view
    numbers = {row.id: row.no for row in material.rows}
    contact_of = {
        contact: numbers[row]
        for row, contact in zip(view.events["id"], view.events["contact"], strict=True)
        if row in numbers
    }
    wanted = [
        "local", "precision", "duration_s", "channel", "direction", "outcome", "number", "party", "line", "text", "contact",
    ]  # fmt: skip
    rows = [
        _cells(material, dict(zip(wanted, values, strict=True)), contact_of)
        for values in zip(*(_plain(records[name]) for name in wanted), strict=True)
    ]
    columns: tuple[Column, ...] = (
        Column(_("No."), 6, "figure"), Column(_("Date"), 11), Column(_("Time"), 9), Column(_("Length"), 9), Column(_("Way"), 10),
        Column(_("Number"), 14), Column(_("Belongs to"), 17), Column(_("Own line"), 12), Column(_("Message"), 34),
    )  # fmt: skip
    # A bill has no messages, a list of messages no lengths: no column stands empty.
    filled = [index for index in range(len(columns)) if any(row[index] for row in rows)]
    columns, rows = tuple(columns[index] for index in filled), [[row[index] for index in filled] for row in rows]
    head = pairs(
        [
            (_("Evidence no."), material.file_marks[one.sha256]),
            (_("Original file"), said(one.name)),
            (_("SHA-256 of the original"), element("span", one.sha256, class_="mono")),
            (_("Records shown"), str(len(rows))),
            (_("Kept by"), said(complainant(view))),
        ]
    )
    words = element(
        "p",
        _("Extract. It holds only the records of this file that concern this complaint. The rest is private and was left "
          "out; a record that another file of the list holds as well stands there. The complainant keeps the original "
          "unchanged and can show it for comparison. “No.” is the number of the contact in the case report."),
        class_="hint",
    )  # fmt: skip
    title = _("Extract from a list of calls or messages")
    body = together([head, words, table(columns, rows, name="extract", caption=title)])
    return page_of(title, body, demo=view.demo, wide=True).encode("utf-8")


def _plain(column: Any) -> list[Any]:
    missing = column.isna().tolist()
    values = column.dt.to_pydatetime() if column.dtype.kind == "M" else column.astype(object)
    return [None if gone else value for gone, value in zip(missing, values, strict=True)]


def _cells(material: Material, record: dict[str, Any], contact_of: dict[str, int]) -> list[str]:
    local, precision = record["local"], record["precision"]
    shape = _SHAPES.get(precision, "")
    way = label("channel", record["channel"])
    return [
        str(contact_of.get(record["contact"], "")),
        day(local, precision),
        local.strftime(shape) if local is not None and shape else "",
        length(record["duration_s"]),
        way if record["direction"] == "in" else _("{way} (out)").format(way=way),
        record["number"] or _("number not shown"),
        said(institution(material.view.background.parties.get(record["party"] or ""))),
        record["line"] or "",
        said(record["text"] or ""),
    ]
