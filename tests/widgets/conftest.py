"""A workbook without a browser: a case, files to take in, and ways to press, type and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import ipywidgets as w
import pytest

from casekit.casebook import Case, create_case
from casekit.text import current_language, set_language
from casekit.widgets.guard import Message
from casekit.widgets.part import Section
from casekit.widgets.session import Workbook

# Words as they come from anybody, in any field.
HOSTILE = "<script>alert(1)</script> \"双引号\" 'x' & 🙂 \u202eabc {name}"
COLLECTOR, OTHER_COLLECTOR, FRIEND = "16200000001", "17000000002", "13900000003"


@pytest.fixture(autouse=True)
def process_language() -> Iterator[None]:
    """The workbook changes the language of the process; the next test starts as this one did."""
    before = current_language()
    yield
    set_language(before)


@pytest.fixture
def case(home: Path) -> Case:
    return create_case(home / "huabei", lender="Example Finance", lender_type="consumer_finance", product="花呗")


@pytest.fixture
def workbook(case: Case) -> Workbook:
    """A workbook with a case open; sections are made when a test asks for them."""
    made = Workbook()
    made._case = case
    made._greeted = True
    return made


Kind = TypeVar("Kind", bound=Section)


def section(workbook: Workbook, kind: type[Kind]) -> Kind:
    """A section of the workbook, filled."""
    workbook.section(kind.name)
    made = workbook.sections[kind.name]
    assert isinstance(made, kind)
    return made


def press(button: w.Button) -> None:
    """Press a button as the browser does."""
    assert not button.disabled
    button.click()


def calls_xml(folder: Path, rows: Iterable[tuple[str, str, int]], name: str = "calls.xml") -> Path:
    """A phone's backup of incoming calls: (number, local time in China, seconds talked); 0 seconds were missed."""
    lines = []
    for number, when, seconds in rows:
        moment = datetime.fromisoformat(f"{when}+08:00").astimezone(UTC)
        kind = 1 if seconds else 3
        lines.append(
            f'<call number="{number}" duration="{seconds}" date="{int(moment.timestamp() * 1000)}" type="{kind}" '
            f'presentation="1" contact_name="{"姐姐" if number == FRIEND else "(Unknown)"}" />'
        )
    path = folder / name
    path.write_text(
        f"<?xml version='1.0' encoding='UTF-8'?>\n<calls count=\"{len(lines)}\">\n{''.join(lines)}\n</calls>\n", "utf-8"
    )
    return path


@pytest.fixture
def imported(case: Case, tmp_path: Path) -> Case:
    """The case with a phone's calls: three of a collector, one of another, one of a friend."""
    from casekit.importers.intake import import_file

    rows = [
        (COLLECTOR, "2026-01-10T22:30:00", 65), (COLLECTOR, "2026-01-10T22:40:00", 0),
        (COLLECTOR, "2026-01-11T09:00:00", 12), (OTHER_COLLECTOR, "2026-01-12T10:00:00", 5),
        (FRIEND, "2026-01-12T20:00:00", 300),
    ]  # fmt: skip
    import_file(case, calls_xml(tmp_path, rows))
    return case


def uploaded(widget: w.FileUpload, *files: tuple[str, bytes]) -> None:
    """Let files arrive at an upload button, as the browser sends them."""
    widget.set_state({
        "value": [
            {"name": name, "type": "", "size": len(content), "last_modified": 0, "content": memoryview(content)}
            for name, content in files
        ]
    })  # fmt: skip


def shown(widget: w.Widget) -> bool:
    """Whether a widget is in sight by its own layout."""
    return bool(widget.layout.display != "none")


def is_alert(message: Message) -> bool:
    return 'role="alert"' in message.value


def refused(message: Message, action: Callable[[], object], words: str) -> None:
    """Pressing ends in a visible message with these words, and in nothing else."""
    action()
    assert is_alert(message), message.value
    assert words in message.value
