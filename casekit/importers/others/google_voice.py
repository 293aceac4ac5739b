"""Google Voice: a Takeout zip as a whole, or one of its pages; Takeout says what happened at which instant.

A page is named `{name, number or nothing} - {Received, Placed, Missed, Voicemail, Text, Recorded} - {UTC}.html`, in
the account's language; the time in the name is what tells a page from the other files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from casekit.errors import InputError
from casekit.importers.others.google_voice_files import Files
from casekit.importers.others.google_voice_items import items_of
from casekit.importers.others.google_voice_page import page_of
from casekit.importers.reading import archive
from casekit.importers.records import Item, Owner, Record, Skipped, Warned
from casekit.importers.source import Options, Probe, Source
from casekit.numbers import fold
from casekit.text import N_, _

_PAGE_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d_\d\d_\d\dZ(?:-\d+)*\.html$")
_SIGNS = (b'class="hChatLog', b'class="haudio')
# Google begins a new page after some hundred messages; a page of this size was not written by it.
_LARGEST_PAGE = 16 << 20


def sniff(probe: Probe) -> bool:
    """Whether it is a page of Google Voice, or an archive that holds some."""
    if archive.is_zip(probe):
        try:
            return any(_is_page(member) for member in archive.members(probe))
        except InputError:
            return False
    return probe.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and any(sign in probe.head for sign in _SIGNS)


def _is_page(member: archive.Member) -> bool:
    return _PAGE_NAME.search(member.base) is not None


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield calls, voicemails and messages, page by page; a page that is none is told and left out."""
    items = _of_archive(probe, options) if archive.is_zip(probe) else _of_page(probe, options)
    recordings = 0
    for item in items:
        recordings += isinstance(item, Record) and item.raw.get("kind") == "recorded"
        yield item
    if recordings:
        yield Warned(
            _("Recordings of calls that are entries of their own: {count}. The call itself is usually listed as "
              "received as well, so one call can stand here twice.").format(count=recordings)
        )  # fmt: skip


def _of_page(probe: Probe, options: Options) -> Iterator[Item]:
    if probe.size > _LARGEST_PAGE:
        raise InputError(_("{name} is larger than any page of Google Voice and was not read.").format(name=probe.name))
    with probe.path.open("rb") as stream:
        page = page_of(_text(stream.read()))
    named = any(entry.files for entry in (*page.messages, *filter(None, [page.call])))
    files = Files.beside(probe.path.parent, options.scratch) if named else Files((), None)
    items = list(items_of(page, PurePosixPath(probe.name).name, files))
    if not items:
        raise InputError(_("{name} is no page of Google Voice with a call or a message.").format(name=probe.name))
    yield from _told_once(iter(items))
    yield from files.notes()


def _of_archive(probe: Probe, options: Options) -> Iterator[Item]:
    members = archive.members(probe)
    pages = [member for member in members if _is_page(member)]
    if not pages:
        raise InputError(_("In {name} there are no calls or messages of Google Voice.").format(name=probe.name))
    folders = {PurePosixPath(page.name).parent for page in pages}
    with archive.kept_open(probe) as opened:
        files = Files.inside(probe, opened, (one for one in members if not _is_page(one)), folders, options.scratch)

        def items() -> Iterator[Item]:
            for page in pages:
                if page.size > _LARGEST_PAGE:
                    yield Skipped(page.name, _("larger than any page of Google Voice"))
                    continue
                with archive.opened(probe, page, opened) as stream:
                    html = _text(stream.read(_LARGEST_PAGE))
                found = list(items_of(page_of(html), page.name, files))
                yield from found or [Skipped(page.name, _("a page without a call or a message"))]

        yield from _told_once(items())
    yield from files.notes()
    others = sum(PurePosixPath(one.name).parent not in folders for one in members)
    if others:
        yield Warned(_("Files in the archive that are no calls or messages of Google Voice: {count}. They were left "
                       "aside.").format(count=others))  # fmt: skip


def _told_once(items: Iterator[Item]) -> Iterator[Item]:
    """The owner's number stands beside each of their messages; it is told once."""
    told: set[str] = set()
    for item in items:
        if not isinstance(item, Owner):
            yield item
        elif fold(item.number) not in told and not told:
            told.add(fold(item.number))
            yield Owner(fold(item.number))


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")


SOURCE = Source(id="google_voice", title=N_("Google Voice (Takeout)"), kind="phone_log", sniff=sniff, read=read)
