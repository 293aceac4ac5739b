"""Real chats of WhatsApp, Telegram and QQ, where they are at hand, against another way of reading them."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

import casekit
from casekit.importers.intake import import_file
from tests.importers.files import read, source_of
from tests.importers.test_samples import SAMPLES, sample

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the collected samples are not beside the repository")

# One chat in five ways of writing the date, as the sender's name begins.
FORMS = {
    "[mmddyy]_24hr": "[%m/%d/%y %H:%M]", "ddmmyy_24hr": "%d/%m/%y, %H:%M", "mmddyy_24hr": "%m/%d/%y, %H:%M",
    "mmddyyyy_12hr": None, "yyyymmdd_24hr": "%Y/%m/%d, %H:%M",
}  # fmt: skip
WRITTEN = [
    "2019-01-01 11:25:00", "2019-01-20 11:23:00", "2019-01-30 20:49:00", "2020-06-10 15:55:00", "2021-12-10 10:10:00",
    "2021-12-20 12:10:00", "2021-12-30 22:01:00",
]  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_one_whatsapp_chat_in_all_forms_of_the_date(name: str) -> None:
    path = sample(f"whatsapp_txt/chatminer_{name}.txt")
    seen = read(path, me="John Doe")
    assert source_of(path) == "whatsapp" and seen.questions == []
    assert seen.starts == WRITTEN and len(seen.skipped) == 2
    if form := FORMS[name]:
        lines = path.read_text("utf-8").splitlines()
        for one in seen.records:
            line = lines[int(one.where) - 1]
            assert line.startswith(one.start.strftime(form))
    assert seen.all("direction") == ["out", "out", "in", "in", "in", "in", "out"]
    assert set(seen.all("channel")) == {"group_message"}
    assert seen.records[2].text.endswith("\nconsectetur adipiscing elit. Duis libero.")
    assert read(path).questions == ["me"]


def test_a_whatsapp_chat_named_after_the_other_side() -> None:
    seen = read(sample("whatsapp_txt/chatlab_与Alice的 WhatsApp 聊天.txt"))
    assert seen.questions == [] and seen.all("direction") == ["in", "out"]
    assert seen.starts == ["2024-01-02 03:04:00", "2024-01-02 15:05:06"]
    assert seen.all("precision") == ["minute", "second"]


@pytest.mark.parametrize("name", ["batch", "single"])
def test_telegram(name: str) -> None:
    path = sample(f"telegram_json/chatminer_test_{name}_export.json")
    told = json.loads(path.read_text("utf-8"))
    messages = told["chats"]["list"][0]["messages"] if name == "batch" else told["messages"]
    seen = read(path, me="Author 2")
    assert [one.start.timestamp() for one in seen.records] == [int(one["date_unixtime"]) for one in messages]
    assert seen.all("text") == ["Minimal Message", "Link:https://telegram.org/"]
    assert seen.all("direction") == ["in", "out"] and seen.all("number_raw") == ["Telegram:Author 1"] * 2


def test_qq() -> None:
    path = sample("qq_txt/qq-group_utf8bom_crlf.txt")
    seen = read(path, me="10002")
    heads = re.findall(r"^(\S+ \S+) \w+\(\d+\)\r?$", path.read_text("utf-8-sig"), re.MULTILINE)
    assert [one.start for one in seen.records] == [datetime.fromisoformat(one) for one in heads]
    assert seen.all("direction") == ["in", "out"] and seen.all("text") == ["hello qq", "[图片]"]
    assert set(seen.all("channel")) == {"group_message"}


@pytest.mark.parametrize(
    ("folder", "me"), [("whatsapp_txt", "John Doe"), ("telegram_json", "Author 1"), ("qq_txt", "Alice")]
)
def test_every_chat_goes_into_a_case_and_is_not_doubled(folder: str, me: str, tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "a")
    for path in sorted(sample(folder).iterdir()):
        answer = "" if "Alice" in path.name else me
        first = import_file(case, path, me=answer)
        assert first.imported + first.confirmed == first.preview.records > 0
        assert import_file(case, path, me=answer).confirmed == first.preview.records
