"""The findings of the demo case, counted again with nothing but pandas, rule by rule and lender by lender."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pandas as pd
import pytest

from casekit.casebook import Case
from casekit.demo import cast
from casekit.demo.build import build_demo
from casekit.demo.storyline import tell
from casekit.rules import Finding, check_case
from casekit.text import language
from tests.demo.truth import Truth, truth_of

THREATS = {"threat_violence", "threat_family", "threat_exposure", "threat_arrest"}
THIRD = ["preagreed_contact", "other_third_party"]
NEW_YEAR = pd.Timestamp("2026-01-01")
SIDES = list(cast.DEBTS)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    with language("zh"):
        return build_demo(tmp_path_factory.mktemp("home") / "demo")


@pytest.fixture(scope="module")
def truth() -> Truth:
    return truth_of(tell())


@pytest.fixture(scope="module")
def findings(case: Case) -> dict[tuple[str, str], Finding]:
    products = {owed.product: side for side, owed in cast.DEBTS.items()}
    sides = {debt.id: products[debt.product] for debt in case.background().debts.values()}
    return {(one.rule, sides[str(one.debt)]): one for one in check_case(case)}


@pytest.fixture(scope="module")
def contacts(case: Case) -> pd.DataFrame:
    """What the collectors did, one row a contact, with the side in the story."""
    events = case.events()
    rows = events[
        events["primary"] & events["attribution"].isin(["confirmed", "claimed"]) & (events["direction"] == "in")
    ].copy()
    products = {owed.product: side for side, owed in cast.DEBTS.items()}
    rows["side"] = (
        rows["debt"].map({debt.id: products[debt.product] for debt in case.background().debts.values()}).astype(str)
    )
    rows["day"] = rows["local"].dt.date
    rows["role"] = rows["role"].astype(str)
    return rows.set_index("id")


def tagged(rows: pd.DataFrame, tags: set[str]) -> pd.DataFrame:
    return rows[[bool(tags & set(one)) for one in rows["tags"]]]


def same(finding: Finding | None, rows: pd.DataFrame) -> bool:
    """Whether a finding rests on exactly these contacts; no finding means none."""
    if finding is None or finding.status != "over":
        return rows.empty
    return set(finding.incidents) == set(rows.index) and finding.count == len(rows)


@pytest.mark.parametrize("side", SIDES)
def test_night(side: str, findings: dict[tuple[str, str], Finding], contacts: pd.DataFrame, truth: Truth) -> None:
    rows = contacts[(contacts["side"] == side) & contacts["precision"].isin(["second", "minute"])]
    clock = rows["local"].dt.time
    length = rows["precision"].map({"second": timedelta(0), "minute": timedelta(minutes=1)})
    early = (rows["local"] + pd.to_timedelta(length)).dt.time < time(8)
    night = rows[(clock > time(22)) | ((clock < time(8)) & early)]
    finding = findings["GBT45251-NIGHT", side]
    assert same(finding, night) and finding.count == truth.night[side]
    assert (
        f"共 {len(night)} 次，分布在 {night['day'].nunique()} 天，涉及 {night['person'].nunique()} 人"
        in finding.explanation["zh"]
    )
    per_day = {str(day): count for day, count in night.groupby("day").size().items()}
    assert {one.key: one.count for one in finding.occurrences if one.count} == per_day


@pytest.mark.parametrize("side", SIDES)
def test_connected_calls(
    side: str, findings: dict[tuple[str, str], Finding], contacts: pd.DataFrame, truth: Truth
) -> None:
    rows = contacts[
        (contacts["side"] == side) & (contacts["role"] == "debtor") & contacts["channel"].isin(["call", "ai_call"])
    ]
    talks = rows[rows["outcome"].isin(["conversation", "answered_dropped"])]
    sizes = talks.groupby("day").size()
    over = talks[talks["day"].isin(sizes[sizes > 3].index)]
    assert same(findings.get(("GBT45251-FREQ-NOTICE-3", side)), over)
    assert sorted(sizes[sizes > 3].index) == truth.days_over("connected", side, 3)
    if not over.empty:
        words = findings["GBT45251-FREQ-NOTICE-3", side].explanation["zh"]
        assert (
            f"有 {over['day'].nunique()} 天" in words and f"共拨通 {len(over)} 次，最多的一天 {sizes.max()} 次" in words
        )


@pytest.mark.parametrize("side", SIDES)
def test_unanswered_tries(
    side: str, findings: dict[tuple[str, str], Finding], contacts: pd.DataFrame, truth: Truth
) -> None:
    rows = contacts[
        (contacts["side"] == side) & (contacts["role"] == "debtor") & (contacts["day"] >= date(2026, 1, 30))
    ]
    tries = rows[rows["outcome"].isin(["rang_no_answer", "busy", "not_in_service", "rejected", "blocked"])]
    groups = tries.groupby(["day", tries["line"].astype(str)])
    over = groups.filter(lambda one: len(one) > 6) if len(tries) else tries
    assert same(findings.get(("CBA2026-ATTEMPTS-6", side)), over)
    assert sorted(over["day"].unique()) == [
        day for day in truth.days_over("unanswered", side, 6) if day >= date(2026, 1, 30)
    ]


@pytest.mark.parametrize("side", SIDES)
def test_disclosure_and_target(side: str, findings: dict[tuple[str, str], Finding], contacts: pd.DataFrame) -> None:
    third = contacts[(contacts["side"] == side) & contacts["role"].isin(THIRD)]
    disclosed = tagged(third, {"debt_disclosed", "amount_disclosed", "overdue_time_disclosed"})
    assert same(findings.get(("GBT45251-CONTACT-DISCLOSE", side)), disclosed)
    assert same(findings.get(("GBT45251-TARGET", side)), tagged(third, {"debt_disclosed", "pay_demand_to_third_party"}))


def test_refusal(case: Case, findings: dict[tuple[str, str], Finding], contacts: pd.DataFrame, truth: Truth) -> None:
    (fact,) = [one for one in case.background().facts if one.kind == "refused_contact"]
    after = contacts[
        (contacts["person"] == fact.person) & (contacts["start"] >= fact.at) & (contacts["side"] == cast.HUABEI)
    ]
    finding = findings["GBT45251-CONTACT-REFUSAL", cast.HUABEI]
    assert same(finding, after) and finding.count == truth.contacts_after_refusal
    new = findings["PSAPL-NEW-50", cast.HUABEI]
    abusive = tagged(
        contacts[(contacts["side"] == cast.HUABEI) & (contacts["local"] >= NEW_YEAR)], THREATS | {"insult", "obscene"}
    )
    pestered = after[after["local"] >= NEW_YEAR]
    assert len(abusive) >= 3 and len(pestered) >= 3
    assert set(new.incidents) == set(abusive.index) | set(pestered.index)
    assert (
        f"淫秽内容的联系 {len(abusive)} 次；第三人明确拒绝的那次及之后的联系 {len(pestered)} 次"
        in new.explanation["zh"]
    )


def test_the_old_law(findings: dict[tuple[str, str], Finding], contacts: pd.DataFrame) -> None:
    rows = contacts[(contacts["side"] == cast.HUABEI) & (contacts["local"] < NEW_YEAR)]
    abusive = tagged(rows, THREATS | {"insult", "photo_edit"})
    told = tagged(rows[rows["role"].isin(THIRD)], {"debt_disclosed"})
    messages = rows[rows["channel"].isin(["sms", "im", "group_message"])]
    per_day = messages.groupby(["day", messages["person"].astype(str)]).size()
    assert (per_day < 3).all(), "no day of three messages in the story; then they would count as well"
    finding = findings["PSAPL-OLD-42", cast.HUABEI]
    assert set(finding.incidents) == set(abusive.index) | set(told.index)
    assert f"威胁或者侮辱的联系 {len(abusive)} 次" in finding.explanation["zh"]
    assert f"公开个人信息的联系 {len(told)} 次" in finding.explanation["zh"]
    assert f"合计 {finding.count} 次" in finding.explanation["zh"]


@pytest.mark.parametrize("side", SIDES)
def test_the_association_counts_the_nights_since_its_guidelines(
    side: str, findings: dict[tuple[str, str], Finding]
) -> None:
    standard, guidelines = findings["GBT45251-NIGHT", side], findings.get(("CBA2026-NIGHT", side))
    if side != cast.HUABEI:
        assert guidelines is None, "the other lender is a microloan company"
        return
    since = {one.key: one.count for one in standard.occurrences if one.key >= "2026-01-30" and one.count}
    assert guidelines is not None
    assert {one.key: one.count for one in guidelines.occurrences if one.count} == since
    assert 0 < guidelines.count == sum(since.values()) < standard.count


@pytest.mark.parametrize("side", SIDES)
def test_others_are_contacted_although_the_debtor_answers(
    side: str, findings: dict[tuple[str, str], Finding], case: Case, contacts: pd.DataFrame
) -> None:
    events = case.events()
    signs = events[
        events["primary"] & (events["role"] == "debtor")
        & events["debt"].isin(contacts.loc[contacts["side"] == side, "debt"].unique())
        & ((events["outcome"] == "conversation") | ((events["direction"] == "out") & (events["channel"] != "call")))
    ]  # fmt: skip
    third = contacts[(contacts["side"] == side) & contacts["role"].isin(THIRD) & (contacts["precision"] != "month")]
    failed = events[
        events["primary"] & (events["role"] == "debtor") & (events["direction"] == "in") & (events["channel"].isin(["call", "ai_call"]))
        & events["debt"].isin(contacts.loc[contacts["side"] == side, "debt"].unique())
        & ~events["outcome"].isin(["conversation", "answered_dropped"])
    ]  # fmt: skip
    reachable = []
    for row in third.itertuples():
        before = (signs["start"] < row.start) & (
            signs["local"].dt.normalize() >= row.local.normalize() - timedelta(days=7)
        )
        latest = signs.loc[before, "start"].max()
        if before.any() and ((failed["start"] > latest) & (failed["start"] < row.start)).sum() < 3:
            reachable.append(row.Index)
    finding = findings.get(("GBT45251-CONTACT-PRECOND", side))
    if finding is None:
        assert not reachable
        return
    assert set(finding.incidents) == set(reachable)
    assert finding.proof and set(finding.proof) <= set(signs["id"])


def test_what_the_convention_says_waits_for_the_membership(
    case: Case, findings: dict[tuple[str, str], Finding]
) -> None:
    from casekit.rules import check
    from tests.events import fact_of

    waiting = {
        rule: one for (rule, side), one in findings.items() if rule.startswith("NIFA2018") and side == cast.HUABEI
    }
    assert waiting and {one.status for one in waiting.values()} == {"cannot_tell"}
    assert {one.questions[0].id for one in waiting.values()} == {"association_member"}
    # Before one of the contacts with the mother several calls to the debtor failed, which is a question of its own.
    assert {one.id for rule in waiting for one in waiting[rule].questions[1:]} <= {"debtor_reachable"}
    background = case.background()
    lender = next(iter(waiting.values())).lender
    for denied, status in ((False, "over"), (True, None)):
        answer = fact_of("association_member", "2026-03-01 09:00", party=lender, denied=denied)
        answered = {
            one.rule: one for one in check(case.events(), replace(background, facts=[*background.facts, answer]))
            if one.rule.startswith("NIFA2018") and one.lender == lender
        }  # fmt: skip
        assert {one.status for one in answered.values()} == ({status} if status else set())
        assert not status or {rule: one.incidents for rule, one in answered.items()} == {
            rule: one.incidents for rule, one in waiting.items()
        }


def dense(rows: pd.DataFrame, least: int, span: timedelta) -> set[str]:
    """Contacts with one person in some window of this length that holds enough of them."""
    found: set[str] = set()
    for _person, mine in rows.groupby(rows["person"].astype(str)):
        for begin in mine["start"]:
            window = mine[(mine["start"] >= begin) & (mine["start"] < begin + span)]
            if len(window) >= least:
                found |= set(window.index)
    return found


@pytest.mark.parametrize("side", SIDES)
def test_consumer_finance_rule(side: str, findings: dict[tuple[str, str], Finding], contacts: pd.DataFrame) -> None:
    finding = findings.get(("CFC-2024-COLLECT", side))
    if side != cast.HUABEI:
        assert finding is None, "the other lender is a microloan company"
        return
    assert finding is not None
    rows = contacts[contacts["side"] == side]
    threats = tagged(rows, THREATS | {"insult", "obscene", "stalking", "restrict_freedom", "call_bombing_tool"})
    third = tagged(rows[rows["role"] == "other_third_party"], {"pay_demand_to_third_party", "debt_disclosed"})
    exact = rows[rows["channel"].isin(["call", "ai_call"]) & rows["precision"].isin(["second", "minute"])]
    calls = dense(exact, 10, timedelta(hours=24)) | dense(exact, 4, timedelta(hours=1))
    assert set(finding.incidents) == set(threats.index) | set(third.index) | calls
    words = finding.explanation["zh"]
    assert f"骚扰手段的联系 {len(threats)} 次" in words and f"说出欠款的联系 {len(third)} 次" in words
    assert f"的来电 {len(calls)} 次" in words and f"合计 {finding.count} 次" in words


def test_contact_list_blast(findings: dict[tuple[str, str], Finding], contacts: pd.DataFrame) -> None:
    third = contacts[(contacts["side"] == cast.HUABEI) & contacts["role"].isin(THIRD)]
    lengths = third["precision"].map({"second": 0, "minute": 60, "hour": 3600, "day": 86400}).astype(int).clip(lower=1)
    begin, end = third["start"], third["start"] + pd.to_timedelta(lengths, unit="s")
    found: set[str] = set()
    most: dict[int, int] = {}
    for hours, least in ((24, 3), (168, 5)):
        for opening in begin:
            inside = third[(begin >= opening) & (end <= opening + timedelta(hours=hours))]
            persons = inside["person"].nunique()
            most[hours] = max(most.get(hours, 0), persons)
            if persons >= least:
                found |= set(inside.index)
    finding = findings["address_book_blast", cast.HUABEI]
    assert set(finding.incidents) == found
    assert [one.sentence["zh"].split("最多 ")[1].split(" 名")[0] for one in finding.occurrences if one.sentence] == [
        str(most[24]),
        str(most[168]),
    ]
    assert {date(2025, 12, 30), date(2025, 12, 31)} <= set(contacts.loc[list(found), "day"])


@pytest.mark.parametrize("side", SIDES)
def test_statutes_on_disclosure(side: str, findings: dict[tuple[str, str], Finding], contacts: pd.DataFrame) -> None:
    third = contacts[(contacts["side"] == side) & contacts["role"].isin(THIRD)]
    telling = {"debt_disclosed", "amount_disclosed", "overdue_time_disclosed"}
    for rule in ("PIPL-10", "CPL-29"):
        assert same(findings.get((rule, side)), tagged(third, telling))
    assert same(findings.get(("CSL-OLD", side)), tagged(third[third["local"] < NEW_YEAR], telling))
    assert same(findings.get(("CSL-2025", side)), tagged(third[third["local"] >= NEW_YEAR], telling))
    assert same(findings.get(("PIPL-13", side)), third)


def test_peace_of_private_life(case: Case, findings: dict[tuple[str, str], Finding], contacts: pd.DataFrame) -> None:
    rows = contacts[contacts["side"] == cast.HUABEI]
    exact = rows[rows["channel"].isin(["call", "ai_call"]) & rows["precision"].isin(["second", "minute"])]
    calls = dense(exact, 10, timedelta(hours=24)) | dense(exact, 4, timedelta(hours=1))
    (fact,) = [one for one in case.background().facts if one.kind == "refused_contact"]
    after = rows[(rows["person"] == fact.person) & (rows["start"] >= fact.at)]
    night = findings["GBT45251-NIGHT", cast.HUABEI]
    finding = findings["CIV-1033", cast.HUABEI]
    assert set(finding.incidents) == {*night.incidents, *calls, *after.index}
    words = finding.explanation["zh"]
    assert f"的联系 {night.count} 次；" in words and f"密集拨打的来电 {len(calls)} 次" in words
    assert f"明确拒绝之后的联系 {len(after)} 次" in words and f"合计 {finding.count} 次" in words


@pytest.mark.parametrize("side", SIDES)
def test_reference_values(side: str, findings: dict[tuple[str, str], Finding], contacts: pd.DataFrame) -> None:
    rows = contacts[(contacts["side"] == side) & contacts["precision"].isin(["second", "minute"])]
    calls = rows[rows["channel"].isin(["call", "ai_call"]) & (rows["role"] == "debtor")]
    often = calls.loc[sorted(dense(calls, 10, timedelta(hours=24)) | dense(calls, 4, timedelta(hours=1)))]
    assert same(findings.get(("high_frequency_debtor", side)), often)
    known = rows[rows["number"].notna()]
    found: set[str] = set()
    for begin in known["start"]:
        window = known[(known["start"] >= begin) & (known["start"] < begin + timedelta(hours=24))]
        if window["number"].nunique() >= 5:
            found |= set(window.index)
    assert same(findings.get(("many_numbers", side)), known.loc[sorted(found)])


def test_no_private_or_unattributed_call_is_in_any_finding(
    case: Case, findings: dict[tuple[str, str], Finding]
) -> None:
    events = case.events().set_index("id")
    cited = {one for finding in findings.values() for one in (*finding.incidents, *finding.boundary_incidents)}
    assert set(events.loc[list(cited), "attribution"]) <= {"confirmed", "claimed"}
    assert not set(events.loc[list(cited), "number"].dropna()) & cast.private_numbers()


def test_a_masked_view_gives_the_same_findings(case: Case, findings: dict[tuple[str, str], Finding]) -> None:
    from casekit.casebook.masking import masked_view
    from casekit.rules import check

    view = masked_view(case)
    masked = check(view.events, view.background)
    assert {(one.rule, one.debt, one.count, one.incidents) for one in masked} == {
        (one.rule, one.debt, one.count, one.incidents) for one in findings.values()
    }
    printed = repr([one.as_json() for one in masked])
    assert not [person.name for person in cast.PEOPLE.values() if person.name in printed]


def test_a_copied_case_has_the_same_findings(tmp_path: Path, case: Case) -> None:
    """Checking reads the ledger only: a case copied elsewhere has the same findings."""
    import shutil

    from casekit import open_case

    copied = shutil.copytree(case.folder, tmp_path / "copy")
    assert [one.as_json() for one in check_case(open_case(copied))] == [one.as_json() for one in check_case(case)]
