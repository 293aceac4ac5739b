"""The tags and words of a web page, one after another, in constant memory whatever the page holds.

Pages of carriers are rarely well-formed, and a file that only looks like one may be a hundred megabytes of opened
quotations. So this divides, and never looks back further than one block: scripts, styles and comments are passed
over, an unfinished tag longer than any real one is passed over too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

# Name of the tag ("" for words, "/td" for the end of one) and its attributes, or the words.
Token = tuple[str, str]
_LONGEST_TAG = 1 << 16
_TAG = re.compile(r"<(/?[a-zA-Z][^\s/>]{0,40}+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")
_PASSED_OVER = re.compile(r"<(?:!--|(script|style|noscript|template)(?=[\s>/])|[!?])", re.IGNORECASE)
_MARK = re.compile(r"<(?=[a-zA-Z/!?])")
_ATTRIBUTE = re.compile(r"([^\s=\"'>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")


def tokens(blocks: Iterable[str]) -> Iterator[Token]:
    """(name of a tag in lower case, its attributes as written), or ("", words with their references resolved)."""
    rest, until = "", ""
    for block in blocks:
        rest += block
        at = 0
        while at < len(rest):
            if until:
                at, until = _after(rest, at, until)
                if until:
                    break
                continue
            found = _MARK.search(rest, at)
            end = found.start() if found else _safe_end(rest, at)
            if end > at:
                yield "", html.unescape(rest[at:end])
                at = end
            if not found:
                break
            over = _PASSED_OVER.match(rest, at)
            if over:
                until = "-->" if over.group() == "<!--" else f"</{over.group(1).lower()}" if over.group(1) else ">"
                at = over.end()
                continue
            tag = _TAG.match(rest, at)
            if tag:
                yield tag.group(1).lower(), tag.group(2)
                at = tag.end()
            elif len(rest) - at > _LONGEST_TAG:
                at = len(rest)
            else:
                break
        rest = rest[at:]
    if rest and not until and not rest.startswith("<"):
        yield "", html.unescape(rest)


def _after(rest: str, at: int, until: str) -> tuple[int, str]:
    """Where what is passed over ends; when it does not yet, where its end may begin."""
    found = re.compile(re.escape(until), re.IGNORECASE).search(rest, at)
    if found is None:
        return max(at, len(rest) - len(until)), until
    # The end of a script is a tag of its own: it comes next, and means nothing.
    return (found.start() if until.startswith("</") else found.end()), ""


def _safe_end(rest: str, at: int) -> int:
    """How far words may be given that are not ended by a tag: not into a reference, nor a tag, that is cut in half."""
    end = len(rest) - 1 if rest.endswith("<") else len(rest)
    half = rest.rfind("&", max(at, end - 12), end)
    return half if half >= at and ";" not in rest[half:end] else end


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag by their names in lower case."""
    return {
        name.lower(): html.unescape(first or second or third)
        for name, first, second, third in _ATTRIBUTE.findall(written)
    }
