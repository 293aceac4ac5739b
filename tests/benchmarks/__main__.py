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
# After so many seconds what takes long is not run again.
LONG = 10


def best_of(action: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, object]:
    """The quickest of some runs, in seconds, and what the last one gave: what else the machine does only ever adds."""
    times: list[float] = []
    given: object = None
    while len(times) < rounds and sum(times) < LONG:
        begun = time.perf_counter()
        given = action()
        times.append(time.perf_counter() - begun)
    return min(times), given


def main() -> None:
    print(f"Python {sys.version.split()[0]}, best of {ROUNDS}, fewer of what takes long")
    print(f"{'what':58} {'seconds':>8} {'reference':>10} {'ratio':>7} {'aim':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for measure in measures.ALL:
            title, aim, action, reference = measure(Path(folder))
            (mine, given), (theirs, _given) = best_of(action), best_of(reference)
            ratio = mine / theirs
            remark = f"  peak memory {given:.0f} MB" if isinstance(given, float) else ""
            remark += "" if ratio <= aim else "  above the aim"
            print(f"{title:58} {mine:8.3f} {theirs:10.3f} {ratio:7.2f} {aim:6.1f}{remark}", flush=True)


if __name__ == "__main__":
    main()
