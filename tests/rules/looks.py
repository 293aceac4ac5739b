"""What a primitive looks at, for tests that call it alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from casekit.model import Background
from casekit.rules.frame import Frame
from casekit.rules.look import Look


def look_at(frame: Frame, background: Background, **fields: Any) -> Look:
    """A look at every row of a frame."""
    rows = np.arange(len(frame))
    return Look(**{"frame": frame, "rows": rows, "around": rows, "background": background, **fields})
