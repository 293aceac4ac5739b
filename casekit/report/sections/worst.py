"""The worst moments: what was said in its own words, what was seen as the complainant tells it."""

from __future__ import annotations

from casekit.clock import to_wall_clock
from casekit.model.vocabulary import label
from casekit.report.gravity import worst
from casekit.report.markup import Html, element, said, together
from casekit.report.material import Material
from casekit.report.names import claimed_name, number_shown, of_visit, way, whom
from casekit.report.rows import Row, day, length, moment
from casekit.text import _, listed, pick

_LONGEST = 600


def section(material: Material) -> Html:
    """One block per moment: the words or the account, when, from which number, to whom, who tells it, what proves it."""
    chosen = worst(material.rows)
    if not chosen:
        return element("p", _("No contact with recorded words and tags so far."))
    hints = [element("p", _as_recorded(material), class_="hint")] if any(map(_quoted, chosen)) else []
    return together([*hints, *(_moment(material, row) for row in chosen)])


def _quoted(row: Row) -> str:
    """What was said or written, word for word."""
    return row.words or row.text


def _account(row: Row) -> str:
    """What the complainant tells of a visit, and of anything of which no words are recorded; never a quotation."""
    return row.note if row.channel == "visit" or not _quoted(row) else ""


def _as_recorded(material: Material) -> str:
    if material.view.mask == "none":
        return _("Quotations are as recorded; spelling and wording were not changed.")
    return _("Quotations are as recorded; apart from masked names and numbers nothing was changed.")


def _moment(material: Material, row: Row) -> Html:
    background = material.view.background
    stop = pick(zh="，", en=", ")
    where = stop.join(part for part in (moment(row), way(row), length(row.duration_s) if row.is_call else "") if part)
    named = claimed_name(row)
    facts = [
        _("from {number}").format(number=number_shown(row)) if number_shown(row) else "",
        together([_("calling itself "), said(named)])
        if named
        else _("the caller did not say who it was")
        if row.identified == "no"
        else "",
        together([_("to "), said(whom(background, row))]),
    ]
    marks = [material.file_marks[one] for one in row.evidence if one in material.file_marks]
    source = [
        _("told by {name}").format(name=row.told_by)
        + (f" {day(to_wall_clock(row.told_at, row.zone))}" if row.told_at else "")
        if row.told_by
        else "",
        _("evidence {marks}").format(marks=listed(marks)) if marks else _("no file attached"),
    ]
    return element(
        "article",
        element("p", element("strong", where), element("span", _("no. {no}").format(no=row.no), class_="number"),
                class_="when"),
        element("p", _("As the complainant tells it: "), said(clipped(account, row.no)))
        if (account := _account(row)) else "",
        element("blockquote", clipped(quoted, row.no), dir="auto") if (quoted := _quoted(row)) else "",
        element("p", together([one for one in facts if one], pick(zh="；", en="; ")), class_="who"),
        element("p", said(visit), class_="who") if (visit := of_visit(material.view, row)) else "",
        element("p", stop.join(label("tag", tag) for tag in row.tags), " · ",
                together([one for one in source if one], " · "), class_="hint"),
        class_="moment",
    )  # fmt: skip


def clipped(text: str, no: int) -> str:
    """A quotation that fits on the page; a long one says where the whole of it stands."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST] + "…" + _(" (in full under no. {no})").format(no=no)
