"""Build the demo case the way a user would: import export files, say whose numbers, add what was said."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from casekit.casebook import case_folder, casekit_home, create_case, open_case
from casekit.casebook.base import LEDGER_NAME
from casekit.clock import now
from casekit.demo import cast
from casekit.demo.figures import key_figures
from casekit.demo.files import CARRIER, DOCUMENTS, MOTHERS, PHONE, RECORDINGS, SCREENSHOTS, write_exports
from casekit.demo.storyline import SEED, tell
from casekit.errors import InputError, LedgerError, reason
from casekit.text import _, current_language

if TYPE_CHECKING:
    from casekit.casebook import Case

__all__ = ["build_demo", "demo_case", "key_figures"]

Progress = Callable[[int, int], None]
# After the files: whose numbers, what was said, notes and facts, recordings and screenshots, what was done about it.
_FURTHER_STEPS = 5
_FOLDER_NAME = "demo"


def demo_case(folder: Path | str | None = None, progress: Progress | None = None) -> Case:
    """The demo case in a folder: opened when it is there, else built; by default below `casekit_home()`.

    Raises
    ------
    InputError
        when the folder holds a case that is not the demo
    """
    target = case_folder(folder) if folder is not None else casekit_home() / _FOLDER_NAME
    if not (target / LEDGER_NAME).exists():
        return build_demo(target, progress)
    case = open_case(target)
    if not case.header.demo:
        raise InputError(
            _("The folder {folder} holds a case of your own. Choose another folder for the demo case.").format(
                folder=target
            )
        )
    return case


def build_demo(folder: Path | str, progress: Progress | None = None, *, seed: int = SEED) -> Case:
    """Build the demo case in a new or empty folder; a build that is broken off leaves nothing half done.

    Raises
    ------
    InputError
        when the folder is not empty
    LedgerError
        when it cannot be written
    """
    target = case_folder(folder)
    try:
        if target.exists() and any(target.iterdir()):
            raise InputError(_("The folder {folder} is not empty. Choose another one.").format(folder=target))
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".demo-", dir=target.parent) as waiting:
            exports = Path(waiting) / "exports"
            write_exports(exports, seed)
            _build(Path(waiting) / "case", exports, progress or _silent, seed)
            if target.exists():
                target.rmdir()
            os.replace(Path(waiting) / "case", target)
            shutil.rmtree(exports)
    except OSError as error:
        raise LedgerError(
            _("The folder {folder} cannot be made: {why}.").format(folder=target, why=reason(error))
        ) from error
    return open_case(target)


def _silent(done: int, total: int) -> None:
    """Nobody looks."""


def _build(folder: Path, exports: Path, progress: Progress, seed: int) -> Case:
    from casekit.demo.follower import Follower
    from casekit.demo.narrator import Narrator
    from casekit.importers.intake import import_file

    case = create_case(
        folder, complainant=cast.COMPLAINANT, own_numbers=(cast.OWN_LINE,), timezone=cast.ZONE,
        language=current_language(), demo=True,
    )  # fmt: skip
    # A computer whose clock is behind the story shows it all the same.
    case.present = max(now(), datetime.combine(cast.LAST_DAY + timedelta(days=60), time.min, UTC))
    case.update_header(
        title=f"花呗催收骚扰（{cast.MARK}）", phone=cast.OWN_LINE, address=f"演示市示例小区（{cast.MARK}）"
    )
    narrator = Narrator(case, tell(seed))
    narrator.introduce()
    own = [(path, None) for place in (PHONE, CARRIER) for path in sorted((exports / place).iterdir())]
    mothers = [(path, narrator.persons[cast.MOTHER]) for path in sorted((exports / MOTHERS).iterdir())]
    files = [*own, *mothers]
    total = len(files) + _FURTHER_STEPS
    for done, (path, person) in enumerate(files):
        progress(done, total)
        line = cast.OWN_LINE if person is None else cast.PEOPLE[cast.MOTHER].line
        import_file(case, path, own_numbers=(line,), person=person)
    media = [path for place in (RECORDINGS, SCREENSHOTS) for path in sorted((exports / place).iterdir())]
    steps: tuple[Callable[[], None], ...] = (
        narrator.mark_numbers, narrator.say, narrator.write_down, lambda: narrator.attach(media),
        Follower(narrator, exports / DOCUMENTS).follow_up,
    )  # fmt: skip
    for done, step in enumerate(steps, start=len(files)):
        progress(done, total)
        step()
    progress(total, total)
    return case
