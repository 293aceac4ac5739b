"""The case that most tests of the report look at: made once, since none of them changes what it says."""

from __future__ import annotations

import pytest

from casekit.casebook import Case
from casekit.text import language
from tests.report.reading import Report, written
from tests.report.samples import rich_case


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    with language("en"):
        return rich_case(tmp_path_factory.mktemp("case") / "case")


@pytest.fixture(scope="session")
def report(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return written(case, tmp_path_factory.mktemp("english"))


@pytest.fixture(scope="session")
def chinese(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return written(case, tmp_path_factory.mktemp("chinese"), lang="zh")
