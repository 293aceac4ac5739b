"""Names that people use for lenders, and whom a book suggests for them."""

from __future__ import annotations

import pytest

from casekit.rules import Rulebook, load_rulebook
from casekit.rules.lenders import suggested_lenders
from casekit.rules.rulebook import KnownLender


def known(name: str, full_name: str = "", products: tuple[str, ...] = (), kind: str = "consumer_finance") -> KnownLender:
    return KnownLender(name, full_name, products, kind, {"zh": "", "en": ""}, "high", ())


BOOK = Rulebook("x", {"zh": "", "en": ""}, (), lenders=(
    known("花呗", "重庆蚂蚁消费金融有限公司", ("蚂蚁花呗",)), known("信用购", "", ("信用购",), "bank"),
    known("招联金融", "招联消费金融股份有限公司", ("招联好期贷",)), known("蚂蚁小贷", "重庆市蚂蚁小微小额贷款有限公司", (), "microloan"),
    known("Cash-Now", "Cash Now Lending Inc.", (), "lending_company"),
))  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("花呗", ["花呗"]),
        (" 花 呗 ", ["花呗"]),
        ("花呗分期", ["花呗"]),
        ("重庆蚂蚁消费金融有限公司", ["花呗"]),
        ("招联", ["招联金融"]),
        ("蚂蚁", ["花呗", "蚂蚁小贷"]),
        ("ｃａｓｈ ｎｏｗ", ["Cash-Now"]),
        ("cashnow app", ["Cash-Now"]),
        ("某某公司", []),
        ("呗", []),
        ("", []),
        ("!!", []),
    ],
)
def test_what_people_type_leads_to_whom_it_may_mean(typed: str, names: list[str]) -> None:
    assert [one.name for one in suggested_lenders(BOOK, typed)] == names


def test_lender_and_product_are_looked_at_together_and_the_closest_comes_first() -> None:
    assert [one.name for one in suggested_lenders(BOOK, "不知道", "信用购")] == ["信用购"]
    assert [one.name for one in suggested_lenders(BOOK, "招联金融公司", "蚂蚁")] == ["招联金融", "花呗", "蚂蚁小贷"]


def test_a_book_that_knows_nobody_suggests_nobody() -> None:
    assert suggested_lenders(Rulebook("x", {"zh": "", "en": ""}, ()), "花呗") == []


def test_every_lender_of_the_packaged_book_is_found_by_each_of_its_names() -> None:
    book = load_rulebook("cn")
    for lender in book.lenders:
        for name in (lender.name, lender.full_name, *lender.products):
            assert not name or lender in suggested_lenders(book, name), name
