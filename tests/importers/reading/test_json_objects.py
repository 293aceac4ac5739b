"""Objects of answers of sites, wherever they lie, in whatever stands around them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.reading import json_stream


def objects(path: Path, content: str | bytes) -> list[tuple[int, dict[str, str]]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(json_stream.objects(registry.probe(path)))


def test_objects_come_when_they_end_with_their_plain_members_as_text(tmp_path: Path) -> None:
    content = '{"a":{"list":[{"n":13800000001,"f":1.50,"e":1.38E+10,"t":true,"x":null,"s":"\\u5957"}],"c":"2"},"d":3}'
    row = {"n": "13800000001", "f": "1.50", "e": "13800000000", "t": "true", "x": "", "s": "套"}
    assert objects(tmp_path / "a", content) == [(1, row), (1, {"c": "2"}), (1, {"d": "3"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_answers_pasted_one_after_another(tmp_path: Path, encoding: str) -> None:
    content = '/**/cb_1({"词":"a } \\" { b"});\n\n第二页：\ncb.x({"词":"二"})\n[{"词":"三"}]'
    assert objects(tmp_path / "a", content.encode(encoding)) == [
        (1, {"词": 'a } " { b'}),
        (2, {"词": "二"}),
        (3, {"词": "三"}),
    ]


def test_strings_and_answers_over_the_ends_of_blocks(tmp_path: Path) -> None:
    rows = [{"n": str(number), "s": 'x\\"' * 7} for number in range(40_000)]
    seen = objects(tmp_path / "a", f"cb({json.dumps({'data': rows})});" * 2)
    assert [number for number, _members in seen].count(2) == 40_001
    assert [members for number, members in seen if number == 2 and members] == rows


@pytest.mark.parametrize(
    "content",
    ['{"a":[{"b":1},', '{"a":' * 5000, '{"a":"' + "x" * 3_000_000, "[" * 200_000, '{"a":1}}x{"b":', '{"a":tru}', '{"a":1e}'],
    ids=["cut", "deep", "endless string", "deep lists", "second cut", "word", "number"],
)  # fmt: skip
def test_damage_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="cut off or damaged"):
        objects(tmp_path / "a", content)


def test_a_number_with_a_million_digits_stays_short(tmp_path: Path) -> None:
    assert objects(tmp_path / "a", '{"n":1E+99999999}') == [(1, {"n": "1E+99999999"})]
