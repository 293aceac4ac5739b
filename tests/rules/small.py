"""A small rulebook of a few rules of the packaged one, as somebody would have it on their desk."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from casekit.rules.loading import PACKAGED, read_book


@cache
def _mainland() -> dict[str, Any]:
    return read_book(PACKAGED / "cn" / "book.yaml")[0]


def small_book(*rules: str, **changes: Any) -> dict[str, Any]:
    """The data of a book with these rules of the mainland's."""
    data = _mainland()
    chosen = [copy.deepcopy(one) for one in data["rules"] if one["id"] in (rules or ("GBT45251-NIGHT",))]
    kept = {name: data[name] for name in ("title", "country", "zones", "binds_words", "sources")}
    return {"id": "trial", **copy.deepcopy(kept), "rules": chosen, **changes}


def written(data: Any, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    return path
