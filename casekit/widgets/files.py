"""Recordings and screenshots of a contact: add them, see which there are, take a wrong one off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from casekit.errors import CaseError, InputError
from casekit.model import Incident
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets import inbox
from casekit.widgets.markup import bullets, quoted, tag
from casekit.widgets.part import Part
from casekit.widgets.wording import size

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook


class Files(Part):
    """The upload button, the files that are here already, and those of the contact that is open."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._records: tuple[str, ...] = ()
        self._w_upload = f.upload(_("Add recording or screenshot"))
        self._w_here = f.choice(_("or a file that is here already"), self._here())
        self._arrived = f.show()
        self._w_attached = f.choice(_("Files of this contact"), [("", "")])
        self._w_take_off = f.button(_("Take it off this contact"), quiet=True)
        self._attached = f.row(self._w_attached, self._w_take_off)
        self.box = f.stack(
            f.row(self._w_upload, self._w_here, f.too_big(inbox.folder_of(self.case))),
            self._arrived,
            self._attached,
            self.message,
        )
        self.on_change(self._w_upload, self._show_arrived)
        self.on_click(self._w_take_off, self.take_off)
        f.shown(self._attached, False)

    def _here(self) -> list[tuple[str, Path | str | None]]:
        """Files that wait in the inbox, and kept ones that no contact has."""
        kept = [one for one in self.case.background().evidence if one.kind != "export" and not one.incidents]
        return [
            (_("none"), None),
            *((one.name, one) for one in inbox.waiting(self.case)),
            *((one.name, one.sha256) for one in kept),
        ]

    def refresh(self) -> None:
        """Offer the files that are here now."""
        f.offer(self._w_here, self._here())
        f.shown(self._w_here, len(self._w_here.options) > 1)
        self._show_attached()

    def show_those_of(self, records: tuple[str, ...]) -> None:
        """Show the files of this contact, whichever of its records they are with."""
        self._records = records
        self.message.clear()
        self._show_attached()

    def _show_attached(self) -> None:
        of_contact = set(self._records)
        named = {one.sha256: one.name for one in self.case.background().evidence if of_contact & {*one.incidents}}
        f.offer(self._w_attached, [(name, one) for one, name in named.items()] or [("", "")])
        f.shown(self._attached, bool(named))

    def _show_arrived(self) -> None:
        named = (tag("span", quoted(one["name"]), " · ", size(int(one["size"]))) for one in self._w_upload.value)
        self._arrived.value = tag("div", bullets(named), css="ck-quiet")

    @property
    def first_name(self) -> str:
        """The name of the first file that has arrived; empty without one."""
        return str(self._w_upload.value[0]["name"]) if self._w_upload.value else ""

    def attach_to(self, incident: Incident) -> int:
        """Keep the files that were added, linked to the contact; gives how many.

        Raises
        ------
        InputError
            naming the file that could not be kept; the contact itself is saved
        """
        waiting: list[tuple[str, bytes | Path]] = list(f.uploaded(self._w_upload))
        here: Path | str | None = f.chosen(self._w_here)
        if isinstance(here, Path):
            waiting.append((here.name, here))
        for name, content in waiting:
            try:
                inbox.keep_as_evidence(self.case, name, content, incident)
            except (CaseError, OSError) as error:
                raise InputError(
                    _("The contact is saved as number {no}, but the file {name} was not kept: {why}").format(
                        no=incident.no, name=name, why=getattr(error, "message", None) or error
                    )
                ) from error
        if isinstance(here, str):
            self.case.link(here, incident.id)
        return len(waiting) + isinstance(here, str)

    def take_off(self) -> str:
        """Take a file off the contact; the file itself stays in the case."""
        sha256 = self._w_attached.value
        evidence = self.case.refresh().evidence[sha256]
        for record in self._records:
            if record in evidence.incidents:
                self.case.unlink(sha256, record)
        self.workbook.changed()
        return _("{name} is no longer with this contact; it stays in the case.").format(name=evidence.name)

    def clear(self) -> None:
        """Nothing added."""
        self._w_upload.value = ()
        self._arrived.value = ""
        f.choose(self._w_here, None)
