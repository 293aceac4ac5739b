"""Whose rows are: one number for each combination of person, party, line or number, and what is not known of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from casekit.rules.frame import Array, Frame
from casekit.rules.hits import Parameters


def names_of(parameters: Parameters) -> list[str]:
    """The columns in which rows of one owner agree: `per`, one or several or none."""
    per = parameters.get("per", ())
    return [per] if isinstance(per, str) else list(per)


def owners_of(frame: Frame, rows: Array, names: Sequence[str]) -> Array:
    """A number for each row, the same for rows that agree in all columns; not known is a value like any other."""
    owner = np.zeros(len(rows), dtype=np.int64)
    for name in names:
        owner = owner * (len(frame.categories[name]) + 1) + frame.codes[name][rows] + 1
        if len(names) > 1:
            owner = pd.factorize(owner)[0].astype(np.int64)
    return owner


def unknown_of(frame: Frame, rows: Array, names: Sequence[str]) -> Array:
    """Which of the columns are not known of each row, a bit each."""
    unknown = np.zeros(len(rows), dtype=np.int64)
    for place, name in enumerate(names):
        unknown |= (frame.codes[name][rows] < 0).astype(np.int64) << place
    return unknown


def first_unknown(unknown: int, names: Sequence[str]) -> str:
    """The first of the columns that is not known, "" when all are."""
    return next((name for place, name in enumerate(names) if unknown >> place & 1), "")
