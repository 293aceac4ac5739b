"""The filter before the parser: references, control signs, encodings, block borders, constant memory."""

from __future__ import annotations

import io
from xml.parsers import expat

import pytest

from casekit.importers.reading import xml_stream
from casekit.importers.reading.xml_stream import RepairedXml


def repaired(data: bytes) -> bytes:
    return b"".join(RepairedXml(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("&#55357;&#56832;", "&#128512;"),
        ("&#xD83D;&#xDE00;", "&#128512;"),
        ("&#xd83d;&#56832;", "&#128512;"),
        ("&#55357;", "&#65533;"),
        ("&#56832;&#55357;", "&#65533;&#65533;"),
        ("&#55357;a&#56832;", "&#65533;a&#65533;"),
        ("&#0;&#x1F;&#8;", ""),
        ("&#10;&#9;", "&#10;&#9;"),
        ("&#65534;&#x110000;&#4294967295;", ""),
        ("&#27801;", "&#27801;"),
        ("&amp;#55357;", "&amp;#55357;"),
        ("\x00\x08\x1f\ufffe", ""),
        ("中文😀 & < >", "中文😀 & < >"),
    ],
)
def test_references_and_signs(written: str, meant: str) -> None:
    assert repaired(f'<a b="{written}"/>'.encode()).decode() == f'<a b="{meant}"/>'


@pytest.mark.parametrize("block", [1, 2, 3, 5, 7, 16, 64])
def test_borders_of_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    data = ('<a b="' + "&#55357;&#56832;&#xD83D;&#xDE00;中&#0;文&#27801;&amp;&#10;" * 9 + '" c="尾"/>').encode()
    whole = repaired(data)
    monkeypatch.setattr(xml_stream, "_BLOCK", block)
    assert repaired(data) == whole
    assert "&#65533;" not in whole.decode()


def test_a_long_run_of_emoji_over_the_border_of_a_block() -> None:
    emoji = b"&#55357;&#56832;" * 40_000  # 640 KB without a break
    assert repaired(b'<a b="' + emoji + b'"/>') == b'<a b="' + b"&#128512;" * 40_000 + b'"/>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_everything_comes_out_as_utf8(encoding: str) -> None:
    text = '<?xml version="1.0" encoding="whatever"?><a b="逾期😀"/>'
    assert repaired(text.encode(encoding)).decode() == text


def test_half_a_sign_of_utf16_is_replaced_and_counted() -> None:
    stream = RepairedXml(io.BytesIO('<a b="'.encode("utf-16") + b"\x3d\xd8" + '"/>'.encode("utf-16-le")))
    assert b"".join(stream).decode() == '<a b="\ufffd"/>'
    assert stream.replaced == 1


def test_values_longer_than_words_lose_their_end() -> None:
    stream = RepairedXml(io.BytesIO(b'<a b="' + b"A" * (5 << 20) + b'" c="' + b"&#20013;" * 400_000 + b'"/>'))
    out = b"".join(stream)
    assert len(out) < 3 << 20
    assert stream.cut == 2
    assert out.endswith(b'"/>') and b'" c="' in out
    assert out.count(b"&#") == out.count(b";")


def test_long_text_with_many_short_values_is_whole() -> None:
    data = b"<a>" + b'<b c="x"/>' * 200_000 + b"</a>"
    assert repaired(data) == data


@pytest.mark.parametrize("data", [b"", b"&", b"&#", b"&#5", b"&#55357;", b"\xff\xfe", b"\xff\xfe<", b"<\x00"])
def test_tiny_and_broken_streams_end(data: bytes) -> None:
    assert isinstance(repaired(data), bytes)


@pytest.mark.parametrize("block", [7, 64, 5000])
def test_the_rest_of_a_long_value_goes_to_whoever_wants_it(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(xml_stream, "_BLOCK", block)
    monkeypatch.setattr(xml_stream, "LONGEST_VALUE", 20 * block)
    kept: dict[int, bytearray] = {}

    def rest(number: int):
        return kept.setdefault(number, bytearray()).extend

    values = ["A" * 500_000, "&#10;" * 200_000, "short", "B" * 999_999]
    data = "".join(f'<a b="{value}"/>' for value in values).encode()
    parser, found = expat.ParserCreate("utf-8"), []
    parser.StartElementHandler = lambda name, attributes: found.append(attributes.get("b", name))
    parser.Parse(b"<r>", False)
    for piece in RepairedXml(io.BytesIO(data), rest):
        parser.Parse(piece, False)
    parser.Parse(b"</r>", True)
    told = [xml_stream.number_of_rest(value) for value in found[1:]]
    whole = [start.replace("\n", "&#10;") + (kept[number].decode() if number else "") for start, number in told]
    assert whole == values
    assert [number for _start, number in told] == [1, 2, None, 3]


@pytest.mark.parametrize(
    "value", ["", "abc", "\U0010fffd", "x\U0010fffd1", "\U0010fffdx\U0010fffd", "\U0010fffd²\U0010fffd"]
)
def test_a_mark_that_is_none(value: str) -> None:
    assert xml_stream.number_of_rest(value) == (value, None)
