"""A pack holds what one channel asks for, nothing that must not leave, and says what is missing and left out."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile

import pytest

from casekit.casebook import create_case, open_case
from casekit.channels.catalog import load_channel
from casekit.errors import InputError, LedgerError
from casekit.filing.pack import build_pack, parcel
from casekit.text import language
from tests.cli.test_commands import Shell
from tests.filing.samples import filed_case
from tests.report.samples import GRANDMOTHER, MOTHER, MOTHER_LINE

PAPERS = [
    "00-先读这里.html", "02-案件报告.html", "03-证据目录.html", "04-事件表.csv", "04-事件表.xlsx", "05-填表内容.html",
    "08-文件清单.csv",
]  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with language("zh"):
        return filed_case(tmp_path_factory.mktemp("case") / "case")


@pytest.fixture(scope="module")
def made(case, tmp_path_factory):
    return build_pack(case, "nifa", folder=tmp_path_factory.mktemp("pack") / "nifa", lender="all", confirmed=True)


def contents(pack):
    return {
        path.relative_to(pack.folder).as_posix(): path.read_bytes() for path in pack.folder.rglob("*") if path.is_file()
    }


def packed(pack):
    with zipfile.ZipFile(pack.archive) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def unpacked(name, content):
    """What a file says, a spreadsheet and a Word file too."""
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(content)) as inside:
            return "".join(inside.read(one).decode("utf-8", "replace") for one in inside.namelist())
    return content.decode("utf-8", "replace")


def test_the_folder_holds_the_papers_in_the_order_of_reading(made):
    assert set(PAPERS) <= set(made.files)
    # A page and a Word file for each of the two lenders.
    assert sum(name.startswith("01-") for name in made.files) == 4
    assert {name for name in made.files if "/" not in name} - {*PAPERS} == {
        name for name in made.files if name.startswith("01-")
    }
    assert sorted(contents(made)) == sorted(made.files)


def test_what_is_for_the_user_alone_is_not_handed_in(made):
    names = set(packed(made))
    assert not any(name.startswith(("00-", "05-")) for name in names)
    assert {"02-案件报告.html", "03-证据目录.html", "04-事件表.xlsx", "08-文件清单.csv"} <= names


def test_the_size_is_that_of_the_zip_and_within_the_limit(made):
    assert made.size == made.archive.stat().st_size <= made.limit == 2_000_000


@pytest.mark.parametrize("of", [contents, packed])
def test_the_list_of_files_names_each_with_its_hash(made, of):
    there = of(made)
    rows = list(csv.reader(io.StringIO(there.pop("08-文件清单.csv").decode("utf-8-sig"))))
    listed = {row[0]: row[4] for row in rows[1:] if len(row) > 5}
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in there.items()}


def test_nothing_of_others_is_in_any_byte(made):
    for name, content in {**contents(made), **packed(made)}.items():
        text = unpacked(name, content)
        for private in (MOTHER, MOTHER_LINE, GRANDMOTHER, "外婆打来的电话"):
            assert private not in text and private not in name, (name, private)


def test_a_bill_stays_at_home_and_a_recording_goes_along(made, case):
    files = {one.name: one for one in case.background().evidence}
    recording = next(one for name, one in files.items() if name.endswith(".m4a"))
    sent = contents(made)
    assert recording.sha256 in {hashlib.sha256(one).hexdigest() for one in sent.values()}
    assert files["通话详单.xlsx"].sha256 not in {hashlib.sha256(one).hexdigest() for one in sent.values()}
    why = {one.name: one.why for one in made.left_out}
    assert "尚未关联" in why["投诉回执.pdf"] and why["通话详单.xlsx"]


def test_the_first_page_names_every_line_that_waits_for_the_hand(made):
    page = (made.folder / "00-先读这里.html").read_text("utf-8")
    part = page.partition("签名之前要亲手填写的空白")[2].partition("<h2>")[0]
    assert "身份证号码" in part and "举报人（签名）：____" in part


def test_the_list_of_evidence_has_a_court_s_columns_and_says_once_how_each_file_goes_along(made):
    page = (made.folder / "03-证据目录.html").read_text("utf-8")
    for title in ("证据名称", "证据来源", "证明目的", "页码"):
        assert f'<th scope="col">{title}</th>' in page
    assert "随附原文件" in page and page.count("通话详单.xlsx") == 1
    assert "本目录未列的组号" in page and "账本" in page


def test_page_one_of_the_report_says_how_much_is_owed_and_which_rule_is_concerned(made):
    page = (made.folder / "02-案件报告.html").read_text("utf-8")
    first = page[page.index("<h1>") : page.index('id="part-2"')]
    assert "本金8,600.00元、对方主张9,412.00元" in first
    assert re.search(r"《[^》]+》第[一二三四五六七八九十百]+条 · 法律 · ", first)


def test_the_report_is_addressed_and_the_marks_are_those_of_the_ledger(made, case):
    report = contents(made)["02-案件报告.html"].decode("utf-8")
    assert re.search(r'class="to">.*?中国互联网金融协会', report)
    exhibits = {one.sha256: one.exhibit for one in open_case(case.folder).background().evidence}
    assert sorted(exhibits.values()) == ["3-1", "5-1", "8-1"]
    last = open_case(case.folder).exports()[-1]
    assert last["kind"] == "pack"


def test_the_first_page_says_what_is_missing_and_where_to_fill_it(made):
    page = contents(made)["00-先读这里.html"].decode("utf-8")
    for one in made.missing:
        assert one.words["zh"] in page
    for word in ("jubao.nifa.org.cn", "协商还款", "请以平台提示为准", "我确认", "没有遮盖", made.archive.name):
        assert word in page


def test_the_same_case_gives_the_same_zip(made, case, tmp_path):
    again = build_pack(open_case(case.folder), "nifa", folder=tmp_path / "again", lender="all", confirmed=True)
    assert again.archive.read_bytes() == made.archive.read_bytes()


def test_an_edited_letter_is_not_written_over(case, tmp_path):
    first = build_pack(case, "12321", folder=tmp_path / "p", confirmed=True)
    assert build_pack(case, "12321", folder=tmp_path / "p", confirmed=True).folder == first.folder
    paper = first.folder / "03-证据目录.html"
    paper.write_text("edited", "utf-8")
    second = build_pack(case, "12321", folder=tmp_path / "p", confirmed=True)
    assert second.folder.name == "p (2)" and second.archive.name == "p (2).zip"
    assert paper.read_text("utf-8") == "edited"
    assert {"07-举报号码清单.csv", "07-举报号码清单.html", "07-举报号码清单.xlsx"} <= set(packed(second))


def test_without_confirmation_nothing_is_made(case, tmp_path):
    before = case.head
    with pytest.raises(InputError, match="I confirm"):
        build_pack(case, "nifa", folder=tmp_path / "p", lender="all", confirmed=False)
    assert not list(tmp_path.iterdir()) and case.head == before


def test_a_full_disk_leaves_nothing_and_notes_nothing(case, tmp_path, monkeypatch):
    before = case.head

    def full(*_arguments):
        raise OSError(28, "no space")

    monkeypatch.setattr(parcel, "_zip", full)
    with pytest.raises(LedgerError):
        build_pack(case, "12321", folder=tmp_path / "p", confirmed=True)
    assert not list(tmp_path.iterdir()) and case.head == before


def test_what_is_refused_is_said_in_the_language_of_the_user(case):
    assert case.header.language == "zh"
    with pytest.raises(InputError, match="is not a place for cases of this rulebook"):
        build_pack(case, "cfpb", confirmed=True)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_name_that_no_folder_can_have_is_refused(case, tmp_path, name):
    with pytest.raises(LedgerError, match="Choose another place"):
        build_pack(case, "nifa", folder=f"{tmp_path}/{name}", lender="all", confirmed=True)
    assert list(tmp_path.iterdir()) == []


def test_a_channel_of_another_country_is_refused_with_those_there_are(case, tmp_path):
    with pytest.raises(InputError, match="nifa"):
        build_pack(case, "cfpb", folder=tmp_path / "p", confirmed=True)
    assert not list(tmp_path.iterdir())


def test_papers_that_hide_everybody_enclose_no_originals(case, tmp_path):
    made = build_pack(case, "12321", folder=tmp_path / "p", mask="all", confirmed=True)
    assert not any("/" in name for name in packed(made))
    assert len(made.left_out) == len(case.background().evidence)


def test_whole_lists_go_along_only_when_it_is_said(case, tmp_path):
    made = build_pack(case, "12321", folder=tmp_path / "p", confirmed=True, whole_exports=True)
    assert b"synthetic bill" in packed(made).values()


def test_a_case_without_evidence_and_with_an_unknown_lender_says_what_it_is_worth(tmp_path):
    poor = create_case(tmp_path / "case", complainant="张三", lender="某某", product="借款")
    poor.mark_number("17000000001", party=poor.background().lenders()[0].id)
    poor.log(start="2026-01-05T23:30", number="17000000001", duration_s=60)
    made = build_pack(poor, "nifa", confirmed=True)
    assert made.folder.parent == poor.export_folder
    notes = "".join(made.notes)
    assert "没有任何证据文件" in notes and "哪一类机构" in notes
    assert all(one in contents(made)["00-先读这里.html"].decode("utf-8") for one in made.notes)


def test_a_channel_that_does_not_take_the_matter_says_so_on_page_one(tmp_path):
    offline = create_case(tmp_path / "case", complainant="张三", lender="某银行", lender_type="bank", product="借款")
    offline.mark_number("17000000001", party=offline.background().lenders()[0].id)
    offline.log(start="2026-01-05T23:30", number="17000000001", duration_s=60)
    made = build_pack(offline, "12377", confirmed=True)
    page = contents(made)["00-先读这里.html"].decode("utf-8")
    first = load_channel("12377").refuses[0].words["zh"]
    assert made.notes[0] == first and first in page


def test_a_read_only_case_can_be_packed_elsewhere(case, tmp_path, monkeypatch):
    from casekit.report import write

    before = case.head
    monkeypatch.setattr(write.os, "access", lambda *_arguments: False)
    build_pack(case, "12321", folder=tmp_path / "p", confirmed=True)
    assert case.head == before


def test_a_folder_that_holds_other_things_gets_the_pack_inside(case, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    made = build_pack(case, "12321", folder=tmp_path, confirmed=True)
    assert made.folder.parent == tmp_path and (tmp_path / "mine.txt").is_file()


class TestCommand:
    @pytest.fixture
    def shell(self, case, capsys):
        return Shell(capsys, str(case.folder))

    def test_it_needs_the_word_that_all_is_true(self, shell, tmp_path):
        with language("zh"):
            shell("pack", shell.case, "--channel", "12321", "-o", str(tmp_path / "p"), code=1)
        assert "我确认" in shell.error and "--true" in shell.error
        assert not list(tmp_path.iterdir())

    def test_its_json_tells_what_was_made(self, shell, tmp_path):
        told = shell.json("pack", shell.case, "--channel", "12321", "-o", str(tmp_path / "p"), "--true")
        assert told["size"] == (tmp_path / "p.zip").stat().st_size and told["limit"] is None
        assert told["files"][0] == "00-先读这里.html" and told["left_out"] and told["missing"]

    def test_a_size_that_is_none_is_refused(self, shell, tmp_path):
        shell("pack", shell.case, "--channel", "nifa", "-o", str(tmp_path / "p"), "--true", "--limit", "big", code=1)
        assert "2MB" in shell.error and not list(tmp_path.iterdir())
