"""Whose caller: from what the user said of a number and of an incident.

The word about the incident itself and the word about its number go together as follows: a number
that is no collector's takes all its records out; a confirmed number confirms them; what was logged by
hand is claimed; everything else is unknown and counted nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from casekit.casebook.categories import names
from casekit.casebook.state import State
from casekit.model import Background
from casekit.model.vocabulary import ATTRIBUTIONS

CONFIRMED, CLAIMED, UNKNOWN, NOT_COLLECTOR = range(4)


def attribute(
    state: State,
    number: pd.Categorical,
    said: Sequence[str | None],
    party: Sequence[str | None],
    debt: Sequence[str | None],
) -> dict[str, Any]:
    """The columns `party`, `named`, `attribution` and `debt`."""
    background = Background(debts=state.debts, parties=state.parties)
    marks = [state.numbers.get(one) for one in number.categories]
    by_mark = [ATTRIBUTIONS.index(mark.attribution) if mark else UNKNOWN for mark in marks]
    of_number = np.array([*by_mark, UNKNOWN], dtype=np.int8)[number.codes]
    code_of: dict[str | None, int] = {value: code for code, value in enumerate(ATTRIBUTIONS)}
    own = np.fromiter((code_of.get(value, UNKNOWN) for value in said), dtype=np.int8, count=len(said))
    attribution = np.select(
        [
            (own == NOT_COLLECTOR) | (of_number == NOT_COLLECTOR),
            (own == CONFIRMED) | (of_number == CONFIRMED),
            own == CLAIMED,
        ],
        [NOT_COLLECTOR, CONFIRMED, CLAIMED],
        UNKNOWN,
    ).astype(np.int8)

    ids = list(state.parties)
    position: dict[str | None, int] = {one: index for index, one in enumerate(ids)}
    party_of_number = np.array([position.get(mark.party, -1) if mark else -1 for mark in marks] + [-1], dtype=np.int32)
    party_codes = np.fromiter((position.get(one, -1) for one in party), dtype=np.int32, count=len(party))
    marked = (of_number == CONFIRMED) & (party_of_number[number.codes] >= 0)
    party_codes = np.where(marked, party_of_number[number.codes], party_codes)
    counts = attribution <= CLAIMED
    named = party_codes >= 0
    sole = background.sole_lender()
    if sole is not None:
        party_codes = np.where(counts & (party_codes < 0), position[sole.id], party_codes)
    party_codes = np.where(counts, party_codes, -1)

    debts = list(state.debts)
    place: dict[str | None, int] = {one: index for index, one in enumerate(debts)}
    debt_codes = np.fromiter((place.get(one, -1) for one in debt), dtype=np.int32, count=len(debt))
    only = [background.debts_of(one) for one in ids]
    by_party = np.array([place[one[0].id] if len(one) == 1 else -1 for one in only] + [-1], dtype=np.int32)
    inferred = np.full(len(debt_codes), 0) if len(debts) == 1 else by_party[party_codes]
    debt_codes = np.where(counts & (debt_codes < 0), inferred, debt_codes)

    def category(codes: Any, values: Sequence[str]) -> pd.Categorical:
        return pd.Categorical.from_codes(codes, categories=names(values))

    return {
        "party": category(party_codes, ids),
        "named": named & counts,
        "attribution": category(attribution, ATTRIBUTIONS),
        "debt": category(debt_codes, debts),
    }
