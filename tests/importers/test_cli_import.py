"""`casekit import`, `undo` and `attach` as a volunteer or a program uses them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import casekit
from casekit.text import language
from tests.importers.files import DATA, MOBILE, NIGHT, call, write_csv, xml
from tests.importers.shell import Shell

KEYS = {
    "file",
    "sha256",
    "source",
    "batch",
    "declared",
    "read",
    "imported",
    "confirmed",
    "skipped",
    "warnings",
    "questions",
}
ROW = ("12-03 21:08:07", "杭州", "被叫", "17000000001", "38秒", "国内被叫", "--", "0.00")


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    path = tmp_path / "calls.xml"
    path.write_bytes(xml("calls", call(), call(date=NIGHT + 60_000, type=2), call(date="0"), count=58))
    return path


def test_the_result_is_a_list_with_one_object_per_file(shell: Shell, calls: Path) -> None:
    both = shell.json("import", calls, DATA / "mobile_calls_gb18030_202512.csv")
    assert [set(one) for one in both] == [KEYS, KEYS]
    first = both[0]
    assert first["sha256"] == hashlib.sha256(calls.read_bytes()).hexdigest()
    assert (first["file"], first["source"], first["declared"], first["read"]) == ("calls.xml", "smsbr_xml", 58, 3)
    assert (first["imported"], first["confirmed"]) == (2, 0)
    assert [one["where"] for one in first["skipped"]] == ["3"] and "cannot be right" in first["skipped"][0]["reason"]
    assert "58" in first["warnings"][0] and first["questions"] == []
    assert {one["batch"] for one in both} == {batch.id for batch in casekit.open_case(shell.case).batches()}


def test_a_dry_run_tells_all_that_a_preview_tells_and_changes_nothing(shell: Shell, calls: Path) -> None:
    head = casekit.open_case(shell.case).ledger.head()
    seen = shell.json("import", calls, "--dry-run")[0]
    assert (seen["batch"], seen["imported"]) == (None, 2)
    assert seen["preview"] == {
        "first": "2026-03-01T22:15:00", "last": "2026-03-01T22:16:00", "by_channel": {"call": 2},
        "by_direction": {"in": 1, "out": 1}, "by_outcome": {"conversation": 2}, "by_time_basis": {"epoch": 2},
        "top_numbers": [{"number": "17000000001", "class": "mobile_virtual", "count": 2}], "number_not_shown": 0,
        "left_out": [{"reason": "the time “0” cannot be right", "count": 1}], "line": "13800000001", "wanted": [],
    }  # fmt: skip
    said = shell("import", calls, "--dry-run")
    for words in (
        "records that can be taken in: 2; rows left out: 1", "SMS Backup & Restore", "2026-03-01 to 2026-03-01",
        "holds 58 records; 3 were read", "incoming 1, outgoing 1", "connected 2", "17000000001  2  mobile number of a virtual",
        "Own number: 13800000001", "1 × the time “0” cannot be right (at 3)", "58 records; 3 were found",
    ):  # fmt: skip
        assert words in said
    with language("zh"):
        assert "可导入 2 条" in shell("import", calls, "--dry-run")
    assert casekit.open_case(shell.case).ledger.head() == head


def test_the_sentence_after_an_import_names_the_batch_for_undo(shell: Shell, calls: Path) -> None:
    said = shell("import", calls)
    batch = casekit.open_case(shell.case).batches()[0].id
    assert f"2 taken in, 0 were there already, 1 left out. Import {batch}." in said
    assert "2 of them are in the case already" in shell("import", calls, "--dry-run")
    assert shell.json("import", calls)[0]["confirmed"] == 2
    assert "0 records were withdrawn" in shell("undo", batch[:8])
    shell("undo", batch[:8], code=1)
    assert "undone already" in shell.error
    shell("undo", "nothing", code=1)
    assert "no import" in shell.error


def test_the_year_is_asked_and_answered(shell: Shell, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "详单.csv", [MOBILE, ROW])
    said = shell("import", path, code=1)
    assert "(--year)" in said and shell.error.count("\n") == 1 and "详单.csv" in shell.error
    refused = shell.json("import", path, code=1)[0]
    assert (refused["imported"], refused["batch"], refused["read"]) == (0, None, 1)
    assert ["year" in text for text in refused["questions"]] == [True]
    assert refused["preview"]["wanted"] == [{"id": "year", "blocking": True, "about": "", "choices": {}}]
    assert shell.json("import", path, "--year", 2025)[0]["imported"] == 1


def test_a_relatives_bill(shell: Shell, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "202512.csv", [("手机号码：13900000002",), MOBILE, ROW])
    shell("import", path, code=1)
    assert "13900000002" in shell.error
    asked = shell.json("import", path, "--person", "王妈妈", "--relation", "parent", "--dry-run")[0]
    assert (asked["questions"], asked["preview"]["line"]) == ([], "13900000002")
    assert casekit.open_case(shell.case).find_person("王妈妈") is None
    shell("import", path, "--person", "王妈妈", "--role", "preagreed_contact", "--relation", "parent")
    mother = casekit.open_case(shell.case).find_person("王妈妈")
    assert (mother.role, mother.relation, mother.lines) == ("preagreed_contact", "parent", ("13900000002",))
    listed = shell.json("incidents")[0]
    assert (listed["person"], listed["line"], listed["direction"]) == (mother.id, "13900000002", "in")
    shell("import", path, "--relation", "parent", code=1)
    assert "name the person" in shell.error


def test_columns_named_by_the_user(shell: Shell, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [("拨打时刻", "方向", "电话"), ("2025-12-03 10:00:00", "来电", "17000000001")])
    asked = shell.json("import", path, code=1)[0]
    wanted = [one["about"] for one in asked["preview"]["wanted"]]
    assert wanted == ["start", "number", "direction", "duration", "name", "text"]
    assert "--map start=拨打时刻,number=电话,direction=方向" in shell("import", path, code=1)
    assert shell.json("import", path, "--map", "start=拨打时刻,number=电话，direction=方向")[0]["imported"] == 1
    said = shell.json("import", path, "--map", "start=#1,number=#3,direction=#2,duration=", "--dry-run")[0]
    assert (said["source"], said["confirmed"], said["skipped"]) == ("mapped_table", 1, [])
    for wrong in ("start", "=x", "start=没有", "start=#4", "colour=电话"):
        shell("import", path, "--map", wrong, code=1)
        assert shell.error.count("\n") == 1 and "Traceback" not in shell.error


def test_a_refused_file_of_any_size_is_reported_beside_the_others(shell: Shell, calls: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "说明.pdf"
    wrong.write_bytes(b"%PDF-1.7\n")
    results = shell.json("import", wrong, tmp_path / "没有.csv", calls, code=1)
    assert [set(one) for one in results] == [KEYS] * 3
    assert [one["imported"] for one in results] == [0, 0, 2]
    assert results[0]["sha256"] == hashlib.sha256(b"%PDF-1.7\n").hexdigest()
    assert results[1]["sha256"] is None
    assert all(one["warnings"] for one in results[:2])
    assert shell.error.count("\n") == 2


def test_insisting_on_a_source(shell: Shell, calls: Path) -> None:
    assert shell.json("import", calls, "--source", "smsbr_xml")[0]["imported"] == 2
    shell("import", calls, "--source", "nonsense", code=1)
    assert "cn_mobile_table" in shell.error


def test_a_recording_is_kept_with_its_call_by_its_name(shell: Shell, calls: Path, tmp_path: Path) -> None:
    shell("import", calls)
    recording = tmp_path / "17000000001_20260301221530.m4a"
    recording.write_bytes(b"invented")
    said = shell("attach", recording)
    assert "Recorded or saved 2026-03-01 22:15 (from the file name)." in said and "It belongs to number 1." in said
    assert shell.json("incidents")[0]["evidence"] == [hashlib.sha256(b"invented").hexdigest()]
    picture = tmp_path / "Screenshot_20260301_221600_com.tencent.mm.jpg"
    picture.write_bytes(b"picture")
    kept = shell.json("attach", picture, "--incident", "2")[0]
    assert (kept["time_basis"], kept["taken_at"], len(kept["incidents"])) == ("file_name", "2026-03-01T14:16:00Z", 1)
    plain = tmp_path / "合同.pdf"
    plain.write_bytes(b"paper")
    assert shell.json("attach", plain)[0]["taken_at"] is None
