"""Which evidence files go into a pack, in which form, and why the others stay with the complainant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from casekit.errors import NotFoundError
from casekit.filing.pack.extract import extract_page, records_of
from casekit.filing.pack.parcel import Thing, safe_name
from casekit.report.exhibits import strength_of, strongest, unplaced
from casekit.text import _, pick

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.model import Evidence

_CIRCLED = "①②③④⑤⑥⑦⑧"


@dataclass(frozen=True)
class Enclosure:
    """One evidence file: what of it is enclosed (None for nothing), and why not all of it."""

    evidence: Evidence
    mark: str
    thing: Thing | None
    why: str = ""

    @property
    def form(self) -> str:
        """How it is enclosed, in a word."""
        if self.thing is None:
            return _("kept by the complainant")
        if self.evidence.kind == "export" and self.why:
            return _("extract")
        return _("smaller copy") if self.why else _("the file itself")


def enclosures(dossier: Dossier, *, whole_exports: bool = False) -> list[Enclosure]:
    """What is enclosed of each evidence file of the view, in the order of the list of evidence.

    Of lists of calls and messages only the rows that count go in, unless `whole_exports`. Recordings, pictures and
    papers go in as they are, where they are linked to something the papers tell or the user put them in a group.
    """
    material = dossier.material
    by_hash = {one.sha256: one for one in dossier.view.background.evidence}
    order = sorted(material.exhibits, key=lambda one: _sorting(material.exhibits[one]))
    open_yet = {one.sha256 for one in unplaced(dossier.view)}
    return [_enclosed(dossier, by_hash[one], one in open_yet, whole_exports) for one in order]


def _sorting(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("-"))


def _enclosed(dossier: Dossier, one: Evidence, open_yet: bool, whole: bool) -> Enclosure:
    material = dossier.material
    mark = material.file_marks[one.sha256]
    if dossier.view.mask == "all":
        return Enclosure(one, mark, None, _("These papers hide everybody, which cannot be done in the file itself."))
    if open_yet:
        return Enclosure(one, mark, None, _("It is linked to nothing yet, so nobody knows what it proves. Say so in the workbook under “Case file”, “Say what a file shows”."))  # fmt: skip
    if one.kind == "export" and not whole:
        if not len(records_of(material, one.sha256)):
            return Enclosure(one, mark, None, _("No record of it counts here that is not in another file as well."))
        content = extract_page(material, one)
        name = _("{name} (extract).html").format(name=PurePath(safe_name(one.name)).stem)
        return Enclosure(one, mark, _thing(material.exhibits[one.sha256], mark, name, one, content),
                         _("It holds private contacts too; an extract of the records that count is enclosed."))  # fmt: skip
    try:
        path = dossier.evidence_path(one.sha256)
    except NotFoundError:
        return Enclosure(one, mark, None, _("The file is missing from the case folder."))
    return Enclosure(one, mark, _thing(material.exhibits[one.sha256], mark, one.name, one, path))


def _thing(number: str, mark: str, name: str, one: Evidence, content: bytes | Path) -> Thing:
    """The thing under its number; numbers of circled digits sort in the order of the list, unlike 一二三."""
    group, _dash, count = number.partition("-")
    front = pick(zh=f"{_CIRCLED[int(group) - 1]}-{count}", en=number)
    about = _("evidence {mark}").format(mark=mark)
    folder = _("06-evidence")
    return Thing(f"{folder}/{front} {safe_name(name)}", about, content, mark, one.sha256)


def by_strength(dossier: Dossier, enclosed: list[Enclosure]) -> list[Enclosure]:
    """Those that hold something, the most telling first: the strongest file of each finding, then the rest by strength."""
    material = dossier.material
    open_yet = {one.evidence.sha256: one for one in enclosed if one.thing is not None}
    order: list[Enclosure] = []
    for members in material.groups:
        for finding in members[:1]:
            best = next((one.sha256 for one in strongest(material, finding) if one.sha256 in open_yet), None)
            if best is not None:
                order.append(open_yet.pop(best))
    rest = sorted(open_yet.values(), key=lambda one: (strength_of(material, one.evidence), _sorting(material.exhibits[one.evidence.sha256])))  # fmt: skip
    return order + rest
