"""A JupyterLab as `casekit lab` starts it, for the tests that use it in a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Milliseconds: a busy machine answers late, and a page that never answers fails all the same.
PATIENCE = 180_000
TOKEN = "casekit-test-token"


@dataclass(frozen=True)
class Lab:
    url: str
    home: Path
    log: Path
    process: subprocess.Popen[bytes]

    def api(self, path: str) -> bytes:
        request = urllib.request.Request(f"{self.url}/{path}", headers={"Authorization": f"token {TOKEN}"})
        with urllib.request.urlopen(request) as answer:
            content: bytes = answer.read()
        return content


@contextmanager
def running_lab(home: Path, *arguments: str, language: str = "zh", **environment: str) -> Iterator[Lab]:
    """Start `casekit lab` with `home` as its home; stopped in the end."""
    port = free_port()
    log = home.parent / f"{home.name}-lab.log"
    jupyter = home.parent / f"{home.name}-jupyter"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "casekit", "lab", *arguments, "--no-browser", "--port", str(port)],
            stdout=stream, stderr=stream,
            env={
                **os.environ, "CASEKIT_HOME": str(home), "CASEKIT_LANG": language, "JUPYTER_TOKEN": TOKEN,
                # A user of their own: signatures and settings of the machine play no part.
                "JUPYTER_DATA_DIR": str(jupyter / "data"), "JUPYTER_CONFIG_DIR": str(jupyter / "config"), **environment,
            },
        )  # fmt: skip
        try:
            lab = Lab(f"http://127.0.0.1:{port}", home, log, process)
            wait_for(lab)
            yield lab
        finally:
            process.terminate()
            process.wait(PATIENCE / 1000)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def wait_for(lab: Lab, seconds: float = PATIENCE / 1000) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if lab.process.poll() is not None:
            raise AssertionError(f"JupyterLab stopped: {lab.log.read_text()[-2000:]}")
        try:
            lab.api("api/status")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"JupyterLab did not answer: {lab.log.read_text()[-2000:]}")


def open_workbook(page: Any, lab: Lab) -> None:
    """Go to where `casekit lab` sends the browser, and wait until all sections stand there, without a click."""
    page.goto(f"{lab.url}/lab/tree/workbook.ipynb?token={TOKEN}")
    page.wait_for_selector(".ck", timeout=PATIENCE)
    page.wait_for_function("document.querySelectorAll('.jp-OutputArea .ck').length === 13", timeout=PATIENCE)
