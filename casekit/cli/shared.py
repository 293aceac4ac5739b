"""What all commands share: the application, the options that recur, and how results are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from casekit.errors import CaseError
from casekit.text import N_

app = typer.Typer(
    name="casekit",
    help=N_("A case workbook against debt-collection harassment."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

CaseArgument = Annotated[
    str, typer.Argument(metavar="CASE", help=N_("The case folder; a bare name lies below ~/casekit."))
]
JsonOption = Annotated[bool, typer.Option("--json", help=N_("Print the result as JSON."))]


def in_one_line(error: CaseError) -> str:
    """The sentence of an error with its faults behind it, as one line."""
    faults = "; ".join(map(str, error.faults))
    return " ".join((f"{error.message} ({faults})" if faults else error.message).split())


def show(as_json: bool, result: Any, sentence: str) -> None:
    """Print the result: JSON for programs, a sentence for people."""
    if as_json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        print(sentence)


@contextmanager
def progress(title: str, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A progress bar with rate and remaining time on stderr; nothing when that is not a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)
