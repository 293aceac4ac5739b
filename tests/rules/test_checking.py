"""Checking a rulebook as a whole: form, vectors, words, what is thin; and using one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casekit import create_case
from casekit.errors import InputError, NotFoundError
from casekit.rules import check_case, load_rulebook
from casekit.rules.checking import Checked, check_book, missing_cases
from casekit.rules.loading import own_books, packaged_books
from casekit.rules.own_books import copy_book, meant, remove_book, shelf, use_book
from tests.rules.small import small_book, written


def checked(tmp_path: Path, *rules: str, **changes: Any) -> Checked:
    return check_book(written(small_book(*rules, **changes), tmp_path / "trial.yaml"))


def with_rule(**changes: Any) -> dict[str, Any]:
    data = small_book()
    data["rules"][0] |= changes
    return data


def test_a_book_in_order_is_usable_and_has_run_its_vectors(tmp_path: Path) -> None:
    found = checked(tmp_path, "GBT45251-NIGHT", "PSAPL-OLD-42")
    assert (found.usable, found.faults, found.wrong, found.remarks) == (True, (), (), ())
    assert found.book is not None and [rule.id for rule in found.book.rules] == ["PSAPL-OLD-42", "GBT45251-NIGHT"]
    assert found.ran == sum(len(rule.vectors) for rule in found.book.rules) > 10


def test_how_far_it_is_is_told_while_the_vectors_run(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    found = check_book(written(small_book(), tmp_path / "trial.yaml"), lambda done, total: steps.append((done, total)))
    assert steps == [(place, found.ran) for place in range(found.ran)]


def test_a_wrong_date_is_found_by_the_vectors(tmp_path: Path) -> None:
    data = with_rule(effective={"from": "2027-02-28", "to": None})
    found = check_book(written(data, tmp_path / "trial.yaml"))
    assert not found.usable and found.faults == ()
    assert (
        "GBT45251-NIGHT",
        "the result (status) should be over (appears not to comply) and is none (nothing found)",
    ) in {(one.rule, one.why) for one in found.wrong}
    assert {one.vector for one in found.wrong} <= {one["name"] for one in data["rules"][0]["vectors"]}


def test_a_fault_of_form_keeps_the_vectors_from_running(tmp_path: Path) -> None:
    path = written(with_rule(effective={"from": "2025-2-28", "to": None}), tmp_path / "trial.yaml")
    found = check_book(path)
    assert (found.usable, found.ran, found.book) == (False, 0, None)
    line = next(no for no, text in enumerate(path.read_text("utf-8").splitlines(), 1) if text.startswith("    from:"))
    assert [str(one) for one in found.faults] == [
        f"trial.yaml, line {line} (rules/GBT45251-NIGHT/effective/from): “2025-2-28” is no date; write it as 2026-01-31."
    ]


def test_what_is_no_yaml_is_a_fault_and_a_missing_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trial.yaml"
    path.write_text("id: [", encoding="utf-8")
    assert [one.where for one in check_book(path).faults] == ["trial.yaml, line 2, column 1"]
    written(small_book(files=["gone.yaml"]), tmp_path / "book.yaml")
    with pytest.raises(InputError, match=r"gone\.yaml"):
        check_book(tmp_path / "book.yaml")


def test_only_the_book_of_a_folder_has_parts(tmp_path: Path) -> None:
    (fault,) = check_book(written(small_book(files=["more.yaml"]), tmp_path / "trial.yaml")).faults
    assert "There is no field “files” here." in fault.what


def test_words_that_should_not_be_said_are_named_with_what_to_say(tmp_path: Path) -> None:
    wrong = {"zh": "该机构违反了规定。", "en": "this violates the standard."}
    (zh, en) = check_book(written(with_rule(conduct=wrong), tmp_path / "trial.yaml")).remarks
    assert "conduct/zh" in zh.where and zh.what.startswith("“违反了”: it is a verdict") and "Better: " in zh.what
    assert "conduct/en" in en.where and en.what.startswith("“violat”")


def test_a_number_corrected_in_the_test_alone_is_told(tmp_path: Path) -> None:
    data = small_book("GBT45251-FREQ-NOTICE-3")
    (rule,) = data["rules"]
    (test,) = rule["test"]
    rule["vectors"] = [
        {"name": "one", "case": "near_miss", "events": [{"at": "2026-01-02 10:00"}], "expect": {"status": "none"}}
    ]
    told = "The test says 4, the threshold shown beside its figures 3: correct both, and the words."
    for limit, expected in ((3, False), (4, True)):
        test["limit"] = limit
        found = check_book(written(data, tmp_path / "trial.yaml"))
        assert found.usable and (told in {one.what for one in found.advice}) is expected


def test_cases_without_a_vector_are_advice_and_no_fault(tmp_path: Path) -> None:
    data = small_book()
    rule = data["rules"][0]
    rule["vectors"] = [one for one in rule["vectors"] if one["case"] in ("hit", "near_miss")]
    found = check_book(written(data, tmp_path / "trial.yaml"))
    assert found.usable and found.book is not None
    missing = missing_cases(found.book.rules[0])
    assert missing == ["boundary", "exception", "wrong_date", "wrong_lender", "missing_fact"]
    assert any(one.where == "GBT45251-NIGHT" and ", ".join(missing) in one.what for one in found.advice)


def test_as_json_holds_all_of_it(tmp_path: Path) -> None:
    data = with_rule(effective={"from": "2027-02-28", "to": None}, title={"zh": "违法了", "en": "Calls at night"})
    told = check_book(written(data, tmp_path / "trial.yaml")).as_json()
    assert (told["book"], told["usable"], told["faults"]) == ("trial", False, [])
    assert told["vectors"]["ran"] == len(data["rules"][0]["vectors"]) and told["vectors"]["wrong"]
    assert set(told["vectors"]["wrong"][0]) == {"where", "rule", "vector", "why"}
    assert [set(one) for one in told["remarks"]] == [{"where", "what"}]


def test_a_fault_within_a_vector_is_for_the_check_and_keeps_no_book_from_being_read(tmp_path: Path) -> None:
    data = small_book()
    data["rules"][0]["vectors"][0]["events"][0]["chanel"] = "sms"
    path = written(data, tmp_path / "trial.yaml")
    assert load_rulebook(str(path)).id == "trial"
    assert ["chanel" in one.what for one in check_book(path).faults] == [True]
    del data["rules"][0]["vectors"][0]["case"]
    with pytest.raises(InputError, match="case"):
        load_rulebook(str(written(data, path)))


# One's own


@pytest.mark.parametrize("book", packaged_books())
def test_a_copy_is_the_same_book_and_can_be_named_by_its_folder(book: str, tmp_path: Path) -> None:
    folder = copy_book(book, tmp_path / "copy")
    copied, packaged = load_rulebook(str(meant(str(folder)))), load_rulebook(book)
    assert copied.own and not packaged.own
    assert (copied.id, copied.rules, copied.background) == (packaged.id, packaged.rules, packaged.background)


def test_a_copy_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "mine.txt").write_text("kept")
    with pytest.raises(InputError, match="exists already"):
        copy_book("cn", tmp_path / "copy")
    assert [one.name for one in (tmp_path / "copy").iterdir()] == ["mine.txt"]


def test_what_lies_where_one_is_comes_before_a_packaged_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert meant("cn").parent.name == "cn" and tmp_path not in meant("cn").parents
    copy_book("cn", Path("cn"))
    assert meant("cn") == Path("cn/book.yaml")


def test_a_book_of_ones_own_takes_the_place_of_the_packaged_one(tmp_path: Path, home: Path) -> None:
    case = create_case(
        tmp_path / "case", lender="演示消费金融", lender_type="consumer_finance", own_numbers=["13800000001"]
    )
    case.log(start="2026-03-01 21:30", number="17000000001", outcome="conversation")
    assert "GBT45251-NIGHT" not in {one.rule for one in check_case(case)}

    data = small_book(id="cn")
    data["rules"][0]["test"][0]["allowed"][0]["to"] = "21:00"
    place = use_book(written(data, tmp_path / "mine.yaml"), "cn")
    assert place == home / "rulebooks" / "cn" == own_books() / "cn"
    assert [one.rule for one in check_case(case)] == ["GBT45251-NIGHT"]
    assert [(one.id, one.own) for one in shelf() if one.own] == [("cn", True)]

    assert remove_book("cn") is True
    assert "GBT45251-NIGHT" not in {one.rule for one in check_case(case)} and not any(one.own for one in shelf())
    with pytest.raises(NotFoundError):
        remove_book("cn")


def test_using_a_book_again_leaves_nothing_of_the_earlier_one(tmp_path: Path) -> None:
    use_book(copy_book("cn", tmp_path / "copy") / "book.yaml", "trial")
    assert (own_books() / "trial" / "standard.yaml").is_file()
    use_book(written(small_book(), tmp_path / "trial.yaml"), "trial")
    assert [one.name for one in (own_books() / "trial").iterdir()] == ["book.yaml"]
    assert [one.name for one in own_books().iterdir()] == ["trial"]
    assert load_rulebook("trial").own and "trial" in {one.id for one in shelf()}
    assert remove_book("trial") is False


@pytest.mark.parametrize("name", ["../cases", "", "cn/../.."])
def test_only_books_can_be_removed(name: str) -> None:
    own_books().mkdir(parents=True)
    (own_books().parent / "cases").mkdir()
    with pytest.raises(NotFoundError):
        remove_book(name)
    assert (own_books().parent / "cases").is_dir()
