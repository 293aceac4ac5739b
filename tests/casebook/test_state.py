"""The fold: continuing it gives what folding from the first entry gives, whatever was done and in whatever order."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import casekit
from casekit.casebook import Case
from casekit.casebook.masking import masked_view
from casekit.errors import CaseError
from tests.casebook.conftest import COLLECTOR, FAMILY, Take, call
from tests.casebook.verifier import broken_entries

TEXTS = st.one_of(
    st.sampled_from(["", "还钱", "😡", "\ud83d", "\u0000\u001f", "\u202eabc", "<script>", "=1+1"]),
    st.text(st.characters(exclude_categories=()), max_size=20),  # halves of surrogate pairs are among them
)
ROWS = st.integers(1, 12)
BATCHES = st.integers(0, 3)
STEPS = st.one_of(
    st.tuples(st.just("log"), TEXTS, st.booleans()),
    st.tuples(st.just("amend"), ROWS, TEXTS),
    st.tuples(st.just("withdraw"), ROWS),
    st.tuples(st.just("restore"), ROWS),
    st.tuples(st.just("take"), st.sampled_from(["phone_log", "carrier_bill"]), st.lists(st.integers(0, 8), max_size=5)),
    st.tuples(st.just("undo"), BATCHES),
    st.tuples(st.just("redo"), BATCHES),
    st.tuples(
        st.just("mark"),
        st.sampled_from([COLLECTOR, FAMILY]),
        st.sampled_from(["confirmed", "not_collector", "unknown"]),
    ),
    st.tuples(st.just("same"), ROWS, ROWS),
    st.tuples(st.just("not_same"), ROWS, ROWS, ROWS),
    st.tuples(st.just("person"), TEXTS),
    st.tuples(st.just("attach"), ROWS, TEXTS),
    st.tuples(st.just("unlink"), ROWS),
    st.tuples(st.just("fact"), TEXTS),
    st.tuples(st.just("header"), TEXTS),
    st.tuples(st.just("debt"), TEXTS),
)


def do(case: Case, take: Any, step: tuple[Any, ...]) -> None:
    name, *told = step
    lender = case.background().lenders()[0].id
    if name == "log":
        case.log(start="2026-01-05T09:00", number=COLLECTOR, words=told[0], asked_to_stop=told[1])
    elif name == "amend":
        case.amend(told[0], words=told[1], duration_s=len(told[1]), tags=["insult"] if told[1] else [])
    elif name == "withdraw":
        case.withdraw(told[0], "为什么")
    elif name == "take":
        take(case, told[0], [call(second * 20, (COLLECTOR, FAMILY)[second % 2]) for second in told[1]], str(told[1]))
    elif name in ("undo", "redo"):
        batches = case.batches()
        getattr(case, name)(batches[told[0] % len(batches)].id if batches else "none")
    elif name == "mark":
        case.mark_number(told[0], party=lender if told[1] == "confirmed" else None, attribution=told[1])
    elif name in ("same", "not_same"):
        getattr(case, name)(*(case.incident_id(row) for row in told))
    elif name == "person":
        case.add_person(told[0], lines=[FAMILY])
    elif name == "attach":
        case.attach(told[1].encode("utf-8", "replace") or b"x", name=f"{told[1]}.m4a", incident=told[0])
    elif name == "unlink":
        for one in case.background().evidence:
            case.unlink(one.sha256, told[0])
    elif name == "fact":
        case.add_fact("refused_contact", "2026-01-05", person="debtor", value=told[0])
    elif name == "header":
        case.update_header(title=told[0], complainant=told[0])
    elif name == "debt":
        case.update_debt(
            next(iter(case.background().debts)), note=told[0], overdue_since="2025-01-01" if told[0] else ""
        )
    else:
        case.restore(told[0])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=12))
def test_the_continuing_fold_is_the_fold_from_the_first_entry(take: Take, steps: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        case = casekit.create_case(Path(folder) / "case", lender="花呗", own_numbers=["13900000000"])
        watching = casekit.open_case(case.folder)  # another window, which looks now and then
        for number, step in enumerate(steps):
            with suppress(CaseError):  # a step may ask for what is not there
                do(case, take, step)
            if number % 3 == 0:
                watching.events()
        again = casekit.open_case(case.folder)
        assert vars(again.refresh()) == vars(case.refresh()) == vars(watching.refresh())
        assert again.events().equals(case.events()) and watching.events().equals(case.events())
        assert again.pending_links() == case.pending_links()
        assert case.verify() == []
        assert broken_entries(case.ledger.path) == []
        assert len(masked_view(case).events) <= len(case.events())


def test_a_save_reads_only_what_is_new(case: Case, take: Take) -> None:
    take(case, "phone_log", [call(at) for at in range(3000)])
    case.refresh()
    asked: list[int] = []
    entries = case.ledger.entries

    def counting(after: int = 0) -> Any:
        for entry in entries(after=after):
            asked.append(entry.count)
            yield entry

    case.ledger.entries = counting  # type: ignore[method-assign]
    case.log(start="2026-01-05", words="一")
    case.amend(1, note="二")
    assert sum(asked) == 2
