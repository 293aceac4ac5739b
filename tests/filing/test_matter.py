"""A pack for one institution holds the matter of one lender; where several remain, the user says which."""

from __future__ import annotations

import pytest

from casekit.casebook import create_case
from casekit.channels.catalog import channels_of, load_channel
from casekit.errors import InputError, NotFoundError
from casekit.filing.matter import matter_of, sides_of
from casekit.filing.pack import build_pack
from casekit.text import language
from tests.filing.pack.test_building import contents, packed, unpacked

MINE, THEIRS = "17000000011", "17000000022"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A consumer finance company and a microloan company, both calling at night."""
    case = create_case(
        tmp_path_factory.mktemp("two") / "case", lender="甲消费金融", language="zh", complainant="林女士"
    )
    mine = case.background().lenders()[0]
    case.update_party(mine.id, lender_type="consumer_finance")
    other = case.add_party("lender", "乙速贷", full_name="乙小额贷款有限公司", lender_type="microloan")
    case.add_party("lender", "只记了名字的机构", lender_type="microloan")
    case.add_debt(other.id, product="乙速贷", reference="YI-77")
    case.mark_number(MINE, party=mine.id, basis="user")
    case.mark_number(THEIRS, party=other.id, basis="user")
    for day in range(1, 5):
        case.log(start=f"2026-01-0{day} 23:10", number=MINE, party=mine.id, channel="call", direction="in")
        case.log(start=f"2026-01-0{day} 23:20", number=THEIRS, party=other.id, channel="call", direction="in")
    case.log(start="2026-01-06 23:30", number=MINE, party=mine.id, channel="call", direction="in", words="再不还就上门")
    case.attach(b"theirs", name="乙速贷合同.jpg", group="debt")
    return case


@pytest.fixture(scope="module")
def lenders(case):
    return sides_of(case)


def test_a_lender_of_whom_only_the_name_is_known_is_no_matter(lenders):
    assert [one.name for one in lenders] == ["甲消费金融", "乙速贷"]


def test_the_only_lender_a_channel_deals_with_is_taken(case, lenders):
    assert matter_of(case, load_channel("12378")) == lenders[0].id
    assert matter_of(case, load_channel("12345")) == lenders[1].id


@pytest.mark.parametrize("channel", ["lender", "nifa", "court"])
def test_where_several_remain_the_user_is_asked(case, channel, tmp_path):
    with pytest.raises(InputError, match=r"甲消费金融.*乙小额贷款有限公司.*--lender"):
        build_pack(case, channel, folder=tmp_path / "pack", confirmed=True)
    assert not (tmp_path / "pack").exists()


@pytest.mark.parametrize("channel", ["police", "12321", "carrier"])
def test_who_looks_into_everybody_gets_the_whole_case(case, channel):
    assert matter_of(case, load_channel(channel)) is None


def test_the_user_has_the_last_word(case, lenders):
    channel = load_channel("lender")
    assert matter_of(case, channel, lender="乙小额贷款有限公司") == lenders[1].id
    assert matter_of(case, channel, lender="all") is None
    assert matter_of(case, channel, debt="any") is None
    with pytest.raises(NotFoundError, match="丙"):
        matter_of(case, channel, lender="丙")


def test_a_case_of_one_lender_is_never_asked(tmp_path):
    case = create_case(tmp_path / "case", lender="甲消费金融")
    assert {matter_of(case, one) for one in channels_of("CN")} == {None}


def test_no_file_of_a_pack_for_one_lender_tells_it_of_the_other(case, tmp_path):
    made = build_pack(case, "lender", folder=tmp_path / "pack", lender="甲消费金融", confirmed=True)
    for files in (contents(made), packed(made)):
        for name, content in files.items():
            for secret in ("乙速贷", "乙小额", "YI-77", THEIRS):
                assert secret not in name and secret not in unpacked(name, content), (name, secret)
    assert any(MINE in unpacked(name, content) for name, content in packed(made).items())
    assert "只针对甲消费金融" in made.notes[0] and "4 次联系" in made.notes[0]


def test_packs_for_two_lenders_do_not_take_each_others_place(case):
    first = build_pack(case, "lender", lender="甲消费金融", confirmed=True)
    second = build_pack(case, "lender", lender="乙速贷", confirmed=True)
    assert first.folder != second.folder and first.folder.is_dir() and "乙速贷" in second.folder.name


def test_the_whole_case_at_court_has_a_complaint_for_each_defendant_and_says_so(case, tmp_path):
    made = build_pack(case, "court", folder=tmp_path / "pack", lender="all", confirmed=True)
    held = packed(made)
    for name in ("甲消费金融", "乙速贷"):
        (page,) = [one for one in held if name in one and one.endswith(".html")]
        assert page.startswith("01-") and any(name in one and one.endswith(".docx") for one in held)
        other = {"甲消费金融": "乙小额", "乙速贷": "甲消费金融"}[name]
        assert other not in unpacked(page, held[page])
    assert "甲消费金融、乙小额贷款有限公司" in made.notes[0]
    assert made.notes[0] in (made.folder / made.files[0]).read_text("utf-8")


def test_what_cannot_be_is_refused_in_the_language_of_the_user(case, tmp_path):
    with language("en"):
        for wrong in ({"mask": "everybody"}, {"debt": "none"}, {"lang": "fr"}):
            with pytest.raises(InputError) as refused:
                build_pack(case, "police", folder=tmp_path / "pack", confirmed=True, **{"lang": "zh", **wrong})
            assert not any("\u4e00" <= sign <= "\u9fff" for sign in str(refused.value))
    assert not (tmp_path / "pack").exists()


@pytest.fixture(scope="module")
def abroad(tmp_path_factory):
    """A case in the United States: a creditor and two agencies that call for it."""
    case = create_case(
        tmp_path_factory.mktemp("abroad") / "case", lender="First Example Bank", lender_type="original_creditor",
        product="card", rulebook="us", timezone="America/Chicago", language="en", complainant="Ann Example",
    )  # fmt: skip
    creditor = case.background().lenders()[0].id
    for name, number in (("Alpha Recovery", MINE), ("Beta Recovery", THEIRS)):
        agency = case.add_party("agency", name, acts_for=creditor)
        case.mark_number(number, party=agency.id, basis="user")
        for day in range(1, 4):
            case.log(start=f"2026-01-0{day} 22:10", number=number, party=agency.id, outcome="conversation")
    case.log(start="2026-01-05 22:10", number=MINE, party="Alpha Recovery", words="we will call Beta Recovery in")
    return case


def test_where_each_collector_answers_for_itself_a_pack_is_about_one(abroad, tmp_path):
    with language("en"), pytest.raises(InputError, match=r"Alpha Recovery, Beta Recovery.*--lender"):
        build_pack(abroad, "cfpb", folder=tmp_path / "pack", confirmed=True)
    made = build_pack(abroad, "cfpb", folder=tmp_path / "pack", lender="Beta Recovery", confirmed=True)
    assert "beta-recovery" in made.folder.name.lower() or made.folder == tmp_path / "pack"
    for name, content in packed(made).items():
        for secret in ("Alpha Recovery", MINE):
            assert secret not in unpacked(name, content), (name, secret)
    assert any(THEIRS in unpacked(name, content) for name, content in packed(made).items())
    assert "Beta Recovery only" in made.notes[0] and "4 contacts by other collectors" in made.notes[0]


def test_one_collector_alone_is_never_asked_about(tmp_path):
    case = create_case(tmp_path / "case", lender="First Example Bank", rulebook="us", timezone="America/Chicago")
    agency = case.add_party("agency", "Alpha Recovery", acts_for=case.background().lenders()[0].id)
    case.log(start="2026-01-05 22:10", number=MINE, party=agency.id)
    assert matter_of(case, load_channel("cfpb", "US")) is None
