"""The evidence files of a view as exhibits: grouped by what they prove, numbered for good, weighed by strength.

A number such as 3-2 is the place of the group in `EXHIBIT_GROUPS` and a count in it. The first paper that names a file
fixes its number; a number is never given twice, whatever moves or is left out later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casekit.model.vocabulary import EXHIBIT_GROUPS, TAG_GROUPS, label
from casekit.report.figures import after_refusal
from casekit.report.linkage import linkage_of
from casekit.report.outline import group_mark
from casekit.report.rows import Row

if TYPE_CHECKING:
    from casekit.casebook.masking import MaskedView
    from casekit.model import Evidence
    from casekit.report.material import Material
    from casekit.rules import Finding

_GRAVE = frozenset(
    tag for group, tags in TAG_GROUPS if group in ("threats", "abuse", "pretence", "visits") for tag in tags
) - {"refuse_identity", "personal_phone_or_wechat"}  # fmt: skip
# What a dated fact bears out beside the steps that were taken.
_LINKING_FACTS = ("agency_listed", "agency_unlisted", "outsourcing_told", "outsourcing_not_told")
_REFUSING_FACTS = ("refused_contact", "written_cease", "channel_opt_out", "employer_ban")
# A carrier's bill comes from neither side; a recording and a picture show the words; a phone's own list can be edited.
_STRENGTH = {"recording": 1, "screenshot": 2, "document": 3, "export": 4, "other": 5}


@dataclass(frozen=True, slots=True)
class ExhibitGroup:
    """The files that prove one thing; `number` is the group's place in all papers of all cases."""

    number: int
    id: str
    files: tuple[Evidence, ...]

    @property
    def numeral(self) -> str:
        """三 or 3."""
        return group_mark(self.number)

    @property
    def title(self) -> str:
        """What its files prove."""
        return label("exhibit_group", self.id)

    def elsewhere(self) -> list[Evidence]:
        """Files with the number of another group, under which an earlier paper named them."""
        return [one for one in self.files if one.exhibit and _group_and_count(one.exhibit)[0] != self.number]


def grouped_files(view: MaskedView, rows: Sequence[Row]) -> list[ExhibitGroup]:
    """The groups that hold files, in the order of their numbers; each file is in one group.

    What the user said it proves comes first. Of a file that is linked to nothing and of which nothing was said, it is
    not known what it proves; it stands with the complaints, where papers usually belong, until that is said.
    """
    by_id = {row.id: row for row in rows}
    contact_of = dict(zip(view.events["id"], view.events["contact"], strict=True))
    primary_of = {contact_of[row.id]: row for row in rows}
    refused = {row.id for row in after_refusal(rows, view.background)}
    linking = {number for number in view.background.numbers if linkage_of(view.background, number).tied}
    facts = {fact.id: fact.kind for fact in view.background.facts}
    found: dict[str, list[Evidence]] = {group: [] for group in EXHIBIT_GROUPS}
    for one in view.background.evidence:
        shown = [by_id.get(i) or primary_of.get(contact_of.get(i, "")) for i in one.incidents]
        mine = [row for row in shown if row]
        kinds = {facts[i] for i in one.facts if i in facts}
        found[one.group or _of_links(one, kinds) or _of_contacts(one, mine, refused, linking)].append(one)
    return [
        ExhibitGroup(number, group, tuple(sorted(found[group], key=lambda one, number=number: _place(one, number))))  # type: ignore[misc]
        for number, group in enumerate(EXHIBIT_GROUPS, start=1)
        if found[group]
    ]


def _of_links(one: Evidence, facts: set[str]) -> str:
    """The group by what a file was linked to beside contacts; "" where that says nothing."""
    if one.filings:
        return "step"
    if one.harms:
        return "harm"
    if one.kind == "export":
        return "log"
    if one.debt and not one.links:
        return "debt"
    if one.incidents or not facts:
        return ""
    if facts & set(_LINKING_FACTS):
        return "link"
    return "refused" if facts & set(_REFUSING_FACTS) else "step"


def _of_contacts(one: Evidence, rows: Sequence[Row], refused: set[str], linking: set[str]) -> str:
    """The group by the contacts a file shows."""
    if any(_GRAVE & set(row.tags) for row in rows):
        return "grave"
    if any(row.id in refused for row in rows):
        return "refused"
    if any(row.with_third_person for row in rows):
        return "third"
    if any(row.number in linking for row in rows) or one.number in linking:
        return "link"
    return "log" if rows else "step"


def unplaced(view: MaskedView) -> list[Evidence]:
    """Files of which nobody said what they prove: linked to nothing, in no group, about no debt, and no list of calls."""
    return [
        one
        for one in view.background.evidence
        if one.kind != "export" and one.group is None and one.debt is None and not one.links
    ]


def exhibit_numbers(groups: Iterable[ExhibitGroup], taken: Iterable[str] = ()) -> dict[str, str]:
    """SHA-256 → number such as "3-2"; those that papers named keep theirs, new files get the next ones of their group.

    `taken` are all numbers that were ever given in the case, also to files that the view leaves out.
    """
    groups = list(groups)
    recorded = [one.exhibit for group in groups for one in group.files if one.exhibit]
    last: Counter[int] = Counter()
    for number in (*taken, *recorded):
        group, count = _group_and_count(number)
        last[group] = max(last[group], count)
    numbers = {}
    for each in groups:
        for one in each.files:
            if not one.exhibit:
                last[each.number] += 1
            numbers[one.sha256] = one.exhibit or f"{each.number}-{last[each.number]}"
    return numbers


def exhibit_mark(number: str) -> str:
    """The number as papers of the language show it: 三-2 or 3-2."""
    group, count = _group_and_count(number)
    return f"{group_mark(group)}-{count}"


def _group_and_count(number: str) -> tuple[int, int]:
    group, _dash, count = number.partition("-")
    return int(group), int(count)


def _place(one: Evidence, group: int) -> tuple[bool, bool, int]:
    """The group's own numbers in their order, then those of other groups, then files without a number."""
    known = _group_and_count(one.exhibit) if one.exhibit else (group, 0)
    return not one.exhibit, known[0] != group, known[1]


def strongest(material: Material, finding: Finding) -> list[Evidence]:
    """The files that bear out a finding, the strongest first: carrier's bill, recording, picture, then the rest.

    Among lists of equal strength the one that holds more of the contacts comes first.
    """
    wanted = {*finding.incidents, *finding.boundary_incidents}
    events = material.view.events
    contacts = set(events["contact"][events["id"].isin(wanted)])
    mine = events[events["contact"].isin(contacts)]
    covered: Counter[str] = Counter()
    for evidence, batch in zip(mine["evidence"], mine["batch"].astype(object), strict=True):
        covered.update(evidence or ())
        if batch in material.batches:
            covered[material.batches[batch]] += 1
    known = {one.sha256: one for one in material.view.background.evidence}
    found = [known[sha256] for sha256 in covered if sha256 in known]
    return sorted(found, key=lambda one: (strength_of(material, one), -covered[one.sha256], one.sha256))


def strength_of(material: Material, one: Evidence) -> int:
    """How much a file weighs as proof; 0 is the strongest."""
    return 0 if one.sha256 in material.carrier_files else _STRENGTH.get(one.kind, 5)
