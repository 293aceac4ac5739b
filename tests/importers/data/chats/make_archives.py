"""Makes the archives beside this: `python -m tests.importers.data.chats.make_archives`."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
DAY = (2026, 3, 2, 0, 0, 0)
CHAT = (
    "\u200e[2026/3/1 21:58:01] 催收小张: \u200e消息和通话已进行端到端加密。\n"
    "[2026/3/1 21:58:07] 催收小张: \u200e<附件：00000002-PHOTO-2026-03-01-21-58-07.jpg>\n今天还钱\n"
    "[2026/3/1 22:15:00] 本人: 收到\n"
)
MESSAGES = [
    {"id": 1, "type": "message", "date": "2026-03-01T22:15:00", "date_unixtime": "1772374500", "from": "催收小张",
     "from_id": "user170001", "text": "看看", "photo": "photos/photo_1.jpg"},
    {"id": 2, "type": "message", "date": "2026-03-01T22:16:00", "date_unixtime": "1772374560", "from": "本人",
     "from_id": "user170009", "text": "收到"},
]  # fmt: skip


def write(name: str, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, content in members.items():
            archive.writestr(zipfile.ZipInfo(inside, DAY), content)


def main() -> None:
    picture = b"\xff\xd8\xff\xe0 an invented picture"
    write("whatsapp_with_media.zip", {"_chat.txt": CHAT.encode(), "00000002-PHOTO-2026-03-01-21-58-07.jpg": picture})
    export = {"name": "催收小张", "type": "personal_chat", "id": 170001, "messages": MESSAGES}
    write(
        "telegram_folder.zip",
        {
            "ChatExport_2026-03-02/result.json": json.dumps(export, ensure_ascii=False, indent=1).encode(),
            "ChatExport_2026-03-02/photos/photo_1.jpg": picture,
        },
    )


if __name__ == "__main__":
    main()
