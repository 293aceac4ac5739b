"""A filled template taken apart into blocks, from which the page and the Word file are both set.

Only h1 h2 h3 p ol ul li table tr th td strong em br and `<span class="blank">` are known, with the classes `to`, `sign`,
`hint`, `apart` (begins a sheet of its own) and `blank`; anything else is a fault of the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from casekit.report.markup import plain

_KNOWN_BLOCKS = frozenset({"h1", "h2", "h3", "p", "li"})
_LISTS = frozenset({"ol", "ul"})
_INLINE = frozenset({"strong", "em", "span", "br"})
_CLASSES = frozenset({"to", "sign", "hint", "apart", "blank"})
# Where what stands before a line to fill, or after it, is another matter.
_CLAUSE_END = re.compile(r"[。；\n]|\. |; ")
_SPACES = re.compile(r"[ \t\r\n]+")
# Chinese sets no blank where a line of the template ended; a blank that a text holds itself stays.
_SIGN = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
_ENDED = re.compile(rf"(?<={_SIGN})[ \t]*\n[ \t\n]*(?={_SIGN})")


@dataclass(frozen=True, slots=True)
class Run:
    """Some text of one kind; `blank` is a line to fill by hand, "\\n" alone a line break."""

    text: str
    strong: bool = False
    em: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading, a paragraph or an item; `kind` is "h1", "h2", "h3", "p" or "li", `number` the place in an ordered list.

    `first` is true for the first item of a list.
    """

    kind: str
    runs: tuple[Run, ...]
    classes: frozenset[str] = frozenset()
    number: int | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    runs: tuple[Run, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row; every row has as many cells as the first."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


class TemplateError(Exception):
    """Raised when a template holds what no block is made from."""


def blocks_of(html: str) -> list[Block]:
    """The blocks of a filled template; empty paragraphs are left out.

    Raises
    ------
    TemplateError
        when it holds an unknown element or class, or text outside of every block
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.finish()
    return reader.blocks


def text_of(block: Block) -> str:
    """The words of a block; cells are parted by tabs, rows by line breaks, a blank is an underline."""
    if isinstance(block, Table):
        return "\n".join("\t".join(_words(cell.runs) for cell in row) for row in block.rows)
    return _words(block.runs)


def blanks_of(blocks: Iterable[Block]) -> list[str]:
    """What a hand has to fill in, each once: the name beside an empty cell, or the clause around a line.

    What stands on a sheet of its own is filled in later, and kept.
    """
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and "apart" in block.classes:
            break
        if isinstance(block, Paragraph):
            found += [one.strip() for one in _CLAUSE_END.split(_words(block.runs)) if "____" in one]
            continue
        head = block.rows[0]
        for row in block.rows:
            for title, cell in zip(head, row, strict=True):
                if any(run.blank for run in cell.runs):
                    found.append(_words((row[0] if row[0].head else title).runs))
    return list(dict.fromkeys(found))


def _words(runs: tuple[Run, ...]) -> str:
    return "".join("____" if run.blank else run.text for run in runs)


@dataclass
class _Open:
    """A block that is being read."""

    kind: str
    classes: frozenset[str]
    runs: list[Run] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: _Open | None = None
        self._lists: list[list[object]] = []  # [ordered, items so far, class]
        self._rows: list[list[Cell]] | None = None
        self._inline: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = self._classes(tag, attrs)
        if tag in _INLINE:
            self._start_inline(tag, classes)
        elif tag in _LISTS:
            self._lists.append([tag == "ol", 0, classes])
        elif tag == "table":
            self._rows = []
        elif tag == "tr":
            self._in_table().append([])
        elif tag in ("th", "td") or tag in _KNOWN_BLOCKS:
            if self._open is not None:
                raise TemplateError(f"<{tag}> inside <{self._open.kind}>")
            self._open = _Open(tag, classes)
        else:
            raise TemplateError(f"<{tag}> is not known to letters")

    def _classes(self, tag: str, attrs: list[tuple[str, str | None]]) -> frozenset[str]:
        names = {name for name, _value in attrs}
        classes = frozenset((dict(attrs).get("class") or "").split())
        if names - {"class"} or classes - _CLASSES:
            raise TemplateError(f"<{tag}> has attributes or classes that letters do not know: {attrs}")
        return classes

    def _in_table(self) -> list[list[Cell]]:
        if self._rows is None:
            raise TemplateError("<tr> outside of a table")
        return self._rows

    def _start_inline(self, tag: str, classes: frozenset[str]) -> None:
        if self._open is None:
            raise TemplateError(f"<{tag}> outside of every block")
        if tag == "br":
            self._open.runs.append(Run("\n"))
            return
        if "blank" in classes:
            self._open.runs.append(Run("", blank=True))
        elif tag == "span":
            raise TemplateError("<span> is for blanks only")
        self._inline.append((tag, "blank" in classes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE:
            if tag != "br":
                if not self._inline or self._inline[-1][0] != tag:
                    raise TemplateError(f"</{tag}> closes nothing")
                self._inline.pop()
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "table":
            self._finish_table()
        elif tag != "tr":
            self._finish_block(tag)

    def handle_data(self, data: str) -> None:
        if self._open is None:
            if data.strip():
                raise TemplateError(f"text outside of every block: {data.strip()[:40]}")
            return
        if any(blank for _tag, blank in self._inline):
            return
        tags = {tag for tag, _blank in self._inline}
        words = _SPACES.sub(" ", _ENDED.sub("", plain(data)))
        self._open.runs.append(Run(words, strong="strong" in tags, em="em" in tags))

    def _finish_block(self, tag: str) -> None:
        if self._open is None or self._open.kind != tag:
            raise TemplateError(f"</{tag}> closes nothing")
        opened, self._open = self._open, None
        runs = _trimmed(opened.runs)
        if tag in ("th", "td"):
            self._in_table()[-1].append(Cell(runs, head=tag == "th"))
        elif runs:
            self.blocks.append(self._paragraph(opened, runs))

    def _paragraph(self, opened: _Open, runs: tuple[Run, ...]) -> Paragraph:
        if opened.kind != "li":
            return Paragraph(opened.kind, runs, opened.classes)
        if not self._lists:
            raise TemplateError("<li> outside of a list")
        current = self._lists[-1]
        ordered, before, classes = bool(current[0]), int(str(current[1])), current[2]
        current[1] = before + 1
        assert isinstance(classes, frozenset)
        return Paragraph(
            "li", runs, opened.classes | classes, number=before + 1 if ordered else None, first=before == 0
        )

    def _finish_table(self) -> None:
        rows, self._rows = self._in_table(), None
        filled = [row for row in rows if row]
        if any(len(row) != len(filled[0]) for row in filled):
            raise TemplateError("the rows of a table have different numbers of cells")
        if filled:
            self.blocks.append(Table(tuple(tuple(row) for row in filled)))

    def finish(self) -> None:
        """Refuse what was left open."""
        if self._open is not None or self._rows is not None or self._lists or self._inline:
            raise TemplateError("an element was not closed")


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Runs of one kind drawn together, without blanks at both ends, at line breaks, and between Chinese signs."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if (
            last is not None
            and not run.blank
            and not last.blank
            and "\n" not in (run.text, last.text)
            and ((last.strong, last.em) == (run.strong, run.em))
        ):
            joined[-1] = Run(last.text + run.text, run.strong, run.em)
        else:
            joined.append(run)
    tidy: list[Run] = []
    for index, run in enumerate(joined):
        if run.blank or run.text == "\n":
            tidy.append(run)
            continue
        text = _SPACES.sub(" ", run.text)
        if index == 0 or (joined[index - 1].text == "\n" and not joined[index - 1].blank):
            text = text.lstrip(" ")
        if index == len(joined) - 1 or (joined[index + 1].text == "\n" and not joined[index + 1].blank):
            text = text.rstrip(" ")
        if text:
            tidy.append(Run(text, run.strong, run.em))
    return tuple(tidy)
