"""Files become exhibits: one group each, numbers that hold for good, the strongest first."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest

from casekit.casebook import create_case
from casekit.casebook.masking import masked_view
from casekit.report.exhibits import exhibit_mark, exhibit_numbers, grouped_files, strongest, unplaced
from casekit.report.gathering import material_of
from casekit.report.rows import rows_of
from casekit.report.write import write_report
from casekit.text import language
from tests.report.reading import Report

CALLER, OTHER = "17000000001", "17000000002"
_BYTES = itertools.count()


@pytest.fixture
def case(tmp_path):
    made = create_case(tmp_path / "case", complainant="张三", lender="某消费金融", product="花呗")
    lender = made.background().lenders()[0]
    for number in (CALLER, OTHER):
        made.mark_number(number, party=lender.id, **({"basis": "hotline_confirmed"} if number == OTHER else {}))
    return made


def kept(case, name, **details):
    return case.attach(f"synthetic {next(_BYTES)}".encode(), name=name, **details).sha256


def groups_of(case, debt=None):
    view = masked_view(case, debt=debt)
    return grouped_files(view, rows_of(view))


def group_of(case, sha256):
    (found,) = [group.id for group in groups_of(case) if sha256 in {one.sha256 for one in group.files}]
    return found


def numbers_of(case, debt=None):
    return dict(material_of(case, debt=debt, with_charts=False).exhibits)


@pytest.mark.parametrize(
    ("details", "group"),
    [
        ({"number": CALLER, "tags": ["threat_family"]}, "grave"),
        ({"number": CALLER, "person": "mother"}, "third"),
        ({"number": CALLER, "person": "mother", "tags": ["insult"]}, "grave"),
        ({"number": OTHER}, "link"),
        ({"number": CALLER}, "log"),
    ],
)
def test_a_file_of_a_contact_stands_for_what_the_contact_shows(case, details, group):
    mother = case.add_person("王秀兰", role="other_third_party", relation="parent")
    if "person" in details:
        details = {**details, "person": mother.id}
    contact = case.log(start="2026-01-10T14:00", **details)
    assert group_of(case, kept(case, "a.m4a", incident=contact.id)) == group


def test_what_was_done_and_what_it_did_have_groups_of_their_own(case):
    filing = case.add_filing("lender", "2026-01-15")
    harm = case.add_harm("health", "2026-01-16", "失眠")
    refusal = case.add_fact("written_cease", "2026-01-12", value="不要再打")
    told = case.add_fact("told_employer", "2026-01-12")
    assert group_of(case, kept(case, "receipt.pdf", incident=filing.id)) == "step"
    assert group_of(case, kept(case, "clinic.pdf", incident=harm.id)) == "harm"
    assert group_of(case, kept(case, "refusal.png", incident=refusal.id)) == "refused"
    assert group_of(case, kept(case, "told.png", incident=told.id)) == "step"
    assert group_of(case, kept(case, "bill.xlsx", kind="export")) == "log"


def test_what_the_user_says_comes_first(case):
    contact = case.log(start="2026-01-10T14:00", number=CALLER, tags=["insult"])
    contract = kept(case, "contract.pdf", incident=contact.id, group="debt")
    assert group_of(case, contract) == "debt"
    case.amend_evidence(contract, group=None)
    assert group_of(case, contract) == "grave"


def test_of_a_file_that_is_linked_to_nothing_it_is_asked_what_it_proves(case):
    loose, placed = kept(case, "paper.pdf"), kept(case, "loan.pdf", group="debt")
    kept(case, "bill.xlsx", kind="export")
    assert [one.sha256 for one in unplaced(masked_view(case))] == [loose]
    assert group_of(case, loose) == "step" and group_of(case, placed) == "debt"


def test_every_file_is_in_one_group_and_the_groups_keep_their_places(case):
    contact = case.log(start="2026-01-10T14:00", number=CALLER, tags=["insult"])
    files = [kept(case, "a.m4a", incident=contact.id), kept(case, "b.pdf"), kept(case, "c.csv", kind="export")]
    found = groups_of(case)
    assert [(group.number, group.id) for group in found] == [(3, "log"), (5, "grave"), (8, "step")]
    assert sorted(one.sha256 for group in found for one in group.files) == sorted(files)


def test_marks_are_of_the_language():
    with language("zh"):
        assert exhibit_mark("3-12") == "三-12"
    with language("en"):
        assert exhibit_mark("3-12") == "3-12"


def test_a_number_holds_once_a_paper_has_named_it(case, tmp_path):
    first = case.log(start="2026-01-10T14:00", number=CALLER, tags=["insult"])
    second = case.log(start="2026-01-11T14:00", number=CALLER, tags=["insult"])
    a, b = kept(case, "a.m4a", incident=first.id), kept(case, "b.m4a", incident=second.id)
    write_report(case, tmp_path / "r.html")
    assert numbers_of(case) == {a: "5-1", b: "5-2"}
    case.amend_evidence(a, group="debt")  # moves, and keeps its number
    c = kept(case, "c.m4a", incident=second.id)
    assert numbers_of(case) == {a: "5-1", b: "5-2", c: "5-3"}
    assert group_of(case, a) == "debt"


def test_a_number_is_not_given_again_when_its_file_is_left_out(case, tmp_path):
    other = case.add_party("lender", "另一小贷", lender_type="microloan")
    mine = next(iter(case.background().debts))
    theirs = case.add_debt(other.id, product="小额贷").id
    case.mark_number("17000000009", party=other.id)
    ours = case.log(start="2026-01-10T14:00", number=CALLER, debt=mine, tags=["insult"])
    foreign = case.log(start="2026-01-10T15:00", number="17000000009", debt=theirs, tags=["insult"])
    a, b = kept(case, "a.m4a", incident=ours.id), kept(case, "b.m4a", incident=foreign.id)
    write_report(case, tmp_path / "one.html", debt=mine)
    assert numbers_of(case, mine) == {a: "5-1"}
    assert numbers_of(case, theirs) == {b: "5-2"}
    assert numbers_of(case) == {a: "5-1", b: "5-2"}


def test_a_file_that_moved_is_told_of_in_its_new_group(case, tmp_path):
    contact = case.log(start="2026-01-10T14:00", number=CALLER, tags=["insult"])
    moved = kept(case, "a.m4a", incident=contact.id)
    kept(case, "b.m4a", incident=contact.id)
    before = write_report(case, tmp_path / "r.html", lang="en").read_text("utf-8")
    assert "numbered so in papers handed in before" not in before
    case.amend_evidence(moved, group="debt")
    after = Report(write_report(case, tmp_path / "r.html", lang="en").read_text("utf-8"))
    assert "5-1: numbered so in papers handed in before" in after.text("evidence")
    assert [row[0] for row in after.rows("evidence")] == ["5-1", "5-2"]


def test_numbers_come_after_those_that_were_given(case):
    for name in ("a.pdf", "b.pdf"):
        kept(case, name, group="debt")
    assert sorted(exhibit_numbers(groups_of(case), ["1-4", "2-1"]).values()) == ["1-5", "1-6"]


def test_a_carriers_bill_weighs_more_than_a_recording_and_that_more_than_a_picture(tmp_path, case):
    from casekit.rules import check

    bill = tmp_path / "bill.csv"
    bill.write_text("synthetic", "utf-8")
    rows = [
        {
            "start": datetime(2026, 1, 10 + day, 15, tzinfo=UTC), "zone": "Asia/Shanghai", "precision": "second", "channel": "call",
            "direction": "in", "outcome": "conversation", "duration_s": 60, "number_raw": CALLER, "number": CALLER,
            "person": "debtor", "row": str(day), "raw": {},
        }
        for day in range(5)
    ]  # fmt: skip
    case.import_batch(lambda _index: iter(rows), source="carrier", source_kind="carrier_bill", path=bill,
                      name="bill.csv", summary=lambda: {"read": 5})  # fmt: skip
    (first, *_rest) = case.incidents()
    picture = kept(case, "a.png", incident=first.id)
    recording = kept(case, "a.m4a", incident=first.id)
    material = material_of(case, with_charts=False)
    night = next(one for one in material.findings if one.family == "night" and first.id in one.incidents)
    order = [one.sha256 for one in strongest(material, night)]
    assert order[1:] == [recording, picture]
    assert material.carrier_files == {order[0]}
    assert check(material.view.events, material.view.background)
