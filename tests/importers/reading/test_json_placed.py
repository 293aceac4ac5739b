"""Values at paths inside of JSON, in the order of the file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.reading.json_stream import placed

PATHS = {"name", "list.item.name", "list.item.messages.item"}


def told(folder: Path, content: bytes) -> list[tuple[str, object]]:
    path = folder / "a.json"
    path.write_bytes(content)
    return list(placed(registry.probe(path), PATHS))


def test_what_stands_beside_a_list_comes_before_its_elements(tmp_path: Path) -> None:
    content = b'{"name": "n", "list": [{"name": "a", "messages": [{"name": "x", "y": [1, {}]}, 2]}, {"name": null, "messages": []}]}'
    wanted = [
        ("name", "n"), ("list.item.name", "a"), ("list.item.messages.item", {"name": "x", "y": [1, {}]}),
        ("list.item.messages.item", 2), ("list.item.name", None),
    ]  # fmt: skip
    assert told(tmp_path, content) == wanted
    assert told(tmp_path, b"\xef\xbb\xbf" + content) == wanted
    path = tmp_path / "a.json"
    assert list(placed(registry.probe(path), PATHS, io.BytesIO(content))) == wanted


@pytest.mark.parametrize(
    "content",
    [b'{"name": "n"', b"{" * 500, b'{"list": ' + b"[" * 100_000, b'{"name": "\xff"}', b'{"name": 1e99999999999}x'],
)
def test_damage_in_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.json"):
        told(tmp_path, content)
