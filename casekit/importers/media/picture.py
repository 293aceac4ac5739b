"""Pictures: when they were taken, where their metadata say. Only headers are read, nothing is decoded."""

from __future__ import annotations

import os
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

from casekit.importers.media.metadata import Metadata, written_time
from casekit.text import _

_FORMATS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG", b"GIF8": "GIF", b"BM": "BMP", b"RIFF": "WEBP"}
_NOT_LOOKED_INTO = (b"hei", b"hev", b"mif", b"msf", b"avif", b"avis")
# What a whole file ends with; some phones append something of their own behind it.
_ENDS = {b"\xff\xd8\xff": b"\xff\xd9", b"\x89PNG": b"IEND"}
_TAIL = 1 << 16
# Such a file is no screenshot, and some formats are read whole.
_LARGEST = 200 * 2**20
_EXIF_PART = 0x8769
# (time, its offset from UTC): taken, made digital.
_EXIF_TIMES = ((0x9003, 0x9011), (0x9004, 0x9012))


def is_picture(head: bytes) -> bool:
    """Whether the first bytes are those of a picture."""
    if head[:4] == b"RIFF":
        return head[8:12] == b"WEBP"
    if head[:2] == b"BM":  # then its size, and zeros; otherwise a text may begin so
        return head[6:10] == b"\0\0\0\0"
    return head.startswith(tuple(_FORMATS)) or (head[4:8] == b"ftyp" and head[8:12].startswith(_NOT_LOOKED_INTO))


def read_picture(path: Path, head: bytes, zone: str) -> Metadata:
    """What a picture tells of itself.

    Raises
    ------
    OSError
        when the file cannot be read
    """
    size = path.stat().st_size
    if head[4:8] == b"ftyp" or size > _LARGEST:
        return Metadata()
    if not is_picture(head):
        return Metadata(fault=_damaged())
    from PIL import Image

    end = next((end for start, end in _ENDS.items() if head.startswith(start)), b"")
    form = next(form for start, form in _FORMATS.items() if head.startswith(start))
    if form == "WEBP":
        Image.init()  # the others are there from the start
    try:
        with warnings.catch_warnings():
            # A picture of very many points is only warned of, and its points are not read.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=(form,)) as image:
                moment = _exif_time(Image, image, zone) or _text_time(image.info, zone)
    except Image.DecompressionBombError:
        return Metadata()
    except OSError as error:
        if error.errno is not None:
            raise
        return Metadata(fault=_damaged())
    except Exception:  # on damaged files it raises whatever its parsers stumble over
        return Metadata(fault=_damaged())
    whole = not end or end in _tail(path, size)
    return Metadata(moment, "second" if moment else "unknown", fault="" if whole else _damaged())


def _damaged() -> str:
    return _("It cannot be shown as it is: it is damaged, cut off, or no picture. It is kept as it came.")


def _tail(path: Path, size: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, size - _TAIL), os.SEEK_SET)
        return stream.read()


def _exif_time(images: Any, image: Any, zone: str) -> datetime | None:
    """When it was taken; asking the picture itself for its EXIF would decode a PNG that has none."""
    raw = image.info.get("exif")
    if not isinstance(raw, bytes):
        return None
    exif = images.Exif()
    exif.load(raw)
    part = exif.get_ifd(_EXIF_PART)
    for name, offset in _EXIF_TIMES:
        if moment := written_time(str(part.get(name, "")), zone, str(part.get(offset, ""))):
            return moment
    return None


def _text_time(info: dict[Any, Any], zone: str) -> datetime | None:
    """The text of a PNG that says when it was made."""
    said = next((value for name, value in info.items() if str(name).lower() == "creation time"), "")
    return written_time(str(said), zone) if said else None
