"""Columns that the user chose for a table, remembered by its header, so that they are offered the next time.

Kept beside the cases (`CASEKIT_HOME`), because the same carrier's table comes in many cases; only headers and the
choice are in it, nothing of what the tables hold.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from casekit.casebook.casebook import casekit_home

_FILE = "column-mappings.json"
_MOST = 200


def _path() -> Path:
    return casekit_home() / _FILE


def _known() -> list[dict[str, Any]]:
    """What is remembered; a file that is damaged or from elsewhere counts as nothing, for it can be made again."""
    try:
        told = json.loads(_path().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    kept = told if isinstance(told, list) else []
    return [
        one
        for one in kept
        if isinstance(one, dict) and isinstance(one.get("columns"), dict) and isinstance(one.get("header"), list)
    ]


def recall(names: Sequence[str]) -> dict[str, str]:
    """The columns chosen for a table with this header, whatever the order of its columns; empty when unknown.

    A name that is empty says that the table has no such column.
    """
    for one in _known():
        if sorted(map(str, one["header"])) == sorted(names):
            return {str(what): str(name) for what, name in one["columns"].items()}
    return {}


def remember(names: Sequence[str], columns: Mapping[str, str]) -> None:
    """Remember the columns of a header. Where nothing can be written, nothing is remembered, and no more is lost."""
    kept = [one for one in _known() if sorted(map(str, one["header"])) != sorted(names)]
    kept.insert(0, {"header": list(names), "columns": dict(columns)})
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(kept[:_MOST], ensure_ascii=False, indent=1), "utf-8")
        os.replace(fresh, path)
    except OSError:
        return
