"""亲友被骚扰: who else was rung, how often, and a place to note it."""

from __future__ import annotations

from typing import Any, ClassVar

import ipywidgets as w

from casekit.casebook.events import counted
from casekit.errors import CaseError, InputError
from casekit.model import DEBTOR
from casekit.model.vocabulary import label
from casekit.text import _, listed
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, paragraph, quoted, table
from casekit.widgets.newcontact import NewContact
from casekit.widgets.part import Section
from casekit.widgets.pickers import NOT_CHOSEN, SOMEBODY_NEW, numbers_in, refuse_unsaid, relation_and_role
from casekit.widgets.wording import day_and_time, person_name


class PeopleSection(Section):
    """Persons of the case, and contacts noted for them."""

    name: ClassVar[str] = "people"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._overview = f.show()
        self._w_edit = f.choice(_("Who"), self._persons())
        self._w_name = f.text(_("Name (what you call them is enough)"))
        self._w_relation, self._w_role = relation_and_role()
        self._w_lines = f.text(_("Their own numbers"), placeholder=_("several with commas between"))
        self._w_zone = f.choice(_("Whose clock do they live by?"), self._zones(_("that of the case")))
        self._w_other_zone = f.choice(_("Or may they be elsewhere?"), self._zones(_("no")))
        self._w_save = f.button(_("Save this person"), strong=True)
        self.new = NewContact(self.workbook, self._add_to_known, usual=SOMEBODY_NEW)
        self._log = f.Fold(_("Note a contact that somebody else had"), [self.new.box])
        self.on_change(self._w_edit, self._fill)
        self.on_click(self._w_save, self.save)
        hint = _("If they can get their own phone bill: take it in under “Import” and say there whose bill it is. "
                 "That counts more than memory.")  # fmt: skip
        return f.stack(
            self._overview,
            f.stack(
                f.fields(
                    self._w_edit,
                    self._w_name,
                    self._w_relation,
                    self._w_role,
                    self._w_lines,
                    self._w_zone,
                    self._w_other_zone,
                ),
                f.row(self._w_save),
                self.message,
                css="ck-card",
            ),
            f.show(paragraph(hint, css="ck-quiet")),
            self._log.box,
        )

    def _persons(self) -> list[tuple[str, str]]:
        persons = self.case.background().persons.values()
        return [(_("＋ somebody new …"), ""), *((person_name(one), one.id) for one in persons)]

    def _zones(self, none: str) -> list[tuple[str, str | None]]:
        """The clocks of the rulebook's country; what else a person lives by already stays on offer."""
        from casekit.rules import load_rulebook

        try:
            zones = load_rulebook(self.case.header.rulebook).zones
        except CaseError:
            zones = ()  # the findings say what is wrong with the book
        known = {
            zone for one in self.case.background().persons.values() for zone in (one.zone, *one.other_zones) if zone
        }
        return [(none, None), *((label("zone", one), one) for one in (*zones, *sorted(known - set(zones))))]

    def refresh(self) -> None:
        f.offer(self._w_zone, self._zones(_("that of the case")))
        f.offer(self._w_other_zone, self._zones(_("no")))
        for field in (self._w_zone, self._w_other_zone):
            # Where a country has one clock, nobody is asked.
            f.shown(field, len(field.options) > 2)
        f.offer(self._w_edit, self._persons())
        self.new.refresh()
        self._overview.value = self._table()

    def _table(self) -> Html:
        """Everybody who was contacted, by how often."""
        background = self.case.background()
        rows = counted(self.case.events())
        lines: list[tuple[int, str, str, str, str, str]] = []
        for one in background.persons.values():
            theirs = rows[rows["person"] == one.id]
            known: Any = theirs.dropna(subset="local").sort_values("local")[["local", "precision"]]
            ends = (
                [day_and_time(*moment) for moment in known.iloc[[0, -1]].itertuples(index=False)]
                if len(known)
                else ["", ""]
            )
            lines.append((
                len(theirs), quoted(person_name(one)), label("role", one.role), listed(one.lines), ends[0], ends[1],
            ))  # fmt: skip
        strangers = int(rows["person"].isna().sum())
        if strangers:
            lines.append((strangers, _("person not known"), "", "", "", ""))
        if all(not line[0] for line in lines) and len(lines) == 1:
            return paragraph(_("Nobody but the borrower has been entered so far."), css="ck-quiet")
        lines.sort(key=lambda line: -line[0])
        return table(
            [_("Who"), _("Part in the debt"), _("Own numbers"), _("Contacts counted"), _("Earliest"), _("Latest")],
            [(who, role, own, str(count), first, last) for count, who, role, own, first, last in lines],
            caption=_("Whom the collectors reached"),
        )

    def _fill(self) -> None:
        """Show what is known of the chosen person."""
        known = self.case.background().persons.get(self._w_edit.value)
        is_debtor = known is not None and known.id == DEBTOR
        for field in (self._w_relation, self._w_role):
            f.shown(field, not is_debtor)
        self._w_name.value = known.name if known else ""
        self._w_lines.value = ", ".join(known.lines) if known else ""
        self._w_relation.value = known.relation if known is not None and not is_debtor else NOT_CHOSEN
        self._w_role.value = known.role if known is not None and not is_debtor else NOT_CHOSEN
        f.choose(self._w_zone, known.zone if known else None)
        f.choose(self._w_other_zone, known.other_zones[0] if known and known.other_zones else None)
        picker = self.new.account.person
        picker.usual = known.id if known is not None else SOMEBODY_NEW
        picker.choose(picker.usual)

    def save(self) -> str:
        """Enter or change the person."""
        case = self.workbook.case_for_real_data
        name, lines = self._w_name.value.strip(), numbers_in(self._w_lines.value)
        if self._w_lines.value.strip() and not lines:
            raise InputError(_("The telephone numbers cannot be read. Write digits, several with commas between."))
        chosen = self._w_edit.value
        whereabouts = self._whereabouts()
        if chosen == DEBTOR:
            case.update_person(chosen, name=name, lines=lines, **whereabouts)
        elif not name:
            raise InputError(_("Please say what the new person is called; any name you use for them will do."))
        elif chosen:
            refuse_unsaid(name, self._w_relation.value, self._w_role.value)
            case.update_person(
                chosen, name=name, lines=lines, relation=self._w_relation.value, role=self._w_role.value, **whereabouts
            )
        else:
            if case.find_person(name) is not None:
                raise InputError(
                    _("“{name}” is entered already. Choose them in the list to change them.").format(name=name)
                )
            refuse_unsaid(name, self._w_relation.value, self._w_role.value)
            chosen = case.add_person(
                name, role=self._w_role.value, relation=self._w_relation.value, lines=lines, **whereabouts
            ).id
        self.workbook.changed()
        self._w_edit.value = chosen
        return _("Saved: {name}.").format(name=name or _("the borrower"))

    def _whereabouts(self) -> dict[str, Any]:
        """The clocks of the person; further ones that the field cannot show are kept while it is not changed."""
        known = self.case.background().persons.get(self._w_edit.value)
        before, other = known.other_zones if known else (), f.chosen(self._w_other_zone)
        kept = before if (before[0] if before else None) == other else (other,) if other else ()
        return {"zone": f.chosen(self._w_zone), "other_zones": kept}

    def _add_to_known(self, incident: str) -> str | None:
        """What is being typed belongs to a contact that is there: go on in the notes section."""
        from casekit.widgets.notes import NotesSection

        notes = self.workbook.sections.get(NotesSection.name)
        if not isinstance(notes, NotesSection):
            return _("This contact is there already. Open it in the section for adding details.")
        notes.annotate_instead(incident, self.new)
        return _("It is open in the section above; what you typed was carried over.")
