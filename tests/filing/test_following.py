"""What to do next: each thing once, with a reason, and nothing that was done already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casekit import clock
from casekit.casebook import Case, create_case
from casekit.filing.dossier import dossier_of
from casekit.filing.following import clocks_of, next_steps
from casekit.filing.proposal import propose
from casekit.text import language


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the day it is."""

    def set_day(day: str) -> None:
        monkeypatch.setattr(clock, "now", lambda: clock.from_iso(f"{day}T04:00:00Z"))

    set_day("2026-03-10")
    return set_day


@pytest.fixture
def case(tmp_path: Path, at: Any) -> Case:
    """A lender under the NFRA whose agency threatens in January 2026."""
    made = create_case(tmp_path / "case", lender="某消费金融", lender_type="consumer_finance", product="花呗")
    lender = made.background().lenders()[0].id
    for hour in (9, 22):
        made.log(start=f"2026-01-05T{hour:02}:30", number="17000000001", party=lender, duration_s=40, words="今天不还就上门",
                 tags=["threat_violence"] if hour == 22 else [], outcome="conversation")  # fmt: skip
    return made


def lender_of(case: Case) -> str:
    return case.background().lenders()[0].id


def told(case: Case) -> list[tuple[str, str]]:
    """(channel, English words) of every step, in their order."""
    return [(one.channel.id if one.channel else "", one.words["en"]) for one in next_steps(dossier_of(case))]


def where_to(case: Case) -> list[str]:
    return [channel for channel, words in told(case) if words.startswith("Take the matter to")]


def test_without_a_filing_it_begins_with_the_first_step_of_the_proposal(case: Case) -> None:
    begin = [channel for channel, words in told(case) if words.startswith("Begin with")]
    assert begin == ["police"], "a threat goes there first; legal help and the court come later"


def test_a_silent_lender_leads_to_its_supervisor_and_not_before_the_time_is_over(case: Case, at: Any) -> None:
    case.add_filing("lender", "2026-02-24", party=lender_of(case), receipt="1")
    assert where_to(case) == []
    at("2026-03-12")
    assert where_to(case) == ["12378"]
    step = next(one for one in next_steps(dossier_of(case)) if one.words["en"].startswith("Take"))
    assert "2026-03-11" in step.why["zh"] and "没有答复" in step.why["zh"] and step.filing is not None


def test_an_answer_that_does_not_satisfy_leads_on_and_to_a_review(case: Case) -> None:
    case.add_filing("lender", "2026-02-24", party=lender_of(case), answered_on="2026-03-01", outcome="unsatisfied")
    assert where_to(case) == ["12378"]
    assert ("lender", "Ask for a review of the handling at: the lender's complaint desk") in told(case)


def test_a_microloan_lender_is_supervised_elsewhere(case: Case) -> None:
    case.update_party(lender_of(case), lender_type="microloan")
    case.add_filing("lender", "2026-02-24", party=lender_of(case), answered_on="2026-03-01", outcome="unsatisfied")
    assert where_to(case) == ["12345"]


def test_a_carrier_that_does_not_answer_leads_to_the_appeal(case: Case, at: Any) -> None:
    case.add_filing("carrier", "2026-02-01", receipt="1")
    assert where_to(case) == ["miit"]


def test_after_12378_come_legal_help_and_the_court(case: Case) -> None:
    case.add_filing("12378", "2026-02-01", party=lender_of(case), answered_on="2026-03-01", outcome="unsatisfied")
    assert where_to(case) == ["12348", "court"]
    assert any(words.startswith("Ask for a review") for _channel, words in told(case))


def test_what_was_done_already_is_not_proposed(case: Case) -> None:
    lender = lender_of(case)
    case.add_filing("lender", "2026-02-01", party=lender, answered_on="2026-02-10", outcome="unsatisfied")
    case.add_filing("12378", "2026-02-11", party=lender, receipt="2")
    assert "12378" not in where_to(case)


def test_the_same_thing_is_proposed_once(case: Case, at: Any) -> None:
    for day in ("2026-02-01", "2026-02-03"):
        case.add_filing("lender", day, party=lender_of(case), answered_on="2026-02-20", outcome="unsatisfied")
    assert where_to(case) == ["12378"]
    words = [words for _channel, words in told(case)]
    assert len(words) == len(set(words))


def test_what_was_not_accepted_goes_to_the_next_place_of_the_proposal(case: Case) -> None:
    case.add_filing("nifa", "2026-02-01", outcome="not_accepted", answered_on="2026-02-05")
    (there,) = where_to(case)
    assert there != "nifa"


def test_contacts_after_a_solution_are_told(case: Case) -> None:
    case.add_filing("carrier", "2026-01-02", answered_on="2026-01-03", outcome="solved")
    (step,) = [one for one in next_steps(dossier_of(case)) if "went on" in one.words["en"]]
    assert "2 contacts are recorded after 2026-01-03" in step.why["en"]


def test_contacts_before_a_solution_are_not(case: Case) -> None:
    case.add_filing("carrier", "2026-01-02", answered_on="2026-01-06", outcome="solved")
    assert not [words for _channel, words in told(case) if "went on" in words]


def test_whoever_promised_to_stop_and_did_not_is_told_and_the_matter_goes_on(case: Case) -> None:
    case.add_filing("lender", "2026-01-02", party=lender_of(case), answered_on="2026-01-03", outcome="solved")
    assert where_to(case) == ["12378"]
    step = next(one for one in next_steps(dossier_of(case)) if one.words["en"].startswith("Take"))
    assert "2026-01-03 以后仍记录到 2 次联系" in step.why["zh"]


def test_while_an_answer_is_due_one_waits_and_goes_on_recording(case: Case) -> None:
    case.add_filing("lender", "2026-03-01", party=lender_of(case), receipt="1")
    (step,) = [one for one in next_steps(dossier_of(case)) if one.words["en"].startswith("Wait")]
    assert step.due == date(2026, 3, 16) and "不必重复提交" in step.why["zh"] and "2026-03-16" in step.why["zh"]


def test_an_answer_of_which_nothing_is_said_is_asked_about(case: Case) -> None:
    case.add_filing("lender", "2026-02-24", party=lender_of(case), receipt="1", answered_on="2026-03-01")
    assert ("lender", "Enter whether the answer satisfies you: the lender's complaint desk") in told(case)
    assert where_to(case) == [] and not [words for _channel, words in told(case) if words.startswith("Wait")]


@pytest.mark.parametrize(
    ("filed", "asked", "further"),
    [("2026-02-15", False, False), ("2026-02-07", True, False), ("2026-01-08", True, True)],
)
def test_a_place_without_a_known_time_is_asked_after_a_month_and_left_after_two(
    case: Case, filed: str, asked: bool, further: bool
) -> None:
    case.add_filing("12345", filed, receipt="1")
    steps = told(case)
    assert bool([words for _channel, words in steps if words.startswith("Ask how far")]) is asked
    assert bool([words for _channel, words in steps if words.startswith("Wait")]) is not asked
    assert where_to(case) == (["12348", "court"] if further else [])


def test_the_police_are_asked_for_a_refusal_in_writing(case: Case) -> None:
    case.add_filing("police", "2026-03-01", receipt="1", answered_on="2026-03-08", outcome="not_accepted")
    assert ("police", "Ask the police for the refusal in writing") in told(case)


def test_the_day_of_acceptance_is_asked_for_where_time_runs_from_it(case: Case) -> None:
    case.add_filing("police", "2026-03-01", receipt="1")
    case.add_filing("12321", "2026-03-01", receipt="2")
    asked = [channel for channel, words in told(case) if words.startswith("Enter the day")]
    assert asked == ["police"]


def test_a_lender_that_does_not_take_it_leads_to_its_supervisor(case: Case) -> None:
    case.add_filing("lender", "2026-03-01", party=lender_of(case), receipt="1", outcome="not_accepted")
    assert where_to(case) == ["12378"]


ABROAD = {
    "us": ("third_party_agency", "America/New_York", "21:40", {"lender": ["cfpb"], "cfpb": ["state_regulator", "court"], "state_regulator": ["court"]}),
    "ph": ("lending_company", "Asia/Manila", "05:10", {"lender": ["sec_ph"], "sec_ph": ["lender"]}),
    "id": ("lending_company", "Asia/Jakarta", "20:40", {"lender": ["ojk"], "ojk": ["lender"]}),
    "ie": ("bank", "Europe/Dublin", "21:30", {"lender": ["fspo_ie"], "fspo_ie": ["lender"]}),
}  # fmt: skip


@pytest.mark.parametrize("book", ABROAD)
def test_outside_china_a_bad_answer_and_silence_lead_on_as_well(book: str, tmp_path: Path, at: Any) -> None:
    lender_type, zone, hour, ways = ABROAD[book]
    for channel, places in ways.items():
        for details in ({"answered_on": "2026-03-01", "outcome": "unsatisfied"}, {}):
            case = create_case(tmp_path / f"{channel}-{len(details)}", lender="Acme", lender_type=lender_type, rulebook=book,
                               timezone=zone)  # fmt: skip
            for day in range(5, 14):
                case.log(start=f"2026-01-{day:02}T{hour}", number="17000000001", party=lender_of(case), duration_s=40)
            case.add_filing(channel, "2026-01-07", party=lender_of(case), receipt="1", **details)
            assert where_to(case) == places, (channel, details)
            assert not [words for _channel, words in told(case) if words.startswith("Ask for a review")]


def test_where_every_place_has_the_matter_a_lawyer_is_asked(tmp_path: Path, at: Any) -> None:
    case = create_case(tmp_path / "case", lender="Acme", lender_type="bank", rulebook="ie", timezone="Europe/Dublin")
    for day in range(5, 8):
        case.log(start=f"2026-01-{day:02}T21:30", number="17000000001", party=lender_of(case), duration_s=40)
    for channel in ("lender", "fspo_ie", "central_bank_ie", "ccpc_ie"):
        case.add_filing(channel, "2026-01-10", party=lender_of(case), receipt="1", answered_on="2026-02-01",
                        outcome="unsatisfied")  # fmt: skip
    assert told(case) == [("", "Ask a local lawyer or legal aid what else can be done")]


def test_no_lawyer_is_asked_while_the_next_place_may_still_answer(case: Case, at: Any) -> None:
    case.add_filing("credit_bureau", "2026-02-01", receipt="1")
    case.add_filing("12363", "2026-03-01", receipt="2", accepted_on="2026-03-05", track="credit")
    with_all = [words for channel, words in told(case) if channel == ""]
    assert with_all == []


def test_a_missing_receipt_is_asked_for(case: Case) -> None:
    case.add_filing("police", "2026-03-01")
    case.add_filing("12321", "2026-03-01", receipt="R-1")
    asked = [words for _channel, words in told(case) if words.startswith("Ask")]
    assert asked == ["Ask the police for the receipt of acceptance (受案回执)"]


def test_what_takes_longer_than_usual_is_asked_after(case: Case) -> None:
    case.add_filing("nifa", "2026-01-06", receipt="1")
    assert ("nifa", "Ask how far it is: National Internet Finance Association (NIFA)") in told(case)


def test_the_own_time_limit_comes_first_when_it_is_near(case: Case, at: Any) -> None:
    case.add_filing("police", "2026-03-01", track="criminal", receipt="1", answered_on="2026-03-08",
                    outcome="not_accepted")  # fmt: skip
    first = next_steps(dossier_of(case))[0]
    assert first.channel is not None and first.channel.id == "police" and first.due == date(2026, 3, 15)


def test_a_withdrawn_filing_leads_nowhere(case: Case, at: Any) -> None:
    case.add_filing("lender", "2026-01-06", party=lender_of(case), outcome="withdrawn")
    assert where_to(case) == [] and not [words for _channel, words in told(case) if words.startswith("Ask")]


def test_every_step_speaks_both_languages(case: Case) -> None:
    case.add_filing("lender", "2026-01-06", party=lender_of(case))
    with language("zh"):
        for step in next_steps(dossier_of(case)):
            assert step.words["zh"] and step.why["zh"] and step.words["en"] and step.why["en"]
            assert "{" not in step.words["zh"] + step.why["en"]


def test_the_own_time_at_the_police_runs_from_the_last_contact_concerned(case: Case, at: Any) -> None:
    # A later, polite call is none for the police.
    case.log(start="2026-02-20T10:00", number="17000000001", party=lender_of(case), outcome="conversation")
    dossier = dossier_of(case)
    (clock,) = [one for one in clocks_of(dossier) if one.channel.id == "police" and one.filing is None]
    assert (clock.since, clock.due) == (date(2026, 1, 5), date(2026, 7, 5))
    (proposed,) = [one for one in propose(dossier) if one.channel.id == "police"]
    assert proposed.last == clock.since and any("2026-07-05" in one["zh"] for one in proposed.warnings)


def test_no_own_time_runs_at_a_place_that_nothing_speaks_for(tmp_path: Path, at: Any) -> None:
    quiet = create_case(tmp_path / "quiet", lender="某消费金融", lender_type="consumer_finance")
    quiet.log(start="2026-01-05T10:00", number="17000000001", party=lender_of(quiet), outcome="conversation")
    assert clocks_of(dossier_of(quiet)) == []
