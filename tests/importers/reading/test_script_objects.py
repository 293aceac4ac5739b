"""Objects in the script with which some sites answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.reading import script_objects


def objects(path: Path, content: str) -> list[tuple[int, dict[str, str]]]:
    path.write_text(content, encoding="utf-8")
    return list(script_objects.objects(registry.probe(path)))


def test_members_by_turns_escapes_and_nothing(tmp_path: Path) -> None:
    content = (
        'var s0={};var s1={};s1.a=\'x\';s0.a="10\\u79D2";s0.b=null;s1.b=-1.5;s0.c="\\"; s1.a=\'y\';\\x41\\n";'
        's1.c=true;x.s0.a="no";ss1.a="no";'
    )
    assert objects(tmp_path / "a", content) == [
        (1, {"a": "10秒", "b": "", "c": "\"; s1.a='y';A\n"}),
        (1, {"a": "x", "b": "-1.5", "c": "true"}),
    ]


def test_an_object_made_anew_begins_another_answer(tmp_path: Path) -> None:
    assert objects(tmp_path / "a", 'var s0={};s0.a="1";var s1={};var s0={};s0.a="2";') == [
        (1, {"a": "1"}),
        (2, {"a": "2"}),
    ]


def test_statements_over_the_ends_of_blocks(tmp_path: Path) -> None:
    content = "".join(f's{number}.a="{number}";s{number}.b="\\u4E2D";\n' for number in range(30_000))
    assert objects(tmp_path / "a", content) == [(1, {"a": str(at), "b": "中"}) for at in range(30_000)]


def test_more_objects_than_a_list_has_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="more rows than a list"):
        objects(tmp_path / "a", "".join(f"s{number}.a=1;" for number in range(100_002)))


@pytest.mark.parametrize("piece", ['s0.a="', "s0.a=" + "x" * 500, "s", 's0.a="\\'])
def test_megabytes_of_nonsense_are_passed_over(tmp_path: Path, piece: str) -> None:
    assert len(objects(tmp_path / "a", piece * (2_000_000 // len(piece)))) <= 1
