"""Files that are no call list: each is told what it is and what to do, in the user's language."""

from __future__ import annotations

import gzip
import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.text import language
from tests.importers.files import MOBILE, read, write_csv, write_xlsx


def refused(path: Path, source: str | None = None) -> str:
    with pytest.raises(InputError) as error:
        list(registry.recognise(probe := registry.probe(path), source).read(probe, registry_options()))
    return error.value.message


def registry_options():
    from casekit.importers.source import Options

    return Options()


@pytest.mark.parametrize(
    ("content", "in_english", "in_chinese"),
    [
        (b"%PDF-1.7\n", "The PDF 文件.xls is damaged", "是 PDF，但已损坏"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture or a recording", "图片或录音"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "picture or a recording", "图片或录音"),
        (b"\0\0\0\x18ftypM4A " + b"\0" * 40, "picture or a recording", "图片或录音"),
        (b"#!AMR\n", "picture or a recording", "图片或录音"),
        (b"SQLite format 3\0", "damaged or cut off", "已损坏或没有传完整"),
        (gzip.compress(b"x", mtime=0), "is an archive", "压缩包"),
        (b"Rar!\x1a\x07", "is an archive", "压缩包"),
        (b"<!DOCTYPE html><html><body>", "is a web page without a table", "是网页，但里面没有表格"),
        (b"<?xml version='1.0'?><html><body>", "is a web page without a table", "是网页，但里面没有表格"),
        (b"<?xml version='1.0'?><gpx/>", "not a backup made by", "不是“SMS Backup"),
        (b'{"data": []}', "is JSON", "是 JSON"),
        (b'jQuery12_3({"data": []})', "is JSON", "是 JSON"),
        (b'[{"a": 1}]', "is JSON", "是 JSON"),
        (b"\x7fELF\x02\x01\x01\0" + bytes(range(256)), "no text and no table", "不是能识别的文本或表格"),
        (b"\xff\xff\xff rubbish", "is no text in UTF-8 or GB18030", "不是 UTF-8 或 GB18030"),
        ("今天他们又打电话来了，说要找我单位。".encode(), "found no list", "没有找到通话或短信记录"),
        (b"\xef\xbb\xbf\r\n\r\n", "found no list", "没有找到通话或短信记录"),
        (b"hello\n", "found no list", "没有找到通话或短信记录"),
    ],
)
def test_files_given_by_mistake(tmp_path: Path, content: bytes, in_english: str, in_chinese: str) -> None:
    path = tmp_path / "文件.xls"
    path.write_bytes(content)
    assert in_english in refused(path) and "文件.xls" in refused(path)
    with language("zh"):
        assert in_chinese in refused(path)


def test_the_database_of_something_else_names_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "记账.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE accounts (id INTEGER, balance REAL)")
        connection.execute("CREATE TABLE android_metadata (locale TEXT)")
    assert "Tables found: accounts." in refused(path)
    with language("zh"):
        assert "找到的表有：accounts。" in refused(path) and "记账.db" in refused(path)


def test_an_unknown_header_is_named(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [("姓名", "地址", "备注"), ("甲", "乙", "丙")])
    assert "姓名, 地址, 备注" in refused(path)


def test_a_known_header_without_directions_is_asked_by_its_words(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "202512.csv", [MOBILE, ["12-01 10:00:00", "杭州", "其他", "17000000001", "5秒", "其他", "", ""]]
    )
    seen = read(path)
    assert seen.questions == ["direction"] and "“其他”" in seen.skipped["2"]


def test_other_lists_of_the_carrier_and_of_the_bank(tmp_path: Path) -> None:
    data = write_csv(
        tmp_path / "流量.csv", [("开始时间", "时长", "流量", "费用(元)"), ("2025-12-01 10:00:00", "5", "1024", "0")]
    )
    with_ways = write_xlsx(
        tmp_path / "上网.xlsx", {"一": [("开始时间", "通信方式", "流量(KB)"), ("2025-12-01 10:00:00", "4G", "1")]}
    )
    bank = write_csv(
        tmp_path / "流水.csv", [("交易日期", "交易金额", "对方户名", "账户余额"), ("2025-12-01", "1", "甲", "2")]
    )
    assert "mobile data" in refused(data) and "mobile data" in refused(with_ways)
    assert "bank statement" in refused(bank)


def test_archives(tmp_path: Path) -> None:
    archive = tmp_path / "备份.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("calls.xml", "<calls/>")
    assert "Unpack it" in refused(archive)
    content = bytearray(archive.read_bytes())
    for place in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[place] |= 1  # the flag of an encrypted member
    archive.write_bytes(content)
    assert "encrypted archive" in refused(archive)


def test_a_letter_is_no_archive_and_nobody_is_asked_to_change_a_file(tmp_path: Path) -> None:
    letter = tmp_path / "投诉信.docx"
    with zipfile.ZipFile(letter, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<w:document/>")
    assert "is a Word document" in refused(letter) and "Unpack" not in refused(letter)
    with language("zh"):
        assert "投诉信.docx 是 Word 文档" in refused(letter)
    payments = write_csv(
        tmp_path / "账单.csv", [("时间", "商品说明", "收支", "金额元"), ("2025-12-01", "a", "支出", "1")]
    )
    assert "leave this file as it is" in refused(payments)
    with language("zh"):
        assert "请不要改动这个文件" in refused(payments) and "改好列名" not in refused(payments)


def test_a_list_on_a_hidden_sheet_only(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"封面": [["甲", "乙", "丙"]], "详单": [MOBILE]}, hidden=["详单"])
    assert "hidden sheet" in refused(path)


def test_empty_missing_and_folder(tmp_path: Path) -> None:
    empty = tmp_path / "空.csv"
    empty.touch()
    for path, sentence in ((empty, "is empty"), (tmp_path / "没有.csv", "no file"), (tmp_path, "is a folder")):
        with pytest.raises(InputError, match=sentence):
            registry.probe(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read by this user")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [MOBILE])
    path.chmod(0)
    with pytest.raises(InputError, match="permission"):
        registry.probe(path)


def test_no_permission_and_a_broken_disk_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_csv(tmp_path / "a.csv", [MOBILE])
    for error, sentence in (
        (PermissionError(13, "Permission denied"), "permission"),
        (OSError(5, "I/O error"), "the disk reports an error"),
    ):

        def fail(*_arguments: object, error: OSError = error) -> None:
            raise error

        monkeypatch.setattr(Path, "open", fail)
        with pytest.raises(InputError, match=sentence):
            registry.probe(path)


@pytest.mark.parametrize("source", ["smsbr_xml", "cn_unicom_xls", "cn_mobile_table", "carrier_table"])
@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"PK\x03\x04rubbish", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<calls/>", b"a,b\n"]
)
def test_insisting_on_a_source_does_not_help_a_wrong_file(tmp_path: Path, source: str, content: bytes) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(content)
    if source == "smsbr_xml" and content == b"<calls/>":
        return
    assert refused(path, source)


def test_an_unknown_source_names_the_known_ones(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [MOBILE])
    with pytest.raises(InputError, match="cn_unicom_xls"):
        registry.recognise(registry.probe(path), "nonsense")
