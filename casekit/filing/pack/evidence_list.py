"""The list of evidence as a paper of its own, which says of each file whether it is enclosed and in which form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casekit.filing.pages import page_of
from casekit.report.markup import Html, element, said, together
from casekit.report.sections import evidence
from casekit.report.tables import Column, table
from casekit.text import _

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.filing.pack.enclosures import Enclosure


def evidence_list(dossier: Dossier, enclosed: Sequence[Enclosure]) -> bytes:
    """The page, in the language of the moment."""
    view = dossier.view
    parts = [evidence.section(dossier.material, alone=True)]
    if enclosed:
        parts += [element("h2", _("What is enclosed")), _enclosed(enclosed)]
    parts.append(
        element(
            "p",
            _("The complainant keeps every original file unchanged, in the case folder and where it was made, and can show "
              "it for comparison. Its SHA-256 was written into the ledger of the case when it was taken in; the ledger "
              "stands at entry {seq}, whose hash is:").format(seq=view.head[0]),
            " ",
            element("span", view.head[1], class_="mono"),
            class_="hint",
        )
    )  # fmt: skip
    return page_of(_("List of evidence"), together(parts), demo=view.demo, wide=True).encode("utf-8")


def _enclosed(enclosed: Sequence[Enclosure]) -> Html:
    columns = (
        Column(_("No."), 8, "mark"), Column(_("File in this pack"), 44), Column(_("Form"), 16), Column(_("Remark"), 32),
    )  # fmt: skip
    rows = [
        [one.mark, said(one.thing.name.partition("/")[2]) if one.thing else "", one.form, one.why] for one in enclosed
    ]
    return table(columns, rows, name="enclosed", caption=_("What is enclosed"))
