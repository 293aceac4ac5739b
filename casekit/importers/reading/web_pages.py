"""Web pages with tables: saved as html, as one file with everything in it (mht), or called .xls by a carrier."""

from __future__ import annotations

import re

from casekit.importers.reading import mail_parts, text_blocks, workbooks
from casekit.importers.reading.html_tokens import tokens
from casekit.importers.reading.laid_sheets import LaidSheets, TooLargeError
from casekit.importers.reading.page_tables import PageTables
from casekit.importers.source import Probe

_START = re.compile(
    rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|meta|style|table|thead|tbody|tr|div|form)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_LEAST_BOUND = 64 << 20
_WORST_RATIO = 30


def is_page(probe: Probe) -> bool:
    """Whether the bytes begin as those of a web page, or of a saved one with its pictures (mht)."""
    return is_html(probe.head) or mail_parts.is_message(probe)


def is_html(head: bytes) -> bool:
    """Whether bytes begin as those of a web page."""
    start = head[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return _START.match(start.replace(b"\0", b"")) is not None


def laid(probe: Probe) -> LaidSheets:
    """The tables of a page, each as a sheet of its own; the frames of a saved page one after another.

    Raises
    ------
    InputError
        when it would come to far more than the file holds
    """
    found = LaidSheets(max(_LEAST_BOUND, _WORST_RATIO * probe.size))
    tables = PageTables(found)
    try:
        if is_html(probe.head):
            declared = _CHARSET.search(probe.head)
            with probe.path.open("rb") as stream:
                tables.take(tokens(text_blocks.blocks(stream, declared.group(1).decode() if declared else "")))
        else:
            for charset, part in mail_parts.pages(probe):
                tables.take(tokens(text_blocks.blocks(part, charset)))
    except TooLargeError as error:
        raise workbooks.too_large(probe) from error
    return found
