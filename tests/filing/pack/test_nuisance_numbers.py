"""The batch list for 12321: one row per number that rang, one per message, in its fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.casebook import Case, create_case
from casekit.filing.pack.nuisance_numbers import BatchRow, batch_csv, batch_page, batch_rows, batch_xlsx
from casekit.text import language
from tests.filing.pack.test_incident_table import cells, read
from tests.filing.samples import dossier

NUMBER, OTHER, PORT = "17000000001", "17000000002", "10690000001"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = create_case(tmp_path / "case", lender="某消金", product="花呗")
    lender = case.background().lenders()[0].id
    for day, seconds in (("2026-01-03", 60), ("2026-01-05", 65), ("2026-01-04", 0)):
        case.log(start=f"{day}T10:00", number=NUMBER, duration_s=seconds or None, party=lender,
                 outcome="conversation" if seconds else "rang_no_answer")  # fmt: skip
    case.log(start="2026-01-03T11:00", number=OTHER, party=lender, tags=["insult"])
    case.log(start="2026-01-03T12:00", number=OTHER, party=lender, direction="out")
    case.log(start="2026-01-03T13:00", number="", party=lender)
    case.log(start="2026-01-06T09:30", number=PORT, channel="sms", party=lender, text="【某金】=请还款\n第二行")
    case.log(
        start="2026-01-06T09:40", number="17000000009", channel="sms", text="外卖到了", attribution="not_collector"
    )
    return case


def rows(case: Case) -> list[BatchRow]:
    return batch_rows(dossier(case, "12321"))


def test_a_number_is_one_row_with_first_and_last_time_and_the_whole_length(case: Case) -> None:
    with language("zh"):
        first = rows(case)[0]
    assert (first.kind, first.number, first.count, first.seconds) == ("call", NUMBER, 3, 125)
    assert (first.first, first.last) == ("2026-01-03 10:00", "2026-01-05 10:00")
    assert first.description == "以催收为由来电3次，分布在3天，接通2次。"


def test_calls_of_ones_own_and_hidden_numbers_are_not_reported(case: Case) -> None:
    assert [(one.number, one.count) for one in rows(case)] == [(NUMBER, 3), (OTHER, 1), (PORT, 1)]


def test_a_message_is_a_row_of_its_own_in_full_and_in_the_form_of_12321(case: Case) -> None:
    message = rows(case)[-1]
    assert message.text == "【某金】=请还款\n第二行"
    assert message.by_message == f"{PORT}*【某金】=请还款\n第二行"
    assert rows(case)[0].by_message == ""


def test_what_was_marked_stands_in_the_description(case: Case) -> None:
    with language("zh"):
        assert "侮辱" in rows(case)[1].description


def test_all_three_forms_hold_the_same_rows(case: Case) -> None:
    with language("zh"):
        made = dossier(case, "12321")
        table, page = read(batch_csv(made)), batch_page(made)
        assert [row[2] for row in table[1:]] == [str(row[2]) for row in cells(batch_xlsx(made))[1:]]
        assert [row[2] for row in table[1:]] == [NUMBER, OTHER, PORT]
        assert all(number in page for number in (NUMBER, OTHER, PORT)) and "第二行" in page
        assert "<script" not in page


def test_a_case_without_numbers_gives_an_empty_list(tmp_path: Path) -> None:
    empty = dossier(create_case(tmp_path / "case", lender="某消金"), "12321")
    assert batch_rows(empty) == []
    assert "<h1>" in batch_page(empty)
