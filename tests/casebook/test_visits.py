"""Details of visits: on the record itself, and on the primary record of its contact."""

from __future__ import annotations

from casekit.casebook import Case
from casekit.casebook.visits import Visit, visits_of
from tests.casebook.conftest import COLLECTOR, Take, call


def visits(case: Case) -> dict[int, Visit]:
    found = visits_of(case.refresh(), case.events())
    return {case.incident(one).no: visit for one, visit in found.items()}


def test_only_records_with_details_are_listed(case: Case) -> None:
    case.log(start="2026-01-05")
    case.log(start="2026-01-05", channel="visit")
    case.log(start="2026-01-05", channel="visit", place="家门口", people_count=0, id_shown=False)
    assert visits(case) == {3: Visit("家门口", 0, False, None)}
    case.withdraw(3, "记错了")
    assert visits(case) == {}


def test_the_primary_record_tells_what_its_linked_records_add(case: Case, take: Take) -> None:
    case.log(start="2026-01-05", channel="visit", police_called=True, place="单位")
    case.log(start="2026-01-05", channel="visit", place="家门口", people_count=2)
    case.log(start="2026-01-05", channel="visit", id_shown=False, people_count=5)
    case.same(*(case.incident(no).id for no in (1, 2, 3)))
    assert visits(case)[1] == Visit("单位", 2, False, True)
    assert visits(case)[3] == Visit("", 5, False, None)
    take(case, "phone_log", [call(0)])
    case.log(start="2026-01-05T09:00", number=COLLECTOR, place="楼下")
    assert visits(case)[4] == Visit("楼下")
