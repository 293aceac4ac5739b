"""Who lends behind products that people know by name, and what every kind of lender is told about itself."""

from __future__ import annotations

from casekit.model.vocabulary import LENDER_TYPES
from casekit.rules import load_rulebook
from casekit.rules.engine import check
from tests.events import background_of, events_of

CN = load_rulebook("cn")
BY_NAME = {one.name: one for one in CN.lenders}


def test_huabei_is_lent_by_the_consumer_finance_company() -> None:
    huabei = BY_NAME["花呗"]
    assert (huabei.full_name, huabei.lender_type) == ("重庆蚂蚁消费金融有限公司", "consumer_finance")
    assert "2021年11月24日" in huabei.note["zh"] and "以合同为准" in huabei.note["zh"]


def test_credit_buy_is_lent_by_the_bank_that_the_contract_names() -> None:
    bought = BY_NAME["信用购"]
    assert (bought.full_name, bought.lender_type) == ("", "bank")
    assert "不是花呗" in bought.note["zh"] and "那家银行" in bought.note["zh"]


def test_no_lender_is_named_that_no_source_names() -> None:
    assert set(BY_NAME) == {"花呗", "信用购"}
    assert all(one.sources and one.note["zh"] and one.note["en"] for one in CN.lenders)


def test_every_kind_a_mainland_lender_can_be_says_who_supervises_it() -> None:
    elsewhere = {"debt_buyer", "original_creditor", "anyone"}
    assert set(CN.lender_types) == set(LENDER_TYPES) - elsewhere
    for kind in ("bank", "bank_credit_card", "consumer_finance", "auto_finance"):
        assert "12378" in CN.lender_types[kind]["zh"]
    assert "地方金融管理局" in CN.lender_types["microloan"]["zh"]


def test_a_matter_of_a_microloan_company_goes_to_the_local_bureau() -> None:
    rows = [{"at": "2026-01-05 22:30", "tags": ["insult"]}]
    ways = {
        kind: {one.rule: one.routes for one in check(events_of(rows), background_of({"lender": kind}), CN)}
        for kind in ("consumer_finance", "microloan", "private_person")
    }
    assert ways["consumer_finance"]["GBT45251-NIGHT"] == ("lender", "12378", "nifa")
    assert ways["microloan"]["GBT45251-NIGHT"] == ("lender", "12345", "nifa")
    assert not [way for routes in ways["microloan"].values() for way in routes if way == "12378"]
    assert ways["private_person"] and not {"12378", "nifa", "lender"} & {
        way for routes in ways["private_person"].values() for way in routes
    }


def test_a_credit_card_is_no_matter_of_the_internet_finance_association() -> None:
    found = check(events_of([{"at": "2026-02-05 22:30"}]), background_of({"lender": "bank_credit_card"}), CN)
    assert {one.rule: one.routes for one in found}["CBA2026-NIGHT"] == ("lender", "12378")
    assert not [one for one in found if "nifa" in one.routes]


def test_a_private_lender_is_bound_by_the_law_alone() -> None:
    bound = {rule.strength for rule in CN.rules if rule.binds & {"private_person", "anyone"}}
    assert bound <= {"law", "admin_regulation", "judicial_interp", "project_heuristic"}


def test_the_associations_bind_nobody_but_their_members() -> None:
    for rule in CN.rules:
        if rule.id.startswith("NIFA"):
            assert [one["fact"] for one in rule.requires] == ["association_member"]
        if rule.id.startswith(("NIFA", "CBA")):
            assert rule.strength == "self_discipline" and not rule.binds & {"anyone", "private_person", "unlicensed"}
            assert "会员" in rule.defeated_by["zh"] or rule.requires
