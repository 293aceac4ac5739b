"""Objects in the script with which some sites answer (DWR): `s0.callStartTime="2017/06/06 18:17:13";` and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.errors import InputError
from casekit.importers.reading import text_blocks
from casekit.importers.source import Probe
from casekit.text import _

_STATEMENT = re.compile(
    r"""(?<![\w.])(?:var\s+)?s(?P<number>\d{1,9})(?:\.(?P<member>\w{1,80}))?\s*=\s*
    (?:"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)'|(?P<new>\{\s*\}|\[\s*\])|(?P<plain>[^;"'{}\s]{1,200}))\s*;""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": ""}
_LONGEST_STATEMENT = 1 << 16
_MOST_OBJECTS, _MOST_MEMBERS, _LONGEST_VALUE = 100_000, 100, 1 << 12


def objects(probe: Probe) -> Iterator[tuple[int, dict[str, str]]]:
    """(which of the answers it is in, its members), in the order in which the objects are first named.

    The members of several objects may come by turns, so they are kept until the script ends, or until an object is
    made anew: then another answer begins.

    Raises
    ------
    InputError
        when there are more objects than a list has rows
    """
    answer, known = 1, dict[str, dict[str, str]]()
    with probe.path.open("rb") as stream:
        for found in _statements(text_blocks.blocks(stream)):
            number, member = found.group("number", "member")
            if member is None:
                if found.group("new") is None:
                    continue
                if known.get(number):
                    yield from ((answer, one) for one in known.values() if one)
                    answer, known = answer + 1, {}
                known.setdefault(number, {})
                continue
            members = known.setdefault(number, {})
            if len(known) > _MOST_OBJECTS:
                raise InputError(
                    _("The script in {name} holds more rows than a list ever has; it was not read.").format(
                        name=probe.name
                    )
                )
            if len(members) < _MOST_MEMBERS:
                members[member] = _value(found)[:_LONGEST_VALUE]
    yield from ((answer, one) for one in known.values() if one)


def _statements(blocks: Iterator[str]) -> Iterator[re.Match[str]]:
    rest = ""
    for block in blocks:
        rest += block
        end = 0
        for found in _STATEMENT.finditer(rest):
            yield found
            end = found.end()
        rest = rest[max(end, len(rest) - _LONGEST_STATEMENT) :]


def _value(found: re.Match[str]) -> str:
    quoted = found.group("double") if found.group("double") is not None else found.group("single")
    if quoted is not None:
        return _ESCAPE.sub(_sign, quoted).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    plain = found.group("plain") or ""
    return "" if plain in ("null", "undefined") else plain


def _sign(escape: re.Match[str]) -> str:
    code, byte, other = escape.groups()
    return chr(int(code or byte, 16)) if code or byte else _SIGNS.get(other, other)
