"""Tables whose columns the user says: what is asked, what comes of the answers, and what is refused in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.others import mappings
from casekit.importers.records import Question, Record, Skipped
from casekit.importers.source import Options
from tests.importers.files import Contents, write_csv, write_xlsx

HEAD = ("wann", "wer", "wie", "lang")
ROWS = [
    ("2026-03-01 10:05:07", "17000000001", "eingehend", 65),
    ("2026-03-02 11:06:08", "17000000002", "ausgehend", 0),
    ("2026-03-03 12:07:09", "13800000003", "eingehend", 7),
    ("2026-03-04 13:08:10", "Anonymous", "verpasst", 5),
]
MEANING = {"eingehend": "in", "ausgehend": "out", "verpasst": "in"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEKIT_HOME", str(tmp_path / "home"))


def read(path: Path, columns: dict[str, str] | None = None, **options: Any) -> list[Any]:
    probe = registry.probe(path, columns=columns)
    source = registry.recognise(probe)
    assert source.id == "mapped_table" and source.kind == "phone_log"
    return list(source.read(probe, Options(**options)))


def table(tmp_path: Path, rows: Sequence[Sequence[object]] = (HEAD, *ROWS)) -> Path:
    return write_csv(tmp_path / "a.csv", rows)


def asked(items: list[Any]) -> dict[str, tuple[str, ...]]:
    """Choices by what the column is for."""
    return {
        one.about: tuple(choice.value for choice in one.choices)
        for one in items
        if isinstance(one, Question) and one.id == "columns"
    }


def test_every_column_is_asked_with_the_proposed_one_first(tmp_path: Path) -> None:
    choices = asked(read(table(tmp_path)))
    assert {what: values[0] for what, values in choices.items()} == {
        "start": "wann", "number": "wer", "direction": "wie", "duration": "lang", "name": "", "text": "",
    }  # fmt: skip
    assert all(sorted(values) == sorted((*HEAD, "")) for values in choices.values())


def test_columns_that_were_chosen_before_are_offered_as_such(tmp_path: Path) -> None:
    path = table(tmp_path)
    mappings.remember(HEAD, {"start": "wann", "number": "wer", "direction": "wie", "duration": ""})
    items = read(path)
    assert asked(items)["duration"][0] == ""
    (text,) = {one.text for one in items if isinstance(one, Question) and one.id == "columns"}
    assert text.startswith("These are the columns that you chose")


def test_an_example_stands_beside_each_heading(tmp_path: Path) -> None:
    question = next(one for one in read(table(tmp_path)) if isinstance(one, Question) and one.about == "number")
    assert question.choices[0].label == "wer（例如 17000000001）" or "17000000001" in question.choices[0].label


def test_words_of_another_language_are_asked_one_by_one_and_answered(tmp_path: Path) -> None:
    path = table(tmp_path)
    words = [one.about for one in read(path) if isinstance(one, Question) and one.id == "direction"]
    assert words == ["eingehend", "ausgehend", "verpasst"]
    records = [one for one in read(path, {"direction": "wie"}, directions=MEANING) if isinstance(one, Record)]
    assert [(one.direction, one.duration_s, one.outcome) for one in records] == [
        ("in", 65, "conversation"), ("out", 0, "unknown"), ("in", 7, "conversation"), ("in", 5, "conversation"),
    ]  # fmt: skip


def test_a_row_whose_number_is_hidden_is_kept(tmp_path: Path) -> None:
    last = read(table(tmp_path), {"number": "wer"}, directions=MEANING)[-1]
    assert isinstance(last, Record) and last.where == "5" and last.direction == "in"


def test_no_such_column(tmp_path: Path) -> None:
    seen = Contents(read(table(tmp_path), {"duration": "", "direction": ""}, directions={"*": "in"}))
    assert [(one.direction, one.duration_s, one.outcome) for one in seen.records] == [("in", None, "unknown")] * 4
    assert seen.questions == []


def test_columns_by_position(tmp_path: Path) -> None:
    rows = [("t", "n", "n", "d"), *[(when, "13900000002", who, way) for when, who, way, _long in ROWS]]
    path = table(tmp_path, rows)
    for position, number in (("#3", "17000000001"), ("#2", "13900000002"), ("n #3", "17000000001")):
        items = read(path, {"number": position}, directions=MEANING)
        assert next(one for one in items if isinstance(one, Record)).number_raw == number


def test_headings_that_cannot_be_typed_are_offered_by_position(tmp_path: Path) -> None:
    path = table(tmp_path, [("When, exactly", "who", "which way", "a=b"), *ROWS])
    assert {what: values[0] for what, values in asked(read(path)).items() if values[0]} == {
        "start": "#1", "number": "who", "direction": "#3", "duration": "#4",
    }  # fmt: skip


@pytest.mark.parametrize("wrong", ["nope", "#9", "#0"])
def test_a_column_that_is_not_there(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(InputError, match="wann, wer, wie, lang") as raised:
        registry.recognise(registry.probe(table(tmp_path), columns={"number": wrong}))
    assert wrong in str(raised.value)


def test_a_wrong_column_leaves_rows_out_with_their_reasons(tmp_path: Path) -> None:
    items = read(table(tmp_path), {"start": "wie", "number": "wer"})
    assert len([one for one in items if isinstance(one, Skipped) and one.reason]) == 4


def test_what_was_chosen_before_is_offered_and_still_asked(tmp_path: Path) -> None:
    mappings.remember(HEAD, {"number": "#4", "duration": "", "colour": "wann", "name": "gone"})
    choices = asked(read(table(tmp_path)))
    assert (choices["number"][0], choices["duration"][0], choices["name"][0]) == ("lang", "", "")
    assert choices["start"][0] == "wann"


def test_instants_stay_instants(tmp_path: Path) -> None:
    rows = [("t", "n", "d"), ("1772374500", "17000000001", "in"), ("1772378100123", "17000000002", "out"),
            ("2026-03-01T14:15:00Z", "17000000001", "in"), ("2026-03-01T22:15:00+08:00", "17000000001", "in")]  # fmt: skip
    seen = Contents(read(table(tmp_path, rows), {"start": "t"}))
    assert [str(one.start) for one in seen.records] == [
        "2026-03-01 22:15:00", "2026-03-01 23:15:00", "2026-03-01 22:15:00", "2026-03-01 22:15:00",
    ]  # fmt: skip
    assert {one.time_basis for one in seen.records} == {"epoch"}


def test_dates_that_can_be_read_in_two_ways_are_asked_and_those_with_dots_are_not(tmp_path: Path) -> None:
    for mark, questions in (("/", ["date_order"]), (".", [])):
        rows = [("t", "n", "d"), *[(f"0{day}{mark}04{mark}2026 10:05", "17000000001", "in") for day in (1, 2, 3)]]
        path = table(tmp_path, rows)
        assert Contents(read(path, {"start": "t"})).questions == questions
    assert [one.start.day for one in Contents(read(path, {"start": "t"})).records if one.start] == [1, 2, 3]


def test_names_stand_for_numbers_that_the_table_does_not_have(tmp_path: Path) -> None:
    rows = [("wann", "mein Anschluss", "Gesprächspartner", "Art"),
            *[(when, "13900000002", who, way) for (when, *_rest), who, way in
              zip(ROWS, ("Li", "Firma", "Li", "Mama"), ("rein", "raus", "rein", "rein"), strict=True)]]  # fmt: skip
    columns = {"number": "", "name": "Gesprächspartner", "own_number": "#2", "direction": "Art"}
    seen = Contents(read(table(tmp_path, rows), columns, directions={"rein": "in", "raus": "out"}))
    assert [(one.number_raw, one.contact_name) for one in seen.records] == [
        ("", "Li"),
        ("", "Firma"),
        ("", "Li"),
        ("", "Mama"),
    ]


def test_messages_are_known_by_their_words(tmp_path: Path) -> None:
    rows = [
        ("t", "n", "d", "w"),
        *[(when, who, "received", f"请尽快还款，否则联系您的家人{long}") for when, who, _w, long in ROWS],
    ]
    seen = Contents(read(table(tmp_path, rows)))
    assert {(one.channel, one.outcome, one.direction) for one in seen.records} == {("sms", "delivered", "in")}
    assert seen.records[0].text == "请尽快还款，否则联系您的家人65"


def test_how_long_it_rang_is_no_talk(tmp_path: Path) -> None:
    rows = [("t", "n", "d", "s"), ("2026-03-01 10:05:07", "17000000001", "missed call", 25),
            ("2026-03-02 10:05:07", "17000000002", "incoming call", 25)]  # fmt: skip
    seen = Contents(read(table(tmp_path, rows)))
    assert [(one.outcome, one.duration_s, one.ring_s) for one in seen.records] == [
        ("rang_no_answer", 0, 25), ("conversation", 25, None),
    ]  # fmt: skip


def test_a_workbook_with_lines_above_its_table(tmp_path: Path) -> None:
    rows = [("Notes",), (), HEAD, *ROWS]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows})
    seen = Contents(read(path, {"number": "wer"}, directions=MEANING))
    assert [one.where for one in seen.records] == ["4", "5", "6", "7"]


OTHER_LISTS = {
    "orders": ("订单编号", "下单时间", "商品", "收货电话"),
    "steps": ("id", "start_time", "step_count", "phone"),
    "account": ("Reference", "Time", "Balance", "Phone"),
    "birthdays": ("Nr", "Geburtsdatum", "Name", "Telefon"),
}


@pytest.mark.parametrize("kind", OTHER_LISTS)
def test_lists_of_other_things_are_refused_in_words(tmp_path: Path, kind: str) -> None:
    rows = [(f"20260301000{at}", when, f"{at}x", who) for at, (when, who, _way, _long) in enumerate(ROWS)]
    with pytest.raises(InputError) as raised:
        registry.recognise(registry.probe(table(tmp_path, [OTHER_LISTS[kind], *rows])))
    assert OTHER_LISTS[kind][1] in str(raised.value)


def test_a_payment_list_is_called_a_bank_statement(tmp_path: Path) -> None:
    head = ("交易时间", "交易类型", "交易对方", "收/支", "金额(元)", "交易单号")
    rows = [("2026-03-01 10:05:00", "转账", "某人", "支出", "¥5.20", "100003980120260301")] * 3
    with pytest.raises(InputError, match=r"bank statement|银行流水"):
        registry.recognise(registry.probe(table(tmp_path, [("微信支付账单明细",), head, *rows])))


def test_a_header_without_rows_is_no_wrong_column(tmp_path: Path) -> None:
    assert read(table(tmp_path, [HEAD]), {"start": "#1", "number": "wer"}) == []


def test_one_column_named_for_two_things_is_refused_in_words(tmp_path: Path) -> None:
    for columns in ({"start": "wann", "number": "wann"}, {"start": "#1", "number": "wann"}):
        with pytest.raises(InputError, match="start"):
            read(table(tmp_path), columns)
