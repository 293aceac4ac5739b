"""The declaration and the lines to sign on."""

from __future__ import annotations

from casekit.report.markup import Html, blank, bullets, element, together
from casekit.report.material import Material
from casekit.text import _


def section(material: Material) -> Html:
    """What is declared, then signature and date."""
    hearsay = any(row.told_by for row in material.rows)
    declared = [
        _("What is stated here is true to the best of my knowledge, and I answer for it."),
        _("The original records and devices are kept and can be shown."),
        _("What others told me is marked with the name of who told it.") if hearsay else "",
        _("The findings were worked out by a program from the records listed; I have read them."),
    ]  # fmt: skip
    signing = [_("Complainant (signature):")]
    if material.view.header.standpoint == "agent":
        signing.append(_("Representative (signature):"))
    lines = element("div", *(element("p", who, " ", blank()) for who in (*signing, _("Date:"))), class_="signatures")
    return together([bullets(declared), lines])
