"""nbformat and nbconvert without the one module that costs more than both."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# jsonschema asks it whether a string is an IRI. Building its grammar takes 1.8 of the 2.3 seconds of
# `import nbconvert`; no notebook holds a field that is checked this way, and jsonschema does without.
_GRAMMAR = "rfc3987_syntax"


@contextmanager
def without_iri_grammar() -> Iterator[None]:
    """Import inside this block what would load the grammar; a module that is loaded already stays."""
    if _GRAMMAR in sys.modules:
        yield
        return
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment]  # the documented way to make an import fail
    try:
        yield
    finally:
        del sys.modules[_GRAMMAR]
