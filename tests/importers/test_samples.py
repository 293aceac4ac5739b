"""Real exports, where they are at hand: what is taken in agrees with another way of reading them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import casekit
from casekit.importers.intake import import_file
from casekit.numbers import fold
from tests.importers.files import read, source_of

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the collected samples are not beside the repository")


def sample(name: str) -> Path:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"no sample {name}")
    return path


BACKUPS = {
    "devadvance_sms_small": (12, 0), "shruggietech_edge_cases": (4, 0), "shruggietech_minimal_calls": (1, 0),
    "shruggietech_minimal_mms": (1, 0), "shruggietech_minimal_sms": (1, 0), "shruggietech_mixed": (3, 1),
    "timecockpit_calls": (4, 0),
}  # fmt: skip


@pytest.mark.parametrize("name", BACKUPS)
def test_phone_backups(name: str) -> None:
    path = sample(f"smsbr_xml/{name}.xml")
    seen = read(path)
    assert (len(seen.records), len(seen.skipped)) == BACKUPS[name]
    text = path.read_text("utf-8")
    assert seen.declared == [len(re.findall("<(?:call|sms|mms) ", text))] == [sum(BACKUPS[name])]
    taken = {str(int(one.start.timestamp() * 1000)) for one in seen.records}
    assert taken <= set(re.findall(r' date="(\d+)"', text))


def test_calls_by_type_and_the_words_of_multimedia_messages() -> None:
    calls = read(sample("smsbr_xml/timecockpit_calls.xml"))
    assert [(one.direction, one.outcome, one.duration_s) for one in calls.records] == [
        ("out", "unknown", 0), ("in", "rang_no_answer", 0), ("out", "conversation", 4), ("in", "conversation", 139),
    ]  # fmt: skip
    message = read(sample("smsbr_xml/shruggietech_minimal_mms.xml")).records[0]
    assert (message.text, message.number_raw) == ("Test MMS Subject\nHello from MMS!", "+15559876543")
    edges = read(sample("smsbr_xml/shruggietech_edge_cases.xml"))
    assert edges.all("text")[1] == "Hello \U0001f30d \u2014 this has \xabspecial\xbb chars & symbols < > \" '"


@pytest.mark.parametrize(
    ("name", "directions", "seconds", "numbers"),
    [
        ("2017年03月语音通信.xls", {"out": 3, "in": 2}, 47 + 30 + 38 + 507 + 64, {""}),
        ("2015年05月语音通信.xls", {"in": 52, "out": 22}, None, {""}),
        ("smtc_xyjxyf_2015-11.xls", {"in": 15, "out": 10}, 3074, None),
    ],
)
def test_unicom_months(name: str, directions: dict[str, int], seconds: int | None, numbers: set[str] | None) -> None:
    path = sample(f"cn_unicom_xls/{name}")
    assert source_of(path) == "cn_unicom_xls"
    seen = read(path)
    assert seen.skipped == {}
    assert Counter(seen.all("direction")) == directions
    folded = {fold(one.number_raw) for one in seen.records}
    assert folded == numbers if numbers is not None else len(folded) == 9
    if seconds is not None:
        assert sum(one.duration_s for one in seen.records) == seconds


def test_unicom_rows_agree_with_the_plain_cells() -> None:
    from python_calamine import CalamineWorkbook

    path = sample("cn_unicom_xls/2015年05月语音通信.xls")
    header, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    seen = read(path)
    assert seen.starts == [row[header.index("通话起始时间")] for row in rows]
    assert seen.all("direction") == ["out" if row[header.index("呼叫类型")] == "主叫" else "in" for row in rows]
    assert "no column" in seen.warnings[0]


def test_mobile_tables_that_name_no_year() -> None:
    calls = read(sample("cn_mobile_csv_RECONSTRUCTED/通话记录201609.csv"))
    told = [(one.direction, one.duration_s, fold(one.number_raw)) for one in calls.records]
    assert told == [
        ("out", 2, "10086"), ("in", 118, "13534312745"), ("in", 83, "17038274738"), ("in", 3723, "02147309696"),
    ]  # fmt: skip
    assert calls.starts[0] == "2016-09-04 10:22:01" and list(calls.skipped) == ["2"]
    texts = read(sample("cn_mobile_csv_RECONSTRUCTED/短信记录201609.csv"))
    assert set(texts.all("channel")) == {"sms"} and len(texts.records) == 2


@pytest.mark.parametrize("folder", ["smsbr_xml", "cn_unicom_xls", "cn_mobile_csv_RECONSTRUCTED"])
def test_every_sample_goes_into_a_case_and_out_again(folder: str, tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "a", own_numbers=("13800000001",))
    for path in sorted(sample(folder).iterdir()):
        result = import_file(case, path)
        assert result.imported > 0 and result.imported + len(result.preview.skipped) == result.preview.read
        assert import_file(case, path).confirmed == result.imported
    for batch in case.batches():
        case.undo(batch.id)
    assert case.incidents() == [] and case.ledger.verify() == []
