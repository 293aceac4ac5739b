"""The sheet to copy from into a channel's own form: each field, its text, how long it is, and what is missing.

Nothing is sent from here; the user copies.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from casekit.channels.channel import Asked, Channel
from casekit.clock import day_in_words
from casekit.filing.fields.fillers import fill, scope_for
from casekit.filing.fields.length import shortened, signs
from casekit.filing.missing import BY_HAND, Missing, is_missing, missing, told_as
from casekit.report.markup import Html, blank, bullets, element, pairs, together
from casekit.text import N_, _, _n, pick

if TYPE_CHECKING:
    from casekit.filing.dossier import Dossier
    from casekit.filing.facts.scope import Scope

_OF_ONESELF = ("my_name", "my_phone", "my_address", "my_postcode")
TITLE = N_("Field sheet: {channel}")


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of the form.

    Attributes
    ----------
    asked
        the field as the channel's file tells of it
    text
        what to copy into it; empty where the case does not say
    shorter
        where the text is longer than the form takes: whole sentences of it that fit, empty when not even one does
    missing
        what is lacking and where to fill it; None where nothing is
    by_hand
        whether the tool does not fill it: an identity number, which it never keeps, or what these papers hide of oneself
    """

    asked: Asked
    text: str
    shorter: str
    missing: Missing | None
    by_hand: bool

    @property
    def signs(self) -> int:
        """How many signs the text has; every character, mark, blank and line break is one."""
        return signs(self.text)

    @property
    def longest(self) -> int | None:
        """The most signs the form takes; None where that is not known."""
        return self.asked.longest

    @property
    def too_long(self) -> bool:
        """Whether the text is longer than the form takes."""
        return self.longest is not None and self.signs > self.longest


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """The fields of a channel's form in its own order; `demo` is whether all of it is invented."""

    channel: Channel
    made_on: str
    demo: bool
    rows: tuple[FieldRow, ...]

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is missing for the fields, the required first."""
        found = {one.missing.field: one.missing for one in self.rows if one.missing is not None}
        return tuple(sorted(found.values(), key=lambda one: not one.required))

    @property
    def title(self) -> str:
        """The heading of the page."""
        return _(TITLE).format(channel=self.channel.name)

    def as_json(self) -> dict[str, Any]:
        """The sheet as plain values, in the language of the moment."""
        return {
            "channel": self.channel.id,
            "name": self.channel.name,
            "made_on": self.made_on,
            "rows": [
                {
                    "id": row.asked.id, "name": pick(row.asked.name), "required": row.asked.required, "text": row.text,
                    "signs": row.signs, "longest": row.longest, "too_long": row.too_long, "shorter": row.shorter,
                    "by_hand": row.by_hand, "missing": pick(row.missing.words) if row.missing else "",
                    "where": pick(row.missing.everywhere) if row.missing else "",
                }
                for row in self.rows
            ],
        }  # fmt: skip

    def html(self) -> str:
        """A page to print and to copy from."""
        from casekit.filing.pages import page_of

        words = {"copy": _("Copy"), "copied": _("Copied"), "by_hand": _("Press Ctrl+C to copy")}
        fields = [_field(index, row) for index, row in enumerate(self.rows, 1)]
        body = element("div", together(fields, "\n"), data_copy=json.dumps(words, ensure_ascii=False))
        script = files("casekit.filing.fields").joinpath("copy.js").read_text("utf-8")
        parts = [_head(self), _summary(self.missing), body]
        return page_of(self.title, together(parts, "\n"), demo=self.demo, script=script)


def field_sheet(dossier: Dossier) -> FieldSheet:
    """The sheet of the channel of a dossier, in the language of the moment.

    Raises
    ------
    ValueError
        when the dossier is made for no channel
    """
    if dossier.channel is None:
        raise ValueError("a field sheet belongs to a channel")
    scope = scope_for(dossier)
    rows = tuple(_row(asked, dossier, scope) for asked in dossier.channel.asked)
    return FieldSheet(dossier.channel, day_in_words(dossier.made_on), dossier.view.demo, rows)


def _row(asked: Asked, dossier: Dossier, scope: Scope) -> FieldRow:
    hidden = dossier.view.mask == "all" and asked.id in _OF_ONESELF
    # A name or number with stars in it is of no use in a form.
    text = "" if hidden else fill(asked.id, scope)
    lacking = missing(told_as(asked.id, dossier), required=asked.required) if is_missing(asked.id, dossier) else None
    over = asked.longest is not None and signs(text) > asked.longest
    return FieldRow(
        asked=asked,
        text=text,
        shorter=shortened(text, asked.longest) if over and asked.longest is not None else "",
        missing=lacking,
        by_hand=asked.id in BY_HAND or hidden,
    )


def _head(sheet: FieldSheet) -> Html:
    hint = _(
        "Copy each text into the field of the same name. Check every text before you hand it in; the tool sends "
        "nothing. Length is counted by signs: every character, mark and blank is one."
    )
    return together(
        [
            pairs(
                [
                    (_("Handed in at"), sheet.channel.name),
                    (_("How"), bullets(pick(one) for one in sheet.channel.how)),
                    (_("Made on"), sheet.made_on),
                ]
            ),
            element("p", hint, class_="hint"),
        ]
    )


def _summary(lacking: tuple[Missing, ...]) -> Html:
    """What stands in the way, before the fields."""
    required = [one for one in lacking if one.required]
    if not required:
        return element("p", _("Every required field has its text."), class_="hint")
    title = _n("{count} required field is still to be filled:", "{count} required fields are still to be filled:",
               len(required)).format(count=len(required))  # fmt: skip
    lines = [together([pick(one.words), element("small", pick(one.where))]) for one in required]
    return together([element("h2", title), bullets(lines, class_="boxes")])


def _field(index: int, row: FieldRow) -> Html:
    mark = element("b", _(" (required)") if row.asked.required else _(" (if known)"))
    head = element(
        "header", element("h3", f"{index}. ", pick(row.asked.name), mark), _length(row) if row.text else Html("")
    )
    parts: list[str] = [head]
    if row.too_long and row.shorter:
        parts.append(element("pre", row.shorter))
        note = _("Shortened to {count} signs by leaving out whole sentences at the end. The full text:")
        parts.append(element("p", note.format(count=signs(row.shorter)), class_="hint"))
    if row.text:
        parts.append(element("pre", row.text))
    else:
        parts.append(element("p", blank()))
    if row.missing is not None:
        parts.append(_lacking(row))
    elif row.by_hand:
        parts.append(
            element("p", _("Hidden in these papers; fill it in yourself, where it is not published."), class_="hint")
        )
    if row.asked.hint is not None:
        parts.append(element("p", pick(row.asked.hint), class_="hint"))
    return element("section", *parts, class_="field")


def _length(row: FieldRow) -> Html:
    if row.longest is None:
        said = _n("{count} sign", "{count} signs", row.signs).format(count=row.signs)
    else:
        said = _("{count} of at most {longest} signs").format(count=row.signs, longest=row.longest)
    return element("span", said, class_="signs too-long" if row.too_long else "signs")


def _lacking(row: FieldRow) -> Html:
    assert row.missing is not None
    name = _("By hand: ") if row.by_hand else _("Missing: ")
    optional = "lacking" if row.missing.required and not row.by_hand else "lacking optional"
    return element("p", element("strong", name, pick(row.missing.words)), element("small", pick(row.missing.where)),
                   class_=optional)  # fmt: skip
