from __future__ import annotations

import asyncio
import zipfile

import pytest

from casekit.model import DEBTOR
from casekit.widgets import inbox, worker
from casekit.widgets.collectioncard import CollectionCard
from casekit.widgets.pickers import NOT_CHOSEN
from tests.widgets.conftest import COLLECTOR, FRIEND, calls_xml, is_alert, press, refused, shown
from tests.widgets.test_worker import ended

OWN, MOTHER = "13800000001", "13900000002"


def bill(owner="", year="2026-"):
    head = f"手机号码：{owner}\n" if owner else ""
    return f"{head}对方号码,呼叫类型,通话起始时间,通话时长\n{COLLECTOR},被叫,{year}01-10 22:30:05,65\n".encode()


@pytest.fixture
def calls(tmp_path):
    return calls_xml(
        tmp_path, [(COLLECTOR, "2026-01-10T22:30:00", 65), (FRIEND, "2026-01-12T20:00:00", 300)]
    ).read_bytes()


@pytest.fixture
def lay(case):
    """Lay files into the inbox, as a folder or as an archive; gives where."""

    def made(files, name="手机"):
        place = inbox.ready(case) / name
        if name.endswith(".zip"):
            with zipfile.ZipFile(place, "w") as packed:
                for inner, content in files.items():
                    packed.writestr(inner, content)
            return place
        for inner, content in files.items():
            (place / inner).parent.mkdir(parents=True, exist_ok=True)
            (place / inner).write_bytes(content)
        return place

    return made


class Done:
    """What a card said when it was done."""

    def __init__(self):
        self.said, self.laid = None, None

    def __call__(self, card, said, laid):
        self.said, self.laid = said, laid


@pytest.fixture
def done():
    return Done()


@pytest.mark.parametrize("name", ["手机", "手机.zip"])
def test_everything_in_it_is_shown_and_taken_in_with_one_button(workbook, lay, calls, done, name):
    path = lay({"2026/calls.xml": calls, "说明.txt": "你好".encode()}, name)
    card = CollectionCard(workbook, path, done)
    for words in ("2026/calls.xml", "SMS Backup", "2026-01-10 – 2026-01-12", "2, of which 2 are new", "说明.txt"):
        assert words in card._shown.value
    assert len(workbook.case.events()) == 0 and card.person._w_person.value == DEBTOR
    press(card._w_agree)
    assert workbook.case.events()["number"].tolist() == [COLLECTOR, FRIEND]
    assert done.said.startswith(f"{name}: 1 file taken in, 2 new records, 0 were there already.") and done.laid == {}
    (batch,) = workbook.case.batches()
    assert (batch.collection_name, batch.collection_member) == (name, "2026/calls.xml") and batch.collection
    assert not path.exists() and (path.parent / inbox.ASIDE_NAME / name).exists()


def test_whose_bills_they_are_has_to_be_said(workbook, lay, calls, done):
    card = CollectionCard(workbook, lay({"calls.xml": calls, "bill.csv": bill()}), done)
    assert card.person._w_person.value == NOT_CHOSEN and shown(card._w_own)
    assert "please answer" in card._shown.value and "Whose list is this?" in card._shown.value
    refused(card.message, lambda: press(card._w_agree), "choose whose it is")
    assert len(workbook.case.events()) == 0
    card.person._w_person.value = DEBTOR
    card._w_own.value = OWN
    assert "please answer" not in card._shown.value
    press(card._w_agree)
    assert len(workbook.case.batches()) == 2 and set(workbook.case.events()["line"]) == {OWN}


def test_a_list_of_a_number_that_is_known_is_that_person_s_whoever_is_chosen(workbook, lay, done):
    mother = workbook.case.add_person("妈妈", relation="parent", lines=[MOTHER])
    card = CollectionCard(workbook, lay({"1.csv": bill(MOTHER), "2.csv": bill(OWN)}), done)
    card.person._w_person.value = DEBTOR
    press(card._w_agree)
    assert {one.file_name: one.person for one in workbook.case.batches()} == {"1.csv": mother.id, "2.csv": DEBTOR}


def test_what_leaves_something_open_is_laid_into_the_inbox_by_itself(workbook, lay, calls, done):
    card = CollectionCard(workbook, lay({"a/calls.xml": calls, "b/bill.csv": bill(OWN, year="")}, "手机.zip"), done)
    card.person._w_person.value = DEBTOR
    press(card._w_agree)
    assert "1 file leaves something open; it waits below." in done.said
    ((place, origin),) = done.laid.items()
    assert place == inbox.folder_of(workbook.case) / "bill.csv" and place.read_bytes() == bill(OWN, year="")
    assert (origin["collection"], origin["collection_member"]) == (workbook.case.batches()[0].collection, "b/bill.csv")


def test_recordings_and_pictures_are_handed_on_when_they_shall_be(workbook, lay, calls, done):
    name = f"通话录音@{COLLECTOR}_20260110223030.mp3"
    for number, ticked in enumerate((True, False)):
        card = CollectionCard(workbook, lay({"calls.xml": calls, f"录音/{name}": b"ID3 sound"}, f"手机{number}"), done)
        assert shown(card._w_media) and card._w_media.value and "1 recording or picture" in card._w_media.description
        card._w_media.value = ticked
        press(card._w_agree)
        place = inbox.folder_of(workbook.case) / name
        assert place.exists() == ticked
        place.unlink(missing_ok=True)


def test_a_whole_album_is_not_handed_on_by_itself(workbook, lay, calls, done):
    album = {f"DCIM/IMG_{number}.jpg": b"x" for number in range(201)}
    card = CollectionCard(workbook, lay({"calls.xml": calls, **album}, "a.zip"), done)
    assert shown(card._w_media) and not card._w_media.value


def test_one_that_cannot_be_read_says_why_and_can_be_put_aside(workbook, lay, done):
    path = lay({}, "leer.zip")
    card = CollectionCard(workbook, path, done)
    assert is_alert(card.message) and "no file at all" in card.message.value and not shown(card._w_agree)
    press(card._w_not_now)
    assert not path.exists() and "put aside" in done.said


def test_names_in_an_archive_stay_names(workbook, lay, calls, done):
    card = CollectionCard(
        workbook, lay({"<script>alert(1)<_script>.xml": calls, "../x.xml": calls + b" "}, "a.zip"), done
    )
    assert "<script>" not in card._shown.value
    press(card._w_agree)
    assert len(workbook.case.batches()) == 2


def test_a_big_one_is_looked_through_and_taken_in_beside_the_kernel_and_can_be_stopped(
    workbook, lay, calls, done, monkeypatch
):
    monkeypatch.setattr("casekit.widgets.collectioncard._work_in", lambda path: worker.SMALL)

    async def script():
        card = CollectionCard(workbook, lay({"1.xml": calls, "2.xml": calls + b" "}), done)
        assert card.worker.running and not shown(card._w_agree)
        await ended(card.worker)
        assert "2.xml" in card._shown.value and card.person._w_person.value == DEBTOR
        await ended(card.worker)  # who it is was proposed, and it is looked through again
        with worker._TURN:  # something else is going on, so this one waits
            press(card._w_agree)
            await asyncio.sleep(0)
            assert card._w_agree.disabled
            refused(card.message, lambda: card.guarded(card.dismiss)(), "still being worked on")
            card.worker.stop()
            await ended(card.worker)
        assert "Stopped." in card.message.value and is_alert(card.message)
        assert card.path.exists() and done.said is None
        card._w_agree.disabled = False
        card.guarded(card.agree)()
        await ended(card.worker)

    asyncio.run(script())
    assert len(workbook.case.events()) == 2
    assert done.said.startswith("手机: 2 files taken in")


def test_the_card_shows_all_together_and_each_list_in_detail(workbook, lay, calls, done):
    card = CollectionCard(workbook, lay({"calls.xml": calls, "bill.csv": bill(OWN)}), done)
    page = card._shown.value
    for name, value in (("How", "call 3"), ("Direction", "incoming 3"), ("Answered?", "connected 3")):
        assert f"<dt>{name}</dt><dd>{value}</dd>" in page
    assert "<dt>basis of the time</dt><dd>recorded by the phone 2, as printed in the file 1</dd>" in page
    assert page.count("<summary>The most frequent numbers</summary>") == 2
    assert "please answer" not in page


def test_the_card_says_where_open_questions_can_be_answered(workbook, lay, calls, done):
    card = CollectionCard(workbook, lay({"calls.xml": calls, "bill.csv": bill(OWN, year="")}), done)
    assert "each of them waits below and can be answered there" in card._shown.value


def test_a_list_that_asks_before_anything_can_be_read_shows_its_question(workbook, lay, done):
    rows = "".join(f"{COLLECTOR},{OWN},2025-12-0{day} 09:00:00,{day}\n" for day in range(1, 6))
    list_of_sides = f"主叫号码,被叫号码,开始时间,时长\n{rows}".encode()
    page = CollectionCard(workbook, lay({"list.csv": list_of_sides}), done)._shown.value
    assert "Which number does this list belong to?" in page.split("</table>")[0]
    assert "please answer" in page and "each of them waits below" in page


def test_a_list_without_a_record_is_not_asked_about(workbook, lay, calls, done):
    nothing_left = bill(OWN).replace(b"2026-01-10", b"1601-01-01")
    page = CollectionCard(workbook, lay({"calls.xml": calls, "bill.csv": nothing_left}), done)._shown.value
    assert "bill.csv" in page and "please answer" not in page and "each of them waits below" not in page
