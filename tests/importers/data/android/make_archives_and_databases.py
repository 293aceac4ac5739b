"""Makes the binary files of this folder: `python tests/importers/data/android/make_archives_and_databases.py`."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).parent
PARTS = "/data/user_de/0/com.android.providers.telephony/app_parts/"
MESSAGES = [
    {"_id": "1", "thread_id": "1", "address": "1069000000001", "date": "1772374500000", "type": "1", "status": "-1",
     "body": "【某某金融】您已逾期\n请还款😀", "sub_id": "1"},
    {"_id": "2", "thread_id": "2", "address": "+8617000000001", "date": "1772374550000", "type": "2", "status": "32",
     "body": "请不要再打", "__display_name": "催收小王"},
    {"_id": "3", "thread_id": "2", "date": "1772374560000", "type": "1", "body": "没有号码"},
    {"_id": "4", "thread_id": "2", "address": "17000000001", "date": "1772374570000", "type": "3", "body": "草稿"},
    {"_id": "9", "thread_id": "3", "date": "1772374600", "msg_box": "1", "m_type": "132", "sub": "å\x82¬æ\x94¶", "sub_cs": "106",
     "extra__base64__": "AAAA",
     "__sender_address": {"address": "17000000003", "type": "137", "__display_name": "小李"},
     "__recipient_addresses": [{"address": "13800000001", "type": "151"}, {"address": "13900000001", "type": "151"}],
     "__parts": [
         {"_id": "1", "mid": "9", "seq": "-1", "ct": "application/smil", "cl": "smil.xml", "text": "<smil/>"},
         {"_id": "2", "mid": "9", "seq": "0", "ct": "text/plain", "cl": "t.txt", "text": "大家看图"},
         {"_id": "3", "mid": "9", "seq": "0", "ct": "image/png", "cl": "函.png", "_data": PARTS + "PART_1772374600_a.png"},
         {"_id": "4", "mid": "9", "seq": "0", "ct": "audio/amr", "_data": PARTS + "PART_1772374600_b"},
         {"_id": "5", "mid": "9", "seq": "0", "ct": "video/mp4", "cl": "v.mp4", "_data": PARTS + "PART_gone.mp4"},
     ]},
    {"_id": "10", "thread_id": "3", "date": "1772374700", "msg_box": "2", "m_type": "128",
     "__sender_address": {"address": "insert-address-token", "type": "137"},
     "__recipient_addresses": [{"address": "17000000003", "type": "151"}],
     "__parts": [{"_id": "6", "mid": "10", "seq": "0", "ct": "text/plain", "text": "收到"}]},
    {"_id": "11", "thread_id": "3", "date": "1772374800", "msg_box": "1", "m_type": "130"},
]  # fmt: skip


def make_zip() -> None:
    with zipfile.ZipFile(HERE / "sms_ie_messages.zip", "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, content: bytes) -> None:
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 0, 0, 0)), content)

        add("messages.ndjson", "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in MESSAGES).encode())
        add("data/PART_1772374600_a.png", b"\x89PNG\r\n\x1a\n")
        add("data/PART_1772374600_b", b"#!AMR\n")
        add("data/PART_unused.jpg", b"\xff\xd8\xff")
        add("contacts.json", b"[]")


def database(name: str, *statements: str, rows: dict[str, list[tuple[object, ...]]]) -> None:
    path = HERE / name
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        for table, of_table in rows.items():
            for row in of_table:
                connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
        connection.commit()


def make_databases() -> None:
    database(
        "calllog.db",
        "CREATE TABLE android_metadata (locale TEXT)",
        "CREATE TABLE calls (_id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT, presentation INTEGER NOT NULL DEFAULT 1, "
        "date INTEGER, duration INTEGER, type INTEGER, name TEXT, subscription_id TEXT, features INTEGER, photo BLOB)",
        rows={"calls": [
            (1, "17000000001", 1, 1772374500000, 65, 1, None, "89860000000000000001", 0, None),
            (2, "+8617000000001", 1, 1772374700123, 0, 2, "催收小王", "1", 0, b"\xff\xd8"),
            (5, "", 2, 1772374800000, 0, 3, None, "1", 0, None),
            (6, "-2", 3, 1772374900000, 21, 4, None, "1", 0, None),
            (7, "17000000002", 1, 1772375000000.0, -5, 1, None, "1", 1, None),
            (8, "17000000002", 1, None, 5, 1, None, "1", 0, None),
            (9, "17000000002", 1, 1772375100000, 5, 10, None, "1", 0, None),
        ]},
    )  # fmt: skip
    database(
        "mmssms.db",
        "CREATE TABLE sms (_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, date INTEGER, date_sent INTEGER, "
        "read INTEGER, status INTEGER DEFAULT -1, type INTEGER, body TEXT, sub_id INTEGER)",
        "CREATE TABLE pdu (_id INTEGER PRIMARY KEY AUTOINCREMENT, thread_id INTEGER, date INTEGER, msg_box INTEGER, "
        "m_type INTEGER, sub TEXT, sub_cs INTEGER, tr_id TEXT)",
        "CREATE TABLE addr (_id INTEGER PRIMARY KEY, msg_id INTEGER, contact_id INTEGER, address TEXT, type INTEGER, "
        "charset INTEGER)",
        "CREATE TABLE part (_id INTEGER PRIMARY KEY AUTOINCREMENT, mid INTEGER, seq INTEGER DEFAULT 0, ct TEXT, "
        "name TEXT, cl TEXT, _data TEXT, text TEXT)",
        rows={
            "sms": [
                (1, 1, "1069000000001", 1772374500000, 1772374499000, 1, -1, 1, "【某某金融】您已逾期\n请还款😀", 1),
                (2, 2, "17000000001", 1772374600000, 0, 1, 64, 2, "请不要再打", 1),
                (3, 2, "17000000001", 1772374700000, 0, 1, -1, 5, "没发出去", 1),
                (4, 2, None, 1772374800000, 0, 1, -1, 1, None, 1),
            ],
            "pdu": [
                (1, 3, 1772374900, 1, 132, "å\x82¬æ\x94¶", 106, "T1"),
                (2, 3, 1772375000, 2, 128, None, None, "T2"),
                (3, 3, 1772375100, 1, 130, None, None, "T3"),
                (5, 3, 1772375200, 1, 132, None, None, "T5"),
                (6, 3, 1772375300, 1, 134, None, None, "T6"),
            ],
            "addr": [
                (1, 5, None, "17000000004", 137, 106), (2, 1, None, "17000000003", 137, 106),
                (3, 1, None, "insert-address-token", 151, 106), (4, 2, None, "insert-address-token", 137, 106),
                (5, 2, None, "17000000003", 151, 106), (6, 2, None, "17000000004", 151, 106),
                (7, 99, None, "17000000009", 137, 106), (8, None, None, "17000000009", 137, 106),
                (9, 5, None, "13800000001", 151, 106), (10, 5, None, "13900000001", 130, 106),
            ],
            "part": [
                (1, 1, 1, "text/plain", None, "b.txt", None, "第二段"), (2, 1, 0, "text/plain", None, "a.txt", None, "第一段"),
                (3, 1, -1, "application/smil", None, "smil.xml", None, "<smil/>"),
                (4, 1, 2, "image/jpeg", "a.jpg", None, PARTS + "PART_1", None),
                (5, 2, 0, "text/plain", None, None, None, "不要群发"),
                (6, 5, 0, "text/plain", None, None, None, "都看看"),
                (7, 3, 0, "image/jpeg", None, None, PARTS + "PART_2", None),
            ],
        },
    )  # fmt: skip
    database(
        "samsung_logs.db",
        "CREATE TABLE logs (_id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT, address TEXT, date INTEGER, "
        "duration INTEGER, type INTEGER, new INTEGER, name TEXT, messageid TEXT, logtype INTEGER NOT NULL, m_content TEXT)",
        rows={"logs": [
            (1, "17000000001", None, 1772374500000, 65, 1, 0, "催收小王", None, 100, None),
            (2, "17000000001", None, 1772374600000, 0, 1, 0, None, "1", 300, "您已逾期"),
            (3, "17000000002", None, 1772374700000, 9, 2, 0, None, None, 1000, None),
        ]},
    )  # fmt: skip


if __name__ == "__main__":
    make_zip()
    make_databases()
