"""Android app "SMS Backup & Restore": calls and messages as XML.

Fields: SyncTech's page "Fields in XML backup files"; quirks measured on real exports.
"""

from __future__ import annotations

from collections.abc import Iterator

from casekit.importers.android import provider, xml_backup
from casekit.importers.android.multimedia import Parts
from casekit.importers.records import Item, Skipped
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

_ROOTS = ("calls", "smses")


def sniff(probe: Probe) -> bool:
    """Whether the first element is that of such a backup."""
    return xml_backup.has_root(probe, _ROOTS)


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the calls and messages of the file in its order; a file that is cut off gives what is whole."""
    return xml_backup.read(probe, options, _ROOTS, _item)


def _item(name: str, where: str, fields: dict[str, str], parts: Parts) -> Item:
    if name == "call":
        return provider.call(where, fields)
    if name == "sms":
        return provider.text_message(where, fields)
    if name == "mms":
        return provider.multimedia_message(where, fields, parts)
    return Skipped(where, _("an entry casekit does not know: {name}").format(name=name))


SOURCE = Source(id="smsbr_xml", title=N_("SMS Backup & Restore (Android)"), kind="phone_log", sniff=sniff, read=read)
