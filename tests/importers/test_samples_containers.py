"""Answers of carriers' sites, where they are at hand: what is taken in agrees with another way of reading them."""

from __future__ import annotations

import json
from pathlib import Path

import casekit
from casekit.importers.intake import import_file
from tests.importers.files import read, source_of
from tests.importers.test_samples import pytestmark, sample

__all__ = ["pytestmark"]


def test_messages_of_china_mobile_agree_with_the_plain_json() -> None:
    path = sample("cn_mobile_json/guangdong_sms_201609_no_year.jsonp")
    text = path.read_text("utf-8")
    reply = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    seen = read(path)
    assert source_of(path) == "cn_mobile_json"
    assert (seen.declared, seen.skipped, seen.questions) == ([reply["totalNum"]], {}, [])
    assert seen.starts == [f"{reply['startDate'][:4]}-{row['startTime']}" for row in reply["data"]]
    assert seen.all("number_raw") == [row["anotherNm"] for row in reply["data"]]
    assert seen.all("direction") == ["out" if row["commMode"] == "发送" else "in" for row in reply["data"]]
    assert set(seen.all("channel")) == {"sms"} and set(seen.all("time_basis")) == {"year_inferred"}


def test_a_reply_goes_into_a_case_once(tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "a", own_numbers=("13800000001",))
    path = sample("cn_mobile_json/guangdong_sms_201609_no_year.jsonp")
    result = import_file(case, path)
    assert (result.imported, result.preview.declared) == (5, 5)
    assert import_file(case, path).confirmed == 5
