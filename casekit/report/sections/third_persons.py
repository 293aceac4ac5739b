"""Third persons who were contacted: how often, what was said to them, and whether they had refused."""

from __future__ import annotations

from casekit.clock import to_wall_clock
from casekit.model.vocabulary import TAG_GROUPS, label
from casekit.report.figures import after_refusal
from casekit.report.markup import Html, element, said, together
from casekit.report.material import Material
from casekit.report.rows import Row, first_and_last
from casekit.report.tables import Column, table
from casekit.text import _, listed

_DISCLOSING = frozenset(tag for group, tags in TAG_GROUPS if group == "disclosure" for tag in tags)


def section(material: Material) -> Html:
    """A row per person; people who stay unnamed share one row per relation."""
    third = [row for row in material.rows if row.with_third_person and row.direction == "in"]
    if not third:
        return element("p", _("No contact with a third person is recorded."))
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in third:
        groups.setdefault((row.person or "", row.relation or "", row.role or ""), []).append(row)
    columns = (
        Column(_("Person"), 8), Column(_("Relation"), 9), Column(_("Role"), 24),
        Column(_("Contacts"), 8, "figure"), Column(_("First and last"), 12, "mark"),
        Column(_("Disclosed or demanded"), 23), Column(_("Refused; contacts after"), 16),
    )  # fmt: skip
    ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return table(
        columns, [_cells(material, *key, mine) for key, mine in ordered], name="persons",
        caption=_("Third persons contacted"),
    )  # fmt: skip


def _cells(material: Material, person: str, relation: str, role: str, mine: list[Row]) -> list[str]:
    background = material.view.background
    known = background.persons.get(person)
    told = sorted({tag for row in mine for tag in row.tags} & _DISCLOSING)
    refusal = background.facts_of("refused_contact", person=person) if person else []
    refusal = [fact for fact in refusal if fact.person == person]
    after = len(after_refusal(mine, background))
    sources = [
        _("number from: {source}").format(source=label("number_source", source))
        for source in sorted({row.number_source for row in mine} - {"unknown"})
    ]
    refused = ""
    if refusal:
        local = to_wall_clock(refusal[0].at, mine[0].zone or material.view.header.zone)
        refused = _("refused on {date}; {count} after").format(date=f"{local:%Y-%m-%d}", count=after)
    return [
        said(known.name) if known and known.name else element("span", _("not named"), class_="hint"),
        label("relation", relation) if relation else "",
        together([label("role", role), *(element("small", text) for text in sources)]),
        str(len(mine)),
        first_and_last(mine),
        listed(label("tag", tag) for tag in told),
        refused,
    ]
