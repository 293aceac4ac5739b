"""Which language sentences come out in: of the machine, of the process, of a block."""

from __future__ import annotations

import threading

import pytest

from casekit import text
from casekit.text import N_, _, _n, current_language, language, pick, set_language

DISK = "the disk is full"


def test_blocks_nest_and_end_even_after_an_error() -> None:
    with language("zh-CN"):
        assert _(DISK) == "磁盘已满"
        with language("en_US"):
            assert _(DISK) == DISK
        with pytest.raises(ZeroDivisionError), language("en_US"):
            1 / 0  # noqa: B018
        assert current_language() == "zh"
    assert current_language() == "en"


def test_a_block_in_one_thread_does_not_speak_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_process_language", ["en"])
    heard: list[str] = []
    with language("zh"):
        thread = threading.Thread(target=lambda: heard.append(current_language()))
        thread.start()
        thread.join()
    assert heard == ["en"]


@pytest.mark.parametrize(
    ("variables", "expected"),
    [({"CASEKIT_LANG": "en"}, "en"), ({"CASEKIT_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"), ({"LANG": "zh_CN.UTF-8"}, "zh"),
     ({"LANG": "en_GB.UTF-8"}, "en"), ({"LANG": "C.UTF-8"}, "zh"), ({"LC_ALL": "POSIX"}, "zh"), ({"LC_ALL": "de_DE", "LANG": "zh"}, "en")],
)  # fmt: skip
def test_the_machine_s_language(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str) -> None:
    for name in ("CASEKIT_LANG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(text, "_process_language", [])
    monkeypatch.setattr(text, "_chosen", type(text._chosen)("fresh", default=None))
    assert current_language() == expected
    set_language("en" if expected == "zh" else "zh")
    assert current_language() != expected


def test_what_has_no_translation_is_said_in_english() -> None:
    with language("zh"):
        assert _("a sentence nobody translated") == "a sentence nobody translated"
        assert _("") == ""  # not the header of the catalog
        assert _n("{count} unheard thing", "{count} unheard things", 2) == "{count} unheard things"
    assert N_(DISK) == DISK


def test_a_text_in_both_languages_stands_in_for_a_missing_one() -> None:
    assert pick(zh="中", en="E") == "E"
    assert pick({"zh": "中"}) == "中"
    assert pick(zh="", en="") == ""
    with language("zh"):
        assert (pick(zh="中", en="E"), pick({"en": "E"})) == ("中", "E")
