"""The masked view: what is masked, and what does not count, is in no part of it."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from typing import Any

import pytest

import casekit
from casekit.casebook import Case
from casekit.casebook.listing import event_objects
from casekit.casebook.masker import MASKINGS
from casekit.casebook.masking import MaskedView, masked_view
from casekit.casebook.visits import Visit
from casekit.errors import InputError
from casekit.numbers import account
from tests.casebook.conftest import COLLECTOR, FAMILY, Take, call

MOTHER, FRIEND, GRANDMOTHER = "13700002222", "02155550000", "13600003333"
SECRETS = (
    "李四妹", "四妹", "王小明", "周阿婆", "赵老六", "5555", MOTHER, "137 0000 2222", "137-0000-2222", "１３７", FAMILY, GRANDMOTHER,
    "310101199003071234", "外婆的私房话",
)  # fmt: skip


@pytest.fixture
def full(case: Case, take: Take) -> Case:
    """A case in which third persons are named in every field that takes text."""
    lender = case.background().lenders()[0]
    mother = case.add_person("李四妹", relation="parent", lines=[MOTHER])
    case.add_person("王小明", relation="friend", lines=[FRIEND])
    case.add_person("周阿婆", relation="relative", lines=[GRANDMOTHER])
    case.update_header(title="李四妹一家的案件", phone="139 0000 0000", address="某路1号")
    take(case, "phone_log", [
        call(0, COLLECTOR), call(100, FAMILY, contact_name="赵老六", text="外婆的私房话"),
        call(200, COLLECTOR, person=mother.id, line=MOTHER), call(300, "10086", contact_name="移动"),
    ], name="李四妹13700002222的通话.xml")  # fmt: skip
    case.mark_number(COLLECTOR, party=lender.id, basis="user", note="李四妹说是他们")
    case.mark_number(FAMILY, attribution="not_collector", note="赵老六")
    logged = case.log(
        start="2026-01-06T09:00", number=COLLECTOR, person="李四妹", words="转告王小明，电话１３７００００２２２２或者5555-0000",
        text="李四妹 137 0000 2222 身份证310101199003071234", note="赵老六也听见了", told_by="王小明",
        claimed_org="花呗", claimed_agent="工号 137-0000-2222",
    )  # fmt: skip
    case.log(start="2026-01-07", channel="visit", place="李四妹家，021 5555 0000", people_count=2, police_called=True)
    case.attach(b"a", name="录音_李四妹_13700002222.m4a", incident=logged.id, number=MOTHER, note="王小明录的",
                how_obtained="李四妹的手机", device="王小明的手机")  # fmt: skip
    case.attach(b"b", name="赵老六的截图.png", incident=2)
    case.add_fact(
        "refused_contact", "2026-01-05", person=mother.id, number=MOTHER, value="李四妹说别打了", note="王小明在场"
    )
    private = case.add_fact("police_warning", "2026-01-05", incident=case.incident(2).id, value="外婆的私房话")
    case.attach(b"c", name="私事.png", incident=private.id)
    case.update_debt(next(iter(case.background().debts)), note="王小明担保过")
    return case


def everything_in(view: MaskedView) -> str:
    """Every byte that could reach a document, categories of columns included."""
    parts: list[Any] = [
        view.header.model_dump_json(), view.left_out, view.faults, view.visits, event_objects(view.events),
        [list(view.events[name].cat.categories) for name in view.events if hasattr(view.events[name], "cat")],
        *(repr(getattr(view.background, name)) for name in ("debts", "parties", "persons", "numbers", "facts", "evidence")),
    ]  # fmt: skip
    pickled = pickle.dumps(view.events).decode("utf-8", "ignore")
    return json.dumps(parts, ensure_ascii=False, default=repr) + pickled


@pytest.mark.parametrize("mask", ["third-parties", "all"])
def test_a_third_person_is_in_no_part_of_the_view(full: Case, mask: str) -> None:
    shown = everything_in(masked_view(full, mask))
    assert [secret for secret in SECRETS if secret in shown] == []


def test_the_complainant_and_the_callers_stay_until_everybody_is_masked(full: Case) -> None:
    shown, hidden = everything_in(masked_view(full)), everything_in(masked_view(full, "all"))
    for known in ("林一", COLLECTOR, "13900000000", "某路1号"):
        assert known in shown
        assert known not in hidden
    assert "花呗" in hidden


def test_unmasked_shows_third_persons_but_never_what_does_not_count(full: Case) -> None:
    shown = everything_in(masked_view(full, "none"))
    assert "李四妹" in shown and MOTHER in shown
    for private in (FAMILY, GRANDMOTHER, "外婆的私房话", "周阿婆", "赵老六的截图", "私事", "10086"):
        assert private not in shown


def test_what_is_left_out_is_counted(full: Case) -> None:
    left = masked_view(full).left_out
    assert (left.unknown, left.not_collector, left.linked, left.withdrawn) == (1, 1, 0, 0)
    full.withdraw(1, "记错了")
    assert masked_view(full).left_out.withdrawn == 1


def test_masked_texts_read_on(full: Case) -> None:
    events = masked_view(full).events.set_index("no")
    assert events.loc[5, "words"] == "转告王*，电话137****2222或者021****0000"
    assert events.loc[5, "told_by"] == "王*"
    assert events.loc[5, "note"] == "赵*也听见了"
    assert events.loc[5, "claimed_agent"] == "工号 137****2222"
    assert events.loc[3, "line"] == "137****2222"


def test_visits_are_beside_the_table_with_their_places_masked(full: Case) -> None:
    view = masked_view(full)
    one = full.incident(6).id
    assert view.visits == {one: Visit("李*家，021****0000", 2, None, True)}
    assert masked_view(full, "none").visits[one].place == "李四妹家，021 5555 0000"


def test_files_and_facts_of_private_records_stay_behind(full: Case) -> None:
    background = masked_view(full).background
    assert sorted(one.name for one in background.evidence) == ["录音_李*_137****2222.m4a", "李*137****2222的通话.xml"]
    assert [fact.value for fact in background.facts] == ["李*说别打了"]
    assert set(background.numbers) == {COLLECTOR}
    assert sorted(one.name for one in background.persons.values()) == ["李*", "林一"]


def test_names_of_altered_files_are_masked_among_the_faults(full: Case) -> None:
    one = next(one for one in full.background().evidence if one.kind == "recording")
    full.evidence_path(one.sha256).chmod(0o644)
    full.evidence_path(one.sha256).write_bytes(b"altered")
    assert [fault.where for fault in masked_view(full).faults] == ["录音_李*_137****2222.m4a"]


def test_a_relative_who_complains_is_shown_and_the_borrower_is_masked(case: Case) -> None:
    case.update_header(standpoint="relative", complainant="李四妹")
    case.update_person("debtor", name="林一", lines=["13900000000"])
    case.add_person("李四妹", relation="sibling", lines=[MOTHER])
    case.log(
        start="2026-01-06", number=COLLECTOR, person="李四妹", line=MOTHER, words="林一欠钱，13900000000，李四妹你还"
    )
    shown = everything_in(masked_view(case))
    assert "李四妹" in shown and MOTHER in shown
    assert "林一" not in shown and "13900000000" not in shown


def test_an_agent_shows_the_borrower_they_act_for(case: Case) -> None:
    case.update_header(standpoint="agent", complainant="志愿者")
    case.log(start="2026-01-06", number=COLLECTOR, words="林一你听着")
    assert "林一你听着" in everything_in(masked_view(case))


def test_numbers_that_look_alike_when_masked_are_told_apart(case: Case) -> None:
    for person, line in (("李四妹", "13711112222"), ("王小明", "13733332222"), ("周阿婆", "137****2222")):
        one = case.add_person(person, lines=[line])
        case.log(start="2026-01-06", number=COLLECTOR, person=one.id, line=line)
    view = masked_view(case)
    assert view.events["line"].nunique() == 3
    assert {line for one in view.background.persons.values() for line in one.lines if line.startswith("137")} == set(
        view.events["line"].dropna()
    )


def test_a_report_about_one_debt_says_nothing_of_the_other(case: Case) -> None:
    other = case.add_party("lender", "借呗")
    agency = case.add_party("agency", "某公司", acts_for=other.id)
    debt = case.add_debt(other.id, product="借呗", note="别的债")
    mine = next(iter(case.background().debts))
    case.log(start="2026-01-06", words="花呗的", debt=mine)
    case.log(start="2026-01-07", words="借呗的", debt=debt.id, party=agency.id)
    case.log(start="2026-01-08", words="没说是哪笔")
    case.add_fact("settlement", "2026-01-01", debt=debt.id, value="分十二期")
    view = masked_view(case, debt=mine)
    assert sorted(view.events["words"]) == ["没说是哪笔", "花呗的"]
    assert view.left_out.other_debts == 1
    shown = everything_in(view)
    for secret in ("借呗", "某公司", "分十二期", "别的债"):
        assert secret not in shown
    with pytest.raises(InputError, match="nothing with the id"):
        masked_view(case, debt="nonsense")


def test_a_record_linked_to_a_counted_one_is_listed_with_it(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(0), call(600)])
    take(case, "carrier_bill", [call(2)])
    case.mark_number(COLLECTOR, party=case.background().lenders()[0].id)
    events = masked_view(case).events
    assert len(events) == 3
    assert events["primary"].sum() == 2


def test_an_unknown_masking_is_refused(case: Case) -> None:
    with pytest.raises(InputError, match="third-parties, all, none"):
        masked_view(case, "some")


@pytest.mark.parametrize("mask", MASKINGS)
def test_an_empty_case_has_a_view(case: Case, mask: str) -> None:
    view = masked_view(case, mask)
    assert len(view.events) == 0
    assert view.visits == {}
    assert list(view.events.columns) == list(case.events().columns)


@pytest.mark.parametrize("mask", MASKINGS)
def test_masking_changes_no_count(full: Case, mask: str) -> None:
    plain, view = masked_view(full, "none").events, masked_view(full, mask).events
    for name in ("id", "no", "start", "attribution", "person", "tags", "duration_s", "contact", "primary"):
        assert view[name].equals(plain[name])
    assert view["number"].nunique() == plain["number"].nunique()
    assert [str(kind) for kind in view.dtypes if str(kind) != "category"] == [
        str(kind) for kind in plain.dtypes if str(kind) != "category"
    ]


def test_the_demo_mark_is_carried(tmp_path: Any) -> None:
    case = casekit.create_case(tmp_path / "demo", demo=True)
    view = masked_view(case)
    assert view.demo
    assert replace(view).head == case.head


def test_who_told_of_it_is_masked_whatever_the_name_and_a_relative_stays_a_relative(case: Case) -> None:
    for told_by in ("Li Hua", "欧阳小红", "祝枝山", "小红", "我同事诸葛青云"):
        case.log(start="2026-01-06", number=COLLECTOR, told_by=told_by, words="小红、青云、LI HUA和祝枝山都听见了")
    case.log(start="2026-01-06", number=COLLECTOR, told_by="我妈妈", note="林一告诉妈妈")
    case.log(start="2026-01-06", number=COLLECTOR, told_by="林一")
    for mask in ("third-parties", "all"):
        shown = everything_in(masked_view(case, mask))
        assert [name for name in ("Li Hua", "LI HUA", "小红", "枝山", "青云") if name in shown] == []
        assert "我妈妈" in shown
    events = masked_view(case).events
    assert list(events["told_by"][3:]) == ["小*", "我同事诸*", "我妈妈", "林一"]
    assert events["words"][0] == "小*、诸*、L*和祝*都听见了"


def test_what_is_told_of_debts_and_parties_is_masked_but_not_their_names_and_hotlines(case: Case) -> None:
    lender = case.background().lenders()[0]
    case.add_person("李秀英", relation="friend", lines=[FRIEND])
    case.update_party(lender.id, full_name="重庆花呗小额贷款有限公司", hotline="95188，或 13100001234")
    case.add_party("caller_group", "自称李秀英同事的人", hotline=FRIEND)
    debt = next(iter(case.background().debts))
    case.update_debt(debt, principal="向李秀英借的 5000", claimed="李秀英说 9000", reference="李秀英-2025-0001")
    case.log(start="2026-01-06", number=COLLECTOR, words="客服13100001234说的")
    for mask in ("third-parties", "all"):
        view = masked_view(case, mask)
        shown = everything_in(view)
        assert "秀英" not in shown and FRIEND not in shown
        assert view.background.parties[lender.id].name == "花呗"
        assert view.background.parties[lender.id].full_name == "重庆花呗小额贷款有限公司"
        assert view.background.parties[lender.id].hotline == "95188，或 13100001234"
        assert view.background.debts[debt].principal == "向李*借的 5000"
        assert list(view.events["words"]) == ["客服13100001234说的"]


def test_with_everybody_masked_the_callers_names_are_too(case: Case) -> None:
    case.log(
        start="2026-01-06",
        number=COLLECTOR,
        claimed_agent="李经理，工号8801",
        claimed_org="花呗",
        words="李经理让还钱，经理很凶",
    )
    assert "李经理" in everything_in(masked_view(case))
    view = masked_view(case, "all")
    assert "李经理" not in everything_in(view)
    assert list(view.events[["claimed_agent", "words", "claimed_org"]].iloc[0]) == [
        "李*，工号8801", "李*让还钱，经理很凶", "花呗",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "name", "masked"),
    [
        ("{}(13912345678)_20260102223000.m4a", "诸葛青云", "诸*"),
        ("{}@13912345678_20260102223000.amr", "李秀英", "李*"),
        ("{}-2601022230.m4a", "Li Hua", "L*"),
        ("通话录音 {}_260102_223000.m4a", "我同事欧阳小红", "我同事欧*"),
        ("{}-2601022230.m4a", "妈妈", "妈妈"),
        ("{}-2601022230.m4a", "花呗", "花呗"),
        (f"{{}}@{COLLECTOR}_20260102223000.amr", "催收小王", "催收小王"),
    ],
)
def test_whom_the_name_of_a_recording_names_is_masked_everywhere(case: Case, file: str, name: str, masked: str) -> None:
    case.log(start="2026-01-02 22:30", number=COLLECTOR, words=f"{name}也在")
    case.attach(b"synthetic", name=file.format(name), incident=1)
    view = masked_view(case)
    (one,) = view.background.evidence
    assert one.name == file.format(masked).replace("13912345678", "139****5678")
    assert view.events["words"][0] == f"{masked}也在"


def test_with_everybody_masked_so_is_the_caller_whom_a_recording_names(case: Case) -> None:
    case.log(start="2026-01-02 22:30", number=COLLECTOR, words="小王又来了")
    case.attach(b"synthetic", name=f"催收小王@{COLLECTOR}_20260102223000.amr", incident=1)
    assert "小王" not in everything_in(masked_view(case, "all"))


def test_a_number_that_the_borrower_and_a_third_person_are_said_to_have_is_masked(case: Case) -> None:
    case.add_person("李四妹", relation="parent", lines=[MOTHER])
    case.update_person("debtor", lines=["13900000000", MOTHER])
    case.log(start="2026-01-06", number=COLLECTOR, person="李四妹", words=f"打到{MOTHER}")
    shown = everything_in(masked_view(case))
    assert MOTHER not in shown and "13900000000" in shown


def test_an_account_of_a_friend_is_in_no_part_of_the_view_and_that_of_a_collector_is(case: Case, take: Take) -> None:
    friend, collector = account("微信", "王(小明)+"), account("微信", "李经理")
    take(case, "chat", [
        call(0, friend, channel="im", text="王(小明)+ 说别接", contact_name="王(小明)+"),
        call(9, collector, channel="im", text="再不还就联系王小明", contact_name="李经理"),
    ], name="聊天.txt")  # fmt: skip
    case.mark_number(collector, party=case.background().lenders()[0].id, basis="user")
    view = masked_view(case)
    assert view.events["number"].tolist() == [collector]
    assert "王(小明)" not in everything_in(view)
    assert "李经理" not in everything_in(masked_view(case, mask="all"))


@pytest.mark.parametrize("mask", ["third-parties", "all"])
def test_a_household_names_nobody(case: Case, mask: str) -> None:
    case.add_person("张小红", role="other_third_party", relation="sibling", lines=["13900000009"])
    lines = [{"name": "给张小红的生活费 13900000009", "amount": "500"}]
    case.set_budget(income=lines, expenses=lines, other_debts=lines, note="欠张小红")
    shown = masked_view(case, mask).background.budget
    assert "张小红" not in shown.model_dump_json() and "13900000009" not in shown.model_dump_json()
    assert {one.amount for one in (*shown.income, *shown.expenses, *shown.other_debts)} == {"500"}
