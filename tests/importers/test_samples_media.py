"""Names of recordings and screenshots as phones write them, compared with what is known of each; skipped where the
samples are not."""

from __future__ import annotations

import csv
from datetime import timedelta, timezone
from pathlib import Path

import pytest

import casekit
from casekit.importers.media.keeping import Choice, keep
from casekit.importers.media.planning import plan
from casekit.model.file_names import read_name
from tests.importers.media import sounds

FOLDER = Path(__file__).parents[3] / "shared" / "samples" / "filenames"


def rows_of(kind: str) -> list[dict[str, str]]:
    path = FOLDER / f"{kind}_filenames.tsv"
    if not path.exists():
        pytest.skip("the samples are not here")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


@pytest.mark.parametrize("kind", ["recording", "screenshot"])
def test_each_name_says_what_is_known_of_it(kind: str) -> None:
    for row in rows_of(kind):
        told = read_name(row["filename"])
        assert told is not None, row
        assert (told.number, told.name) == (row.get("number") or "", row.get("name") or ""), row
        assert told.direction == (row.get("direction") or ""), row
        said = row["local_time"].removesuffix(" (+08:00)")
        if not said:
            assert told.taken_at is None, row
            continue
        offset = timezone(timedelta(hours=int((row.get("utc_offset") or "+08:00")[:3])))
        assert told.taken_at is not None, row
        assert f"{told.taken_at.astimezone(offset):%Y-%m-%d %H:%M:%S}".startswith(said), row


def test_files_of_these_names_go_into_a_case(tmp_path: Path) -> None:
    case = casekit.create_case(tmp_path / "case")
    names = [row["filename"] for kind in ("recording", "screenshot") for row in rows_of(kind)]
    files = []
    for name in names:
        path = tmp_path / name
        content = (
            sounds.picture() if path.suffix.lower() in (".jpg", ".png") else sounds.mp3(1, TIT2=name.encode().hex())
        )
        path.write_bytes(content + name.encode())
        files.append((path, name))
    proposals = plan(case, files)
    kept = keep(case, [Choice(one.media, new="in" if one.media.number else "") for one in proposals])
    assert [one.error for one in kept] == [""] * len(names)
    numbers = {row["number"] for row in rows_of("recording")}
    assert set(case.events()["number"].astype(str)) == numbers
    assert {one.name for one in case.background().evidence} == set(names)
