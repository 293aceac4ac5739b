"""Masked forms of names and numbers, alone and inside free text.

Different things never become alike: two numbers with the same ends are told apart by a count,
138****0000 and 138****0000(2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Literal, get_args

from casekit.casebook.names import HAN, LATIN, mask_name, names_nobody
from casekit.errors import InputError
from casekit.numbers import classify, fold, mask
from casekit.text import _, listed

Masking = Literal["third-parties", "all", "none"]
MASKINGS: tuple[Masking, ...] = get_args(Masking)

# Numbers of these classes belong to nobody in particular: 110, 10086, 95588, 400 800 1234.
PUBLIC_CLASSES = ("hotline_1", "carrier_100", "service_95", "service_96", "company_400", "sms_port_106")

# What people and programs put between the digits of a number, invisible marks of direction among them.
_GAP = r"[\s\-‐-―·.()\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]{0,3}"
_NUMBER_IN_TEXT = re.compile(
    rf"(?<![\d*])(?<!\d{{4}}-\d\d-)(?:"  # after a year and a month stands a day, as in names of screenshots
    rf"(?:(?:(?:\+|00){_GAP})?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}"  # mobile
    rf"|(?:\+|00)[1-9](?:{_GAP}\d){{7,14}}"  # with a country code
    rf"|0[1-9]\d{{1,2}}(?:{_GAP}\d){{7,8}}"  # landline with its area code
    rf")(?!\d)"
)
# Seven or eight digits alone may be a date or an amount; after such a word they are a landline.
_LOCAL_IN_TEXT = re.compile(
    r"(?P<word>(?:电话|座机|固话|号码|致电|拨打|打到|tel|phone|call)(?!s?[-_]20\d{6})[^\d\n]{0,6})"  # calls-20260110.xml
    rf"(?P<number>[2-8]\d{{2,3}}{_GAP}\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_IDENTITY_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)
_SPOKEN_DIGITS = str.maketrans("〇零一幺二两三四五六七八九", "0011223456789")
_SPOKEN_NUMBER = re.compile(
    r"(?<![〇零一幺二三四五六七八九])[一幺][三四五六七八九](?:[\s\-]?[〇零一幺二三四五六七八九]){9}(?![〇零一幺二三四五六七八九])"
)
_LANDLINE = re.compile(r"(?:01\d|02\d|0[3-9]\d{2})(\d{7,8})")
_BETWEEN_SIGNS = re.compile(r"[\s._\-·・•]+")


def checked_masking(named: str) -> Masking:
    """Whom to hide, as it was named.

    Raises
    ------
    InputError
        when it is none of `MASKINGS`
    """
    for one in MASKINGS:
        if named == one:
            return one
    raise InputError(
        _("The masking “{mask}” is not known; choose one of: {all}.").format(mask=named, all=listed(MASKINGS))
    )


class Masker:
    """Replaces what must not leave by its masked form.

    Parameters
    ----------
    names, numbers
        what is masked, wherever it stands; numbers folded
    open_numbers
        folded numbers that stay as they are; any other telephone number in a text is masked, known or not
    """

    def __init__(self, names: Iterable[str], numbers: Iterable[str], open_numbers: Iterable[str]) -> None:
        self._open = frozenset(number for number in open_numbers if number)
        self._taken: dict[str, int] = dict.fromkeys(self._open, 1)
        self._numbers: dict[str, str] = {}
        self._identities: dict[str, str] = {}
        for number in numbers:
            if number:
                self._form(self._numbers, number, mask(number))
        self._names: dict[str, str] = {}
        names = [name for name in names if name]
        self._taken.update((name, 1) for name in names if mask_name(name) == name)
        for name in names:
            if mask_name(name) != name:
                self._form(self._names, name, mask_name(name))
        self._inside = _forms_inside_texts(self._names)
        self._name_pattern = _pattern_of_names(self._inside)
        self._short = {short: hidden for number, hidden in self._numbers.items() for short in _short_forms(number)}
        self._short_pattern = _pattern_of_numbers(self._short)

    def _form(self, table: dict[str, str], original: str, hidden: str) -> str:
        known = table.get(original)
        if known is None:
            known = hidden
            while known in self._taken:
                self._taken[hidden] = self._taken.get(hidden, 1) + 1
                known = f"{hidden}({self._taken[hidden]})"
            self._taken[known] = 1
            table[original] = known
        return known

    def number(self, folded: str) -> str:
        """The masked form of a folded number; open and public ones stay as they are."""
        if not folded or folded in self._open:
            return folded
        if folded not in self._numbers and classify(folded) in PUBLIC_CLASSES:
            return folded
        return self._form(self._numbers, folded, mask(folded))

    def raw_number(self, raw: str) -> str:
        """A number as it was displayed: the masked form, or the very text when it is open."""
        folded = fold(raw)
        hidden = self.number(folded)
        return raw if hidden == folded else hidden

    def name(self, name: str) -> str:
        """The masked form of a name that is on the list; any other name stays."""
        return self._names.get(name, name)

    def text(self, text: str) -> str:
        """Free text: names on the list, identity numbers, and every telephone number that is not open."""
        if not text:
            return text
        text = _replaced(_IDENTITY_NUMBER, self._identity_number, text)
        text = _replaced(_NUMBER_IN_TEXT, lambda found: self._in_text(found.group()), text)
        text = _SPOKEN_NUMBER.sub(lambda found: self._in_text(found.group(), spoken=True), text)
        text = _replaced(_LOCAL_IN_TEXT, self._local_in_text, text)
        if self._short_pattern:
            text = _replaced(self._short_pattern, lambda found: self._short[_digits(found.group())], text)
        if self._name_pattern:
            text = self._name_pattern.sub(lambda found: self._inside.get(_squeezed(found.group()), "**"), text)
        return text

    def _identity_number(self, found: re.Match[str]) -> str:
        return self._form(self._identities, found.group().upper(), found.group()[:3] + "*" * 15)

    def _in_text(self, shown: str, *, spoken: bool = False) -> str:
        folded = fold(shown.translate(_SPOKEN_DIGITS) if spoken else shown)
        hidden = self.number(folded)
        return shown if hidden == folded else hidden

    def _local_in_text(self, found: re.Match[str]) -> str:
        local = _digits(found["number"])
        if any(number.endswith(local) for number in self._open):
            return found.group()
        return found["word"] + (self._short.get(local) or self.number(local))


def numbers_in(text: str) -> set[str]:
    """The telephone numbers in a text, folded; a text that is nothing but a number is one of any length."""
    plain = "".join(_plain_sign(sign) for sign in text)
    return {fold(found.group()) for found in _NUMBER_IN_TEXT.finditer(plain)} | ({fold(text)} - {""})


def _replaced(pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], text: str) -> str:
    """Substitute in a text whose digits may be full-width, circled or of another script."""
    odd = {ord(sign): plain for sign in set(text) if (plain := _plain_sign(sign)) != sign}
    plain = text.translate(odd) if odd else text
    parts, last = [], 0
    for found in pattern.finditer(plain):
        hidden = replace(found)
        # What stays open stays as it was written.
        parts.append(
            text[last : found.start()] + (text[found.start() : found.end()] if hidden == found.group() else hidden)
        )
        last = found.end()
    return "".join([*parts, text[last:]]) if last else text


def _plain_sign(sign: str) -> str:
    """One sign for one sign, or the places would shift."""
    if sign.isdigit():
        return str(unicodedata.digit(sign))
    return {"＋": "+", "－": "-", "（": "(", "）": ")", "．": ".", "Ｘ": "X"}.get(sign, sign)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _squeezed(name: str) -> str:
    return _BETWEEN_SIGNS.sub("", name).casefold()


def _forms_inside_texts(names: dict[str, str]) -> dict[str, str]:
    """How listed names are found in texts: the whole name, and of three or four Chinese signs the given name alone.

    A single sign is no secret: the masked form shows it.
    """
    found: dict[str, str] = {}
    given: dict[str, set[str]] = {}
    for name, hidden in names.items():
        if len(_squeezed(name)) > 1:
            found[_squeezed(name)] = hidden
        if re.fullmatch(rf"[{HAN}]{{3,4}}", name) and not names_nobody(name[-2:]):
            given.setdefault(name[-2:], set()).add(hidden)
    for name, forms in given.items():
        found.setdefault(name, forms.pop() if len(forms) == 1 else "**")
    return found


def _pattern_of_names(inside: dict[str, str]) -> re.Pattern[str] | None:
    """The longest first, or a name inside a longer one would leave the rest of it standing."""
    if not inside:
        return None
    gap = r"[\s._\-·・•]{0,2}"
    forms = []
    for name in sorted(inside, key=lambda one: (-len(one), one)):
        before = rf"(?<![{LATIN}])" if re.match(f"[{LATIN}]", name) else ""
        after = rf"(?![{LATIN}])" if re.search(f"[{LATIN}]$", name) else ""
        forms.append(before + gap.join(re.escape(sign) for sign in name) + after)
    return re.compile("|".join(forms), re.IGNORECASE)


def _short_forms(number: str) -> list[str]:
    """Forms of a number that the general patterns do not find: a landline without its area code, a short number."""
    landline = _LANDLINE.fullmatch(number)
    if landline:
        return [landline[1]]
    return [number] if re.fullmatch(r"\d{4,9}", number) else []


def _pattern_of_numbers(short: dict[str, str]) -> re.Pattern[str] | None:
    if not short:
        return None
    forms = [_GAP.join(number) for number in sorted(short, key=lambda one: (-len(one), one))]
    return re.compile(rf"(?<![\d*])(?:{'|'.join(forms)})(?!\d)")
