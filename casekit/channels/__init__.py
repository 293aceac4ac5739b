"""Channels: where a matter can be taken, as data, and the clocks that run there.

- `data/`: one YAML file per channel; `schema` says what may stand in one, `channel` what it becomes, `catalog` finds it,
  `describing` puts it into words
- `deadlines`: by when an answer is due on each filing, and by when the user has to act; `working_days` counts them

Nothing here knows papers: the report reads it as well.
"""
