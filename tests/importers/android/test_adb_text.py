"""Listings by adb: nothing in them is escaped, so rows and columns have to be told from the words of messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from tests.importers.files import NIGHT, read, source_of

HEAD = "_id={n}, thread_id=3, address=17000000001, date={date}, type=1"


@pytest.fixture
def listing(tmp_path: Path):
    def write(*rows: str, encoding: str = "utf-8", end: str = "\n") -> Path:
        path = tmp_path / "sms.txt"
        path.write_bytes("".join(row + end for row in rows).encode(encoding))
        return path

    return write


def message(number: int, body: str, after: str = ", service_center=NULL, locked=0") -> str:
    return f"Row: {number} {HEAD.format(n=number + 1, date=NIGHT)}, body={body}{after}"


BODIES = (
    "您好, 欠款=500, type=2, locked=9, 请还",
    "第一行\n第二行\n\n第四行",
    "\nRow: 2 还有\nRow: 9 _id=3, x",
    "a, body=b, service_center=1",
    "NULL!",
    "x, service_center=8, locked=1",
    "",
)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("after", [", service_center=NULL, locked=0", ""])
def test_words_that_look_like_columns_or_rows(listing, body: str, after: str) -> None:
    rows = [message(number, body if number == 1 else f"文字{number}", after) for number in range(4)]
    seen = read(listing(*rows))
    assert seen.skipped == {}
    assert seen.all("text") == ["文字0", body, "文字2", "文字3"]
    assert seen.all("number_raw") == ["17000000001"] * 4


@pytest.mark.parametrize("body", ["您好, 欠款=500, 请还", "第一行\n第二行", "您"])
def test_a_single_row(listing, body: str) -> None:
    assert read(listing(message(0, body))).all("text") == [body]


def test_a_column_that_only_one_maker_has(listing) -> None:
    bodies = ["x, y=1", "x, y=2", "x, y=3", "z"]
    seen = read(listing(*(message(number, body, ", maker_extra=a b, locked=0") for number, body in enumerate(bodies))))
    assert seen.all("text") == bodies
    assert seen.records[0].raw["maker_extra"] == "a b"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\r\n"])
def test_redirected_by_any_shell(listing, encoding: str, end: str) -> None:
    path = listing(message(0, "逾期"), message(1, f"还款{end}今天"), encoding=encoding, end=end)
    assert source_of(path) == "adb_text"
    assert [one.split() for one in read(path).all("text")] == [["逾期"], ["还款", "今天"]]


def test_two_listings_in_one_file(listing) -> None:
    calls = [f"Row: {n} _id={n}, number=17000000001, date={NIGHT}, duration=5, type=1" for n in range(3)]
    seen = read(listing(message(0, "a"), message(1, "b"), *calls, message(0, "c")))
    assert seen.all("where") == ["Row 0", "Row 1", "2: Row 0", "2: Row 1", "2: Row 2", "3: Row 0"]
    assert seen.all("channel") == ["sms", "sms", "call", "call", "call", "sms"]


def test_thousands_of_rows_and_another_listing_after_them(listing) -> None:
    rows = [message(number, f"m{number}" + ", q=1" * (number % 3)) for number in range(1000)]
    calls = [f"Row: {n} _id={n}, number=1, date={NIGHT}, duration=5, type=1" for n in range(300)]
    seen = read(listing(*rows, *calls))
    assert seen.skipped == {} and len(seen.records) == 1300
    assert [one.text for one in seen.records[997:1000]] == ["m997, q=1", "m998, q=1, q=1", "m999"]


def test_rows_that_are_torn_are_named(listing) -> None:
    seen = read(listing(message(0, "a"), message(1, "b"), "Row: 2 _id=3, thread_id=3, addr", message(3, "c")))
    assert seen.all("text") == ["a", "b", "c"]
    assert list(seen.skipped) == ["Row 2"]


def test_columns_in_another_order_and_few_of_them(listing) -> None:
    seen = read(
        listing(*(f"Row: {n} type=2, date={NIGHT}, body=你好, 世界, number={n}, address=95000" for n in range(3)))
    )
    assert seen.all("number_raw") == ["95000"] * 3
    seen = read(listing(*(f"Row: {n} duration=5, type=2, number=95000, date={NIGHT}" for n in range(3))))
    assert seen.all("duration_s") == [5, 5, 5]


@pytest.mark.parametrize("content", ["No result found.", "Error while accessing provider:call_log", "Row: 0 data1=x"])
def test_other_answers_of_adb_are_no_list(listing, content: str) -> None:
    with pytest.raises(InputError):
        read(listing(content))


def test_listings_of_few_columns(listing) -> None:
    seen = read(listing(*(f"Row: {n} number=NULL, date={NIGHT}, type={n + 1}" for n in range(3))))
    assert [(one.direction, one.outcome, one.duration_s) for one in seen.records] == [
        ("in", "unknown", None), ("out", "unknown", None), ("in", "rang_no_answer", 0),
    ]  # fmt: skip
    seen = read(listing(*(f"Row: {n} address=95000, date={NIGHT}, body=x" for n in range(3))))
    assert seen.records == [] and all("type is missing" in reason for reason in seen.skipped.values())


@pytest.mark.parametrize(
    "after", ["", "\n", "\n\n", "\n\nC:\\platform-tools>", "\nPS C:\\Users\\李> ", "\nli@pc:~/adb$ "]
)
def test_what_the_window_shows_after_the_listing_does_not_touch_the_last_row(tmp_path: Path, after: str) -> None:
    path = tmp_path / "a.txt"
    rows = f"Row: 0 _id=1, number=95000, date={NIGHT}, duration=5, type=1\nRow: 1 _id=2, number=95000, date={NIGHT}, duration=7, type=2"
    path.write_text(rows + after, "utf-8")
    assert [(one.direction, one.duration_s) for one in read(path).records] == [("in", 5), ("out", 7)]
    path.write_text(f"Row: 0 _id=1, address=95000, date={NIGHT}, type=1, body=还款\n明天 100%" + after, "utf-8")
    assert [one.text for one in read(path).records] == ["还款\n明天 100%"]
