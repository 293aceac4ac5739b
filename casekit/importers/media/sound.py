"""Recordings: how long they play, and when they were made, where their metadata say."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, BinaryIO

from casekit.importers.media import amr, boxes
from casekit.importers.media.metadata import Metadata, plausible, whole_seconds, written_time
from casekit.text import _

# Names of tags in which recorders write when: of ID3 and of Vorbis comments.
_TIME_TAGS = ("TDRC", "TDEN", "TDRL", "creation_time", "datetime", "date")
# The chunk of broadcast waves: date and time stand behind three texts of fixed length.
_BEXT_DATE = 256 + 32 + 32
_MOST_CHUNKS = 1000
_STARTS = (b"ID3", b"OggS", b"fLaC", b"#!AMR")
# Boxes that an mp4, m4a, 3gp or mov begins with.
_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
_PICTURES_IN_BOXES = (b"hei", b"hev", b"mif", b"msf", b"avif", b"avis")  # of iPhones
# Windows Media, Matroska and WebM: kept without a look inside.
_NOT_LOOKED_INTO = (b"\x30\x26\xb2\x75", b"\x1a\x45\xdf\xa3")


def is_sound(head: bytes) -> bool:
    """Whether the first bytes are those of a recording or a video."""
    # Before the name of a box stands its size; the title “Anruftyp” is text.
    if head[4:8] in _BOXES and any(byte < 32 or byte > 126 for byte in head[:4]):
        return not head[8:12].startswith(_PICTURES_IN_BOXES)
    if head.startswith((*_STARTS, *_NOT_LOOKED_INTO)) or (head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI ")):
        return True
    # A frame of MPEG sound: eleven bits set, then a version, a layer and a rate that exist; not the mark of UTF-16.
    return (
        len(head) > 3
        and head[1] != 0xFE
        and head[0] == 0xFF
        and head[1] & 0xE0 == 0xE0
        and head[1] & 0x18 != 0x08
        and head[2] >> 4 != 0xF
    )


def read_sound(path: Path, head: bytes, zone: str) -> Metadata:
    """What a recording or a video tells of itself.

    Raises
    ------
    OSError
        when the file cannot be read
    """
    if head.startswith(_NOT_LOOKED_INTO) or head[8:12] == b"AVI ":
        return Metadata()
    size = path.stat().st_size
    with path.open("rb") as stream:
        if head.startswith(b"#!AMR"):
            length = amr.length(stream)
            return Metadata(fault=_damaged()) if length is None else Metadata(duration_s=whole_seconds(length))
        if head[4:8] in _BOXES:
            return _movie(stream, size)
        if head[:4] == b"RIFF":
            return _wave(stream, size, path, zone)
    return _tagged(path, zone)


def _damaged() -> str:
    return _("It cannot be played as it is: it is damaged, cut off, or no recording. It is kept as it came.")


def _movie(stream: BinaryIO, size: int) -> Metadata:
    header = boxes.movie_header(stream, size)
    if header is None:
        return Metadata(fault=_damaged())
    made = plausible(header[0]) if header[0] else None
    # Phones write the header when the recording stops, other apps when it starts.
    return Metadata(made, "second" if made else "unknown", bool(made), whole_seconds(header[1]))


def _wave(stream: BinaryIO, size: int, path: Path, zone: str) -> Metadata:
    """A wave file; the time stands in its chunk `bext` if a dictaphone wrote it."""
    told, place = _tagged(path, zone), 12
    for _count in range(_MOST_CHUNKS):
        stream.seek(place)
        head = stream.read(8)
        if len(head) < 8:
            break
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"bext":
            stream.seek(_BEXT_DATE, os.SEEK_CUR)
            day, hour = stream.read(10).decode("ascii", "replace"), stream.read(8).decode("ascii", "replace")
            moment = written_time(f"{day} {hour.replace('-', ':')}", zone)
            if moment is not None:
                return Metadata(moment, "second", False, told.duration_s, told.fault)
        place += 8 + length + length % 2
        if place >= size:
            break
    return told


def _tagged(path: Path, zone: str) -> Metadata:
    """What `mutagen` reads: mp3, aac, ogg, flac, wav."""
    import mutagen
    from mutagen.aac import AAC
    from mutagen.flac import FLAC
    from mutagen.mp3 import MP3
    from mutagen.oggflac import OggFLAC
    from mutagen.oggopus import OggOpus
    from mutagen.oggspeex import OggSpeex
    from mutagen.oggvorbis import OggVorbis
    from mutagen.wave import WAVE

    kinds = (MP3, AAC, FLAC, OggOpus, OggVorbis, OggFLAC, OggSpeex, WAVE)
    try:
        known: Any = mutagen.File(path, options=kinds)
    except Exception:  # on damaged files it raises whatever its parsers stumble over
        return Metadata(fault=_damaged())
    if known is None:
        return Metadata(fault=_damaged())
    moment = None
    for name in _TIME_TAGS:
        said = known.tags.get(name) if known.tags is not None else None
        first = str(said[0] if isinstance(said, list) and said else said or "")
        # Of a time with an offset `mutagen` leaves the minute without it, which may be hours away.
        if moment is None and not (name.startswith("TD") and len(first) != len("2024-03-01 12:30:45")):
            moment = written_time(first, zone)
    length = float(getattr(known.info, "length", 0) or 0)
    return Metadata(moment, "second" if moment else "unknown", False, whole_seconds(length))
