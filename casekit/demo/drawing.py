"""Draw the screenshots and papers of the demo story: `python -m casekit.demo.drawing`.

For maintainers only: it needs a font with Chinese signs. The drawings are part of the package, so that
the demo has the same files on every machine.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from casekit.demo.cast import MARK, MARK_IN_ENGLISH
from casekit.demo.follow_up import PAPERS, Paper
from casekit.demo.scenes import FRIENDS_SMS, MESSAGES, NOTES

FOLDER, PAPER_FOLDER = Path(__file__).parent / "screenshots", Path(__file__).parent / "papers"
_WIDE = 17  # signs in a line of the bubble
_FONT_FAMILIES = ("WenQuanYi Micro Hei", "Noto Sans CJK SC", "Noto Sans CJK JP", "Microsoft YaHei", "PingFang SC")


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
    from matplotlib.patches import FancyBboxPatch

    canvas = _Canvas(360, 320, "#f2f3f5")
    lines = [screen.body[at : at + _WIDE] for at in range(0, len(screen.body), _WIDE)]
    canvas.text(16, 12, MARK, 8, "#b00020")
    canvas.text(180, 46, screen.number, 13, "#1a1a1a", "center")
    canvas.text(180, 92, screen.when, 8, "#6b6b6b", "center")
    canvas.axes.add_patch(
        FancyBboxPatch(
            (22, 128), 300, 21 * len(lines) + 16, boxstyle="round,pad=6", facecolor="white", edgecolor="none"
        )
    )
    for position, line in enumerate(lines):
        canvas.text(28, 136 + 21 * position, line, 10.5, "#1a1a1a")
    return canvas.jpeg(screen.comment)


def draw_paper(paper: Paper) -> bytes:
    """A sheet or a notice with a title and lines, as JPEG."""
    from matplotlib.patches import Rectangle

    height = 116 + 26 * len(paper.lines)
    canvas = _Canvas(420, height, "#e9e7e1")
    canvas.axes.add_patch(Rectangle((16, 16), 388, height - 32, facecolor="white", edgecolor="#c9ced6", linewidth=0.8))
    canvas.text(210, 36, paper.title, 13, "#1a1a1a", "center")
    for position, line in enumerate(paper.lines):
        canvas.text(38, 72 + 26 * position, line, 9.5, "#1a1a1a")
    canvas.text(382, height - 38, MARK, 7.5, "#b00020", "right")
    return canvas.jpeg(paper_comment(paper))


def paper_comment(paper: Paper) -> bytes:
    """What the picture of a paper says of itself in its metadata."""
    return "\n".join((f"{MARK} / {MARK_IN_ENGLISH}", paper.title, *paper.lines)).encode()


class _Canvas:
    """An empty picture with a coordinate for each pixel, y downwards."""

    def __init__(self, width: int, height: int, colour: str) -> None:
        from matplotlib.figure import Figure
        from matplotlib.font_manager import FontProperties, findfont

        self._font = FontProperties(
            fname=findfont(FontProperties(family=list(_FONT_FAMILIES)), fallback_to_default=False)
        )
        self._figure = Figure(figsize=(width / 100, height / 100), dpi=150, facecolor=colour)
        self.axes = self._figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, width), ylim=(height, 0))
        self.axes.axis("off")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: str,
        side: Literal["left", "center", "right"] = "left",
    ) -> None:
        self.axes.text(x, y, words, fontproperties=self._font, fontsize=size, color=colour, va="top", ha=side)

    def jpeg(self, comment: bytes) -> bytes:
        buffer = io.BytesIO()
        self._figure.savefig(buffer, format="jpg", pil_kwargs={"quality": 80, "comment": comment})
        return buffer.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for scene, screen in screens().items():
        (FOLDER / f"{scene}.jpg").write_bytes(draw(screen))
    PAPER_FOLDER.mkdir(exist_ok=True)
    for name, paper in PAPERS.items():
        (PAPER_FOLDER / f"{name}.jpg").write_bytes(draw_paper(paper))
