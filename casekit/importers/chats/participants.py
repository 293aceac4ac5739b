"""Who writes in a chat, which of them is the user, and who stands on the other side of a message.

A file is passed over twice: first everybody in it is told to `Participants`, then each message asks for its `Side`.
What is kept grows with the number of people, not of messages.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from casekit.importers.records import Choice, Question, Warned
from casekit.numbers import is_account
from casekit.text import _, _n

# The answer of somebody who only ever received: "none of these is me".
NOBODY = "-"
_MOST_CHOICES = 20
# Groups have at most some hundred thousand members; a damaged file could have a new name on every line.
_MOST_PEOPLE = 200_000
_MOST_NAMES = 20
# Not seen, though some of them count as letters: HANGUL FILLER is a favourite as a nickname.
_INVISIBLE = re.compile(r"[\u00ad\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3164\ufe0e\ufe0f\ufeff\uffa0]")


@dataclass(frozen=True, slots=True)
class Side:
    """How a message goes into the case: direction and channel, and the other party as a `Record` names it."""

    direction: str
    channel: str
    number_raw: str
    contact_name: str


@dataclass(slots=True)
class _Person:
    names: list[str]
    count: int = 0


@dataclass(slots=True)
class _Chat:
    writers: set[str] = field(default_factory=set)
    partner: str = ""
    is_group: bool = False


class Participants:
    """The people of one file, be it one chat or many; each is known by `number_raw`, a number or an account.

    Parameters
    ----------
    me
        what the user answered (`Options.me`): a name, a number, an account or its part behind the colon, or `NOBODY`;
        empty when nothing was answered
    """

    def __init__(self, me: str = "") -> None:
        self._answer = NOBODY if folded(me) == NOBODY else me.strip()
        self._people: dict[str, _Person] = {}
        self._chats: dict[str, _Chat] = {}
        self._of_the_file = ""
        # A tuple of one, since None is an answer too.
        self._settled: tuple[frozenset[str] | None] | None = None

    def add(self, name: str, number_raw: str, chat: str = "", count: int = 1) -> None:
        """Count messages of somebody; `chat` tells the chats of one file apart."""
        self._settled = None
        place = self._chat(chat)
        person = self._people.get(number_raw)
        if person is None:
            if len(self._people) >= _MOST_PEOPLE:
                place.is_group = True
                return
            person = self._people[number_raw] = _Person([])
        person.count += count
        if name and name not in person.names and len(person.names) < _MOST_NAMES:
            person.names.append(name)
        place.writers.add(number_raw)

    def pair(self, name: str, number_raw: str, chat: str = "") -> None:
        """Tell that a chat is between the user and this one other person; who else writes there is the user."""
        self._settled = None
        self._people.setdefault(number_raw, _Person([name] if name else []))
        self._chat(chat).partner = number_raw

    def group(self, chat: str = "") -> None:
        """Tell that a chat is a group, however few have written in it."""
        self._chat(chat).is_group = True

    def user(self, number_raw: str) -> None:
        """Tell that this account is the user's, as the file itself says; what the user answers stands above it."""
        self._settled, self._of_the_file = None, number_raw

    def notes(self) -> Iterator[Question | Warned]:
        """What has to be asked or told about who the user is."""
        if (asked := self.question()) is not None:
            yield asked
        elif self._answer not in ("", NOBODY) and self._people and not self._called(folded(self._answer)):
            yield Warned(
                _("“{me}” is nobody in this chat. Who you are was taken from the file itself.").format(me=self._answer)
            )

    def question(self) -> Question | None:
        """What must be asked before the import; None when it is settled who the user is."""
        if self._me() is not None:
            return None
        if self._answer:
            text = _("“{me}” is nobody in this chat, or more than one person. Which of these are you?").format(
                me=self._answer
            )
        else:
            text = _("The file does not say who you are. Which of these are you?")
        return Question("me", text, choices=tuple(self._choices()))

    def concluded(self) -> str:
        """The name of the user where it follows from with whom the chats are; empty where it was told or is asked."""
        me = self._me() or frozenset()
        if self._answer or self._of_the_file or len(me) != 1:
            return ""
        (one,) = me
        return self._people[one].names[-1] if self._people[one].names else _identity(one)

    def side(self, name: str, number_raw: str, chat: str = "") -> Side:
        """On which side a message stands that somebody wrote; all are received while it is not settled who is who."""
        place, me = self._chat(chat), self._me()
        others = len(place.writers) - len(place.writers & me if me else ())
        alone = place.partner or others <= (2 if me is None else 1)
        channel = "im" if alone and not place.is_group else "group_message"
        if me is None or number_raw not in me:
            return Side("in", channel, number_raw, name)
        if channel == "group_message":
            return Side("out", channel, "", "")
        partner = place.partner or next((one for one in place.writers if one not in me), "")
        names = self._people[partner].names if partner in self._people else []
        return Side("out", channel, partner, names[-1] if names else "")

    def opposite(self, chat: str = "") -> Side:
        """The side of what came in without a name, such as a missed call: the one other person, if there is just one."""
        place, me = self._chat(chat), self._me() or frozenset()
        others = place.writers - me
        known = place.partner or (next(iter(others)) if len(others) == 1 and not place.is_group else "")
        names = self._people[known].names if known in self._people else []
        return self.side(names[-1] if names else "", known, chat)

    def _chat(self, chat: str) -> _Chat:
        if chat not in self._chats and len(self._chats) >= _MOST_PEOPLE:
            return _Chat(is_group=True)
        return self._chats.setdefault(chat, _Chat())

    def _me(self) -> frozenset[str] | None:
        """The accounts of the user: none when they wrote nothing, None while it is not known."""
        if self._settled is None:
            self._settled = (self._find_me(),)
        return self._settled[0]

    def _find_me(self) -> frozenset[str] | None:
        if self._answer == NOBODY or not self._people:
            return frozenset()
        if self._answer:
            named = self._called(folded(self._answer))
            if named:
                return frozenset(named) if len(named) == 1 else None
            # The answer may be meant for other chats that are taken in together with this one.
        if self._of_the_file:
            return frozenset((self._of_the_file,))
        pairs = [one for one in self._chats.values() if one.partner]
        opposite = {writer for one in pairs for writer in one.writers - {one.partner}}
        if len(opposite) == 1 or (not opposite and len(pairs) == len(self._chats)):
            return frozenset(opposite)
        return None

    def _called(self, wanted: str) -> list[str]:
        """Who has this account or, when there is none such, this name; letters of another size count only then."""
        by_account = [one for one in self._people if wanted in (folded(one), _identity(one))]
        by_name = [one for one, person in self._people.items() if wanted in map(folded, person.names)]
        small = wanted.casefold()
        return (
            by_account
            or by_name
            or [
                one
                for one, person in self._people.items()
                if small in (_identity(one).casefold(), *(folded(name).casefold() for name in person.names))
            ]
        )

    def _choices(self) -> Iterator[Choice]:
        """Those who write most, the one in most chats first; partners of the user are not the user."""
        partners = {one.partner for one in self._chats.values()}
        chats = Counter(writer for one in self._chats.values() for writer in one.writers)
        writers = sorted(
            (one for one in self._people if one not in partners and self._people[one].count),
            key=lambda one: (-chats[one], -self._people[one].count),
        )
        for one in writers[:_MOST_CHOICES]:
            person = self._people[one]
            name = person.names[-1] if person.names else _identity(one)
            value = name if self._called(folded(name)) == [one] else _identity(one)
            yield Choice(
                value,
                _n("{name}, {count} message", "{name}, {count} messages", person.count).format(
                    name=name if value == name else f"{name} ({value})", count=person.count
                ),
            )
        yield Choice(NOBODY, _("None of them: I wrote nothing in this chat"))


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """A display name in the form in which equal ones are equal: width, blanks and invisible signs do not count."""
    return " ".join(unicodedata.normalize("NFKC", _INVISIBLE.sub("", name)).split())


def _identity(number_raw: str) -> str:
    """A number, or what stands behind the colon of an account."""
    return folded(number_raw.partition(":")[2] if is_account(number_raw) else number_raw)
