"""Imports: all of a file or nothing; undo keeps what another file brought; nothing enters twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import casekit
from casekit.casebook import Case
from casekit.errors import InputError, NotFoundError
from casekit.model import Person
from tests.casebook.conftest import COLLECTOR, Take, call


def numbers(case: Case) -> list[int]:
    return [one.no for one in case.incidents()]


def test_an_import_says_what_it_brought(case: Case, take: Take) -> None:
    batch = take(case, "phone_log", [call(0), call(60)])
    assert (batch.imported, batch.confirmed, batch.read, batch.undone) == (2, 0, 2, False)
    assert batch.first == call(0)["start"] and batch.last == call(60)["start"]
    assert case.batches() == [batch]
    assert casekit.open_case(case.folder).batches() == [batch]


def test_an_import_of_many_rows_is_few_entries(case: Case, take: Take) -> None:
    before = case.head[0]
    take(case, "phone_log", [call(at) for at in range(2500)])
    assert case.head[0] - before == 5  # the file, three chunks of rows, the import itself
    assert len(case.events()) == 2500
    assert case.verify() == []


def test_an_overlapping_file_brings_nothing_twice(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(0), call(60)])
    second = take(case, "phone_log", [call(60), call(120)])
    assert (second.imported, second.confirmed) == (1, 1)
    assert numbers(case) == [1, 2, 3]


def test_undo_keeps_what_another_import_confirmed(case: Case, take: Take) -> None:
    first = take(case, "phone_log", [call(0), call(60)])
    second = take(case, "phone_log", [call(60), call(120)])
    assert case.undo(first.id) == 1
    assert numbers(case) == [2, 3]
    assert case.undo(second.id) == 2
    assert numbers(case) == []
    assert case.redo(first.id) == 2
    assert numbers(case) == [1, 2]
    assert case.redo(second.id) == 1
    assert numbers(case) == [1, 2, 3]
    assert [one.undone for one in case.batches()] == [False, False]


def test_a_file_taken_in_again_after_undo_comes_back_under_its_old_numbers(case: Case, take: Take) -> None:
    first = take(case, "phone_log", [call(0), call(60)])
    case.amend(1, words="补记的原话")
    case.undo(first.id)
    again = take(case, "phone_log", [call(0), call(60), call(120)])
    assert (again.imported, again.confirmed) == (1, 2)
    assert numbers(case) == [1, 2, 3]
    assert case.incident(1).words == "补记的原话"


def test_a_row_withdrawn_by_hand_stays_withdrawn_through_all_of_it(case: Case, take: Take) -> None:
    first = take(case, "phone_log", [call(0), call(60)])
    case.withdraw(1, "是亲戚")
    take(case, "phone_log", [call(0), call(60)])
    case.undo(first.id)
    case.redo(first.id)
    assert numbers(case) == [2]
    case.restore(1)
    assert numbers(case) == [1, 2]


def test_undo_leaves_typed_records_and_files_alone(case: Case, take: Take) -> None:
    case.log(start="2026-01-05", words="手工")
    batch = take(case, "phone_log", [call(0)])
    case.undo(batch.id)
    assert [one.words for one in case.incidents()] == ["手工"]
    assert case.evidence_path(batch.sha256).exists()
    assert [one.sha256 for one in case.background().evidence] == []  # but it is no part of the case any more
    assert case.withdrawn_count() == 1


def test_undo_and_redo_say_what_they_cannot_do(case: Case, take: Take) -> None:
    batch = take(case, "phone_log", [call(0)])
    with pytest.raises(InputError, match="was not undone"):
        case.redo(batch.id)
    case.undo(batch.id[:6])  # the beginning is enough
    with pytest.raises(InputError, match="undone already"):
        case.undo(batch.id)
    for name in ("", "zz"):
        with pytest.raises(NotFoundError, match="no import"):
            case.undo(name)


def test_a_file_that_fails_on_the_way_leaves_nothing(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "calls.xml"
    path.write_text("x")
    before = case.head

    def rows(index: Any) -> Any:
        for at in range(2500):
            yield call(at)
        raise InputError("the file ends in the midst")

    with pytest.raises(InputError, match="in the midst"):
        case.import_batch(
            rows, source="x", source_kind="phone_log", path=path, name="calls.xml", summary=dict,
            person=Person(id="new", name="妹妹"),
        )  # fmt: skip
    assert casekit.open_case(case.folder).head == before
    assert case.find_person("妹妹") is None
    assert [one for one in (case.folder / "evidence").rglob("*") if one.is_file()] == []


def test_an_empty_file_is_refused(case: Case, tmp_path: Path) -> None:
    (tmp_path / "empty.xml").touch()
    with pytest.raises(InputError, match="is empty"):
        case.import_batch(
            lambda index: [], source="x", source_kind="phone_log", path=tmp_path / "empty.xml", name="empty.xml",
            summary=dict,
        )  # fmt: skip


def test_what_stood_in_the_file_can_be_looked_up_cell_by_cell(case: Case, take: Take) -> None:
    take(
        case,
        "carrier_bill",
        [call(0, raw={"对方号码": "0086" + COLLECTOR, "通话时长": "30秒"}), call(60, raw={"备注": "x"})],
    )
    assert case.raw_cells(1) == {"对方号码": "0086" + COLLECTOR, "通话时长": "30秒"}
    assert case.raw_cells(2) == {"备注": "x"}
    case.log(start="2026-01-05")
    assert case.raw_cells(3) == {}


def test_kinds_of_source_do_not_confirm_each_other(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(0)])
    assert take(case, "carrier_bill", [call(0)]).imported == 1


def test_a_corrected_row_is_still_that_row_of_the_file(case: Case) -> None:
    file = case.folder.parent / "calls-20260105.xml"
    file.write_text(
        '<calls count="1"><call number="17000000001" duration="30" date="1767574800000" type="1" readable_date="" '
        'contact_name="" /></calls>'
    )
    assert casekit.import_file(case, file).imported == 1
    case.amend(1, duration_s=45, number_raw="17000000002", start="2026-01-05 10:00", person="", text="补记")
    again = casekit.import_file(case, file)
    assert (again.imported, again.confirmed) == (0, 1)
    assert case.incident(1).duration_s == 45


def test_what_came_with_a_message_is_evidence_of_it(case: Case, take: Take, tmp_path: Path) -> None:
    picture, sound = tmp_path / "1", tmp_path / "2"
    picture.write_bytes(b"\xff\xd8\xff picture")
    sound.write_bytes(b"#!AMR sound")
    files = [(picture, "催款函.jpg"), (sound, "a.amr")]
    take(case, "phone_log", [call(0, channel="sms", attachments=files), call(60, channel="sms", attachments=files[:1])])
    kept = {one.name: one for one in case.background().evidence if one.kind != "export"}
    first, second = (one.id for one in case.incidents())
    assert kept["催款函.jpg"].incidents == (first, second) and kept["催款函.jpg"].kind == "screenshot"
    assert kept["a.amr"].incidents == (first,)
    assert case.evidence_path(kept["a.amr"].sha256).read_bytes() == b"#!AMR sound"
    assert case.verify() == []


def test_a_file_that_came_before_is_not_kept_or_linked_twice(case: Case, take: Take, tmp_path: Path) -> None:
    picture = tmp_path / "1"
    picture.write_bytes(b"\xff\xd8\xff picture")
    take(case, "phone_log", [call(0)])
    take(case, "phone_log", [call(0, attachments=[(picture, "a.jpg")])])
    before = case.head[0]
    take(case, "phone_log", [call(0, attachments=[(picture, "a.jpg")]), call(90)])
    (kept,) = (one for one in case.background().evidence if one.kind != "export")
    assert kept.incidents == (case.incidents()[0].id,)
    assert case.head[0] - before == 3  # the file, the rows, the import; nothing about the picture


def test_what_came_with_a_failed_import_is_not_kept(case: Case, take: Take, tmp_path: Path) -> None:
    picture = tmp_path / "1"
    picture.write_bytes(b"\xff\xd8\xff picture")
    stored = sorted(case.store.folder.rglob("*")) if case.store.folder.exists() else []
    with pytest.raises(InputError):
        take(case, "phone_log", [call(0, attachments=[(picture, "a.jpg"), (tmp_path / "missing", "b.jpg")])])
    assert [one for one in case.store.folder.rglob("*") if one.is_file()] == [one for one in stored if one.is_file()]
    assert case.incidents() == [] and case.batches() == []
