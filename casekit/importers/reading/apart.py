"""Readers that run as a process of their own.

Libraries that read workbooks and PDF lay out in memory what a damaged file says it holds, or go round in circles. So
that this never ends the user's session, they work apart, within bounds of time, memory and disk, and only their
answer comes back.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import casekit
from casekit.importers.reading.laid_sheets import LaidSheets, TooLargeError
from casekit.importers.source import Probe

PROTECTED, DAMAGED, TOO_LARGE = "protected", "damaged", "too_large"
_LONGEST_READING, _PAUSE = 600, 0.5
_MOST_MEMORY = 4 << 30
_MOST_LAID = 2 << 30


class FaultError(Exception):
    """Raised when a file cannot be read apart; `fault` is the word that the reader gave."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


def laid_apart(probe: Probe, reader: str) -> LaidSheets:
    """The sheets that a reader (the name of its module) finds in a file.

    Raises
    ------
    FaultError
        when it finds none, is ended by its bounds, or tells of a fault
    """
    laid = LaidSheets(_MOST_LAID)
    program = [sys.executable, "-P", "-m", reader, str(probe.path.resolve())]
    paths = [str(Path(casekit.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        with subprocess.Popen(
            program, stdin=subprocess.DEVNULL, stdout=laid.stream, stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        ) as running:  # fmt: skip
            try:
                _wait(running, probe)
            finally:
                running.kill()
        fault = laid.take_over()
    except (OSError, ValueError, LookupError) as error:
        raise FaultError(DAMAGED) from error
    except TooLargeError as error:
        raise FaultError(TOO_LARGE) from error
    if fault or running.returncode or not (laid.names() or laid.names(hidden=True)):
        raise FaultError(fault or DAMAGED)
    return laid


def _wait(running: subprocess.Popen[bytes], probe: Probe) -> None:
    """Wait until a reader has ended. The file is touched meanwhile, so that who watches it may stop the reading."""
    longest = time.monotonic() + _LONGEST_READING
    while running.poll() is None and time.monotonic() < longest:
        with suppress(subprocess.TimeoutExpired):
            running.wait(_PAUSE)
            return
        with probe.path.open("rb") as stream:
            stream.read(1)


def tell(answer: Callable[[str], Iterable[bytes]]) -> None:
    """Write what a reader answers for the file named on the command line; the whole of its process."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_LAID, _MOST_LAID))
    except (ImportError, ValueError, OSError):  # Windows has no such limits
        pass
    for line in answer(sys.argv[1]):
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def fault_line(fault: str) -> bytes:
    """The line with which a reader ends that cannot go on."""
    return json.dumps({"fault": fault}).encode() + b"\n"
