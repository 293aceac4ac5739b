from __future__ import annotations

import asyncio
import io
import zipfile

import pytest
from ipywidgets import HTML

from casekit.demo.files import write_exports
from casekit.importers.howto import Guide, guides
from casekit.model import DEBTOR
from casekit.report.markup import escape
from casekit.text import language
from casekit.widgets import inbox, worker
from casekit.widgets.collectioncard import CollectionCard
from casekit.widgets.importing import ImportSection
from casekit.widgets.pickers import NOT_CHOSEN, SOMEBODY_NEW
from tests.widgets.conftest import (
    COLLECTOR,
    FRIEND,
    HOSTILE,
    calls_xml,
    is_alert,
    press,
    refused,
    section,
    shown,
    uploaded,
)
from tests.widgets.test_worker import ended

MOTHER = "13900000002"


@pytest.fixture(scope="module")
def exports(tmp_path_factory):
    """The demo's files by name."""
    return {path.name: path for path in write_exports(tmp_path_factory.mktemp("exports"))}


@pytest.fixture
def taking(workbook):
    return section(workbook, ImportSection)


@pytest.fixture
def calls(tmp_path):
    rows = [(COLLECTOR, "2026-01-10T22:30:00", 65), (FRIEND, "2026-01-12T20:00:00", 300)]
    return calls_xml(tmp_path, rows).read_bytes()


def bill(exports):
    return next(path for name, path in exports.items() if name.startswith("通话详单_202511"))


@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_every_way_to_a_file_is_told_in_the_language_of_the_workbook(workbook, spoken):
    with language(spoken):
        page = next(one.value for one in _inside(section(workbook, ImportSection).box) if "<details" in one.value)
    for guide in guides():
        assert f"<summary>{escape(guide.title[spoken])}</summary>" in page
        assert all(f"<li>{escape(step)}</li>" in page for step in guide.steps[spoken])
    assert page.count("<details>") == len(guides()) + 1


def test_words_of_the_ways_to_a_file_are_escaped(workbook, monkeypatch):
    hostile = Guide(("x",), {"zh": HOSTILE, "en": HOSTILE}, {"zh": [HOSTILE], "en": [HOSTILE]}, {"zh": HOSTILE})
    monkeypatch.setattr("casekit.importers.howto.guides", lambda: (hostile,))
    page = next(one.value for one in _inside(section(workbook, ImportSection).box) if "<details" in one.value)
    assert "<script>" not in page and page.count("&lt;script&gt;") == 3


def _inside(box):
    for one in getattr(box, "children", ()):
        yield from _inside(one)
        if isinstance(one, HTML):
            yield one


def test_the_preview_says_what_its_times_rest_on(taking, calls):
    uploaded(taking._w_upload, ("calls.xml", calls))
    assert "<dt>basis of the time</dt><dd>recorded by the phone 2</dd>" in taking.cards[0]._shown.value


def test_a_list_of_which_no_row_can_be_taken_in_says_so(taking):
    rows = f"手机号码：{MOTHER}\n对方号码,呼叫类型,通话起始时间,通话时长\n{COLLECTOR},被叫,1601-01-01 22:30:05,65\n"
    uploaded(taking._w_upload, ("list.csv", rows.encode()))
    (card,) = taking.cards
    assert "In list.csv there is no record that can be taken in." in card._shown.value
    assert "1 row is left out: why" in card._shown.value and not shown(card._w_agree)


def test_nothing_enters_before_it_is_agreed_to(taking, calls):
    uploaded(taking._w_upload, ("calls.xml", calls))
    (card,) = taking.cards
    assert "1 file has arrived" in taking.message.value
    assert card.preview.records == 2 and COLLECTOR in card._shown.value
    assert len(taking.case.events()) == 0
    press(card._w_agree)
    assert taking.case.events()["number"].tolist() == [COLLECTOR, FRIEND]
    assert taking.cards == []
    assert "calls.xml: 2 taken in" in taking.message.value
    assert inbox.waiting(taking.case) == []


def test_an_import_is_undone_and_brought_back(taking, calls):
    uploaded(taking._w_upload, ("calls.xml", calls))
    press(taking.cards[0]._w_agree)
    row = taking._batches.children[1]
    press(row.children[1])
    assert "Undone: 2 records are out" in taking.undone.value
    assert len(taking.case.events()) == 0
    press(taking._batches.children[1].children[1])
    assert "Brought back: 2 records" in taking.undone.value
    assert len(taking.case.events()) == 2


# The same two calls as the carrier lists them, without a word whose list it is.
BILL = (
    "对方号码,呼叫类型,通话起始时间,通话时长\n"
    f"{COLLECTOR},被叫,2026-01-10 22:30:05,65\n{COLLECTOR},被叫,2026-01-13 09:00:00,31\n话费合计,,,\n"
).encode()


def test_a_bill_says_how_many_of_its_calls_the_phone_told_of_already(taking, calls):
    uploaded(taking._w_upload, ("calls.xml", calls))
    press(taking.cards[0]._w_agree)
    uploaded(taking._w_upload, ("bill.csv", BILL))
    (card,) = taking.cards
    card.person._w_person.value = DEBTOR
    press(card._w_agree)
    assert "bill.csv: 2 taken in, 0 were there already. 1 of them is the same call" in taking.message.value
    events = taking.case.events()
    assert (len(events), int(events["primary"].sum())) == (4, 3)


def test_a_bill_that_names_nobody_shows_nobody_s_number_before_it_is_said_whose_it_is(taking):
    taking.case.update_person(DEBTOR, lines=["13800000001"])
    uploaded(taking._w_upload, ("bill.csv", BILL))
    (card,) = taking.cards
    assert card.person._w_person.value == NOT_CHOSEN and not card.ready
    assert "does not say whose list it is" in card._shown.value and "13800000001" not in card._shown.value
    assert "row 4:" in card._shown.value
    card.person._w_person.value = DEBTOR
    assert "does not say whose list it is" not in card._shown.value and "13800000001" in card._shown.value


def test_the_same_file_again_doubles_nothing(taking, calls):
    for _time in range(2):
        uploaded(taking._w_upload, ("calls.xml", calls))
        press(taking.cards[0]._w_agree)
    assert len(taking.case.events()) == 2
    assert "0 taken in, 2 were there already" in taking.message.value


def test_a_file_that_is_not_wanted_is_put_aside_not_deleted(taking, calls):
    uploaded(taking._w_upload, ("calls.xml", calls))
    press(taking.cards[0]._w_not_now)
    assert taking.cards == []
    assert (inbox.folder_of(taking.case) / inbox.ASIDE_NAME / "calls.xml").read_bytes() == calls
    assert "put aside" in taking.message.value


def test_one_empty_file_does_not_take_the_others_with_it(taking, calls):
    uploaded(taking._w_upload, ("empty.xml", b""), ("calls.xml", calls))
    assert is_alert(taking.message)
    assert "empty.xml" in taking.message.value
    assert [card.path.name for card in taking.cards] == ["calls.xml"]


def test_what_cannot_be_read_says_why_and_can_only_be_put_aside(taking):
    uploaded(taking._w_upload, ("page.xml", b"<html><body>sign in</body></html>"))
    (card,) = taking.cards
    assert is_alert(card.message)
    assert not shown(card._w_agree) and not shown(card._w_keep) and not card.ready
    assert len(taking.case.events()) == 0


def test_a_hostile_name_stays_a_name(taking, calls):
    uploaded(taking._w_upload, (f"../{HOSTILE}.xml", calls))
    (card,) = taking.cards
    assert card.path.parent == inbox.folder_of(taking.case)
    assert "<script>" not in card._shown.value
    press(card._w_agree)
    assert len(taking.case.events()) == 2
    assert "<script>" not in taking._batches.children[1].children[0].value


def test_two_files_of_one_name_are_both_kept(taking, calls, tmp_path):
    other = calls_xml(tmp_path, [(COLLECTOR, "2026-02-01T09:00:00", 5)]).read_bytes()
    uploaded(taking._w_upload, ("calls.xml", calls), ("calls.xml", other))
    assert [card.path.name for card in taking.cards] == ["calls (2).xml", "calls.xml"]


def test_big_files_come_through_the_inbox_folder(taking, calls):
    refused(taking.message, lambda: press(taking._w_look), "Nothing has arrived")
    (inbox.ready(taking.case) / "calls.xml").write_bytes(calls)
    press(taking._w_look)
    assert "1 file is waiting" in taking.message.value
    assert [card.preview.records for card in taking.cards] == [2]


def test_an_inbox_that_cannot_be_made_is_told(taking, calls):
    inbox.folder_of(taking.case).write_text("a file in the way")
    uploaded(taking._w_upload, ("calls.xml", calls))
    assert is_alert(taking.message)


class TestWhoseListItIs:
    def test_a_borrower_s_own_phone_is_the_borrower_s(self, taking, calls):
        uploaded(taking._w_upload, ("calls.xml", calls))
        assert taking.cards[0].person._w_person.value == DEBTOR
        assert taking.cards[0].ready

    def test_of_a_relative_s_case_it_is_asked(self, taking, calls):
        taking.case.update_header(standpoint="relative")
        uploaded(taking._w_upload, ("calls.xml", calls))
        picker = taking.cards[0].person._w_person
        assert picker.value == NOT_CHOSEN and not taking.cards[0].ready
        # They find themselves in the list, although nobody has entered them yet.
        assert [name for name, value in picker.options if value == SOMEBODY_NEW] == ["＋ myself, or somebody else …"]

    def test_a_bill_of_an_unknown_number_enters_only_when_it_is_said(self, taking, exports):
        path = bill(exports)
        uploaded(taking._w_upload, (path.name, path.read_bytes()))
        (card,) = taking.cards
        refused(card.message, lambda: press(card._w_agree), "choose whose it is")
        assert len(taking.case.events()) == 0
        card.person._w_person.value = SOMEBODY_NEW
        refused(card.message, lambda: press(card._w_agree), "called")
        card.person._w_name.value, card.person._w_relation.value = HOSTILE, "parent"
        card.person._w_role.value = "other_third_party"
        press(card._w_agree)
        mother = taking.case.find_person(HOSTILE)
        assert mother.relation == "parent" and mother.lines == ("13900000202",)
        assert set(taking.case.events()["person"]) == {mother.id}

    def test_the_next_bill_of_that_number_is_known(self, taking, exports):
        mother = taking.case.add_person("妈妈", relation="parent", lines=["13900000202"])
        path = bill(exports)
        uploaded(taking._w_upload, (path.name, path.read_bytes()))
        assert taking.cards[0].person._w_person.value == mother.id
        assert taking.cards[0].ready

    def test_a_number_is_asked_for_where_the_file_names_none(self, taking, exports):
        path = exports["2026年01-02月语音通信.xlsx"]
        uploaded(taking._w_upload, (path.name, path.read_bytes()))
        (card,) = taking.cards
        card.person._w_person.value = DEBTOR
        assert shown(card._w_own) and "please answer" in card._shown.value
        card._w_own.value = "138 0000 0101"
        assert "please answer" not in card._shown.value and "13800000101" in card._shown.value
        press(card._w_agree)
        assert set(taking.case.events()["line"]) == {"13800000101"}
        assert taking.case.background().persons[DEBTOR].lines == ("13800000101",)

    def test_a_year_that_is_none_is_refused_and_kept(self, taking, exports):
        path = bill(exports)
        uploaded(taking._w_upload, (path.name, path.read_bytes()))
        (card,) = taking.cards
        card._w_year.value = "last year"
        assert "is not a year" in card.message.value
        assert card._w_year.value == "last year"

    def test_a_year_that_cannot_be_can_be_corrected(self, taking):
        rows = f"手机号码：{MOTHER}\n对方号码,呼叫类型,通话起始时间,通话时长\n{COLLECTOR},被叫,01-10 22:30:05,65\n"
        uploaded(taking._w_upload, ("list.csv", rows.encode()))
        (card,) = taking.cards
        card._w_year.value = "2099"
        assert is_alert(card.message) and not shown(card._w_agree)
        assert shown(card._questions) and shown(card._w_year)
        card._w_year.value = "2026"
        assert not is_alert(card.message) and shown(card._w_agree) and card.preview.first.year == 2026

    def test_of_two_numbers_that_stand_in_each_row_the_own_one_is_chosen(self, taking):
        rows = "".join(f"{COLLECTOR},{MOTHER},2025-12-0{day} 09:00:00,{day}\n" for day in range(1, 6))
        uploaded(taking._w_upload, ("list.csv", f"主叫号码,被叫号码,开始时间,时长\n{rows}".encode()))
        (card,) = taking.cards
        (own,) = card._asked.box.children
        assert {value for _name, value in own.options} == {NOT_CHOSEN, COLLECTOR, MOTHER}
        assert not shown(card._w_own)  # one question, one field
        own.value = COLLECTOR
        assert card.preview.by_direction == {"out": 5}
        own.value = MOTHER
        assert card.preview.by_direction == {"in": 5} and card.preview.top_numbers[0][0] == COLLECTOR
        card.person._w_person.value = DEBTOR
        press(card._w_agree)
        assert taking.case.background().persons[DEBTOR].lines == (MOTHER,)

    def test_answers_in_lists_stay_when_the_language_changes(self, workbook, taking):
        rows = "".join(f"2025-12-0{day},21:14,{COLLECTOR},{day}\n" for day in range(1, 6))
        uploaded(taking._w_upload, ("list.csv", f"日子,几点,谁打来的,讲了多久\n{rows}".encode()))
        (card,) = taking.cards
        assert card.preview.records == 0
        kind = next(one for one in card._asked.box.children if one.description == "Which kind are its rows?")
        kind.value = "in"
        length = next(one for one in card._asked.box.children if one.description == "Column with the length")
        length.value = ""
        with language("zh"):
            taking.speak()
            (card,) = taking.cards
            chosen = {one.description: one.value for one in card._asked.box.children}
            assert chosen["这些行是哪一种？"] == "in" and chosen["哪一列是通话时长"] == ""
            assert card.preview.records == 5 and card.preview.by_direction == {"in": 5}
            assert shown(card._w_agree)
            card.person._w_person.value = DEBTOR
            press(card._w_agree)
        assert len(taking.case.events()) == 5


class TestAllAtOnce:
    def test_files_without_a_question_go_in_together_and_recordings_wait(self, taking, calls, exports, tmp_path):
        recording = next(path for name, path in exports.items() if name.endswith(".mp3"))
        doubtful = bill(exports)
        more = calls_xml(tmp_path, [(COLLECTOR, "2026-02-01T09:00:00", 5)], "more.xml").read_bytes()
        uploaded(
            taking._w_upload, ("calls.xml", calls), ("more.xml", more), (recording.name, recording.read_bytes()),
            (doubtful.name, doubtful.read_bytes()),
        )  # fmt: skip
        assert shown(taking._w_all)
        press(taking._w_all)
        assert "2 files taken in: 3 new records" in taking.message.value
        assert [card.path.name for card in taking.cards] == [doubtful.name]
        assert [one.media.name for one in taking.recordings.proposals] == [recording.name]

    def test_an_answer_that_settles_the_second_file_offers_the_button(self, taking, calls):
        mail = "李经理\n2026年1月3日 21:14\n今天必须还\n\n小王\n2026年1月3日 21:20\n没有钱\n".encode()
        uploaded(taking._w_upload, ("calls.xml", calls), ("chat.txt", mail))
        card = next(one for one in taking.cards if one.path.name == "chat.txt")
        (me,) = card._asked.box.children
        assert not shown(taking._w_all)
        me.value = next(value for name, value in me.options if "小王" in name)
        assert not shown(taking._w_all)
        card.person._w_person.value = DEBTOR
        assert shown(taking._w_all)
        press(taking._w_all)
        assert taking.cards == [] and len(taking.case.events()) == 4

    def test_when_none_can_each_says_why(self, taking):
        refused(taking.message, lambda: press(taking._w_all), "each says why")


def test_what_was_typed_into_a_card_outlives_another_language(taking, exports):
    path = bill(exports)
    uploaded(taking._w_upload, (path.name, path.read_bytes()))
    taking.cards[0].person._w_person.value = SOMEBODY_NEW
    taking.cards[0].person._w_name.value = "妈妈"
    taking.speak()
    assert taking.cards[0].person._w_name.value == "妈妈"


class TestFoldersAndArchives:
    @pytest.fixture
    def packed(self, calls):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("2026/calls.xml", calls)
            archive.writestr("bill.csv", f"手机号码：13800000001\n{BILL.decode()}")
            archive.writestr("undated.csv", f"手机号码：13800000001\n{BILL.decode().replace('2026-', '')}")
            archive.writestr(f"通话录音@{COLLECTOR}({COLLECTOR})_20260110223030.mp3", b"ID3 sound")
        return content.getvalue()

    def test_an_archive_gets_one_card_and_what_it_leaves_open_gets_cards_afterwards(self, taking, packed):
        uploaded(taking._w_upload, ("手机.zip", packed))
        (card,) = taking.cards
        assert isinstance(card, CollectionCard) and not shown(taking._w_all)
        card.person._w_person.value = DEBTOR
        press(card._w_agree)
        assert "手机.zip: 2 files taken in, 4 new records" in taking.message.value
        assert "1 of them is the same call" in taking.message.value
        assert [one.path.name for one in taking.cards] == ["undated.csv"]
        assert [path.name for path in taking.recordings._waiting] == [
            f"通话录音@{COLLECTOR}({COLLECTOR})_20260110223030.mp3"
        ]
        (open_card,) = taking.cards
        open_card._w_year.value = "2026"
        open_card.person._w_person.value = DEBTOR
        press(open_card._w_agree)
        assert len(taking.case.batches()) == 3
        assert {one.collection_name for one in taking.case.batches()} == {"手机.zip"}
        assert len({one.collection for one in taking.case.batches()}) == 1

    def test_all_of_it_is_undone_with_one_click_or_a_part_below(self, taking, packed):
        uploaded(taking._w_upload, ("手机.zip", packed))
        taking.cards[0].person._w_person.value = DEBTOR
        press(taking.cards[0]._w_agree)
        row, fold = taking._batches.children[1].children
        assert "手机.zip" in row.children[0].value and "2 files" in fold.children[0].description
        press(fold.children[0])
        press(fold.children[1].children[0].children[1])
        assert "Undone: 2 records are out" in taking.undone.value
        row, fold = taking._batches.children[1].children
        assert shown(fold.children[1])
        press(row.children[1])
        assert len(taking.case.events()) == 0
        row, _fold = taking._batches.children[1].children
        assert "undone" in row.children[0].value
        press(row.children[1])
        assert "Brought back: 4 records" in taking.undone.value and len(taking.case.events()) == 4

    def test_a_folder_that_was_dropped_gets_a_card_too(self, taking, calls):
        folder = inbox.ready(taking.case) / "手机"
        folder.mkdir()
        (folder / "calls.xml").write_bytes(calls)
        press(taking._w_look)
        assert "1 file is waiting" in taking.message.value
        press(taking.cards[0]._w_not_now)
        assert taking.cards == [] and (inbox.folder_of(taking.case) / inbox.ASIDE_NAME / "手机" / "calls.xml").exists()
        refused(taking.message, taking.guarded(taking.look_again), "Nothing has arrived")


class TestBigFiles:
    @pytest.fixture(autouse=True)
    def all_are_big(self, monkeypatch):
        monkeypatch.setattr(worker, "SMALL", 0)

    def test_one_is_looked_through_and_taken_in_beside_the_kernel(self, taking, calls):
        async def script():
            uploaded(taking._w_upload, ("calls.xml", calls))
            (card,) = taking.cards
            assert card.worker.running and not shown(card._w_agree) and not card.ready
            await ended(card.worker)
            assert card.preview.records == 2 and card.ready
            press(card._w_agree)
            await ended(card.worker)

        asyncio.run(script())
        assert "calls.xml: 2 taken in" in taking.message.value
        assert taking.cards == [] and inbox.waiting(taking.case) == [] and len(taking.case.events()) == 2

    def test_stopping_leaves_nothing_and_it_can_be_done_again(self, taking, calls):
        async def script():
            with worker._TURN:  # something else is going on, so this one waits
                uploaded(taking._w_upload, ("calls.xml", calls))
                (card,) = taking.cards
                press(card.worker._w_stop)
                await ended(card.worker)
            assert "Stopped." in card.message.value and shown(card._w_again) and not shown(card._w_agree)
            press(card._w_again)
            await ended(card.worker)
            assert card.preview.records == 2 and not shown(card._w_again)
            with worker._TURN:
                card.guarded(card.agree)()
                card.worker.stop()
                await ended(card.worker)
            assert "Nothing of calls.xml was taken in" in card.message.value and card.path.exists()

        asyncio.run(script())
        assert taking.case.batches() == [] and taking.case.background().evidence == ()
        assert not [one for one in taking.case.store.folder.rglob("*") if one.is_file()]

    def test_another_language_or_case_stops_what_is_going_on(self, taking, calls):
        async def script():
            uploaded(taking._w_upload, ("calls.xml", calls))
            before = taking.cards[0].worker
            taking.speak()
            await ended(before)
            await ended(taking.cards[0].worker)

        asyncio.run(script())
        assert taking.cards[0].preview.records == 2

    def test_what_must_be_answered_is_asked_when_it_turns_out_only_while_it_is_taken_in(self, taking):
        async def script():
            uploaded(taking._w_upload, ("bill.csv", f"手机号码：{MOTHER}\n{BILL.decode()}".encode()))
            (card,) = taking.cards
            await ended(card.worker)
            card.person._w_person.value = DEBTOR
            await ended(card.worker)
            taking.case.add_person("妈妈", relation="parent", lines=[MOTHER])
            card.guarded(card.agree)()
            await ended(card.worker)
            assert is_alert(card.message) and "belongs to 妈妈" in card.message.value
            assert "please answer" in card._shown.value

        asyncio.run(script())
        assert taking.case.batches() == []
