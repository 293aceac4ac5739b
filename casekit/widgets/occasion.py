"""Fields of the occasion: when, how, through which number, how long."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from casekit import clock
from casekit.errors import InputError
from casekit.model import Incident
from casekit.model.vocabulary import CALL_CHANNELS, CHANNELS, DIRECTIONS, OUTCOMES, label
from casekit.text import N_, _
from casekit.widgets import fields as f
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

_HOW_SURE = (
    ("minute", N_("to the minute")), ("hour", N_("about this hour")), ("day", N_("only the day is known")),
    ("month", N_("only the month is known")), ("unknown", N_("not known any more")),
)  # fmt: skip
_TYPED_FORM = {"hour": "%Y-%m-%d %H", "day": "%Y-%m-%d", "month": "%Y-%m"}
_LENGTH = re.compile(r"^(?:(\d+)(?:h|时|小时))?(?:(\d+)(?:min|m|分钟|分))?(?:(\d+)(?:s|秒|秒钟)?)?$")


def seconds_in(typed: str) -> int | None:
    """A length of talk as people write it: 65, 1:05, 1分5秒; None when nothing was typed.

    Raises
    ------
    InputError
        when it cannot be read
    """
    text = re.sub(r"\s+", "", typed).lower().replace("：", ":")
    if not text:
        return None
    if re.fullmatch(r"\d{1,3}(:\d{1,2}){1,2}", text):
        total = 0
        for part in text.split(":"):
            total = total * 60 + int(part)
        return total
    found = _LENGTH.match(text)
    if found is None:
        raise InputError(
            _("“{value}” is not a length of time casekit can read. Write it like 65, 1:05 or 1分5秒.").format(
                value=typed
            )
        )
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


class OccasionFields(Part):
    """When and how the contact happened."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._w_start = f.moment(_("When"))
        self._w_now = f.button(_("Just now"), quiet=True)
        self._w_precision = f.choice(_("How sure is the time?"), [(_(name), one) for one, name in _HOW_SURE])
        self._w_channel = f.choice(_("How"), [(label("channel", one), one) for one in CHANNELS])
        self._w_direction = f.choice(_("Who contacted whom"), [(label("direction", one), one) for one in DIRECTIONS])
        self._w_number = f.text(_("Their number"), placeholder=_("leave empty if it was not shown"))
        self._w_outcome = f.choice(_("Was it answered?"), [(label("outcome", one), one) for one in _OUTCOMES_AS_ASKED])
        self._w_duration = f.text(_("How long did you talk?"), placeholder=_("65, 1:05 or 1分5秒"))
        self._w_line = f.text(_("Which of your own numbers was rung"), placeholder=_("only if there are several"))
        self.first = f.fields(
            self._w_start, self._w_precision, self._w_channel, self._w_number, self._w_outcome, self._w_duration,
            self.message,
        )  # fmt: skip
        self.more = f.fields(self._w_direction, self._w_line)
        self.box = f.stack(f.row(self._w_now), self.first)
        self.on_click(self._w_now, self._now)
        self.on_change(self._w_channel, self._show_fitting)
        self._before: dict[str, Any] = {}

    def _now(self) -> None:
        here = clock.to_wall_clock(clock.now(), self.case.header.zone)
        self._w_start.value = here.replace(second=0, microsecond=0)
        self._w_precision.value = "minute"

    def _show_fitting(self) -> None:
        """Only calls are answered and last; only calls and messages have a number."""
        is_call = self._w_channel.value in CALL_CHANNELS
        f.shown(self._w_outcome, is_call)
        f.shown(self._w_duration, is_call)
        f.shown(self._w_number, self._w_channel.value not in ("letter", "visit", "public_post"))

    @property
    def channel(self) -> str:
        """The channel that is chosen now."""
        return str(self._w_channel.value)

    @property
    def start(self) -> datetime | None:
        """The time that is typed now, as a wall clock shows it."""
        moment: datetime | None = self._w_start.value
        return moment

    @property
    def number(self) -> str:
        """The number that is typed now."""
        return str(self._w_number.value).strip() if self._w_number.layout.display != "none" else ""

    def suggest(self, start: datetime | None, number: str) -> bool:
        """Fill time and number where they are still empty, such as from a file name; gives whether anything was."""
        filled = False
        if start is not None and self._w_start.value is None:
            self._w_start.value = start
            filled = True
        if number and not self._w_number.value:
            self._w_number.value = number
            filled = True
        return filled

    def watch(self, action: Any) -> None:
        """Do something when the time or the number changes."""
        for widget in (self._w_start, self._w_number):
            widget.observe(lambda _change: action(), names="value")

    def values(self) -> dict[str, Any]:
        """What `Case.log` takes."""
        is_call = self.channel in CALL_CHANNELS
        return {
            "start": self._moment(), "channel": self.channel, "direction": self._w_direction.value,
            "number": self.number, "line": self._w_line.value.strip(),
            "outcome": self._w_outcome.value if is_call else "unknown",
            "duration_s": seconds_in(self._w_duration.value) if is_call else None,
        }  # fmt: skip

    def _moment(self) -> Any:
        """The time in the form that says how precise it is."""
        precision = str(self._w_precision.value)
        if precision == "unknown":
            return None
        start = self._w_start.value
        if start is None:
            raise InputError(_("Please say when it was; if nobody knows any more, choose “not known any more”."))
        form = _TYPED_FORM.get(precision)
        return start.strftime(form) if form else start

    def fill(self, incident: Incident) -> None:
        """Show what the case holds, so that it can be corrected."""
        zone = incident.zone or self.case.header.zone
        start = clock.to_wall_clock(incident.start, zone) if incident.start else None
        self._w_start.value = start.replace(microsecond=0) if start else None
        self._w_precision.value = "minute" if incident.precision == "second" else incident.precision
        self._w_channel.value, self._w_direction.value = incident.channel, incident.direction
        self._w_number.value, self._w_line.value = incident.number_raw or incident.number, incident.line
        self._w_outcome.value = incident.outcome
        self._w_duration.value = "" if incident.duration_s is None else str(incident.duration_s)
        self._show_fitting()
        self._before = self._as_shown()

    def corrections(self) -> dict[str, Any]:
        """What was changed since `fill`, as `Case.amend` takes it."""
        now = self._as_shown()
        changed = {name for name, value in now.items() if value != self._before.get(name)}
        fields: dict[str, Any] = {}
        if changed & {"start", "precision"}:
            fields["start"] = self._moment()
        if "duration" in changed:
            fields["duration_s"] = seconds_in(self._w_duration.value)
        if "number" in changed:
            fields["number_raw"] = self._w_number.value.strip()
        fields.update({name: now[name] for name in ("channel", "direction", "outcome", "line") if name in changed})
        return fields

    def _as_shown(self) -> dict[str, Any]:
        names = ("start", "precision", "channel", "direction", "number", "line", "outcome", "duration")
        return {name: getattr(self, f"_w_{name}").value for name in names}

    def clear(self) -> None:
        """Empty the fields for the next contact; channel and number source stay as people repeat them."""
        self._w_start.value = None
        self._w_precision.value, self._w_outcome.value = "minute", "unknown"
        self._w_number.value = self._w_duration.value = ""


# The order in which people answer.
_OUTCOMES_AS_ASKED = ("unknown", *(one for one in OUTCOMES if one != "unknown"))
