"""The first page of a pack, for the complainant alone: what is missing, how to file here, what stays at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casekit.filing import honesty
from casekit.filing.facts.accounts import marks_in_short
from casekit.filing.pack.budget import readable
from casekit.filing.pages import page_of
from casekit.report.markup import Html, bullets, element, pairs, said, together
from casekit.text import _, _n, pick

if TYPE_CHECKING:
    from casekit.channels.channel import Channel
    from casekit.filing.dossier import Dossier
    from casekit.filing.missing import Missing
    from casekit.filing.pack.parcel import Thing


# More files than these with one reason are counted, by their marks.
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not in what is handed in, or not as it is: its name and number, and why."""

    name: str
    mark: str
    why: str


@dataclass(frozen=True)
class Told:
    """What the first page tells of a pack."""

    warnings: Sequence[str]
    traps: Sequence[str]
    missing: Sequence[Missing]
    left_out: Sequence[LeftOut]
    archive: str
    size: int
    limit: int | None
    things: Sequence[Thing]
    handed_in: frozenset[str]
    marks: frozenset[str]  # of the evidence that is handed in
    blanks: Sequence[tuple[str, Sequence[str]]]  # title of a letter → its lines for the hand


def read_first(dossier: Dossier, channel: Channel, told: Told) -> bytes:
    """The page, in the language of the moment."""
    country = dossier.material.rulebook.country
    parts = [
        element("p", _("This page and the sheet for filling in are for you. They are not in the zip; do not hand them in."), class_="hint"),
        _boxed(told.warnings),
        _summary(channel, told),
        _titled(_("What is still missing"), _missing(told.missing)),
        _titled(_("To fill in by hand before you sign"), _by_hand(told.blanks)),
        _titled(_("How to file here"), _how(channel, told)),
        _titled(_("What not to send here"), bullets(pick(one) for one in channel.not_to_send)),
        _titled(_("What is not masked, and what stays with you"), _privacy(dossier)),
        _titled(_("What was left out or is enclosed in another form"), _left_out(told.left_out)),
        _titled(_(honesty.TITLE), honesty.block(country, sources=False)),
        _titled(_("What lies in the folder"), _things(told)),
        _sources(channel),
    ]  # fmt: skip
    title = _("Read this first: papers for {channel}").format(channel=channel.name)
    return page_of(title, together(parts), demo=dossier.view.demo).encode("utf-8")


def _titled(title: str, content: Html) -> Html:
    return together([element("h2", title), content]) if content else Html("")


def _boxed(warnings: Sequence[str]) -> Html:
    return (
        element("div", *(element("p", element("strong", one)) for one in warnings), class_="lacking")
        if warnings
        else Html("")
    )


def _summary(channel: Channel, told: Told) -> Html:
    size = readable(told.size)
    if told.limit is not None:
        size = _("{size}, within {limit}").format(size=size, limit=readable(told.limit))
    return pairs(
        [
            (_("For"), channel.name), (_("It takes"), pick(channel.accepts)), (_("To hand in"), said(told.archive)),
            (_("Its size"), size), (_("Limits"), pick(zh="", en=" ").join(pick(one.words) for one in channel.limits)),
        ]
    )  # fmt: skip


def _missing(missing: Sequence[Missing]) -> Html:
    if not missing:
        return element("p", _("Nothing that this place asks for is missing."))
    lines = [
        together(
            [
                element("strong", _("required: ")) if one.required else "",
                pick(one.words),
                element("small", _("Fill in: {where}").format(where=pick(one.where))),
            ]
        )
        for one in missing
    ]
    hint = element("p", _("Without what is marked as required this place may turn the papers down. Make the pack anew after filling in, or "
                          "write it on the lines by hand."), class_="hint")  # fmt: skip
    return together([hint, bullets(lines, class_="boxes missing")])


def _by_hand(blanks: Sequence[tuple[str, Sequence[str]]]) -> Html:
    """The lines of the letters that nobody but the complainant can fill, or they are overlooked."""
    return bullets(
        together([element("strong", title), pick(zh="：", en=": "), pick(zh="；", en="; ").join(lines)])
        for title, lines in blanks
    )


def _how(channel: Channel, told: Told) -> Html:
    asked = [
        element("h3", _("Have at hand")), bullets(pick(one) for one in channel.evidence)
    ] if channel.evidence else []  # fmt: skip
    warned = [element("h3", _("What often goes wrong")), bullets(told.traps)] if told.traps else []
    unsure = "" if channel.sure else element(
        "p", _("The way to file was not checked on this place's own page; go by what it says itself."), class_="hint"
    )  # fmt: skip
    return together([bullets((pick(one) for one in channel.how), ordered=True), unsure, *asked, *warned])


def _privacy(dossier: Dossier) -> Html:
    mask = dossier.view.mask
    texts = [
        _("Names and numbers of third persons are hidden in all papers.")
        if mask == "third-parties"
        else _("Names and numbers of everybody, yours too, are hidden in all papers.")
        if mask == "all"
        else _(
            "Nobody is hidden in these papers: names and numbers of relatives and colleagues stand in them. Hand them only to an "
            "institution that contacted these persons anyhow or has a right to know; to hide relatives and friends, make the pack "
            "anew (in the workbook: “Whom to hide”; on the command line: --mask third-parties)."
        ),
    ]
    kinds = {one.kind for one in dossier.view.background.evidence}
    if kinds & {"recording", "screenshot", "document", "other"} and mask != "all":
        texts.append(_("Recordings, pictures and papers are enclosed as they are: voices, faces, names and numbers in them "
                       "are not hidden. Look at and listen to each before you hand it in, and take out what shows "
                       "somebody who does not want it."))  # fmt: skip
    if "export" in kinds:
        texts.append(_("Carrier's bills and backups of the phone also hold your private contacts. They stay with you; only an "
                       "extract of the contacts that count is enclosed. Police and courts may ask for the whole file, or "
                       "for the phone: then hand it to them directly, or make the pack anew with it (in the workbook: “Enclose whole bills "
                       "and backups”; on the command line: --whole-exports)."))  # fmt: skip
    texts.append(_("Keep the phone, the recordings and the original files. A copy counts only as long as the original can be "
                   "shown beside it."))  # fmt: skip
    return bullets(texts)


def _left_out(left_out: Sequence[LeftOut]) -> Html:
    if not left_out:
        return element("p", _("Nothing."))
    comma = pick(zh="、", en=", ")
    reasons: dict[str, list[LeftOut]] = {}
    for one in left_out:
        reasons.setdefault(one.why, []).append(one)
    lines = []
    for why, found in reasons.items():
        marks = marks_in_short(comma.join(one.mark for one in found if one.mark))
        if len(found) > _MOST_NAMED and all(one.mark for one in found):
            # The list of evidence has their names.
            named: Html | str = _n("{count} file", "{count} files", len(found)).format(count=len(found))
        else:
            named = together((said(one.name) for one in found), comma)
        lines.append(together([f"{marks} " if marks else "", named, pick(zh="：", en=": "), why]))
    return bullets(lines)


def _things(told: Told) -> Html:
    own = [said(one.name) for one in told.things if not one.mark and one.name not in told.handed_in]
    held = sum(bool(one.mark) and one.mark in told.marks for one in told.things)
    evidence = _n("{count} file of evidence", "{count} files of evidence", held).format(count=held)
    lines: list[Html | str] = [_("All else is in the zip, with {evidence}.").format(evidence=evidence)]
    if own:
        named = together(own, pick(zh="、", en=", "))
        lines.insert(0, together([_("In the folder only, for you or to use as needed"), pick(zh="：", en=": "), named]))
    return bullets(lines)


def _sources(channel: Channel) -> Html:
    told = pick(zh="；", en="; ").join(pick(one.words) for one in channel.sources)
    return element(
        "p", _("Read in: {sources}. Checked in {month}.").format(sources=told, month=channel.checked_on), class_="hint"
    )  # fmt: skip
