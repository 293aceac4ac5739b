"""Android app "Super Backup" (超级备份): calls and messages as XML, in two files.

`time` is the date as the phone shows it, in any language; only `date` is read. Calls that were not answered carry the
seconds of ringing in `dur`. The count of the root may be that of an earlier backup.
"""

from __future__ import annotations

from collections.abc import Iterator

from casekit.importers.android import provider, xml_backup
from casekit.importers.android.multimedia import Parts
from casekit.importers.records import Item, Skipped
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

_ROOTS = ("alllogs", "allsms")


def sniff(probe: Probe) -> bool:
    """Whether the first element is that of such a backup."""
    return xml_backup.has_root(probe, _ROOTS)


def read(probe: Probe, options: Options) -> Iterator[Item]:
    """Yield the calls or messages of the file in its order; a file that is cut off gives what is whole."""
    return xml_backup.read(probe, options, _ROOTS, _item)


def _item(name: str, where: str, fields: dict[str, str], _parts: Parts) -> Item:
    if name == "log":
        return provider.call(where, fields, seconds="dur")
    if name == "sms":
        return provider.text_message(where, fields)
    return Skipped(where, _("an entry casekit does not know: {name}").format(name=name))


SOURCE = Source(
    id="super_backup_xml", title=N_("Super Backup (超级备份, Android)"), kind="phone_log", sniff=sniff, read=read
)
