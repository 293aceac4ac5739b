"""What the columns of an unknown table hold, as far as the words of its header and the looks of its cells tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

from casekit.clock import DEFAULT_ZONE
from casekit.importers.carriers import cells
from casekit.importers.carriers.header import aliases
from casekit.importers.plausible import LONGEST_CALL
from casekit.numbers import fold

# So many cells of a column must look like what it is proposed for; bills have lines of totals and blanks.
_MOST, _SOME = 0.8, 0.5
_SHORTEST_NUMBER, _SURE_NUMBER, _LONGEST_NUMBER = 3, 7, 20
_LONG_TEXT, _LEAST_RUN = 12, 4
# A column with so many words of its own at most may say who called whom, in words casekit does not know.
_MOST_WORDS, _LONGEST_WORD = 4, 24
_HIDDEN = re.compile(r"(?<=\d)\*+(?=\d)")
_FEE = re.compile(r"[-+]?\d+[.,]\d*[1-9]\d*|[-+]\d{1,6}")


def is_value(cell: str) -> bool:
    """Whether it cannot be a heading: a time, or a telephone number."""
    return _time_in(cell) is not None or (len(cell) >= _SURE_NUMBER and _is_number(cell))


def can_be_a_list(found: dict[str, int], names: Sequence[str], values: Sequence[Sequence[str]]) -> bool:
    """Whether the columns found are those of a list: the other party, and a time of day.

    Days without one are also the birthdays of contacts and the dates of prices; beside them it takes who called whom
    or how long.
    """
    if not {"number", "name", "caller"} & set(found):
        return False
    if "start" in found or "time" in found:
        return True
    told = "direction" in found and _share(values[found["direction"]], _is_direction) >= _SOME
    return "date" in found and (told or ("duration" in found and _word_rank(names[found["duration"]], "duration") > 0))


def chosen(names: Sequence[str], values: Sequence[Sequence[str]]) -> dict[str, int]:
    """Position by what it holds; a column is taken once, and the headers' words go before the looks of its cells."""
    given: dict[str, int] = {}
    for what, looks in _LOOKS.items():
        if (what == "date" and "start" in given) or (what == "time" and "date" not in given):
            continue
        ranks = {
            at: rank
            for at, column in enumerate(values)
            if at not in given.values() and (rank := _rank(what, names[at], column, looks)) is not None
        }
        if what == "text" and "duration" in given:  # long remarks on calls are no messages
            ranks = {at: rank for at, rank in ranks.items() if _word_rank(names[at], what)}
        if ranks:
            given[what] = max(ranks, key=lambda at: (ranks[at], -at))
    if (both := _both_sides(given, values)) is not None and "direction" not in given:
        given = {what: at for what, at in given.items() if what not in ("number", "own_number")}
        return {**given, "caller": both[0], "called": both[1]}
    if "direction" not in given:
        rest = [
            at
            for at, column in enumerate(values)
            if at not in given.values() and _may_tell(column, is_named=_word_rank(names[at], "direction") > 0)
        ]
        if rest:
            fewest = {at: -len(set(values[at])) for at in rest}
            given["direction"] = max(rest, key=lambda at: (_word_rank(names[at], "direction"), fewest[at], -at))
    return given


def _both_sides(chosen: dict[str, int], values: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The columns of caller and called: one number, the own one, stands in each row in one of the two, and in both."""
    taken = {at for what, at in chosen.items() if what not in ("number", "own_number")}
    numbers = [at for at, column in enumerate(values) if at not in taken and column and _is_called(column)]
    for first, second in combinations(numbers, 2):
        pairs = list(zip(values[first], values[second], strict=False))
        shared = {one for pair in pairs for one in pair} & set(values[first]) & set(values[second])
        if len(values[first]) == len(values[second]) and any(all(one in pair for pair in pairs) for one in shared):
            return first, second
    return None


def _rank(what: str, name: str, column: Sequence[str], looks: Callable[[str], bool]) -> tuple[float, ...] | None:
    """How well a column fits, the greater the better; None where it does not."""
    word = _word_rank(name, what)
    if what == "number":
        column = [cell for cell in column if fold(cell)]  # hidden numbers say nothing about the column
        if _word_rank(name, "own_number") > word:
            word = 0
    share = _share(column, looks)
    if not column or share < (_SOME if word or what == "number" else _MOST):
        return None
    if not word and not all(rule(column) for rule in _RULES.get(what, ())):
        return None
    if what == "number":
        varies = len(set(column)) > 1
        return (bool(word) and varies, varies, word, share)
    return (word, share)


def _word_rank(name: str, what: str) -> int:
    """How surely a header names it: 2 when it is a word for it, 1 when it holds one or its unit, 0 otherwise."""
    folded, unit = cells.folded_header(name)
    folded = folded.casefold()
    words = [word.casefold() for word in aliases().get(what, ())]
    if folded in words:
        return 2
    is_length = what == "duration" and unit not in ("", "元", "角", "条")
    return int(is_length or any(word in folded for word in words if len(word) > 1))


def _share(column: Sequence[str], looks: Callable[[str], bool]) -> float:
    return sum(map(looks, column)) / len(column) if column else 0


def _may_tell(column: Sequence[str], *, is_named: bool) -> bool:
    """Whether its few words come again and again, as those for who called whom do in any language."""
    words = set(column)
    if not words or not all(map(_is_short_word, words)):
        return False
    return len(words) <= 2 * _MOST_WORDS if is_named else 1 < len(words) <= _MOST_WORDS and len(words) < len(column)


def _is_short_word(cell: str) -> bool:
    return (
        len(cell) <= _LONGEST_WORD and any(map(str.isalpha, cell)) and _time_in(cell) is None and not _is_length(cell)
    )


def _counts_up(column: Sequence[str]) -> bool:
    """Whether it numbers the rows."""
    numbers = [int(cell) if cell.isascii() and cell.isdigit() else 0 for cell in column]
    return len(numbers) > 1 and all(after - before == 1 for before, after in pairwise(numbers))


def _is_called(column: Sequence[str]) -> bool:
    """Whether its cells are telephone numbers even without a header that says so: no times, no running numbers."""
    digits = list(map(_digits, column))
    sure = [cell for cell in column if len(_digits(cell)) >= _SURE_NUMBER or cells.read_number(cell) is None]
    times = sum(_time_in(cell) is not None for cell in column)
    runs = len(digits) >= _LEAST_RUN and _counts_up(digits)  # two or three telephones may be neighbours
    return len(sure) * 2 >= len(digits) and times * 2 < len(digits) and not runs


def _is_measured(column: Sequence[str]) -> bool:
    """Whether it says lengths and is no running number and no fee: whole seconds, or with their unit."""
    starts = column[0].isascii() and column[0].isdigit() and int(column[0]) <= 1
    return not (starts and _counts_up(column)) and not any(map(_FEE.fullmatch, column))


def _is_never(_column: Sequence[str]) -> bool:
    """For what only a header can tell."""
    return False


def _is_prose(column: Sequence[str]) -> bool:
    return any(len(cell) >= _LONG_TEXT for cell in column)


def _time_in(cell: str) -> cells.WrittenTime | None:
    """The time in a cell in any of the forms that lists use; which of day and month is first does not matter here."""
    return (
        cells.read_time(cell)
        or cells.read_time(cell, "dmy")
        or cells.read_time(cell, "mdy")
        or cells.read_serial(cell)
        or cells.read_instant(cell, DEFAULT_ZONE)
    )


def _is_moment(cell: str) -> bool:
    written = _time_in(cell)
    return written is not None and written.hour is not None


def _is_day(cell: str) -> bool:
    written = _time_in(cell)
    return written is not None and written.hour is None


def _is_clock(cell: str) -> bool:
    return cells.at_clock(cells.WrittenTime(2024, 1, 1), cell) is not None


def _is_direction(cell: str) -> bool:
    return bool(cells.read_direction(cell))


def _is_number(cell: str) -> bool:
    if cells.read_number(cell) is None:  # cut by a spreadsheet: 1.38E+10
        return True
    folded = _digits(cell)
    is_long_enough = folded.isdigit() and _SHORTEST_NUMBER <= len(folded) <= _LONGEST_NUMBER
    return is_long_enough and not _FEE.fullmatch(cell)


def _digits(cell: str) -> str:
    """A number as digits alone; those that were hidden in its middle (138****0000) count as such."""
    folded = fold(cell).lstrip("+")
    return _HIDDEN.sub(lambda found: "0" * len(found.group()), folded) if folded[:1].isdigit() else folded


def _is_length(cell: str) -> bool:
    seconds = cells.read_duration(cell)
    return seconds is not None and seconds <= LONGEST_CALL


def _is_words(cell: str) -> bool:
    return not (_is_number(cell) or _is_moment(cell) or _is_length(cell))


# What the cells of a column look like, in the order in which columns are given away.
_LOOKS: dict[str, Callable[[str], bool]] = {
    "start": _is_moment,
    "date": _is_day,
    "time": _is_clock,
    "direction": _is_direction,
    "number": _is_number,
    "duration": _is_length,
    "own_number": _is_number,
    "name": _is_words,
    "text": _is_words,
}

# What else a column must be where no word of its header names it.
_RULES: dict[str, tuple[Callable[[Sequence[str]], bool], ...]] = {
    "number": (_is_called,),
    "duration": (_is_measured,),
    "own_number": (lambda column: len(set(column)) == 1 and len(column[0]) >= _SURE_NUMBER,),
    "name": (_is_never,),
    "text": (_is_prose,),
}
