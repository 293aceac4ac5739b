"""Smaller copies: upright, without a camera's notes, and only where they are smaller."""

from __future__ import annotations

import io
import os

import pytest
from PIL import Image

from casekit.filing.pack.smaller_pictures import STEPS, smaller_picture


def photo(path, size=(3000, 2000), **saved):
    Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)).save(path, **saved)
    return path


def opened(content):
    return Image.open(io.BytesIO(content))


def test_each_step_is_smaller_and_keeps_the_shape(tmp_path):
    path = photo(tmp_path / "a.jpg", quality=95)
    before = path.read_bytes()
    made = [smaller_picture(path, step) for step in range(len(STEPS))]
    sizes = [len(one) for one in made]
    assert sizes == sorted(sizes, reverse=True) and sizes[0] < len(before)
    assert [opened(one).size for one in made] == [(longest, round(longest * 2 / 3)) for longest, _quality in STEPS]
    assert path.read_bytes() == before


def test_a_picture_is_turned_upright_and_loses_where_it_was_taken(tmp_path):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "a maker"
    path = photo(tmp_path / "a.jpg", quality=95, exif=exif)
    made = opened(smaller_picture(path, 0))
    assert made.height > made.width and not dict(made.getexif())


def test_transparent_places_become_white(tmp_path):
    path = tmp_path / "a.png"
    noise = Image.frombytes("RGBA", (900, 900), os.urandom(900 * 900 * 4))
    noise.paste((0, 0, 0, 0), (0, 0, 100, 100))
    noise.save(path)
    assert min(opened(smaller_picture(path, 0)).getpixel((20, 20))) > 245


@pytest.mark.parametrize("content", [b"no picture", b"", b"\xff\xd8\xff\xe0 cut off"])
def test_what_cannot_be_read_stays_as_it_is(tmp_path, content):
    (tmp_path / "a.jpg").write_bytes(content)
    assert smaller_picture(tmp_path / "a.jpg", 0) is None


def test_a_picture_that_is_small_already_stays_as_it_is(tmp_path):
    photo(tmp_path / "a.jpg", (200, 200), quality=60, optimize=True)
    assert smaller_picture(tmp_path / "a.jpg", 0) is None
