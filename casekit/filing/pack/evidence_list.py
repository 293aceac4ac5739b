"""The list of evidence as a paper of its own, which says of each file whether it is enclosed and in which form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casekit.filing.pages import page_of
from casekit.report.exhibits import grouped_files
from casekit.report.markup import element, together
from casekit.report.sections import evidence
from casekit.text import _, pick

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.filing.pack.enclosures import Enclosure


def evidence_list(dossier: Dossier, enclosed: Sequence[Enclosure]) -> bytes:
    """The page, in the language of the moment."""
    view = dossier.view
    forms = {one.evidence.sha256: _form(one) for one in enclosed}
    parts = [evidence.section(dossier.material, enclosed=forms)]
    if grouped_files(view, dossier.material.rows):
        parts.append(element(
            "p",
            _("The complainant keeps every original file unchanged, in the case folder and where it was made, and can show "
              "it for comparison. Its SHA-256 was written into the ledger of the case when it was taken in; the ledger "
              "stands at entry {seq}, whose hash is:").format(seq=view.head[0]),
            " ",
            element("span", view.head[1], class_="mono"),
            class_="hint",
        ))  # fmt: skip
    return page_of(_("List of evidence"), together(parts), demo=view.demo, wide=True).encode("utf-8")


def _form(one: Enclosure) -> str:
    """In which form a file goes along, and why not as it is."""
    form = _("Enclosed: {form}").format(form=one.form) if one.thing is not None else one.form
    return pick(zh="。", en=". ").join(part for part in (form, one.why) if part)
