"""Names of persons in what people write of persons; words that only say what somebody is name nobody."""

from __future__ import annotations

import pytest

from casekit.casebook.names import looks_like_a_name, mask_name, names_nobody, personal_names, persons_named


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Li Hua", {"Li Hua"}), ("欧阳小红", {"欧阳小红"}), ("祝枝山", {"祝枝山"}), ("小红", {"小红"}), ("李和平", {"李和平"}),
        ("王芳和李华", {"王芳", "李华"}), ("王芳、我同事李华（财务）", {"王芳", "李华"}), ("Li Hua and my sister Anna", {"Li Hua", "Anna"}),
        ("李华的妈妈", {"李华"}), ("Li Hua's mother", {"Li Hua"}), ("李华13800001111", {"李华"}), ("妈妈(张三丰)", {"张三丰"}),
        ("妈妈", set()), ("我妈妈", set()), ("我的同事", set()), ("my mother", set()), ("公司前台", set()), ("王阿姨", set()), ("", set()),
        ("13800001111", set()), ("🙂", set()),
    ],
)  # fmt: skip
def test_who_is_named(told: str, names: set[str]) -> None:
    assert personal_names(told) == names


def test_persons_are_set_apart_as_they_are_written() -> None:
    assert persons_named("李经理，工号8801") == {"李经理"}
    assert persons_named("客服 007") == set()


@pytest.mark.parametrize("word", ["妈妈", "我妈", "我的表哥", "Mother", "my friend", "同事的妈妈", "前台"])
def test_a_word_for_somebody_names_nobody_and_stays(word: str) -> None:
    assert names_nobody(word)
    assert mask_name(word) == word


@pytest.mark.parametrize("name", ["Sonja", "Amber", "妈祖庙", "13800001111", "李老师"])
def test_a_name_that_only_begins_or_ends_so_is_masked(name: str) -> None:
    assert mask_name(name) == f"{name[0]}*"


@pytest.mark.parametrize(
    ("text", "is_name"),
    [("王小明", True), ("李芳", True), ("妈妈", False), ("高利贷款", False), ("平安银行", False), ("马上消费", False),
     ("中通快递", False), ("Tom", False), ("", False), ("王", False), ("陆金所客服", False)],
)  # fmt: skip
def test_personal_names_in_contact_lists(text: str, is_name: bool) -> None:
    assert looks_like_a_name(text) is is_name
