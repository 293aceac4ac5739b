"""Damaged files of every kind end in a sentence or in records that the model accepts; never in anything else."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.errors import CaseError
from casekit.importers import registry
from casekit.importers.carriers.header import COLUMNS, aliases
from casekit.importers.incidents import as_incident
from casekit.importers.records import Record, Skipped
from casekit.importers.registry import SOURCES
from casekit.importers.source import Options
from casekit.model import Incident
from tests.importers.biff import WESTERN, write_xls
from tests.importers.files import (
    DATA,
    MOBILE,
    UNICOM_B,
    UNICOM_T,
    call,
    sms,
    write_csv,
    write_xlsx,
    xml,
)

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

ROWS = [
    UNICOM_B,
    (
        "1",
        "语音电话",
        "2025-12-03 21:08:07",
        "1分5秒",
        "被叫",
        "008617000000001",
        "浙江杭州",
        "中国",
        "国内通话",
        "0",
        "0",
        "0",
    ),
    (
        "2",
        "语音电话",
        "2025-12-03 22:08:07",
        "5秒",
        "主叫",
        "17000000001",
        "浙江杭州",
        "中国",
        "国内通话",
        "0",
        "0",
        "0",
    ),
]
TABLE = [("手机号码：13900000002",), ("2025-12-27至2026-01-26",), MOBILE,
         ("12-31 23:59:59", "杭州", "被叫", "17000000001", "02分34秒", "国内被叫", "--", "0.00"),
         ("01-01 00:00:00", "杭州", "主叫", "95000", "00:01:23", "国内主叫", "--", "0.00")]  # fmt: skip
CARRIERS = ["telecom_tianjin", "several_lists_on_one_sheet_202512", "police_sheet", "date_and_time_apart"]
FUZZ = settings(max_examples=150, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("originals")
    layout_t = [UNICOM_T, ("17000000001", "2025-12-03 21:08:07", "主叫", "65", "0", "非长途", "杭州", "非漫游", "4G")]
    return {
        "calls": (DATA / "calls.xml").read_bytes(),
        "messages": xml("smses", sms("逾期😀&#10;还款"), call(), "<mms date='1772374500000' msg_box='1'><parts><part ct='text/plain' text='x'/></parts></mms>"),
        "utf16": xml("calls", call()).decode().encode("utf-16"),
        "xls": write_xls(folder / "a.xls", {"月": ROWS}).read_bytes(),
        "xls1252": write_xls(folder / "b.xls", {"月": ROWS}, WESTERN).read_bytes(),
        "xlsx": write_xlsx(folder / "a.xlsx", {"一": ROWS, "二": layout_t}).read_bytes(),
        "gb18030": write_csv(folder / "a.csv", TABLE, "gb18030").read_bytes(),
        "utf8": write_csv(folder / "b.csv", TABLE).read_bytes(),
        **{name: (DATA / "carriers" / f"{name}.csv").read_bytes() for name in CARRIERS},
    }  # fmt: skip


def check(path: Path, source: str | None = None, columns: dict[str, str] | None = None) -> None:
    """Read a file to its end; whatever comes must be storable, in time order of rows, with a reason where left out."""
    try:
        probe = registry.probe(path, columns=columns)
        items = list(registry.recognise(probe, source).read(probe, Options(year=2026)))
    except CaseError:
        return
    for item in items:
        if isinstance(item, Record):
            record = as_incident(item, "Asia/Shanghai", "debtor", "")
            fields = {name: value for name, value in record.items() if name != "raw"}
            Incident.model_validate({"id": "x", **fields})
            assert item.start is None or isinstance(item.start, datetime)
        elif isinstance(item, Skipped):
            assert item.where and item.reason


def damaged(data: bytes, cuts: list[tuple[str, float, bytes]]) -> bytes:
    out = bytearray(data)
    for how, place, content in cuts:
        at = int(place * len(out))
        if how == "put":
            out[at : at + len(content)] = content
        elif how == "insert":
            out[at:at] = content
        elif how == "drop":
            del out[at : at + max(1, len(content))]
        elif how == "double":
            out[at:at] = out[at : at + 200]
        else:
            del out[at:]
    return bytes(out)


SPECIAL = st.sampled_from(
    [b"\0", b"\xff\xfe", b'"', b"'", b"<", b">", b"&", b"&#55357;", b"&#x0;", b"\n", b",", b"\xd8\x00", "骂".encode("gb18030"),
     b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"1E+10", b"99999999999999999999", b"-1", b"\x80\xff", "㉈²١".encode(), b"</calls>"]
)  # fmt: skip
CUTS = st.lists(
    st.tuples(
        st.sampled_from(["put", "insert", "drop", "double", "cut"]),
        st.floats(0, 1, exclude_max=True),
        st.one_of(SPECIAL, st.binary(min_size=1, max_size=6)),
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("kind", [*CARRIERS, "calls", "messages", "utf16", "xls", "xls1252", "xlsx", "gb18030", "utf8"])
def test_damaged_exports(kind: str, originals: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "damaged"

    # A workbook is read in a process of its own, which takes its time to start.
    @settings(FUZZ, max_examples=25 if kind.startswith("xls") else 60 if kind in CARRIERS else 150)
    @given(CUTS)
    def run(cuts: list[tuple[str, float, bytes]]) -> None:
        path.write_bytes(damaged(originals[kind], cuts) or b"\0")
        check(path)

    run()


@pytest.mark.parametrize(
    "golden",
    [one for area in ("wechat", "chats") for one in sorted((DATA / area).glob("*.golden.json"))],
    ids=lambda golden: golden.name[:-12],
)
def test_damaged_chats(golden: Path, tmp_path: Path) -> None:
    original, path = golden.with_name(golden.name[:-12]).read_bytes(), tmp_path / golden.name[:-12]

    @settings(FUZZ, max_examples=40)
    @given(CUTS)
    def run(cuts: list[tuple[str, float, bytes]]) -> None:
        path.write_bytes(damaged(original, cuts) or b"\0")
        check(path)

    run()


@pytest.mark.parametrize(
    "name",
    ["iphone/CallHistory.storedata", "iphone/call_history.db", "iphone/sms.db", "iphone/imazing2_by_sequence.csv",
     "iphone/imazing3_locales.csv", "others/takeout.zip", "others/Li_Example_-_Text_-_2026-03-01T16_00_00Z.html",
     "others/att_usage.csv", "others/columns_proposed.csv", "others/columns_chosen.csv", "others/calls_of_an_app.json"],
)  # fmt: skip
def test_damaged_files_of_iphones_and_of_other_countries(name: str, tmp_path: Path) -> None:
    path, original = tmp_path / "damaged", (DATA / name).read_bytes()
    source = registry.recognise(registry.probe(DATA / name)).id

    @settings(FUZZ, max_examples=60)
    @given(CUTS)
    def run(cuts: list[tuple[str, float, bytes]]) -> None:
        path.write_bytes(damaged(original, cuts) or b"\0")
        check(path)
        check(path, source)

    run()


@pytest.mark.parametrize(
    "name",
    ["smsbr_messages.xml", "super_backup_calls.xml", "sms_ie_messages.zip", "sms_ie_v1.json", "sms_ie_calls.json",
     "calllog.db", "mmssms.db", "samsung_logs.db", "adb_calls.txt", "adb_messages.txt", "call_log.csv"],
)  # fmt: skip
def test_damaged_files_of_android_phones(name: str, tmp_path: Path) -> None:
    path, original = tmp_path / "damaged", (DATA / "android" / name).read_bytes()
    source = registry.recognise(registry.probe(DATA / "android" / name)).id

    @settings(FUZZ, max_examples=60)
    @given(CUTS)
    def run(cuts: list[tuple[str, float, bytes]]) -> None:
        path.write_bytes(damaged(original, cuts) or b"\0")
        check(path)
        check(path, source)

    run()


def test_any_bytes_for_any_source(tmp_path: Path) -> None:
    path = tmp_path / "any"

    @FUZZ
    @given(
        st.one_of(st.binary(min_size=1, max_size=400), st.text(min_size=1).map(str.encode)), st.sampled_from(SOURCES)
    )
    def run(data: bytes, source) -> None:
        path.write_bytes(data)
        check(path)
        check(path, source.id)

    run()


def test_any_text_in_the_cells_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "202512.csv"
    cell = st.one_of(
        st.text(max_size=20),
        st.sampled_from(["12-31 23:59:59", "被叫", "17000000001", "02分34秒", "--", "合计", "02-30"]),
    )

    @FUZZ
    @given(st.lists(st.lists(cell, min_size=1, max_size=9), max_size=6))
    def run(rows: list[list[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([MOBILE, *rows])
        path.write_bytes(text.getvalue().encode("utf-8", "replace"))
        check(path)

    run()


def test_any_text_in_the_cells_of_columns_that_the_user_chose(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    cell = st.one_of(
        st.text(max_size=20),
        st.sampled_from(["1772374500", "2026-03-01T24:00:00Z", "9999-12-31T23:59:59-23:59", "01/02/2026 1:05 PM", "in", "46082.5"]),
    )  # fmt: skip

    @FUZZ
    @given(
        st.lists(st.lists(cell, min_size=1, max_size=6), min_size=1, max_size=6),
        st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from(["#1", "#2", "#3", "#4", "", "#", "x"])),
    )
    def run(rows: list[list[str]], columns: dict[str, str]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        path.write_bytes(text.getvalue().encode("utf-8", "replace") or b"\0")
        check(path, columns=columns)

    run()


def test_any_text_in_the_attributes_of_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "calls.xml"
    words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)

    @FUZZ
    @given(st.fixed_dictionaries(dict.fromkeys(("number", "duration", "date", "type", "contact_name"), words)), words)
    def run(attributes: dict[str, str], body: str) -> None:
        path.write_bytes(xml("calls", call(**attributes), call(), sms(body)))
        check(path)

    run()


def test_any_text_in_the_cells_of_any_columns_of_a_carrier(tmp_path: Path) -> None:
    path = tmp_path / "202512.csv"
    heads = st.sampled_from([name for names in aliases().values() for name in names])
    cell = st.one_of(
        st.text(max_size=12),
        st.sampled_from(["2025-12-31 23:59:59", "13-01", "43215.5", "0.5", "03/04/2026", "下午 1:05", "呼转", "1.7E+10",
                         "13900000002", "1259317000000001", "短信", "(秒)"]),
    )  # fmt: skip
    table = st.lists(st.lists(cell, min_size=1, max_size=9), max_size=6)

    @FUZZ
    @given(st.lists(heads, min_size=3, max_size=9), table, st.lists(heads, min_size=3, max_size=9), table)
    def run(names: list[str], rows: list[list[str]], others: list[str], below: list[list[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([["主叫号码", "被叫号码", "开始时间", *names], *rows, others, *below])
        path.write_bytes(text.getvalue().encode("utf-8", "replace"))
        check(path)
        check(path, "carrier_table")

    run()


@pytest.mark.skipif(resource is None, reason="resource limits of Unix")
@pytest.mark.parametrize(
    ("begin", "piece"),
    [
        (b"<calls ", b"a"), (b"<calls>", b"x"), (b"<calls>", b"<!-- c -->"), (b"<calls>", b"<x>"), (b"", b"\xe9"),
        (b'a,b\n"', b"x"), (b"", b","), (b"PK\x03\x04", b"\0"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0"),
    ],
    ids=["name", "text", "comments", "nesting", "rubbish", "quotation", "delimiters", "archive", "compound"],
)  # fmt: skip
def test_thirty_megabytes_of_nonsense_do_not_fill_the_memory(begin: bytes, piece: bytes, tmp_path: Path) -> None:
    path = tmp_path / "large"
    block = piece * ((1 << 20) // len(piece))
    with path.open("wb") as stream:
        stream.write(begin)
        for _ in range(30):
            stream.write(block)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    check(path)
    check(path, "smsbr_xml")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40 << 10
