"""What a pack tells at the head of its first page: whose matter it is, what makes it worth little, what goes wrong here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.filing.proposal import propose
from casekit.filing.suitability import refusal_of, warnings_of
from casekit.report.names import debt_lenders, institution, respondents
from casekit.text import _, listed, pick

if TYPE_CHECKING:
    from casekit.channels.channel import Channel
    from casekit.filing.dossier import Dossier


def notes_of(dossier: Dossier, channel: Channel) -> tuple[str, ...]:
    """What has to be known before anything else."""
    notes = []
    if dossier.view.lender and dossier.view.left_out.other_debts:
        notes.append(_of_one(dossier))
        if any(one.party is None for one in dossier.view.background.harms):
            notes.append(_("Some harm in these papers is entered without whose calls caused it: strike out what this "
                           "institution has nothing to do with."))  # fmt: skip
        notes += _shared(dossier)
    elif channel.one_lender and len(sides := respondents(dossier.material)) > 1:
        notes.append(_("These papers are about all of these together: {all}. Whoever gets them learns of all the others; "
                       "each letter is about one of them. For papers about one alone choose it (--lender NAME, in the "
                       "workbook “Whose matter”).").format(all=listed(map(institution, sides))))  # fmt: skip
    refusal = refusal_of(channel, dossier)
    if refusal is not None:
        notes.append(pick(refusal))
    if not dossier.material.rows:
        notes.append(
            _("The case holds no contact that counts. Such papers say nothing yet; enter or import contacts first.")
        )
    elif not dossier.view.background.evidence:
        notes.append(_("There is no file of evidence at all. These papers are then your own account only: they can start an "
                       "inquiry, but what the other side denies is not proved. Add the carrier's bill, which every "
                       "subscriber can download, and recordings or screenshots of the worst contacts."))  # fmt: skip
    known = debt_lenders(dossier.view.background)
    if not known or all(one.lender_type == "unknown" for one in known):
        notes.append(_("It is not known what kind of institution the lender is, so nobody can say whether this is the right "
                       "place. Enter it in the section on people and institutions, and make the pack anew."))  # fmt: skip
    return tuple(notes)


def _of_one(dossier: Dossier) -> str:
    """That these papers are about one institution, and what stays out of them."""
    whose, count = (
        institution(dossier.view.background.parties[dossier.view.lender or ""]),
        dossier.view.left_out.other_debts,
    )
    if dossier.material.rulebook.through == "caller":
        told = _("These papers are about {lender} only. {count} contacts by other collectors are not in them: each answers "
                 "for itself and needs papers of its own. Where your own words name another one, the papers say “another "
                 "institution”: see whether that sentence is needed.")  # fmt: skip
    else:
        told = _("These papers are about {lender} only. Your other debts and {count} contacts about them are not in "
                 "them, so that it does not learn of them; they need papers of their own. Where your own words name "
                 "another lender, the papers say “another institution”: see whether that sentence is needed.")  # fmt: skip
    return told.format(lender=whose, count=count)


def _shared(dossier: Dossier) -> list[str]:
    """Which of the files may show another lender all the same; nobody but the user can look into them."""
    names = [one.name for one in dossier.view.background.evidence if one.sha256 in dossier.view.shared]
    if not names:
        return []
    return [
        _("Look into these files before you hand them in, they may show another debt as well: {files}. Say in "
          "the workbook under “Case file”, “Say what a file shows”, which debt each is about: then one of another debt stays "
          "out, and the others are not asked about any more.").format(files=listed(names))
    ]  # fmt: skip


def traps_of(dossier: Dossier, channel: Channel) -> list[str]:
    """What to mind at this channel now; as in the proposal, where the channel is proposed."""
    proposed = next((one for one in propose(dossier) if one.channel.id == channel.id), None)
    told = (
        proposed.warnings
        if proposed is not None
        else warnings_of(channel, dossier, debt_lenders(dossier.view.background))
    )
    return [pick(one) for one in told]
