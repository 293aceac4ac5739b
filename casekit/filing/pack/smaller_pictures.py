"""Smaller copies of pictures, for a form that takes only so many bytes; the original is never touched."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

# Longest side in pixels and quality, from hardly smaller down to what can still be read.
STEPS = ((1600, 80), (1280, 75), (1000, 70), (800, 60))
_MOST_PIXELS = 100_000_000


def smaller_picture(path: Path, step: int) -> bytes | None:
    """The picture as JPEG of a step of `STEPS`, upright and without what a camera notes in it.

    None when it is no picture that can be read, or would not get smaller.
    """
    from PIL import Image, ImageOps

    longest, quality = STEPS[step]
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > _MOST_PIXELS or getattr(picture, "is_animated", False):
                return None
            # The box is a square, so turning may come after; made smaller first, less has to be read at all.
            picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            upright = ImageOps.exif_transpose(picture)
            stream = io.BytesIO()
            _on_white(upright).save(stream, "JPEG", quality=quality, optimize=True)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    made = stream.getvalue()
    return made if len(made) < path.stat().st_size else None


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency, and without notes that would be saved along."""
    from PIL import Image

    whole = picture.convert("RGBA")
    plain = Image.new("RGB", whole.size, "white")
    plain.paste(whole, mask=whole.getchannel("A"))
    return plain
