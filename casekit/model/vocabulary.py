"""The closed lists of words the case is written in, and their names in both languages.

The values are part of the ledger's contract: a value may be added, never renamed. The names shown to
people are in `labels.yaml`.
"""

from __future__ import annotations

from functools import cache

from casekit.data_files import data_of
from casekit.text import pick

STANDPOINTS = ("borrower", "relative", "agent")
LANGUAGES = ("zh", "en")
CHANNELS = (
    "call", "ai_call", "sms", "im", "app_push", "email", "letter", "visit", "public_post", "group_message",
)  # fmt: skip
CALL_CHANNELS = ("call", "ai_call")
DIRECTIONS = ("in", "out")
OUTCOMES = (
    "conversation", "answered_dropped", "voicemail", "rang_no_answer", "busy", "not_in_service", "rejected",
    "blocked", "delivered", "unknown",
)  # fmt: skip
CONNECTED_OUTCOMES = ("conversation", "answered_dropped")
PRECISIONS = ("second", "minute", "hour", "day", "month", "unknown")
TIME_BASES = ("epoch", "local", "year_inferred", "typed", "file_name", "file_metadata")
ATTRIBUTIONS = ("confirmed", "claimed", "unknown", "not_collector")
COUNTED_ATTRIBUTIONS = ("confirmed", "claimed")
MARKS_OF_NUMBERS = ("confirmed", "not_collector", "unknown")
BASES = (
    "sms_signature", "stated_org", "stated_amount", "hotline_confirmed", "published_list", "payment_link", "user",
)  # fmt: skip
IDENTIFIED = ("yes", "no", "unknown")
ROLES = ("debtor", "guarantor", "co_debtor_spouse", "preagreed_contact", "other_third_party")
THIRD_PERSON_ROLES = ("preagreed_contact", "other_third_party")
RELATIONS = (
    "self", "spouse", "parent", "child", "sibling", "relative", "friend", "colleague", "employer", "neighbour",
    "teacher", "attorney", "guardian", "stranger", "other",
)  # fmt: skip
NUMBER_SOURCES = ("given_as_contact", "phone_address_book", "unknown")
PAYMENT_KINDS = ("received", "paid", "due")
PARTY_KINDS = ("lender", "agency", "caller_group")
LENDER_TYPES = (
    "bank", "bank_credit_card", "consumer_finance", "microloan", "auto_finance", "lending_company",
    "third_party_agency", "debt_buyer", "original_creditor", "guarantor_company", "private_person", "unlicensed",
    "anyone", "unknown",
)  # fmt: skip
EVIDENCE_KINDS = ("recording", "screenshot", "export", "document", "other")
SOURCE_KINDS = ("carrier_bill", "phone_log", "chat", "recording", "typed")
FACT_KINDS = (
    "refused_contact", "employer_ban", "told_employer", "written_dispute", "settlement", "payoff",
    "police_warning", "outsourcing_told", "outsourcing_not_told", "agreed_hours", "agreed_frequency",
    "lawyer_appointed", "channel_opt_out", "complaint_filed", "debtor_reachable", "debtor_unreachable",
    "contact_offers_to_pay", "written_cease", "inconvenient_time", "inconvenient_place", "verification_received",
    "validation_notice", "contact_consent", "third_party_consent", "asked_back", "time_barred", "dispute_not_reported",
    "contacts_permission", "association_member", "agency_listed", "agency_unlisted", "unlawful_debt",
    "debtor_dead_or_incapable", "settlement_not_kept", "visit_agreed",
)  # fmt: skip

# Where a matter can be taken; several rules point to each.
FILING_CHANNELS = (
    "lender",
    "nifa",
    "12378",
    "12363",
    "12345",
    "12321",
    "carrier",
    "miit",
    "12377",
    "12315",
    "consumer_association",
    "heimao",
    "police",
    "12348",
    "court",
    "local_police",
    "cfpb",
    "ftc",
    "state_regulator",
    "sec_ph",
    "npc_ph",
    "bsp_ph",
    "ntc_ph",
    "ojk",
    "pasti",
    "fspo_ie",
    "central_bank_ie",
    "ccpc_ie",
    "credit_bureau",
)
# What became of a filing, as far as is known.
FILING_OUTCOMES = ("open", "transferred", "solved", "unsatisfied", "not_accepted", "withdrawn")
HARM_KINDS = ("job", "health", "family", "cost", "reputation", "other")
# What a credit report showed or what was done about it; the objection itself is a filing to `credit_bureau`.
CREDIT_KINDS = ("report_pulled", "entry_found", "entry_corrected", "statement_added")
# What an exhibit proves; the order is that of a list of evidence and never changes, for its place is a number in papers.
EXHIBIT_GROUPS = ("debt", "link", "log", "third", "grave", "refused", "harm", "step")
# From the strongest basis down; a reference threshold never leads where a rule stands beside it.
STRENGTHS = (
    "law",
    "admin_regulation",
    "judicial_interp",
    "dept_rule",
    "foreign_law",
    "foreign_regulation",
    "normative_doc",
    "national_std_recommended",
    "self_discipline",
    "project_heuristic",
)

COMMON_TAGS = (
    "threat_family", "threat_exposure", "insult", "debt_disclosed", "pay_demand_to_third_party",
    "impersonate_police", "false_legal_consequence", "refuse_identity",
)  # fmt: skip
TAG_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("threats", ("threat_violence", "threat_family", "threat_exposure", "threat_arrest", "extortion_over_debt")),
    ("abuse", ("insult", "obscene", "call_bombing_tool", "stalking", "restrict_freedom", "workplace_disruption")),
    (
        "pretence",
        (
            "impersonate_police", "impersonate_court", "impersonate_gov", "impersonate_lawyer",
            "fake_legal_document", "fake_blacklist", "false_legal_consequence", "caller_id_spoof_suspected",
            "refuse_identity", "personal_phone_or_wechat", "suit_threat", "no_collector_disclosure",
        ),
    ),
    (
        "disclosure",
        (
            "debt_disclosed", "amount_disclosed", "overdue_time_disclosed", "pay_demand_to_third_party",
            "doxx_public", "photo_edit", "public_notice", "visible_envelope", "work_email",
            "sensitive_disclosed", "postcard", "no_opt_out_notice",
        ),
    ),
    (
        "money",
        (
            "exaggerated_amount", "private_account_payment", "extra_fee", "induce_new_loan",
            "promise_removed_credit_record",
        ),
    ),
    ("visits", ("no_consent_entry", "single_visitor", "at_workplace")),
    ("letters", ("incomplete_letter",)),
)  # fmt: skip
TAGS = tuple(tag for _group, tags in TAG_GROUPS for tag in tags)

# Words of older notes and of other books, and what they are called here.
TAG_SYNONYMS = {
    "violence_threat": "threat_violence",
    "profanity": "obscene",
    "legal_threat_false": "false_legal_consequence",
    "amount_false": "exaggerated_amount",
    "fake_document": "fake_legal_document",
    "asks_third_party_to_pay": "pay_demand_to_third_party",
    "no_identity": "refuse_identity",
    "anonymous_caller": "refuse_identity",
    "public_post": "doxx_public",
}


@cache
def _labels() -> dict[str, dict[str, dict[str, str]]]:
    labels: dict[str, dict[str, dict[str, str]]] = data_of("casekit.model", "labels.yaml")
    return labels


def label(vocabulary: str, value: str) -> str:
    """What a value is called in the current language; an unlisted value speaks for itself.

    `vocabulary` is a key of `labels.yaml`: "tag", "channel", "outcome", "relation", "role", "fact", ...
    """
    if vocabulary == "number_class":
        from casekit.numbers import class_label

        return class_label(value)
    entry = _labels().get(vocabulary, {}).get(value)
    return pick(entry) if entry else value
