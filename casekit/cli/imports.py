"""The command that takes files in, and what it shows before and after."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit.cli.shared import Bar, CaseArgument, JsonOption, app, in_one_line, paths_of, progress, show
from casekit.cli.stopping import Stop, stoppable
from casekit.cli.together import NOTHING_READ, Together
from casekit.errors import CaseError, InputError, StoppedError
from casekit.text import N_, _, listed, pick

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.importers.intake import ImportResult
    from casekit.importers.preview import Preview

# Rows that are left out are named up to here, by reason; with --json all are.
_LISTED = 10
_ANSWERED_BY = {
    "year": "--year", "own_number": "--own-number", "person": "--person", "me": "--me", "date_order": "--date-order",
    "direction": "--direction", "columns": "--map",
}  # fmt: skip


@app.command("import", help=N_("Take in files that a phone or a carrier exported, or all that lie in a folder or zip."))
def import_(
    case: CaseArgument,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=N_("The exported files, folders or zips."))],
    source: Annotated[str | None, typer.Option(help=N_("The kind of file, when it is not recognised."))] = None,
    own_number: Annotated[list[str] | None, typer.Option(help=N_("The number whose bill or phone it is."))] = None,
    person: Annotated[str | None, typer.Option(help=N_("Whose bill it is, when not the borrower's."))] = None,
    role: Annotated[str | None, typer.Option(help=N_("The role of that person."))] = None,
    relation: Annotated[str | None, typer.Option(help=N_("The relation of that person."))] = None,
    year: Annotated[int | None, typer.Option(help=N_("The year, for rows that name none."))] = None,
    me: Annotated[str | None, typer.Option(help=N_("Who you are in a chat: your name or account there."))] = None,
    date_order: Annotated[
        str | None, typer.Option(help=N_("The order of day, month and year in dates like 03/04/2026: dmy, mdy or ymd."))
    ] = None,
    direction: Annotated[
        list[str] | None,
        typer.Option(help=N_("What an unclear word means, as WORD=in, WORD=out or WORD=leave, such as 呼转=in.")),
    ] = None,
    map_: Annotated[
        str | None,
        typer.Option(
            "--map", help=N_("Which column holds what, as KIND=HEADER with commas between, such as number=对方号码.")
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only show what would be taken in."))] = False,
    as_json: JsonOption = False,
) -> None:
    from casekit.casebook import open_case
    from casekit.importers.collection import is_collection

    opened, paths = open_case(case), paths_of(files)
    answers: dict[str, Any] = {
        "source": source, "own_numbers": tuple(own_number or ()), "person": person, "role": role, "relation": relation,
        "columns": _columns(map_), "year": year, "me": (me or "").strip(), "date_order": date_order or "",
        "directions": _directions(direction),
    }  # fmt: skip
    results: list[dict[str, Any]] = []
    failed = False
    with stoppable() as stop:
        for path in paths:
            one = Together(opened, path, _said) if is_collection(path) else _Single(opened, path)
            refused = None
            try:
                with progress(path.name, quiet=as_json) as bar:
                    one.run(stop, bar, dry_run=dry_run, answers=answers)
            except CaseError as error:
                refused = in_one_line(error)
                one.remarks.append(refused if path.name in refused else f"{path.name}: {refused}")
            for remark in one.remarks:
                print(remark, file=sys.stderr)
            for line in () if as_json else one.lines:
                print(line)
            results.extend(one.results)
            failed = failed or one.failed or refused is not None
            if stop.asked:
                break
    if as_json:
        show(True, results, "")
    if failed:
        raise typer.Exit(1)


class _Single:
    """One file on its way into a case; what it keeps is what `Together` keeps of many."""

    def __init__(self, case: Case, path: Path) -> None:
        self.case, self.path = case, path
        self.results: list[dict[str, Any]] = []
        self.lines: list[str] = []
        self.remarks: list[str] = []
        self.failed = False

    def run(self, stop: Stop, bar: Bar, *, dry_run: bool, answers: dict[str, Any]) -> None:
        from casekit.importers import intake

        telling = stop.telling(bar, self.path.name)
        try:
            result = intake.import_file(self.case, self.path, dry_run=dry_run, progress=telling, **answers)
        except StoppedError:
            raise
        except CaseError as error:
            stop.check(self.path.name)  # Ctrl-C ends the programs that read for us too, as if the file were damaged
            seen = error.preview if isinstance(error, intake.OpenQuestionError) else None
            self.results.append(_not_taken_in(self.path, in_one_line(error), seen))
            self.lines.extend(_described(seen) if seen is not None else ())
            raise
        self.results.append(result.as_json())
        self.lines.extend(_described(result.preview) if dry_run else _taken_in(result))


def _columns(said: str | None) -> dict[str, str]:
    """Header by column, from "start=列名,number=列名"; an empty one ("duration=") says that there is no such column."""
    columns = {}
    for part in (said or "").replace("，", ",").split(","):
        what, sign, name = (one.strip() for one in part.partition("="))
        if not sign and not what:
            continue
        if not (what and sign):
            raise InputError(
                _("“{part}” does not say which column it is. Write it like number=对方号码.").format(part=part)
            )
        columns[what] = name
    return columns


def _directions(said: list[str] | None) -> dict[str, str]:
    """Meaning by word, from "呼转=in"."""
    directions = {}
    for one in said or ():
        word, _sign, meaning = (part.strip() for part in one.rpartition("="))
        if not word or meaning not in ("in", "out", "leave"):
            raise InputError(_("“{part}” does not say what a word means. Write it like 呼转=in.").format(part=one))
        directions[word] = meaning
    return directions


def _not_taken_in(path: Path, sentence: str, seen: Preview | None) -> dict[str, Any]:
    from casekit.casebook.evidence import sha256_of
    from casekit.importers.intake import ImportResult

    if seen is not None:
        return ImportResult(seen, None, 0, 0).as_json()
    try:
        sha256 = sha256_of(path)
    except OSError:
        sha256 = None
    return {"file": path.name, **NOTHING_READ, "sha256": sha256, "warnings": [sentence]}


def _taken_in(result: ImportResult) -> Iterator[str]:
    seen = result.preview
    yield _("{file}: {imported} taken in, {confirmed} were there already, {skipped} left out. Import {batch}.").format(
        file=seen.name, imported=result.imported, confirmed=result.confirmed, skipped=len(seen.skipped),
        batch=result.batch,
    )  # fmt: skip
    yield from _reasons(seen)
    yield from _said(seen)


def _described(seen: Preview) -> Iterator[str]:
    """What a file would bring, line by line."""
    from casekit.numbers import class_label

    yield _("{file}: records that can be taken in: {count}; rows left out: {skipped}.").format(
        file=seen.name, count=seen.records, skipped=len(seen.skipped)
    )
    yield "  " + _("Kind of file: {title}").format(title=_(seen.source.title))
    if seen.first and seen.last:
        yield "  " + _("Period: {first} to {last}").format(first=f"{seen.first:%Y-%m-%d}", last=f"{seen.last:%Y-%m-%d}")
    if seen.known:
        yield "  " + _("{count} of them are in the case already and would not be doubled.").format(count=seen.known)
    if seen.declared is not None:
        yield "  " + _("The file says it holds {declared} records; {read} were read.").format(
            declared=seen.declared, read=seen.read
        )
    for name, counted in (("channel", seen.by_channel), ("direction", seen.by_direction), ("outcome", seen.by_outcome)):
        if counted:
            yield "  " + _in_words(name, counted)
    if seen.line:
        yield "  " + _("Own number: {line}").format(line=seen.line)
    if seen.top_numbers:
        yield "  " + _("The most frequent numbers:")
    for number, kind, count in seen.top_numbers:
        yield f"    {number}  {count}  {class_label(kind)}"
    if seen.not_shown:
        yield "    " + _("number not shown: {count}").format(count=seen.not_shown)
    yield from _reasons(seen)
    yield from _said(seen)


def _in_words(name: str, counted: dict[str, int]) -> str:
    from casekit.model.vocabulary import label

    title = {"channel": _("How"), "direction": _("Direction"), "outcome": _("Answered?")}[name]
    rows = sorted(counted.items(), key=lambda pair: -pair[1])
    counts = listed(f"{label(name, value)} {count}" for value, count in rows)
    return _("{title}: {counts}").format(title=title, counts=counts)


def _reasons(seen: Preview) -> Iterator[str]:
    """Why rows are left out, and which."""
    if seen.skipped:
        yield "  " + _("Left out:")
    for reason, count in seen.reasons():
        rows = [one.where for one in islice((one for one in seen.skipped if one.reason == reason), _LISTED)]
        more = "" if count <= _LISTED else " …"
        yield "    " + _("{count} × {reason} (at {rows})").format(
            count=count, reason=reason, rows=", ".join(rows) + more
        )


def _said(seen: Preview) -> Iterator[str]:
    told: set[str] = set()
    for warning in seen.warnings:
        yield "  " + warning
    for question in seen.questions:
        by = _ANSWERED_BY.get(question.id)
        text = f"  {question.text}" + (pick(zh=f"（{by}）", en=f" ({by})") if by else "")
        if text not in told:
            yield text
        told.add(text)
        for choice in question.choices if question.id != "columns" else ():
            value = f"{question.about}={choice.value}" if question.about else choice.value
            yield f"    {value}: {choice.label}"
    proposed = {one.about: one.choices[0].value for one in seen.questions if one.id == "columns"}
    if proposed:
        said = ",".join(f"{what}={name}" for what, name in proposed.items() if name)
        yield "  " + _("If the columns are right, say: {option}").format(option=f"--map {said}")
