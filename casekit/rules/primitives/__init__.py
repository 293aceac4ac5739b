"""The tests that rules are made of, each over arrays; docs/rulebooks/ has a page for each.

A primitive gets what it looks at and its parameters from the rulebook, and gives hits. A row whose interval
of time lies wholly inside what a rule speaks of counts; one that touches the edge is at the boundary; of a
time that is not known nothing can be said.
"""

from __future__ import annotations

from collections.abc import Callable

from casekit.rules.hits import Hit, Parameters
from casekit.rules.look import Look
from casekit.rules.primitives.after_fact import after_fact
from casekit.rules.primitives.cooldown import cooldown
from casekit.rules.primitives.count_over import count_over
from casekit.rules.primitives.missing_within import missing_within
from casekit.rules.primitives.on_holiday import on_holiday
from casekit.rules.primitives.patterns import burst, distinct
from casekit.rules.primitives.present import relation, tag
from casekit.rules.primitives.time_outside import time_outside
from casekit.rules.primitives.while_reachable import while_reachable

Primitive = Callable[[Look, Parameters], list[Hit]]

PRIMITIVES: dict[str, Primitive] = {
    "time_outside": time_outside,
    "on_holiday": on_holiday,
    "count_over": count_over,
    "cooldown": cooldown,
    "relation": relation,
    "tag": tag,
    "after_fact": after_fact,
    "missing_within": missing_within,
    "while_reachable": while_reachable,
    "burst": burst,
    "distinct": distinct,
}

# What these find depends on the rows and their parameters alone: rules that ask the same of the same rows share it.
_OF_ROWS_ALONE = frozenset(("time_outside", "on_holiday", "count_over", "relation", "tag", "burst", "distinct"))
# What a test says beside the parameters of its primitive.
_WORDS = frozenset(("where", "requires", "part", "threshold", "arithmetic", "reference"))


def hits_of(look: Look, test: Parameters) -> list[Hit]:
    """What a rule's test finds in the rows it looks at."""
    primitive = PRIMITIVES[test["kind"]]
    if not len(look.rows):
        return []
    if test["kind"] not in _OF_ROWS_ALONE:
        return primitive(look, test)
    parameters = {name: value for name, value in test.items() if name not in _WORDS}
    return look.frame.kept(repr(sorted(parameters.items())), look.rows, lambda: primitive(look, test))
