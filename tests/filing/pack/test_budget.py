"""What a form takes: everything where it fits, else smaller pictures, then the strongest exhibits, and a clear no."""

from __future__ import annotations

import os
from functools import partial

import pytest
from PIL import Image

from casekit.casebook import create_case
from casekit.channels.catalog import load_channel
from casekit.errors import InputError
from casekit.filing.dossier import dossier_of
from casekit.filing.pack import build_pack
from casekit.filing.pack.budget import fitted, readable
from casekit.filing.pack.enclosures import enclosures
from casekit.filing.pack.papers import LEVELS, PapersOf
from casekit.filing.pack.parcel import write_parcel
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


@pytest.fixture(scope="module")
def parts(case):
    """What an attachment for the association is chosen from."""
    with language("zh"):
        dossier = dossier_of(case, load_channel("nifa"))
        papers = PapersOf(dossier, dossier.channel)
        levels = [partial(papers.to_hand_in, level) for level in LEVELS]
        return dossier, enclosures(dossier), levels


def chosen(parts, limit):
    with language("zh"):
        return fitted(*parts, limit)


def evidence_in(found):
    return [one.name for one in found.things if one.name.startswith("06-")]


def why_not(found):
    return {one.evidence.name: one.why for one in found.enclosed if one.thing is None}


@pytest.mark.parametrize("limit", [2_000_000, 600_000, 200_000, 130_000])
def test_what_is_handed_in_is_never_bigger_than_the_limit(parts, tmp_path, limit):
    found = chosen(parts, limit)
    write_parcel(tmp_path / "p", found.things, tmp_path / "p.zip", found.things)
    assert (tmp_path / "p.zip").stat().st_size <= limit
    assert evidence_in(found)


def test_two_megabytes_hold_every_picture_made_smaller(parts, case):
    found = chosen(parts, 2_000_000)
    names = evidence_in(found)
    assert sum("缩小件" in name for name in names) == PICTURES and any("recording" in name for name in names)
    (page,) = [one.content.decode("utf-8") for one in found.things if one.name == "03-证据目录.html"]
    for one in case.background().evidence:  # the list names every original, enclosed or not
        assert one.sha256 in page.replace("<wbr>", "")
    assert parts[0].view.head[1] in page


def test_a_file_bigger_than_the_form_takes_is_named_as_such(parts):
    found = chosen(parts, 2_000_000)
    why = why_not(found)["film.mp4"]
    assert "3.0 MB" in why and "2.0 MB" in why
    assert not any("film" in name for name in evidence_in(found))


def test_where_little_fits_the_recording_goes_before_the_pictures(parts):
    found = chosen(parts, 200_000)
    assert any("recording" in name for name in evidence_in(found))
    left = {name for name, why in why_not(found).items() if "证明力更强" in why}
    assert left and left <= {f"picture {index}.jpg" for index in range(PICTURES)}


def test_the_report_is_given_up_before_the_letter(parts):
    letter = parts[2][-1](parts[1])[0]
    found = chosen(parts, letter.packed_size + 15_000)
    names = [one.name for one in found.things]
    assert letter.name in names and letter.name.endswith(".docx") and "02-案件报告.html" not in names


@pytest.mark.parametrize("limit", [None, 90_000_000])
def test_where_everything_fits_nothing_is_made_smaller(parts, limit):
    found = chosen(parts, limit)
    assert found.level == 0 and why_not(found) == {}
    assert not any("缩小件" in name for name in evidence_in(found))


def test_a_limit_that_holds_not_even_the_letter_is_told_and_nothing_is_left(case, tmp_path):
    before = case.head
    with language("zh"), pytest.raises(InputError, match="附件上限只有 10 KB") as caught:
        build_pack(case, "nifa", folder=tmp_path / "nifa", confirmed=True, limit=10_000)
    assert "没有生成" in caught.value.message
    assert not list(tmp_path.iterdir()) and case.head == before


def test_what_does_not_fit_lies_in_the_folder_and_is_told(case, tmp_path):
    made = build_pack(case, "nifa", folder=tmp_path / "nifa", confirmed=True, limit=200_000)
    assert made.archive.stat().st_size == made.size <= 200_000
    told = {one.name for one in made.left_out}
    assert "film.mp4" in told and told & {"02-案件报告.html", *(f"picture {index}.jpg" for index in range(PICTURES))}
    assert any("film" in name for name in made.files) and "02-案件报告.html" in made.files
    assert case.verify() == []


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (200_000, "200 KB"), (999_001, "1000 KB"), (1_950_000, "1.9 MB")]
)
def test_sizes_in_words(size, words):
    assert readable(size) == words


def test_what_can_never_fit_makes_nothing_else_smaller(tmp_path):
    with language("zh"):
        made = create_case(tmp_path / "case", complainant="张三", lender="某消费金融", lender_type="consumer_finance")
    contact = made.log(start="2026-01-10T23:10", number=CALLER, duration_s=60, tags=["threat_family"], words="你等着")
    path = photo(tmp_path / "picture.jpg", (600, 400))
    made.attach(path, name=path.name, incident=contact.id)
    made.attach(os.urandom(1_000_000), name="film.mp4", incident=contact.id)
    pack = build_pack(made, "nifa", folder=tmp_path / "nifa", lang="zh", confirmed=True, limit=900_000)
    assert [(one.name, "缩小件" in one.why) for one in pack.left_out] == [("film.mp4", False)]
    assert "1.0 MB" in pack.left_out[0].why
