"""The data that comes with casekit: YAML files beside the code that reads them."""

from __future__ import annotations

from importlib.resources import files
from typing import Any


def data_of(package: str, name: str) -> Any:
    """What stands in a YAML file of a package: `data_of("casekit.model", "labels.yaml")`.

    Read anew each time; whoever needs it more than once keeps what it makes of it.
    """
    import yaml

    # The loader written in C is ten times as fast and not there everywhere.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(files(package).joinpath(name).read_text("utf-8"), loader)
