"""What was entered becomes a model; everything that is wrong with it is said at once, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from casekit.errors import Fault, InputError
from casekit.model.vocabulary import label
from casekit.text import N_, _

Model = TypeVar("Model", bound=BaseModel)

# Types of faults, as pydantic names them, by how they begin.
_SENTENCES = (
    ("missing", N_("this is needed")),
    ("extra_forbidden", N_("there is no such field")),
    ("greater_than_equal", N_("“{value}” is too small; the least is {ge}")),
    ("less_than_equal", N_("“{value}” is too large; the most is {le}")),
    ("int_", N_("“{value}” is not a whole number; write it in digits")),
    ("bool_", N_("“{value}” is neither yes nor no")),
    ("datetime_", N_("“{value}” is not a time; write it like 2026-03-04 22:30")),
    ("date_", N_("“{value}” is not a date; write it with its year, like 2026-03-04")),
    ("tuple_", N_("“{value}” is not a list")),
    ("string_", N_("“{value}” is not text")),
    ("", N_("“{value}” cannot be used here")),
)
_LONGEST = 60


def validated(model: type[Model], fields: Mapping[str, Any]) -> Model:
    """Build a model; every fault is collected into one error in words.

    Raises
    ------
    InputError
        listing each field that cannot be used, and why
    """
    try:
        return model.model_validate(dict(fields))
    except ValidationError as error:
        faults = [Fault(_field(model, fault["loc"]), _what(fault)) for fault in error.errors(include_url=False)]
        message = _("Some of what was entered cannot be used. Nothing was saved.")
        raise InputError(message, dict.fromkeys(faults)) from error


def field_label(name: str) -> str:
    """What a field is called in the current language; a name that is no field speaks for itself."""
    return label("field", name)


def _field(model: type[BaseModel], location: tuple[int | str, ...]) -> str:
    """What a field is called; the channel of a filing is another thing than that of a contact."""
    if not location:
        return ""
    name, own = str(location[0]), f"field_of_{model.__name__.lower()}"
    called = label(own, name)
    return called if called != name else field_label(name)


def _what(fault: Mapping[str, Any]) -> str:
    told = fault.get("ctx", {})
    if fault["type"] == "value_error":
        return str(told["error"])
    if fault["input"] is None:
        return _("this is needed")
    sentence = next(sentence for start, sentence in _SENTENCES if str(fault["type"]).startswith(start))
    value = str(fault["input"])
    return _(sentence).format(
        value=value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…",
        ge=told.get("ge"),
        le=told.get("le"),
    )
