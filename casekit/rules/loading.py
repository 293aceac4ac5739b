"""Reading a rulebook: one YAML file, or a folder whose `book.yaml` lists the others."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from casekit.errors import InputError
from casekit.rules.faults import yaml_fault
from casekit.rules.finding import Source
from casekit.rules.rulebook import NOTHING, BackgroundLaw, KnownLender, Rule, Rulebook, Yardstick
from casekit.rules.template import Template
from casekit.text import Both, _, listed

PACKAGED = Path(str(files("casekit.rules").joinpath("rulebooks")))
# The parts of a book that its files hold together.
LISTS = ("rules", "background", "yardsticks", "lenders")


def packaged_books() -> list[str]:
    """The ids of the books that come with casekit, the mainland first."""
    return sorted(ids_in(PACKAGED), key=lambda one: (one != "cn", one))


@lru_cache(maxsize=16)
def packaged_title(book: str) -> Both:
    """The title of a packaged book, read without the parts that stand in files of their own."""
    path = next(path for path in _places(PACKAGED, book) if path.is_file())
    title: Both = _yaml(path, hashlib.sha256())["title"]
    return title


def ids_in(folder: Path) -> set[str]:
    """The ids of the books that lie in a folder, each a file or a folder of its own."""
    return {path.stem for path in folder.glob("*.yaml")} | {path.parent.name for path in folder.glob("*/book.yaml")}


def files_of(path: Path) -> list[Path]:
    """The files of a book, given the one it begins with."""
    return sorted(path.parent.glob("*.yaml")) if path.name == "book.yaml" else [path]


def _places(folder: Path, book: str) -> tuple[Path, Path]:
    """Where in a folder of books the one of an id may begin."""
    return folder / book / "book.yaml", folder / f"{book}.yaml"


def book_path(name: str) -> Path:
    """Where the book of an id lies, the user's own before the one that comes with casekit; or the path that was given.

    Raises
    ------
    InputError
        when there is none
    """
    places = [own_books(), PACKAGED] if name.isidentifier() else []
    for place in places:
        for path in _places(place, name):
            if path.is_file():
                return path
    path = Path(name).expanduser()
    if path.is_dir() and (path / "book.yaml").is_file():
        return path / "book.yaml"
    if not path.is_file():
        raise InputError(_("There is no rulebook “{name}”.").format(name=name))
    return path


def own_books() -> Path:
    """The folder beside the cases in which corrected rulebooks lie."""
    from casekit.casebook import casekit_home

    return casekit_home() / "rulebooks"


def load_rulebook(name: str) -> Rulebook:
    """Load a rulebook by its id ("cn"), or from a file or folder by its path; all but ours are checked first.

    Raises
    ------
    InputError
        when there is none, or naming every place where it does not follow the schema
    """
    path = book_path(name)
    return _loaded(path, _stamp(path))


def _stamp(path: Path) -> tuple[int, ...]:
    """Changes when one of the files of a book was changed."""
    return tuple(os.stat(one).st_mtime_ns for one in files_of(path))


@lru_cache(maxsize=16)
def _loaded(path: Path, _stamp: tuple[int, ...]) -> Rulebook:
    data, fingerprint = read_book(path)
    # The packaged books are held to the schema by the tests; a validator takes a second to load.
    ours = PACKAGED in path.parents
    if not ours:
        from casekit.rules.schema import faults_of

        faults = faults_of(data, vectors=False)
        if faults:
            raise InputError(_("The rulebook “{name}” cannot be used.").format(name=path), faults)
    return book_of(data, fingerprint, own=not ours)


def read_book(path: Path) -> tuple[dict[str, Any], str]:
    """(the whole book as data, SHA-256 of its files); the lists of its further files are joined to its own.

    Raises
    ------
    InputError
        naming the file that is missing or is no YAML
    """
    digest = hashlib.sha256()
    data = _yaml(path, digest)
    if not isinstance(data, dict):
        return data, digest.hexdigest()
    # Elsewhere the schema refuses the field: a copy would leave behind what lies beside a single file.
    for name in _strings(data.pop("files", [])) if path.name == "book.yaml" else ():
        more = _yaml(path.parent / name, digest)
        if not isinstance(more, dict) or set(more) - set(LISTS):
            raise InputError(
                _("The file {name} of the rulebook may hold only these lists: {lists}.").format(
                    name=name, lists=listed(LISTS)
                )
            )
        for key, entries in more.items():
            data[key] = [*(data.get(key) or []), *(entries or [])]
    return data, digest.hexdigest()


def _strings(names: Any) -> Iterator[str]:
    yield from (name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


def _yaml(path: Path, digest: Any) -> Any:
    import yaml

    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(_("The file {name} of the rulebook could not be read.").format(name=path.name)) from error
    digest.update(content)
    try:
        return yaml.load(content.decode("utf-8-sig"), _loader())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(
            _("The rulebook “{name}” is no valid YAML.").format(name=path), [yaml_fault(path.name, error)]
        ) from error


def _loader() -> Any:
    """YAML's safe loader, but dates stay the text they are: the schema describes text."""
    import yaml

    # The one written in C is ten times as fast and not there everywhere.
    safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class TextDates(safe):  # type: ignore[misc]
        yaml_implicit_resolvers = {  # noqa: RUF012
            first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
            for first, resolvers in safe.yaml_implicit_resolvers.items()
        }

    return TextDates


def book_of(data: dict[str, Any], fingerprint: str, *, own: bool) -> Rulebook:
    sources = {one: Source(one, words) for one, words in data.get("sources", {}).items()}
    words = data.get("binds_words", {})
    return Rulebook(
        id=data["id"],
        title=data["title"],
        rules=tuple(_rule(one, words, sources) for one in data["rules"]),
        country=data.get("country", ""),
        zones=tuple(data.get("zones", ())),
        through=data.get("binds_through", "lender"),
        routes_instead=data.get("routes_instead", {}),
        lender_types=data.get("lender_types", {}),
        lenders=tuple(_lender(one, sources) for one in data.get("lenders", ())),
        background=tuple(
            BackgroundLaw(
                **_provision(one, sources),
                families=tuple(one["families"]),
                use=one["use"],
                caution=one.get("caution", NOTHING),
                binds=_bound(one, words) if "binds" in one else frozenset(),
            )
            for one in data.get("background", ())
        ),
        yardsticks=tuple(_yardstick(one, words, sources) for one in data.get("yardsticks", ())),
        sources=sources,
        fingerprint=fingerprint,
        own=own,
    )


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _bound(data: dict[str, Any], words: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(lender for word in data["binds"] for lender in words.get(word, [word]))


def _provision(data: dict[str, Any], sources: dict[str, Source]) -> dict[str, Any]:
    """What every provision says, as the fields of the dataclass."""
    effective = data["effective"]
    return {
        "id": data["id"],
        "title": data["title"],
        "instrument": data["instrument"],
        "article": data["article"] or NOTHING,
        "article_verified": data["article_verified"],
        "verified": data.get("verified", True),
        "effective_from": date.fromisoformat(str(effective["from"])),
        "effective_to": _day(effective.get("to")),
        "effective_certain": effective.get("certain", True),
        "conduct": data["conduct"],
        "strength": data["strength"],
        "confidence": data["confidence"],
        "sources": tuple(sources[one] for one in data["source"]),
        "checked_on": str(data["checked_on"]),
    }


def _rule(data: dict[str, Any], words: dict[str, list[str]], sources: dict[str, Source]) -> Rule:
    return Rule(
        **_provision(data, sources),
        binds=_bound(data, words),
        binds_words=tuple(data["binds"]),
        scope=data["scope"],
        severity=data["severity"],
        where=data.get("where", {}),
        test=tuple(data["test"]),
        threshold=data["threshold"],
        unit=data["unit"],
        summary=Template(**data["summary"]),
        parts={name: Template(**one) for name, one in data.get("parts", {}).items()},
        arithmetic=Template(**data["arithmetic"]),
        at_boundary=data.get("at_boundary", NOTHING),
        requires=tuple(data.get("requires", ())),
        not_if=tuple(data.get("not_if", ())),
        defeated_by=data["defeated_by"],
        family=data["family"],
        routes=tuple(data["routes"]),
        vectors=tuple(data["vectors"]),
        no_vector=data.get("no_vector", {}),
    )


def _yardstick(data: dict[str, Any], words: dict[str, list[str]], sources: dict[str, Source]) -> Yardstick:
    contract = data.get("contract", {})
    return Yardstick(
        **_provision(data, sources),
        binds=_bound(data, words),
        rate=data.get("rate", ""),
        lpr_times=data.get("lpr_times", 0),
        contract=(_day(contract.get("from")), _day(contract.get("to"))),
        advice=data["advice"],
        below=data["below"],
        caution=data.get("caution", NOTHING),
        routes=tuple(data["routes"]),
    )


def _lender(data: dict[str, Any], sources: dict[str, Source]) -> KnownLender:
    return KnownLender(
        name=data["name"],
        full_name=data.get("full_name", ""),
        products=tuple(data.get("products", ())),
        lender_type=data["lender_type"],
        note={"zh": data["zh"], "en": data["en"]},
        confidence=data["confidence"],
        sources=tuple(sources[one] for one in data["source"]),
    )
