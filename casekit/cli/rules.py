"""Commands on the rules themselves: what they say, whether a book is in order, a book of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit.cli.shared import JsonOption, app, place, progress, show
from casekit.errors import CaseError, InputError, NotFoundError
from casekit.text import N_, _, _n, in_a_row, listed, pick

if TYPE_CHECKING:
    from casekit.rules import Rulebook
    from casekit.rules.checking import Checked
    from casekit.rules.rulebook import Provision

rules = typer.Typer(
    help=N_("The rules: read them, check a rulebook, use one of your own."), no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(rules, name="rules")

BookOption = Annotated[str, typer.Option("--rulebook", help=N_("The id of a rulebook, or its file or folder."))]
BookArgument = Annotated[str, typer.Argument(metavar="BOOK", help=N_("The rulebook: a file, a folder or an id."))]


@rules.command("list", help=N_("List the rules of a rulebook."))
def list_rules(rulebook: BookOption = "cn", as_json: JsonOption = False) -> None:
    from casekit.clock import now
    from casekit.model.vocabulary import label
    from casekit.rules import load_rulebook
    from casekit.rules.describing import rule_object
    from casekit.rules.rule_in_words import force_in_words

    book = load_rulebook(rulebook)
    if as_json:
        show(True, [rule_object(book, rule) for rule in book.rules], "")
        return
    for rule in book.rules:
        parts = [pick(rule.title), label("strength", rule.strength), force_in_words(rule),
                 _("certainty: {confidence}").format(confidence=label("confidence", rule.confidence))]  # fmt: skip
        if not rule.in_force(now().date()):
            parts.append(_("not in force today"))
        if not rule.verified:
            parts.append(_("not verified: for the workbook only"))
        print(f"{rule.id}: " + " · ".join(parts))
    print(_n("{count} rule", "{count} rules", len(book.rules)).format(count=len(book.rules)))


@rules.command("show", help=N_("Show all that a rule says, where it was read and how it is tested."))
def show_rule(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=N_("The rule's id."))],
    rulebook: BookOption = "cn",
    as_json: JsonOption = False,
) -> None:
    from casekit.rules import load_rulebook
    from casekit.rules.describing import provision_lines, rule_object

    book = load_rulebook(rulebook)
    found = _provision(book, rule)
    show(as_json, rule_object(book, found), "\n".join(provision_lines(book, found)))


def _provision(book: Rulebook, name: str) -> Provision:
    """The rule, background law or yardstick of an id; letters may be large or small."""
    from difflib import get_close_matches

    every = {one.id.lower(): one for one in (*book.rules, *book.background, *book.yardsticks)}
    if name.lower() in every:
        return every[name.lower()]
    near = [every[one].id for one in get_close_matches(name.lower(), every, 3)]
    sentence = _("The rulebook {book} has no rule “{rule}”.").format(book=book.id, rule=name)
    if near:
        sentence = in_a_row(sentence, _("Near to it: {ids}.").format(ids=listed(near)))
    raise NotFoundError(sentence)


@rules.command(help=N_("List the rulebooks: those that come with casekit, and your own."))
def books(as_json: JsonOption = False) -> None:
    from casekit.rules import load_rulebook
    from casekit.rules.describing import book_object
    from casekit.rules.own_books import shelf

    told: list[dict[str, Any]] = []
    for one in shelf():
        try:
            told.append({**book_object(load_rulebook(one.id)), "own": one.own, "file": str(one.path), "fault": ""})
        except CaseError as error:
            told.append({"id": one.id, "own": one.own, "file": str(one.path), "fault": error.message})
    if as_json:
        show(True, told, "")
        return
    for book in told:
        if book["fault"]:
            print(f"{book['id']}: {book['fault']}")
            continue
        line = _("{id}: {title} · rules: {rules} (verified: {verified}) · background law: {background} · vectors: {vectors}")  # fmt: skip
        print(line.format(**{**book, "title": pick(book["title"])}) + (f" · {_('your own')}: {book['file']}" if book["own"] else ""))  # fmt: skip


@rules.command(help=N_("Write the schema of rulebooks, with all words that may stand in one."))
def schema(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", parser=place, metavar="PLACE", help=N_("The file; the screen otherwise.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.outgoing import write_whole
    from casekit.rules.schema import schema as published

    text = json.dumps(published(), ensure_ascii=False, indent=2)
    if output is None:
        print(text)
        return
    write_whole(output, f"{text}\n".encode())
    if as_json:
        show(True, {"file": str(output)}, "")
        return
    print(_("The schema is in {path}. An editor that knows YAML (such as VS Code with its YAML extension) offers the "
            "words and marks mistakes while you write when this is the first line of your book:").format(path=output))  # fmt: skip
    print(f"# yaml-language-server: $schema={output.resolve().as_uri()}")


@rules.command(help=N_("Check a rulebook: its form, its vectors, its words; says what is wrong and where."))
def check(book: BookArgument, as_json: JsonOption = False) -> None:
    from casekit.rules.own_books import meant

    checked = _checked(meant(book), quiet=as_json)
    show(as_json, checked.as_json(), "\n".join(_report(checked)))
    raise typer.Exit(0 if checked.usable else 1)


def _checked(path: Path, *, quiet: bool = False) -> Checked:
    from casekit.rules.checking import check_book

    with progress(_("Running the vectors"), quiet=quiet) as step:
        return check_book(path, step)


def _report(checked: Checked) -> list[str]:
    lines = [_("Rulebook: {path}").format(path=checked.path)]
    for title, faults in (
        (_("Wrong:"), checked.faults), (_("Please look at these words again:"), checked.remarks),
    ):  # fmt: skip
        if faults:
            lines += [title, *(f"  - {one}" for one in faults)]
    if checked.wrong:
        lines.append(_("Vectors that did not come out as they say:"))
        lines += [_("  - {where} ({rule}, “{vector}”): {why}").format(where=one.where, rule=one.rule, vector=one.vector, why=one.why) for one in checked.wrong]  # fmt: skip
    if checked.advice:
        # One sentence for all rules it is about.
        about: dict[str, list[str]] = {}
        for one in checked.advice:
            about.setdefault(one.what, []).append(one.where)
        lines.append(_("Advice:"))
        around = pick(zh="  - {what}（{where}）", en="  - {what} ({where})")
        lines += [around.format(what=what, where=listed(where)) for what, where in about.items()]
    if checked.usable and checked.book is not None:
        lines.append(_("In order: rules: {rules}; vectors run: {vectors}.").format(
            rules=len(checked.book.rules), vectors=checked.ran))  # fmt: skip
    return lines


@rules.command(help=N_("Copy a rulebook, to correct it."))
def copy(
    book: Annotated[str, typer.Argument(metavar="BOOK", help=N_("The id of the rulebook, such as cn."))],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", parser=place, metavar="PLACE", help=N_("The new folder."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.rules.own_books import copy_book

    folder = copy_book(book, output)
    sentence = _("The copy is in {path}. Correct it with any editor, then: casekit rules check {path}; casekit rules use {path}")  # fmt: skip
    show(as_json, {"folder": str(folder)}, sentence.format(path=folder))


@rules.command(help=N_("Use a corrected rulebook in place of the one of the same id, or take it away again."))
def use(
    book: Annotated[str | None, typer.Argument(metavar="BOOK", help=N_("The rulebook: a file or a folder."))] = None,
    remove: Annotated[str | None, typer.Option(help=N_("Take your own rulebook of this id away."))] = None,
    as_json: JsonOption = False,
) -> None:
    from casekit.rules.own_books import meant, remove_book, use_book

    if (book is None) == (remove is None):
        raise InputError(_("Please give either a rulebook, or --remove with the id of one."))
    if remove is not None:
        back = remove_book(remove)
        sentence = _("Your own rulebook {id} is gone; the one that comes with casekit is used again.") if back else _("Your own rulebook {id} is gone.")  # fmt: skip
        show(as_json, {"removed": remove, "packaged": back}, sentence.format(id=remove))
        return
    checked = _checked(meant(str(book)), quiet=as_json)
    if checked.book is None or not checked.usable:
        show(as_json, checked.as_json(), "\n".join(_report(checked)))
        raise InputError(_("The rulebook was not taken into use; put right what is named first."))
    place = use_book(checked.path, checked.book.id)
    sentence = _("From now on casekit uses {path} for cases with the rulebook {id}.").format(path=place, id=checked.book.id)  # fmt: skip
    show(as_json, {**checked.as_json(), "folder": str(place)}, "\n".join([*_report(checked), sentence]))
