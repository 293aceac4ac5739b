"""Writes tiny PDFs with Chinese words in their text layer, ruling lines and pictures; only what the tests need.

The font is one that readers know by name (Adobe's STSong-Light), so that none has to be embedded. Layout: ISO 32000.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 595, 842
_SIZE = 9.0


@dataclass
class Page:
    """What is drawn on a page; places are in points from its upper left corner."""

    drawn: list[str] = field(default_factory=list)
    has_picture: bool = False

    def words(self, x: float, y: float, text: str, size: float = _SIZE, turned: bool = False) -> None:
        matrix = f"0.7 0.7 -0.7 0.7 {x} {HEIGHT - y}" if turned else f"1 0 0 1 {x} {HEIGHT - y}"
        self.drawn.append(f"BT /F1 {size} Tf {matrix} Tm <{text.encode('utf-16-be').hex()}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.drawn.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def picture(self) -> None:
        self.has_picture = True
        self.drawn.append("q 400 0 0 400 50 300 cm /Im1 Do Q")

    def table(
        self, y: float, rows: Sequence[Sequence[str]], widths: Sequence[float], *, ruled: bool = True, x: float = 30,
        height: float = 16,
    ) -> float:  # fmt: skip
        """A table from a height on; a line feed in a cell begins a new line in it. Gives where it ends."""
        edges = [x + sum(widths[:place]) for place in range(len(widths) + 1)]
        top = y
        for row in rows:
            deep = max(cell.count("\n") + 1 for cell in row)
            bottom = y + height + (deep - 1) * (_SIZE + 1)
            for cell, left in zip(row, edges, strict=False):
                for place, part in enumerate(cell.split("\n")):
                    if part:
                        self.words(left + 2, y + 11 + place * (_SIZE + 1), part)
            if ruled:
                self.line(edges[0], y, edges[-1], y)
            y = bottom
        if ruled:
            self.line(edges[0], y, edges[-1], y)
            for edge in edges:
                self.line(edge, top, edge, y)
        return y


def write_pdf(path: Path, pages: Iterable[Page], *, encrypt: str = "") -> Path:
    """Write pages; `encrypt` is a dictionary for the trailer as it stands (its key is not applied to anything)."""
    kept = list(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(kept)} /Kids [{' '.join(f'{6 + 2 * at} 0 R' for at in range(len(kept)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName "
        "/STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 "
        "/StemV 93 >> >>",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
        "stream\n0\nendstream",
    ]
    for place, page in enumerate(kept):
        content = "\n".join(page.drawn)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {7 + 2 * place} 0 R "
            "/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 5 0 R >> >> >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n".encode()
    start = len(data)
    listed = "".join(f"{place:010d} 00000 n \n" for place in places)
    more = f"/Encrypt {encrypt} /ID [<00> <00>] " if encrypt else ""
    data += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{listed}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R "
        f"{more}>>\nstartxref\n{start}\n%%EOF\n"
    ).encode()
    path.write_bytes(data)
    return path
