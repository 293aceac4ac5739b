"""Both languages are whole: every sentence has its Chinese, and the compiled catalog is the current one."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import casekit
from casekit.text.compile import compiled_catalog

PACKAGE = Path(casekit.__file__).parent
CATALOGS = sorted((PACKAGE / "text" / "zh_CN").glob("*.po"))
KEYWORDS = {"_": None, "N_": None, "_n": (1, 2)}
HAN = re.compile(r"[\u4e00-\u9fff]")
# Names and pure layout read the same in both languages.
SAME = {"casekit", "{first} {second}"}


def messages() -> dict[str, str]:
    """Every sentence in the code, and the module where it stands."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            first = message if isinstance(message, str) else message[0]
            found[first] = str(path.relative_to(PACKAGE))
    return found


def translations() -> dict[str, list[str]]:
    chinese: dict[str, list[str]] = {}
    for path in CATALOGS:
        with path.open("rb") as stream:
            for message in read_po(stream, locale="zh_CN"):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    chinese[key] = [message.string] if isinstance(message.string, str) else list(message.string)
    return chinese


def test_every_sentence_has_its_chinese() -> None:
    chinese = translations()
    missing = {text: module for text, module in messages().items() if not all(chinese.get(text) or [""])}
    assert missing == {}


def test_no_chinese_is_left_over() -> None:
    assert sorted(set(translations()) - set(messages())) == []


def test_both_name_the_same_values() -> None:
    def fields(text: str) -> set[str]:
        return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}

    wrong = [text for text, said in translations().items() if any(not fields(one) <= fields(text) for one in said)]
    assert wrong == []


def test_chinese_uses_chinese_punctuation() -> None:
    wrong = [
        one
        for said in translations().values()
        for one in said
        if re.search(r"[\u4e00-\u9fff][,;:?!]|\.$(?<![a-z].)", one)
    ]
    assert wrong == []


def test_the_compiled_catalog_is_the_current_one() -> None:
    assert compiled_catalog() == (PACKAGE / "text" / "zh_CN.mo").read_bytes(), "run: python -m casekit.text.compile"


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_a_catalog_is_chinese(path: Path) -> None:
    with path.open("rb") as stream:
        said = [message.string for message in read_po(stream, locale="zh_CN") if message.id]
    assert sum(bool(HAN.search(str(one))) for one in said) > 0.9 * len(said)
