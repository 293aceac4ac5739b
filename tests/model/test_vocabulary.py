"""The closed lists are the ledger's contract: they grow, nothing in them is renamed, each value has a name for people."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
import yaml

from casekit.model import (
    Budget,
    CaseHeader,
    CreditEntry,
    Debt,
    Evidence,
    Fact,
    Filing,
    Harm,
    Incident,
    MoneyItem,
    NumberMark,
    Party,
    Person,
    Talk,
    vocabulary,
)
from casekit.model.vocabulary import label
from casekit.text import language

LISTS = {
    "standpoint": vocabulary.STANDPOINTS, "language": vocabulary.LANGUAGES, "channel": vocabulary.CHANNELS,
    "direction": vocabulary.DIRECTIONS, "outcome": vocabulary.OUTCOMES, "precision": vocabulary.PRECISIONS,
    "time_basis": vocabulary.TIME_BASES, "attribution": vocabulary.ATTRIBUTIONS, "basis": vocabulary.BASES,
    "identified": vocabulary.IDENTIFIED, "role": vocabulary.ROLES, "relation": vocabulary.RELATIONS,
    "number_source": vocabulary.NUMBER_SOURCES, "party_kind": vocabulary.PARTY_KINDS,
    "lender_type": vocabulary.LENDER_TYPES, "evidence_kind": vocabulary.EVIDENCE_KINDS,
    "source_kind": vocabulary.SOURCE_KINDS, "fact": vocabulary.FACT_KINDS, "tag": vocabulary.TAGS,
    "tag_group": tuple(group for group, _tags in vocabulary.TAG_GROUPS),
}  # fmt: skip
LABELS = yaml.safe_load(files("casekit.model").joinpath("labels.yaml").read_text("utf-8"))

# The tags of the first format, word for word.
TAGS_OF_FORMAT_1 = [
    "threat_violence",
    "threat_family",
    "threat_exposure",
    "threat_arrest",
    "insult",
    "obscene",
    "impersonate_police",
    "impersonate_court",
    "impersonate_gov",
    "impersonate_lawyer",
    "fake_legal_document",
    "fake_blacklist",
    "false_legal_consequence",
    "exaggerated_amount",
    "debt_disclosed",
    "amount_disclosed",
    "overdue_time_disclosed",
    "pay_demand_to_third_party",
    "doxx_public",
    "photo_edit",
    "call_bombing_tool",
    "refuse_identity",
    "caller_id_spoof_suspected",
    "personal_phone_or_wechat",
    "private_account_payment",
    "extra_fee",
    "induce_new_loan",
    "no_consent_entry",
    "public_notice",
    "workplace_disruption",
    "stalking",
    "restrict_freedom",
    "extortion_over_debt",
    "promise_removed_credit_record",
    "visible_envelope",
    "work_email",
]


@pytest.mark.parametrize("name", LISTS)
def test_every_value_has_a_name_in_both_languages(name: str) -> None:
    assert set(LABELS[name]) == set(LISTS[name])
    for value in LISTS[name]:
        with language("zh"):
            assert re.search("[一-鿿]", label(name, value))
        with language("en"):
            assert not re.search("[一-鿿]", label(name, value))


def test_no_two_values_of_a_list_have_the_same_name() -> None:
    for name, entries in LABELS.items():
        for tag in ("zh", "en"):
            names = [entry[tag] for entry in entries.values()]
            assert len(set(names)) == len(names), (name, tag)


def test_every_field_of_what_is_entered_has_a_name() -> None:
    derived = {
        "id", "no", "recorded_at", "withdrawn", "evidence", "machine_values", "batch", "created_at", "added_at", "sha256",
        "media_type", "incidents", "facts", "harms", "filings", "exhibit",
    }  # fmt: skip
    for model in (
        CaseHeader,
        Party,
        Debt,
        Person,
        NumberMark,
        Fact,
        Evidence,
        Incident,
        Filing,
        Harm,
        Talk,
        Budget,
        CreditEntry,
        MoneyItem,
    ):
        assert set(model.model_fields) - derived <= set(LABELS["field"]), model


def test_the_tags_of_the_first_format_are_all_there_and_once() -> None:
    assert set(TAGS_OF_FORMAT_1) <= set(vocabulary.TAGS)
    assert len(set(vocabulary.TAGS)) == len(vocabulary.TAGS)
    assert len(vocabulary.COMMON_TAGS) == 8 and set(vocabulary.COMMON_TAGS) <= set(vocabulary.TAGS)


def test_only_confirmed_and_claimed_are_counted() -> None:
    assert vocabulary.COUNTED_ATTRIBUTIONS == ("confirmed", "claimed")
    assert vocabulary.ATTRIBUTIONS == ("confirmed", "claimed", "unknown", "not_collector")


def test_a_value_without_a_name_speaks_for_itself() -> None:
    assert label("tag", "unheard_of") == "unheard_of"
    assert label("no such list", "x") == "x"
    assert label("number_class", "mobile") == "mobile number"
