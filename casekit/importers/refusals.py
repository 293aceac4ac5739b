"""Files that are no call list: what they are, and what to do instead, in words."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice

from casekit.errors import InputError
from casekit.importers.android.xml_backup import not_a_backup
from casekit.importers.carriers import cells
from casekit.importers.carriers.header import HEADER_ROWS, aliases, find_header
from casekit.importers.chats import not_read, wechat_copy, wechat_database
from casekit.importers.media.picture import is_picture
from casekit.importers.media.sound import is_sound
from casekit.importers.reading import database, json_stream, tables, web_pages
from casekit.importers.source import Probe
from casekit.text import N_, _, listed

_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_SAMPLE, _LONGEST_NAME = 50, 40
# First bytes → what the file is and what to do.
_KINDS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    (
        (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b"),
        N_("{name} is an archive. Unpack it, then take in the files inside."),
    ),
)  # fmt: skip


def refuse_known(probe: Probe) -> None:
    """Stop at files that can be named by their first bytes, and at tables of another kind.

    Raises
    ------
    InputError
        saying what the file is and what to do
    """
    if is_sound(probe.head) or is_picture(probe.head):
        raise InputError(
            _(
                "{name} is a picture or a recording. Please add it as evidence to the call or message it belongs to."
            ).format(name=probe.name)
        )
    for starts, sentence in _KINDS:
        if probe.head.startswith(starts):
            raise InputError(_(sentence).format(name=probe.name))
    if not database.is_database(probe) and wechat_database.is_wechat(probe):
        raise InputError(wechat_database.refusal(probe))
    is_binary = b"\x00" in probe.head[:512] and probe.head[:2] not in _UTF16
    if is_binary and tables.is_text(probe):
        raise InputError(
            _("{name} is no text and no table that casekit knows. Please choose the file that was exported.").format(
                name=probe.name
            )
        )


def unknown(probe: Probe) -> InputError:
    """The error for a file that no source recognises."""
    if told := not_read.refusal(probe):
        return InputError(told)
    if web_pages.is_page(probe) and not tables.sheets(probe):
        return InputError(
            _("{name} is a web page without a table in it; perhaps the page for signing in was saved. Open the list in "
              "the browser, wait until all its rows are there, and save the page again; or mark the rows, copy them "
              "into a spreadsheet and save it as xlsx.").format(name=probe.name)
        )  # fmt: skip
    if tables.is_text(probe) and probe.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return not_a_backup(probe.name)
    if database.is_database(probe):
        return (
            InputError(wechat_database.refusal(probe)) if wechat_database.is_wechat(probe) else _unknown_database(probe)
        )
    if wechat_copy.lacks_times(probe):
        return wechat_copy.no_times(probe.name)
    if json_stream.is_json(probe):
        return InputError(
            _("{name} is JSON, the answer of a web page or an app, but casekit finds no list of calls or messages in "
              "it that it knows. Names found in it: {names}. If the list can be had as csv or xlsx, please take in "
              "that.").format(name=probe.name, names=listed(_first_members(probe)) or "–")
        )  # fmt: skip
    names = _first_names(probe)
    if _is_of_kind(names, "bank"):
        return InputError(
            _("{name} looks like a bank statement. casekit needs the list of calls or messages.").format(
                name=probe.name
            )
        )
    if _is_of_kind(names, "data_usage"):
        return InputError(
            _(
                "{name} is a list of mobile data, without numbers. Please download the list of voice calls (语音详单) "
                "or messages (短信详单) instead."
            ).format(name=probe.name)
        )
    if any(find_header(probe, sheet) for sheet in tables.sheets(probe, hidden=True)):
        return InputError(
            _("The list in {name} is on a hidden sheet. Show the sheet in a spreadsheet and save the file.").format(
                name=probe.name
            )
        )
    if (not names or not_read.is_clock(names[0])) and (told := not_read.refusal_of_text(probe)):
        return InputError(told)
    if not names:
        return InputError(
            _("In {name} casekit found no list of calls or messages. Please choose the file that was exported.").format(
                name=probe.name
            )
        )
    shown = listed(names[:20])
    if probe.columns:
        return InputError(
            _("{name} has no column “{wanted}”. Columns found: {columns}.").format(
                name=probe.name, wanted=listed(_missing(probe, names)), columns=shown
            )
        )
    return InputError(
        _(
            "casekit does not know the columns of {name}: {columns}. A list needs a start time, the other party's "
            "number and who called whom. Please leave this file as it is: if it is no such list, choose another one; if "
            "it is, name its columns: casekit import … --map start=#1,number=#2,direction=#3 (#1 is the first column)."
        ).format(name=probe.name, columns=shown)
    )


def _unknown_database(probe: Probe) -> InputError:
    """What a database holds instead of calls and messages; that of an app names its tables."""
    named = [one for one in database.columns(probe) if not one.startswith(("sqlite_", "android_metadata"))]
    if not named and database.has_unsaved_rows(probe):
        return InputError(
            _("All rows of the database {name} are still in the file {name}-wal beside it. {what_to_do}").format(
                name=probe.name, what_to_do=database.how_to_save_rows()
            )
        )
    if not named:
        return InputError(
            _("The database {name} is damaged or cut off and cannot be read. Please copy it from the phone again.")
            .format(name=probe.name)
        )  # fmt: skip
    return InputError(
        _("{name} is a database, but not that of a phone's calls or messages. Tables found: {tables}. Wanted are "
          "calllog.db, contacts2.db or mmssms.db of an Android phone, or the backup of an iPhone.").format(
            name=probe.name, tables=listed(named[:20]))
    )  # fmt: skip


def _first_members(probe: Probe) -> list[str]:
    """What the members of the first objects in JSON are called; a file that is cut off names those before."""
    named: dict[str, None] = {}
    with suppress(InputError):
        for _answer, members in islice(json_stream.objects(probe), _SAMPLE):
            named.update(dict.fromkeys(members))
    return [name[:_LONGEST_NAME] for name in islice(named, 20)]


def _missing(probe: Probe, names: list[str]) -> list[str]:
    """The columns the user named that the header lacks; all of them when each is there but no list comes of it."""
    said = [one for one in probe.columns.values() if one]
    return [one for one in said if cells.folded_header(one)[0] not in names] or said


def _first_names(probe: Probe) -> list[str]:
    """The cells of the widest of the first rows: most likely the header; none for running text."""
    widest: list[str] = []
    for sheet in tables.sheets(probe):
        for _number, row in islice(tables.rows(probe, sheet), HEADER_ROWS):
            named = [cells.folded_header(cell)[0] for cell in row if cell]
            if len(named) > max(len(widest), 2):
                widest = named
    return widest


def _is_of_kind(names: list[str], kind: str) -> bool:
    return any(name in aliases()[kind] for name in names)
