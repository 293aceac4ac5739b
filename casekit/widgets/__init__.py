"""The workbook: one section per file, made of ipywidgets, showing and saving what lower rooms compute.

- `session`: the open case and its sections · `part`, `guard`, `fields`, `markup`, `style`: what sections are made of
- `start`, `protect`, `importing`, `numbers`, `notes`, `people`, `charts`, `findings`, `export`, `filing`, `followup`,
  `repayment`, `casefile`: the sections
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ipywidgets

__all__ = ["workbook"]


def workbook(section: str | None = None) -> ipywidgets.Widget:
    """Show the workbook, or one section of it: start, protect, import, numbers, notes, people, charts, findings, export,
    filing, followup, repayment, case.

    Run again, it shows the same fields with what was typed.
    """
    from casekit.widgets.session import current_workbook

    shown = current_workbook()
    return shown.everything() if section is None else shown.section(section)
