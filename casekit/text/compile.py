"""Compile the Chinese catalogs: `python -m casekit.text.compile` (needs Babel).

All `zh_CN/*.po` become the one `zh_CN.mo` that is read at run time. The compiled file is part of
the repository, so that a checkout works without a build step; a test keeps the two together.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent


def compiled_catalog() -> bytes:
    """All catalogs merged and compiled, as bytes.

    Raises
    ------
    ValueError
        when two rooms translate the same sentence differently
    """
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale="zh_CN", fuzzy=False)
    for path in sorted((HERE / "zh_CN").glob("*.po")):
        with path.open("rb") as stream:
            room = read_po(stream, locale="zh_CN")
        for message in room:
            if not message.id or not message.string:
                continue
            known = merged.get(message.id)
            if known is not None and known.string != message.string:
                raise ValueError(f"{path.name}: {message.id!r} is {message.string!r}, elsewhere {known.string!r}")
            merged.add(message.id, message.string)
    # The header must carry dates; those of the day would make the bytes differ from run to run.
    buffer = io.BytesIO()
    merged.revision_date = merged.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(buffer, merged)
    return buffer.getvalue()


if __name__ == "__main__":
    (HERE / "zh_CN.mo").write_bytes(compiled_catalog())
