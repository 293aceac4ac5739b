"""Make the databases beside this: `python tests/importers/data/iphone/make.py`. All numbers and names are invented.

The tables are those of Apple's schema, with the columns that matter; see `Library/CallHistoryDB` and `Library/SMS`.
"""

from __future__ import annotations

import plistlib
import sqlite3
from pathlib import Path

HERE = Path(__file__).parent
APPLE = 978307200
NIGHT = 1772374500 - APPLE  # 2026-03-01 14:15:00 UTC, 22:15 in Shanghai

CALLS = """
CREATE TABLE ZCALLRECORD ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZANSWERED INTEGER,
 ZCALLTYPE INTEGER, ZDISCONNECTED_CAUSE INTEGER, ZHASMESSAGE INTEGER, ZORIGINATED INTEGER, ZDATE TIMESTAMP,
 ZDURATION FLOAT, ZADDRESS VARCHAR, ZBLOCKEDBYEXTENSION VARCHAR, ZISO_COUNTRY_CODE VARCHAR, ZNAME VARCHAR,
 ZSERVICE_PROVIDER VARCHAR, ZUNIQUE_ID VARCHAR );
CREATE TABLE ZHANDLE ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, ZTYPE INTEGER, ZNORMALIZEDVALUE VARCHAR, ZVALUE VARCHAR );
CREATE TABLE Z_2REMOTEPARTICIPANTHANDLES ( Z_2REMOTEPARTICIPANTCALLS INTEGER, Z_4REMOTEPARTICIPANTHANDLES INTEGER,
 PRIMARY KEY (Z_2REMOTEPARTICIPANTCALLS, Z_4REMOTEPARTICIPANTHANDLES) );
"""
PHONE, FACETIME = "com.apple.Telephony", "com.apple.FaceTime"
# answered, type, has message, originated, seconds after NIGHT, duration, address, blocked by, name, service
CALL_ROWS = [
    (1, 1, 0, 0, 0.734, 65.9, "+8617000000001", None, None, PHONE),  # talked
    (0, 1, 0, 0, 600, 0.0, b"17000000001", None, None, PHONE),  # missed; the address as bytes
    (0, 1, 0, 1, 900, 31.0, "13800000002", None, "小李", PHONE),  # called and talked, though ZANSWERED is 0
    (0, 1, 0, 1, 1200, 0.0, "13800000002", None, "小李", PHONE),  # called in vain, or given up
    (1, 1, 0, 0, 1500, 0.2, "95000", None, None, PHONE),  # taken and put down at once
    (0, 1, 0, 0, 1800, 0.0, "", None, None, PHONE),  # missed, number not shown
    (0, 1, 0, 0, 2100, 0.0, "17000000003", "com.example.blocker", None, PHONE),  # stopped by an app
    (0, 1, 1, 0, 2400, 0.0, "17000000004", None, None, PHONE),  # left a message
    (1, 8, 0, 0, 2700, 120.0, "zhang@example.com", None, None, FACETIME),  # FaceTime with a picture
    (1, 16, 0, 0, 3000, 10.0, None, None, None, FACETIME),  # FaceTime, the party among the handles
    (1, 0, 0, 0, 3300, 44.0, "wxid_a1b2c3", None, "催收员", "com.tencent.xin"),  # an app that rings like a telephone
    (1, 0, 0, 0, 3600, 45.0, "8617000000005@s.whatsapp.net", None, None, "net.whatsapp.WhatsApp"),
    (1, 16, 0, 0, 3900, 46.0, None, None, None, FACETIME),  # several people
    (1, 1, 0, 0, None, 5.0, "17000000001", None, None, PHONE),  # no time
    (1, 1, 0, 0, 4e9, 5.0, "17000000001", None, None, PHONE),  # in the year 2152
    (0, 1, 0, 0, 4200, 25.0, "17000000001", None, None, PHONE),  # missed, with the seconds of ringing
    (1, 1, 0, 0, 4500, -3.0, "17000000001", None, None, PHONE),  # a duration that cannot be
    (1, 1, 0, None, 4800, 3.0, "17000000001", None, None, PHONE),  # does not say who called
]


def fresh(name: str) -> sqlite3.Connection:
    path = HERE / name
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size = 1024")
    return connection


def call_history() -> None:
    with fresh("CallHistory.storedata") as base:
        base.executescript(CALLS)
        for number, row in enumerate(CALL_ROWS, start=1):
            answered, kind, message, originated, after, duration, address, blocked, name, service = row
            base.execute(
                "INSERT INTO ZCALLRECORD VALUES (?, 2, 1, ?, ?, 0, ?, ?, ?, ?, ?, ?, 'cn', ?, ?, ?)",
                (number, answered, kind, message, originated, None if after is None else NIGHT + after, duration,
                 address, blocked, name, service, f"00000000-0000-0000-0000-{number:012d}"),
            )  # fmt: skip
        base.executemany(
            "INSERT INTO ZHANDLE VALUES (?, 4, 2, ?, ?)",
            [(1, "+8617000000006", "+8617000000006"), (2, None, "li@example.com"), (3, None, "+8613900000003")],
        )
        base.executemany("INSERT INTO Z_2REMOTEPARTICIPANTHANDLES VALUES (?, ?)", [(10, 1), (13, 2), (13, 3)])
    base.close()


def old_call_history() -> None:
    with fresh("call_history.db") as base:
        base.execute(
            "CREATE TABLE call (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT, date INTEGER, duration INTEGER, "
            "flags INTEGER, id INTEGER, name TEXT, country_code TEXT, network_code TEXT, read INTEGER)"
        )
        base.executemany(
            "INSERT INTO call (address, date, duration, flags, id, name, country_code) VALUES (?, ?, ?, ?, -1, ?, '460')",
            [
                ("17000000001", 1420121700, 65, 4, None),  # 2015-01-01 22:15:00 in Shanghai
                ("17000000001", 1420121800, 0, 4, None),
                ("+8613800000002", 1420121900, 30, 5, "小李"),
                ("+8613800000002", 1420122000, 0, 5, "小李"),
                ("", 1420122100, 0, 4, None),
                ("17000000003", 1420122200, 0, 8, None),  # blocked
                ("zhang@example.com", 1420122300, 12, 20, None),  # FaceTime, from the other side
                ("17000000001", 1420122400, 9, 65541, None),  # one's own call, with another bit set
                ("17000000001", 0, 9, 4, None),  # 1970
                ("17000000001", 1420122500, 9, 0, None),  # no known bit
            ],
        )
    base.close()


def typed(text: str, *, mutable: bool = False) -> bytes:
    """The bytes of an attributed string of one run, as NSArchiver writes it."""
    data = text.encode()
    length = bytes([len(data)]) if len(data) < 128 else b"\x81" + len(data).to_bytes(2, "little")
    name = b"NSMutableAttributedString\x00\x84\x84\x12NSAttributedString" if mutable else b"NSAttributedString"
    before = b"\x84\x84\x84\x19" if mutable else b"\x84\x84\x84\x12"
    return (
        b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@" + before + name + b"\x00\x84\x84\x08NSObject\x00\x85\x92"
        b"\x84\x84\x84\x08NSString\x01\x94\x84\x01+" + length + data + b"\x86\x84\x02iI\x01"
        + bytes([min(len(text), 127)]) + b"\x92\x84\x84\x84\x0cNSDictionary\x00\x94\x84\x01i\x00\x86\x86"
    )  # fmt: skip


MESSAGES = """
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, country TEXT,
 service TEXT NOT NULL, uncanonicalized_id TEXT, UNIQUE (id, service));
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT,
 handle_id INTEGER DEFAULT 0, subject TEXT, attributedBody BLOB, service TEXT, error INTEGER DEFAULT 0, date INTEGER,
 is_from_me INTEGER DEFAULT 0, is_sent INTEGER DEFAULT 0, cache_has_attachments INTEGER DEFAULT 0,
 item_type INTEGER DEFAULT 0, associated_message_type INTEGER DEFAULT 0, message_summary_info BLOB,
 date_retracted INTEGER DEFAULT 0, date_edited INTEGER DEFAULT 0);
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, style INTEGER,
 chat_identifier TEXT, service_name TEXT, room_name TEXT, display_name TEXT);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, filename TEXT,
 mime_type TEXT, transfer_name TEXT, total_bytes INTEGER DEFAULT 0);
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER, UNIQUE(chat_id, handle_id));
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, PRIMARY KEY (chat_id, message_id));
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER, UNIQUE(message_id, attachment_id));
"""
NANO = 1_000_000_000
LONG = "你已严重逾期，请立即还款。" * 12  # more than 255 bytes
EDITED = {"ec": {"0": [{"d": 1.0, "t": typed("今天不还就去你单位")}, {"d": 2.0, "t": typed("请联系我")}]}, "ust": True}


def messages() -> None:
    # chat, columns of message
    rows: list[tuple[int, dict[str, object]]] = [
        (1, {"text": "您好，您的账单已逾期。", "handle_id": 1, "service": "SMS", "date": NIGHT}),  # seconds
        (1, {"text": "您的账单已逾期三天。", "handle_id": 1, "service": "SMS", "date": (NIGHT + 60) * NANO}),
        (1, {"text": "知道了", "handle_id": 1, "service": "SMS", "date": (NIGHT + 120) * NANO, "is_from_me": 1, "is_sent": 1}),
        (2, {"attributedBody": typed("短信😀"), "handle_id": 2, "service": "iMessage", "date": (NIGHT + 180) * NANO}),
        (2, {"attributedBody": typed(LONG, mutable=True), "handle_id": 2, "service": "iMessage", "date": (NIGHT + 240) * NANO}),
        (2, {"attributedBody": b"\x04\x0bstreamtyped\x81", "handle_id": 2, "service": "iMessage", "date": (NIGHT + 250) * NANO}),
        (2, {"text": "请不要再发", "handle_id": 0, "service": "iMessage", "date": (NIGHT + 300) * NANO, "is_from_me": 1, "is_sent": 1}),
        (3, {"text": "群里的各位，他欠钱不还", "handle_id": 3, "service": "iMessage", "date": (NIGHT + 360) * NANO}),
        (3, {"text": "请停止", "handle_id": 0, "service": "iMessage", "date": (NIGHT + 420) * NANO, "is_from_me": 1, "is_sent": 1}),
        (3, {"handle_id": 3, "service": "iMessage", "date": (NIGHT + 430) * NANO, "item_type": 2}),  # a new title
        (2, {"text": "赞了“请不要再发”", "handle_id": 2, "service": "iMessage", "date": (NIGHT + 440) * NANO, "associated_message_type": 2001}),
        (1, {"text": "没发出去", "handle_id": 1, "service": "SMS", "date": (NIGHT + 450) * NANO, "is_from_me": 1, "error": 22}),
        (4, {"text": "法务通知", "subject": "律师函", "handle_id": 4, "service": "RCS", "date": (NIGHT + 480) * NANO}),
        (1, {"text": "\ufffc", "handle_id": 1, "service": "SMS", "date": (NIGHT + 540) * NANO, "cache_has_attachments": 1}),
        (2, {"text": "请联系我", "handle_id": 2, "service": "iMessage", "date": (NIGHT + 600) * NANO, "date_edited": (NIGHT + 700) * NANO,
             "message_summary_info": plistlib.dumps(EDITED, fmt=plistlib.FMT_BINARY)}),
        (2, {"handle_id": 2, "service": "iMessage", "date": (NIGHT + 660) * NANO, "date_edited": (NIGHT + 720) * NANO,
             "message_summary_info": plistlib.dumps({"rp": [0], "ust": True}, fmt=plistlib.FMT_BINARY)}),
        (1, {"text": "时间不对", "handle_id": 1, "service": "SMS", "date": -12622780800}),  # 1601
        (0, {"text": "没有会话", "handle_id": 5, "service": "SMS", "date": (NIGHT + 780) * NANO}),
    ]  # fmt: skip
    with fresh("sms.db") as base:
        base.executescript(MESSAGES)
        base.executemany(
            "INSERT INTO handle (id, country, service) VALUES (?, 'cn', ?)",
            [("1069000000001", "SMS"), ("zhang@example.com", "iMessage"), ("+8617000000001", "iMessage"),
             ("+8617000000007", "RCS"), ("95000", "SMS")],
        )  # fmt: skip
        base.executemany(
            "INSERT INTO chat (guid, style, chat_identifier, service_name, room_name, display_name) VALUES (?, ?, ?, ?, ?, ?)",
            [("SMS;-;1069000000001", 45, "1069000000001", "SMS", None, None),
             ("iMessage;-;zhang@example.com", 45, "zhang@example.com", "iMessage", None, None),
             ("iMessage;+;chat000001", 43, "chat000001", "iMessage", "chat000001", "老同学"),
             ("RCS;-;+8617000000007", 45, "+8617000000007", "RCS", None, None)],
        )  # fmt: skip
        base.executemany("INSERT INTO chat_handle_join VALUES (?, ?)", [(1, 1), (2, 2), (3, 2), (3, 3), (4, 4)])
        for number, (chat, columns) in enumerate(rows, start=1):
            names = ", ".join(("guid", *columns))
            marks = ", ".join("?" * (len(columns) + 1))
            base.execute(f"INSERT INTO message ({names}) VALUES ({marks})", (f"m{number}", *columns.values()))
            if chat:
                base.execute("INSERT INTO chat_message_join VALUES (?, ?)", (chat, number))
        base.execute("INSERT INTO chat_message_join VALUES (4, 4)")  # one that lies in two conversations
        base.executemany(
            "INSERT INTO attachment (guid, filename, mime_type, transfer_name, total_bytes) VALUES (?, ?, ?, ?, ?)",
            [("a1", "~/Library/SMS/Attachments/ab/11/a1/IMG_0001.HEIC", "image/heic", "IMG_0001.HEIC", 3),
             ("a2", "~/Library/SMS/Attachments/../../../etc/hosts", "text/plain", "hosts", 3)],
        )  # fmt: skip
        base.executemany("INSERT INTO message_attachment_join VALUES (14, ?)", [(1,), (2,)])
    base.close()


if __name__ == "__main__":
    call_history()
    old_call_history()
    messages()
