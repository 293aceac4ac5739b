"""What papers tell of a case, one module a noun, each worked out from the scope of the paper.

Letters (`letters/context.py`) and the fields of forms (`fields/`) say the same because both take it from here:

- `scope`: which contacts, findings and lenders of a dossier the paper may use; everything else takes it
- `parties`, `third_persons`: who; `numbers`: from where
- `contacts`, `accounts`: what happened, contact by contact and matter by matter
- `law`, `causes`: which instruments and causes of action
- `filings`, `steps`: what was done; `harm`, `credit`: what came of it; `exhibits`: what proves it
"""
