"""The papers of a pack, each made once: letters, report, list of evidence, tables, field sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from casekit.filing.facts.scope import scope_of
from casekit.filing.letters.catalog import letter_ids, load_letter
from casekit.filing.letters.writing import WrittenLetter, write_letter
from casekit.filing.pack.evidence_list import evidence_list
from casekit.filing.pack.parcel import Thing, manifest_of, safe_name
from casekit.report.names import debt_lenders, institution
from casekit.report.write import report_page
from casekit.text import _, listed

if TYPE_CHECKING:
    from casekit.channels.channel import Channel
    from casekit.filing.dossier import Dossier
    from casekit.filing.pack.enclosures import Enclosure
    from casekit.model import Party

# Kinds and ids of channels with an office in each place.
_OF_A_PLACE = ("police", "court", "legal_aid", "12345", "consumer_association")
# What goes where sending is limited, from everything to the least that can be handed in.
LEVELS = (0, 1, 2, 3)


@dataclass(frozen=True)
class PapersOf:
    """The papers for one channel, in the language of the moment; what is asked for twice is made once."""

    dossier: Dossier
    channel: Channel

    @cached_property
    def letters(self) -> list[tuple[Thing, ...]]:
        """Each letter as page and Word file, for each institution it is about; those to hand in come first."""
        return [_both(front, letter, title) for front, title, letter in self._written]

    @property
    def blanks(self) -> list[tuple[str, Sequence[str]]]:
        """The title of each letter to hand in, with what a hand has to fill in there."""
        return [
            (title, letter.blanks) for _front, title, letter in self._written[: self._count_to_hand_in] if letter.blanks
        ]

    @cached_property
    def _written(self) -> list[tuple[str, str, WrittenLetter]]:
        others = _("01-other letters")
        made = []
        for one in self._letter_ids:
            folder = "" if one == self._letter_ids[0] else f"{others}/"
            for lender in self._about(one):
                letter = write_letter(self.dossier, one, lender=lender.id if lender is not None else None)
                title = (
                    letter.title
                    if lender is None
                    else _("{title}, {name}").format(title=letter.title, name=lender.name)
                )
                name = safe_name(title)
                made.append((f"{folder}{name}" if folder else f"01-{name}", title, letter))
        return made

    def _about(self, letter: str) -> Sequence[Party | None]:
        """Whom a letter is about: a case of several lenders that goes out as a whole has one for each; else nobody apart."""
        view = self.dossier.view
        if load_letter(letter).about != "lender" or view.lender is not None or not self.channel.one_lender:
            return (None,)
        known = scope_of(self.dossier).lenders
        mine = [one for one in known if self.channel.deals_with(one.lender_type)]
        return (mine or known) if len(mine or known) > 1 else (None,)

    @property
    def _count_to_hand_in(self) -> int:
        """The first letter, for each institution."""
        return len(self._about(self._letter_ids[0])) if self._letter_ids else 0

    @property
    def _to_hand_in(self) -> list[Thing]:
        return [thing for letter in self.letters[: self._count_to_hand_in] for thing in letter]

    @cached_property
    def _letter_ids(self) -> list[str]:
        country = self.dossier.country
        known = [one for one in self.channel.letters if one in letter_ids()]
        return [
            one
            for one in known
            if load_letter(one).signer == "complainant"
            and country in load_letter(one).countries
            and load_letter(one).suits(self.dossier.view.header.standpoint)
        ]

    @cached_property
    def report(self) -> Thing:
        """The case report, addressed to the channel."""
        return self._report(report_page(self.dossier.material, to=self.recipient))

    @cached_property
    def report_without_charts(self) -> Thing:
        """The same without pictures."""
        material = replace(self.dossier.material, charts=(), timelines={})
        return self._report(report_page(material, to=self.recipient))

    def _report(self, page: bytes) -> Thing:
        return Thing(_("02-case report.html"), _("case report"), page)

    @property
    def recipient(self) -> str:
        """Whom the papers are for; empty where the office of the place has to be written in by hand."""
        if self.channel.kind in _OF_A_PLACE or self.channel.id in _OF_A_PLACE:
            return ""
        if self.channel.id == "lender":
            return listed(map(institution, debt_lenders(self.dossier.view.background)))
        return self.channel.name

    def evidence_list(self, enclosed: Sequence[Enclosure]) -> Thing:
        """The list of evidence, which says of each file whether it is enclosed."""
        return Thing(_("03-list of evidence.html"), _("list of evidence"), evidence_list(self.dossier, enclosed))

    @cached_property
    def tables(self) -> list[Thing]:
        """The contacts as a spreadsheet and as a table of text."""
        from casekit.filing.pack.incident_table import table_csv, table_xlsx

        about = _("table of the contacts")
        return [
            Thing(_("04-contacts") + ".xlsx", about, table_xlsx(self.dossier)),
            Thing(_("04-contacts") + ".csv", about, table_csv(self.dossier)),
        ]

    @cached_property
    def batch(self) -> list[Thing]:
        """One row per number or message, where the channel goes by numbers."""
        from casekit.filing.pack.nuisance_numbers import batch_csv, batch_page, batch_xlsx

        if self.channel.id != "12321":
            return []
        about = _("list of the numbers to report")
        return [
            Thing(_("07-numbers to report") + ".xlsx", about, batch_xlsx(self.dossier)),
            Thing(_("07-numbers to report") + ".csv", about, batch_csv(self.dossier)),
            Thing(_("07-numbers to report") + ".html", about, batch_page(self.dossier).encode("utf-8")),
        ]

    @cached_property
    def field_sheet(self) -> Thing:
        """What to copy into the form; for the complainant, not to be handed in."""
        from casekit.filing.fields.sheet import field_sheet

        page = field_sheet(self.dossier).html()
        return Thing(_("05-what to fill in.html"), _("what to fill into the form"), page.encode("utf-8"))

    def to_hand_in(self, level: int, enclosed: Sequence[Enclosure]) -> list[Thing]:
        """The papers of a level of `LEVELS` and the list of all files, for what is enclosed of the evidence."""
        first = self._to_hand_in
        if level < 3:
            papers = [*first, self.evidence_list(enclosed), *self.batch]
        else:
            papers = [*(first[1::2] or self.batch[:1]), self.evidence_list(enclosed)]
        if level < 2:
            papers += [self.report_without_charts if level else self.report, *self.tables]
        evidence = [one.thing for one in enclosed if one.thing is not None]
        return [*papers, self.manifest([*papers, *evidence])]

    def manifest(self, things: Sequence[Thing]) -> Thing:
        """The list of files with their hashes."""
        return manifest_of(sorted(things, key=lambda one: one.name), manifest_name(), self.dossier.view.head)


def manifest_name() -> str:
    """The name of the list of files."""
    return _("08-files.csv")


def _both(front: str, letter: WrittenLetter, title: str) -> tuple[Thing, ...]:
    return (
        Thing(f"{front}.html", title, letter.html.encode("utf-8")),
        Thing(f"{front}.docx", _("{title}, to be edited").format(title=title), letter.docx),
    )
