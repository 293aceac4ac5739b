"""casekit: a case workbook against debt-collection harassment.

The rooms, from the ground up (arrows point down only):

- `errors`, `text`: sentences for people, in Chinese and English
- `model`, `numbers`, `clock`: the words of the domain
- `casebook`: the case on disk: an append-only ledger, evidence, the events table, the masked view
- `importers`, `analysis`, `rules`: what files say, how often, and which rules it appears to offend
- `charts`: pictures of the events, each with words and a table
- `report`, `demo`: documents
- `filing`: papers for a place that takes complaints, and what comes of them
- `widgets`, `cli`, `lab`: doors
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from casekit.casebook import Case, create_case, open_case
    from casekit.errors import CaseError
    from casekit.filing.pack import build_pack
    from casekit.importers.intake import import_file, preview_file
    from casekit.report.write import write_report
    from casekit.rules import check_case as check
    from casekit.widgets import workbook

# Heavy rooms are entered when their name is first used: `import casekit` alone must stay cheap.
_DOORS = {
    "Case": ("casekit.casebook", "Case"),
    "CaseError": ("casekit.errors", "CaseError"),
    "create_case": ("casekit.casebook", "create_case"),
    "open_case": ("casekit.casebook", "open_case"),
    "import_file": ("casekit.importers.intake", "import_file"),
    "preview_file": ("casekit.importers.intake", "preview_file"),
    "check": ("casekit.rules", "check_case"),
    "build_pack": ("casekit.filing.pack", "build_pack"),
    "write_report": ("casekit.report.write", "write_report"),
    "workbook": ("casekit.widgets", "workbook"),
}

__all__ = [
    "Case", "CaseError", "build_pack", "check", "create_case", "import_file", "open_case", "preview_file", "workbook",
    "write_report",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module 'casekit' has no attribute {name!r}")
    module, attribute = _DOORS[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
