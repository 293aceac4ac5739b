"""Fields of the account: what was said, to whom, how the caller behaved, with the files that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casekit import clock
from casekit.errors import InputError
from casekit.model import DEBTOR, Incident
from casekit.model.vocabulary import IDENTIFIED, NUMBER_SOURCES, label
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.files import Files
from casekit.widgets.part import Part
from casekit.widgets.pickers import PersonPicker, TagBoxes
from casekit.widgets.side import Side
from casekit.widgets.wording import debts_by_name

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

_TEXTS = ("words", "note", "claimed_org", "claimed_agent", "told_by", "place")


class AccountFields(Part):
    """What was said and done."""

    def __init__(self, workbook: Workbook, *, usual: str = DEBTOR) -> None:
        super().__init__(workbook)
        self.side = Side(workbook)
        self.person = PersonPicker(workbook, _("Who was reached"), usual=usual)
        self._w_words = f.area(_("Their own words"), placeholder=_("as they were spoken, as far as you remember"))
        self.tags = TagBoxes(workbook)
        self._w_asked_to_stop = f.tick(_("They were told to stop contacting this person"))
        self._w_note = f.area("", rows=2)
        self._w_claimed_org = f.suggesting(_("Which company did they name?"), self._companies())
        self._w_claimed_agent = f.text(_("Name or staff number they gave"))
        self._w_identified = f.choice(_("Did they say at once who they were?"), _options("identified", IDENTIFIED))
        self._w_number_source = f.choice(
            _("Where did they have the number from?"), _options("number_source", NUMBER_SOURCES)
        )
        self._w_told_by = f.text(_("If somebody told you about it: who"))
        self._w_told_at = f.moment(_("When were you told"))
        self._w_debt = f.choice(_("About which debt"), self._debts())
        self.files = Files(workbook)
        self.visit = f.fields(*self._visit_fields())
        self.more = f.fields(
            self._w_claimed_org, self._w_claimed_agent, self._w_identified, self._w_number_source, self._w_told_by,
            self._w_told_at, self._w_debt,
        )  # fmt: skip
        self._told = f.stack()
        self.box = f.stack(
            self.side.box,
            self.visit,
            self.person.box,
            self._told,
            self.tags.box,
            self._w_asked_to_stop,
            self.files.box,
        )
        self.show_visit(False)
        self._before: dict[str, Any] = {}

    def _visit_fields(self) -> tuple[Any, ...]:
        yes_no = [(_("I do not know"), None), (_("yes"), True), (_("no"), False)]
        self._w_place = f.text(_("Where did they turn up?"))
        self._w_people_count = f.text(_("How many came?"))
        self._w_id_shown = f.choice(_("Did they show identification?"), yes_no)
        self._w_police_called = f.choice(_("Were the police called?"), yes_no)
        return self._w_place, self._w_people_count, self._w_id_shown, self._w_police_called

    def _debts(self) -> list[tuple[str, str | None]]:
        return [(_("not said"), None), *debts_by_name(self.case.background())]

    def _companies(self) -> list[str]:
        return [one.name for one in self.case.background().parties.values() if one.kind != "caller_group"]

    def refresh(self) -> None:
        """Offer persons, companies, debts and files as they are now."""
        self.side.refresh()
        self.person.refresh()
        self.files.refresh()
        self._w_claimed_org.options = tuple(self._companies())
        f.offer(self._w_debt, self._debts())
        f.shown(self._w_debt, len(self.case.background().debts) > 1)

    def show_visit(self, is_visit: bool) -> None:
        """The fields that only a visit needs; of a visit most is told, of a call most is quoted."""
        f.shown(self.visit, is_visit)
        self._w_note.description = _("What happened (what you saw and heard)") if is_visit else _("Your own summary")
        self._w_note.rows = 5 if is_visit else 2
        self._told.children = (self._w_note, self._w_words) if is_visit else (self._w_words, self._w_note)

    def details(self) -> dict[str, Any]:
        """The fields that `Case.log` and `Case.amend` share, beside the person."""
        counted = self._w_people_count.value.strip()
        if counted and not counted.isdigit():
            raise InputError(_("“{value}” is not a number of people. Write it in digits.").format(value=counted))
        return {
            **{name: getattr(self, f"_w_{name}").value.strip() for name in _TEXTS},
            "tags": self.tags.value, "identified": self._w_identified.value,
            "number_source": self._w_number_source.value, "told_at": self._w_told_at.value,
            "debt": f.chosen(self._w_debt),
            "people_count": int(counted) if counted else None, "id_shown": f.chosen(self._w_id_shown),
            "police_called": f.chosen(self._w_police_called),
        }  # fmt: skip

    def _details_and_side(self) -> dict[str, Any]:
        return {**self.details(), **self.side.values()}

    def values(self) -> dict[str, Any]:
        """What `Case.log` takes."""
        return {**self._details_and_side(), **self.person.values(), "asked_to_stop": self._w_asked_to_stop.value}

    @property
    def asked_to_stop(self) -> bool:
        """Whether the tick is set that they were told to stop."""
        return bool(self._w_asked_to_stop.value)

    def fill(self, incident: Incident, *, asked_to_stop: bool) -> None:
        """Show what the case holds of a contact."""
        self.refresh()
        self.person.choose(incident.person)
        for name in _TEXTS:
            getattr(self, f"_w_{name}").value = getattr(incident, name)
        self.tags.value = incident.tags
        for name in ("identified", "number_source", "debt", "id_shown", "police_called"):
            f.choose(getattr(self, f"_w_{name}"), getattr(incident, name))
        self._w_people_count.value = "" if incident.people_count is None else str(incident.people_count)
        zone = incident.zone or self.case.header.zone
        self._w_told_at.value = clock.to_wall_clock(incident.told_at, zone) if incident.told_at else None
        self._w_asked_to_stop.value = asked_to_stop
        self.show_visit(incident.channel == "visit")
        self.side.fill(incident)
        self._before = {**self._details_and_side(), "picked": self.person.values()}

    def corrections(self) -> dict[str, Any]:
        """What was changed since `fill`, as `Case.amend` takes it; a new person is entered on the way."""
        now = self._details_and_side()
        fields = {name: value for name, value in now.items() if value != self._before.get(name)}
        if self.person.values() != self._before.get("picked"):
            fields["person"] = self.person.entered()
            if fields["person"] is None:
                fields["role"] = "other_third_party"
        return fields

    def clear(self) -> None:
        """Empty the fields for the next contact."""
        for name in (*_TEXTS, "people_count"):
            getattr(self, f"_w_{name}").value = ""
        self.tags.value = ()
        self._w_identified.value = self._w_number_source.value = "unknown"
        self._w_told_at.value = None
        for choice in (self._w_id_shown, self._w_police_called, self._w_debt):
            f.choose(choice, None)
        self._w_asked_to_stop.value = False
        self.files.clear()
        self.side.clear()
        self.person.clear()


def _options(vocabulary: str, values: tuple[str, ...]) -> list[tuple[str, str]]:
    ordered = sorted(values, key=lambda one: one != "unknown")
    return [(label(vocabulary, one), one) for one in ordered]
