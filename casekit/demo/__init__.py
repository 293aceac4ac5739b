"""The demo case: an invented story, told by the very files that phones and carriers write.

- `cast`: who takes part, and their numbers; `scenes`: the moments that are told in words
- `storyline`: who rings whom and when
- `files`: the export files, in the formats of the makers; `build`: the case that is made by importing them
"""

from __future__ import annotations
