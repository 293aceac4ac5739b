"""The cases that letters are written from, and what is read back from a page and a Word file."""

from __future__ import annotations

import io
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from casekit.casebook import Case, create_case
from casekit.filing.dossier import Dossier, dossier_of
from casekit.filing.letters.catalog import letter_ids, load_letter
from casekit.rules import load_rulebook
from casekit.text import language
from tests.filing.samples import filed_case

AUNT, AUNT_LINE = "Maria Example", "+15550000012"
# Country of the rulebook → the kind of collector that it binds, and a clock.
_ABROAD = {
    "us": ("third_party_agency", "America/Chicago"),
    "ph": ("lending_company", "Asia/Manila"),
    "ie": ("bank", "Europe/Dublin"),
    "id": ("bank", "Asia/Jakarta"),
}
NAMES = ("demo", "filed", "empty", "relative", *_ABROAD)


@cache
def _made(name: str, folder: str) -> Case:
    place = Path(folder) / name
    with language("en"):
        if name == "demo":
            from casekit.demo.build import demo_case

            return demo_case(place)
        if name == "filed":
            return filed_case(place)
        if name == "empty":
            return create_case(place)
        if name == "relative":
            return _relative_case(place)
        return _case_abroad(place, name)


def case_called(name: str, folder: Path) -> Case:
    """One of `NAMES`, made once in a session."""
    return _made(name, str(folder))


def _relative_case(place: Path) -> Case:
    case = create_case(place, complainant="李四", standpoint="relative", lender="某银行", lender_type="bank_credit_card",
                       own_numbers=["13900000077"])  # fmt: skip
    case.log(start="2026-02-03T23:10", number="17000000077", person="complainant", duration_s=30,
             party=case.background().lenders()[0].id, tags=["debt_disclosed"], words="你朋友欠钱不还。")  # fmt: skip
    return case


def _case_abroad(place: Path, book: str) -> Case:
    kind, zone = _ABROAD[book]
    case = create_case(
        place, complainant="John Example", lender="Example Credit", lender_type=kind, product="personal loan",
        own_numbers=["+15550000001"], timezone=zone, rulebook=book, language="en",
    )  # fmt: skip
    party = case.background().lenders()[0].id
    case.add_person(AUNT, role="other_third_party", relation="relative", lines=[AUNT_LINE])
    for hour in range(9):
        case.log(
            start=f"2026-03-0{hour % 3 + 1}T{22 - hour % 2}:1{hour}", number="+15550000099", duration_s=40, party=party
        )
    case.log(start="2026-03-04T23:30", number="+15550000099", person=AUNT, duration_s=50, party=party,
             tags=["debt_disclosed", "threat_violence", "insult"], words=f"{AUNT}, your nephew owes us money. Or else.")  # fmt: skip
    case.log(
        start="2026-03-05T10:00", number="+15550000099", person=AUNT, duration_s=50, party=party, asked_to_stop=True
    )
    return case


def written_in(name: str) -> list[tuple[str, str]]:
    """(letter, language) of each letter that belongs to the country of a case."""
    country = load_rulebook(name if name in _ABROAD else "cn").country
    return [
        (one, tongue) for one in letter_ids() if country in load_letter(one).countries
        and load_letter(one).suits("relative" if name == "relative" else "borrower")
        for tongue in load_letter(one).languages
    ]  # fmt: skip


EVERY = [(name, letter, tongue) for name in NAMES for letter, tongue in written_in(name)]


@cache
def dossier_called(name: str, folder: str, tongue: str, mask: str = "third-parties") -> Dossier:
    """The dossier of a case, in a language."""
    with language(tongue):
        return dossier_of(_made(name, folder), mask=mask)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside, self.parts = 0, []  # type: int, list[str]

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.inside += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.parts.append(data)


def words_of_page(html: str) -> str:
    """The words of a page, without the blanks between them."""
    reader = _Words()
    reader.feed(html)
    return _close("".join(reader.parts))


def words_of_word(docx: bytes) -> str:
    """The words of a Word file in their order, without the blanks between them."""
    from docx import Document

    body = Document(io.BytesIO(docx)).element.body
    return _close("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))


def _close(text: str) -> str:
    return re.sub(r"\s+", "", text)
