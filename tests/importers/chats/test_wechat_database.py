"""Databases of WeChat are refused in words that say what to do instead."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from casekit.errors import InputError
from casekit.importers import registry

NOISE = bytes(range(256)) * 64


def database(path: Path, *tables: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for table in tables:
            connection.execute(f'CREATE TABLE "{table}" (a)')
        connection.commit()
    return path


@pytest.mark.parametrize(
    "name", ["MSG0.db", "MicroMsg.db", "EnMicroMsg.db", "message_0.db", "MM.sqlite", "MediaMSG1.db"]
)
def test_encrypted_ones_are_known_by_their_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(NOISE)
    with pytest.raises(InputError) as error:
        registry.recognise(registry.probe(tmp_path / name))
    assert name in error.value.message and "多选" in error.value.message


@pytest.mark.parametrize(
    "tables", [("MSG", "Name2ID"), ("message", "rcontact"), (f"Chat_{'0a' * 16}",), (f"Msg_{'0a' * 16}", "Name2Id")]
)
def test_readable_ones_are_known_by_their_tables(tmp_path: Path, tables: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as error:
        registry.recognise(registry.probe(database(tmp_path / "a.db", *tables)))
    assert "多选" in error.value.message


def test_other_databases_and_other_noise_are_not_taken_for_them(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(NOISE)
    for path in (database(tmp_path / "MSG0.db", "notes"), tmp_path / "a.bin"):
        with pytest.raises(InputError) as error:
            registry.recognise(registry.probe(path))
        assert "多选" not in error.value.message
