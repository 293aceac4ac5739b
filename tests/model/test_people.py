"""Who is in the case: folded numbers, known zones, closed lists, nothing beside the fields."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from casekit.model import DEBTOR, CaseHeader, Debt, Evidence, Fact, NumberMark, Party, Person

WRONG: list[tuple[Any, dict[str, Any]]] = [
    (CaseHeader, {"zone": "Mars/Olympus"}), (CaseHeader, {"standpoint": "judge"}), (CaseHeader, {"language": "de"}),
    (Party, {"id": "x", "kind": "lender"}), (Party, {"id": "x", "kind": "bank", "name": "x"}),
    (Party, {"id": "x", "kind": "lender", "name": "x", "lender_type": "shark"}),
    (Debt, {"id": "x", "lender": "y", "overdue_since": "soon"}), (Person, {"id": "x", "role": "aunt"}),
    (Person, {"id": "x", "relation": "cat"}), (NumberMark, {"number": "1", "attribution": "claimed"}),
    (NumberMark, {"number": "1", "basis": "dream"}), (Fact, {"id": "x", "kind": "payoff"}),
    (Fact, {"id": "x", "kind": "apology", "at": "2026-01-01T00:00:00Z"}),
    (Fact, {"id": "x", "kind": "payoff", "at": "2026-01-01T00:00:00Z", "channel": "dove"}),
    (Evidence, {"sha256": "x", "name": "x", "size": 1, "kind": "video"}), (Person, {"id": "x", "colour": "red"}),
]  # fmt: skip


@pytest.mark.parametrize(("model", "fields"), WRONG)
def test_what_cannot_be_is_refused(model: Any, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model(**fields)


def test_lines_are_folded_and_each_once() -> None:
    person = Person(id="x", lines=("+86 138 0000 1111", "13800001111", "", "未知", "021-5555 0000"))
    assert person.lines == ("13800001111", "02155550000")


def test_an_empty_zone_is_the_zone_of_the_case() -> None:
    assert Person(id="x", zone="").zone is None


def test_what_is_recorded_cannot_be_edited_in_place() -> None:
    with pytest.raises(ValidationError):
        CaseHeader().title = "x"  # type: ignore[misc]


def test_a_person_without_a_name_is_called_by_what_they_are() -> None:
    assert Person(id="p", name="妹妹", relation="sibling").called == "妹妹"
    assert Person(id="p", relation="sibling").called == "sibling"
    assert Person(id=DEBTOR).called == "the borrower"
