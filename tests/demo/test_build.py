"""The demo case, built through the ordinary doors, holds exactly what is true of the story."""

from __future__ import annotations

import datetime as dt

import pytest

from casekit.casebook import create_case, open_case
from casekit.casebook.events import counted, left_out
from casekit.casebook.masking import masked_view
from casekit.demo import cast, media_files
from casekit.demo.build import build_demo, demo_case, key_figures
from casekit.demo.files import recorded
from casekit.demo.scenes import NOTES, SAID
from casekit.demo.storyline import tell
from casekit.errors import InputError, LedgerError
from casekit.model.vocabulary import THIRD_PERSON_ROLES
from casekit.text import language
from tests.demo.truth import COLLECTORS, truth_of

NIGHT, MORNING = dt.time(22, 0), dt.time(8, 0)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with language("zh"):
        return build_demo(tmp_path_factory.mktemp("home") / "demo")


@pytest.fixture(scope="module")
def truth():
    return truth_of(tell())


@pytest.fixture(scope="module")
def ours(case):
    return counted(case.events())


@pytest.fixture(scope="module")
def sides(case):
    """The debt's id in the case → the side in the story."""
    products = {owed.product: side for side, owed in cast.DEBTS.items()}
    return {debt.id: products[debt.product] for debt in case.background().debts.values()}


def per_day(rows, sides):
    grouped = rows.groupby([rows["debt"].map(sides).astype(str), rows["local"].dt.date]).size()
    return {(side, day): int(count) for (side, day), count in grouped.items()}


def test_the_case_says_that_it_is_invented(case):
    assert case.header.demo and cast.MARK in case.header.title
    assert case.verify() == []


def test_every_contact_of_the_story_is_counted_once(ours, sides, truth):
    assert ours["debt"].map(sides).value_counts().to_dict() == truth.contacts
    assert ours["contact"].is_unique


def test_two_records_of_a_call_are_one_contact(case):
    events = case.events()
    answered = [call for call in tell().calls if call.connected]
    records = events[(events["person"] == "debtor") & (events["duration_s"].fillna(0) > 0) & events["batch"].notna()]
    assert len(records) == 2 * len(answered)
    assert records["contact"].nunique() == len(answered)
    assert set(records.groupby("contact", observed=True)["primary"].sum()) == {1}
    assert case.pending_links() == []


def test_the_overlap_of_the_two_backups_adds_nothing(case):
    first, second = (batch for batch in case.batches() if batch.file_name.startswith("calls-"))
    assert first.confirmed == 0 and second.confirmed > 0
    assert first.imported + second.imported == len(tell().calls)


def test_connected_calls_and_unanswered_tries_per_day(ours, sides, truth):
    mine = ours[(ours["person"] == "debtor") & (ours["channel"] == "call") & (ours["direction"] == "in")]
    talked = mine["outcome"] == "conversation"
    assert per_day(mine[talked], sides) == truth.connected
    assert per_day(mine[~talked], sides) == truth.unanswered
    assert set(mine["line"]) == {cast.OWN_LINE}


def test_night_contacts_and_edges(ours, sides, truth):
    exact = ours[(ours["direction"] == "in") & ours["precision"].isin(("second", "minute"))]
    clock = exact["local"].dt.floor("s").dt.time
    late = exact[(clock > NIGHT) | (clock < MORNING)]
    assert late["debt"].map(sides).value_counts().to_dict() == truth.night
    assert int(clock.isin((NIGHT, MORNING)).sum()) == sum(truth.edge.values())


def test_the_year_of_the_mothers_bill_turns_at_new_year(ours, truth):
    mother = ours[ours["relation"] == "parent"].sort_values("local")
    told = [call.picked_up for call in tell().mothers_calls if call.side in COLLECTORS]
    assert list(mother["local"]) == told
    assert set(mother["time_basis"]) == {"year_inferred"}
    assert set(mother["line"]) == {cast.PEOPLE[cast.MOTHER].line}


def test_third_persons_per_day(case, ours, sides, truth):
    keys = {person.id: key for person in case.background().persons.values() for key, known in cast.PEOPLE.items()
            if known.name == person.name}  # fmt: skip
    third = ours[ours["role"].isin(THIRD_PERSON_ROLES)]
    found: dict[tuple[str, dt.date], set[str]] = {}
    for row in third.itertuples():
        found.setdefault((sides[row.debt], row.local.date()), set()).add(keys[row.person])
    assert found == truth.third_persons


def test_all_numbers_of_the_collectors_and_no_other(ours, truth):
    assert set(ours["number"].dropna()) == truth.callers


def test_private_life_is_in_the_case_and_in_no_figure(case, truth):
    events = case.events()
    private = cast.private_numbers()
    assert private <= set(events["number"].dropna()), "the private calls were imported as well"
    assert not private & set(counted(events)["number"].dropna())
    omitted = left_out(events)
    assert (omitted.not_collector, omitted.unknown) == (truth.private_contacts, truth.unattributed_contacts)


def test_calls_with_a_hidden_number_count_by_the_borrowers_word(ours):
    hidden = ours[ours["number"].isna() & (ours["channel"] == "call") & (ours["source"] != "typed")]
    assert len(hidden) == 4 and set(hidden["attribution"]) == {"claimed"}


def test_what_was_said_stands_on_the_counted_row(ours):
    words = set(ours["words"]) - {""}
    assert words == {one.words for one in (*SAID, *NOTES) if one.words}
    tags = {tag for tags in ours["tags"] for tag in tags}
    assert tags == {tag for one in (*SAID, *NOTES) for tag in one.tags}


def test_recordings_and_screenshots_hang_on_what_they_show(case, ours):
    files = {one.name: one for one in case.background().evidence if one.kind in ("recording", "screenshot")}
    assert len(files) == len(recorded()) + len(media_files.SCREENSHOTS)
    words = dict(zip(ours["id"], ours["words"], strict=True))
    evidence = {sha256: words[row] for row, held in zip(ours["id"], ours["evidence"], strict=True) for sha256 in held}
    said = {one.words for one in recorded()}
    assert {evidence[one.sha256] for one in files.values() if one.kind == "recording"} == said
    assert all(cast.MARK in one.note and one.incidents for one in files.values())


def test_nothing_private_is_in_what_may_leave(case):
    for mask in ("third-parties", "all", "none"):
        view = masked_view(case, mask)
        written = view.events.to_csv() + repr(view.background)
        assert not [number for number in cast.private_numbers() if number in written]
        for text in (*cast.BANK.texts, *cast.LOCKER.texts, *cast.MOTHERS_TEXTS):
            assert text not in written


def test_third_persons_are_masked_by_default(case):
    view = masked_view(case)
    written = view.events.to_csv() + repr(view.background)
    for person in cast.PEOPLE.values():
        assert person.name not in written and person.line not in written


def test_key_figures_speak_both_languages(case, truth):
    with language("zh"):
        chinese = key_figures(case)
    with language("en"):
        english = key_figures(case)
    assert list(chinese.values()) == list(english.values())
    answered = sum(1 for one in (*tell().calls, *tell().messages) if one.side in COLLECTORS and one.direction == "out")
    assert english["Contacts counted as the collectors'"] == sum(truth.contacts.values()) - answered
    assert chinese["被联系的亲友、同事等（人）"] == len(cast.PEOPLE)
    assert len(chinese) > 5


def test_an_english_demo_has_the_same_figures(tmp_path, truth):
    with language("en"):
        english = build_demo(tmp_path / "demo")
    assert english.header.language == "en"
    assert len(counted(english.events())) == sum(truth.contacts.values())


def test_progress_counts_up_to_the_end(tmp_path):
    seen: list[tuple[int, int]] = []
    build_demo(tmp_path / "demo", lambda done, total: seen.append((done, total)))
    assert [done for done, _total in seen] == list(range(len(seen)))
    assert seen[-1][0] == seen[-1][1] == seen[0][1]


def test_the_demo_is_opened_when_it_is_there(case):
    assert demo_case(case.folder).head == case.head


def test_the_demo_lies_below_the_home_of_cases(tmp_path, monkeypatch):
    monkeypatch.setenv("CASEKIT_HOME", str(tmp_path))
    assert demo_case().folder == tmp_path / "demo"


def test_a_case_of_ones_own_is_never_taken_for_the_demo(tmp_path):
    create_case(tmp_path / "mine", lender="某银行")
    with language("zh"), pytest.raises(InputError, match="您自己的案件"):
        demo_case(tmp_path / "mine")
    assert open_case(tmp_path / "mine").header.demo is False


def test_a_folder_with_files_in_it_is_refused(tmp_path):
    (tmp_path / "合同.pdf").write_bytes(b"%PDF")
    with language("zh"), pytest.raises(InputError, match="不是空的"):
        build_demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["合同.pdf"]


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path):
    (tmp_path / "file").write_text("x")
    with language("en"), pytest.raises(LedgerError, match="cannot be made"):
        build_demo(tmp_path / "file" / "demo")


def test_a_build_that_breaks_off_leaves_nothing(tmp_path):
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_demo(tmp_path / "demo", stop)
    assert list(tmp_path.iterdir()) == []
