"""The extension of JupyterLab, by its files; what it does is tested in a browser."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import casekit.lab

EXTENSION = Path(casekit.lab.__file__).parent / "labextensions" / "casekit-autorun"


def test_a_changed_extension_has_a_new_address_because_browsers_keep_the_old_one_for_a_year():
    content = b"".join(one.read_bytes() for one in sorted((EXTENSION / "static").glob("*.js")))
    told = json.loads((EXTENSION / "package.json").read_text("utf-8"))["jupyterlab"]["_build"]["load"]
    assert told == f"static/remoteEntry.js?v={hashlib.sha256(content).hexdigest()[:12]}"
