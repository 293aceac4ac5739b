"""`start.py` sets up once, again when the project changed, and says in words what is missing."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import LONG

ROOT = Path(__file__).parents[1]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, at home in an empty project of its own."""
    described = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert described is not None and described.loader is not None
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    environment = tmp_path / ".venv"
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "ENVIRONMENT", str(environment))
    monkeypatch.setattr(module, "PYTHON", str(environment / "bin" / "python"))
    monkeypatch.setattr(module, "STAMP", str(environment / "casekit-setup.json"))
    monkeypatch.setenv("CASEKIT_LANG", "en")
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path / "elsewhere"))
    return module


def set_up_with(start: ModuleType, *extras: str) -> None:
    """Leave behind what a finished set-up leaves behind."""
    python = Path(start.PYTHON)
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()
    wanted = {**start.wanted_setup(None), "extras": list(extras)}
    Path(start.STAMP).write_text(json.dumps(wanted), encoding="utf-8")


def test_what_is_set_up_is_not_set_up_again(start: ModuleType) -> None:
    assert not start.is_set_up(start.wanted_setup(None))
    set_up_with(start)
    assert start.is_set_up(start.wanted_setup(None))


def test_a_changed_project_is_installed_anew(start: ModuleType, tmp_path: Path) -> None:
    set_up_with(start)
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'other'\n", encoding="utf-8")
    assert not start.is_set_up(start.wanted_setup(None))


def test_tests_need_more_and_what_tests_have_serves_all(start: ModuleType) -> None:
    set_up_with(start)
    assert not start.is_set_up(start.wanted_setup("test"))
    set_up_with(start, "test")
    assert start.is_set_up(start.wanted_setup("test")) and start.is_set_up(start.wanted_setup(None))


def test_a_folder_that_was_moved_and_a_damaged_stamp_are_set_up_again(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up_with(start)
    monkeypatch.setattr(start, "ROOT", str(tmp_path / "moved"))
    (tmp_path / "moved").mkdir()
    (tmp_path / "moved" / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert not start.is_set_up(start.wanted_setup(None))
    Path(start.STAMP).write_text("{", encoding="utf-8")
    assert not start.is_set_up(start.wanted_setup(None))


def test_without_pip_it_says_how_to_get_it(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start.sys, "executable", sys.executable)
    gone = subprocess.CompletedProcess([], 1, stdout="", stderr="")
    monkeypatch.setattr(start.subprocess, "run", lambda *_arguments, **_options: gone)
    with pytest.raises(SystemExit) as stopped:
        start.install(start.wanted_setup(None))
    assert stopped.value.code == 1
    assert "apt install python3-pip" in capsys.readouterr().out


@pytest.mark.parametrize(("version", "fit"), [("22.2.1", False), ("22.3", True), ("26.1", True)])
def test_an_old_pip_cannot_install_into_an_environment_without_one(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, version: str, fit: bool
) -> None:
    said = subprocess.CompletedProcess([], 0, stdout=f"pip {version} from somewhere (python 3.11)\n", stderr="")
    monkeypatch.setattr(start.subprocess, "run", lambda *_arguments, **_options: said)
    assert start.pip_is_fit() is fit


def test_a_failed_installation_shows_why_and_is_not_taken_for_a_set_up(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "pip_is_fit", lambda: True)
    monkeypatch.setattr(start, "followed", lambda _command: (1, "ERROR: No space left on device"))
    with pytest.raises(SystemExit):
        start.install(start.wanted_setup(None))
    printed = capsys.readouterr()
    assert "No space left" in printed.err and "installation failed" in printed.out
    assert not Path(start.STAMP).exists()


def test_what_pip_is_doing_is_shown(start: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    program = "print('Collecting pandas (from casekit)'); print('Requirement x'); raise SystemExit(3)"
    code, told = start.followed([sys.executable, "-c", program])
    assert code == 3 and "Requirement x" in told
    assert capsys.readouterr().out.startswith(".")


def test_an_old_python_is_told_in_both_languages(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2))
    for language, words in (("en", "needs Python 3.11"), ("zh", "需要 Python 3.11")):
        monkeypatch.setenv("CASEKIT_LANG", language)
        with pytest.raises(SystemExit) as stopped:
            start.main([])
        assert stopped.value.code == 1
        assert words in capsys.readouterr().out


def test_every_other_word_is_a_command_of_casekit(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[object, ...]] = []
    monkeypatch.setattr(start, "set_up", lambda _extra=None: None)
    monkeypatch.setattr(start, "run", lambda *command, **_options: ran.append(command) or 0)
    for arguments in ([], ["demo"], ["findings", "huabei", "--json"], ["bench"]):
        assert start.main(arguments) == 0
    assert [command[1:] for command in ran] == [
        ("-m", "casekit", "lab"),
        ("-m", "casekit", "demo"),
        ("-m", "casekit", "findings", "huabei", "--json"),
        ("-m", "tests.benchmarks"),
    ]


@pytest.mark.parametrize("failing", ["ruff", "mypy", "pytest"])
def test_a_check_that_fails_makes_the_whole_fail_and_the_others_run(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path, failing: str
) -> None:
    monkeypatch.setattr(start, "PYTHON", sys.executable)
    for name in ("ruff", "mypy", "pytest"):
        text = f"import sys; print('{name} ran', *sys.argv[1:]); sys.exit({int(name == failing)})"
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        start.check_everything(["one.py"])
    printed = capfd.readouterr().out
    assert stopped.value.code == 1 and f"Failed: {failing}" in printed.replace("ruff check, ruff format", "ruff")
    assert {"ruff ran check .", "ruff ran format --check .", "pytest ran one.py", "mypy ran"} <= {*printed.splitlines()}


def test_the_files_that_begin_first_are_there() -> None:
    assert [name for name in LONG if not (ROOT / "tests" / name).is_file()] == []


def test_what_is_compiled_is_kept_also_where_python_is_told_to_leave_nothing_about(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    start.keep_what_is_compiled()
    assert "PYTHONPYCACHEPREFIX" not in os.environ
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    start.keep_what_is_compiled()
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    assert Path(os.environ["PYTHONPYCACHEPREFIX"]).parent == Path(start.ENVIRONMENT)
