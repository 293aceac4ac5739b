"""What a paper lacks is named with the place that fills it."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from casekit.casebook import Case, create_case
from casekit.channels.catalog import channel_ids, load_channel
from casekit.cli.main import ROOMS
from casekit.cli.shared import app
from casekit.filing.dossier import Dossier, dossier_of
from casekit.filing.fields.fillers import FILLERS
from casekit.filing.missing import BY_HAND, Missing, missing_for
from casekit.text import language
from tests.text.test_catalogs import translations

WORDS = yaml.safe_load(files("casekit.filing").joinpath("missing.yaml").read_text("utf-8"))
NUMBER = "17000000001"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create_case(tmp_path / "case", lender="某消金", lender_type="consumer_finance", product="花呗")


def named(case: Case, channel: str | None = None) -> dict[str, Missing]:
    dossier: Dossier = dossier_of(case, load_channel(channel) if channel else None, mask="none")
    return {one.field: one for one in missing_for(dossier)}


def test_an_empty_case_lacks_everything_and_the_required_comes_first(case: Case) -> None:
    found = list(named(case, "12378").values())
    assert {
        "my_name",
        "my_phone",
        "lender_full_name",
        "products_and_references",
        "complained_before",
        "attachment",
    } <= {one.field for one in found}
    assert [one.required for one in found] == sorted((one.required for one in found), reverse=True)


def test_what_is_filled_in_is_no_longer_missing(case: Case) -> None:
    lender = case.background().lenders()[0]
    case.update_header(complainant="张三", phone="13800000001", address="重庆市某路1号 400000")
    case.update_party(lender.id, full_name="某消费金融有限公司", address="某市某路", registration="910000000000000000")
    case.update_debt(next(iter(case.background().debts)), reference="HB-1")
    case.add_filing("lender", "2026-01-05", party=lender.id, receipt="TS-1")
    found = named(case, "12378")
    assert not {"my_name", "my_phone", "my_address", "lender_full_name", "lender_address", "lender_registration",
                "products_and_references", "complained_before", "complained_before_receipt"} & set(found)  # fmt: skip
    assert "my_identity_number" in found  # which the tool never keeps
    assert "my_postcode" not in named(case, "miit")


@pytest.mark.parametrize(("name", "missing"), [("某消费金融", True), ("重庆某某消费金融有限公司", False)])
def test_a_name_that_ends_as_registered_names_do_is_a_full_one(case: Case, name: str, missing: bool) -> None:
    case.update_party(case.background().lenders()[0].id, name=name)
    assert ("lender_full_name" in named(case, "12378")) is missing


def test_a_ticket_is_asked_for_when_the_lender_was_addressed_without_one(case: Case) -> None:
    case.add_fact("complaint_filed", "2026-01-05", value="打了客服电话")
    found = named(case, "12378")
    assert "complained_before" not in found
    assert "complained_before_receipt" in found


def test_a_filing_that_was_withdrawn_is_none(case: Case) -> None:
    case.add_filing("lender", "2026-01-05", outcome="withdrawn", receipt="TS-1")
    assert {"complained_before", "complained_before_receipt"} <= set(named(case, "12378"))


def test_a_telecom_appeal_asks_for_the_complaint_to_the_carrier(case: Case) -> None:
    case.add_filing("lender", "2026-01-05", receipt="TS-1")
    assert "carrier_complaint" in named(case, "miit")
    case.add_filing("carrier", "2026-01-06", receipt="YY-1")
    assert "carrier_complaint" not in named(case, "miit")


def test_numbers_that_only_the_user_recognises_lack_a_link(case: Case) -> None:
    lender = case.background().lenders()[0].id
    case.log(start="2026-01-03T10:00", number=NUMBER, party=lender)
    case.mark_number(NUMBER, party=lender)
    assert "linkage" in named(case)
    case.mark_number(NUMBER, party=lender, more_bases=["stated_amount"])
    assert "linkage" not in named(case)


def test_third_persons_lack_a_refusal_of_their_own_and_are_the_witnesses(case: Case) -> None:
    lender = case.background().lenders()[0].id
    assert "witnesses" in named(case, "police")
    for name in ("王秀兰", "李四"):
        case.add_person(name, relation="parent")
        case.log(start="2026-01-03T10:00", number=NUMBER, party=lender, person=name)
    assert "witnesses" not in named(case, "police")
    case.add_fact("refused_contact", "2026-01-04", person=case.find_person("王秀兰").id)  # type: ignore[union-attr]
    assert "refusals" in named(case)
    case.add_fact("refused_contact", "2026-01-04", person=case.find_person("李四").id)  # type: ignore[union-attr]
    assert "refusals" not in named(case)


def test_a_page_address_in_the_notes_is_found(case: Case) -> None:
    lender = case.background().lenders()[0].id
    assert named(case, "12377")["web_address"].required
    case.log(
        start="2026-01-03T10:00", channel="public_post", party=lender, note="发在 https://example.com/p/1，截图在案"
    )
    assert "web_address" not in named(case, "12377")


def test_no_evidence_at_all_is_said(case: Case, tmp_path: Path) -> None:
    assert {"attachment"} <= set(named(case, "nifa"))
    picture = tmp_path / "a.txt"
    picture.write_text("聊天记录", "utf-8")
    case.attach(picture, kind="document")
    assert "attachment" not in named(case, "nifa")


def test_every_field_that_can_be_missing_has_words_and_a_place_in_both_languages(case: Case) -> None:
    for channel in channel_ids():
        for one in named(case, channel).values():
            assert one.words["zh"] and one.words["en"] and one.where["zh"] and one.where["en"]
    for entry in WORDS.values():
        said = (entry["where"]["en"] + entry["words"]["en"]).replace("统一社会信用代码", "")  # a label of the workbook
        assert not re.search(r"[一-鿿]", said)


def test_every_field_that_a_form_asks_for_is_filled_or_left_to_the_hand() -> None:
    asked = {(one, field.id) for one in channel_ids() for field in load_channel(one).asked}
    assert {pair for pair in asked if pair[1] not in FILLERS and pair[1] not in BY_HAND} == set()
    assert not set(FILLERS) & BY_HAND
    assert set(WORDS) >= BY_HAND


# Titles of sections, which stand in the notebook and in the labels of the country's papers.
_SECTIONS = ("导出报告", "案件信息", "这些号码是谁", "亲友被骚扰", "补充", "导入", "涉嫌违规", "跟进", "还款协商",
             "Export", "Case file", "Whose numbers are these", "Relatives and friends", "Add details", "Import",
             "Findings", "Follow-up", "Repayment")  # fmt: skip


def test_the_places_are_called_as_the_workbook_calls_them() -> None:
    chinese = translations()
    known = {*chinese, *(text for said in chinese.values() for text in said), *_SECTIONS}
    for field, entry in WORDS.items():
        for tag in ("zh", "en"):
            assert " --" not in entry["where"][tag], "commands stand apart"
            quoted = re.findall("“(.+?)”", entry["where"][tag])
            assert [one for one in quoted if one not in known and one not in ("暂无", "我的客服")] == [], field


def test_the_commands_are_there_with_their_options() -> None:
    assert ROOMS
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for field, entry in WORDS.items():
        for tag in ("zh", "en"):
            for name, rest in re.findall(r"casekit (\w+)(.*)", entry.get("command", {}).get(tag, "")):
                options = {opt for param in commands[name].params for opt in param.opts}
                assert set(re.findall(r"--[\w-]+", rest)) <= options, (field, name)


def test_what_is_hidden_is_not_missing(case: Case) -> None:
    case.update_header(complainant="张三", phone="13800000001", address="重庆市某路1号")
    with language("zh"):
        hidden = {one.field for one in missing_for(dossier_of(case, None, mask="all"))}
    assert not {"my_name", "my_phone", "my_address"} & hidden
