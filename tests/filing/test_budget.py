"""What a form takes: everything where it fits, else smaller pictures, then the strongest exhibits, and a clear no."""

from __future__ import annotations

import os
import zipfile

import pytest
from PIL import Image

from casekit.casebook import create_case
from casekit.errors import InputError
from casekit.filing.budget import readable
from casekit.filing.pack import build_pack
from casekit.text import language

CALLER = "17000000001"
NIGHTS, PICTURES = 4, 5


def photo(path, size, quality=95):
    Image.effect_noise(size, 60).convert("RGB").save(path, quality=quality)
    return path


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """Threats at night with a recording each, pictures of several megabytes, and a film that is bigger than any form."""
    folder = tmp_path_factory.mktemp("big")
    with language("zh"):
        made = create_case(
            folder / "case", complainant="张三", lender="某消费金融", lender_type="consumer_finance", product="花呗"
        )
    made.mark_number(CALLER, party=made.background().lenders()[0].id, basis="hotline_confirmed")
    contacts = [
        made.log(start=f"2026-01-1{day}T23:10", number=CALLER, duration_s=60, tags=["threat_family"], words="你等着")
        for day in range(NIGHTS)
    ]
    for index in range(PICTURES):
        path = photo(folder / f"picture {index}.jpg", (2600 + index, 1800))
        made.attach(path, name=path.name, incident=contacts[index % NIGHTS].id)
    made.attach(os.urandom(30_000), name="recording.m4a", incident=contacts[0].id)
    made.attach(os.urandom(3_000_000), name="film.mp4", incident=contacts[1].id)
    return made


def built(case, folder, limit):
    return build_pack(case, "nifa", folder=folder / "nifa", confirmed=True, limit=limit)


def evidence_in(pack):
    with zipfile.ZipFile(pack.archive) as archive:
        return [name for name in archive.namelist() if name.startswith("06-")]


@pytest.mark.parametrize("limit", [2_000_000, 600_000, 200_000, 130_000])
def test_what_is_handed_in_is_never_bigger_than_the_limit(case, tmp_path, limit):
    made = built(case, tmp_path, limit)
    assert made.archive.stat().st_size == made.size <= limit
    assert evidence_in(made)


def test_two_megabytes_hold_every_picture_made_smaller(case, tmp_path):
    made = built(case, tmp_path, 2_000_000)
    names = evidence_in(made)
    assert sum("缩小件" in name for name in names) == PICTURES and any("recording" in name for name in names)
    with zipfile.ZipFile(made.archive) as archive:
        page = archive.read("03-证据目录.html").decode("utf-8")
    for one in case.background().evidence:  # the list names every original, enclosed or not
        assert one.sha256 in page.replace("<wbr>", "")
    assert case.head[1] not in page and "账本" in page


def test_a_file_bigger_than_the_form_takes_is_named_as_such(case, tmp_path):
    made = built(case, tmp_path, 2_000_000)
    (film,) = [one for one in made.left_out if one.name == "film.mp4"]
    assert "3.0 MB" in film.why and "2.0 MB" in film.why and film.mark
    assert not any("film" in name for name in evidence_in(made))
    assert any("film" in name for name in made.files)  # it lies in the folder


def test_where_little_fits_the_recording_goes_before_the_pictures(case, tmp_path):
    made = built(case, tmp_path, 200_000)
    assert any("recording" in name for name in evidence_in(made))
    left = {one.name for one in made.left_out if "证明力更强" in one.why}
    assert left and left <= {f"picture {index}.jpg" for index in range(PICTURES)}


def test_without_a_limit_nothing_is_made_smaller(case, tmp_path):
    made = build_pack(case, "12321", folder=tmp_path / "p", confirmed=True)
    assert made.limit is None and made.size > 3_000_000
    assert not any("缩小件" in name for name in evidence_in(made))


def test_a_limit_that_holds_not_even_the_letter_is_told_and_nothing_is_left(case, tmp_path):
    before = case.head
    with language("zh"), pytest.raises(InputError, match="附件上限只有 10 KB") as caught:
        built(case, tmp_path, 10_000)
    assert "没有生成" in caught.value.message
    assert not list(tmp_path.iterdir()) and case.head == before


def test_the_originals_are_as_they_were(case, tmp_path):
    built(case, tmp_path, 200_000)
    assert case.verify() == []


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (200_000, "200 KB"), (999_001, "1000 KB"), (1_950_000, "1.9 MB")]
)
def test_sizes_in_words(size, words):
    assert readable(size) == words
