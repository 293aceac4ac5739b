"""Words for people: every visible sentence passes through here.

Messages in the code are plain English; `zh_CN/*.po` holds the Chinese, one catalog per room,
compiled into one `zh_CN.mo` by `python -m casekit.text.compile`. Translation happens when a
sentence is used, so one process can write a Chinese and an English report side by side.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
Both = Mapping[str, str]  # a sentence in each: {"zh": …, "en": …}
_COMPILED = Path(__file__).parent / "zh_CN.mo"

_chosen: ContextVar[str | None] = ContextVar("casekit_language", default=None)
# Widget callbacks run in contexts of their own, so the language of the process is a plain variable.
_process_language: list[str] = []


def _language_of_machine() -> str:
    """Chinese unless the machine clearly speaks another language: most users read Chinese."""
    wish = os.environ.get("CASEKIT_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    if not wish:
        wish = locale.getlocale()[0] or ""
    wish = wish.lower()
    if wish.startswith(("zh", "chinese")):
        return "zh"
    if wish in ("", "c", "posix") or wish.startswith(("c.", "posix.")):
        return "zh"
    return "en"


def current_language() -> str:
    """The language sentences come out in just now: "zh" or "en"."""
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    if not _process_language:
        _process_language.append(_language_of_machine())
    return _process_language[0]


def set_language(tag: str) -> None:
    """Choose the language of the whole process ("zh", "zh-CN", "en", ...)."""
    _process_language[:] = [normal_language(tag)]


def normal_language(tag: str) -> str:
    """Fold a language tag such as "zh-CN" or "en_US" to "zh" or "en"."""
    return "zh" if tag.lower().startswith("zh") else "en"


@contextmanager
def language(tag: str) -> Iterator[None]:
    """Speak another language inside a `with` block; blocks may be nested."""
    token = _chosen.set(normal_language(tag))
    try:
        yield
    finally:
        _chosen.reset(token)


@cache
def _catalog(tag: str) -> gettext.NullTranslations:
    if tag == "zh" and _COMPILED.exists():
        with _COMPILED.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    return gettext.NullTranslations()


def _(message: str) -> str:
    """Translate a sentence into the current language."""
    return _catalog(current_language()).gettext(message) if message else ""


def _n(singular: str, plural: str, count: int) -> str:
    """Translate a sentence that depends on a number."""
    return _catalog(current_language()).ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the customary name of this marker
    """Mark a sentence for translation without translating it yet."""
    return message


def pick(texts: Both | None = None, /, *, zh: str = "", en: str = "") -> str:
    """Choose from a text that carries both languages; the other one stands in for a missing one."""
    both = {"zh": zh, "en": en} if texts is None else texts
    here = current_language()
    return both.get(here) or both.get("en" if here == "zh" else "zh") or ""


def listed(words: Iterable[str]) -> str:
    """Words one after the other, 甲、乙 or A, B; the empty ones are left out."""
    return {"zh": "、", "en": ", "}[current_language()].join(one for one in words if one)


def in_a_row(*sentences: str) -> str:
    """Sentences one behind the other, the empty ones left out; Chinese sets no blank between them."""
    return {"zh": "", "en": " "}[current_language()].join(one for one in sentences if one)


def in_each(say: Callable[[], str]) -> dict[str, str]:
    """What `say` says in each language, as a text that carries both."""
    texts = {}
    for tag in LANGUAGES:
        with language(tag):
            texts[tag] = say()
    return texts
