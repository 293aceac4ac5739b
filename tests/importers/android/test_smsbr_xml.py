"""SMS Backup & Restore: every kind of call and message, and every way such a file is known to be broken."""

from __future__ import annotations

import base64
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.reading import archive
from casekit.numbers import fold
from tests.importers.files import DATA, NIGHT, call, element, read, sms, source_of, xml

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


@pytest.fixture
def backup(tmp_path: Path):
    def write(content: bytes):
        path = tmp_path / "备份.xml"
        path.write_bytes(content)
        return path

    return write


def test_calls_of_every_type() -> None:
    seen = read(DATA / "calls.xml")
    assert (seen.declared, seen.skipped, seen.warnings) == ([9], {}, [])
    told = [(one.direction, one.outcome, one.duration_s, one.ring_s, fold(one.number_raw)) for one in seen.records]
    assert told == [
        ("in", "conversation", 65, None, "17000000001"),
        ("out", "conversation", 12, None, "17000000001"),
        ("in", "rang_no_answer", 0, None, "17000000002"),
        ("in", "voicemail", 21, None, "17000000002"),
        ("in", "rejected", 0, None, "17000000002"),
        ("in", "blocked", 0, None, "17000000002"),
        ("in", "conversation", 30, None, "17000000002"),
        ("in", "conversation", 5, None, ""),
        ("in", "answered_dropped", 0, None, ""),
    ]
    first = seen.records[0]
    assert first.start == datetime(2026, 3, 1, 14, 15, tzinfo=UTC)
    assert (first.precision, first.time_basis, first.contact_name) == ("second", "epoch", "")
    assert first.raw["readable_date"] == "2026年3月1日 22:15:00"
    assert seen.records[1].start.microsecond == 123000
    assert seen.records[2].contact_name == '催收<b>"小王"😀'


def test_old_exports_have_four_attributes(backup) -> None:
    seen = read(backup(xml("calls", element("call", number="17000000001", duration=0, date=NIGHT, type=2))))
    assert [(one.direction, one.outcome) for one in seen.records] == [("out", "unknown")]


def test_seconds_of_ringing_are_no_talk(backup) -> None:
    seen = read(backup(xml("calls", call(type=3, duration=48), call(type=5, duration=7))))
    assert [(one.ring_s, one.duration_s, one.outcome) for one in seen.records] == [
        (48, 0, "rang_no_answer"), (7, 0, "rejected"),
    ]  # fmt: skip


@pytest.mark.parametrize("duration", ["", "-5", "null", "١٢", "²", "9" * 5000, "999999999"])
def test_an_impossible_duration_is_unknown(backup, duration: str) -> None:
    seen = read(backup(xml("calls", call(duration=duration))))
    assert [(one.duration_s, one.outcome) for one in seen.records] == [(None, "unknown")]


@pytest.mark.parametrize("date", ["", "null", "-1", "0", "1772374500", "9" * 30, "abc", "1e12"])
def test_an_impossible_time_is_left_out_with_its_reason(backup, date: str) -> None:
    seen = read(backup(xml("calls", call(date=date), call())))
    assert len(seen.records) == 1
    assert date in seen.skipped["1"]


def test_an_unknown_type_and_an_unknown_entry_are_named(backup) -> None:
    seen = read(backup(xml("calls", call(type=10), element("log", number="1"), call())))
    assert len(seen.records) == 1
    assert "10" in seen.skipped["1"] and "log" in seen.skipped["2"]


def test_messages_received_sent_and_never_sent(backup) -> None:
    seen = read(backup(xml("smses", *(sms(f"文字{kind}", type=kind) for kind in (1, 2, 3, 4, 5, 6, 9)))))
    assert [(one.direction, one.text, one.outcome, one.channel) for one in seen.records] == [
        ("in", "文字1", "delivered", "sms"), ("out", "文字2", "delivered", "sms"),
    ]  # fmt: skip
    assert list(seen.skipped) == ["3", "4", "5", "6", "7"]
    assert "draft" in seen.skipped["3"] and "failed" in seen.skipped["5"] and "9" in seen.skipped["7"]


def test_the_word_null_is_no_text_but_other_words_are(backup) -> None:
    seen = read(backup(xml("smses", sms("null"), sms("Unknown"), sms(""), sms("null!"))))
    assert seen.all("text") == ["", "Unknown", "", "null!"]
    assert seen.all("contact_name") == ["", "", "", ""]


def test_text_survives_as_it_is(backup) -> None:
    body = "<script>alert('x')</script> \"引号\" & 你好\nمرحبا 😀\t=1+1 " + "长" * 5000
    assert read(backup(xml("smses", sms(body)))).all("text") == [body]


@pytest.mark.parametrize("number", ["", "-1", "-2", "***", "null", "(Unknown)", "Unknown", "Private"])
def test_a_hidden_sender_stays_unknown(backup, number: str) -> None:
    seen = read(backup(xml("smses", sms("x", address=number), call(number=number))))
    assert [fold(one.number_raw) for one in seen.records] == ["", ""]


def mms(*inside: str, **attributes: object) -> str:
    usual = {"date": NIGHT, "msg_box": 1, "m_type": 132, "address": "17000000001", "sub": "null"}
    head = element("mms", **{**usual, **attributes}).replace(" />\n", ">")
    return f"{head}<parts>{''.join(inside)}</parts></mms>\n"


def part(**attributes: object) -> str:
    return element("part", **{"seq": 0, "text": "null", **attributes})


def test_multimedia_messages_give_text_and_sender_and_say_what_is_left(backup) -> None:
    seen = read(
        backup(
            xml(
                "smses",
                mms(
                    part(ct="application/smil", text="<smil/>"),
                    part(ct="text/plain", text="第一段"),
                    part(ct="text/plain", text="第二段"),
                    part(ct="image/jpeg", data="aGVsbG8="),
                    sub="催款通知",
                ).replace(
                    "</parts>",
                    "</parts><addrs><addr address='17000000009' type='137'/><addr address='13800000001' type='151'/>"
                    "</addrs>",
                ),
                mms(msg_box=2, m_type=128, address="17000000001~17000000002"),
                mms(msg_box=3),
                mms(m_type=130),
                mms(msg_box=7),
            )
        )
    )
    assert [(one.number_raw, one.direction, one.text) for one in seen.records] == [
        ("17000000009", "in", "催款通知\n第一段\n第二段"), ("17000000001", "out", ""),
    ]  # fmt: skip
    assert seen.records[1].raw["address"] == "17000000001~17000000002"
    assert list(seen.skipped) == ["3", "4", "5"]
    assert [(one.channel, len(one.attachments)) for one in seen.records] == [("sms", 1), ("group_message", 0)]
    assert (seen.records[0].raw["from"], seen.records[0].raw["to"]) == ("17000000009", "13800000001")
    assert seen.warnings == []


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def test_files_in_messages_are_laid_where_the_import_wants_them(backup, tmp_path: Path) -> None:
    data = base64.b64encode(PICTURE).decode()
    path = backup(xml("smses", mms(part(ct="image/png", data=data, name="欠款.png"), part(ct="audio/amr", data=data))))
    looked_through = read(path).records[0].attachments
    assert [(one.name, one.path) for one in looked_through] == [("欠款.png", None), ("mms-1-2.amr", None)]
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    laid = read(path, scratch=scratch).records[0].attachments
    assert [one.name for one in laid] == ["欠款.png", "mms-1-2.amr"]
    assert [one.path.read_bytes() for one in laid if one.path] == [PICTURE, PICTURE]
    assert all(one.path and one.path.parent == scratch for one in laid)


@pytest.mark.parametrize("size", [700_000, 786_431, 786_432, 786_433, 3_000_001])
def test_a_file_of_any_size_comes_out_as_it_was_sent(backup, tmp_path: Path, size: int) -> None:
    content = random.Random(size).randbytes(size)
    lines = base64.encodebytes(content).decode() if size % 2 else base64.b64encode(content).decode()
    path = backup(xml("smses", sms("前"), mms(part(ct="video/mp4", data=lines, cl="电话.mp4")), sms("后")))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    seen = read(path, scratch=scratch)
    assert seen.warnings == read(path).warnings == []
    assert [len(one.attachments) for one in seen.records] == [0, 1, 0]
    assert seen.records[1].attachments[0].path.read_bytes() == content
    assert len(list(scratch.iterdir())) == 1


@pytest.mark.skipif(resource is None, reason="resource limits of Unix")
def test_a_film_of_many_megabytes_is_not_kept_in_memory(backup, tmp_path: Path) -> None:
    path = tmp_path / "sms.xml"
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with path.open("wb") as stream:
        stream.write(b"<smses count='2'>" + mms(part(ct="text/plain", text="附图")).split("</parts>")[0].encode())
        stream.write(b'<part ct="video/mp4" data="')
        for _ in range(60):
            stream.write(b"QUJD" * (1 << 18))
        stream.write(b'"/></parts></mms>' + sms("后面的短信").encode() + b"</smses>")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seen = read(path, scratch=scratch)
    assert seen.all("text") == ["附图", "后面的短信"]
    assert seen.records[0].attachments[0].path.stat().st_size == 45 << 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30 << 10


@pytest.mark.parametrize(
    "data",
    ["%%%%", "QUJD=QUJD", "QUJDQ", "图片", "QUJD" * 500_000 + "!", "QUJD" * 500_000 + "Q", "Q=" + "QUJD" * 500_000],
)
def test_a_damaged_file_is_named_and_its_message_kept(backup, data: str, tmp_path: Path) -> None:
    damaged = mms(part(ct="text/plain", text="附图"), part(ct="image/png", data=data, name="a.png"))
    path = backup(xml("smses", damaged, mms(part(ct="image/png", data="QUJD"))))
    for scratch in (None, tmp_path):
        seen = read(path, scratch=scratch)
        assert seen.all("text") == ["附图", ""]
        assert [len(one.attachments) for one in seen.records] == [0, 1]
        assert len(seen.warnings) == 1 and "“a.png” in message 1" in seen.warnings[0]


@pytest.mark.parametrize("data", [{}, {"data": ""}, {"data": "null"}])
def test_a_backup_without_its_files_says_so_but_not_for_drafts(backup, data: dict[str, str]) -> None:
    picture = part(ct="image/png", **data)
    seen = read(backup(xml("smses", mms(picture, picture), mms(picture, msg_box=3))))
    assert len(seen.warnings) == 1 and "not in this file: 2." in seen.warnings[0]


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        ({"name": "../../etc/passwd", "ct": "image/jpeg"}, "passwd.jpg"),
        ({"name": "C:\\a\\b.jpg", "ct": "image/jpeg"}, "b.jpg"),
        ({"name": "null", "fn": "x.png", "ct": "image/png"}, "x.png"),
        ({"cl": "a&#10;b\u202egpj.exe", "ct": "image/jpeg"}, "a&#10;bgpj.exe"),
        ({"name": "...", "ct": "image/jpeg"}, "mms-1-1.jpg"),
        ({"ct": "application/x-unheard-of"}, "mms-1-1.bin"),
        ({"name": "长" * 300 + ".jpg", "ct": "image/jpeg"}, "长" * 76 + ".jpg"),
        ({"name": "å\x9b¾.jpg", "ct": "image/jpeg"}, "图.jpg"),
        ({"name": "图片", "ct": "IMAGE/JPEG; charset=x"}, "图片.jpg"),
    ],
)
def test_names_of_files_are_made_safe(backup, attributes: dict[str, str], name: str) -> None:
    seen = read(backup(xml("smses", mms(part(data="QUJD", **attributes)))))
    assert [one.name for one in seen.records[0].attachments] == [name]


def test_a_group_is_of_its_sender(backup) -> None:
    group = {"address": "17000000001~17000000002", "contact_name": "小王, 小李"}
    sender = "</parts><addrs><addr address='17000000002' type='137'/><addr address='17000000001' type='151'/></addrs>"
    path = backup(
        xml("smses", mms(**group).replace("</parts>", sender), mms(**group), mms(**{**group, "contact_name": "小王"}))
    )
    seen = read(path)
    assert seen.all("channel") == ["group_message"] * 3
    assert [(one.number_raw, one.contact_name) for one in seen.records] == [("17000000002", "小李"), ("", ""), ("", "")]


def test_rich_messages_tell_their_box_by_the_type_where_it_is_missing(backup) -> None:
    path = backup(
        xml("smses", mms(msg_box="null", m_type=132), mms(msg_box="null", m_type=128), mms(msg_box="null", m_type="null"),
            mms(m_type=134))
    )  # fmt: skip
    seen = read(path)
    assert seen.all("direction") == ["in", "out"]
    assert "null" in seen.skipped["3"] and "report" in seen.skipped["4"]


def test_a_message_whose_arrival_was_not_confirmed(backup) -> None:
    path = backup(xml("smses", *(sms("x", type=2, status=status) for status in (-1, 0, 32, 64)), sms("x", status=64)))
    assert read(path).all("outcome") == ["delivered", "delivered", "unknown", "unknown", "delivered"]


def test_words_longer_than_any_words_are_cut_and_it_is_said(backup) -> None:
    seen = read(backup(xml("smses", sms("骂" * (1 << 20)), sms("后面的短信"))))
    assert seen.all("text")[1] == "后面的短信"
    assert 300_000 < len(seen.all("text")[0]) < 1 << 20
    assert "only the beginning" in seen.warnings[0]


@pytest.mark.parametrize("count", ["58", "1", "0", "-3", "null", "", "9" * 40])
def test_a_wrong_count_changes_nothing(backup, count: str) -> None:
    seen = read(backup(xml("calls", call(), call(), count=count)))
    assert len(seen.records) == 2
    assert seen.declared == ([int(count)] if count.isdigit() and len(count) < 19 else [])


def test_a_truncated_file_gives_what_is_whole(backup) -> None:
    whole = xml("calls", *(call(date=NIGHT + step * 1000) for step in range(50)))
    seen = read(backup(whole[: len(whole) // 2]))
    assert 20 < len(seen.records) < 30
    assert f"after record {len(seen.records)}" in seen.warnings[0]


def test_a_multimedia_message_that_is_cut_off_is_not_half_taken_in(backup) -> None:
    whole = xml("smses", sms("一"), mms(part(ct="text/plain", text="半")))
    seen = read(backup(whole[: whole.index(b"</parts>")]))
    assert seen.all("text") == ["一"]


@pytest.mark.parametrize("content", [b"<calls", b"<calls count='3'", b"<calls count='3'>\n<call number='1"])
def test_nothing_whole_is_refused(backup, content: bytes) -> None:
    path = backup(b"<?xml version='1.0'?>" + content)
    with pytest.raises(InputError, match=r"backup|not whole"):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_files_in_utf16_as_powershell_writes_them(backup, encoding: str) -> None:
    text = xml("smses", sms("逾期😀")).decode().replace("UTF-8", "utf-16")
    path = backup(text.encode(encoding))
    assert source_of(path) == "smsbr_xml"
    assert read(path).all("text") == ["逾期😀"]


def test_a_file_in_gb18030_that_says_so(backup) -> None:
    path = backup(xml("smses", sms("逾期")).decode().replace("UTF-8", "GB18030").encode("gb18030"))
    assert read(path).all("text") == ["逾期"]


def test_bytes_of_another_encoding_lose_only_themselves(backup) -> None:
    path = backup(xml("smses", sms("前"), sms("坏"), sms("后")).replace("坏".encode(), "坏".encode("gb18030")))
    seen = read(path)
    texts = seen.all("text")
    assert (texts[0], texts[2]) == ("前", "后") and "\ufffd" in texts[1]
    assert "no text in the encoding" in seen.warnings[0]


def test_a_declaration_of_an_encoding_that_hides_things_is_not_followed(backup) -> None:
    path = backup(xml("smses", sms("x")).replace(b"UTF-8", b"UTF-7"))
    assert read(path).all("text") == ["x"]


BOMB = (
    "<?xml version='1.0'?>{comment}<!DOCTYPE calls [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><calls count='1'><call number='&c;' type='1' date='1'/></calls>"
)


@pytest.mark.parametrize("comment", ["", "<!-- <calls -->", "<!--" + "x" * 70_000 + "-->"])
def test_entity_bombs_are_refused(backup, comment: str) -> None:
    path = backup(BOMB.format(comment=comment).encode())
    with pytest.raises(InputError, match="document type"):
        read(path, source="smsbr_xml")


def test_a_backup_with_a_document_type_is_told_for_what_it_is(backup) -> None:
    assert source_of(backup(BOMB.format(comment="<!-- <calls -->").encode())) == "smsbr_xml"


def test_an_external_entity_is_never_fetched(backup) -> None:
    path = backup(b'<?xml version="1.0"?><!DOCTYPE calls SYSTEM "file:///etc/hostname"><calls><call/></calls>')
    with pytest.raises(InputError):
        read(path)


@pytest.mark.parametrize("content", ["<backup count='1'><log number='1'/></backup>", "<feed><call/></feed>"])
def test_xml_of_other_apps_is_refused_with_the_way_out(backup, content: str) -> None:
    path = backup(content.encode())
    for source in (None, "smsbr_xml"):
        with pytest.raises(InputError, match="make the backup"):
            read(path, source=source)


def test_a_stylesheet_a_comment_and_one_single_line_are_fine(backup) -> None:
    head = "<?xml version='1.0'?><!-- sms.xsl --><?xml-stylesheet type='text/xsl' href='calls.xsl'?>"
    path = backup(xml("calls", call(), call(), head=head).replace(b"\n", b""))
    assert source_of(path) == "smsbr_xml"
    assert len(read(path).records) == 2


def test_a_table_that_speaks_of_calls_is_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "calls.xml"
    path.write_text("起始时间,通信方式,对方号码\n2026-03-01 10:00:00,<calls 被叫,17000000001\n", encoding="utf-8")
    assert source_of(path) == "cn_mobile_table"


@pytest.mark.parametrize(
    ("inside", "word"), [("sms-20260301221500.xml", "SMS Backup"), ("a.txt", "the app that made it")]
)
def test_an_encrypted_backup_tells_whose_password_is_wanted(tmp_path: Path, inside: str, word: str) -> None:
    path = tmp_path / "backup.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(inside, "<smses/>")
    content = bytearray(path.read_bytes())
    for place in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[place] |= 1
    path.write_bytes(content)
    with pytest.raises(InputError, match=word):
        archive.members(registry.probe(path))
