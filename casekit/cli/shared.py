"""What all commands share: the application, the options that recur, and how results are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit.errors import CaseError, InputError
from casekit.text import N_, _, pick

if TYPE_CHECKING:
    from casekit.filing.missing import Missing

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
    faults = pick(zh="；", en="; ").join(map(str, error.faults))
    around = pick(zh="{message}（{faults}）", en="{message} ({faults})")
    return " ".join((around.format(message=error.message, faults=faults) if faults else error.message).split())


def show(as_json: bool, result: Any, sentence: str) -> None:
    """Print the result: JSON for programs, a sentence for people."""
    if as_json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        print(sentence)


def paths_of(named: Iterable[str]) -> list[Path]:
    """The files that are named; a name that is empty stands for the folder one is in, which nobody means."""
    listed = list(named)
    if not all(one.strip() for one in listed):
        raise InputError(_("The name of a file is empty. Please check the command."))
    return [Path(one) for one in listed]


def place(named: str) -> Path:
    """Where something is to be written; a name that is empty would stand for the folder one is in."""
    if not named.strip():
        raise InputError(_("The name of the place to write to is empty. Please name a file or a folder."))
    return Path(named).expanduser()


def missing_in_words(missing: Iterable[Missing]) -> list[str]:
    """A line for each thing that a paper lacks, with the places to fill it in."""
    around = pick(zh="  {words}（{places}）", en="  {words} ({places})")
    return [around.format(words=pick(one.words), places=pick(one.everywhere)) for one in missing]


class Bar:
    """Shows how far something is; may be told anew what it is about."""

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is; `total` is 0 while that is not known."""

    def about(self, title: str) -> None:
        """Begin anew with something else."""


@contextmanager
def progress(title: str, quiet: bool = False) -> Iterator[Bar]:
    """A progress bar with rate and remaining time on stderr; nothing when that is not a terminal."""
    if quiet or not sys.stderr.isatty():
        yield Bar()
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            done, seconds = task.fields.get("done", 0), task.elapsed or 0
            return Text(f"{done:,}" + (f"  {done / seconds:,.0f}/s" if seconds >= 1 else ""))

    with Progress(
        TextColumn("{task.description}"), BarColumn(), Rate(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    ) as shown:  # fmt: skip

        class Shown(Bar):
            def __init__(self) -> None:
                self.task, self.done = shown.add_task(escape(title), total=None), 0

            def __call__(self, done: int, total: int) -> None:
                if done < self.done:  # the second reading of a file
                    shown.reset(self.task, total=None)
                self.done = done
                # As a share, because a total that is an estimate changes, and rich then begins to measure anew.
                share = done / total if total else 0.0
                shown.update(self.task, total=1.0 if total else None, completed=share, done=done)

            def about(self, title: str) -> None:
                self.done = 0
                shown.reset(self.task, total=None, description=escape(title), done=0)

        yield Shown()
