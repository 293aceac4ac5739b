"""A pack for one institution holds the matter of one lender; where several remain, the user says which."""

from __future__ import annotations

import pytest

from casekit.casebook import create_case
from casekit.channels.catalog import channels_of, load_channel
from casekit.errors import InputError, NotFoundError
from casekit.filing.matter import lenders_with_matter, matter_of
from casekit.filing.pack import build_pack
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
    return lenders_with_matter(case)


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
