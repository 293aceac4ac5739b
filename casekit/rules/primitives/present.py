"""Contacts that are what a rule speaks of by whom they reached or by what was noted of them."""

from __future__ import annotations

import numpy as np

from casekit.rules.hits import NONE, Hit, Parameters, groups, person_of
from casekit.rules.look import Look


def tag(look: Look, parameters: Parameters) -> list[Hit]:
    """Rows that carry one of `tags`; with `at_least`, only when there are that many. One hit a person."""
    return _of_persons(look, look.frame.among(look.rows, look.frame.has_tag(parameters["tags"])), parameters)


def relation(look: Look, parameters: Parameters) -> list[Hit]:
    """Every row the rule's and the test's `where` let through; with `at_least`, only when there are that many."""
    return _of_persons(look, look.rows, parameters)


def _of_persons(look: Look, rows: np.ndarray, parameters: Parameters) -> list[Hit]:
    least = int(parameters.get("at_least", 1))
    if len(rows) < least:
        return []
    people = groups(look.frame.codes["person"][rows], np.arange(len(rows)))
    # What is compared with the threshold is the number over all persons where the rule asks for several.
    return [
        Hit(person_of(look.frame, rows[members[0]]), rows[members], NONE, len(rows) if least > 1 else len(members))
        for _key, members in people
    ]
