"""The sheet to copy from: every field of the form with its text, its length, and what is missing."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.casebook import Case, create_case
from casekit.channels.catalog import channel_ids, load_channel
from casekit.channels.channel import Asked
from casekit.filing.dossier import dossier_of
from casekit.filing.fields.length import sentences, shortened, signs
from casekit.filing.fields.sheet import FieldSheet, field_sheet
from casekit.text import language
from tests.filing.samples import dossier, filed_case
from tests.report.samples import MOTHER, MOTHER_LINE

# A verdict, or the name of a part of another paper, has no place in what is copied into a form.
VERDICTS = re.compile("违法|违反了|证实了|有罪|本报告|第.部分|illegal|violated|guilty|proves that")


def sheet(case: Case, channel: str, tag: str = "zh") -> FieldSheet:
    with language(tag):
        return field_sheet(dossier(case, channel))


def texts(case: Case, channel: str, tag: str = "zh") -> dict[str, str]:
    return {row.asked.id: row.text for row in sheet(case, channel, tag).rows}


def test_12378_asks_first_whether_and_with_which_ticket_the_lender_was_addressed(filed: Case) -> None:
    first, second, *_rest = sheet(filed, "12378").rows
    assert (first.asked.id, second.asked.id) == ("complained_before", "complained_before_receipt")
    assert first.text.startswith("是。\n2026年1月16日向重庆某消费金融有限公司投诉，受理编号TS-0001；")
    assert second.text == "TS-0001"


def test_where_nobody_was_addressed_the_answer_is_no_and_the_field_is_named_as_missing(tmp_path: Path) -> None:
    made = sheet(create_case(tmp_path / "case", lender="某消金"), "12378")
    row = made.rows[0]
    assert row.text == "尚未投诉。"
    assert row.missing is not None and row.missing.required
    assert "complained_before" in {one.field for one in made.missing if one.required}


def test_nifa_gets_the_full_address_and_the_clauses_without_invented_articles(filed: Case) -> None:
    told = texts(filed, "nifa")
    assert told["lender_address"] == "重庆市某区某路9号"
    assert told["clauses"].startswith("涉嫌不符合以下规定：\n1. ")
    dossier_ = dossier(filed, "nifa")
    with language("zh"):
        known = {one.article for one in dossier_.material.findings}
        names = "".join(one.instrument["zh"] for one in dossier_.material.findings)
    for article in re.findall(r"第[一二三四五六七八九十百千]+条", told["clauses"]):
        assert any(article in one for one in (*known, names)), article


def test_the_conduct_tells_facts_and_figures_and_the_clauses_stand_apart(filed: Case) -> None:
    told = texts(filed, "nifa")
    assert "共受到催收联系" in told["conduct"]
    assert "《" not in told["conduct"] and "依据" not in told["conduct"]


def test_the_police_get_witnesses_losses_and_where_the_originals_are(filed: Case) -> None:
    told = texts(filed, "police")
    assert MOTHER in told["witnesses"] and "父母" in told["witnesses"]
    assert "打印证据材料。金额36.50元。" in told["losses"]
    assert "由投诉人保存" in told["where_originals"] and "来源设备" in told["where_originals"]
    assert "受案回执" in told["demand"]


def test_papers_that_hide_third_persons_hide_them_here(filed: Case) -> None:
    for channel in channel_ids():
        if load_channel(channel).mask == "none":
            continue
        page = sheet(filed, channel).html()
        assert MOTHER not in page and MOTHER_LINE not in page, channel


@pytest.mark.parametrize("tag", ["zh", "en"])
@pytest.mark.parametrize("channel", channel_ids())
def test_every_channel_has_a_sheet_without_a_verdict(filed: Case, channel: str, tag: str) -> None:
    with language(tag):
        made = field_sheet(dossier_of(filed, load_channel(channel)))
        assert len(made.rows) == len(load_channel(channel).asked)
        for row in made.rows:
            assert not VERDICTS.search(row.text), row.asked.id
            assert row.text == row.text.strip()
            assert "None" not in row.text and "{" not in row.text
        assert json.loads(json.dumps(made.as_json()))["channel"] == channel
        page = made.html()
    assert page.count('<section class="field">') == len(made.rows)


def test_the_page_says_the_very_text_that_is_to_be_copied(filed: Case) -> None:
    made = sheet(filed, "12378")
    with language("zh"):
        blocks = [unescape(one) for one in re.findall("<pre>(.*?)</pre>", made.html(), re.DOTALL)]
    assert blocks == [row.text for row in made.rows if row.text]


def test_text_that_is_too_long_is_offered_shorter_by_whole_sentences(filed: Case) -> None:
    channel = load_channel("nifa")
    tight = replace(channel, asked=(Asked("conduct", {"zh": "事实", "en": "facts"}, longest=150),))
    with language("zh"):
        row = field_sheet(dossier_of(filed, tight)).rows[0]
    assert row.too_long and row.signs > 150
    assert 0 < signs(row.shorter) <= 150
    assert row.text.startswith(row.shorter) and row.shorter.endswith("。")
    with language("zh"):
        page = field_sheet(dossier_of(filed, tight)).html()
    assert "上限150字" in page and "too-long" in page


def test_a_text_that_fits_is_not_offered_twice(filed: Case) -> None:
    assert all(not row.shorter for row in sheet(filed, "12378").rows)


def test_what_the_case_does_not_say_leaves_a_line_for_the_hand(tmp_path: Path) -> None:
    with language("zh"):
        page = sheet(create_case(tmp_path / "case", lender="某消金"), "nifa").html()
    assert 'class="blank"' in page and "登记或修改放贷机构、催收机构" in page
    assert "casekit " not in page, "who looks for a form is not faced with commands"


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    with language("zh"):
        page = sheet(filed_case(tmp_path / "case", nasty="<script>alert(1)</script>"), "12378").html()
    assert page.count("<script") == 1 and "&lt;script&gt;" in page


def test_the_one_script_is_the_one_that_the_page_allows_and_without_it_there_is_no_button(filed: Case) -> None:
    with language("zh"):
        page = field_sheet(dossier(filed, "12378")).html()
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    (policy,) = re.findall('Content-Security-Policy" content="([^"]+)"', page)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in unescape(policy)
    assert "<button" not in page and json.loads(unescape(re.findall('data-copy="([^"]+)"', page)[0]))["copy"] == "复制"


def test_signs_are_counted_one_by_one() -> None:
    assert signs("共3次，a b。") == 8
    assert signs("一\r\n二") == 3


@given(st.text("一二。！？；\n. a12", max_size=80), st.integers(0, 80))
def test_shortening_keeps_whole_sentences_from_the_beginning(text: str, longest: int) -> None:
    assert "".join(sentences(text)) == text
    kept = shortened(text, longest)
    assert signs(kept) <= longest
    assert text.startswith(kept)
    rest = text[len(kept) :]
    assert not kept or not rest or kept[-1] in "。！？；." or rest[0] in "\n 。！？；"


def test_what_the_papers_hide_of_oneself_is_left_to_the_hand_and_never_copied_with_stars(filed: Case) -> None:
    with language("zh"):
        made = field_sheet(dossier(filed, "lender", mask="all"))
        page = made.html()
    rows = {row.asked.id: row for row in made.rows}
    for one in ("my_name", "my_phone"):
        assert (rows[one].text, rows[one].by_hand) == ("", True)
    assert rows["lender_full_name"].text
    assert "由您在不公开的栏目里亲手填写" in page


def test_where_each_collector_answers_for_itself_the_form_names_the_collector(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", lender="Example Bank", rulebook="us", timezone="America/New_York")
    agency = case.add_party("agency", "Example Recovery LLC", acts_for=case.background().lenders()[0].id)
    case.log(start="2026-01-05T22:40", number="+15550000001", party=agency.id, words="Pay today.", duration_s=9,
             outcome="conversation")  # fmt: skip
    with language("en"):
        told = {row.asked.id: row.text for row in field_sheet(dossier_of(case, load_channel("cfpb", "US"))).rows}
    assert told["lender_full_name"] == "Example Recovery LLC"
    assert told["timeline"].startswith("1 contact, 5 January 2026: 1 call (1 connected), from 1 number.")


@pytest.mark.parametrize(("outcome", "told"), [("unknown", ""), ("rang_no_answer", "响铃未接")])
def test_a_call_without_a_length_is_not_said_to_have_failed_unless_that_is_known(
    tmp_path: Path, outcome: str, told: str
) -> None:
    case = create_case(tmp_path / "case", lender="某消金")
    case.log(start="2026-01-05T20:00", number="17000000001", party=case.background().lenders()[0].id, outcome=outcome)
    assert texts(case, "12321")["call_length"] == told
