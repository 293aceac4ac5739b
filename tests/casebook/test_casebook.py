"""Making and opening cases: names, places, the three questions, and what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

import casekit
from casekit.casebook import Case, case_folder, casekit_home
from casekit.casebook.masking import masked_view
from casekit.errors import CaseError, InputError
from casekit.text import language
from tests.casebook.conftest import COLLECTOR


def test_a_bare_name_is_made_below_the_home(home: Path) -> None:
    case = casekit.create_case("花呗-2026", lender="花呗")
    assert case.folder == home / "花呗-2026"
    assert sorted(path.name for path in case.folder.iterdir()) == ["ledger.sqlite"]
    assert casekit.open_case("花呗-2026").head == case.head
    assert repr(case) == f"Case({str(case.folder)!r})"


def test_a_folder_that_is_here_wins_over_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    assert case_folder("here") == Path("here")
    assert case_folder("elsewhere") == casekit_home() / "elsewhere"
    assert case_folder(tmp_path / "x") == tmp_path / "x"


def test_cases_live_in_the_home_folder_but_never_in_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEKIT_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert casekit_home() == tmp_path / "casekit"
    (tmp_path / "casekit" / "casekit").mkdir(parents=True)
    (tmp_path / "casekit" / "casekit" / "__init__.py").touch()
    assert casekit_home() == tmp_path / "casekit-cases"


@pytest.mark.parametrize("name", ["", "  ", "a\0b", "长" * 200, "~nobody-of-that-name/x"])
def test_a_name_that_no_folder_can_have_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for enter in (casekit.create_case, casekit.open_case):
        with pytest.raises(InputError, match="name"):
            enter(name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("x")
    with pytest.raises(CaseError, match=r"exists already|no folder"):
        casekit.create_case(tmp_path / "case")
    with language("zh"), pytest.raises(CaseError, match="不能建立文件夹"):
        casekit.create_case(tmp_path / "case")


def test_everything_wrong_with_a_new_case_is_told_at_once_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        casekit.create_case(tmp_path / "case", timezone="Mars/Olympus", language="fr", standpoint="judge")
    assert [fault.where for fault in refused.value.faults] == ["who complains", "time zone", "language"]
    with pytest.raises(InputError, match="type of lender: “shark”"):
        casekit.create_case(tmp_path / "case", lender="x", lender_type="shark")
    assert list(tmp_path.iterdir()) == []


def test_the_three_questions_are_enough(tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "a", lender="花呗", product="花呗分期")
    background = case.background()
    (debt,) = background.debts.values()
    assert (debt.product, background.debt_lender(debt.id)) == ("花呗分期", background.sole_lender())
    assert background.persons["debtor"].relation == "self"
    relative = casekit.create_case(
        tmp_path / "b", standpoint="relative", complainant="妹妹", own_numbers=["13700002222"]
    )
    assert relative.background().persons["debtor"].name == ""
    assert relative.background().persons["debtor"].lines == ()
    assert relative.background().debts == {}


def test_what_is_said_of_a_lender_without_a_name_is_kept(tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "a", lender_type="consumer_finance")
    background = case.background()
    lender = background.sole_lender()
    assert lender is not None
    assert (lender.name, lender.lender_type) == ("消费金融公司", "consumer_finance")
    assert [one.lender for one in background.debts.values()] == [lender.id]
    assert case.update_party(lender.id, name="花呗").lender_type == "consumer_finance"
    english = casekit.create_case(tmp_path / "b", lender_type="bank", language="en")
    assert [one.name for one in english.background().lenders()] == ["bank"]
    assert casekit.create_case(tmp_path / "c").background().parties == {}


def test_a_call_to_the_relatives_own_number_is_no_call_to_the_borrower(tmp_path: Path) -> None:
    case = casekit.create_case(
        tmp_path / "a", standpoint="relative", complainant="母亲", own_numbers=["13700002222"], lender="花呗"
    )
    case.log(start="2026-01-02T10:00", line="137 0000 2222")
    case.log(start="2026-01-02T11:00", line="13700003333")
    assert case.events()["role"].tolist() == ["other_third_party", "debtor"]


@pytest.mark.parametrize(("name", "called"), [("妹妹", "妹妹"), ("", "被骚扰的亲友")])
def test_a_relative_who_complains_keeps_the_numbers_that_were_given(tmp_path: Path, name: str, called: str) -> None:
    case = casekit.create_case(
        tmp_path / "a", standpoint="relative", complainant=name, own_numbers=["137 0000 2222"], lender="花呗"
    )
    debtor, relative = case.background().persons.values()
    assert (debtor.lines, relative.name, relative.lines) == ((), called, ("13700002222",))
    assert (relative.role, relative.relation) == ("other_third_party", "other")
    case.log(start="2026-01-05", number=COLLECTOR, person=relative.id, words="打到 13700002222")
    shown = masked_view(case)
    assert shown.events["words"][0] == "打到 13700002222"
    assert shown.background.persons[relative.id] == relative


def test_an_agent_gives_the_borrower_s_numbers(tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "a", standpoint="agent", own_numbers=["13700002222"])
    assert case.background().persons["debtor"].lines == ("13700002222",)


def test_the_header_changes_field_by_field(case: Case) -> None:
    created = case.header.created_at
    assert created is not None
    case.update_header(title="案件 <1>", phone="139")
    header = casekit.open_case(case.folder).header
    assert (header.title, header.phone, header.complainant, header.created_at) == ("案件 <1>", "139", "林一", created)
    with pytest.raises(InputError, match="time zone"):
        case.update_header(zone="nowhere")
    with pytest.raises(InputError, match="no such field"):
        case.update_header(colour="red")


def test_changing_the_zone_moves_the_wall_clock_not_the_instant(case: Case) -> None:
    case.log(start="2026-01-05T22:30")
    before = case.events()["start"][0]
    case.update_header(zone="Europe/Berlin")
    case.log(start="2026-01-05T22:30")
    events = case.events()
    assert events["start"][0] == before
    assert [f"{moment:%H:%M}" for moment in events["local"]] == ["22:30", "22:30"]
