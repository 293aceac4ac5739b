"""How long a text is in a web form, and how to make it shorter without cutting a sentence."""

from __future__ import annotations

import re

# A sentence with what closes it; a line is a sentence of its own, and the point behind a number closes none.
_SENTENCE = re.compile(r"[^。！？；\n]*?(?:[。！？；]+[”’）】]*|(?<!\d)\.(?=\s|$)|\n|$)")

_OPENS = ("：", ":")  # what only leads to the next sentence


def signs(text: str) -> int:
    """How many signs a text has as Chinese forms count: every character, mark and blank is one, a line break too."""
    return len(text.replace("\r\n", "\n"))


def sentences(text: str) -> list[str]:
    """The sentences of a text; put together again they are the text."""
    return [one for one in _SENTENCE.findall(text) if one]


def shortened(text: str, longest: int) -> str:
    """As many whole sentences from the beginning as fit; empty when not even the first does.

    Nothing is cut inside a sentence, so that no number and no quotation is left half.
    """
    kept: list[str] = []
    for sentence in sentences(text):
        if signs("".join((*kept, sentence)).rstrip()) > longest:
            break
        kept.append(sentence)
    while len(kept) < len(sentences(text)) and kept and kept[-1].rstrip().endswith(_OPENS):
        kept.pop()
    return "".join(kept).rstrip()
