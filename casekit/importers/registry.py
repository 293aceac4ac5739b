"""The sources casekit reads, tried in this order; a new one is one file and one line here."""

from __future__ import annotations

from pathlib import Path

from casekit.errors import InputError, reason
from casekit.importers import refusals
from casekit.importers.android import adb_text, extractor_csv, phone_database, sms_ie, smsbr_xml, super_backup_xml
from casekit.importers.carriers import (
    cn_mobile,
    cn_mobile_json,
    cn_telecom,
    cn_telecom_script,
    cn_unicom,
    cn_unicom_json,
    other_carrier,
    police_sheet,
)
from casekit.importers.carriers.header import COLUMNS
from casekit.importers.chats import qq_text, telegram, wechat_copy, wechat_csv, wechat_json, wechat_text, whatsapp
from casekit.importers.iphone import call_history, exported_calls, messages
from casekit.importers.others import att_usage, google_voice, mapped_table
from casekit.importers.source import Probe, Source
from casekit.text import _, listed

SOURCES: tuple[Source, ...] = (
    smsbr_xml.SOURCE,
    super_backup_xml.SOURCE,
    sms_ie.SOURCE,
    phone_database.SOURCE,
    adb_text.SOURCE,
    extractor_csv.SOURCE,
    whatsapp.SOURCE,
    telegram.SOURCE,
    qq_text.SOURCE,
    wechat_csv.SOURCE,
    wechat_json.SOURCE,
    wechat_text.SOURCE,
    wechat_copy.SOURCE,
    call_history.SOURCE,
    messages.SOURCE,
    exported_calls.SOURCE,
    google_voice.SOURCE,
    att_usage.SOURCE,
    cn_unicom_json.SOURCE,
    cn_mobile_json.SOURCE,
    cn_telecom_script.SOURCE,
    police_sheet.SOURCE,
    cn_telecom.SOURCE,
    cn_unicom.SOURCE,
    cn_mobile.SOURCE,
    other_carrier.SOURCE,
    mapped_table.SOURCE,
)
_HEAD = 1 << 16


def probe(path: Path, name: str | None = None, columns: dict[str, str] | None = None) -> Probe:
    """Look at a file: its size and first bytes; `columns` are those that the user named.

    Raises
    ------
    InputError
        when it cannot be read or is empty, or a column is named for something casekit does not look for
    """
    name = name or path.name or str(path)
    unknown = [what for what in columns or () if what not in COLUMNS]
    if unknown:
        raise InputError(
            _("A column cannot be named for “{unknown}”; it may be for: {known}.").format(
                unknown=listed(unknown), known=listed(COLUMNS)
            )
        )
    if path.is_dir():
        raise InputError(_("{name} is a folder. Please choose the exported file inside it.").format(name=name))
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise InputError(
            _("There is no file {name}. Please check the name and the folder.").format(name=path)
        ) from error
    except PermissionError as error:
        raise InputError(
            _(
                "The file {name} may not be read: you lack the permission. Please copy it to a folder of your own."
            ).format(name=name)
        ) from error
    except OSError as error:
        raise InputError(_("The file {name} cannot be read: {why}.").format(name=name, why=reason(error))) from error
    if not size:
        raise InputError(_("The file {name} is empty. Nothing was taken in.").format(name=name))
    return Probe(path, name, size, head, dict(columns or {}))


def recognise(seen: Probe, source: str | None = None) -> Source:
    """The source a file comes from, by its content.

    Raises
    ------
    InputError
        saying what the file is instead, and what to do
    """
    if source is not None:
        for known in SOURCES:
            if known.id == source:
                return known
        raise InputError(
            _("There is no source “{source}”; known are: {known}.").format(
                source=source, known=listed(one.id for one in SOURCES)
            )
        )
    refusals.refuse_known(seen)
    for known in SOURCES:
        if known.sniff(seen):
            return known
    raise refusals.unknown(seen)
