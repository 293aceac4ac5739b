"""Names and numbers in every form people write them; what is masked is gone, what is not stays as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.casebook.masker import Masker
from casekit.casebook.names import mask_name

MOBILE = "13800001111"
COLLECTOR = "17000000001"
OWN = "13900000000"
LANDLINE = "02155550000"


@pytest.fixture
def masker() -> Masker:
    return Masker(
        ["李四妹", "欧阳娜", "王芳", "Zhang San", "妈妈"], [MOBILE, LANDLINE, "65432"], [COLLECTOR, OWN, "01088886666"]
    )


WAYS_TO_WRITE_A_MOBILE = {
    "plain": "13800001111", "in threes and fours": "138 0000 1111", "hyphens": "138-0000-1111",
    "in other groups": "138 00 00 11 11", "dots": "138.0000.1111", "country code": "+86 138 0000 1111",
    "country code without plus": "8613800001111", "country code with zeros": "008613800001111",
    "country code in brackets": "(+86)138-0000-1111", "full width": "１３８００００１１１１",
    "full width with country code": "＋８６　１３８　００００　１１１１", "circled": "①③⑧⓪⓪⓪⓪①①①①",
    "invisible marks between": "138\u200b0000\u202d1111", "every digit apart": "1 3 8 0 0 0 0 1 1 1 1",
    "spoken": "幺三八零零零零幺幺幺幺", "spoken with other signs": "一三八〇〇〇〇一一一一", "a dash of another kind": "138—0000—1111",
    "no-break space": "138\u00a00000\u00a01111",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS_TO_WRITE_A_MOBILE)
@pytest.mark.parametrize(
    "around", ["{}", "我妈的号码是{}，他们天天打", "打给{}3次", "call {} now", "_{}_", "2026-03-01 {}", "{} 2026"]
)
def test_a_mobile_is_masked_however_it_is_written(masker: Masker, way: str, around: str) -> None:
    # Beside a digit of the same script nobody could tell where the number ends.
    around = around.replace("3次", "，共三次" if not way.startswith("spoken") else "3次")
    masked = masker.text(around.format(WAYS_TO_WRITE_A_MOBILE[way]))
    assert masked == around.replace("{}", "(138****1111" if "brackets" in way else "138****1111")


WAYS_TO_WRITE_A_LANDLINE = (
    "02155550000", "021-55550000", "021-5555-0000", "(021)55550000", "（021）5555 0000", "021 5555 0000", "+86 21 5555 0000",
    "0086 21 55550000", "０２１－５５５５００００", "55550000", "5555-0000", "座机5555 0000",
)  # fmt: skip


@pytest.mark.parametrize("written", WAYS_TO_WRITE_A_LANDLINE)
def test_a_landline_is_masked_with_and_without_its_area_code(masker: Masker, written: str) -> None:
    masked = masker.text(f"打了{written}找我")
    assert "0000" not in re.sub(r"\*+0000", "", masked)
    assert "5555" not in masked
    assert "021****0000" in masked


def test_a_stranger_s_number_is_masked_too(masker: Masker) -> None:
    assert masker.text("另一个亲戚 15912345678 也接到了") == "另一个亲戚 159****5678 也接到了"
    assert masker.text("单位座机：8765-4321") == "单位座机：87***21"
    assert masker.text("+852 9123 4567") == "+85****4567"


def test_open_numbers_stay_exactly_as_they_were_written(masker: Masker) -> None:
    for text in (
        "打来的是170 0000 0001。",
        "１７００００００００１",
        "我的139-0000-0000",
        "电话 8888-6666",
        "拨打95188转1",
        "我打了110",
        "12378",
    ):
        assert masker.text(text) == text


NOT_NUMBERS = (
    "Screenshot_2026-02-17-08-31-05-774_com.android.mms.jpg", "2026-01-13-13-15-17-199", "20260115193236",
    "欠款 12345.67 元", "2026-03-01 22:30", "20260301", "编号 20260301123456789012", "1000000元", "3 天 5 次 12 人", "¥13800001111.50x"[:5],
    "每天10-20个电话", "第13条第2款", "", "…", "12:30-13:45", "65,432 元",
)  # fmt: skip


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_amounts_dates_and_counts_stay(masker: Masker, text: str) -> None:
    assert masker.text(text) == text


def test_a_short_number_of_a_person_is_masked_only_as_a_whole(masker: Masker) -> None:
    assert masker.text("集团短号65432，欠款654321元") == "集团短号6***，欠款654321元"


def test_identity_numbers_are_masked_and_stay_apart(masker: Masker) -> None:
    text = "身份证310101199003071234，另一人31010119900307555x，再说一次310101199003071234"
    assert masker.text(text) == f"身份证310{'*' * 15}，另一人310{'*' * 15}(2)，再说一次310{'*' * 15}"


WAYS_TO_WRITE_A_NAME = {
    "李四妹": "李*", "李 四 妹": "李*", "李·四妹": "李*", "四妹": "李*", "王芳": "王*", "王　芳": "王*", "Zhang San": "Z*",
    "zhang san": "Z*", "ZHANG_SAN": "Z*", "ZhangSan": "Z*", "欧阳娜": "欧*",
}  # fmt: skip


@pytest.mark.parametrize("written", WAYS_TO_WRITE_A_NAME)
def test_a_name_is_masked_however_it_is_written(masker: Masker, written: str) -> None:
    hidden = WAYS_TO_WRITE_A_NAME[written]
    assert masker.text(f"你给{written}打电话") == f"你给{hidden}打电话"
    assert masker.text(f"通话录音_{written}_13800001111.m4a") == f"通话录音_{hidden}_138****1111.m4a"


def test_a_name_inside_another_word_of_latin_letters_stays() -> None:
    assert Masker(["Al"], [], []).text("Also, Al called: al-ways") == "Also, A* called: A*-ways"


def test_a_word_for_a_relative_is_no_name(masker: Masker) -> None:
    assert masker.text("我妈妈很害怕") == "我妈妈很害怕"
    assert masker.name("妈妈") == "妈妈"
    assert mask_name("") == ""


def test_a_longer_name_wins_over_one_inside_it() -> None:
    assert Masker(["王芳", "王芳芳"], [], []).text("王芳芳和王芳") == "王*(2)和王*"


def test_different_things_never_become_alike() -> None:
    masker = Masker(["张三", "张四", "张*"], ["13811111234", "13822221234", "138****1234"], ["138****1234"])
    assert len({masker.name(one) for one in ("张三", "张四", "张*")}) == 3
    forms = [masker.number(one) for one in ("13811111234", "13822221234", "138****1234", "13833331234")]
    assert len(set(forms)) == 4
    names = [masker.name(one) for one in ("张三", "张四")]
    text = "张三13811111234，张四13822221234，13833331234"
    assert masker.text(text) == f"{names[0]}{forms[0]}，{names[1]}{forms[1]}，{forms[3]}"


def test_two_persons_with_one_given_name_are_not_confused() -> None:
    assert Masker(["王小明", "李小明"], [], []).text("小明、王小明、李小明") == "**、王*、李*"


def test_a_hidden_number_stays_hidden(masker: Masker) -> None:
    assert masker.number("") == ""
    assert masker.raw_number("未知") == "未知"
    assert masker.raw_number("+86 138 0000 1111") == "138****1111"
    assert masker.raw_number("+86 170 0000 0001") == "+86 170 0000 0001"


@given(st.text(max_size=60), st.sampled_from(sorted(WAYS_TO_WRITE_A_MOBILE)), st.text(max_size=60))
def test_any_text_can_be_masked_and_a_number_in_it_is_gone(before: str, way: str, after: str) -> None:
    masker = Masker(["李四妹"], [MOBILE], [COLLECTOR])
    masked = masker.text(f"{before}，李四妹{WAYS_TO_WRITE_A_MOBILE[way]}。{after}")
    assert "李四妹" not in masked
    assert WAYS_TO_WRITE_A_MOBILE[way] not in masked
    assert masker.text("".join(sign for sign in before if not sign.isalnum())) is not None


@given(st.lists(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), unique=True, max_size=40))
def test_numbers_keep_apart_whatever_they_are(numbers: list[str]) -> None:
    masker = Masker([], numbers[::2], [])
    assert len({masker.number(one) for one in numbers}) == len(numbers)


def test_the_day_in_the_name_of_a_backup_is_no_landline() -> None:
    masker = Masker([], [], [])
    assert masker.text("calls-20260110.xml") == "calls-20260110.xml"
    assert masker.text("call-20260110221530.xml") == "call-20260110221530.xml"
    assert "2026" not in masker.text("电话：20260110")
