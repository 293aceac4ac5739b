"""Speed, as ratios against a reference in the same run: `python3 start.py bench`.

Seconds differ from machine to machine; a ratio against something everybody knows (pandas reading the
same rows, nbconvert converting an empty notebook) can be compared. Nothing here is a test.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import measures

ROUNDS = 3


def best_of(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The quickest of some runs, in seconds: what else the machine does only ever adds."""
    times = []
    for _round in range(rounds):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    print(f"Python {sys.version.split()[0]}, best of {ROUNDS}")
    print(f"{'what':58} {'seconds':>8} {'reference':>10} {'ratio':>7} {'aim':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for measure in measures.ALL:
            title, aim, action, reference = measure(Path(folder))
            mine, theirs = best_of(action), best_of(reference)
            ratio = mine / theirs
            remark = "" if ratio <= aim else "  above the aim"
            print(f"{title:58} {mine:8.3f} {theirs:10.3f} {ratio:7.2f} {aim:6.1f}{remark}", flush=True)


if __name__ == "__main__":
    main()
