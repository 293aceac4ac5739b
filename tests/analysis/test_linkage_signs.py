"""What the records themselves show of the tie between a number and the institution."""

from __future__ import annotations

from casekit.analysis.linkage_signs import Sign, signs_of_linkage
from casekit.model.people import Debt, Party
from tests.events import background_of, events_of

NUMBER, PORT, HOTLINE, SILENT = "17000000001", "10690000001", "9500001", "17000000003"


def background():
    made = background_of()
    made.parties["lender"] = Party(
        id="lender", kind="lender", name="某消金", full_name="某消费金融有限公司", hotline="95000-01、400"
    )
    made.debts["debt"] = Debt(id="debt", lender="lender", reference="HB-0000-1", principal="8,600元", claimed="9412.00")
    return made


def signs(*rows):
    return signs_of_linkage(events_of(rows), background())


def test_the_signature_of_a_message_at_its_beginning_or_end():
    for text in ("【某金】请还款", "请还款【某金】"):
        found = signs({"at": "2026-01-05 09:00", "number": PORT, "channel": "sms", "text": text})
        assert found[PORT] == (Sign("sms_signature", "【某金】", 1),)
    assert signs({"at": "2026-01-05 09:00", "number": PORT, "channel": "sms", "text": "请看【公告】后还款"}) == {}


def test_the_name_they_gave_and_the_sum_or_the_contract_they_knew():
    found = signs(
        {"at": "2026-01-05 09:00", "number": NUMBER, "no": 1, "words": "你欠9,412元", "claimed_org": "某金"},
        {"at": "2026-01-06 09:00", "number": NUMBER, "no": 2, "words": "合同HB-0000-1逾期了"},
    )
    assert set(found[NUMBER]) == {Sign("stated_org", "某金", 1), Sign("stated_amount", "HB-0000-1", 2)}


def test_a_sum_that_is_not_that_of_a_debt_ties_nothing():
    assert signs({"at": "2026-01-05 09:00", "number": NUMBER, "words": "还94120元，或者941元，30天内"}) == {}


def test_a_link_for_payment_and_a_hotline_that_was_entered():
    found = signs(
        {"at": "2026-01-05 09:00", "number": PORT, "channel": "sms", "text": "点 https://pay.example.com/x 还款"},
        {"at": "2026-01-05 10:00", "number": HOTLINE},
    )
    assert found[PORT] == (Sign("payment_link", "pay.example.com", 1),)
    assert found[HOTLINE] == (Sign("published_list", "某消费金融有限公司", None),)


def test_lines_of_a_log_and_what_went_out_show_nothing():
    assert signs(
        {"at": "2026-01-05 09:00", "number": SILENT},
        {"at": "2026-01-05 09:00", "number": NUMBER, "direction": "out", "words": "我欠9412元"},
        {"at": "2026-01-05 09:00", "number": None, "words": "9412"},
    ) == {}  # fmt: skip
