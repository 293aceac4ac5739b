"""Days in what the case is told, as people write them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from casekit.clock import read_day
from casekit.errors import InputError


def _as_typed(value: Any) -> Any:
    """The day of a text; what is none stays as it is, and the model says so of its field."""
    if not isinstance(value, str):
        return value
    try:
        return read_day(value)
    except InputError:
        return value


# "20260304" would be seconds since 1970 to pydantic.
Day = Annotated[date, BeforeValidator(_as_typed)]
