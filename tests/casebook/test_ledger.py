"""The ledger: every alteration before the head is found; what cannot be found is said; damage is told in words."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import casekit
from casekit.casebook import Case, ledger
from casekit.casebook.ledger import APPLICATION_ID, SCHEMA_VERSION, Ledger
from casekit.errors import InputError, LedgerError, NewerLedgerError, NotFoundError
from casekit.text import language
from tests.casebook.conftest import Take, call
from tests.casebook.verifier import broken_entries, rows_of

OPEN_TO_ALL = "DROP TRIGGER entry_is_never_changed; DROP TRIGGER entry_is_never_deleted;"


@pytest.fixture
def full(case: Case, take: Take) -> Case:
    """A case with entries of many kinds."""
    case.log(
        start="2026-01-05T22:30", number="170 0000 0001", words="再不还就\u0000找你妈 😡 \u202e‮abc", tags=["insult"]
    )
    take(case, "phone_log", [call(60 * at) for at in range(25)])
    case.amend(1, note="补充")
    case.attach("证据".encode(), name="录音.m4a", incident=1)
    case.withdraw(2, "记错了")
    case.restore(2)
    return case


def forge(case: Case, statements: str) -> None:
    """Change the file behind the ledger's back, as somebody with a database tool can."""
    connection = sqlite3.connect(case.ledger.path)
    connection.executescript(OPEN_TO_ALL + statements)
    connection.close()


def test_a_case_is_sound_for_us_and_for_a_verifier_of_its_own(full: Case) -> None:
    assert full.verify() == []
    assert broken_entries(full.ledger.path) == []
    assert {row["kind"] for row in rows_of(full.ledger.path)} >= {
        "case", "person", "party", "debt", "incidents", "import", "evidence", "link", "amend", "withdraw", "restore",
    }  # fmt: skip


def test_sqlite_itself_refuses_change_and_deletion(full: Case) -> None:
    connection = sqlite3.connect(full.ledger.path)
    for statement in ("UPDATE entry SET kind = 'fact'", "DELETE FROM entry WHERE seq = 2"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


ALTERATIONS: dict[str, tuple[str, int]] = {
    "a word in a body": ("UPDATE entry SET body = replace(body, '林一', '林二') WHERE seq = 1", 1),
    "a number in a column": ("UPDATE entry SET body = replace(body, '17000000001', '17000000002') WHERE seq = 7", 7),
    "a time of recording": ("UPDATE entry SET recorded_at = '2026-01-01T00:00:00Z' WHERE seq = 3", 3),
    "a kind": ("UPDATE entry SET kind = 'party' WHERE seq = 2", 2),
    "a count": ("UPDATE entry SET count = count + 1 WHERE seq = 2", 2),
    "a secret": ("UPDATE entry SET secret = hex(zeroblob(32)) WHERE seq = 4", 4),
    "a root": ("UPDATE entry SET items_root = (SELECT items_root FROM entry WHERE seq = 2) WHERE seq = 3", 3),
    "an entry taken out": ("DELETE FROM entry WHERE seq = 4", 5),
    "the first entry taken out": ("DELETE FROM entry WHERE seq = 1", 2),
    "two entries swapped": (
        "UPDATE entry SET seq = -1 WHERE seq = 3; UPDATE entry SET seq = 3 WHERE seq = 4; "
        "UPDATE entry SET seq = 4 WHERE seq = -1",
        3,
    ),
    "an entry put in between": (
        "UPDATE entry SET seq = seq + 100 WHERE seq > 3; UPDATE entry SET seq = seq - 99 WHERE seq > 100; "
        "INSERT INTO entry SELECT 4, recorded_at, kind, hash, count, items_root, hex(randomblob(32)), secret, body "
        "FROM entry WHERE seq = 3",
        4,
    ),
    "a body that is no JSON": ("UPDATE entry SET body = '{' WHERE seq = 5", 5),
    "a body of another shape": ("UPDATE entry SET body = '{\"columns\":[1]}' WHERE seq = 5", 5),
    "a body nested without end": (f"UPDATE entry SET body = '{'[' * 100_000}' WHERE seq = 5", 5),
    "half a surrogate pair in a body": ("UPDATE entry SET body = '[{\"id\":\"\\ud83d\"}]' WHERE seq = 2", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", ALTERATIONS)
def test_an_alteration_is_found_where_it_is(full: Case, name: str) -> None:
    statements, seq = ALTERATIONS[name]
    before = [tuple(row) for row in rows_of(full.ledger.path)]
    forge(full, statements)
    assert [tuple(row) for row in rows_of(full.ledger.path)] != before
    faults = full.ledger.verify()
    assert faults and faults[0].where == f"entry {seq}"


def test_an_entry_made_anew_with_its_hash_breaks_the_chain_after_it(full: Case) -> None:
    entry = next(full.ledger.entries(after=4))
    anew = ledger.seal(5, entry.recorded_at, entry.kind, entry.prev, [{"id": "x"}], bytes(32))
    forge(
        full,
        f"UPDATE entry SET body = '{anew.body}', count = 1, items_root = '{anew.items_root}', "
        f"hash = '{anew.hash}', secret = '{anew.secret}' WHERE seq = 5",
    )
    assert [(fault.where, fault.what) for fault in full.ledger.verify()] == [
        ("entry 6", "it does not follow the entry before it")
    ]
    assert broken_entries(full.ledger.path) == [6]


def test_a_cut_tail_shows_only_to_whoever_kept_the_head(full: Case) -> None:
    """A chain cannot know that it once was longer; the head printed in each report can."""
    printed = full.head
    forge(full, f"DELETE FROM entry WHERE seq > {printed[0] - 3}")
    assert full.ledger.verify() == []
    assert casekit.open_case(full.folder).head != printed
    assert printed[1] not in {row["hash"] for row in rows_of(full.ledger.path)}


def test_a_case_copied_to_another_place_is_the_same_case(full: Case, tmp_path: Path) -> None:
    copy = shutil.copytree(full.folder, tmp_path / "U 盘" / "案件 'copy' #1?")
    there = casekit.open_case(copy)
    assert there.head == full.head
    assert there.verify() == []
    assert there.events().equals(full.events())


def test_equal_items_have_unlike_leaves(full: Case) -> None:
    full.log(start="2026-01-06", words="同样的话")
    full.log(start="2026-01-06", words="同样的话")
    roots = [row["items_root"] for row in rows_of(full.ledger.path)][-2:]
    secrets = {row["secret"] for row in rows_of(full.ledger.path)}
    assert roots[0] != roots[1]
    assert len(secrets) == len(rows_of(full.ledger.path))


def test_an_altered_evidence_file_and_a_missing_one_are_named(full: Case) -> None:
    full.attach(b"second", name="截图.png")
    first, second = (one for one in full.background().evidence if one.kind in ("recording", "screenshot"))
    path = full.evidence_path(first.sha256)
    path.chmod(0o644)
    path.write_bytes(b"something else")
    full.evidence_path(second.sha256).unlink()
    assert [str(fault) for fault in full.verify()] == [
        "录音.m4a: the file was altered after it was taken in",
        "截图.png: the file is missing from the evidence folder",
    ]


def test_a_newer_ledger_is_refused_in_words_and_left_alone(case: Case) -> None:
    connection = sqlite3.connect(case.ledger.path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = case.ledger.path.read_bytes()
    with pytest.raises(NewerLedgerError, match=r"newer casekit \(format 2, this one reads up to 1\).*update"):
        casekit.open_case(case.folder)
    with language("zh"), pytest.raises(NewerLedgerError, match="更新版本的 casekit"):
        casekit.open_case(case.folder)
    assert case.ledger.path.read_bytes() == before


def write_other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE entry (seq INTEGER); PRAGMA user_version = 7;")
    connection.close()


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no database": (lambda path: path.write_text("这不是数据库" * 300, encoding="utf-8"), "not a casekit case"),
    "empty": (lambda path: path.write_bytes(b""), "not a casekit case"),
    "the database of another program": (write_other_database, "not a casekit case"),
    "cut in half": (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), "damaged"),
    "only the head left": (lambda path: path.write_bytes(path.read_bytes()[:100]), "damaged"),
    "zeros in the middle": (
        lambda path: path.write_bytes((data := path.read_bytes())[:4096] + bytes(len(data) - 4096)),
        "damaged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_ledger_is_refused_in_words(full: Case, name: str) -> None:
    damage, words = DAMAGES[name]
    full.ledger.path.unlink() if name.startswith("the database") else None
    damage(full.ledger.path)
    before = full.ledger.path.read_bytes()
    with pytest.raises(LedgerError, match=words) as refused:
        casekit.open_case(full.folder)
    assert "Traceback" not in str(refused.value)
    assert full.ledger.path.read_bytes() == before


def test_a_folder_without_a_ledger_and_no_folder_at_all(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    for name in ("leer", "nowhere"):
        with pytest.raises(NotFoundError, match=r"ledger\.sqlite is missing"):
            casekit.open_case(tmp_path / name)


STRANGE_ENTRIES: dict[str, tuple[str, dict[str, object]]] = {
    "an amendment of nothing": ("amend", {"id": "nobody", "fields": {"note": "x"}}),
    "a channel of tomorrow": ("incidents", {"id": "x", "channel": "hologram"}),
    "a tag of tomorrow": ("incidents", {"id": "x", "tags": ["insult", "mind_reading"]}),
    "an amendment to a word of tomorrow": ("amend", {"id": "1", "fields": {"outcome": "dreamt"}}),
    "a person with a field of tomorrow": ("person", {"id": "x", "avatar": "x"}),
    "a fact without a date": ("fact", {"id": "x", "kind": "payoff"}),
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGE_ENTRIES)
def test_an_entry_that_cannot_be_understood_is_refused_by_its_number(case: Case, name: str) -> None:
    kind, item = STRANGE_ENTRIES[name]
    one = case.log(start="2026-01-05")
    before = case.ledger.append(kind, [{**item, **({"id": one.id} if item["id"] == "1" else {})}])
    with pytest.raises(LedgerError, match=r"Entry 6 of the case cannot be read: a newer casekit.* update casekit"):
        casekit.open_case(case.folder)
    assert case.ledger.head() == (before.seq, before.hash)


def test_there_is_one_case_in_a_folder(case: Case) -> None:
    before = case.head
    with pytest.raises(InputError, match="already"):
        casekit.create_case(case.folder, lender="别家")
    assert casekit.open_case(case.folder).head == before


@pytest.mark.parametrize("left", ["nothing in it", "a table without entries"])
def test_a_case_that_was_never_finished_can_be_made_again(tmp_path: Path, left: str) -> None:
    path = tmp_path / "case" / "ledger.sqlite"
    path.parent.mkdir()
    path.touch() if left == "nothing in it" else Ledger.create(path)
    case = casekit.create_case(tmp_path / "case", lender="花呗")
    assert case.verify() == []
    assert casekit.open_case(tmp_path / "case").background().sole_lender() is not None


def test_a_ledger_without_entries_says_what_to_do(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "ledger.sqlite")
    with pytest.raises(NotFoundError, match="never finished"):
        casekit.open_case(tmp_path)


def test_another_window_that_writes_for_long_is_told(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "BUSY_SECONDS", 0)
    with case.ledger.writing() as add:
        add("export", [{"kind": "list"}])
        with pytest.raises(LedgerError, match="Another window is writing"):
            case.log(start="2026-01-05")
    case.refresh()
    assert case.log(start="2026-01-05").no == 1
    assert len(case.exports()) == 1


def test_a_long_import_keeps_no_other_window_from_reading(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "BUSY_SECONDS", 0)
    before = case.head
    with case.ledger.writing() as add:
        for _number in range(20):
            add("export", [{"kind": "x" * 1_000_000}])
        assert casekit.open_case(case.folder).head == before
    assert case.head[0] == before[0] + 20


def test_what_fails_on_the_way_leaves_nothing(case: Case) -> None:
    before = case.head

    def fail_half_way() -> None:
        with case.ledger.writing() as add:
            add("export", [{"kind": "list"}])
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        fail_half_way()
    assert casekit.open_case(case.folder).head == before


def test_the_ledger_names_its_program_and_format(case: Case) -> None:
    connection = sqlite3.connect(case.ledger.path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_an_unknown_kind_of_entry_is_not_written(case: Case) -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        case.ledger.append("verdict", [{"guilty": True}])
    assert case.ledger.head() == case.head


def test_a_copy_is_whole_while_another_window_writes(full: Case, tmp_path: Path) -> None:
    head = full.head
    with full.ledger.writing() as add:
        add("export", [{"kind": "list"}])
        full.ledger.copy_to(tmp_path / "ledger.sqlite")
    assert casekit.open_case(tmp_path).head == head
    with pytest.raises(LedgerError, match="cannot be opened"):
        full.ledger.copy_to(tmp_path / "no folder" / "ledger.sqlite")
