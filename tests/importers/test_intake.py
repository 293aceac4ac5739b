"""A file as one batch: previewed, taken in whole or not at all, confirmed when it overlaps, undone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import casekit
from casekit.casebook.masking import masked_view
from casekit.errors import CaseError, InputError
from casekit.importers.intake import OpenQuestionError, import_file, preview_file
from tests.importers.files import MOBILE, NIGHT, UNICOM_C, call, sms, write_csv, xml

OWN, MOTHER = "13800000001", "13900000002"


@pytest.fixture
def case(tmp_path: Path) -> Any:
    return casekit.create_case(tmp_path / "案件", lender="演示消费金融", own_numbers=(OWN,))


@pytest.fixture
def backup(tmp_path: Path):
    def write(*elements: str, name: str = "calls.xml", root: str = "calls", count: object = None) -> Path:
        path = tmp_path / name
        path.write_bytes(xml(root, *elements, count=count))
        return path

    return write


def ring(second: int, **attributes: object) -> str:
    return call(**{"date": NIGHT + second * 1000, **attributes})


def mothers_bill(folder: Path, title: str = f"手机号码：{MOTHER}") -> Path:
    row = ("12-03 21:08:07", "杭州", "被叫", "17000000001", "38秒", "国内被叫", "--", "0.00")
    return write_csv(folder / "通话详单202512.csv", [(title,), MOBILE, row], "gb18030")


def test_a_preview_says_everything_and_changes_nothing(case, backup) -> None:
    path = backup(
        ring(0), ring(60), ring(120, type=2, number="95000"), ring(180, type=3, duration=0, number=""), ring(0, date="0"),
        count=58,
    )  # fmt: skip
    before = case.ledger.head()
    seen = preview_file(case, path)
    assert (seen.declared, seen.read, seen.records, seen.fresh, seen.known) == (58, 5, 4, 4, 0)
    assert (f"{seen.first:%Y-%m-%d %H:%M}", f"{seen.last:%Y-%m-%d %H:%M}") == ("2026-03-01 22:15", "2026-03-01 22:18")
    assert seen.by_direction == {"in": 3, "out": 1}
    assert seen.by_outcome == {"conversation": 3, "rang_no_answer": 1}
    assert seen.top_numbers == (("17000000001", "mobile_virtual", 2), ("95000", "service_95", 1))
    assert (seen.not_shown, seen.line) == (1, OWN)
    assert [(one.where, "cannot be right" in one.reason) for one in seen.skipped] == [("5", True)]
    assert "58" in seen.warnings[0] and "5 were found" in seen.warnings[0]
    assert case.ledger.head() == before and case.incidents() == []


def test_one_file_is_one_batch_that_can_be_undone_and_brought_back(case, backup) -> None:
    result = import_file(case, backup(ring(0), ring(60)))
    assert (result.imported, result.confirmed) == (2, 0)
    assert [one.line for one in case.incidents()] == [OWN, OWN]
    assert set(case.events()["attribution"]) == {"unknown"}
    assert case.undo(result.batch) == 2
    assert case.incidents() == []
    assert case.redo(result.batch) == 2
    assert [one.no for one in case.incidents()] == [1, 2]
    assert case.ledger.verify() == []


def test_what_was_imported_can_be_traced_to_its_row(case, backup) -> None:
    path = backup(ring(0, contact_name="催收"), ring(60))
    import_file(case, path)
    second = case.incident(2)
    assert (second.row, second.source, second.source_kind) == ("2", "smsbr_xml", "phone_log")
    assert case.raw_cells(1)["contact_name"] == "催收"
    assert case.store.path(second.file).read_bytes() == path.read_bytes()


def test_an_overlapping_file_adds_nothing_twice(case, backup) -> None:
    first = import_file(case, backup(ring(0), ring(60), ring(120)))
    again = import_file(case, backup(ring(61), ring(121), ring(180), name="later.xml"))
    assert (again.imported, again.confirmed) == (1, 2)
    assert preview_file(case, backup(ring(60), ring(999), name="third.xml")).known == 1
    # Undoing the first keeps what the second brought too.
    assert case.undo(first.batch) == 1
    assert len(case.incidents()) == 3
    assert case.undo(again.batch) == 3


def test_the_same_file_again_is_said_and_confirms_everything(case, backup) -> None:
    path = backup(ring(0), ring(60))
    import_file(case, path)
    assert "taken in before" in preview_file(case, path).warnings[0]
    again = import_file(case, path)
    assert (again.imported, again.confirmed) == (0, 2)
    assert len(case.incidents()) == 2


def test_an_undone_file_that_comes_again_keeps_its_numbers(case, backup) -> None:
    path = backup(ring(0))
    case.undo(import_file(case, path).batch)
    again = import_file(case, path)
    assert (again.imported, again.confirmed) == (0, 1)
    assert [one.no for one in case.incidents()] == [1]


def test_two_calls_at_the_same_second_stay_two(case, backup) -> None:
    twice = backup(ring(0), ring(0))
    assert import_file(case, twice).imported == 2
    assert import_file(case, backup(ring(0), ring(0), ring(0), name="b.xml")).as_json()["imported"] == 1


@pytest.mark.parametrize("change", [{"number": "17000000009"}, {"type": 2}, {"duration": 66}, {"date": NIGHT + 3000}])
def test_calls_that_differ_are_not_confirmed(case, backup, change: dict[str, object]) -> None:
    import_file(case, backup(ring(0)))
    assert import_file(case, backup(call(**{"date": NIGHT, **change}), name="b.xml")).imported == 1


def test_messages_of_one_second_with_other_words_are_others(case, backup) -> None:
    import_file(case, backup(sms("甲"), root="smses"))
    again = import_file(case, backup(sms("甲"), sms("乙"), root="smses", name="b.xml"))
    assert (again.imported, again.confirmed) == (1, 1)


def test_phone_and_bill_of_one_call_are_two_records_of_one_contact(case, backup, tmp_path: Path) -> None:
    import_file(case, backup(ring(0)))
    row = (
        "1",
        "语音电话",
        "2026-03-01 22:15:20",
        "1分6秒",
        "被叫",
        "008617000000001",
        "国内通话",
        "0.00",
        "0.00",
        "0.00",
    )
    result = import_file(case, write_csv(tmp_path / "bill.csv", [UNICOM_C, row]))
    assert (result.imported, result.confirmed) == (1, 0)
    assert len(case.events()) == 2 and int(case.events()["primary"].sum()) == 1


def test_a_relatives_bill_makes_them_the_one_contacted_with_their_line(case, tmp_path: Path) -> None:
    result = import_file(case, mothers_bill(tmp_path), person="王妈妈", role="preagreed_contact", relation="parent")
    events = case.events()
    assert result.imported == 1
    assert events[["role", "relation", "line", "direction"]].iloc[0].tolist() == [
        "preagreed_contact",
        "parent",
        MOTHER,
        "in",
    ]
    mother = case.find_person("王妈妈")
    assert (mother.lines, mother.relation) == ((MOTHER,), "parent")
    assert len([entry for entry in case.ledger.entries() if entry.kind == "person"]) == 2  # the borrower and the mother


def test_a_known_person_is_completed_and_not_doubled(case, tmp_path: Path) -> None:
    case.add_person("王妈妈", role="preagreed_contact", relation="other")
    import_file(case, mothers_bill(tmp_path), person="王妈妈", relation="parent")
    mother = case.find_person("王妈妈")
    assert (mother.role, mother.relation, mother.lines) == ("preagreed_contact", "parent", (MOTHER,))
    assert len(case.background().persons) == 2


def test_a_refused_file_leaves_no_person_behind(case, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [("姓名", "地址", "备注")])
    with pytest.raises(InputError):
        import_file(case, path, person="王妈妈", relation="parent")
    assert case.find_person("王妈妈") is None


def test_somebody_elses_bill_is_not_taken_in_as_the_borrowers(case, tmp_path: Path) -> None:
    bill = mothers_bill(tmp_path)
    with pytest.raises(OpenQuestionError) as asked:
        import_file(case, bill)
    assert [one.id for one in asked.value.preview.questions] == ["own_number"] and MOTHER in asked.value.message
    case.add_person("王妈妈", relation="parent", lines=(MOTHER,))
    with pytest.raises(OpenQuestionError, match="王妈妈"):
        import_file(case, bill, person="debtor")
    assert case.incidents() == []


def test_whose_list_it_is_needs_no_word_once_the_owner_of_its_number_is_known(case, tmp_path: Path) -> None:
    mother = case.add_person("王妈妈", relation="parent", lines=(MOTHER,))
    bill = mothers_bill(tmp_path)
    assert preview_file(case, bill).questions == ()
    assert import_file(case, bill).imported == 1
    assert [(one.person, one.line) for one in case.incidents()] == [(mother.id, MOTHER)]
    assert import_file(case, bill).confirmed == 1


def test_a_number_that_two_share_leaves_the_list_with_the_borrower(case, tmp_path: Path) -> None:
    case.add_person("王妈妈", relation="parent", lines=(MOTHER,))
    case.update_person("debtor", lines=[OWN, MOTHER])
    assert import_file(case, mothers_bill(tmp_path)).imported == 1
    assert case.incident(1).person == "debtor"


def test_a_second_number_of_the_borrower_becomes_known(case, tmp_path: Path) -> None:
    bill = mothers_bill(tmp_path)
    assert import_file(case, bill, own_numbers=(MOTHER,)).imported == 1
    assert case.find_person("debtor").lines == (OWN, MOTHER)
    assert case.incident(1).line == MOTHER
    said = preview_file(case, bill, own_numbers=("13700000009",))
    assert said.line == "13700000009" and "what you said was used" in said.warnings[0]


def test_a_bill_without_any_number_asks_whose_it_is_but_waits_for_nobody(tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "b")
    result = import_file(case, mothers_bill(tmp_path, "中国移动"))
    assert [one.id for one in result.preview.questions] == ["own_number"]
    assert (result.imported, result.preview.line) == (1, "")


def test_the_year_must_be_known_before_anything_enters(case, tmp_path: Path) -> None:
    row = ("12-03 21:08:07", "杭州", "被叫", "17000000001", "38秒", "国内被叫", "--", "0.00")
    path = write_csv(tmp_path / "详单.csv", [MOBILE, row])
    with pytest.raises(OpenQuestionError, match="which year"):
        import_file(case, path)
    assert case.incidents() == []
    result = import_file(case, path, year=2025)
    assert f"{case.incident(result.imported).start:%Y-%m-%d %H:%M}" == "2025-12-03 13:08"
    assert case.incident(1).time_basis == "year_inferred"
    for wrong in (1999, 3000):
        with pytest.raises(InputError, match=str(wrong)):
            preview_file(case, path, year=wrong)


def test_the_zone_of_the_person_decides_about_wall_clocks(case, tmp_path: Path) -> None:
    abroad = case.add_person("表哥", relation="relative", zone="America/New_York", lines=(MOTHER,))
    import_file(case, mothers_bill(tmp_path), person=abroad.id)
    assert f"{case.incident(1).start:%Y-%m-%d %H:%M}" == "2025-12-04 02:08"


def test_a_role_needs_a_person(case, backup) -> None:
    with pytest.raises(InputError, match="name the person"):
        import_file(case, backup(ring(0)), relation="parent")
    with pytest.raises(CaseError, match="cannot be used"):
        import_file(case, backup(ring(0)), person="王妈妈", relation="nonsense")
    assert case.incidents() == []


def test_a_file_without_a_usable_record_is_refused_with_reasons(case, backup) -> None:
    with pytest.raises(InputError, match="no record") as error:
        import_file(case, backup(ring(0, date="0"), ring(0, type=99)))
    assert [fault.where for fault in error.value.faults] == ["1", "2"]
    assert case.batches() == []


def test_a_fault_in_the_middle_leaves_nothing(case, backup, monkeypatch: pytest.MonkeyPatch) -> None:
    from casekit.importers.watching import Watch

    def breaks(watch, items, total=0):
        for count, item in enumerate(items):
            if total and count > 1500:
                raise OSError(5, "the stick was pulled out")
            yield item

    monkeypatch.setattr(Watch, "items", breaks)
    before = case.ledger.head()
    with pytest.raises(OSError, match="pulled out"):
        import_file(case, backup(*(ring(step) for step in range(3000))))
    assert case.ledger.head() == before
    assert casekit.open_case(case.folder).incidents() == []


def test_progress_is_told_in_both_passes(case, backup) -> None:
    told: list[tuple[int, int]] = []
    import_file(case, backup(*(ring(step) for step in range(1200))), progress=lambda *step: told.append(step))
    assert (500, 1200) in told and told[-1] == (1200, 1200)
    assert sum(step == (1200, 1200) for step in told) >= 2


IMPORT = """
import sys, casekit
from pathlib import Path
from casekit.errors import CaseError
{limit}
try:
    print(casekit.import_file(casekit.open_case(sys.argv[1]), sys.argv[2]).imported)
except CaseError as error:
    print(error.message)
"""


def run(case: Any, path: Path, limit: str = "") -> subprocess.Popen[str]:
    program = [sys.executable, "-c", IMPORT.format(limit=limit), str(case.folder), str(path)]
    english = {**os.environ, "CASEKIT_LANG": "en"}
    return subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=english)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_an_import_that_is_killed_leaves_nothing_half_done(case, backup) -> None:
    path = backup(*(ring(step) for step in range(40_000)))
    before = case.ledger.head()
    importing = run(case, path)
    ledger = Path(case.folder, "ledger.sqlite")
    while importing.poll() is None and not Path(f"{ledger}-journal").exists():
        time.sleep(0.005)
    importing.send_signal(signal.SIGKILL)
    importing.communicate()
    assert importing.returncode == -signal.SIGKILL
    again = casekit.open_case(case.folder)
    assert (again.ledger.head(), again.ledger.verify(), again.incidents()) == (before, [], [])
    assert import_file(again, path).imported == 40_000


FULL = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
@pytest.mark.parametrize("share", [0.5, 1.02])
def test_a_full_disk_is_said_and_nothing_is_saved(case, backup, share: float) -> None:
    """At half its size the copy of the file does not fit; at its full size the ledger does not."""
    path = backup(*(ring(step, contact_name="") for step in range(20_000)))
    before = case.ledger.head()
    out, error = run(case, path, FULL.format(size=int(os.path.getsize(path) * share))).communicate()
    assert error == ""
    assert "othing was saved" in out and "Traceback" not in out
    again = casekit.open_case(case.folder)
    assert (again.ledger.head(), again.ledger.verify()) == (before, [])


MEMORY = """
import sys, resource
from pathlib import Path
from casekit import create_case, preview_file
case = create_case(sys.argv[1])
small, large = (Path(name) for name in sys.argv[2:4])
preview_file(case, small)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
seen = preview_file(case, large)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(seen.records, after - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits of Unix")
def test_a_large_backup_is_looked_through_in_constant_memory(tmp_path: Path, backup) -> None:
    small = backup(*(ring(step) for step in range(100)), name="small.xml")
    large = tmp_path / "large.xml"
    block = "".join(ring(step) for step in range(10_000)).encode()
    with large.open("wb") as stream:
        stream.write(b"<calls>")
        for _ in range(12):
            stream.write(block)
        stream.write(b"</calls>")
    program = [sys.executable, "-c", MEMORY, str(tmp_path / "c"), str(small), str(large)]
    out = subprocess.run(program, check=True, capture_output=True, text=True).stdout
    records, grown = map(int, out.split())
    assert records == 120_000
    unit = 1 if sys.platform == "darwin" else 1024
    assert grown * unit < 4 << 20 < large.stat().st_size


def test_undoing_a_wrong_import_takes_its_number_back(case, tmp_path: Path) -> None:
    bill = mothers_bill(tmp_path)
    wrong = import_file(case, bill, own_numbers=(MOTHER,))
    case.undo(wrong.batch)
    assert case.find_person("debtor").lines == (OWN,)
    right = import_file(case, bill, person="王妈妈", relation="parent")
    case.mark_number("17000000001", party=case.background().lenders()[0].id)
    assert case.find_person("王妈妈").lines == (MOTHER,)
    shown = masked_view(case)
    assert all(MOTHER not in one.lines for one in shown.background.persons.values())
    case.undo(right.batch)
    assert case.redo(wrong.batch) == 1
    assert case.find_person("debtor").lines == (OWN, MOTHER)
    assert case.find_person("王妈妈").lines == ()
    assert casekit.open_case(case.folder).background() == case.background()


def test_a_number_stays_as_long_as_another_import_or_the_user_says_it(case, backup) -> None:
    second = "13800000009"
    first = import_file(case, backup(ring(0)), own_numbers=(OWN, second)).batch
    again = import_file(case, backup(ring(60), name="b.xml"), own_numbers=(OWN, second)).batch
    case.undo(first)
    assert case.find_person("debtor").lines == (OWN, second)
    case.undo(again)
    assert case.find_person("debtor").lines == (OWN,)
    case.redo(again)
    assert case.find_person("debtor").lines == (OWN, second)
    case.update_person("debtor", lines=[OWN])
    case.update_person("debtor", lines=[OWN, second])
    case.undo(again)
    assert case.find_person("debtor").lines == (OWN, second)


def test_one_file_is_never_two_persons_list(case, tmp_path: Path) -> None:
    bill = mothers_bill(tmp_path)
    wrong = import_file(case, bill, own_numbers=(MOTHER,)).batch
    with pytest.raises(OpenQuestionError, match=r"list of the borrower.*undo that import first"):
        import_file(case, bill, person="王妈妈", relation="parent", own_numbers=(MOTHER,))
    assert len(case.incidents()) == 1 and case.find_person("王妈妈") is None
    case.undo(wrong)
    right = import_file(case, bill, person="王妈妈", relation="parent")
    assert right.imported == 1
    with pytest.raises(InputError, match="list of 王妈妈"):
        case.redo(wrong)
    assert [one.person for one in case.incidents()] == [case.find_person("王妈妈").id]
    with pytest.raises(OpenQuestionError, match="list of 王妈妈"):
        import_file(case, bill, person="debtor", own_numbers=(MOTHER,))


def test_rows_that_were_corrected_are_confirmed_when_their_file_comes_again(case, backup) -> None:
    path = backup(ring(0), ring(60))
    import_file(case, path)
    case.amend(1, start="2026-02-01 08:00")
    case.amend(2, duration_s=7)
    assert preview_file(case, path).known == 2
    again = import_file(case, path)
    assert (again.imported, again.confirmed) == (0, 2)
    assert len(case.incidents()) == 2


def test_the_same_file_read_otherwise_is_not_entered_a_second_time(case, tmp_path: Path) -> None:
    rows = [("拨打时刻", "方向", "电话", "多久"), ("2025-12-03 10:00:00", "来电", "17000000001", "65")]
    path = write_csv(tmp_path / "a.csv", rows)
    columns = {"start": "拨打时刻", "direction": "方向", "number": "电话"}
    first = import_file(case, path, columns={**columns, "duration": ""})
    with pytest.raises(OpenQuestionError, match=r"read otherwise than now: 1 records.*Undo that import first"):
        import_file(case, path, columns={**columns, "duration": "多久"})
    assert len(case.incidents()) == 1
    again = import_file(case, path, columns={**columns, "duration": ""})
    assert (again.imported, again.confirmed) == (0, 1)
    for batch in (first.batch, again.batch):
        case.undo(batch)
    assert import_file(case, path, columns={**columns, "duration": "多久"}).imported == 1


def test_rows_that_were_left_out_before_come_in_when_that_is_settled(case, tmp_path: Path) -> None:
    rows = [("对方号码", "呼叫类型", "通话起始时间", "通话时长"), ("17000000001", "被叫", "2025-12-03 10:00:00", "65"),
            ("17000000002", "呼转", "2025-12-03 11:00:00", "65")]  # fmt: skip
    path = write_csv(tmp_path / "a.csv", rows)
    assert import_file(case, path, directions={"呼转": "leave"}).imported == 1
    result = import_file(case, path, directions={"呼转": "in"})
    assert (result.imported, result.confirmed) == (1, 1)
