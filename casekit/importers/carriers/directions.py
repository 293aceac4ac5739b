"""Who called whom: by what a column says, by the side on which the own number stands, or as the user settles it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casekit.importers.carriers import cells
from casekit.importers.carriers.header import Header, cell_at
from casekit.importers.carriers.own_number import Own, number_in
from casekit.importers.records import Choice, Question, Warned
from casekit.importers.source import Options
from casekit.text import _, listed

# A column with more words than these that say nothing is no column for who called whom.
MOST_WORDS = 10
_LONGEST_WORD = 40
# Words of a column of that name which say where or what a call was, not who called whom.
_OF_ANOTHER_KIND = re.compile(
    "国内|国际|本地|长途|漫游|省内|省际|省外|市话|网内|网外|语音|通话|短信|彩信|套餐|普通|VOLTE|[2-5]G|國內|國際|語音|簡訊",
    re.IGNORECASE,
)
# What is asked of a list without such a column, and of rows in which it is empty.
ALL_ROWS, EMPTY = "*", "--"


@dataclass(frozen=True, slots=True)
class Told:
    """The direction of a row and the cell with the other party's number; or why there is none."""

    direction: str = ""
    number: str = ""
    own: str = ""
    reason: str = ""


class Asked:
    """The words of a sheet that say neither or both, and in how many rows they stand; at most a few are kept."""

    def __init__(self, options: Options) -> None:
        self.settled = options.directions
        self.counts: Counter[str] = Counter()
        self.too_many = 0
        self.own_number: tuple[str, ...] | None = None
        self.own_numbers = options.own_numbers

    def meaning(self, word: str) -> str:
        """What the user said that a word means, remembered as open when nothing was said."""
        if word in self.settled:
            return self.settled[word]
        if word in self.counts or len(self.counts) < MOST_WORDS:
            self.counts[word] += 1
        else:
            self.too_many += 1
        return ""

    def items(self) -> Iterator[Question | Warned]:
        """What has to be asked, or said, at the end of the sheet."""
        if self.too_many:
            yield Warned(
                _(
                    "Rows that do not say who called whom: {count}, in too many different words to ask about each. "
                    "They were left out."
                ).format(count=self.too_many + self.counts.total())
            )
        else:
            for word, count in self.counts.items():
                yield Question("direction", _asked(word, count), choices=_choices(), about=word)
        if self.own_number is not None:
            yield Question(
                "own_number",
                self._asked_own_number(),
                choices=tuple(Choice(number, number) for number in self.own_number),
            )

    def _asked_own_number(self) -> str:
        if not self.own_numbers:
            return _("Each row names a caller and a called number. Which number does this list belong to?")
        return _(
            "Each row names a caller and a called number, and {numbers} does not stand in these rows. Which number does "
            "this list belong to?"
        ).format(numbers=listed(self.own_numbers))


def _asked(word: str, count: int) -> str:
    if word == ALL_ROWS:
        return _(
            "No column of this list says who called whom (主叫/被叫). Are all its rows ({count}) of one kind? If not, leave "
            "them out and choose a list that says it."
        ).format(count=count)
    if word == EMPTY:
        return _("Rows in which the place for who called whom is empty: {count}. What are they?").format(count=count)
    return _("Rows that say “{word}”, which does not tell who called whom: {count}. What are they?").format(
        word=word, count=count
    )


def _choices() -> tuple[Choice, ...]:
    return (
        Choice("in", _("incoming: the other party called or wrote")),
        Choice("out", _("outgoing: from the number of this list")),
        Choice("leave", _("leave these rows out")),
    )


class Directions:
    """Who called whom in the rows under one header."""

    def __init__(self, header: Header, sample: Sequence[Sequence[str]], title: str, own: Own, asked: Asked) -> None:
        self.header, self.own, self.asked = header, own, asked
        self.caller, self.called = sides(header, sample)
        self.number = None if self.two_sided else _fullest(header, "number", sample)
        # A list with 被叫号码 alone is one of calls from the own number, as far as no word says otherwise.
        self.one_side = ""
        if self.number is None and not self.two_sided:
            for what, direction in (("called", "out"), ("caller", "in")):
                if (column := _fullest(header, what, sample)) is not None:
                    self.number, self.one_side = column, direction
        self.columns = _telling(header, sample)
        self.neither = 0
        # 主叫 in the title of a list without such a column means every row.
        self.title = "" if self.columns else cells.read_direction(title)
        self.sides_mean_nothing = self.two_sided and self._one_side_is_own(sample)

    @property
    def two_sided(self) -> bool:
        return self.caller is not None and self.called is not None

    def _one_side_is_own(self, sample: Sequence[Sequence[str]]) -> bool:
        """Whether 主叫号码 is the own number even where the row says 被叫, so that only the word tells."""
        words: dict[tuple[bool, bool], set[str]] = {}
        for row in sample:
            at = tuple(number_in(cell_at(row, column)) in self.own.numbers for column in (self.caller, self.called))
            words.setdefault((at[0], at[1]), set()).add(self._word(row)[0])
        return len({side for side in words if any(side)}) == 1 and any(
            {"in", "out"} <= said for side, said in words.items() if side[0] != side[1]
        )

    def of(self, row: Sequence[str]) -> Told:
        """The direction of a row and its other party."""
        direction, word = self._word(row)
        if self.two_sided:
            return self._by_sides(row, direction, word)
        number = cell_at(row, self.number)
        if self.one_side:
            is_own = number_in(number) in self.own.numbers
            if is_own:
                number = ""
            if not self.columns:
                direction = self.one_side if not is_own else "in" if self.one_side == "out" else "out"
        if direction in ("in", "out"):
            return Told(direction, number)
        return self._settled(direction, word, number, number)

    def of_word(self, row: Sequence[str]) -> str:
        """What the words of a row say, "forwarded" included; empty where no column says it."""
        return self._word(row)[0] if self.columns else ""

    def _word(self, row: Sequence[str]) -> tuple[str, str]:
        """What a row says, as direction ("in", "out", "forwarded", ""), and in which words."""
        said = [cell for column in self.columns if (cell := cell_at(row, column)).strip("-")]
        read = [cells.read_direction(cell) for cell in said]
        for cell, direction in zip(said, read, strict=True):
            if direction == "forwarded":
                return direction, cell[:_LONGEST_WORD]
        clear = next((direction for direction in read if direction), "")
        if clear or self.two_sided:
            return clear, "、".join(dict.fromkeys(said))[:_LONGEST_WORD]
        if not self.columns:
            return self.title if self.title != "forwarded" else "", ALL_ROWS
        return "", "、".join(dict.fromkeys(said))[:_LONGEST_WORD] or EMPTY

    def _by_sides(self, row: Sequence[str], direction: str, word: str) -> Told:
        caller, called = cell_at(row, self.caller), cell_at(row, self.called)
        from_me, to_me = (number_in(cell) in self.own.numbers for cell in (caller, called))
        if direction == "forwarded":
            other = called if from_me and not to_me else caller if to_me and not from_me else ""
            return self._settled(direction, word, other or caller, other or called)
        if from_me and to_me:
            return Told(reason=_("both numbers are own ones"))
        if from_me or to_me:
            by_side = "out" if from_me else "in"
            other, own = (called, caller) if from_me else (caller, called)
            if self.sides_mean_nothing:
                return Told(direction, other, own) if direction else self._settled("", word or EMPTY, other, other)
            if direction and direction != by_side:
                return Told(reason=_("it says “{said}”, but its own number stands on the other side").format(said=word))
            return Told(by_side, other, own)
        if self.own.numbers:
            self.neither += 1
            return Told(reason=_("neither of its numbers is the own one"))
        if direction:
            other, own = (called, caller) if direction == "out" else (caller, called)
            return Told(direction, other, own)
        self.asked.own_number = self.own.likely
        return Told(reason=_("which of its two numbers is the own one is not known yet"))

    def _settled(self, direction: str, word: str, caller: str, called: str) -> Told:
        """A row as the user settled its word; with the reason for leaving it out otherwise."""
        meaning = self.asked.meaning(word)
        if meaning in ("in", "out"):
            return Told(meaning, caller if meaning == "in" else called)
        if meaning == "leave":
            return Told(reason=_("left out as you said: “{said}”").format(said=word))
        if word in (ALL_ROWS, EMPTY):
            return Told(reason=_("it does not say who called whom"))
        if direction == "forwarded":
            return Told(reason=_("a forwarded call; it does not say who called whom"))
        return Told(reason=_("it does not say who called whom: “{said}”").format(said=word))

    def notes(self) -> Iterator[Warned]:
        if self.neither:
            yield Warned(
                _(
                    "Rows in which neither number is {own}: {count}. They were left out. If another number in them is "
                    "yours too, name it as an own number."
                ).format(own=listed(sorted(self.own.numbers)), count=self.neither)
            )


def sides(header: Header, sample: Sequence[Sequence[str]]) -> tuple[int | None, int | None]:
    """The columns of caller and called; none where a column holds the other party, or only one side is there."""
    if header.columns("number") and (header.chosen.get("number") or not _is_common(header)):
        return None, None
    caller, called = (_fullest(header, what, sample) for what in ("caller", "called"))
    return (caller, called) if caller is not None and called is not None else (None, None)


def _is_common(header: Header) -> bool:
    """Whether the column of the number is one that can be anybody's: 电话号码 beside 主叫号码 and 被叫号码."""
    return all(column in header.columns("common") for column in header.columns("number"))


def _telling(header: Header, sample: Sequence[Sequence[str]]) -> list[int]:
    """The columns whose words tell who called whom, the one that tells most often first; that which the user named.

    Where none tells, those with a few words that may mean it: the user is asked about each of them.
    """
    if "direction" in header.chosen:
        return header.columns("direction")
    said = {
        column: Counter(cell for row in sample if (cell := cell_at(row, column)).strip("-"))
        for column in header.columns("direction")
    }
    hits = {column: sum(words[word] for word in words if cells.read_direction(word)) for column, words in said.items()}
    if any(hits.values()):
        return sorted((column for column in hits if hits[column]), key=lambda column: -hits[column])
    return [column for column, words in said.items() if _may_tell(words)]


def _may_tell(words: Counter[str]) -> bool:
    return 0 < len(words) <= MOST_WORDS and not any(
        _OF_ANOTHER_KIND.search(word) or any(sign.isdigit() for sign in word) for word in words
    )


def _fullest(header: Header, what: str, sample: Sequence[Sequence[str]]) -> int | None:
    """The first column of a kind that holds numbers; of two with the same name the one that holds more."""
    columns = header.columns(what)
    numbers = {column: sum(bool(number_in(cell_at(row, column))) for row in sample) for column in columns}
    first = next((column for column in columns if numbers[column]), next(iter(columns), None))
    same = [column for column in columns if first is not None and header.names[column] == header.names[first]]
    return max(same, key=lambda column: numbers[column], default=None)
