"""Google Voice's Takeout as a whole, and single pages of it."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from casekit.errors import InputError
from tests.importers.data.others.make import FILES, HEAD, MINE, PAGES, VOICEMAIL_NAME, message, thread
from tests.importers.files import DATA, Contents, read, source_of

TAKEOUT = DATA / "others" / "takeout.zip"


def by_page(seen: Contents) -> dict[str, object]:
    return {one.where.rpartition("/")[2].removesuffix(".html"): one for one in seen.records}


def test_a_takeout_is_read_as_a_whole() -> None:
    assert source_of(TAKEOUT) == "google_voice"
    seen = read(TAKEOUT)
    told = {one.where.partition("Voice/")[2].partition(" #")[0] for one in seen.records}
    left = {where.partition("Voice/")[2].partition(" #")[0] for where in seen.skipped}
    assert told | left == set(PAGES)
    assert seen.owners == ["+12025550100"]


def test_the_instant_comes_from_the_page_whatever_its_offset() -> None:
    for page, record in by_page(read(TAKEOUT)).items():
        if " #" not in page:
            assert f"{record.start:%Y-%m-%dT%H_%M_%SZ}" in page


def test_attachments_are_found_by_name_and_by_the_time_in_it(tmp_path: Path) -> None:
    seen = read(TAKEOUT, scratch=tmp_path)
    laid = {one.name: one.path.read_bytes() for record in seen.records for one in record.attachments if one.path}
    assert laid == {name.partition("/")[2]: data for name, data in FILES.items()}
    assert all(one.path is None for record in read(TAKEOUT).records for one in record.attachments)


def test_a_page_alone_finds_the_sound_beside_it(tmp_path: Path) -> None:
    page = tmp_path / f"{VOICEMAIL_NAME}.html"
    page.write_text(PAGES[f"Calls/{VOICEMAIL_NAME}.html"], "utf-8")
    (tmp_path / f"{VOICEMAIL_NAME}.mp3").write_bytes(b"ID3")
    (tmp_path / "scratch").mkdir()
    seen = read(page, scratch=tmp_path / "scratch")
    assert seen.records[0].attachments[0].path.read_bytes() == b"ID3" and seen.warnings == []


def test_ones_own_words_alone_go_to_whom_the_page_is_named_after(tmp_path: Path) -> None:
    for name, number in (("+8617000000001", "+8617000000001"), ("李例", "Google Voice:李例")):
        page = tmp_path / f"{name} - Texto - 2026-03-01T16_00_00Z.html"
        page.write_text(thread(message("2026-03-01T08:00:00.000-08:00", MINE, "Me", "停")), "utf-8")
        assert read(page).all("number_raw") == [number]


def test_pages_of_another_language_are_told_by_labels_not_by_words(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    text = PAGES["Calls/Li Example - Placed - 2026-03-01T15_15_00Z.html"].replace("Call\n", "拨打电话给\n")
    page.write_text(text.replace("Labels:", "标签："), "utf-8")
    record = read(page).records[0]
    assert (record.direction, record.duration_s, record.contact_name) == ("out", 3723, "Li Example")


def test_other_archives_and_pages_are_not_taken_for_it(tmp_path: Path) -> None:
    archive, page = tmp_path / "a.zip", tmp_path / "a.html"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("Takeout/Mail/a.mbox", "x")
    page.write_text(HEAD.format(title="x") + "<p>x</p></body></html>", "utf-8")
    for path, words in ((archive, "no calls or messages of Google Voice"), (page, "no page of Google Voice")):
        with pytest.raises(InputError):
            source_of(path)
        with pytest.raises(InputError, match=words):
            read(path, source="google_voice")


def test_an_archive_that_is_cut_off_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    shutil.copyfile(TAKEOUT, path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(InputError, match="cannot be read"):
        read(path, source="google_voice")


@pytest.mark.parametrize(
    ("title", "seconds"),
    [("PT4M45S", 285), ("PT18S", 18), ("PT1H", 3600), ("PT0S", 0), ("P", None), ("4:45", None), ("PT99999H", None)],
)
def test_durations_as_iso_writes_them(tmp_path: Path, title: str, seconds: int | None) -> None:
    page = tmp_path / "a.html"
    text = PAGES["Calls/+8617000000001 - Received - 2026-03-01T14_15_00Z.html"]
    page.write_text(text.replace("PT4M45S", title), "utf-8")
    assert read(page).all("duration_s") == [seconds]


def test_broken_markup_gives_what_can_be_told_apart(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    text = PAGES["Calls/Li Example - Text - 2026-03-01T16_00_00Z.html"]
    page.write_text(text[: text.index("#") + 2000] + "<![x", "utf-8")
    assert len(read(page).records) >= 1


def test_an_entry_of_the_archive_without_a_name_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    name = b"Takeout/Voice/Phones.vcf"
    data = TAKEOUT.read_bytes()
    at = data.rindex(name)
    # In the directory of the archive the name begins with a zero byte, where it ends for the reader.
    path.write_bytes(data[:at] + b"\0" + data[at + 1 :])
    assert read(path).starts == read(TAKEOUT).starts
