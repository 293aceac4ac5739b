"""The evidence files of a view, grouped by what they prove and numbered for the list of evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from casekit.model.vocabulary import TAG_GROUPS
from casekit.report.figures import after_refusal, at_night
from casekit.report.parts import group_mark
from casekit.report.rows import Row
from casekit.text import N_, _

if TYPE_CHECKING:
    from casekit.casebook.masking import MaskedView
    from casekit.model import Evidence

_GRAVE = frozenset(
    tag for group, tags in TAG_GROUPS if group in ("threats", "abuse", "pretence", "visits") for tag in tags
) - {"refuse_identity", "personal_phone_or_wechat"}  # fmt: skip
GROUPS = (
    ("log", N_("Night calls, frequency and numbers")),
    ("link", N_("Link between the numbers and the respondent")),
    ("third", N_("Contact with third persons and disclosure")),
    ("grave", N_("Threats, insults and pretence")),
    ("refused", N_("Contact after a clear refusal")),
    ("step", N_("Complaints and how they were dealt with")),
    ("other", N_("Other")),
)
_LINKING = ("sms_signature", "stated_org", "stated_amount", "hotline_confirmed", "published_list")


def grouped_files(view: MaskedView, rows: Sequence[Row]) -> list[tuple[str, list[Evidence]]]:
    """(what is proved, its files) in the order of the list; empty groups are left out."""
    by_id = {row.id: row for row in rows}
    contact_of = dict(zip(view.events["id"], view.events["contact"], strict=True))
    primary_of = {contact_of[row.id]: row for row in rows}
    refused = {row.id for row in after_refusal(rows, view.background)}
    linking = {number for number, mark in view.background.numbers.items() if mark.basis in _LINKING}
    found: dict[str, list[Evidence]] = {group: [] for group, _title in GROUPS}
    for one in view.background.evidence:
        shown = [by_id.get(i) or primary_of.get(contact_of.get(i, "")) for i in one.incidents]
        found[_group_of(one, [row for row in shown if row], refused, linking)].append(one)
    return [(_(title), found[group]) for group, title in GROUPS if found[group]]


def _group_of(one: Evidence, rows: Sequence[Row], refused: set[str], linking: set[str]) -> str:
    if one.kind == "export":
        return "log"
    if any(_GRAVE & set(row.tags) for row in rows):
        return "grave"
    if any(row.id in refused for row in rows):
        return "refused"
    if any(row.with_third_person for row in rows):
        return "third"
    if any(row.number in linking for row in rows) or one.number in linking:
        return "link"
    if any(at_night(row) for row in rows):
        return "log"
    return "step" if one.kind == "document" and not rows else "other"


def file_marks(groups: Sequence[tuple[str, Sequence[Evidence]]]) -> Mapping[str, str]:
    """SHA-256 → mark: 一-1, 一-2, 二-1 … or 1-1, 1-2, 2-1 …"""
    return {
        one.sha256: f"{group_mark(group)}-{index}"
        for group, (_title, files) in enumerate(groups, start=1)
        for index, one in enumerate(files, start=1)
    }
