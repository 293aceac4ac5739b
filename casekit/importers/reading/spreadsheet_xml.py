"""Tables as Excel 2003 wrote them in XML; carriers' sites still give out such files, called .xls."""

from __future__ import annotations

import re
from xml.parsers import expat

from casekit.errors import InputError
from casekit.importers.reading import workbooks
from casekit.importers.reading.laid_sheets import LaidSheets, TooLargeError
from casekit.importers.reading.xml_stream import RepairedXml
from casekit.importers.source import Probe
from casekit.text import _

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_EXCEL = "urn:schemas-microsoft-com:office:excel"
_DEEPEST, _MOST_COLUMNS, _MOST_ROWS = 60, 500, 1 << 21
_LONGEST_CELL = 1 << 15
_LEAST_BOUND, _WORST_RATIO = 64 << 20, 30
_DATE_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?")
# Times of day and durations count from the day before 1900.
_NO_DAY = ("1899-12-30", "1899-12-31")


def is_spreadsheet(probe: Probe) -> bool:
    """Whether the bytes begin as those of a workbook in XML."""
    start = probe.head[:4096].replace(b"\0", b"")
    return _NAMESPACE.encode() in start and b"Workbook" in start and b"<html" not in start.lower()


def laid(probe: Probe) -> LaidSheets:
    """The sheets of a workbook in XML.

    Raises
    ------
    InputError
        when it is damaged, declares entities, or comes to far more than the file holds
    """
    found = LaidSheets(max(_LEAST_BOUND, _WORST_RATIO * probe.size))
    book = _Book(probe, found)
    try:
        with probe.path.open("rb") as stream:
            for block in RepairedXml(stream):
                book.parser.Parse(block, False)
        book.parser.Parse(b"", True)
    except TooLargeError as error:
        raise workbooks.too_large(probe) from error
    except expat.ExpatError as error:
        raise _damaged(probe) from error
    return found


def _damaged(probe: Probe) -> InputError:
    return InputError(
        _("The table {name} cannot be read; it may be cut off or damaged. Please download it again.").format(
            name=probe.name
        )
    )


class _Book:
    """The workbook while it is parsed."""

    def __init__(self, probe: Probe, laid: LaidSheets) -> None:
        self._probe, self._laid = probe, laid
        self.parser = expat.ParserCreate("utf-8", "}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._stop
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._refuse
        self._depth = self._sheet = self._row = self._column = self._over = 0
        self._cells: list[str] = []
        self._text: list[str] | None = None
        self._length = 0
        self._kind = ""

    def _refuse(self, *_declared: object) -> None:
        raise _damaged(self._probe)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _damaged(self._probe)
        known = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        kind = name.removeprefix(f"{_NAMESPACE}}}")
        if kind == "Worksheet":
            self._sheet = self._laid.open_sheet(known.get("Name", ""))
            self._row = 0
        elif kind == "Row":
            self._row = _place(known.get("Index"), self._row + 1, _MOST_ROWS)
            self._cells, self._column = [], 0
        elif kind == "Cell":
            self._column = _place(known.get("Index"), self._column + 1, _MOST_COLUMNS)
            self._over = _place(known.get("MergeAcross"), 0, _MOST_COLUMNS)
        elif kind == "Data" or name == f"{_EXCEL}}}Visible":
            self._text, self._length, self._kind = [], 0, known.get("Type", "String")

    def _words(self, words: str) -> None:
        if self._text is not None and self._length < _LONGEST_CELL:
            self._text.append(words[:_LONGEST_CELL])
            self._length += len(words)

    def _stop(self, name: str) -> None:
        self._depth -= 1
        kind = name.removeprefix(f"{_NAMESPACE}}}")
        if kind == "Data" and self._text is not None:
            text, self._text = "".join(self._text), None
            if self._column <= _MOST_COLUMNS and self._laid.count:
                self._cells += [""] * (self._column - 1 - len(self._cells))
                self._cells.append(_as_seen(text, self._kind))
        elif kind == "Cell":
            self._column += self._over
        elif kind == "Row" and any(self._cells) and self._laid.count:
            self._laid.put(self._sheet, self._row, self._cells)
        elif name == f"{_EXCEL}}}Visible" and self._text is not None:
            if "".join(self._text).strip() in ("SheetHidden", "SheetVeryHidden") and self._laid.count:
                self._laid.hide(self._sheet)
            self._text = None


def _place(said: str | None, otherwise: int, most: int) -> int:
    return min(int(said), most + 1) if said and said.isascii() and said.isdigit() and len(said) < 12 else otherwise


def _as_seen(text: str, kind: str) -> str:
    """A cell as a person sees it."""
    if kind == "Number":
        try:
            number = float(text)
        except ValueError:
            return text.strip()
        whole = number.is_integer() and abs(number) < 1e15
        return str(int(number)) if whole else text.strip()
    if kind == "DateTime" and (found := _DATE_TIME.match(text.strip())):
        day, clock = found.groups()
        return clock if day in _NO_DAY else day if clock == "00:00:00" else f"{day} {clock}"
    return text.strip()
