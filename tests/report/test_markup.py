"""The only way of text into the page: nothing of it is ever taken for HTML or CSS."""

from __future__ import annotations

import html
from html.parser import HTMLParser

import pytest

from casekit.report.markup import Html, bullets, css_text, element, escape, pairs, plain, said, sentences, together

HOSTILE = (
    "<script>alert(1)</script>",
    "\"'&<>`",
    "</style><b>",
    "😀👩‍👩‍👧",
    "שלום ‮abc",
    "字" * 5000,
    "{{ x }}",
    "&lt;",
)


class Read(HTMLParser):
    """What a browser makes of a piece of HTML: its elements and its text."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""
        self.feed(content)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("text", HOSTILE)
def test_text_shows_as_it_is_and_makes_no_element(text):
    read = Read(element("p", text))
    assert read.elements == ["p"] and read.text == text


@pytest.mark.parametrize("text", HOSTILE)
def test_attributes_cannot_be_left(text):
    opening = element("p", "x", title=text)
    assert Read(opening).elements == ["p"]
    assert html.unescape(opening[len('<p title="') : opening.rindex('">x')]) == text


def test_control_signs_and_halves_of_pairs_are_shown_as_unprintable():
    assert escape("a\x00b\ud800c\x1bd\x85e") == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert plain("a\x00b\udfff") == "a\ufffdb\ufffd"


def test_line_breaks_stay_and_are_alike():
    assert escape("a\r\nb\rc\nd\te") == "a\nb\nc\nd\te"


def test_what_is_html_already_is_not_escaped_again():
    assert element("p", element("b", "<"), "<") == "<p><b>&lt;</b>&lt;</p>"
    assert together([Html("<br>"), "<br>"], "&") == "<br>&&lt;br&gt;"


def test_names_of_attributes_that_python_does_not_allow():
    made = element("td", class_="figure", data_filter="a", title=None, colspan=2)
    assert made == '<td class="figure" data-filter="a" colspan="2"></td>'


def test_foreign_words_are_isolated_and_nothing_stays_nothing():
    assert said("שלום") == "<bdi>שלום</bdi>"
    assert said("") == bullets(["", ""]) == pairs([("name", "")]) == sentences("", "") == ""


@pytest.mark.parametrize("text", [*HOSTILE, "a\nb\\", "\\22 }", '"; } * { display: none } "'])
def test_text_in_css_ends_neither_its_string_nor_the_style(text):
    made = css_text(text)
    inner = made[1:-1].replace("\\\\", "").replace('\\"', "")
    assert made[0] == made[-1] == '"' and '"' not in inner and "<" not in made and "\n" not in made
