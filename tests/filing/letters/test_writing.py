"""Every letter in every language and case: nothing left open, nothing cited that may not be, nobody named who is hidden."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from casekit.errors import NotFoundError
from casekit.filing.letters.catalog import letter_ids, letters_of, load_letter
from casekit.filing.letters.writing import WrittenLetter, write_letter
from casekit.filing.missing import Missing
from casekit.rules import load_rulebook
from casekit.rules.finding import cited
from casekit.rules.wording import phrases
from casekit.text import language, pick
from tests.filing.letters.cases import AUNT, AUNT_LINE, EVERY, case_called, dossier_called, words_of_page, words_of_word
from tests.report.samples import COLLEAGUE, COLLEAGUE_LINE, MOTHER, MOTHER_LINE

_ARTICLES = re.compile(
    r"第[一二三四五六七八九十百千零〇两\d]+条|\bart(icle|\.)s?\s*\d+|§+\s*\d+|\b(section|sec\.)\s+\d+|\b\d+\s+(CFR|U\.?S\.?C)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\{\{|\}\}|\{%|%\}|\bNone\b|\bnan\b|\bNaT\b|\[\]|\bundefined\b|Markup\(|<bdi>|（）|\(\)|“”|《》")
_LETTERS = [(one, tongue) for one in letter_ids() for tongue in load_letter(one).languages]


@cache
def _letter(folder: Path, name: str, letter: str, tongue: str) -> WrittenLetter:
    with language(tongue):
        return write_letter(dossier_called(name, str(folder), tongue), letter)


def _text(letter: WrittenLetter) -> str:
    """The words of the page, with their blanks."""
    body = letter.html.partition("<main>")[2].partition("</main>")[0]
    import html

    return html.unescape(re.sub(r"<br>|</(p|li|td|th|h\d)>", "\n", body).replace("<", "\x00<")).replace("\x00", "")


def _plain(letter: WrittenLetter) -> str:
    return re.sub(r"<[^>]*>", "", _text(letter))


@cache
def _book_texts(book: str, tongue: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(citations that may print, what the verified provisions of a book say themselves), the longest first."""
    with language(tongue):
        known = load_rulebook(book)
        verified = [one for one in (*known.rules, *known.background) if one.verified]
        citations = {cited(one.instrument, one.citation) for one in verified}
        said = {pick(one.conduct) for one in verified}
        said |= {pick(one.caution) for one in known.background if one.verified}
    return tuple(sorted(citations, key=len, reverse=True)), tuple(sorted(filter(None, said), key=len, reverse=True))


@cache
def _articles_of_book(book: str, tongue: str) -> tuple[str, ...]:
    """Articles that may print, as they stand after the first of an instrument that is named once: 、第六条."""
    with language(tongue):
        known = load_rulebook(book)
        articles = {pick(one.citation) for one in (*known.rules, *known.background) if one.verified}
    ways = ("、{}", "》{}") if tongue == "zh" else (", {}",)
    return tuple(way.format(one) for one in sorted(filter(None, articles), key=len, reverse=True) for way in ways)


def _book_of(name: str) -> str:
    return name if name in ("us", "ph", "ie", "id") else "cn"


@pytest.mark.parametrize(("name", "letter", "tongue"), EVERY)
def test_nothing_is_left_open(folder: Path, name: str, letter: str, tongue: str) -> None:
    case_called(name, folder)
    text = _plain(_letter(folder, name, letter, tongue))
    assert len(text) > 200
    assert _OPEN.findall(text) == []


@pytest.mark.parametrize(("name", "letter", "tongue"), EVERY)
def test_every_article_is_one_that_the_rulebook_may_print(folder: Path, name: str, letter: str, tongue: str) -> None:
    case_called(name, folder)
    text = _plain(_letter(folder, name, letter, tongue))
    citations, said = _book_texts(_book_of(name), tongue)
    for known in (*said, *citations, *_articles_of_book(_book_of(name), tongue)):
        text = text.replace(known, "")
    assert [found.group() for found in _ARTICLES.finditer(text)] == []


@pytest.mark.parametrize(("name", "letter", "tongue"), EVERY)
def test_no_letter_passes_a_verdict(folder: Path, name: str, letter: str, tongue: str) -> None:
    case_called(name, folder)
    text = _plain(_letter(folder, name, letter, tongue))
    # What the book says itself is held to this by its own tests, entry by entry.
    citations, said = _book_texts(_book_of(name), tongue)
    for known in (*said, *citations):
        text = text.replace(known, "")
    found = {one.id: words for one in phrases() if (words := one.found_in(text, book=_book_of(name)))}
    assert found == {}


@pytest.mark.parametrize(("name", "letter", "tongue"), EVERY)
def test_page_and_word_file_say_the_same(folder: Path, name: str, letter: str, tongue: str) -> None:
    case_called(name, folder)
    written = _letter(folder, name, letter, tongue)
    assert words_of_word(written.docx) == words_of_page(written.html)


@pytest.mark.parametrize(
    ("name", "letter", "tongue"), [one for one in EVERY if one[0] not in ("demo", "empty", "relative")]
)
def test_third_persons_are_masked(folder: Path, name: str, letter: str, tongue: str) -> None:
    case_called(name, folder)
    written = _letter(folder, name, letter, tongue)
    hidden = (MOTHER, MOTHER_LINE, COLLEAGUE, COLLEAGUE_LINE, AUNT, AUNT_LINE)
    for paper in (_plain(written), written.html, words_of_word(written.docx)):
        assert [one for one in hidden if one in paper or one.replace(" ", "") in paper] == []


@pytest.mark.parametrize(("letter", "tongue"), _LETTERS)
def test_no_template_cites_anything_itself(letter: str, tongue: str) -> None:
    text = files("casekit.filing.letters").joinpath("templates", f"{letter}.{tongue}.html.j2").read_text("utf-8")
    assert _ARTICLES.findall(text) == []
    assert "《" not in text


def test_shared_parts_cite_nothing_themselves() -> None:
    parts = [one for one in files("casekit.filing.letters").joinpath("templates").iterdir() if one.name.startswith("_")]
    assert parts
    for one in parts:
        assert not _ARTICLES.search(one.read_text("utf-8"))
        assert "《" not in one.read_text("utf-8")


@pytest.mark.parametrize("letter", letter_ids())
def test_what_a_letter_cites_as_its_basis_is_in_a_rulebook(letter: str) -> None:
    books = [load_rulebook(book) for book in ("cn", "us", "ph", "ie", "id")]
    known = {one.id for book in books for one in (*book.rules, *book.background)}
    assert set(load_letter(letter).law) - known == set()


@pytest.mark.parametrize("letter", letter_ids())
def test_what_a_letter_needs_can_be_named_and_has_a_place(letter: str) -> None:
    from casekit.filing.missing import missing

    for one in load_letter(letter).needs:
        lacking = missing(one, required=True)
        assert lacking.words["zh"] and lacking.where["en"]


def test_an_unknown_letter_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFoundError, match="lender_complaint"):
        load_letter("no_such_letter")


def test_letters_belong_to_countries() -> None:
    assert "nifa_report" in {one.id for one in letters_of("CN")}
    assert "nifa_report" not in {one.id for one in letters_of("US")}
    assert "lender_complaint" in {one.id for one in letters_of("US")}


def test_a_letter_comes_in_the_language_it_has(folder: Path) -> None:
    only_chinese = next(one for one in letter_ids() if load_letter(one).languages == ("zh",))
    case_called("filed", folder)
    with language("en"):
        letter = write_letter(dossier_called("filed", str(folder), "zh"), only_chinese)
    assert 'lang="zh-CN"' in letter.html


@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_an_empty_case_gives_a_paper_to_fill_by_hand_and_says_what_is_missing(folder: Path, tongue: str) -> None:
    case_called("empty", folder)
    letter = _letter(folder, "empty", "lender_complaint", tongue)
    assert letter.html.count('class="blank"') >= 6
    assert {one.field for one in letter.missing} >= {"my_name", "my_phone", "lender_full_name", "timeline"}
    assert all(isinstance(one, Missing) and one.required for one in letter.missing)


@pytest.mark.parametrize(("letter", "tongue"), [one for one in _LETTERS if "CN" in load_letter(one[0]).countries])
def test_the_same_case_gives_the_same_bytes(folder: Path, letter: str, tongue: str) -> None:
    case_called("filed", folder)
    first = _letter(folder, "filed", letter, tongue)
    with language(tongue):
        again = write_letter(dossier_called("filed", str(folder), tongue), letter)
    assert (again.html, again.docx) == (first.html, first.docx)


@pytest.mark.parametrize("letter", letter_ids())
def test_a_letter_of_a_demo_case_says_so(folder: Path, letter: str) -> None:
    if "CN" not in load_letter(letter).countries:
        pytest.skip("the demo case is a Chinese one")
    case_called("demo", folder)
    tongue = load_letter(letter).languages[0]
    assert ("演示" if tongue == "zh" else "Demonstration") in words_of_page(
        _letter(folder, "demo", letter, tongue).html
    )[:60]


def test_what_users_wrote_does_nothing_in_a_letter(tmp_path: Path) -> None:
    from casekit.filing.dossier import dossier_of
    from tests.filing.samples import filed_case

    nasty = "<script>alert(1)</script>{{ 7*7 }}{% raw %}\x0b\u202e</table>&amp;\a\f"
    with language("zh"):
        dossier = dossier_of(filed_case(tmp_path / "nasty", nasty=nasty), mask="none")
        for one in letters_of("CN"):
            written = write_letter(dossier, one.id)
            assert "<script" not in written.html
            assert words_of_word(written.docx) == words_of_page(written.html)
    assert "{{7*7}}" in words_of_page(written.html) or "{{" not in written.html
