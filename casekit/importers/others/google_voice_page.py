"""One page of Google Voice's Takeout: a call, a voicemail, or a conversation with its messages.

The words of the page are in the user's language; what does not change are class names (hCard and hAudio
microformats), `title` attributes with ISO times, and the labels' links, such as `…/voice#missed`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Labels that say what a call was, the most telling first; "inbox" or "spam" may stand beside them.
_KINDS = ("voicemail", "recorded", "missed", "placed", "received")
_MOST_FILES = 100


@dataclass(slots=True)
class Party:
    """Somebody on a page: number as linked ("" when not shown), name as shown; Google marks the account's owner."""

    number: str = ""
    name: str = ""
    is_owner: bool = False


@dataclass(slots=True)
class Entry:
    """A message or a call: its time (ISO with the offset of the place), length (ISO, PT4M45S), words, files."""

    time: str = ""
    duration: str = ""
    party: Party = field(default_factory=Party)
    words: str = ""
    files: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """What a page tells: a call with its kind (one of voicemail, recorded, missed, placed, received, or ""), or messages."""

    kind: str = ""
    call: Entry | None = None
    messages: list[Entry] = field(default_factory=list)
    participants: list[Party] = field(default_factory=list)
    is_group: bool = False


def page_of(html: str) -> Page:
    """Read a page; one that is damaged gives what can be told apart."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError):  # what html.parser raises for marked sections that nothing closes
        pass
    page = reader.page
    page.kind = next((kind for kind in _KINDS if kind in reader.labels), "")
    for entry in (*page.messages, *filter(None, [page.call])):
        entry.words = _trimmed(entry.words)
        entry.party.name = " ".join(entry.party.name.split())
    for party in page.participants:
        party.name = " ".join(party.name.split())
    return page


def _trimmed(words: str) -> str:
    """Words without the line breaks of the markup around them."""
    return "\n".join(line.strip() for line in words.strip().split("\n"))


class _Reader(HTMLParser):
    """Follows the class names through a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.labels: set[str] = set()
        self._party: Party | None = None
        self._in_link = False
        self._name_tag = self._words_tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag == "div":
            self._division(classes)
        elif tag == "a":
            self._link(given, classes)
        elif tag in ("span", "abbr"):
            self._mark(tag, given, classes)
        elif tag == "q":
            self._words_tag = tag
        elif tag == "br" and self._words_tag and (entry := self._entry()):
            entry.words += "\n"
        elif tag in ("img", "audio", "video", "source"):
            self._file(given.get("src", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._words_tag:
            self._words_tag = ""
        if tag == self._name_tag:
            self._name_tag = ""
        if tag == "a":
            self._in_link = False

    def handle_data(self, data: str) -> None:
        if self._name_tag and self._party is not None:
            self._party.name += data
        elif self._words_tag and (entry := self._entry()):
            entry.words += data.replace("\n", " ") if self._words_tag == "q" else data

    def _division(self, classes: list[str]) -> None:
        if "participants" in classes:
            self.page.is_group = True
        elif "message" in classes:
            self._words_tag = self._name_tag = ""
            self.page.messages.append(Entry())
        elif "haudio" in classes and self.page.call is None:
            self.page.call = Entry()

    def _link(self, given: dict[str, str], classes: list[str]) -> None:
        target = given.get("href", "")
        if "tag" in given.get("rel", "").split():
            self.labels.add(target.rpartition("#")[2])
        elif "tel" in classes:
            self._in_link = True
            self._party = Party(target.removeprefix("tel:"))
            entry = self._entry()
            if entry is not None:
                entry.party = self._party
            elif self.page.is_group:
                self.page.participants.append(self._party)
        elif "enclosure" in given.get("rel", "").split() or {"video", "vcard", "audio"} & set(classes):
            self._file(target)

    def _mark(self, tag: str, given: dict[str, str], classes: list[str]) -> None:
        entry = self._entry()
        if "fn" in classes and self._in_link and self._party is not None:
            self._name_tag = tag
            # The owner's name stands in an abbreviation ("Me"), anybody else's in a span.
            self._party.is_owner = tag == "abbr"
        elif entry is None:
            return
        elif {"dt", "published"} & set(classes):
            entry.time = given.get("title", "")
        elif "duration" in classes:
            entry.duration = given.get("title", "")
        elif "full-text" in classes:
            self._words_tag = tag

    def _file(self, name: str) -> None:
        entry = self._entry()
        if entry is not None and name and name not in entry.files and len(entry.files) < _MOST_FILES:
            entry.files.append(name)

    def _entry(self) -> Entry | None:
        """The message or call that is being read."""
        return self.page.messages[-1] if self.page.messages else self.page.call
