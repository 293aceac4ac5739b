"""Whose list it is: what the list says, what is known, and what only the rows tell."""

from __future__ import annotations

import pytest

from casekit.importers.carriers.own_number import Own, number_in, settle

A, B, C, D = "13900000002", "17000000001", "17000000003", "13900000009"


@pytest.mark.parametrize(
    ("pairs", "named", "said", "own"),
    [
        ([(A, B), (C, A)], "", (), Own(frozenset({A}), A, inferred=True)),
        ([(A, B), (B, A)], "", (), Own(likely=(A, B))),
        ([(A, B), (B, A)], A, (), Own(frozenset({A}), A)),
        ([(A, B), (B, A)], "", (A,), Own(frozenset({A}), A)),
        ([(A, B), (C, A)], "", (B,), Own(frozenset({A}), A, inferred=True)),
        ([(A, B), (C, D)], "", (A, D), Own(frozenset({A, D}))),
        ([(A, B), (C, D)], "", (A,), Own(frozenset({A}))),
        ([(A, B), (C, D)], "", (), Own(likely=(A, B, C))),
        ([(A, B), (C, A)], "13800000000", (), Own(frozenset({A}), A, inferred=True)),
        ([(A, "95000"), ("95000", A)], "", (), Own(frozenset({A}), A, inferred=True)),
        ([(A, ""), ("合计", ""), ("", A)], "", (), Own(frozenset({A}), A, inferred=True)),
        ([], A, (), Own(frozenset({A}), A)),
        ([], "", (A,), Own(frozenset({A}))),
        ([], "", (), Own()),
    ],
)
def test_the_own_numbers(pairs: list[tuple[str, str]], named: str, said: tuple[str, ...], own: Own) -> None:
    assert settle(pairs, named, said) == own


def test_numbers_in_cells() -> None:
    assert [number_in(cell) for cell in ("1.3900000002E10", "13900000002.0", "008613900000002", "1.39E+10", "***")] == [
        A, A, A, "", "",
    ]  # fmt: skip
