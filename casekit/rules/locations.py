"""Where in the files of a rulebook something stands: file and line of a path such as rules/GBT45251-NIGHT/effective."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from casekit.errors import Fault
from casekit.rules.loading import LISTS
from casekit.text import _


class Locations:
    """The nodes of a book's files, which remember their lines."""

    def __init__(self, book: Path) -> None:
        root = _composed(book)
        named = _under(root, "files") if book.name == "book.yaml" else None
        parts = (
            [book.parent / str(one.value) for one in named.value]
            if named is not None and named.id == "sequence"
            else []
        )
        self._roots = [(book, root), *((path, _composed(path)) for path in parts)]

    def named(self, faults: Iterable[Fault]) -> Iterator[Fault]:
        """The same faults, file and line before their places; of what several rules repeat by an alias the first."""
        seen = set()
        for fault in faults:
            path, line = self.of(fault.where)
            if (path, line, fault.what) not in seen:
                seen.add((path, line, fault.what))
                where = _("{file}, line {line}").format(file=path.name, line=line)
                named = _("{where} ({what})").format(where=where, what=fault.where) if fault.where else where
                yield Fault(named, fault.what)

    def of(self, where: str) -> tuple[Path, int]:
        """File and line of a place; of the nearest thing around it where it is not there itself."""
        first, *rest = where.split("/")
        if not rest:
            return self._of_part(first)
        offset = 0
        for path, root in self._roots:
            part = _under(root, first)
            if part is None:
                continue
            node, found = _follow(part, rest, offset)
            if found or first not in LISTS:
                return path, node.start_mark.line + 1
            # Entries of a later file are counted on from those of the earlier ones.
            offset += len(part.value)
        return self._of_part(first)

    def _of_part(self, name: str) -> tuple[Path, int]:
        """Where a part of the book begins; the beginning of the book when it is not there."""
        for path, root in self._roots:
            for key, _value in root.value if root is not None and root.id == "mapping" else ():
                if key.value == name:
                    return path, key.start_mark.line + 1
        return self._roots[0][0], 1

    def doubled(self) -> Iterator[Fault]:
        """Fields that stand twice in one group: the parser would silently take the last."""
        for path, root in self._roots:
            for name, line in _doubled(root):
                where = _("{file}, line {line}").format(file=path.name, line=line)
                yield Fault(where, _("The field “{name}” stands here a second time.").format(name=name))


def _composed(path: Path) -> Any:
    import yaml

    return yaml.compose(path.read_text("utf-8-sig"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _under(node: Any, name: str) -> Any:
    """The value of a field, or None."""
    if node is None or node.id != "mapping":
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _follow(node: Any, steps: list[str], offset: int) -> tuple[Any, bool]:
    """The node at the end of a path, or as far as it goes, and whether its first step was there.

    Entries of a list are named by their id or name, or else by their position, which in a later file goes on.
    """
    for place, step in enumerate(steps):
        if node.id == "mapping":
            key = next((pair for pair in node.value if pair[0].value == step), None)
            if key is None:
                return node, place > 0
            # At the end the line of the name, not that of what stands below it or was marked far above.
            node = key[1] if place < len(steps) - 1 else key[0]
        elif node.id == "sequence":
            entry = _entry(node, step, offset if place == 0 else 0)
            if entry is None:
                return node, place > 0
            node = entry
        else:
            break
    return node, True


def _entry(node: Any, step: str, offset: int) -> Any:
    for one in node.value:
        if step in (getattr(_under(one, "id"), "value", None), getattr(_under(one, "name"), "value", None)):
            return one
    position = int(step) - offset if step.isdigit() else -1
    return node.value[position] if 0 <= position < len(node.value) else None


def _doubled(node: Any) -> Iterator[tuple[str, int]]:
    """Doubled fields below a node; what an alias repeats is looked at where it stands."""
    waiting, looked = [node], set()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in looked:
            continue
        looked.add(id(node))
        if node.id == "mapping":
            seen: set[str] = set()
            for key, value in node.value:
                name = str(key.value)
                if name in seen:
                    yield name, key.start_mark.line + 1
                seen.add(name)
                waiting.append(value)
        elif node.id == "sequence":
            waiting.extend(node.value)
