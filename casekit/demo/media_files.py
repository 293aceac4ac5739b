"""Recordings, screenshots and pictures of papers, the former named as the phone's maker names them.

The recordings hold one second of silence and the pictures were drawn by `drawing`; all say in their
own metadata that they are invented.
"""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from pathlib import Path

from casekit.demo.cast import MARK, MARK_IN_ENGLISH
from casekit.demo.events import Call
from casekit.demo.follow_up import PAPERS

# One frame of MPEG-1 layer III, 32 kbit/s, 44.1 kHz, mono: the header, then zeros, which decode to silence.
_FRAME = bytes((0xFF, 0xFB, 0x10, 0xC4)).ljust(104, b"\0")
_FRAMES_PER_SECOND = 39
# The screenshots: the name of the drawing, the moment it was taken, how the app named the file.
SCREENSHOTS = {
    "sms-family": "Screenshot_2026-01-08-19-12-40-318_com.android.mms.jpg",
    "sms-newyear": "Screenshot_2026-02-17-08-31-05-774_com.android.mms.jpg",
    "friend-sms": "微信图片_20251230160218.jpg",
}


def write_recording(folder: Path, call: Call) -> Path:
    """A recording of a call as MIUI names it: from the pick-up on, with the number in the name."""
    path = folder / f"通话录音@{call.number}({call.number})_{call.picked_up:%Y%m%d%H%M%S}.mp3"
    path.write_bytes(_tag(call.picked_up) + _FRAME * _FRAMES_PER_SECOND)
    return path


def _tag(moment: datetime) -> bytes:
    """An ID3v2.3 title that says what the file is."""
    title = f"{MARK} / {MARK_IN_ENGLISH}: silence, {moment:%Y-%m-%d %H:%M:%S}".encode("utf-16")
    frame = b"TIT2" + (len(title) + 1).to_bytes(4, "big") + b"\0\0" + b"\x01" + title
    size = len(frame)
    # Sizes in the header are written in groups of seven bits.
    header = bytes(((size >> shift) & 0x7F) for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + header + frame


def write_screenshot(folder: Path, scene: str) -> Path:
    """A screenshot under the name that the phone or the app gave it."""
    path = folder / SCREENSHOTS[scene]
    path.write_bytes(drawn(scene))
    return path


def drawn(scene: str) -> bytes:
    """The drawing of a scene that travels with casekit."""
    return files("casekit.demo").joinpath("screenshots", f"{scene}.jpg").read_bytes()


def write_paper(folder: Path, name: str) -> Path:
    """The picture of a paper under the name that the borrower gave it."""
    path = folder / PAPERS[name].name
    path.write_bytes(files("casekit.demo").joinpath("papers", f"{name}.jpg").read_bytes())
    return path
