"""The words in attributed strings, as NSArchiver writes them."""

from __future__ import annotations

import pytest

from casekit.importers.iphone.typedstream import words_in
from tests.importers.data.iphone.make import typed


@pytest.mark.parametrize(
    "text", ["a", "x" * 127, "x" * 128, "x" * 129, "骂" * 1000, "😀" * 100, "NSString", "行一\n行二"]
)
@pytest.mark.parametrize("mutable", [False, True])
def test_words_of_any_length(text: str, mutable: bool) -> None:
    assert words_in(typed(text, mutable=mutable)) == text


def test_long_words_have_a_length_of_four_bytes() -> None:
    data = "字".encode() * 30_000
    body = typed("?").partition(b"\x84\x01+")[0] + b"\x84\x01+\x82" + len(data).to_bytes(4, "little") + data
    assert words_in(body) == "字" * 30_000


def test_the_order_of_bytes_is_told_by_the_header() -> None:
    data = b"x" * 300
    body = b"\x04\x0btypedstream\x81\x03\xe8\x84\x01@\x84\x84\x84\x08NSString\x01\x94\x84\x01+\x81\x01\x2c" + data
    assert words_in(body) == "x" * 300


def test_what_is_cut_off_or_something_else_gives_nothing() -> None:
    whole = typed("短信")
    end = whole.index("短信".encode()) + len("短信".encode())
    assert [words_in(whole[:size]) for size in range(end)] == [None] * end
    assert words_in(b"bplist00") is None and words_in(b"") is None
    assert words_in(whole.replace(b"+\x06", b"+\x86")) is None
