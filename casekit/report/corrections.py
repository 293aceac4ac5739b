"""Values that a machine had read and the user corrected: the report shows both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from casekit import clock
from casekit.model.vocabulary import label
from casekit.report.rows import length
from casekit.text import N_, _

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.casebook.masking import MaskedView

# Only fields that name nobody; a number or a person that was corrected is named as such, without its old value.
_NAMES = {
    "start": N_("time"), "duration_s": N_("length"), "channel": N_("way"), "outcome": N_("outcome"),
    "direction": N_("direction"), "text": N_("message"), "line": N_("line"), "person": N_("person"),
}  # fmt: skip
_NOT_SHOWN = ("line", "person")


def corrections_of(case: Case, view: MaskedView) -> Mapping[str, list[tuple[str, str]]]:
    """Contact → (field in words, value as it was read); only records and values that the view may show.

    A contact is named by its primary record, on which the report shows what any of its records adds.
    """
    state = case.refresh()
    columns = (view.events[name].astype(str) for name in ("id", "contact", "zone"))
    shown = {one: (contact, zone) for one, contact, zone in zip(*columns, strict=True)}
    found: dict[str, list[tuple[str, str]]] = {}
    for row, values in sorted(state.machine_values.items()):
        if state.columns["id"][row] not in shown:
            continue
        contact, zone = shown[state.columns["id"][row]]
        told = [
            (_(_NAMES[name]), _in_words(view, name, value, zone))
            for name, value in sorted(values.items())
            # A value that was corrected and set back is as it was read.
            if name in _NAMES and value not in (None, "", state.columns[name][row])
        ]
        if told:
            found.setdefault(contact, []).extend(told)
    return found


def _in_words(view: MaskedView, name: str, value: Any, zone: str) -> str:
    if name in _NOT_SHOWN:
        return _("(not shown)")
    if name == "start":
        instant = value if isinstance(value, datetime) else clock.from_iso(value)
        return f"{clock.to_wall_clock(instant, zone):%Y-%m-%d %H:%M:%S}"
    if name == "duration_s":
        return length(value) or "0"
    if name == "text":
        return view.text(str(value))
    return label(name, str(value))
