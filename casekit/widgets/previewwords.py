"""What a file would bring, in words and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.model.vocabulary import label
from casekit.numbers import class_label
from casekit.text import _, _n
from casekit.widgets.markup import Html, badge, bullets, details, joined, pairs, paragraph, quoted, table, tag
from casekit.widgets.wording import counts, day_and_time, duration, shortened, size

if TYPE_CHECKING:
    from casekit.importers.preview import Preview

# Rows that are left out are listed up to here; the reasons are always all counted.
_LISTED = 20
_WORDS_SHOWN = 60


def described(seen: Preview, *, whose_is_open: bool = False) -> Html:
    """What a file holds, in words and two tables; with the question whose it is where nothing tells."""
    period = [day_and_time(moment, "day") for moment in (seen.first, seen.last) if moment is not None]
    declared = "" if seen.declared is None else str(seen.declared)
    rows: list[tuple[str, str, str]] = [
        (quoted(number), class_label(kind), str(count)) for number, kind, count in seen.top_numbers
    ]
    if seen.not_shown:
        rows.append((_("number not shown"), "", str(seen.not_shown)))
    left_out = [
        bullets(f"{reason}：{count}" for reason, count in seen.reasons()),
        bullets(_("row {row}: {reason}").format(row=one.where, reason=one.reason) for one in seen.skipped[:_LISTED]),
    ]
    asked = list(dict.fromkeys(one.text for one in seen.questions))
    if whose_is_open and not asked:
        asked.append(_("The file does not say whose list it is. Please choose below."))
    empty = not seen.records and not seen.questions
    nothing = _("In {name} there is no record that can be taken in.").format(name=seen.name)
    return joined(
        tag("h4", quoted(seen.name), " ", badge(_(seen.source.title)), " ", tag("span", size(seen.size), css="ck-quiet")),
        *(paragraph(badge(_("please answer"), "warn"), " ", one) for one in asked),
        *(paragraph(badge(_("note"), "warn"), " ", one) for one in seen.warnings),
        paragraph(badge(_("note"), "warn"), " ", nothing) if empty else "",
        pairs([
            (_("Period"), " – ".join(dict.fromkeys(period))),
            (_("Records"), _("{count}, of which {fresh} are new to the case").format(count=seen.records, fresh=seen.fresh)),
            (_("File says it holds"), declared),
            (_("How"), counts(seen.by_channel, "channel")),
            (_("Direction"), counts(seen.by_direction, "direction")),
            (_("Answered?"), counts(seen.by_outcome, "outcome")),
            (label("field", "time_basis"), counts(seen.by_time_basis, "time_basis")),
            (_("Own number"), "" if whose_is_open else quoted(seen.line)),
        ]),
        details(_("How the first rows are read"), _first_rows(seen)) if seen.first_records else "",
        details(_("The most frequent numbers"), table([_("Number"), _("Class of number"), _("Times")], rows)) if rows else "",
        details(
            _n("{count} row is left out: why", "{count} rows are left out: why", len(seen.skipped)).format(
                count=len(seen.skipped)
            ),
            *left_out,
        )
        if seen.skipped
        else "",
    )  # fmt: skip


def _first_rows(seen: Preview) -> Html:
    """The first records as they are understood, so that a wrong column is seen at once."""
    shown = [
        (
            day_and_time(one.start, one.precision),
            label("direction", one.direction),
            quoted(one.number_raw or one.contact_name) or _("number not shown"),
            "" if one.duration_s is None else duration(one.duration_s),
            quoted(shortened(one.text, _WORDS_SHOWN)),
        )
        for one in seen.first_records
    ]
    return table([_("Time"), _("Direction"), _("Number"), _("Length"), _("Words")], shown)
