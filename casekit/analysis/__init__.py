"""Counting: pure functions from the events table to small tables. No drawing, no writing.

- `selection.py`: which contacts are counted
- `frequency.py`: contacts per day, and per hour of the week
- `around.py`: contacts a day before and after a day, such as that of a filing
- `people.py`: different third persons per day
- `callers.py`: numbers, ranked, with what helps to say whose they are
- `support.py`: how many contacts rest on the user's word alone, or on callers of an unknown lender
- `search.py`: contacts by day, number, person and kind, and those that match what is being typed
"""

from __future__ import annotations
