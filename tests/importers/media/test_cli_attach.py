"""`casekit attach` with a bunch of files, as a volunteer or a program uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.media import sounds
from tests.importers.shell import Shell

ONE = "17000000001"


@pytest.fixture
def shell(shell: Shell) -> Shell:
    """The case with three calls of one number."""
    for start in ("2024-03-01T12:30:00", "2024-03-01T12:40:00", "2024-03-01T12:43:00"):
        shell("log", "--start", start, "--number", ONE, "--duration", 20)
    return shell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as it is copied from a phone: a sure one, an ambiguous one, one of an unknown number, a picture."""
    made = tmp_path / "手机"
    (made / "call_rec").mkdir(parents=True)
    for name in (f"{ONE}_20240301123010.mp3", f"{ONE}_20240301124145.mp3", "17000000009_20240301200000.mp3"):
        (made / "call_rec" / name).write_bytes(sounds.mp3(5, TIT2=name))
    (made / "Screenshot_20240301_090000.jpg").write_bytes(sounds.picture())
    (made / ".nomedia").write_bytes(b"")
    (made / "notes.txt").write_text("leave me alone")
    return made


def test_a_folder_goes_in_and_what_is_not_clear_is_told_with_its_candidates(shell: Shell, folder: Path) -> None:
    told = {one["name"]: one for one in shell.json("attach", folder)}
    assert set(told) == {path.name for path in folder.rglob("*.mp3")} | {"Screenshot_20240301_090000.jpg"}
    sure, unclear = told[f"{ONE}_20240301123010.mp3"], told[f"{ONE}_20240301124145.mp3"]
    assert (sure["match"]["verdict"], len(sure["incidents"]), sure["duration_s"]) == ("link", 1, 5)
    assert (unclear["match"]["verdict"], unclear["incidents"]) == ("ask", [])
    assert [one["no"] for one in unclear["match"]["candidates"]] == [3, 2]
    assert unclear["match"]["candidates"][0]["start"] == "2024-03-01T04:43:00Z"
    new = told["17000000009_20240301200000.mp3"]
    assert (new["match"]["verdict"], new["match"]["why"], new["incidents"]) == ("none", "no_contact", [])
    assert len(shell.json("incidents")) == 3

    candidate = unclear["match"]["candidates"][0]["id"]
    settled = shell.json("attach", folder / "call_rec" / f"{ONE}_20240301124145.mp3", "--incident", candidate)
    assert settled[0]["incidents"] == [candidate]
    again = {one["name"]: one["match"]["verdict"] for one in shell.json("attach", folder)}
    assert again[f"{ONE}_20240301124145.mp3"] == "known"


def test_it_is_said_how_to_settle_what_is_open(shell: Shell, folder: Path) -> None:
    said = shell("attach", folder)
    assert "Several calls fit; please choose." in said and "#3  2024-03-01 12:43  17000000001" in said
    assert "--incident NUMBER" in said and "--new-incidents" in said
    assert "It belongs to number 1." in said


def test_new_incidents_are_entered_only_with_a_direction(shell: Shell, folder: Path) -> None:
    assert [one for one in shell.json("attach", folder, "--new-incidents") if one["match"]["entered"]] == []
    entered = [one for one in shell.json("attach", folder, "--new-incidents", "--direction", "in")
               if one["match"]["entered"]]  # fmt: skip
    assert [one["name"] for one in entered] == ["17000000009_20240301200000.mp3"]
    made = next(one for one in shell.json("incidents") if one["id"] == entered[0]["incidents"][0])
    assert (made["number"], made["direction"], made["source"]) == ("17000000009", "in", "recording")
    assert (made["time_basis"], made["attribution"]) == ("file_name", "unknown")
    # A second time nothing is doubled.
    assert not any(
        one["match"]["entered"] for one in shell.json("attach", folder, "--new-incidents", "--direction", "in")
    )
    assert len(shell.json("incidents")) == 4


def test_the_direction_of_the_name_goes_before_the_option(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "20240301_200000.088+0800_out_17000000009.oga"
    path.write_bytes(sounds.opus(5))
    (one,) = shell.json("attach", path, "--new-incidents", "--direction", "in")
    made = next(each for each in shell.json("incidents") if each["id"] == one["incidents"][0])
    assert made["direction"] == "out"


def test_a_dry_run_writes_nothing(shell: Shell, folder: Path) -> None:
    told = shell.json("attach", folder, "--new-incidents", "--direction", "in", "--dry-run")
    assert [one["match"]["verdict"] for one in told].count("link") == 1
    assert all("sha256" not in one for one in told)
    assert "number 1" in shell("attach", folder, "--dry-run")
    assert all(not one["evidence"] for one in shell.json("incidents"))


def test_kept_recordings_are_looked_at_again(shell: Shell, folder: Path) -> None:
    shell("attach", folder)
    shell("log", "--start", "2024-03-01T20:00:00", "--number", "17000000009", "--duration", 30)
    told = {one["name"]: one for one in shell.json("attach", "--again")}
    assert told["17000000009_20240301200000.mp3"]["match"]["verdict"] == "link"
    assert len(shell.json("incidents")[3]["evidence"]) == 1


def test_one_bad_file_is_named_and_the_others_are_kept(shell: Shell, folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp3"
    empty.write_bytes(b"")
    good = folder / "call_rec" / f"{ONE}_20240301123010.mp3"
    told = shell.json("attach", empty, tmp_path / "missing.mp3", good, code=1)
    assert "empty.mp3" in shell.error and "missing.mp3" in shell.error and "Traceback" not in shell.error
    assert [bool(one.get("error")) for one in told] == [True, True, False]
    assert len(told[2]["incidents"]) == 1


def test_a_damaged_one_is_kept_and_said(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "17000000001_20240301123010.jpg"
    path.write_text("a text")
    assert "it is damaged, cut off, or no picture" in shell("attach", path)


@pytest.mark.parametrize("arguments", [[], ["--direction", "up", "x.mp3"], ["--person", "nobody", "x.mp3"]])
def test_what_cannot_be_done_is_refused_in_words(shell: Shell, arguments: list[str]) -> None:
    shell("attach", *arguments, code=1)
    assert shell.error.strip() and "Traceback" not in shell.error
