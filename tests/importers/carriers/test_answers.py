"""What carriers' sites answer to their pages: JSON, JSONP and scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.source import Options
from tests.importers.files import read, source_of


def mobile(start: str = "12-03 21:08:07", **members: str) -> dict[str, str]:
    usual = {"startTime": start, "commPlac": "杭州", "commMode": "被叫", "anotherNm": "17000000001", "commTime": "38秒",
             "commType": "国内通话", "mealFavorable": "--", "commFee": "0.00"}  # fmt: skip
    return {**usual, **members}


def write(path: Path, *replies: object) -> Path:
    path.write_text("\n".join(f"jQuery1_2({json.dumps(reply, ensure_ascii=False)});" for reply in replies), "utf-8")
    return path


def reply(*rows: dict[str, str], first: str = "20251201", last: str = "20251231", **more: object) -> dict[str, object]:
    return {"data": list(rows), "totalNum": len(rows), "startDate": first, "endDate": last, **more}


def test_the_year_comes_from_the_beginning_of_the_reply_and_never_from_an_end_before_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", reply(mobile("10-31 23:59:59"), first="20161001", last="20151231"))
    seen = read(path)
    assert (source_of(path), seen.starts, seen.questions) == ("cn_mobile_json", ["2016-10-31 23:59:59"], [])
    assert seen.all("time_basis") == ["year_inferred"]


def test_a_period_over_new_year_is_resolved_row_by_row(tmp_path: Path) -> None:
    rows = mobile("12-27 00:00:00"), mobile("12-31 23:59:59"), mobile("01-01 00:00:00"), mobile("01-26 23:59:59")
    seen = read(write(tmp_path / "a.json", reply(*rows, first="20251227", last="20260126")))
    assert seen.starts == ["2025-12-27 00:00:00", "2025-12-31 23:59:59", "2026-01-01 00:00:00", "2026-01-26 23:59:59"]


def test_without_any_period_the_year_is_asked(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", {"data": [mobile()]}, {"data": [mobile()]})
    seen = read(path)
    assert seen.questions == ["year"] and seen.starts == ["", ""]
    assert read(path, year=2025).starts == ["2025-12-03 21:08:07"] * 2


def test_replies_of_several_months_and_pages_in_one_file(tmp_path: Path) -> None:
    november = reply(mobile("11-03 10:00:00"), first="20251101", last="20251130")
    pages = [reply(mobile(), totalNum=3, curCuror=1), reply(mobile(), mobile(), totalNum=3, curCuror=2)]
    seen = read(write(tmp_path / "a.json", november, *pages))
    assert [one.where for one in seen.records] == ["1!1", "2!1", "3!1", "3!2"]
    assert seen.starts[0] == "2025-11-03 10:00:00" and seen.declared == [4]


def test_fewer_rows_than_the_reply_declares(tmp_path: Path) -> None:
    seen = read(write(tmp_path / "a.json", reply(mobile(), totalNum=57)))
    assert seen.declared == [57] and len(seen.records) == 1


def test_messages_and_their_missing_numbers(tmp_path: Path) -> None:
    row = {"startTime": "09-28 14:12:31", "commPlac": "内地", "anotherNm": "-", "infoType": "短信", "busiName": "某平台",
           "meal": "--", "commFee": "0.00", "commMode": "接受"}  # fmt: skip
    seen = read(write(tmp_path / "a.json", reply(row, {**row, "commMode": "发送"}, first="20160901", last="20160930")))
    assert (seen.all("channel"), seen.all("direction")) == (["sms", "sms"], ["in", "out"])
    assert seen.records[0].raw["业务名称"] == "某平台"


def test_unicom_rows_wherever_the_list_lies(tmp_path: Path) -> None:
    row = {"calldate": "2025-12-03", "calltime": "21:08:07", "othernum": "17000000001", "calltypeName": "主叫",
           "homeareaName": "杭州", "calledhome": "", "calllonghour": "1小时59分钟41秒", "landtype": "国内通话"}  # fmt: skip
    for around in ({"pageMap": {"result": [row]}}, {"a": [{"b": {"result": [row]}}]}, [row], row):
        path = tmp_path / "a.json"
        path.write_text(json.dumps(around), "utf-8")
        seen = read(path)
        assert (source_of(path), seen.starts) == ("cn_unicom_json", ["2025-12-03 21:08:07"])
        assert (seen.all("direction"), seen.all("duration_s")) == (["out"], [7181])


def test_a_script_needs_no_own_number_where_it_says_who_called(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_text(
        's0.callStartTime="2017/06/06 18:17:13";s0.dialing="13900000002";s0.called="17000000001";'
        's0.times="10\\u79D2";s0.callType="\\u4E3B\\u53EB\\u547C\\u51FA";',
        "utf-8",
    )
    assert source_of(path) == "cn_telecom_script"
    (record,) = read(path, own_numbers=("13900000002",)).records
    assert (record.direction, record.number_raw, record.duration_s) == ("out", "17000000001", 10)


@pytest.mark.parametrize("source", ["cn_mobile_json", "cn_unicom_json", "cn_telecom_script"])
@pytest.mark.parametrize("content", [b'{"data":[]}', b"[]", b"a,b\n", b"<html>", b"\xff\xfe\x00", b'{"a":'])
def test_insisting_on_these_sources_does_not_help_a_wrong_file(tmp_path: Path, source: str, content: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    probe = registry.probe(path)
    with pytest.raises(InputError):
        list(registry.recognise(probe, source).read(probe, Options()))


def test_a_reply_that_is_cut_off_brings_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", reply(*[mobile()] * 30))
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(InputError, match="cut off"):
        read(path)
