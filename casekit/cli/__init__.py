"""The command line: a thin skin over the public functions, with `--json` for programs.

Exit 0: done; 1: refused, with one line on stderr; 2: wrong usage.
"""

from casekit.cli.main import main

__all__ = ["main"]
