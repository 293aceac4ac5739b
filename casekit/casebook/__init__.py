"""The case on disk: ledger, evidence, the fold and the tables made from it."""

from casekit.casebook.casebook import Case, case_folder, casekit_home, create_case, open_case

__all__ = ["Case", "case_folder", "casekit_home", "create_case", "open_case"]
