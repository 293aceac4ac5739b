"""Records become contacts: joined where it is clear, asked where it is not, and the user's latest word holds."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from casekit.casebook import Case
from casekit.casebook.events import counted
from casekit.errors import InputError, NotFoundError
from tests.casebook.conftest import COLLECTOR, FAMILY, Take, call


def groups(case: Case) -> set[frozenset[int]]:
    """The numbers of the records of each contact that has several."""
    together = case.events().groupby("contact")["no"].apply(frozenset)
    return {group for group in together if len(group) > 1}


def asked(case: Case) -> list[list[int]]:
    """The numbers of the records of each open question."""
    return [[case.incident(one).no for one in question.incidents] for question in case.pending_links()]


def fill(case: Case, take: Take, phone: Iterable[object], bill: Iterable[object]) -> None:
    """Calls of a phone log, numbered from 1, then those of the bill; each a second or keyword fields."""
    for kind, rows in (("phone_log", phone), ("carrier_bill", bill)):
        take(case, kind, [call(row) if isinstance(row, int | float) else call(**row) for row in rows])


@pytest.mark.parametrize("gap", [0, 1, 30, 59, 60])
def test_one_call_in_phone_log_and_bill_is_one_contact(case: Case, take: Take, gap: int) -> None:
    fill(case, take, [0, 3600], [gap, 7200])
    assert groups(case) == {frozenset({1, 3})}
    assert asked(case) == []
    events = case.events().set_index("no")
    assert events.loc[3, "primary"] and not events.loc[1, "primary"]  # the bill outranks the phone
    assert events.loc[1, "contact"] == events.loc[3, "id"] == events.loc[3, "contact"]


UNLIKE = {
    "61 seconds apart": {"seconds": 61}, "another number": {"number": FAMILY, "number_raw": FAMILY},
    "the other direction": {"direction": "out"}, "somebody else": {"person": None}, "a text message": {"channel": "sms"},
    "nobody talked": {"duration_s": 0}, "talked much longer": {"duration_s": 41}, "no time": {"start": None, "precision": "unknown"},
    "the day only": {"precision": "day"}, "a number not shown": {"number": "", "number_raw": "***"},
}  # fmt: skip


@pytest.mark.parametrize("difference", UNLIKE)
def test_records_that_differ_stay_apart(case: Case, take: Take, difference: str) -> None:
    fill(case, take, [0], [{"seconds": 0, **UNLIKE[difference]}])
    assert groups(case) == set()
    assert asked(case) == []


def test_unknown_numbers_are_never_one_caller(case: Case, take: Take) -> None:
    hidden = {"number": "", "number_raw": "未知", "duration_s": None}
    fill(case, take, [{"seconds": 0, **hidden}, {"seconds": 10, **hidden}], [{"seconds": 0, **hidden}])
    assert groups(case) == set()
    assert case.events()["number"].isna().all()


def test_a_typed_minute_reaches_to_its_end(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(59)])
    case.log(start="2026-01-05T09:00", number=COLLECTOR, words="原话")
    assert groups(case) == {frozenset({1, 2})}
    assert case.events().set_index("no").loc[1, "words"] == "原话"


def test_three_sources_are_one_contact(case: Case, take: Take) -> None:
    fill(case, take, [0], [2])
    take(case, "recording", [call(4, duration_s=None)])
    assert groups(case) == {frozenset({1, 2, 3})}


def test_a_call_storm_is_joined_call_by_call(case: Case, take: Take) -> None:
    fill(case, take, range(0, 3000, 20), [second + 2 for second in range(0, 3000, 20)])
    assert len(groups(case)) == 150
    assert all(max(group) - min(group) == 150 for group in groups(case))
    assert asked(case) == []


def test_several_ways_are_asked_and_counted_apart_until_then(case: Case, take: Take) -> None:
    fill(case, take, [0, 50], [25])
    assert groups(case) == set()
    assert asked(case) == [[1, 3, 2]]
    assert case.pending_links()[0].seconds_apart == 50
    assert case.events()["primary"].all()


def test_an_answer_settles_what_follows_from_it(case: Case, take: Take) -> None:
    fill(case, take, [0, 50], [25])
    case.same(case.incident(1).id, case.incident(3).id)
    assert (groups(case), asked(case)) == ({frozenset({1, 3})}, [])
    case.not_same(case.incident(1).id, case.incident(3).id)
    assert (groups(case), asked(case)) == ({frozenset({2, 3})}, [])
    case.not_same(*(case.incident(no).id for no in (1, 2, 3)))
    assert (groups(case), asked(case)) == (set(), [])


def test_only_what_remains_open_is_asked_again(case: Case, take: Take) -> None:
    fill(case, take, [0, 40, 80], [20, 60, 100])
    assert asked(case) == [[1, 4, 2, 5, 3, 6]]
    case.same(case.incident(1).id, case.incident(4).id)
    assert groups(case) == {frozenset({1, 4})}
    assert asked(case) == [[2, 5, 3, 6]]
    case.same(case.incident(2).id, case.incident(5).id)
    assert groups(case) == {frozenset({1, 4}), frozenset({2, 5}), frozenset({3, 6})}
    assert asked(case) == []


def test_what_was_joined_without_asking_can_be_parted_and_joined_again(case: Case, take: Take) -> None:
    fill(case, take, [0], [2])
    one, other = case.incident(1).id, case.incident(2).id
    for _time in range(2):
        case.not_same(one, other)
        assert groups(case) == set()
        case.same(other, one)
        assert groups(case) == {frozenset({1, 2})}


def test_the_user_may_join_what_no_rule_would(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(0), call(4000)])
    case.log(start="2026-01-05", words="只记得日期")
    case.same(case.incident(1).id, case.incident(3).id)
    assert groups(case) == {frozenset({1, 3})}
    case.same(case.incident(1).id, case.incident(2).id)  # two rows of one source, if the user says so
    assert groups(case) == {frozenset({1, 2, 3})}


def test_a_chain_of_words_is_one_contact_even_when_its_middle_is_withdrawn(case: Case) -> None:
    for words in "甲乙丙":
        case.log(start="2026-01-05", words=words)
    ids = [case.incident(no).id for no in (1, 2, 3)]
    case.same(ids[0], ids[1])
    case.same(ids[1], ids[2])
    assert groups(case) == {frozenset({1, 2, 3})}
    case.withdraw(2, "记错了")
    assert groups(case) == {frozenset({1, 3})}
    case.restore(2)
    case.not_same(ids[0], ids[2])  # of the words before, the older one gives way to the newer one
    assert groups(case) == {frozenset({2, 3})}


def test_a_word_about_three_parts_every_pair(case: Case, take: Take) -> None:
    fill(case, take, [0], [2])
    take(case, "recording", [call(4, duration_s=None)])
    case.not_same(*(case.incident(no).id for no in (1, 2, 3)))
    assert (groups(case), asked(case)) == (set(), [])


def test_what_the_user_kept_apart_is_not_joined_through_a_third(case: Case, take: Take) -> None:
    fill(case, take, [0], [2])
    case.not_same(case.incident(1).id, case.incident(2).id)
    take(case, "recording", [call(30, duration_s=None)])
    assert groups(case) == set()
    assert asked(case) == [[1, 2, 3]]


@pytest.mark.parametrize("ids", [(), (1,), (1, 1), (1, "1")])
def test_two_different_records_are_needed(case: Case, ids: tuple[int, ...]) -> None:
    case.log(start="2026-01-05")
    with pytest.raises(InputError, match="two different"):
        case.same(*ids)


def test_a_link_to_nothing_is_refused_and_leaves_no_entry(case: Case) -> None:
    case.log(start="2026-01-05")
    fact = case.add_fact("payoff", "2026-01-05")
    before = case.head
    for other in ("9", "nonsense", fact.id):
        with pytest.raises(NotFoundError):
            case.not_same(case.incident(1).id, other)
    assert case.head == before


def test_the_primary_record_speaks_for_the_contact(case: Case, take: Take) -> None:
    fill(
        case,
        take,
        [{"seconds": 0, "ring_s": 12, "text": ""}],
        [{"seconds": 2, "outcome": "unknown", "duration_s": None}],
    )
    case.amend(1, tags=["insult"])
    case.log(start="2026-01-05T09:00", number=COLLECTOR, words="原话", note="摘要", claimed_org="花呗", identified="no",
             tags=["threat_family"], told_by="妹妹", told_at="2026-01-06", number_source="phone_address_book")  # fmt: skip
    case.attach(b"a", name="a.m4a", incident=3)
    case.attach(b"b", name="b.m4a", incident=1)
    assert groups(case) == {frozenset({1, 2, 3})}
    one = case.events().set_index("no").loc[2]
    assert (one["words"], one["note"], one["claimed_org"], one["told_by"]) == ("原话", "摘要", "花呗", "妹妹")
    assert (one["tags"], one["identified"], one["attribution"]) == (("insult", "threat_family"), "no", "claimed")
    assert (one["outcome"], one["duration_s"], one["ring_s"]) == ("conversation", 30, 12)
    assert one["number_source"] == "phone_address_book"
    assert f"{one['told_at']:%Y-%m-%d %H}" == "2026-01-05 16"
    assert len(one["evidence"]) == 2
    assert len(counted(case.events())) == 1


def test_a_link_never_makes_a_private_call_count(case: Case, take: Take) -> None:
    take(case, "carrier_bill", [call(0, FAMILY)])
    case.log(start="2026-01-05T09:00", words="记成催收了")
    case.mark_number(FAMILY, attribution="not_collector")
    case.same(case.incident(1).id, case.incident(2).id)
    assert len(counted(case.events())) == 0
    case.amend(2, attribution="not_collector")
    case.mark_number(FAMILY, party=case.background().lenders()[0].id)
    assert len(counted(case.events())) == 0


def test_a_crowd_of_sources_is_still_joined_in_time(case: Case, take: Take) -> None:
    seconds = [day * 86_400 + minute * 60 for day in range(10) for minute in range(0, 600, 5)]
    fill(case, take, seconds, [second + 3 for second in seconds])
    assert len(groups(case)) == len(seconds)
    assert int(case.events()["primary"].sum()) == len(seconds)


def test_who_a_linked_record_names_is_not_hidden_by_the_only_lender(case: Case, take: Take) -> None:
    agency = case.add_party("agency", "乙公司", acts_for=case.background().lenders()[0].id).id
    fill(case, take, [{"party": agency, "attribution": "claimed"}], [{"attribution": "claimed"}])
    row = counted(case.events()).iloc[0]
    assert (row["no"], row["party"], row["named"]) == (2, agency, True), "the bill leads and names nobody"
    alone = case.log(start="2026-03-04 22:30", attribution="claimed", outcome="conversation")
    events = case.events().set_index("id")
    assert events.loc[alone.id, ["party", "named"]].tolist() == [
        case.background().lenders()[0].id,
        False,
    ]
