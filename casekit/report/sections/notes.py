"""Two short notes: what was masked, and what the hashes prove."""

from __future__ import annotations

from casekit.report.markup import Html, bullets, element, sentences, together
from casekit.report.material import Material
from casekit.text import N_, _

_MASKED = {
    "third-parties": N_(
        "Names and numbers of third persons are masked (138****1234, 张*). The masked data are not contained in this file, "
        "not even hidden. The complainant keeps the unmasked case and can disclose it to the receiving institution where the "
        "law requires."
    ),
    "all": N_(
        "Names and numbers of the complainant, of third persons and of the callers are masked. The masked data are not "
        "contained in this file, not even hidden. The complainant keeps the unmasked case."
    ),
    "none": N_("Nothing is masked: this file contains names and numbers of third persons. Handle it with care."),
}


def masking(material: Material) -> Html:
    """What was masked, depending on the masking chosen."""
    return sentences(_(_MASKED[material.view.mask]))


def integrity(material: Material) -> Html:
    """Three lines: what was recorded, what that proves, and what outranks it."""
    seq, head = material.view.head
    lines = [
        together(
            [
                _("Every file and every entry carries a SHA-256 value in a chain; {count} entries, the last one ").format(
                    count=seq
                ),
                element("code", head),
                _(". The chain and all files were found unchanged when this report was made.")
                if not material.view.faults
                else _(". When this report was made, the check found what is listed below."),
            ]
        ),
        _("A matching value proves that something was not changed since it was recorded; it does not prove that it is true."),
        _("Records of the carrier outrank those of a phone, which its owner can alter; please compare with the carrier and "
          "with the respondent's own recordings."),
    ]  # fmt: skip
    faults = bullets([str(fault) for fault in material.view.faults], class_="faults")
    return together([bullets(lines, ordered=True, class_="integrity"), faults])
