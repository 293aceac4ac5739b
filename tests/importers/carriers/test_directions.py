"""Who called whom: words, sides, titles, and what the user settles."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.importers import registry
from casekit.importers.records import Question
from casekit.importers.source import Options
from casekit.text import language
from tests.importers.files import DATA, UNICOM_A, Contents, read, write_csv

CARRIERS = DATA / "carriers"
SIDES = ("主叫号码", "被叫号码", "呼叫类型", "开始时间", "时长(秒)")
AT = "2025-12-03 10:00:00"
MINE, OTHER = "13900000002", "17000000001"


def questions(path: Path, **options: object) -> list[Question]:
    probe = registry.probe(path)
    items = registry.recognise(probe).read(probe, Options(**options))  # type: ignore[arg-type]
    return [one for one in items if isinstance(one, Question)]


def directions(seen: Contents) -> list[tuple[str, str]]:
    return [(one.direction, one.number_raw) for one in seen.records]


@pytest.mark.parametrize(
    ("meaning", "last"),
    [("in", ("in", "17000000003")), ("out", ("out", "02255550000")), ("leave", None)],
)
def test_a_forwarded_call_is_what_the_user_says(meaning: str, last: tuple[str, str] | None) -> None:
    path = CARRIERS / "telecom_tianjin.csv"
    asked = [one for one in questions(path) if one.id == "direction"]
    assert [(one.about, one.blocking, [choice.value for choice in one.choices]) for one in asked] == [
        ("呼转", True, ["in", "out", "leave"])
    ]
    seen = read(path, directions={"呼转": meaning})
    assert seen.questions == []
    known = [("out", OTHER), ("in", OTHER), ("in", "95000")]
    assert directions(seen) == known + ([last] if last else [])
    if not last:
        assert seen.skipped["5"] == "left out as you said: “呼转”"


def test_a_forwarded_call_with_one_own_number_keeps_the_other(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [SIDES, (OTHER, MINE, "前转", AT, "5"), (MINE, "95000", "主叫", AT, "5")])
    assert directions(read(path, own_numbers=(MINE,), directions={"前转": "in"})) == [("in", OTHER), ("out", "95000")]


def test_rows_of_one_word_are_asked_once_with_their_count(tmp_path: Path) -> None:
    header = ("起始时间", "对方号码", "主被叫")
    rows = [header, (AT, OTHER, "被叫"), *[(AT, OTHER, "视频")] * 3, *[(AT, OTHER, "")] * 2]
    path = write_csv(tmp_path / "a.csv", rows)
    asked = questions(path)
    assert [one.about for one in asked] == ["视频", "--"]
    assert "3" in asked[0].text and "2" in asked[1].text
    seen = read(path, directions={"视频": "out", "--": "in"})
    assert seen.all("direction") == ["in", "out", "out", "out", "in", "in"]


def test_too_many_words_are_no_column_for_directions(tmp_path: Path) -> None:
    rows = [
        ("起始时间", "对方号码", "主被叫"),
        (AT, OTHER, "被叫"),
        *[(AT, OTHER, f"类{sign}") for sign in "甲乙丙丁戊己庚辛壬癸子"],
    ]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert seen.questions == []
    assert len(seen.skipped) == 11 and "11" in seen.warnings[0]
    ten = read(write_csv(tmp_path / "b.csv", rows[:-1]))
    assert ten.questions == ["direction"] * 10


def test_a_list_without_directions_is_asked_about_as_a_whole() -> None:
    path = CARRIERS / "telecom_chongqing.csv"
    with language("zh"):
        (asked,) = questions(path)
    assert (asked.about, asked.blocking) == ("*", True) and "2 行" in asked.text
    seen = read(path, directions={"*": "in"})
    assert seen.all("direction") == ["in", "in"] and seen.questions == []
    assert len(read(path, directions={"*": "leave"}).skipped) == 2


@pytest.mark.parametrize(("title", "direction"), [("主叫清单", "out"), ("被叫清单", "in"), ("短信发送清单", "out")])
def test_the_title_of_a_list_tells_for_all_its_rows(tmp_path: Path, title: str, direction: str) -> None:
    rows = [(title,), ("对方号码", "发送时间", "通话时长"), (OTHER, AT, "5")]
    assert read(write_csv(tmp_path / "a.csv", rows)).all("direction") == [direction]


def test_the_own_number_in_every_row_tells_who_called(tmp_path: Path) -> None:
    rows = [
        SIDES[:2] + SIDES[3:],
        (MINE, OTHER, AT, "5"),
        (OTHER, MINE, AT, "6"),
        ("95000", MINE, AT, "7"),
        ("", MINE, AT, "8"),
    ]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert seen.owners == [MINE] and seen.questions == []
    assert directions(seen) == [("out", OTHER), ("in", OTHER), ("in", "95000"), ("in", "")]
    assert any(MINE in text for text in seen.warnings)


def test_the_own_number_is_asked_where_two_are_in_every_row() -> None:
    path = CARRIERS / "telecom_number_unknown.csv"
    (asked,) = questions(path)
    assert (asked.id, asked.blocking, {one.value for one in asked.choices}) == ("own_number", True, {MINE, OTHER})
    seen = read(path, own_numbers=(MINE,))
    assert directions(seen) == [("out", OTHER), ("in", OTHER)] and seen.owners == [MINE]
    assert directions(read(path, own_numbers=(OTHER,))) == [("in", MINE), ("out", MINE)]


def test_a_known_number_that_only_calls_the_owner_of_the_list_is_not_taken_for_the_owner(tmp_path: Path) -> None:
    """The list of a relative whom the user has called too."""
    rows = [SIDES[:2] + SIDES[3:], (MINE, "13900000009", AT, "5"), (OTHER, "13900000009", AT, "6")]
    seen = read(write_csv(tmp_path / "a.csv", rows), own_numbers=(MINE,))
    assert seen.owners == ["13900000009"]
    assert directions(seen) == [("in", MINE), ("in", OTHER)]


def test_two_own_lines_are_told_apart(tmp_path: Path) -> None:
    rows = [
        SIDES[:2] + SIDES[3:],
        (MINE, OTHER, AT, "5"),
        (OTHER, "13900000003", AT, "6"),
        (MINE, "13900000003", AT, "6"),
    ]
    seen = read(write_csv(tmp_path / "a.csv", rows), own_numbers=(MINE, "13900000003"))
    assert [(one.direction, one.line) for one in seen.records] == [("out", MINE), ("in", "13900000003")]
    assert seen.skipped == {"4": "both numbers are own ones"}


def test_words_tell_where_the_own_number_is_not_known(tmp_path: Path) -> None:
    rows = [
        SIDES,
        (MINE, OTHER, "主叫", AT, "5"),
        (OTHER, "13900000003", "被叫", AT, "6"),
        ("95000", MINE, "被叫", AT, "6"),
    ]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert [(one.direction, one.number_raw, one.line) for one in seen.records] == [
        ("out", OTHER, MINE), ("in", OTHER, "13900000003"), ("in", "95000", MINE),
    ]  # fmt: skip
    assert seen.questions == []


def test_words_that_contradict_the_side_are_left_out_with_the_reason(tmp_path: Path) -> None:
    rows = [SIDES, (MINE, OTHER, "主叫", AT, "5"), (OTHER, MINE, "被叫", AT, "6"), (MINE, OTHER, "被叫", AT, "6")]
    seen = read(write_csv(tmp_path / "a.csv", rows), own_numbers=(MINE,))
    assert directions(seen) == [("out", OTHER), ("in", OTHER)]
    assert "被叫" in seen.skipped["4"]


def test_a_side_that_is_always_the_own_number_means_nothing() -> None:
    seen = read(CARRIERS / "telecom_own_number_always_caller.csv")
    assert directions(seen) == [("out", OTHER), ("in", OTHER)]


@pytest.mark.parametrize(("column", "direction"), [("被叫号码", "out"), ("主叫号码", "in")])
def test_a_list_with_one_side_alone(tmp_path: Path, column: str, direction: str) -> None:
    path = write_csv(tmp_path / "a.csv", [(column, "开始时间", "时长(秒)"), (OTHER, AT, "5"), (MINE, AT, "5")])
    seen = read(path, own_numbers=(MINE,))
    turned = "in" if direction == "out" else "out"
    assert directions(seen) == [(direction, OTHER), (turned, "")]


def test_numbers_stored_as_floats_are_the_same_number(tmp_path: Path) -> None:
    rows = [
        SIDES,
        ("1.3900000002E10", "17000000001.0", "主叫", AT, "5"),
        (OTHER, MINE, "被叫", AT, "5"),
        ("95000", MINE, "被叫", AT, "5"),
    ]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert directions(seen) == [("out", OTHER), ("in", OTHER), ("in", "95000")]


def test_outcomes_that_a_word_tells(tmp_path: Path) -> None:
    rows = [
        ("起始时间", "对方号码", "主被叫", "时长"),
        (AT, OTHER, "未接来电", "0"),
        (AT, OTHER, "已接来电", "5"),
        (AT, OTHER, "拒接", "0"),
    ]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert [(one.direction, one.outcome) for one in seen.records] == [
        ("in", "rang_no_answer"), ("in", "conversation"), ("in", "rejected"),
    ]  # fmt: skip


def test_the_column_of_the_other_party_is_not_the_one_with_most_numbers(tmp_path: Path) -> None:
    rows = [("呼叫号码", "对方号码", "起始时间", "主被叫"), (MINE, "", AT, "被叫"), (MINE, OTHER, AT, "被叫")]
    assert directions(read(write_csv(tmp_path / "a.csv", rows))) == [("in", ""), ("in", OTHER)]


def test_mobile_data_in_a_mixed_list_is_not_asked_about(tmp_path: Path) -> None:
    rows = [("业务类型", "对方号码", "起始时间", "主被叫"), ("上网", "CMNET", AT, ""), ("语音", OTHER, AT, "被叫")]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert seen.skipped == {"2": "mobile data, not a call or a message"}
    assert seen.questions == [] and len(seen.records) == 1


def test_a_column_deleted_by_the_owner_is_asked_for_as_if_it_had_never_been(tmp_path: Path) -> None:
    rows = [UNICOM_A, ("1", "语音电话", AT, "47秒", "主叫", OTHER, "0571", "国内通话", "0.00", "0.00", "0.00")]
    path = write_csv(tmp_path / "a.csv", [[*row[:4], *row[5:]] for row in rows])
    assert [(one.id, one.about) for one in questions(path)] == [("direction", "*")]
    assert directions(read(path, directions={"*": "in"})) == [("in", OTHER)]


def test_unknown_words_of_the_only_column_are_asked_about_one_by_one(tmp_path: Path) -> None:
    rows = [["对方号码", "呼叫类型", "起始时间"], [OTHER, "甲", AT], [OTHER, "乙", AT], [OTHER, "甲", AT]]
    path = write_csv(tmp_path / "a.csv", rows)
    assert [one.about for one in questions(path)] == ["甲", "乙"]
    settled = directions(read(path, directions={"甲": "in", "乙": "out"}))
    assert settled == [("in", OTHER), ("out", OTHER), ("in", OTHER)]


def test_caller_and_called_in_one_word_tell_neither(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv", [["对方号码", "呼叫类型", "起始时间"], [OTHER, "主被叫", AT], [OTHER, "主叫", AT]]
    )
    assert [one.about for one in questions(path)] == ["主被叫"]
    assert directions(read(path)) == [("out", OTHER)]


def test_an_own_number_that_is_in_no_row_is_named_in_the_question(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["主叫号码", "被叫号码", "开始时间"], [MINE, OTHER, AT]])
    with language("en"):
        (asked,) = questions(path, own_numbers=("13800000009",))
    assert "13800000009 does not stand in these rows" in asked.text
    assert asked.id == "own_number" and [choice.value for choice in asked.choices] == [MINE, OTHER]
