"""Files that prove a harm or a filing: added with it, kept byte for byte, linked to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.errors import CaseError, InputError
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets import inbox
from casekit.widgets.markup import bullets, quoted, tag
from casekit.widgets.part import Part
from casekit.widgets.wording import size

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook


class Proofs(Part):
    """An upload button, the names of what has arrived, and the keeping of it."""

    def __init__(self, workbook: Workbook, title: str) -> None:
        super().__init__(workbook)
        self._w_upload = f.upload(title)
        self._arrived = f.show()
        self.box = f.stack(f.row(self._w_upload, f.too_big(inbox.folder_of(self.case))), self._arrived, self.message)
        self.on_change(self._w_upload, self._show_arrived)

    def _show_arrived(self) -> None:
        named = (tag("span", quoted(one["name"]), " · ", size(int(one["size"]))) for one in self._w_upload.value)
        self._arrived.value = tag("div", bullets(named), css="ck-quiet")

    def keep_for(self, target: str) -> int:
        """Keep what has arrived, linked to the harm or filing of this id; gives how many files.

        Raises
        ------
        InputError
            naming the file that could not be kept; what it belongs to is entered all the same
        """
        waiting = f.uploaded(self._w_upload)
        self._arrived.value = ""
        for name, content in waiting:
            try:
                self.case.attach(content, name=name, incident=target)
            except (CaseError, OSError) as error:
                raise InputError(
                    _("It is entered, but the file {name} was not kept: {why}").format(
                        name=name, why=getattr(error, "message", None) or error
                    )
                ) from error
        return len(waiting)

    def clear(self) -> None:
        """Nothing added."""
        self._w_upload.value = ()
        self._arrived.value = ""
