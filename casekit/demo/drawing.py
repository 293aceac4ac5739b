"""Draw the screenshots of the demo story: `python -m casekit.demo.drawing`.

For maintainers only: it needs a font with Chinese signs. The drawings are part of the package, so that
the demo has the same files on every machine.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from casekit.demo.cast import MARK, MARK_IN_ENGLISH
from casekit.demo.scenes import FRIENDS_SMS, MESSAGES, NOTES

FOLDER = Path(__file__).parent / "screenshots"
_WIDE = 17  # signs in a line of the bubble
_FONT_FAMILIES = ("WenQuanYi Micro Hei", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC")


@dataclass(frozen=True, slots=True)
class Screen:
    """What a screenshot shows."""

    number: str
    when: str
    body: str

    @property
    def comment(self) -> bytes:
        """What the picture says of itself in its metadata: that it is invented, and its text."""
        return f"{MARK} / {MARK_IN_ENGLISH}\n{self.number} {self.when}\n{self.body}".encode()


def screens() -> dict[str, Screen]:
    """The screenshots by scene."""
    shown = {
        message.scene: Screen(message.number, f"{message.start:%Y-%m-%d %H:%M}", message.body)
        for message in MESSAGES
        if message.scene in ("sms-family", "sms-newyear")
    }
    note = next(note for note in NOTES if note.scene == "friend-sms")
    return {**shown, note.scene: Screen(note.number, note.at.replace("T", " "), FRIENDS_SMS)}


def draw(screen: Screen) -> bytes:
    """A phone's screen with one message, as JPEG."""
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.patches import FancyBboxPatch

    font = FontProperties(fname=findfont(FontProperties(family=list(_FONT_FAMILIES)), fallback_to_default=False))
    figure = Figure(figsize=(3.6, 3.2), dpi=150, facecolor="#f2f3f5")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 360), ylim=(320, 0))
    axes.axis("off")

    def text(
        x: float, y: float, words: str, size: float, colour: str, side: Literal["left", "center"] = "left"
    ) -> None:
        axes.text(x, y, words, fontproperties=font, fontsize=size, color=colour, va="top", ha=side)

    lines = [screen.body[at : at + _WIDE] for at in range(0, len(screen.body), _WIDE)]
    text(16, 12, MARK, 8, "#b00020")
    text(180, 46, screen.number, 13, "#1a1a1a", "center")
    text(180, 92, screen.when, 8, "#6b6b6b", "center")
    axes.add_patch(
        FancyBboxPatch(
            (22, 128), 300, 21 * len(lines) + 16, boxstyle="round,pad=6", facecolor="white", edgecolor="none"
        )
    )
    for position, line in enumerate(lines):
        text(28, 136 + 21 * position, line, 10.5, "#1a1a1a")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="jpg", pil_kwargs={"quality": 80, "comment": screen.comment})
    return buffer.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for scene, screen in screens().items():
        (FOLDER / f"{scene}.jpg").write_bytes(draw(screen))
