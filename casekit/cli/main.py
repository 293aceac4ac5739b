"""The door itself: languages of the help, and errors in words."""

from __future__ import annotations

import atexit
import gc
import io
import sys
import tempfile
import traceback
from functools import cache
from typing import Any, NoReturn

from casekit.cli import (
    cases,
    channels,
    costs,
    documents,
    evidence,
    findings,
    followup,
    imports,
    incidents,
    letters,
    packs,
    people,
    repayment,
    rules,
    sheets,
)
from casekit.cli.shared import app, in_one_line
from casekit.cli.usage import what_is_wrong
from casekit.errors import CaseError, reason
from casekit.text import _, current_language

# Importing a module registers its commands; naming them here says which there are.
ROOMS = (
    cases,
    imports,
    incidents,
    evidence,
    people,
    documents,
    letters,
    packs,
    followup,
    costs,
    repayment,
    findings,
    channels,
    rules,
    sheets,
)
# What typer gives back after Ctrl-C, as shells do.
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    import typer

    speak_every_sign()
    # A command lives for seconds; looking for cycles in all that was imported, again and again and once more when
    # it ends, is a tenth of them.
    gc.set_threshold(50_000, 20, 20)
    atexit.register(gc.freeze)
    try:
        code = _commands(current_language())(args=arguments, prog_name="casekit", standalone_mode=False)
    except CaseError as error:
        _refuse(in_one_line(error))
    except typer.TyperException as error:
        _explain_usage(error)
    except OSError as error:
        _refuse(
            _("The file or folder {path} could not be used: {why}.").format(
                path=error.filename or "", why=reason(error)
            )
        )
    except Exception:
        # A fault of ours: the details go to a file, because a traceback helps nobody at the screen.
        with tempfile.NamedTemporaryFile("w", prefix="casekit-", suffix=".log", delete=False, encoding="utf-8") as log:
            log.write(traceback.format_exc())
        _refuse(
            _("Something went wrong inside casekit; the case was not harmed. Details are in {path}.").format(
                path=log.name
            )
        )
    if code == INTERRUPTED:
        _refuse(_("Stopped. Nothing half-done was left in the case."), code=INTERRUPTED)
    raise SystemExit(code or 0)


@cache
def _commands(_tongue: str) -> Any:
    """All commands, with their help in the language of the moment; who runs several does not wait for them anew."""
    import typer

    command = typer.main.get_command(app)
    _translate(command)
    return command


def speak_every_sign() -> None:
    """Into files and pipes goes UTF-8, whatever the machine's code page; a terminal shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _explain_usage(error: Any) -> NoReturn:
    """What is wrong with the command, and where to look; one line in the user's language."""
    context = getattr(error, "ctx", None)
    if "\n" in error.message:  # the help itself, shown because nothing was asked for
        _refuse(error.format_message(), code=error.exit_code)
    said, path = what_is_wrong(error), context.command_path if context is not None else "casekit"
    _refuse(
        _("The command is not written as it should be: {said}. See: {path} --help").format(said=said, path=path),
        code=error.exit_code,
    )


def _refuse(sentence: str, code: int = 1) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise SystemExit(code)


def _translate(command: Any) -> None:
    """Put the help texts into the language of the moment; they are marked, not translated, where they stand."""
    if command.help:
        command.help = _(command.help)
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
    for sub in getattr(command, "commands", {}).values():
        _translate(sub)
