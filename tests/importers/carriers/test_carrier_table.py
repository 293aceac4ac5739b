"""Carriers' lists: every layout, every form of a cell, and rows that are no calls."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.carriers import carrier_table, other_carrier
from casekit.importers.carriers.header import Header
from casekit.importers.source import Options
from casekit.numbers import fold
from casekit.text import language
from tests.importers.files import (
    DATA,
    MOBILE,
    MOBILE_SMS,
    UNICOM_A,
    UNICOM_B,
    UNICOM_C,
    UNICOM_T,
    Contents,
    read,
    source_of,
    write_csv,
    write_xlsx,
)

AT = "2025-12-03 10:00:00"


def unicom(layout: tuple[str, ...], **cells: str) -> list[str]:
    usual = {
        "序号": "1", "业务类型": "语音电话", "通话起始时间": "2025-12-03 21:08:07", "通话时长": "1分5秒", "呼叫类型": "被叫",
        "对方号码": "008617000000001", "通话地点": "0571", "本机通话地": "浙江杭州", "对方归属地": "中国", "通话类型": "国内通话",
        "通话费": "0.00", "其他费": "0.00", "小计": "0.00", "起始时间": "2025-12-03 21:08:07", "通话时长（秒）": "65",
        "总话费": "0.00", "长途类型": "非长途", "话单位置": "杭州", "漫游类型": "非漫游", "网络": "4G",
    }  # fmt: skip
    return [{**usual, **cells}[name] for name in layout]


def mobile(
    start: str = "09-18 14:07:37", way: str = "被叫", number: str = "17000000001", length: str = "38秒", **more: str
):
    kind = more.get("kind", f"国内{way}")
    return [start, "杭州", way, number, length, kind, "--", "0.00"]


# China Unicom


@pytest.mark.parametrize("layout", [UNICOM_A, UNICOM_B, UNICOM_C])
@pytest.mark.parametrize("ending", ["xls", "xlsx", "csv"])
def test_unicom_layouts_a_b_c(tmp_path: Path, layout: tuple[str, ...], ending: str) -> None:
    from tests.importers.biff import WESTERN, write_xls

    rows = [
        layout,
        unicom(layout),
        unicom(layout, 呼叫类型="主叫", 对方号码="17000000001", 通话时长="1小时2分3秒"),
        unicom(layout, 对方号码="***", 通话时长="47秒"),
    ]
    path = tmp_path / f"2025年12月语音通信.{ending}"
    if ending == "csv":
        write_csv(path, rows, "gb18030")
    elif ending == "xlsx":
        write_xlsx(path, {"2025年11月语音通信": rows})
    else:
        write_xls(path, {"2025年11月语音通信": rows}, WESTERN)
    assert source_of(path) == "cn_unicom_xls"
    seen = read(path)
    told = [(one.direction, one.duration_s, one.outcome, fold(one.number_raw)) for one in seen.records]
    assert told == [
        ("in", 65, "conversation", "17000000001"),
        ("out", 3723, "conversation", "17000000001"),
        ("in", 47, "conversation", ""),
    ]
    assert seen.starts[0] == "2025-12-03 21:08:07"
    assert (seen.records[0].time_basis, seen.records[0].precision) == ("local", "second")
    assert (seen.skipped, seen.questions) == ({}, [])


def test_unicom_layout_t_says_the_direction_in_the_column_that_means_something_else_elsewhere(tmp_path: Path) -> None:
    rows = [UNICOM_T, unicom(UNICOM_T, 通话类型="主叫"), unicom(UNICOM_T, 通话类型="被叫")]
    path = write_xlsx(tmp_path / "a.xlsx", {"语音业务历史详单_1": rows})
    assert source_of(path) == "cn_unicom_xls"
    seen = read(path)
    assert seen.all("direction") == ["out", "in"]
    assert seen.all("duration_s") == [65, 65]


def test_an_area_code_that_lost_its_zero_is_the_same_number(tmp_path: Path) -> None:
    rows = [UNICOM_B, unicom(UNICOM_B, 对方号码="008657155550000"), unicom(UNICOM_B, 对方号码="057155550000")]
    seen = read(write_xlsx(tmp_path / "a.xlsx", {"一": rows}))
    assert {fold(one.number_raw) for one in seen.records} == {"057155550000"}


def test_a_list_whose_number_column_was_deleted_says_so(tmp_path: Path) -> None:
    layout = tuple(name for name in UNICOM_B if name != "对方号码")
    seen = read(write_xlsx(tmp_path / "a.xlsx", {"一": [layout, unicom(layout)]}))
    assert [fold(one.number_raw) for one in seen.records] == [""]
    assert "no column" in seen.warnings[0]


# China Mobile


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_mobile_tables_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    rows = [
        ("中国移动通话详单",),
        ("手机号码：13900000002",),
        ("查询时间：2025-12-27至2026-01-26",),
        MOBILE,
        mobile("12-27 00:00:00", "--", "--", "--", kind="套餐月费"),
        mobile("12-31 23:59:59", "被叫", length="02分34秒"),
        mobile("01-01 00:00:00", "主叫", length="00:01:23", kind="国内异地主叫"),
        mobile("01-26 08:00:00", "被叫", "10086", "1小时2分3秒"),
        ("合计", "", "", "", "3", "", "", "0.00"),
    ]
    path = write_csv(tmp_path / "a.csv", rows, encoding)
    assert source_of(path) == "cn_mobile_table"
    seen = read(path)
    assert seen.starts == ["2025-12-31 23:59:59", "2026-01-01 00:00:00", "2026-01-26 08:00:00"]
    assert seen.all("direction") == ["in", "out", "in"]
    assert seen.all("duration_s") == [154, 83, 3723]
    assert set(seen.all("time_basis")) == {"year_inferred"}
    assert seen.owners == ["13900000002"]
    assert seen.skipped == {"5": "a line about fees, not about a call", "9": "a line of totals"}
    assert (seen.questions, seen.warnings) == ([], [])


def test_the_file_of_the_importer_guide_is_read(tmp_path: Path) -> None:
    seen = read(DATA / "mobile_calls_gb18030_202512.csv")
    assert seen.starts == ["2025-12-18 14:07:37", "2025-12-18 23:30:00"]
    assert [fold(one.number_raw) for one in seen.records] == ["17000000001", "02155550000"]


@pytest.mark.parametrize("place", ["title", "sheet", "name"])
def test_the_year_comes_from_title_sheet_or_file_name(tmp_path: Path, place: str) -> None:
    rows = [("详单 2016年09月",)] if place == "title" else []
    name = "通话记录201609.xlsx" if place == "name" else "a.xlsx"
    sheet = "2016-09" if place == "sheet" else "Sheet1"
    seen = read(write_xlsx(tmp_path / name, {sheet: [*rows, MOBILE, mobile("09-18 14:07:37")]}))
    assert seen.starts == ["2016-09-18 14:07:37"]


def test_without_a_year_the_user_is_asked_and_today_is_never_used(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "通话详单.csv",
        [("打印日期：2026-03-01",), MOBILE, mobile("12-31 23:00:00"), mobile("01-01 01:00:00")],
    )
    seen = read(path)
    assert (seen.starts, seen.questions) == (["", ""], ["year"])
    assert set(seen.all("precision")) == {"unknown"}
    answered = read(path, year=2021)
    assert answered.starts == ["2020-12-31 23:00:00", "2021-01-01 01:00:00"]
    assert answered.questions == []


def test_rows_outside_the_period_and_impossible_days_are_left_out(tmp_path: Path) -> None:
    rows = [
        MOBILE,
        mobile("09-18 10:00:00"),
        mobile("03-18 10:00:00"),
        mobile("09-31 10:00:00"),
        mobile("2016-02-30 10:00:00"),
    ]
    seen = read(write_csv(tmp_path / "201609.csv", rows))
    assert len(seen.records) == 1
    assert "period" in seen.skipped["3"]
    assert "09-31" in seen.skipped["4"] and "2016-02-30" in seen.skipped["5"]


def test_a_day_stands_above_the_rows_that_name_only_the_time(tmp_path: Path) -> None:
    rows = [
        MOBILE,
        ("2025-12-31 星期三", "", "", "", "", "", "", ""),
        mobile("23:58:07"),
        mobile("23:59"),
        ("01-01", "--", "--", "--", "--", "--", "--", "--"),
        mobile("00:01:02"),
    ]
    seen = read(write_csv(tmp_path / "2025年12月至2026年01月.csv", rows))
    assert seen.starts == ["2025-12-31 23:58:07", "2025-12-31 23:59:00", "2026-01-01 00:01:02"]
    assert seen.all("precision") == ["second", "minute", "second"]
    assert list(seen.skipped) == ["2", "5"]


def test_time_rows_before_any_day_are_left_out(tmp_path: Path) -> None:
    seen = read(write_csv(tmp_path / "202512.csv", [MOBILE, mobile("23:58:07"), mobile("12-02 10:00:00")]))
    assert seen.skipped == {"2": "no time that can be read"}


def test_a_date_without_a_time_is_known_to_the_day(tmp_path: Path) -> None:
    seen = read(write_csv(tmp_path / "a.csv", [MOBILE, mobile("2025-12-03")]))
    assert [(one.start, one.precision) for one in seen.records] == [(datetime(2025, 12, 3), "day")]


def test_date_and_time_in_columns_of_their_own_and_merged_dates(tmp_path: Path) -> None:
    header = ("通话日期", "通话时间", "主被叫标志", "对方号码", "通话时长(秒)")
    rows = [
        header,
        ("2025-12-03", "10:00:00", "被叫", "17000000001", "5"),
        ("", "10:05:00", "主叫", "17000000001", "6"),
    ]
    seen = read(write_xlsx(tmp_path / "a.xlsx", {"一": rows}))
    assert seen.starts == ["2025-12-03 10:00:00", "2025-12-03 10:05:00"]


def test_dates_and_numbers_stored_as_such_in_a_workbook(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for column, name in enumerate(MOBILE):
            sheet.write(0, column, name)
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.write_datetime(1, 0, datetime(2025, 12, 3, 9, 8, 7), moment)
        sheet.write(1, 2, "被叫")
        sheet.write_number(1, 3, 17000000001)
        sheet.write_number(1, 4, 65 / 86400, book.add_format({"num_format": "[h]:mm:ss"}))
    seen = read(path)
    assert [(one.number_raw, one.duration_s) for one in seen.records] == [("17000000001", 65)]
    assert seen.starts == ["2025-12-03 09:08:07"]


@pytest.mark.parametrize("above", range(10))
def test_the_header_may_stand_in_any_of_the_first_rows(tmp_path: Path, above: int) -> None:
    rows = [("说明",)] * above
    seen = read(write_csv(tmp_path / "202512.csv", [*rows, MOBILE, mobile("12-03 10:00:00")]))
    assert [one.where for one in seen.records] == [str(above + 2)]


def test_repeated_headers_and_totals_are_no_calls(tmp_path: Path) -> None:
    rows = [
        MOBILE,
        mobile("12-03 10:00:00"),
        MOBILE,
        mobile("12-04 10:00:00"),
        ("", "总计：2条", "", "", "", "", "", ""),
    ]
    seen = read(write_csv(tmp_path / "202512.csv", rows))
    assert len(seen.records) == 2
    assert seen.skipped == {"3": "the column names once more", "5": "a line of totals"}


def test_directions_that_say_nothing_are_named(tmp_path: Path) -> None:
    rows = [
        MOBILE, mobile("12-03 10:00:00", "呼转", kind="呼转"), mobile("12-03 11:00:00", "视频", kind="其他"),
        mobile("12-03 12:00:00", "语音", kind="国内被叫"), mobile("12-03 13:00:00", "主叫"),
    ]  # fmt: skip
    seen = read(write_csv(tmp_path / "202512.csv", rows))
    assert seen.all("direction") == ["in", "out"]
    assert "forwarded" in seen.skipped["2"] and "视频" in seen.skipped["3"]


def test_message_lists(tmp_path: Path) -> None:
    rows = [
        MOBILE_SMS,
        ("09-05 11:00:00", "北京", "1069000000001", "接收", "短信", "短信业务", "--", "0.00"),
        ("09-06 11:00:00", "北京", "-", "接受", "短信", "短信业务", "--", "0.00"),
        ("09-07 11:00:00", "北京", "17000000001", "发送", "短信", "短信业务", "--", "0.10"),
    ]
    seen = read(write_csv(tmp_path / "短信记录201609.csv", rows))
    assert [(one.channel, one.direction, one.outcome, fold(one.number_raw)) for one in seen.records] == [
        ("sms", "in", "delivered", "1069000000001"), ("sms", "in", "delivered", ""), ("sms", "out", "delivered", "17000000001"),
    ]  # fmt: skip


def test_numbers_cut_by_a_spreadsheet_make_no_common_caller(tmp_path: Path) -> None:
    rows = [
        MOBILE,
        *(
            mobile("12-03 10:00:00", number=number)
            for number in ("1.7E+10", "1.7E+10", '="17000000003"', "'17000000004")
        ),
    ]
    seen = read(write_csv(tmp_path / "202512.csv", rows))
    assert seen.all("number_raw") == ["", "", "17000000003", "17000000004"]
    assert seen.records[0].raw["对方号码"] == "1.7E+10"
    assert "cut the number (1.38E+10): 2" in seen.warnings[0]


def test_durations_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    rows = [MOBILE, *(mobile("12-03 10:00:00", length=length) for length in ("好久", "--", "", "999999999", "0秒"))]
    seen = read(write_csv(tmp_path / "202512.csv", rows))
    assert seen.all("duration_s") == [None, None, None, None, 0]
    assert set(seen.all("outcome")) == {"unknown"}
    assert seen.warnings == ["Rows whose duration cannot be read, so that it counts as unknown: 2."]


def test_lines_of_two_encodings_are_read_and_mentioned(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "202512.csv", [MOBILE, mobile("12-03 10:00:00")])
    more = write_csv(tmp_path / "b.csv", [mobile("12-04 10:00:00")], "gb18030")
    path.write_bytes(path.read_bytes() + more.read_bytes())
    seen = read(path)
    assert seen.all("direction") == ["in", "in"]
    assert "two encodings" in seen.warnings[0]


# several sheets


def test_all_sheets_are_read_and_those_that_are_not_are_named(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "2025年12月.xlsx",
        {
            "封面": [["中国移动"]],
            "语音": [MOBILE, mobile("12-03 10:00:00")],
            "短信": [MOBILE_SMS, ("12-05 11:00:00", "北京", "1069000000001", "接收", "短信", "短信业务", "--", "0.00")],
            "上网": [("开始时间", "通信方式", "时长", "流量", "费用(元)"), ("12-05 11:00:00", "4G", "5", "1024", "0")],
            "空白": [],
            "旧账": [MOBILE, mobile("12-09 10:00:00")],
        },
        hidden=["旧账"],
    )
    seen = read(path)
    assert [(one.where, one.channel) for one in seen.records] == [("语音!2", "call"), ("短信!2", "sms")]
    assert [text.split("”")[0] for text in seen.warnings] == [
        "The sheet “封面",
        "The sheet “上网",
        "The hidden sheet “旧账",
    ]


def test_a_sheet_without_directions_does_not_keep_the_others_out(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "2025年12月.xlsx",
        {"甲": [MOBILE, mobile("12-03 10:00:00", "其他", kind="其他")], "乙": [MOBILE, mobile("12-03 10:00:00")]},
    )
    seen = read(path)
    assert [one.where for one in seen.records] == ["乙!2"]
    assert seen.questions == ["direction"]
    assert read(path, directions={"其他": "in"}).all("direction") == ["in", "in"]


@pytest.mark.parametrize("below", [["对不起，没有符合条件的记录"], ["合计", "0", "", ""]])
def test_a_list_of_no_calls_is_not_said_to_lack_a_column(tmp_path: Path, below: list[str]) -> None:
    seen = read(write_csv(tmp_path / "a.csv", [["对方号码", "呼叫类型", "起始时间", "通话时长"], below]))
    assert (seen.records, seen.questions, list(seen.skipped)) == ([], [], ["2"])


def test_messages_whose_direction_is_how_they_were_carried(tmp_path: Path) -> None:
    header = ["序号", "业务类型", "发送时间", "传送方式", "对方号码", "短信条数", "金额"]
    rows = [
        ["1", "国内短信", AT, "接收", "10690000001", "1", "0"],
        ["2", "国内短信", AT, "发送", "17000000001", "1", "0.1"],
    ]
    seen = read(write_csv(tmp_path / "a.csv", [header, *rows]))
    assert [(one.channel, one.direction) for one in seen.records] == [("sms", "in"), ("sms", "out")]


def test_rows_from_anywhere_are_read_by_a_header_made_for_them(tmp_path: Path) -> None:
    rows = [(1, ["10-31 23:59:59", "被叫", "17000000001", "38"]), (2, ["10-30 10:00:00", "主叫", "95000", "5"])]
    header = Header(0, ("起始时间", "通信方式", "对方号码", "通信时长"), ("", "", "", "秒"), ("20161001 20151231",))
    probe = registry.probe(write_csv(tmp_path / "a.json", [("x",)]))
    seen = Contents(carrier_table.read_rows(probe, "", header, lambda: iter(rows), Options(), prefix="data/"))
    assert seen.starts == ["2016-10-31 23:59:59", "2016-10-30 10:00:00"]
    assert [one.where for one in seen.records] == ["data/1", "data/2"]
    assert seen.all("direction") == ["in", "out"]


def test_a_long_list_of_another_kind_above_is_said_row_by_row(tmp_path: Path) -> None:
    usage = [("开始时间", "通信方式", "时长", "流量"), *[("2025-12-05 11:00:00", "4G", "5", "1024")] * 30]
    path = write_csv(tmp_path / "202512.csv", [*usage, ("语音详单",), MOBILE, mobile("12-03 10:00:00")])
    seen = read(path)
    assert [one.where for one in seen.records] == ["34"]
    assert list(seen.skipped) == [str(number) for number in range(2, 33)]
    assert set(seen.skipped.values()) == {"it belongs to a list of another kind, such as mobile data"}


def test_the_own_number_of_one_sheet_helps_the_next(tmp_path: Path) -> None:
    sides = ("主叫号码", "被叫号码", "开始时间")
    calls = [("手机号码：13900000002",), sides, ("13900000002", "17000000001", "2025-12-03 10:00:00")]
    texts = [sides, ("17000000001", "13900000002", "2025-12-04 10:00:00")]
    seen = read(write_xlsx(tmp_path / "a.xlsx", {"语音": calls, "短信": texts}))
    assert [(one.direction, one.channel) for one in seen.records] == [("out", "call"), ("in", "sms")]
    assert (seen.questions, seen.owners) == ([], ["13900000002", "13900000002"])


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (("开始时间", "时长", "流量", "费用(元)"), ("2025-12-01 10:00:00", "5", "1024", "0")),
        (("日期", "时间", "交易金额", "对方户名", "方向"), ("2025-12-01", "10:00:00", "5", "甲", "支出")),
    ],
)
def test_mobile_data_and_bank_statements_are_no_lists(
    tmp_path: Path, header: tuple[str, ...], row: tuple[str, ...]
) -> None:
    with pytest.raises(InputError):
        read(write_csv(tmp_path / "a.csv", [header, row]))
    both = write_xlsx(tmp_path / "202512.xlsx", {"一": [header, row], "二": [MOBILE, mobile("12-03 10:00:00")]})
    seen = read(both)
    assert [one.where for one in seen.records] == ["二!2"]
    assert "“一”" in seen.warnings[0]


def test_a_phone_app_that_uses_the_same_words_is_no_carrier(tmp_path: Path) -> None:
    header = ("Name", "Number", "Date", "Duration", "Type")
    row = ("甲", "17000000001", "2026-03-04 10:07:00", "5", "Incoming")
    probe = registry.probe(write_csv(tmp_path / "a.csv", [header, row]))
    assert not other_carrier.sniff(probe)
    priced = registry.probe(write_csv(tmp_path / "b.csv", [(*header[1:], "Charge"), (*row[1:], "0.1")]))
    assert other_carrier.sniff(priced)


@pytest.mark.parametrize(
    ("title", "source"),
    [("北京电信 语音清单", "cn_telecom_table"), ("移动电话详单", "carrier_table"), ("中国电信", "cn_telecom_table"), ("中国移动", "cn_mobile_table"), ("中国联通", "cn_unicom_xls"), ("详单", "carrier_table")],
)  # fmt: skip
def test_the_carrier_in_the_title(tmp_path: Path, title: str, source: str) -> None:
    rows = [(title,), ("对方号码", "主被叫", "开始时间"), ("17000000001", "被叫", "2025-12-03 10:00:00")]
    assert source_of(write_csv(tmp_path / "a.csv", rows)) == source


# whose list, other carriers, columns named by the user


def test_the_own_number_in_every_row_says_whose_list_it_is(tmp_path: Path) -> None:
    header = ("开始时间", "事件类型", "用户号码", "通话时长", "对端号码", "对端归属地", "活动地区")
    rows = [header, ("2025-12-03 10:00:00", "被叫", "13900000002", "5", "17000000001", "杭州", "杭州")]
    path = write_csv(tmp_path / "a.csv", rows)
    assert source_of(path) == "police_call_sheet"
    assert read(path).owners == ["13900000002"]
    several = write_csv(
        tmp_path / "b.csv", [*rows, ("2025-12-03 10:00:00", "被叫", "13900000003", "5", "17000000001", "", "")]
    )
    assert read(several).owners == []
    assert read(several).all("line") == ["13900000002", "13900000003"]
    assert "several own numbers" in read(several).warnings[0]


def test_another_carriers_list_is_read_as_such(tmp_path: Path) -> None:
    header = ("对方号码", "主被叫标志", "通话时长（秒）", "开始时间", "费用（元）")
    path = write_csv(tmp_path / "a.csv", [header, ("17000000001", "被叫", "65", "2017-05-01-09:00:00", "0")])
    assert source_of(path) == "carrier_table"
    assert [(one.duration_s, one.direction) for one in read(path).records] == [(65, "in")]


def test_columns_that_the_user_names(tmp_path: Path) -> None:
    header = ("拨打时刻", "方向", "电话", "多久（分钟）")
    path = write_csv(tmp_path / "a.csv", [header, ("2025-12-03 10:00:00", "来电", "17000000001", "2")])
    assert (source_of(path), set(read(path).questions)) == ("mapped_table", {"columns"})
    named = {"start": "拨打时刻", "direction": "方向", "number": "电话", "duration": "多久"}
    seen = read(path, columns=named)
    assert [(one.number_raw, one.direction, one.duration_s) for one in seen.records] == [("17000000001", "in", 120)]
    with pytest.raises(InputError, match="没有的列"):
        read(path, columns={**named, "start": "没有的列"})
    with pytest.raises(InputError, match="colour"):
        registry.probe(path, columns={"colour": "电话"})


@pytest.mark.parametrize("rows", [[MOBILE], [MOBILE, ["", "", ""]]])
def test_a_list_without_rows_holds_nothing(tmp_path: Path, rows: list[list[str]]) -> None:
    seen = read(write_csv(tmp_path / "202512.csv", rows))
    assert (seen.records, seen.skipped) == ([], {})


def test_text_in_every_cell_stays_text(tmp_path: Path) -> None:
    evil = '<script>alert(1)</script>"\'=HYPERLINK("x")😀\u202e'
    seen = read(write_csv(tmp_path / "202512.csv", [MOBILE, mobile("12-03 10:00:00", number=evil)]))
    assert seen.records[0].raw["对方号码"] == evil


LIST = ["对方号码", "呼叫类型", "起始时间", "通话时长"]


def test_lists_that_stand_side_by_side_are_all_read(tmp_path: Path) -> None:
    rows = [
        ["通话详单 业务号码：18900000002"],
        [*LIST, "", *LIST],
        ["17000000001", "被叫", AT, "3秒", "", "17000000003", "主叫", "2025-12-03 11:00:00", "5秒"],
        ["17000000004", "被叫", "2025-12-03 12:00:00", "7秒"],
    ]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert [(one.where, one.number_raw, one.direction, one.duration_s) for one in seen.records] == [
        ("3", "17000000001", "in", 3),
        ("4", "17000000004", "in", 7),
        ("F:3", "17000000003", "out", 5),
    ]
    assert (set(seen.owners), seen.skipped) == ({"18900000002"}, {})


def test_durations_under_a_header_that_says_how_they_are_written(tmp_path: Path) -> None:
    rows = [[*LIST[:3], "通话时长（分:秒）"], ["17000000001", "被叫", AT, "61:05"]]
    assert read(write_csv(tmp_path / "a.csv", rows)).all("duration_s") == [3665]


def test_the_time_of_day_in_a_column_of_its_own_without_colons(tmp_path: Path) -> None:
    rows = [["通话日期", "通话时刻", "对方号码", "呼叫类型"], ["20251203", "100005", "17000000001", "被叫"]]
    seen = read(write_csv(tmp_path / "a.csv", rows))
    assert (seen.starts, seen.all("precision")) == (["2025-12-03 10:00:05"], ["second"])


def test_a_row_that_took_time_is_no_line_about_fees(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv", [LIST, ["17000000001", "被叫", AT, "3秒"], ["", "", AT, "38秒"], ["", "", AT, "0"]]
    )
    seen = read(path)
    assert (seen.questions, list(seen.skipped)) == (["direction"], ["3", "4"])
    assert read(path, directions={"--": "in"}).all("duration_s") == [3, 38]


def test_a_list_that_is_cut_off_within_a_sign_is_read_and_told(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [LIST, ["17000000001", "被叫", AT, "3秒"], ["17000000001", "被叫"]], "gb18030")
    path.write_bytes(path.read_bytes()[:-3])
    with language("en"):
        seen = read(path)
    assert seen.all("duration_s") == [3]
    assert "middle of a sign" in seen.warnings[0]
