"""Parts that choose: a person, a party, tags; each can enter what the case does not hold yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w

from casekit.errors import InputError
from casekit.model import DEBTOR
from casekit.model.vocabulary import BASES, COMMON_TAGS, RELATIONS, ROLES, TAG_GROUPS, label
from casekit.numbers import fold
from casekit.text import _
from casekit.widgets import fields as f
from casekit.widgets.markup import paragraph, tag
from casekit.widgets.part import Part
from casekit.widgets.side import party_name
from casekit.widgets.wording import person_name

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

SOMEBODY_NEW = "+new"
NOT_CHOSEN = "+ask"
_NOBODY = "+nobody"


def numbers_in(typed: str) -> tuple[str, ...]:
    """The telephone numbers of a line of text, set apart by commas, semicolons or strokes."""
    for sign in "，、；;／/\n":
        typed = typed.replace(sign, ",")
    parts = (part.strip() for part in typed.split(","))
    return tuple(one for one in parts if any(sign.isdigit() for sign in one) and fold(one))


def relation_and_role() -> tuple[w.Dropdown, w.Dropdown]:
    """Two lists: who somebody is to the borrower, and what they have to do with the debt.

    What somebody has to do with a debt is a statement of the user's, so nothing stands there beforehand.
    """
    ask = (_("please choose …"), NOT_CHOSEN)
    relations = [ask, *((label("relation", one), one) for one in RELATIONS if one != "self")]
    roles = [ask, *((label("role", one), one) for one in ROLES if one != "debtor")]
    return f.choice(_("Who they are to the borrower"), relations), f.choice(
        _("What they have to do with the debt"), roles
    )


def refuse_unsaid(name: str, relation: str, role: str) -> None:
    """Refuse somebody of whom one of the two was not said.

    Raises
    ------
    InputError
        asking for it
    """
    if NOT_CHOSEN in (relation, role):
        raise InputError(
            _("Please also choose who {name} is, and what they have to do with the debt.").format(name=name)
        )


class PersonPicker(Part):
    """Who was reached: the borrower, somebody known, somebody new, or nobody knows whom.

    `usual` is who stands there at first and after each save; with `NOT_CHOSEN` the user has to say. In a relative's case
    that is never the borrower: it is the one relative there is, and among several the user has to say.
    """

    def __init__(self, workbook: Workbook, title: str, *, unknown: bool = True, usual: str = DEBTOR) -> None:
        super().__init__(workbook)
        self._unknown = unknown
        self.usual = usual
        self._w_person = f.choice(title, self._options())
        self._w_name = f.text(_("Name (what you call them is enough)"))
        self._w_relation, self._w_role = relation_and_role()
        self._new = f.fields(self._w_name, self._w_relation, self._w_role)
        self.box = f.stack(self._w_person, self._new, self.message)
        self.on_change(self._w_person, self._show_new)
        self._w_person.value = self._usual_now()
        self._show_new()

    def _usual_now(self) -> str:
        if self.usual != DEBTOR or self.case.header.standpoint != "relative":
            return self.usual
        relatives = [one for one in self.case.background().persons if one != DEBTOR]
        return relatives[0] if len(relatives) == 1 else NOT_CHOSEN

    def _options(self) -> list[tuple[str, str]]:
        persons = self.case.background().persons.values()
        known = [(person_name(one), one.id) for one in persons]
        # A relative who makes the case looks for themselves in this list first.
        themselves = self.case.header.standpoint == "relative" and len(known) == 1
        new = _("＋ myself, or somebody else …") if themselves else _("＋ somebody new …")
        more = [(new, SOMEBODY_NEW)]
        if self._unknown:
            more.append((_("somebody, it is not known whom"), _NOBODY))
        first = [(_("please choose …"), NOT_CHOSEN)] if self._usual_now() == NOT_CHOSEN else []
        return [*first, *known, *more]

    def _show_new(self) -> None:
        f.shown(self._new, self._w_person.value == SOMEBODY_NEW)

    def refresh(self) -> None:
        """Offer the persons the case holds now; where nobody was chosen, the usual one stands there."""
        nobody = self._w_person.value == NOT_CHOSEN
        f.offer(self._w_person, self._options())
        if nobody:
            f.choose(self._w_person, self._usual_now())

    def choose(self, person: str | None) -> None:
        """Set the person by id."""
        self.refresh()
        offered = [value for _name, value in self._w_person.options]
        self._w_person.value = person if person in offered else (_NOBODY if _NOBODY in offered else DEBTOR)

    def clear(self) -> None:
        """Back to the usual person, with nothing typed."""
        self._w_name.value = ""
        self._w_relation.value = self._w_role.value = NOT_CHOSEN
        self.choose(self._usual_now())

    def values(self) -> dict[str, Any]:
        """What `Case.log` takes: person, role, relation."""
        chosen = self._w_person.value
        if chosen == NOT_CHOSEN:
            raise InputError(_("Please choose whose it is."))
        if chosen == _NOBODY:
            return {"role": "other_third_party"}
        if chosen != SOMEBODY_NEW:
            return {"person": chosen}
        name, relation, role = self._new_name(), self._w_relation.value, self._w_role.value
        refuse_unsaid(name, relation, role)
        return {"person": name, "role": role, "relation": relation}

    def _new_name(self) -> str:
        name: str = self._w_name.value.strip()
        if not name:
            raise InputError(_("Please say what the new person is called; any name you use for them will do."))
        return name

    def entered(self) -> str | None:
        """The id of the person, who is entered into the case first when new; None for nobody known."""
        values = self.values()
        name = values.get("person")
        if name is None:
            return None
        known = self.case.find_person(name)
        if known is None:
            known = self.case.add_person(name, role=values["role"], relation=values["relation"])
        return known.id


class PartyPicker(Part):
    """Whose a number is: a party of the case, or a new one; and on what basis."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._w_party = f.choice(_("The ticked numbers belong to"), self._options())
        self._w_name = f.text("")
        self._w_acts_for = f.choice(_("Collects for"), self._lenders())
        self._w_basis = f.choice(_("How do you know?"), [(label("basis", one), one) for one in _BASES_AS_ASKED])
        self._new = f.fields(self._w_name, self._w_acts_for)
        hint = _(
            "The more definite this is, the more the figures count for. “Recognised by the user” is your word alone."
        )
        self.box = f.stack(
            f.fields(self._w_party, self._w_basis), self._new, f.show(paragraph(hint, css="ck-quiet")), self.message
        )
        self.on_change(self._w_party, self._show_new)
        self._show_new()

    def _options(self) -> list[tuple[str, str]]:
        parties = self.case.background().parties.values()
        known = [(party_name(one), one.id) for one in parties]
        return [
            *known,
            (_("＋ a new collection agency …"), "+agency"),
            (_("＋ callers who do not say who they are …"), "+caller_group"),
            (_("＋ a new lender …"), "+lender"),
        ]

    def _lenders(self) -> list[tuple[str, str | None]]:
        lenders = self.case.background().lenders()
        return [*((one.name, one.id) for one in lenders), (_("I do not know"), None)]

    def _show_new(self) -> None:
        kind = str(self._w_party.value)
        f.shown(self._new, kind.startswith("+"))
        self._w_name.description = (
            _("What you call them (may be left empty)")
            if kind == "+caller_group"
            else _("Its name, as the callers say it")
        )
        f.shown(self._w_acts_for, kind != "+lender")

    def refresh(self) -> None:
        """Offer the parties the case holds now."""
        f.offer(self._w_party, self._options())
        f.offer(self._w_acts_for, self._lenders())
        self._show_new()

    @property
    def basis(self) -> str:
        """On what basis the numbers are given to the party."""
        return str(self._w_basis.value)

    def entered(self) -> str:
        """The id of the party; a new one is entered into the case first."""
        chosen = str(self._w_party.value)
        if not chosen.startswith("+"):
            return chosen
        kind = chosen[1:]
        name = self._w_name.value.strip()
        if not name and kind == "caller_group":
            name = _("unidentified callers")
        if not name:
            raise InputError(_("Please give the institution a name; what the callers call it is enough."))
        known = self.case.find_party(name)
        party = known or self.case.add_party(
            kind, name, acts_for=f.chosen(self._w_acts_for) if kind != "lender" else None
        )
        self._w_name.value = ""
        self.refresh()
        self._w_party.value = party.id
        return party.id


# What most people can say stands first.
_BASES_AS_ASKED = ("user", *(one for one in BASES if one != "user"))


class TagBoxes(Part):
    """What happened, as boxes to tick: eight common ones open, the rest folded by groups."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._boxes = {one: f.tick(label("tag", one)) for _group, tags in TAG_GROUPS for one in tags}
        common = f.fields(*(self._boxes[one] for one in COMMON_TAGS))
        groups = []
        for group, tags in TAG_GROUPS:
            rest = [self._boxes[one] for one in tags if one not in COMMON_TAGS]
            groups += [f.show(tag("h4", label("tag_group", group))), f.fields(*rest)] if rest else []
        self._more = f.Fold(_("More of what happened"), groups)
        self.box = f.stack(f.show(tag("h4", _("What happened (tick what applies)"))), common, self._more.box)

    @property
    def value(self) -> tuple[str, ...]:
        """The ticked tags."""
        return tuple(sorted(one for one, box in self._boxes.items() if box.value))

    @value.setter
    def value(self, tags: tuple[str, ...]) -> None:
        for one, box in self._boxes.items():
            box.value = one in tags
        self._more.turn(bool(set(tags) - set(COMMON_TAGS)))

    def typed(self) -> dict[str, Any]:
        return {"value": self.value}

    def retype(self, values: dict[str, Any]) -> None:
        self.value = values["value"]
