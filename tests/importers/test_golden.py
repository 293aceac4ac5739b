"""Files of every source, written by us, against what is to come out of them.

Beside `data/<area>/<file>` lies `<file>.golden.json`: the source, the answers given before reading, and every item in
its order. A record shows only the fields that differ from their defaults. To see what a file gives now:

    python -m tests.importers.test_golden FILE [option=value …]

Read every line of it before it becomes the golden one.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from casekit.importers import registry
from casekit.importers.records import Item, Record
from casekit.importers.source import Options
from casekit.text import language
from tests.importers.files import DATA

GOLDEN = sorted(DATA.rglob("*.golden.json"))


def told(path: Path, options: dict[str, Any], columns: dict[str, str] | None = None) -> dict[str, Any]:
    """What is read of a file, in the shape of a golden file."""
    with language("en"):
        probe = registry.probe(path, columns=columns)
        source = registry.recognise(probe)
        items = [shown(item) for item in source.read(probe, Options(**options))]
    return {"source": source.id, "options": options, **({"columns": columns} if columns else {}), "items": items}


def shown(item: Item) -> dict[str, Any]:
    usual = {one.name: one.default for one in dataclasses.fields(item)}
    fields = {name: getattr(item, name) for name in usual}
    if isinstance(item, Record):
        fields.pop("raw")
        fields["start"] = item.start.isoformat() if item.start else None
        fields["attachments"] = [one.name for one in item.attachments]
    elif "choices" in fields:
        fields["choices"] = [one.value for one in fields["choices"]]
    kept = {name: value for name, value in fields.items() if value not in (usual[name], [], ())}
    return {"item": type(item).__name__, **kept}


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.name.removesuffix(".golden.json"))
def test_golden(golden: Path) -> None:
    wanted = json.loads(golden.read_text("utf-8"))
    path = golden.with_name(golden.name.removesuffix(".golden.json"))
    assert told(path, wanted["options"], wanted.get("columns")) == wanted


def main() -> None:
    """Print what a file gives now."""
    options: dict[str, Any] = dict(one.split("=", 1) for one in sys.argv[2:])
    if "year" in options:
        options["year"] = int(options["year"])
    if "own_numbers" in options:
        options["own_numbers"] = tuple(options["own_numbers"].split(","))
    if "directions" in options:
        options["directions"] = dict(one.split(":") for one in options["directions"].split(","))
    print(json.dumps(told(Path(sys.argv[1]), options), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
