"""A reader for the user's own words: absolutes, insults, verdicts and guesses that make a true paper weaker.

Only what the user wrote is read (the title, notes, harm, what was said in talks), never the callers' words, nothing in
quotation marks and nothing that the callers are told to have said. A remark proposes; nothing is changed unless the user says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from casekit.data_files import data_of
from casekit.errors import InputError
from casekit.text import Both, _, pick

if TYPE_CHECKING:
    from casekit.casebook import Case

# Words of others in a note: in quotation marks, after a verb of saying with a colon up to the end of the sentence, and what
# somebody else is told to have said up to the end of the clause. What the user himself said is his own text.
_OTHERS = tuple(
    re.compile(one)
    for one in (
        '“[^”]*”|「[^」]*」|『[^』]*』|‘[^’]*’|"[^"\n]*"',
        "(?<!我)(?:说|骂|讲|喊|称|威胁|恐吓|扬言|写|发|原话|内容|短信)(?:道|着|是|为|的是|[我他她])?[：:][^。！？!?\n]*",
        "(?:(?<!我)(?:声称|自称|扬言|威胁说|恐吓说|威胁要|骂[我他她])"
        "|(?:对方|[他她]们?|催收员?|催收人员|来电人员?|客服)(?:在电话里|在微信里|[又还就]|直接)*[说讲])[^，。；！？,;!?\n]*",
    )
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One word that could be calmer.

    Attributes
    ----------
    kind, where, field
        what holds the text ("case", "incident", "fact", "harm", "filing", "talk", "debt", "number"), its id, and the name
        of the field
    place
        the same in words
    text, word, start
        the whole text, the word as it stands there, and its place in the text
    proposal
        what to do about it
    """

    kind: str
    where: str
    field: str
    place: str
    text: str
    word: str
    start: int
    proposal: Both


@dataclass(frozen=True, slots=True)
class _Harsh:
    id: str
    pattern: re.Pattern[str]
    proposal: Both
    figures: Both | None


def remarks(case: Case) -> list[Remark]:
    """What could be calmer in a case, text by text, in the order in which papers use them."""
    figures = _figures(case)
    found = []
    for kind, where, field, place, text in _own_texts(case):
        for start, word, harsh in _harsh_words(text):
            found.append(Remark(kind, where, field, place, text, word, start, _proposal(harsh, figures)))
    return found


def accept(case: Case, remark: Remark, instead: str) -> None:
    """Put other words in the place of a remark's; the earlier text stays on record.

    Raises
    ------
    InputError
        when the text was changed meanwhile, or is of a kind that is taken back and entered anew
    """
    changers: dict[str, Any] = {
        "case": lambda text: case.update_header(**{remark.field: text}),
        "incident": lambda text: case.amend(remark.where, **{remark.field: text}),
        "filing": lambda text: case.update_filing(remark.where, **{remark.field: text}),
        "debt": lambda text: case.update_debt(remark.where, **{remark.field: text}),
    }
    changer = changers.get(remark.kind)
    if changer is None:
        raise InputError(
            _("{place}: what is entered here is not changed but taken back and entered anew.").format(
                place=remark.place
            )
        )
    now = {(kind, where, field): text for kind, where, field, _place, text in _own_texts(case)}
    if now.get((remark.kind, remark.where, remark.field)) != remark.text:
        raise InputError(_("{place}: the text was changed meanwhile. Please look at it once more.").format(
            place=remark.place))  # fmt: skip
    end = remark.start + len(remark.word)
    changer(remark.text[: remark.start] + instead + remark.text[end:])


def _own_texts(case: Case) -> Iterator[tuple[str, str, str, str, str]]:
    """(kind, id, field, place in words, text) of everything that the user wrote and papers show."""
    state, background = case.refresh(), case.background()
    if background.header.title:
        yield "case", "", "title", _("title of the case"), background.header.title
    events = case.events()
    for row in events[events["note"] != ""].itertuples():
        place = _("contact no. {no}, own summary").format(no=row.no)
        yield "incident", str(row.id), "note", place, str(row.note)
    for fact in background.facts:
        place = _("dated fact: {what}").format(what=fact.called)
        # What came about in a contact are the words spoken there.
        own = (
            (("value", fact.value), ("note", fact.note))
            if fact.incident not in state.row_of
            else (("note", fact.note),)
        )
        yield from (("fact", fact.id, field, place, text) for field, text in own if text)
    for harm in background.harms:
        place = _("harm")
        yield from (("harm", harm.id, field, place, getattr(harm, field)) for field in ("text", "note") if getattr(harm, field))  # fmt: skip
    for filing in background.filings:
        if filing.note:
            yield "filing", filing.id, "note", _("filing of {day}").format(day=filing.filed_on), filing.note
    for talk in background.talks:
        place = _("talk about repayment")
        yield from (("talk", talk.id, field, place, getattr(talk, field)) for field in ("ours", "note") if getattr(talk, field))  # fmt: skip
    for debt in background.debts.values():
        if debt.note:
            yield "debt", debt.id, "note", _("debt: {name}").format(name=debt.product or debt.reference), debt.note
    for mark in background.numbers.values():
        if mark.note:
            yield "number", mark.number, "note", _("number {number}").format(number=mark.number), mark.note


def _harsh_words(text: str) -> list[tuple[int, str, _Harsh]]:
    """Place, word and kind of what could be calmer, from left to right; the words of others are left out."""
    own = text
    for words_of_others in _OTHERS:
        own = words_of_others.sub(lambda quoted: "\0" * len(quoted[0]), own)
    found: dict[int, tuple[int, str, _Harsh]] = {}
    for harsh in _data():
        for match in harsh.pattern.finditer(own):
            known = found.get(match.start())
            if known is None or len(known[1]) < len(match[0]):
                found[match.start()] = (match.start(), match[0], harsh)
    kept: list[tuple[int, str, _Harsh]] = []
    for _start, one in sorted(found.items()):
        if not kept or one[0] >= kept[-1][0] + len(kept[-1][1]):
            kept.append(one)
    return kept


def _proposal(harsh: _Harsh, figures: dict[str, dict[str, str]] | None) -> Both:
    if harsh.figures is None or figures is None or (harsh.id == "everybody" and figures["zh"]["people"] == "0"):
        return harsh.proposal
    return {tag: words.format(**figures[tag]) for tag, words in harsh.figures.items()}


def _figures(case: Case) -> dict[str, dict[str, str]] | None:
    """The figures that take the place of absolutes, by language; None where no day of a contact is known."""
    from casekit.analysis.selection import on_a_day, received
    from casekit.clock import day_in_words
    from casekit.model.vocabulary import THIRD_PERSON_ROLES
    from casekit.text import language

    events = case.events()
    dated, rows = on_a_day(events), received(events)
    if dated.empty:
        return None
    days = dated["local"].dt.date
    numbers = {
        "span": (days.max() - days.min()).days + 1,
        "days": days.nunique(),
        "contacts": len(rows),
        "most": int(days.value_counts().max()),
        "people": rows.loc[rows["role"].isin(THIRD_PERSON_ROLES), "person"].nunique(),
    }
    figures = {}
    for tag in ("zh", "en"):
        with language(tag):
            figures[tag] = {
                "first": day_in_words(days.min()),
                "last": day_in_words(days.max()),
                **{k: str(v) for k, v in numbers.items()},
            }
    return figures


@cache
def _data() -> tuple[_Harsh, ...]:
    return tuple(_harsh(one) for one in data_of("casekit.filing", "harsh_words.yaml"))


def _harsh(data: dict[str, Any]) -> _Harsh:
    """Chinese words are found wherever they stand, English ones as whole words in any case."""
    words = sorted(data["words"], key=len, reverse=True)
    alternatives = "|".join(rf"\b{re.escape(one)}\b" if one.isascii() else re.escape(one) for one in words)
    before = "".join(f"(?<!{re.escape(one)})" for one in data.get("not_after", ()))
    behind = "".join(f"(?!{re.escape(one)})" for one in data.get("not_before", ()))
    return _Harsh(
        data["id"],
        re.compile(f"{before}(?:{alternatives}){behind}", re.IGNORECASE),
        data["proposal"],
        data.get("figures"),
    )


def in_words(remark: Remark) -> str:
    """A remark in one line: where, the word with what stands around it, and the proposal."""
    begin, end = max(0, remark.start - 8), remark.start + len(remark.word) + 8
    around = remark.text[begin:end].replace("\n", " ")
    return _("{place}: “{word}” in “{around}”. Proposal: {proposal}.").format(
        place=remark.place, word=remark.word, around=around, proposal=pick(remark.proposal)
    )
