"""What is wrong with a command as it was written, in the language of the moment; the parser itself speaks English."""

from __future__ import annotations

import re
from typing import Any

from casekit.text import _

_QUOTED = re.compile(r"'([^']*)'| \((.*)\)$")


def what_is_wrong(error: Any) -> str:
    """The fault that the parser of commands found, as a part of a sentence."""
    kind, name = type(error).__name__, _name_of(error)
    said = str(error.message or "")
    if kind == "NoSuchOption":
        return _("there is no option {name}").format(name=name)
    if kind == "MissingParameter" and name:
        return _("{name} is missing").format(name=name)
    if kind == "BadOptionUsage" and name:
        if "not take" in said:
            return _("{name} takes no value").format(name=name)
        return _("{name} needs a value behind it").format(name=name)
    if kind == "BadParameter" and name:
        return _("what stands behind {name} cannot be used").format(name=name)
    found = _QUOTED.search(said)
    words = next((one for one in found.groups() if one is not None), "") if found else ""
    if said.startswith("No such command"):
        return _("there is no command “{name}”").format(name=words)
    if said.startswith("Got unexpected"):
        return _("“{words}” is too much").format(words=words)
    if said.startswith("Missing command"):
        return _("a command is missing")
    return str(error.format_message()).rstrip(".")


def _name_of(error: Any) -> str:
    """The option or the argument that a fault is about, as the help calls it; empty where it says none."""
    named = getattr(error, "option_name", None)
    if named:
        return str(named)
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    option = next((one for one in parameter.opts if one.startswith("--")), "")
    return option or str(parameter.metavar or parameter.name or "").upper()
