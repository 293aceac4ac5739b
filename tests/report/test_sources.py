"""Nothing that was not verified leaves the workbook: no such rule and no such article in any byte of a paper."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import nbformat
import pytest
import yaml

from casekit.casebook.masking import masked_view
from casekit.report.compose import gather, notebook_of
from casekit.report.contact_list import contact_list_bytes
from casekit.report.exporter import CaseReportExporter
from casekit.report.write import write
from casekit.rules import load_rulebook
from casekit.rules.engine import check
from casekit.rules.loading import book_path, packaged_books, read_book
from casekit.rules.vectors import case_of
from casekit.text import language
from tests.report.reading import Report

NEVER_SEEN = {"zh": "第九千九百九十九条", "en": "Article 9999"}
NEVER_TOLD = {"zh": "从未核实的规则", "en": "A rule nobody ever verified"}


def unzipped(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8") for name in archive.namelist())


@pytest.fixture(scope="module", params=packaged_books())
def everything_found(request, case, tmp_path_factory):
    """(a book, a paper in both languages in which each of its rules that can be hit was found)."""
    book = load_rulebook(request.param)
    findings = []
    for rule in book.rules:
        hit = next((one for one in rule.vectors if one["case"] == "hit"), None)
        if hit is not None:
            made = case_of(hit, tmp_path_factory.mktemp("vector") / "case", book)
            findings += check(made.events(), made.background(), replace(book, rules=(rule,)))
    assert {one.rule for one in findings} >= {
        rule.id for rule in book.rules if rule.verified and "hit" not in rule.no_vector
    }
    papers = []
    for lang in ("zh", "en"):
        with language(lang):
            material = gather(masked_view(case, "none"), findings, (), {}, book)
            notebook = notebook_of(material)
            page, _resources = CaseReportExporter().from_notebook_node(notebook)
            papers += [Report(page).everything, nbformat.writes(notebook), unzipped(contact_list_bytes(material))]
    return book, "\n".join(papers)


def test_a_rule_that_is_not_verified_is_in_no_paper(everything_found):
    book, papers = everything_found
    verified = {text for rule in book.rules if rule.verified for text in (*rule.title.values(), *rule.conduct.values())}
    told = [
        rule.id for rule in book.rules if rule.verified and rule.title["zh"] in papers and rule.title["en"] in papers
    ]
    assert len(told) == sum(rule.verified for rule in book.rules if "hit" not in rule.no_vector)
    for law in (*book.rules, *book.background):
        if not law.verified:
            hidden = {*law.title.values(), *law.conduct.values()} - verified
            assert not [text for text in hidden if text in papers], law.id


def test_an_article_whose_number_was_not_seen_is_in_no_paper(everything_found):
    book, papers = everything_found
    laws = (*book.rules, *book.background)
    printed = {text for law in laws for text in law.citation.values() if text}
    for law in laws:
        for tag in ("zh", "en"):
            if law.citation[tag] or not law.article[tag]:
                continue
            for between in (" ", "", ", ", "，"):
                assert law.instrument[tag] + between + law.article[tag] not in papers, law.id
            if not any(law.article[tag] in one for one in printed):
                assert law.article[tag] not in papers, law.id


@pytest.mark.parametrize("kind", ["html", "ipynb", "xlsx"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_user_marks_as_unverified_stays_in_the_workbook(case, home, tmp_path, lang, kind):
    data, _fingerprint = read_book(book_path("cn"))
    for rule in data["rules"]:
        rule |= {"article": NEVER_SEEN, "article_verified": False}
        if rule["family"] == "night":
            rule |= {"title": NEVER_TOLD, "verified": False}
    own = home / "rulebooks" / "cn.yaml"
    own.parent.mkdir()
    own.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    background = case.background()
    assert any(one.title == NEVER_TOLD for one in check(case.events(), background, load_rulebook("cn")))
    content = write(case, tmp_path / f"report.{kind}", lang=lang).read_bytes()
    text = unzipped(content) if kind == "xlsx" else Report(content.decode("utf-8")).everything
    assert not [one for one in (*NEVER_SEEN.values(), *NEVER_TOLD.values()) if one in text]
    if kind == "html":
        assert {"zh": "使用者自行更正", "en": "corrected by the user"}[lang] in text
        assert load_rulebook("cn").fingerprint[:16] in text
