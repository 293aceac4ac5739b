"""What ties a number to the lender: grounds to tick, what the records suggest, the call back to the hotline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.analysis.linkage_signs import Sign, signs_of_linkage
from casekit.casebook.events import counted
from casekit.errors import InputError
from casekit.model.vocabulary import BASES, label
from casekit.report.linkage import linkage_of, rank_of_basis
from casekit.text import _, _n, pick
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, bullets, joined, paragraph, quoted
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

_GROUNDS = tuple(sorted((one for one in BASES if one != "user"), key=rank_of_basis))
_ALL_OF = "all:"


class Linkage(Part):
    """One number, or all numbers of an institution, with boxes for what ties them; nothing is ticked by itself."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._signs: dict[str, tuple[Sign, ...]] = {}
        self._parties: dict[str, str | None] = {}
        why = _("Complaints often fail because nothing ties the calling numbers to the lender. Say for each number what "
                "does; what others can check counts more than your own word.")  # fmt: skip
        self._w_number = f.choice(_("Number, or all of an institution"), [("", "")])
        self._suggested = f.show()
        self._w_take = f.button(_("Tick what the records show"))
        self.boxes = {one: f.tick(label("basis", one)) for one in _GROUNDS}
        self._w_called_on = f.text(_("Called the hotline back on"), placeholder="2026-03-01")
        self._w_clerk = f.text(_("Who confirmed it (name or staff number)"))
        self._hotline = f.fields(self._w_called_on, self._w_clerk)
        self._w_note = f.area(_("Note: what exactly ties them"), rows=2)
        self._w_save = f.button(_("Save what ties them"), strong=True)
        self.box = f.stack(
            f.show(paragraph(why, css="ck-quiet")),
            f.fields(self._w_number),
            self._suggested,
            f.row(self._w_take),
            f.fields(*self.boxes.values()),
            self._hotline,
            self._w_note,
            f.row(self._w_save),
            self.message,
        )
        self.on_change(self._w_number, self._fill)
        self.on_change(self.boxes["hotline_confirmed"], self._fit)
        self.on_click(self._w_take, self.take)
        self.on_click(self._w_save, self.save)
        self._fit()

    def refresh(self) -> None:
        """Offer the collectors' numbers as they are now, those that nothing ties first."""
        events, background = self.case.events(), self.case.background()
        rows = counted(events)
        rows = rows[rows["number"].notna()]
        counts = rows.groupby("number", observed=True).size().sort_values(ascending=False, kind="stable")
        parties = rows.groupby("number", observed=True)["party"].first()
        marks = background.numbers
        self._parties = {
            str(one): marks[one].party if one in marks and marks[one].party else _text(parties.get(one))
            for one in counts.index
        }
        self._signs = signs_of_linkage(events, background)
        ordered = sorted(self._parties, key=lambda one: linkage_of(background, one).tied)
        options = [
            (_("{number} ({count}): {linkage}").format(number=one, count=counts[one], linkage=linkage_of(background, one).words), one)
            for one in ordered
        ]  # fmt: skip
        groups = [
            (_("all {count} numbers of {name}").format(count=len(mine), name=background.parties[party].name), _ALL_OF + party)
            for party in dict.fromkeys(one for one in self._parties.values() if one in background.parties)
            if party and len(mine := [one for one, whose in self._parties.items() if whose == party]) > 1
        ]  # fmt: skip
        before = self._w_number.value
        f.offer(self._w_number, [*options, *groups] or [(_("there is none yet"), "")])
        if self._w_number.value != before or not before:
            self._fill()
        else:
            self._suggest()

    @property
    def _chosen(self) -> list[str]:
        """The numbers that are meant."""
        value = str(self._w_number.value or "")
        if value.startswith(_ALL_OF):
            return [one for one, party in self._parties.items() if party == value.removeprefix(_ALL_OF)]
        return [value] if value else []

    def _fill(self) -> None:
        """Show what is known of a number; of many nothing is ticked, for what is ticked is added to each."""
        numbers, background = self._chosen, self.case.background()
        linkage = linkage_of(background, numbers[0]) if len(numbers) == 1 else None
        for one, box in self.boxes.items():
            box.value = linkage is not None and one in linkage.bases
        self._w_note.value = linkage.note if linkage is not None else ""
        self._w_called_on.value = self._w_clerk.value = ""
        self._suggest()

    def _fit(self) -> None:
        f.shown(self._hotline, self.boxes["hotline_confirmed"].value)

    def _offered(self) -> list[Sign]:
        """What the records show of the chosen number; of many only what holds for every one."""
        numbers = self._chosen
        if len(numbers) == 1:
            return list(self._signs.get(numbers[0], ()))
        shared = set.intersection(*({sign.basis for sign in self._signs.get(one, ())} for one in numbers), set(_GROUNDS)) if numbers else set()  # fmt: skip
        return [sign for sign in self._signs.get(numbers[0], ()) if sign.basis in shared] if numbers else []

    def _suggest(self) -> None:
        signs = self._offered()
        self._suggested.value = joined(
            paragraph(_("The records show this. Please check it, then tick what is right:")),
            bullets(_shown(one) for one in signs),
        ) if signs else Html("")  # fmt: skip
        f.shown(self._w_take, bool(signs))

    def take(self) -> str:
        """Tick what the records show; it is saved only with the button below."""
        for sign in self._offered():
            self.boxes[sign.basis].value = True
        return _("Ticked. Please check it and save.")

    def save(self) -> str:
        """Keep what ties the numbers; to many at once it is added."""
        case, numbers = self.workbook.case_for_real_data, self._chosen
        if not numbers:
            raise InputError(_("There is no collector's number yet. Say first whose the numbers are."))
        ticked = [one for one, box in self.boxes.items() if box.value]
        note = self._note()
        if len(numbers) > 1 and not ticked:
            raise InputError(_("Please tick what ties all these numbers."))
        nobodys = [one for one in numbers if not self._parties.get(one)]
        if nobodys:
            raise InputError(_("Please say first whose {number} is; then what ties it.").format(number=nobodys[0]))
        background = case.background()
        for one in numbers:
            known = linkage_of(background, one)
            bases = sorted({*ticked, *(known.bases if len(numbers) > 1 else ())} - {"user"}, key=rank_of_basis) or [
                "user"
            ]
            case.mark_number(one, party=self._parties[one], basis=bases[0], more_bases=bases[1:],
                             note=note if len(numbers) == 1 else note or known.note)  # fmt: skip
        self.workbook.changed()
        return _n("Saved what ties {count} number.", "Saved what ties {count} numbers.", len(numbers)).format(
            count=len(numbers)
        )

    def _note(self) -> str:
        """The note, with the call back to the hotline in a sentence of its own."""
        parts = [self._w_note.value.strip()]
        day, clerk = self._w_called_on.value.strip(), self._w_clerk.value.strip()
        if self.boxes["hotline_confirmed"].value and (day or clerk):
            parts.append(
                _("Called the official hotline back on {day}; confirmed by {clerk}.").format(
                    day=day or _("a day not noted"), clerk=clerk or _("a clerk who gave no name")
                )
            )
        return " ".join(part for part in parts if part)


def _shown(sign: Sign) -> Html:
    where = _("contact no. {no}").format(no=sign.no) if sign.no is not None else _("entered as its hotline")
    return joined(label("basis", sign.basis), pick(zh="：", en=": "), quoted(sign.shown), " · ", where)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
