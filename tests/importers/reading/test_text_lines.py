"""Encodings: recognised by content, mixed ones line by line, nothing guessed beyond that."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry
from casekit.importers.reading import text_lines


@pytest.fixture
def probe(tmp_path: Path):
    def write(content: bytes):
        path = tmp_path / "a.csv"
        path.write_bytes(content)
        return registry.probe(path)

    return write


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"plain", "utf-8"), ("起始时间".encode(), "utf-8"), ("Müller,é".encode(), "utf-8"),
        ("起始时间".encode("utf-8-sig"), "utf-8-sig"), ("起始时间".encode("utf-16"), "utf-16"),
        ("起始时间".encode("gb18030"), "gb18030"), ("一些,联通\n㐀𠮷\n".encode("gb18030"), "gb18030"),
        ("€,中国移动".encode("gb18030"), "gb18030"),
    ],
)  # fmt: skip
def test_encodings(probe, content: bytes, encoding: str) -> None:
    assert text_lines.encoding_of(probe(content)) == encoding


def test_lines_of_both_encodings_are_each_read_in_their_own(probe) -> None:
    mixed = probe("起始时间,对方号码\n".encode() + "国内被叫,北京\n".encode("gb18030") + "国内主叫,上海\n".encode())
    assert text_lines.encoding_of(mixed) == text_lines.MIXED
    assert list(text_lines.lines(mixed)) == ["起始时间,对方号码\n", "国内被叫,北京\n", "国内主叫,上海\n"]


def test_what_is_in_neither_is_named_by_its_line(probe) -> None:
    with pytest.raises(InputError, match="Line 2"):
        text_lines.encoding_of(probe("起始时间\n".encode("gb18030") + b"\xff\xff\xff\n"))


def test_marked_files_that_break_their_word_are_refused(probe) -> None:
    for content in ("起始时间\n甲\n".encode("utf-8-sig") + b"\xff\xff\n", "起始时间\n".encode("utf-16") + b"\x3d"):
        with pytest.raises(InputError, match="Line"):
            list(text_lines.lines(probe(content)))


def test_zero_bytes_and_marks_inside_are_left_out(probe) -> None:
    assert list(text_lines.lines(probe("甲\0,\ufeff乙\n".encode()))) == ["甲,乙\n"]


def test_one_endless_line_is_refused_before_it_fills_the_memory(probe) -> None:
    with pytest.raises(InputError, match="Line 1"):
        text_lines.encoding_of(probe(b"x" * (3 << 20)))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_that_is_cut_off_within_a_sign_is_read_without_it(probe, encoding: str) -> None:
    whole = "起始时间,对方号码\n国内被叫,北京".encode(encoding)
    cut = probe(whole[:-1])
    assert list(text_lines.lines(cut)) == ["起始时间,对方号码\n", "国内被叫,北"]
    assert text_lines.is_cut(cut)
    assert not text_lines.is_cut(probe(whole))
