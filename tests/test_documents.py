"""READMEs, ARCHITECTURE and CONTRIBUTING tell the truth: their commands run, their files exist."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import casekit
from casekit.cli import main
from casekit.demo.files import write_exports
from tests.benchmarks import measures

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = (*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(name: str, language: str = "") -> list[str]:
    text = (ROOT / name).read_text("utf-8")
    return [body for tongue, body in _BLOCK.findall(text) if tongue == language]


def commands(name: str, program: str) -> list[list[str]]:
    """The lines of the fenced blocks that call a program, as words, without remarks."""
    lines = [line for block in blocks(name) for line in block.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line.startswith(program + " ")]


@pytest.fixture
def desk(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the export files that the READMEs name, as a volunteer would have them."""
    exports = write_exports(tmp_path / "exports")
    calls = next(path for path in exports if path.name.startswith("calls-20260301"))
    bill = next(path for path in exports if path.name.startswith("2026年01-02月"))
    shutil.copy(calls, tmp_path / "calls-20260301.xml")
    shutil.copy(bill, tmp_path / "2026年02月语音通信.xls")
    monkeypatch.chdir(tmp_path)
    return home


@pytest.mark.parametrize("name", READMES)
def test_the_command_lines_run_in_the_order_they_stand(
    name: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = commands(name, "casekit")
    assert [words[1] for words in lines] == [
        "new",
        "import",
        "number",
        "log",
        "complainant",
        "debt",
        "person",
        "fact",
        "incidents",
        "amend",
        "findings",
        "report",
        "channels",
        "pack",
        "filing",
        "deadlines",
        "rules",
        "rules",
        "rules",
    ]
    for words in lines:
        with pytest.raises(SystemExit) as stopped:
            main(words[1:])
        assert not stopped.value.code, (words, capsys.readouterr().err)
    assert list((desk / lines[0][2] / "exports").glob("*.html"))


def test_the_python_of_the_readme_runs(desk: Path) -> None:
    casekit.create_case("huabei-2026", lender="演示消费金融", product="花呗")
    (program,) = blocks("README.md", "python")
    names: dict[str, object] = {}
    exec(compile(program, "README.md", "exec"), names)
    assert (desk.parent / "report.html").exists() or Path("report.html").exists()
    assert {"case", "events", "findings"} <= set(names)


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_start_py_knows_the_words_it_is_called_with(name: str) -> None:
    usage = subprocess.run(
        [sys.executable, "-c", "import start; print(start.__doc__)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    called = commands(name, "python3")
    assert called
    for words in called:
        assert words[1] == "start.py" and " ".join(words[:3]) in usage


def test_a_second_start_builds_the_demo_without_installing_anything(tmp_path: Path) -> None:
    asked = "import start, sys; sys.exit(not start.is_set_up(start.wanted_setup(None)))"
    if subprocess.run([sys.executable, "-c", asked], cwd=ROOT).returncode:
        pytest.skip("the tests were not started with start.py, so there is no set-up to start a second time")
    done = subprocess.run(
        [sys.executable, "start.py", "demo", "-o", str(tmp_path / "demo")], cwd=ROOT, capture_output=True,
        env={**os.environ, "CASEKIT_LANG": "en"}, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Installing" not in done.stdout
    report = Path(done.stdout.rstrip().splitlines()[-1].split("in ", 1)[1])
    assert report.is_file() and report.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    missing = [one for one in targets if not one.startswith("https://") and not (ROOT / one).exists()]
    assert missing == []


def test_the_architecture_names_every_room_and_no_other() -> None:
    table = (ROOT / "ARCHITECTURE.md").read_text("utf-8").split("## Rooms")[1].split("## ")[0]
    named = set(re.findall(r"`(\w+)/`", table)) - {"notebooks"}
    rooms = {path.name for path in (ROOT / "casekit").iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert named == rooms


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_files_that_are_named_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = re.findall(r"`([\w./*-]+\.(?:py|yaml|po|ipynb|json)|[\w/]+/)`", text)
    bases = (ROOT, *(path for path in (ROOT / "casekit").iterdir() if path.is_dir()), ROOT / "casekit")
    missing = [one for one in named if not any(list(base.glob(one.rstrip("/"))) for base in bases)]
    assert missing == []


def test_the_readme_shows_every_measure_of_the_benchmarks() -> None:
    table = (ROOT / "README.md").read_text("utf-8").split("## Speed")[1].split("## ")[0]
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("|")][2:]
    aims = [float(row[3]) for row in rows]
    assert len(rows) == len(measures.ALL) and aims == [0.2, 25.0, 25.0, 1.5, 1.0, 0.8, 1.5, 1.2]
    assert all(float(row[2]) > 0 for row in rows)
