"""What `adb shell content query --uri content://call_log/calls` (or `content://sms`) prints, kept in a text file.

`Row: 0 _id=1, number=…, date=…`: nothing in a value is escaped, so a message may hold `, type=2` or a line that looks
like the next row. What are columns is therefore learned from many rows, and a row goes on until it has all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import chain

from casekit.importers.android import provider
from casekit.importers.android.multimedia import Parts
from casekit.importers.reading import text_lines
from casekit.importers.records import Item, Record, Skipped
from casekit.importers.source import Options, Probe, Source
from casekit.text import N_, _

_ROW = re.compile(r"Row: (\d{1,9}) (?=[A-Za-z_]\w*=)")
_FIRST_ROW = re.compile(r"^Row: \d{1,9} (?:[A-Za-z_]\w*=.*\b)?(?:number|address|msg_box)=", re.MULTILINE)
# What a window for commands shows after the listing.
_PROMPT = re.compile(r"(?:\s*\n(?:(?:PS )?[A-Za-z]:\\[^\n]*>|[^\s@]+@[^\s:]+:[^\n]*[$#%])?)+\s*\Z")
_COLUMN = re.compile(r"(?:\A|, )([A-Za-z_]\w*)=")
_WORDS = "body"
# Columns that may follow the words of a message, where a single row tells no more.
_AFTER_WORDS = (
    "service_center", "locked", "sub_id", "phone_id", "error_code", "creator", "seen", "date_sent", "read", "status",
    "type", "person", "protocol", "reply_path_present", "subject", "sim_id", "deleted", "ipmsg_id", "priority",
)  # fmt: skip
# Whether a row is a call or a message shows in these, even without a value.
_TELLING = ("number", "duration", "address", "body", "msg_box", "m_type")
_NO_VALUE = "NULL"
_LEARNED_FROM = 200
# Some rows may be torn; and many messages may hold the same words that look like a column.
_MOST, _NEARLY_ALL = 0.5, 0.85
_LONGEST_ROW = 1 << 18
# A message that quotes more rows than this was made to be misread.
_MOST_JOINED = 8


@dataclass(slots=True)
class _Row:
    """A row as it was printed: its number, what follows it, and in which listing of the file it stands."""

    number: int
    text: str
    listing: int

    @property
    def where(self) -> str:
        return f"Row {self.number}" if self.listing == 1 else f"{self.listing}: Row {self.number}"

    def with_more(self, other: _Row) -> _Row:
        """This row, and another that is only more of its text."""
        return _Row(self.number, f"{self.text}\nRow: {other.number} {other.text}", self.listing)


def sniff(probe: Probe) -> bool:
    """Whether rows of such a listing stand at the beginning."""
    return b"R" in probe.head and _FIRST_ROW.search(text_lines.opening(probe)) is not None


def read(probe: Probe, _options: Options) -> Iterator[Item]:
    """Yield the calls and messages of the listing; several listings may follow one another."""
    section: list[_Row] = []
    columns: list[str] = []
    rows = _rows(probe)
    for row in rows:
        if isinstance(row, Skipped):
            yield row
        elif row.number == 0 and section:
            yield from _items(section, _columns(section))
            section = [row]
        else:
            section.append(row)
        if len(section) == _LEARNED_FROM:
            columns = _columns(section)
            following: list[_Row] = []
            rest = _until_next(rows, following)
            yield from _items(chain(section, rest), columns)
            section = following
    yield from _items(section, _columns(section))


def _until_next(rows: Iterator[_Row | Skipped], following: list[_Row]) -> Iterator[_Row]:
    """The rows of a listing; the first one of the next listing is put into `following`."""
    for row in rows:
        if isinstance(row, Skipped):
            continue
        if row.number == 0:
            following.append(row)
            return
        yield row


def _rows(probe: Probe) -> Iterator[_Row | Skipped]:
    """The rows as the beginnings of lines tell them."""
    row: _Row | None = None
    listing = 0
    for number, printed in enumerate(text_lines.lines(probe), start=1):
        line = printed.rstrip("\r\n")
        found = _ROW.match(line)
        if found:
            if row is not None:
                yield row
            listing += found.group(1) == "0"
            row = _Row(int(found.group(1)), line[found.end() :], max(listing, 1))
        elif row is None:
            if line.strip():
                yield Skipped(_("line {number}").format(number=number), _("neither a call nor a message"))
        elif len(row.text) < _LONGEST_ROW:
            row.text += "\n" + line
    if row is not None:
        row.text = _PROMPT.sub("", row.text)
        yield row


def _columns(rows: list[_Row]) -> list[str]:
    """The columns in their order: names that stand in most rows; after the words of a message in nearly all of them.

    In a single row, those known to be columns.
    """
    named = [list(dict.fromkeys(_COLUMN.findall(row.text))) for row in rows]
    counts = Counter(chain.from_iterable(named))
    after_words = Counter(chain.from_iterable(map(_after_words, named)))
    common = {
        name
        for name, count in counts.items()
        if count > (_NEARLY_ALL if after_words[name] and name not in _AFTER_WORDS else _MOST) * len(named)
        and (len(named) > 1 or not after_words[name] or name in _AFTER_WORDS)
    }
    whole = next((names for names in named if common <= set(names)), [])
    return [name for name in whole if name in common]


def _after_words(names: list[str]) -> list[str]:
    return names[names.index(_WORDS) + 1 :] if _WORDS in names else []


def _items(rows: Iterable[_Row], columns: list[str]) -> Iterator[Item]:
    """What the rows are; what only looks like a row goes to the one whose text it is."""
    ends_in_words = columns[-1:] == [_WORDS]
    held: _Row | None = None
    begun: list[_Row] = []
    for row in rows:
        if _values(row.text, columns) is not None:
            yield from _held(held, columns)
            yield from map(_torn, begun)
            held, begun = row, []
        elif held is not None and ends_in_words and len(held.text) < _LONGEST_ROW:
            held = held.with_more(row)
        else:
            yield from _held(held, columns)
            held, joined = None, reduce(_Row.with_more, [*begun, row])
            begun.append(row)
            if _values(joined.text, columns) is not None:
                held, begun = joined, []
            elif len(begun) > _MOST_JOINED:
                yield from map(_torn, begun)
                begun = []
    yield from _held(held, columns)
    yield from map(_torn, begun)


def _held(row: _Row | None, columns: list[str]) -> Iterator[Item]:
    if row is not None:
        yield _item(row, columns)


def _torn(row: _Row) -> Skipped:
    return Skipped(row.where, _("a row with too few columns"))


def _values(text: str, columns: list[str]) -> dict[str, str] | None:
    """The value of each column; None when one is missing.

    Up to the words of a message columns are looked for from the left, after them from the right.
    """
    if not columns or not text.startswith(f"{columns[0]}="):
        return None
    words = columns.index(_WORDS) if _WORDS in columns else len(columns) - 1
    starts, start = [0], 0
    for name in columns[1 : words + 1]:
        start = text.find(f", {name}=", start)
        if start < 0:
            return None
        starts.append(start + 2)
    ends, end = [len(text)], len(text)
    for name in reversed(columns[words + 1 :]):
        end = text.rfind(f", {name}=", start, end)
        if end < 0:
            return None
        starts.insert(words + 1, end + 2)
        ends.insert(0, end)
    ends = [one - 2 for one in starts[1 : words + 1]] + ends
    return {name: text[first + len(name) + 1 : last] for name, first, last in zip(columns, starts, ends, strict=True)}


def _item(row: _Row, columns: list[str]) -> Item:
    told = _values(row.text, columns) or {}
    if (last := columns[-1]) != _WORDS:  # lines below the last column are of the window, not of the row
        told[last] = told.get(last, "").partition("\n")[0].rstrip()
    fields = {
        name: "" if value == _NO_VALUE else value
        for name, value in told.items()
        if value != _NO_VALUE or name in _TELLING
    }
    item = provider.entry(row.where, fields, Parts())
    if isinstance(item, Record) and "msg_box" in fields:
        return Skipped(row.where, _("a multimedia message; this listing has neither its words nor its sender"))
    return item


SOURCE = Source(
    id="adb_text", title=N_("Listing of calls or messages by adb (Android)"), kind="phone_log", sniff=sniff, read=read
)
