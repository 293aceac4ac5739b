"""`casekit rules`: read the rules, check a rulebook, correct one and use it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from casekit import create_case
from casekit.rules import load_rulebook
from casekit.rules.loading import packaged_books, read_book
from casekit.text import language
from tests.cli.test_commands import Shell
from tests.rules.small import small_book, written


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(capsys, str(tmp_path / "case"))


def test_every_rule_is_listed_with_force_dates_and_certainty(shell: Shell) -> None:
    lines = shell("rules", "list").splitlines()
    rules = load_rulebook("cn").rules
    assert [line.split(":")[0] for line in lines[:-1]] == [rule.id for rule in rules]
    assert lines[-1] == f"{len(rules)} rules"
    (old,) = (line for line in lines if line.startswith("PSAPL-OLD-42:"))
    assert "law · 2013-01-01 to 2025-12-31 · certainty: high · not in force today" in old
    assert [one["id"] for one in shell.json("rules", "list")] == [rule.id for rule in rules]


@pytest.mark.parametrize("book", packaged_books())
@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_every_rule_and_provision_can_be_read_in_both_languages(shell: Shell, book: str, tongue: str) -> None:
    loaded = load_rulebook(book)
    with language(tongue):
        for one in (*loaded.rules, *loaded.background, *loaded.yardsticks):
            printed = shell("rules", "show", one.id, "--rulebook", book)
            assert one.conduct["zh"] in printed and one.conduct["en"] in printed
            assert all(source.words[tongue] in printed for source in one.sources) and one.checked_on in printed
            assert "{" not in printed.replace(str(one.conduct), "") and "None" not in printed


def test_a_rule_shows_whom_it_binds_how_it_is_tested_and_what_defeats_it(shell: Shell) -> None:
    printed = shell("rules", "show", "gbt45251-freq-notice-3")
    rule = load_rulebook("cn").rule("GBT45251-FREQ-NOTICE-3")
    for told in (
        "In force: since 2025-02-28", "an agency through the lender it acts for", "Tests: More than 3 contacts on one day",
        "(the number was not verified and never prints)", rule.defeated_by["en"], rule.not_if[0]["en"],
        *(f"Vector ({one['case']}: " for one in rule.vectors), *(f"): {one['name']}" for one in rule.vectors),
        "Matter: how often they call (frequency)",
    ):  # fmt: skip
        assert told in printed, told


def test_an_article_that_was_not_verified_is_not_handed_to_programs(shell: Shell) -> None:
    shown = shell.json("rules", "show", "GBT45251-NIGHT")
    assert (shown["article"], shown["article_verified"]) == ({"zh": "", "en": ""}, False)
    assert shell.json("rules", "show", "PSAPL-NEW-50")["article"]["zh"]


def test_a_rule_that_is_not_there_is_refused_with_what_is_near(shell: Shell) -> None:
    shell("rules", "show", "GBT45251-NIGTH", code=1)
    assert "GBT45251-NIGHT" in shell.error and shell.error.count("\n") == 1


def test_the_books_are_listed_with_what_they_hold(shell: Shell) -> None:
    told = {one["id"]: one for one in shell.json("rules", "books")}
    assert list(told) == packaged_books()
    for name, one in told.items():
        book = load_rulebook(name)
        assert (one["rules"], one["background"], one["own"]) == (len(book.rules), len(book.background), False)
        assert one["vectors"] == sum(len(rule.vectors) for rule in book.rules)
    assert f"cn: Mainland China · rules: {told['cn']['rules']}" in shell("rules", "books")


def test_the_schema_is_written_with_all_words_and_how_an_editor_uses_it(shell: Shell, tmp_path: Path) -> None:
    assert "consumer_finance" in json.loads(shell("rules", "schema"))["$defs"]["lender_type"]["enum"]
    printed = shell("rules", "schema", "-o", "schema.json")
    written_schema = json.loads(Path("schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(written_schema).validate(small_book())
    assert f"# yaml-language-server: $schema={(tmp_path / 'schema.json').as_uri()}" in printed


def test_a_check_says_in_words_what_is_wrong_and_leaves_with_one(shell: Shell) -> None:
    data = small_book()
    data["rules"][0]["strength"] = "laws"
    written(data, Path("mine.yaml"))
    printed = shell("rules", "check", "mine.yaml", code=1)
    assert (
        "(rules/GBT45251-NIGHT/strength): “laws” is none of the words that can stand here. Did you mean “law”?"
        in printed
    )
    with language("zh"):
        assert "“laws”不是这里可以用的词。是不是“law”？" in shell("rules", "check", "mine.yaml", code=1)


def test_a_check_of_a_book_in_order_tells_what_was_run(shell: Shell) -> None:
    data = small_book()
    written(data, Path("mine.yaml"))
    printed = shell("rules", "check", "mine.yaml")
    assert f"In order: rules: 1; vectors run: {len(data['rules'][0]['vectors'])}." in printed
    assert "Advice:" in printed and "(GBT45251-NIGHT)" in printed
    told = shell.json("rules", "check", "mine.yaml")
    assert told["usable"] and told["faults"] == [] and told["vectors"]["wrong"] == []


def test_a_vector_that_is_not_met_is_named(shell: Shell) -> None:
    data = small_book()
    data["rules"][0]["vectors"][0]["expect"] = {"status": "none"}
    written(data, Path("mine.yaml"))
    name = data["rules"][0]["vectors"][0]["name"]
    line = next(
        number for number, line in enumerate(Path("mine.yaml").read_text("utf-8").splitlines(), 1) if name in line
    )
    told = "the result (status) should be none (nothing found) and is over (appears not to comply)"
    printed = shell("rules", "check", "mine.yaml", code=1)
    assert f", “{name}”): {told}" in printed and re.search(r"mine\.yaml, line (\d+) \(GBT45251-NIGHT, ", printed)
    assert 0 <= line - int(re.search(r"mine\.yaml, line (\d+)", printed)[1]) <= 20


def test_a_book_that_is_not_there_is_refused_in_one_line(shell: Shell) -> None:
    for words in (("check", "mars.yaml"), ("use", "mars"), ("copy", "mars"), ("list", "--rulebook", "mars")):
        shell("rules", *words, code=1)
        assert "mars" in shell.error and shell.error.count("\n") == 1


def test_a_corrected_book_is_used_until_it_is_taken_away(shell: Shell) -> None:
    case = create_case(shell.case, lender="演示消费金融", lender_type="consumer_finance", own_numbers=["13800000001"])
    case.log(start="2026-03-01 22:30", number="17000000001", outcome="conversation")
    written(small_book(id="cn"), Path("mine/book.yaml"))
    assert "for cases with the rulebook cn." in shell("rules", "use", "mine") and load_rulebook("cn").own
    assert [one["rule"] for one in shell.json("findings", shell.case)] == ["GBT45251-NIGHT"]
    assert " · your own: " in shell("rules", "books")
    assert "is used again" in shell("rules", "use", "--remove", "cn")
    assert len(shell.json("findings", shell.case)) > 1 and not load_rulebook("cn").own


def test_a_book_with_faults_is_not_used(shell: Shell) -> None:
    data = small_book(id="cn")
    data["rules"][0]["effective"] = {"from": "2027-01-01", "to": None}
    written(data, Path("mine.yaml"))
    printed = shell("rules", "use", "mine.yaml", code=1)
    assert "and is none (nothing found)" in printed and "was not taken into use" in shell.error
    assert not load_rulebook("cn").own


def test_use_wants_a_book_or_an_id_to_remove(shell: Shell) -> None:
    for words in ((), ("mine.yaml", "--remove", "cn"), ("--remove", "cn")):
        shell("rules", "use", *words, code=1)
        assert shell.error.count("\n") == 1


def test_a_copy_names_the_next_steps(shell: Shell) -> None:
    printed = shell("rules", "copy", "cn")
    assert "casekit rules check cn-rulebook" in printed and "casekit rules use cn-rulebook" in printed
    data, _fingerprint = read_book(Path("cn-rulebook/book.yaml"))
    assert data["id"] == "cn"
    assert shell.json("rules", "copy", "cn", "-o", "there") == {"folder": "there"}


def test_a_country_chooses_rulebook_and_zone_unless_they_are_given(shell: Shell, tmp_path: Path) -> None:
    for name in packaged_books():
        book = load_rulebook(name)
        shell("new", str(tmp_path / name), "--country", book.country.lower())
        from casekit import open_case

        header = open_case(tmp_path / name).header
        assert (header.rulebook, header.zone) == (name, book.zones[0])
    shell("new", str(tmp_path / "given"), "--country", "CN", "--timezone", "Asia/Urumqi")
    assert open_case(tmp_path / "given").header.zone == "Asia/Urumqi"
    shell("new", str(tmp_path / "mars"), "--country", "MA", code=1)
    assert "MA" in shell.error and "CN" in shell.error and not (tmp_path / "mars").exists()


def test_an_answer_no_is_entered_without_a_date_and_settles_the_exception(shell: Shell) -> None:
    case = create_case(shell.case, lender="演示消费金融", lender_type="consumer_finance", own_numbers=["13800000001"])
    case.log(start="2026-03-01 22:30", number="17000000001", outcome="conversation")

    def asked() -> list[str]:
        (night,) = (one for one in shell.json("findings", shell.case) if one["rule"] == "GBT45251-NIGHT")
        return [one["id"] for one in night["exceptions"]]

    assert asked() == ["agreed_hours"]
    assert shell.json("fact", shell.case, "agreed_hours", "--not")["denied"] is True
    assert asked() == []
    shell("fact", shell.case, "agreed_frequency", code=1)
    assert "--at" in shell.error
    with language("zh"):
        assert "没有这回事" in shell("fact", shell.case, "agreed_frequency", "--not")
