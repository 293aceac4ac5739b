"""`python -m casekit` is the command line."""

from casekit.cli import main

main()
