"""Damaged pages, PDF, answers of sites and pasted tables end in a sentence or in records that the model accepts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.files import DATA
from tests.importers.test_fuzz import CUTS, FUZZ, check, damaged, resource

FOLDER = DATA / "containers"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix not in (".json", ".py", ".md"))
SPECIAL = st.sampled_from(
    [b"<table>", b"</table>", b"<td rowspan=9999 colspan=9999>", b"<!--", b"<script>", b"<tr>", b"&#x110000;", b"&#0;",
     b"--", b"[", b"}", b"\\u", b"\\ud800", b"1e999", b"var s0={};", b'ss:Index="9999999"', b"0 0 m", b"Tj ET", b"obj"]
)  # fmt: skip
MORE_CUTS = st.one_of(
    CUTS, st.lists(st.tuples(st.sampled_from(["put", "insert"]), st.floats(0, 1, exclude_max=True), SPECIAL), min_size=1, max_size=5)
)  # fmt: skip


@pytest.mark.parametrize("path", [*FILES, FOLDER / "unicom_calls.json"], ids=lambda path: path.name)
def test_damaged_files(path: Path, tmp_path: Path) -> None:
    original, target = path.read_bytes(), tmp_path / "damaged"

    # A PDF is read in a process of its own, which takes its time to start.
    @settings(FUZZ, max_examples=8 if path.suffix == ".pdf" else 60)
    @given(MORE_CUTS)
    def run(cuts: list[tuple[str, float, bytes]]) -> None:
        target.write_bytes(damaged(original, cuts) or b"\0")
        check(target)

    run()


def test_any_words_between_the_tags_of_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    words = st.one_of(SPECIAL, st.text(max_size=9).map(lambda text: text.encode("utf-8", "replace")))
    tags = st.sampled_from(
        [b"<table>", b"</table>", b"<tr>", b"<td>", b"<th colspan=3>", b"<td rowspan=2>", b"</td>", b"<p>"]
    )

    @FUZZ
    @given(st.lists(st.one_of(words, tags), max_size=40))
    def run(parts: list[bytes]) -> None:
        path.write_bytes(b"<html>" + b"".join(parts))
        check(path)

    run()


@pytest.mark.skipif(resource is None, reason="resource limits of Unix")
@pytest.mark.parametrize(
    ("begin", "piece"),
    [
        (b"<html>", b"<td"), (b"<html><table>", b"<tr><td>"), (b"<html>", b"<table>"), (b"<html>", b"<!-- "), (b"<html><table><tr><td>", b"x"),
        (b"<html>", b'<a b="'), (b'{"startTime":"', b"x"), (b'{"startTime":1,"anotherNm":1,"commMode":', b"["),
        (b'[{"calldate":"1","othernum":"1"}', b',{"calldate":""}'), (b"s0.callStartTime='';s0.called='", b"x"), (b"MIME-Version: 1.0\nContent-Type: text/html\n\n", b"x"),
        (b"%PDF-1.4\n", b"1 0 obj\n"),
    ],
    ids=["tag", "rows", "tables", "comments", "cell", "quotation", "string", "lists", "objects", "script", "mail", "pdf"],
)  # fmt: skip
def test_megabytes_of_nonsense_do_not_fill_the_memory(begin: bytes, piece: bytes, tmp_path: Path) -> None:
    path = tmp_path / "large"
    block = piece * ((1 << 20) // len(piece))
    with path.open("wb") as stream:
        stream.write(begin)
        # What is taken apart piece by piece would be far more in memory than in the file: less of it shows the same.
        for _ in range(6 if piece in (b"<tr><td>", b"<table>", b',{"calldate":""}') else 20):
            stream.write(block)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    check(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40 << 10
