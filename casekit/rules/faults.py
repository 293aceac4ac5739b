"""What is wrong with a rulebook, in sentences: parsers and validators speak English, and to programmers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from casekit.errors import Fault
from casekit.text import N_, _, in_a_row, listed


class Told(NamedTuple):
    """A sentence and the place it is about; `mistyped` when what stands there is of the wrong type."""

    path: tuple[str | int, ...]
    sentence: str
    mistyped: bool = False


_KINDS = {
    "string": N_("a text"), "integer": N_("a whole number"), "number": N_("a number"),
    "boolean": N_("true or false"), "array": N_("a list, its lines beginning with a dash"),
    "object": N_("a group of fields"), "null": N_("nothing (null)"),
}  # fmt: skip
# The patterns of the schema, by themselves; a test sees that none is missing.
PATTERNS = {
    r"^[a-z_]+$": N_("“{word}” cannot be an id: small letters a to z and underscores only."),
    r"^[A-Z]{2}$": N_("“{word}” is no country code; write two capital letters, such as CN."),
    r"^\d{4}-\d\d$": N_("“{word}” is no month; write it as 2026-01."),
    r"^0\.\d+$": N_("“{word}” is no rate; write 24 percent as 0.24 between quotation marks."),
    r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$": N_("“{word}” is no time of day; write it as 08:00 between quotation marks."),
}
# What the parser complains of, and what people usually did; both its dialects.
_YAML = (
    ("cannot start any token|tab character", N_("A tab or a sign that YAML keeps for itself stands here. Indent with blanks; put texts that begin with such a sign between quotation marks.")),
    ("mapping values are not allowed", N_("A colon stands where none can stand. Either the line is not indented like those it belongs to (with blanks, never a tab), or the line above has the wide colon ：, or a text has a colon and a blank in it and needs quotation marks.")),
    ("could not find expected ':'", N_("A field needs a colon and a blank after its name; the wide colon ： does not do.")),
    ("undefined alias", N_("“*name” repeats what was marked “&name” further up in the same file; no such mark stands there.")),
    ("unexpected end of stream|while scanning a quoted scalar", N_("A quotation mark is not closed.")),
    ("expected ',' or|expected node content|expected the node content", N_("A bracket is not closed, or a comma is missing between brackets.")),
    ("expected key|<block end>|expected '-' indicator|<block sequence", N_("The line is not indented like those it belongs to.")),
)  # fmt: skip


def sentences_of(error: Any) -> Iterator[Told]:
    """An error of the schema's validator as sentences, each with the place it is about."""
    path, value, instance = tuple(error.absolute_path), error.validator_value, error.instance
    in_names = "propertyNames" in error.schema_path
    if error.validator == "required":
        # One error for each; the name stands in its message alone.
        yield Told(path, _("The field “{name}” is missing.").format(name=error.message.split("'")[1]))
    elif error.validator == "additionalProperties":
        known = error.schema["properties"]
        for name in instance:
            if name not in known:
                yield Told(path, in_a_row(_no_field(name), _nearest(name, known)))
    elif error.validator == "enum" and in_names:
        yield Told(path, in_a_row(_no_field(instance), _nearest(instance, value)))
    elif error.validator == "enum" and not isinstance(instance, str):
        # Such as a bare yes, which YAML takes for true.
        yield Told(path, _other_type(instance, ["string"]), mistyped=True)
    elif error.validator == "enum":
        yield Told(path, _no_word(instance, value))
    elif error.validator == "type":
        wanted = [value] if isinstance(value, str) else value
        yield Told(path, _other_type(instance, wanted), mistyped=True)
    elif error.validator == "oneOf":
        yield from _no_branch(error, path)
    elif error.validator == "format":
        yield Told(path, _("“{word}” is no date; write it as 2026-01-31.").format(word=instance))
    elif error.validator == "pattern":
        yield Told(path, _(PATTERNS[value]).format(word=instance))
    elif error.validator in ("minLength", "minItems", "minProperties"):
        yield Told(path, _("Nothing stands here; at least one entry or sign is needed."))
    elif error.validator == "minimum":
        yield Told(path, _("The number must be {least} or more.").format(least=value))
    elif error.validator == "exclusiveMinimum":
        yield Told(path, _("The number must be above {least}.").format(least=value))
    else:
        yield Told(path, str(error.message))


def without_echoes(told: Iterable[Told]) -> Iterator[Told]:
    """Every sentence once, and of several about one place whose value is of the wrong type only that."""
    seen: set[Told] = set()
    every = list(told)
    mistyped = {one.path for one in every if one.mistyped}
    for one in every:
        if one not in seen and (one.mistyped or one.path not in mistyped):
            seen.add(one)
            yield one


def yaml_fault(name: str, error: Exception) -> Fault:
    """What the YAML parser found wrong with a file, with line and column."""
    if isinstance(error, UnicodeDecodeError):
        return Fault(name, _("The file is not in UTF-8. Save it again as UTF-8."))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = " ".join(str(getattr(error, part, "") or "") for part in ("context", "problem"))
    sentence = next((_(ours) for pattern, ours in _YAML if re.search(pattern, said)), "")
    where = name
    if mark is not None:
        where = _("{file}, line {line}, column {column}").format(file=name, line=mark.line + 1, column=mark.column + 1)
    return Fault(where, sentence or _("It cannot be read as YAML: {said}").format(said=said.strip() or error))


def _no_field(name: Any) -> str:
    return _("There is no field “{name}” here.").format(name=name)


def _no_word(word: Any, words: list[Any]) -> str:
    if isinstance(word, str) and re.search("[，、；]", word):
        # Two words that were meant to be parted, and are one.
        return in_a_row(
            _unknown_word(word), _("Only the comma , parts words in a list; the wide ones ， 、 ； do not.")
        )
    near = _nearest(word, words)
    choice = ""
    if len(words) <= 12:
        choice = _("Possible: {words}.").format(words=listed(map(str, words)))
    elif not near:
        choice = _("The schema lists them all (casekit rules schema).")
    return in_a_row(_unknown_word(word), near, choice)


def _unknown_word(word: Any) -> str:
    return _("“{word}” is none of the words that can stand here.").format(word=word)


def _nearest(word: Any, words: Iterable[Any]) -> str:
    near = get_close_matches(str(word), [str(one) for one in words], 1)
    return _("Did you mean “{word}”?").format(word=near[0]) if near else ""


def _other_type(instance: Any, wanted: Iterable[str]) -> str:
    wanted = list(wanted)
    kinds = _(" or ").join(_(_KINDS[one]) for one in wanted)
    sentence = _("Here stands {found}; expected is {wanted}.").format(found=_found(instance), wanted=kinds)
    quoted = "string" in wanted and isinstance(instance, (bool, int, float))
    return in_a_row(sentence, _("Put it between quotation marks.") if quoted else "")


def _found(instance: Any) -> str:
    """What stands somewhere, by its kind; short values are shown."""
    for kinds, name in (((bool,), "boolean"), ((list,), "array"), ((dict,), "object"), ((type(None),), "null")):
        if isinstance(instance, kinds):
            return _("{kind} ({value})").format(kind=_(_KINDS[name]), value=str(instance).lower()) if name == "boolean" else _(_KINDS[name])  # fmt: skip
    name = "string" if isinstance(instance, str) else "number"
    return _("{kind} ({value})").format(kind=_(_KINDS[name]), value=str(instance)[:40])


def _no_branch(error: Any, path: tuple[str | int, ...]) -> Iterator[Told]:
    """A value may have one of several forms and has none: what is wrong with the one it was meant to have."""
    branches: dict[int, list[Any]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    mistyped = {place for place, inner in branches.items() if any(one.validator == "type" and not one.path for one in inner)}  # fmt: skip
    fields = [name for branch in error.validator_value for name in branch.get("required", ())]
    if fields:
        yield Told(path, _("Exactly one of these fields belongs here: {names}.").format(names=listed(fields)))
    elif len(mistyped) < len(branches):
        meant = next(inner for place, inner in branches.items() if place not in mistyped)
        for one in meant:
            yield from sentences_of(one)
    else:
        wanted = [one.validator_value for inner in branches.values() for one in inner if one.validator == "type"]
        yield Told(path, _other_type(error.instance, wanted), mistyped=True)
