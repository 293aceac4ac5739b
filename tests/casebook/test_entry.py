"""Entries: canonical bytes, salted leaves, Merkle root and hash, against a second implementation and fixed values."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.casebook import merkle
from casekit.casebook.canonical import canonical_text, storable
from casekit.casebook.entry import GENESIS, KINDS, Entry, as_columns, from_columns, seal
from tests.casebook.verifier import canonical, hash_of, items_of, merkle_root

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # halves of surrogate pairs and control characters among them
KEYS = st.text(st.characters(max_codepoint=127), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
ITEMS = st.dictionaries(KEYS, VALUES, max_size=6)
SECRET = bytes(range(32))


@given(ITEMS)
def test_canonical_text_is_rfc_8785_and_comes_back_as_it_went(item: dict[str, Any]) -> None:
    stored = storable(item)
    text = canonical_text(stored)
    assert text == canonical(stored)
    assert json.loads(text) == stored
    assert text.encode("utf-8").decode("utf-8") == text
    assert storable(stored) == stored or "repaired" in item


@given(ANY_TEXT)
def test_halves_of_pairs_are_replaced_and_the_field_is_noted(text: str) -> None:
    stored = storable({"words": text})
    assert stored["words"] == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert ("repaired" in stored) == any("\ud800" <= sign <= "\udfff" for sign in text)


@pytest.mark.parametrize("wrong", [1.5, float("nan"), 2**53, -(2**53), b"x", {"x"}, {"姓名": 1}])
def test_what_other_readers_would_read_differently_is_never_written(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"ledger|cannot be written"):
        storable({"value": wrong} if not isinstance(wrong, dict) else wrong)


@settings(max_examples=40)
@given(st.lists(ITEMS, max_size=5), st.sampled_from(KINDS))
def test_an_entry_has_the_hash_that_the_verifier_computes(items: list[dict[str, Any]], kind: str) -> None:
    entry = seal(7, "2026-03-04T14:30:00Z", kind, "ab" * 32, [storable(item) for item in items], SECRET)
    row = {name: getattr(entry, name) for name in Entry.__slots__}
    assert hash_of(row) == entry.hash == entry.expected_hash()  # type: ignore[arg-type]
    assert entry.items() == items_of(entry.body, entry.count)
    assert [canonical_text(item) for item in entry.items()] == [
        canonical_text({name: value for name, value in storable(item).items() if value is not None}) for item in items
    ]


def test_the_hash_of_a_known_entry_never_changes() -> None:
    """Fixed by hand on the day of the first format; a change here would orphan every case there is."""
    entry = seal(1, "2026-03-04T14:30:00Z", "fact", GENESIS, [{"id": "a", "value": "别再打了 😡"}, {"id": "b"}], SECRET)
    assert entry.body == '[{"id":"a","value":"别再打了 😡"},{"id":"b"}]'
    salt = hmac.new(SECRET, b"0", hashlib.sha256).digest()
    leaf = hashlib.sha256(salt + '{"id":"a","value":"别再打了 😡"}'.encode()).digest()
    assert merkle.leaves(SECRET, ['{"id":"a","value":"别再打了 😡"}'])[0] == leaf
    assert entry.items_root == "0dc4d1f1b2478468cbe10c8ad55a76b8431ca1e4719e00ac1743d02fc00be85f"
    assert entry.hash == "1f1dd829b278f26f9c54e1977e2397f5ca4ea55116ed66dcaaa29fd9c8965244"


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=40))
def test_merkle_roots_agree(leaves: list[bytes]) -> None:
    assert merkle.root(leaves) == merkle_root(leaves)


def test_the_shape_of_a_tree_is_fixed_by_its_count() -> None:
    one, two, three = (hashlib.sha256(bytes([number])).digest() for number in range(3))
    joined = hashlib.sha256(one + two).digest()
    assert merkle.root([]) == hashlib.sha256(b"").digest()
    assert merkle.root([one]) == one
    assert merkle.root([one, two, three]) == hashlib.sha256(joined + three).digest()
    # A tree of two whose first leaf is the node above would have the same root; the header counts the leaves.
    assert merkle.root([joined, three]) == merkle.root([one, two, three])
    same = {"id": "x"}
    assert (
        seal(1, "t", "fact", GENESIS, [same], SECRET).hash != seal(1, "t", "fact", GENESIS, [same, same], SECRET).hash
    )


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(0, 9) | st.just("x"), max_size=3), max_size=6
    )
)
def test_columns_give_back_the_items(items: list[dict[str, Any]]) -> None:
    assert from_columns(as_columns(items), len(items)) == items


def test_the_list_of_kinds_only_grows() -> None:
    assert set(KINDS) >= {
        "case", "debt", "party", "number", "person", "fact", "evidence", "link", "same", "not_same", "import",
        "incidents", "amend", "withdraw", "restore", "harm", "filing", "export",
    }  # fmt: skip
