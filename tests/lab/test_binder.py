"""What repo2docker reads: the folder `binder/`."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

BINDER = Path(__file__).parents[2] / "binder"


def lines(name: str) -> list[str]:
    return [line for line in (BINDER / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def test_the_package_itself_is_installed_on_a_python_that_it_knows():
    assert lines("requirements.txt") == ["."]
    assert lines("runtime.txt") == ["python-3.12"]
    assert lines("apt.txt") == ["fonts-wqy-microhei"]


@pytest.mark.parametrize("name", ["postBuild", "start"])
def test_scripts_can_be_run_and_stop_at_the_first_fault(name):
    assert os.access(BINDER / name, os.X_OK)
    assert "set -euo pipefail" in lines(name)


def test_the_notebooks_it_opens_are_trusted_while_it_is_built():
    assert "jupyter trust notebooks/workbook.ipynb notebooks/demo.ipynb" in lines("postBuild")
    for name in ("workbook", "demo"):
        assert (BINDER.parent / "notebooks" / f"{name}.ipynb").is_file()


def test_the_server_starts_with_our_settings_and_cases_beside_the_package(tmp_path):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("CASEKIT_", "JUPYTER_"))}
    done = subprocess.run(
        [BINDER / "start", "env"], cwd=BINDER.parent, env={**env, "HOME": str(tmp_path), "LANG": "en_US.UTF-8"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    known = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
    folders = [Path(one) for one in known["JUPYTER_CONFIG_PATH"].split(":")]
    assert [one.name for one in folders] == ["config_zh", "config"] and all(one.is_dir() for one in folders)
    assert known["CASEKIT_LANG"] == "zh"
    # There the repository is the home folder: ~/casekit is the package.
    assert known["CASEKIT_HOME"] == str(tmp_path / "cases")
