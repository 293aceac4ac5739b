"""Who is the user in a chat: settled by the file, by the answer, or asked."""

from __future__ import annotations

import pytest

from casekit.importers.chats.participants import NOBODY, Participants, Side
from casekit.importers.records import Warned
from casekit.numbers import account
from casekit.text import language


def people(*names: str, me: str = "", chat: str = "") -> Participants:
    known = Participants(me)
    for name in names:
        known.add(name, account("WhatsApp", name), chat)
    return known


def side(known: Participants, name: str, chat: str = "") -> Side:
    return known.side(name, account("WhatsApp", name), chat)


def values(known: Participants) -> list[str]:
    asked = known.question()
    assert asked is not None and asked.id == "me" and asked.blocking
    return [one.value for one in asked.choices]


def test_the_most_frequent_name_is_offered_first_and_nobody_last() -> None:
    known = people("催收小张", "我", "我", "我", "催收小张", "路人")
    assert values(known) == ["我", "催收小张", "路人", NOBODY]
    with language("en"):
        assert known.question().choices[0].label == "我, 3 messages"


def test_an_answer_settles_both_directions() -> None:
    known = people("催收小张", "我", me="我")
    assert known.question() is None
    assert side(known, "催收小张") == Side("in", "im", "WhatsApp:催收小张", "催收小张")
    assert side(known, "我") == Side("out", "im", "WhatsApp:催收小张", "催收小张")


@pytest.mark.parametrize("me", ["Ａmy  Li", "\u200eAmy\u00a0Li\u3164", "WhatsApp:Amy Li", " Amy Li "])
def test_width_blanks_and_invisible_signs_do_not_count(me: str) -> None:
    assert side(people("Amy\u202fLi", "B", me=me), "Amy\u202fLi").direction == "out"


def test_letters_of_another_size_name_somebody_where_nobody_is_written_so() -> None:
    assert side(people("Wang", "B", me="wang"), "Wang").direction == "out"
    both = people("Wang", "wang", me="wang")
    assert (side(both, "Wang").direction, side(both, "wang").direction) == ("in", "out")
    assert people("Wang", "WANG", me="wang").question() is not None


def test_a_wrong_answer_is_asked_again() -> None:
    known = people("A", "B", me="C")
    assert values(known) == ["A", "B", NOBODY]
    with language("en"):
        assert "“C” is nobody" in known.question().text


def test_an_answer_meant_for_another_chat_does_not_hold_up_one_that_tells_who_is_who() -> None:
    known = people("催收小张", "我", me="王小明")
    known.pair("催收小张", "WhatsApp:催收小张")
    with language("en"):
        (told,) = known.notes()
    assert isinstance(told, Warned) and "“王小明” is nobody" in told.text
    assert side(known, "我") == Side("out", "im", "WhatsApp:催收小张", "催收小张")


def test_more_than_two_make_a_group_in_which_own_messages_have_no_other_side() -> None:
    known = people("A", "B", "C", me="C")
    assert side(known, "A") == Side("in", "group_message", "WhatsApp:A", "A")
    assert side(known, "C") == Side("out", "group_message", "", "")


def test_nobody_may_be_said_in_full_width() -> None:
    assert people("A", "B", me="－").question() is None


@pytest.mark.parametrize(("names", "channel"), [(("A",), "im"), (("A", "B"), "group_message")])
def test_somebody_who_wrote_nothing(names: tuple[str, ...], channel: str) -> None:
    known = people(*names, me=NOBODY)
    assert known.question() is None
    assert side(known, "A") == Side("in", channel, "WhatsApp:A", "A")


def test_a_user_who_got_no_answer_has_nobody_on_the_other_side() -> None:
    assert side(people("A", me="A"), "A") == Side("out", "im", "", "")


def test_whoever_is_not_the_known_partner_is_the_user() -> None:
    known = people("A", "Me", chat="1")
    known.pair("A", account("WhatsApp", "A"), "1")
    known.add("Me", account("WhatsApp", "Me"), "2")
    known.add("B", account("WhatsApp", "B"), "2")
    known.add("C", account("WhatsApp", "C"), "2")
    assert known.question() is None
    assert side(known, "Me", "1") == Side("out", "im", "WhatsApp:A", "A")
    assert side(known, "Me", "2").channel == "group_message"


def test_a_partner_who_alone_wrote_leaves_nothing_to_ask() -> None:
    known = people("A")
    known.pair("A", account("WhatsApp", "A"))
    assert known.question() is None and side(known, "A").direction == "in"
    known.group("2")
    known.add("B", account("WhatsApp", "B"), "2")
    assert values(known) == ["B", NOBODY]


def test_the_partner_is_named_where_the_user_alone_wrote() -> None:
    known = people("Me")
    known.pair("A", "+8617000000001")
    assert side(known, "Me") == Side("out", "im", "+8617000000001", "A")


def test_a_group_stays_one_when_few_have_written() -> None:
    known = people("A", "B", me="B")
    known.group()
    assert side(known, "A").channel == "group_message" and side(known, "B").number_raw == ""


def test_one_account_with_two_names_is_one_person() -> None:
    known = Participants("old name")
    for name in ("old name", "new name"):
        known.add(name, "QQ:10001")
    known.add("X", "QQ:10002")
    assert known.side("new name", "QQ:10001").direction == "out"
    assert known.side("X", "QQ:10002") == Side("in", "im", "QQ:10002", "X")


def test_two_accounts_with_one_name_are_told_apart_by_account() -> None:
    def named_alike(me: str) -> Participants:
        known = Participants(me)
        for _ in range(3):
            known.add("小张", "QQ:10001")
        known.add("小张", "QQ:10002")
        return known

    assert values(named_alike("")) == ["10001", "10002", NOBODY]
    assert named_alike("小张").question() is not None
    assert named_alike("10002").side("小张", "QQ:10002").direction == "out"


def test_what_the_file_says_gives_way_to_the_answer() -> None:
    said = people("A", "B")
    said.user(account("WhatsApp", "A"))
    assert side(said, "A").direction == "out"
    answered = people("A", "B", me="B")
    answered.user(account("WhatsApp", "A"))
    assert side(answered, "A").direction == "in"


def test_at_most_twenty_names_are_offered() -> None:
    assert len(values(people(*map(str, range(100))))) == 21


def test_everything_counts_as_received_while_it_is_not_settled() -> None:
    known = people("A", "B")
    assert side(known, "A") == Side("in", "im", "WhatsApp:A", "A")
