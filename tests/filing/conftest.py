"""The case that most tests of papers look at: made once, since none of them changes what it says."""

from __future__ import annotations

import pytest

from casekit.casebook import Case
from casekit.text import language
from tests.filing.samples import filed_case


@pytest.fixture(scope="session")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Case:
    with language("zh"):
        return filed_case(tmp_path_factory.mktemp("filed") / "case")
