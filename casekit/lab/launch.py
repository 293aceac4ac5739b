"""Starting JupyterLab on the workbook."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from casekit.casebook import casekit_home
from casekit.lab.notebooks import working_copy
from casekit.text import _, current_language

HERE = Path(__file__).parent


def launch(case: Path | None = None, *, port: int | None = None, browser: bool = True) -> int:
    """Open the workbook in JupyterLab; it listens on this machine only and keeps its token.

    Parameters
    ----------
    case
        the folder of a case that the workbook opens by itself
    port
        the port to listen on; the first free one from 8888 on when None
    browser
        whether the browser is opened
    """
    home = casekit_home()
    workbook = working_copy(home)
    for name, value in environment(case).items():
        os.environ[name] = value
    from jupyterlab.labapp import LabApp

    server = LabApp.initialize_server(argv=arguments(home, workbook, port, browser))
    # The server would say the address once more, in English, with a file that nobody needs.
    server.log.addFilter(lambda record: server.local_url not in record.getMessage())
    print(greeting(home, server.local_url), flush=True)
    _stop_at_ctrl_c(server)
    server.start()
    return 0


def _stop_at_ctrl_c(server: Any) -> None:
    """End the server and its kernels from its own loop; a second Ctrl-C ends it wherever it is.

    JupyterLab answers Ctrl-C in a terminal alone, from another thread, with a question. Elsewhere Python raises
    KeyboardInterrupt in whatever runs at that moment: where that is a finalizer it is lost, and nothing stops.
    """

    def stop(_number: int, _frame: Any) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        server.io_loop.asyncio_loop.call_soon_threadsafe(server.stop)

    signal.signal(signal.SIGINT, stop)


def greeting(home: Path, address: str) -> str:
    """What the terminal says once the address, with its token, is known."""
    return "\n".join([
        _("The workbook opens in your browser in a few seconds. If it does not, copy this address into the browser:"),
        f"    {address}",
        _("Leave this window open while you work. To stop, press Ctrl-C here; what was saved stays in {folder}.").format(
            folder=home),
    ])  # fmt: skip


def environment(case: Path | None = None) -> dict[str, str]:
    """What JupyterLab and the kernel find in the environment: our settings before the user's own, and the case."""
    folders = [HERE / "config"]
    if current_language() == "zh":
        folders.insert(0, HERE / "config_zh")
    known = os.environ.get("JUPYTER_CONFIG_PATH")
    found = {
        "JUPYTER_CONFIG_PATH": os.pathsep.join([*map(str, folders), *([known] if known else [])]),
        "CASEKIT_LANG": current_language(),
    }
    if case is not None:
        found["CASEKIT_CASE"] = str(case.resolve())
    return found


def arguments(home: Path, workbook: Path, port: int | None, browser: bool) -> list[str]:
    """The command line of JupyterLab."""
    given = [
        f"--ServerApp.root_dir={home}",
        "--ServerApp.ip=127.0.0.1",
        f"--LabApp.default_url=/lab/tree/{workbook.name}",
        # Also without an installed wheel, where the extension is not below share/jupyter.
        f"--LabApp.extra_labextensions_path={HERE / 'labextensions'}",
        # Ctrl-C stops at once, without a question in English; only what matters is printed.
        "--ServerApp.answer_yes=True",
        "--Application.log_level=WARN",
    ]
    if port is not None:
        given.append(f"--ServerApp.port={port}")
    if not browser:
        given.append("--ServerApp.open_browser=False")
    # In a container there is often no other user; JupyterLab would refuse to start.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        given.append("--allow-root")
    return given
