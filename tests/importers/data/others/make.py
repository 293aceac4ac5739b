"""Make the Takeout archive and its pages beside this: `python tests/importers/data/others/make.py`.

All numbers, names and words are invented; the markup is that of Google Voice's Takeout.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

HERE = Path(__file__).parent
HEAD = """<?xml version="1.0" ?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<title>{title}</title>
<style type="text/css">
</style></head>
<body>"""
TAIL = """
<div class="tags">Labels:
<a rel="tag" href="http://www.google.com/voice#{label}">x</a>, \
<a rel="tag" href="http://www.google.com/voice#inbox">Inbox</a></div>
<div class="deletedStatusContainer">User Deleted:
False</div>{close}</body></html>"""


def call(label: str, number: str, name: str, time: str, more: str = "") -> str:
    return (
        HEAD.format(title=f"Call\n{name}")
        + f"""<div class="haudio"><span class="album">Call Log for
</span>
<span class="fn">Call
{name}</span>
<div class="contributor vcard">Call
<a class="tel" href="tel:{number}"><span class="fn">{name}</span></a></div>
<abbr class="published" title="{time}">Mar 1, 2026, 10:15:00&#8239;PM
Pacific Time</abbr>
{more}"""
        + TAIL.format(label=label, close="</div>")
    )


def message(time: str, number: str, name: str, words: str, more: str = "") -> str:
    shown = '<abbr class="fn" title="">Me</abbr>' if name == "Me" else f'<span class="fn">{name}</span>'
    return (
        f"""<div class="message"><abbr class="dt" title="{time}">Mar 1, 2026, 6:06:39&#8239;PM
Pacific Time</abbr>:
<cite class="sender vcard"><a class="tel" href="tel:{number}">{shown}</a></cite>:
<q>{words}</q>
{more}</div> """
    )  # fmt: skip


def thread(*messages: str, participants: str = "") -> str:
    opening = HEAD.format(title="Me to\nLi Example") + '<div class="hChatLog hfeed">'
    return opening + participants + "".join(messages) + "</div>" + TAIL.format(label="sms", close="")


MINE = "+12025550100"
VOICEMAIL = """Transcript:
<span class="description"><span class="full-text">这里是催收部门，&amp;请回电。</span>
<br />
<audio controls="controls" src="{0}.mp3"><a rel="enclosure" href="{0}.mp3">Audio</a></audio>
</span>
<abbr class="duration" title="PT18S">(00:00:18)</abbr>
"""
TALK = '<abbr class="duration" title="{}">(x)</abbr>\n'
VOICEMAIL_NAME = "+8617000000001 - Voicemail - 2026-03-01T14_20_00Z"
GROUP = """<div class="participants">Group conversation with:
<cite class="sender vcard"><a class="tel" href="tel:+8617000000001"><span class="fn">Collector</span></a></cite>, \
<cite class="sender vcard"><a class="tel" href="tel:+8613900000003"><span class="fn">Li Example</span></a></cite></div>
"""
PAGES = {
    "Calls/+8617000000001 - Received - 2026-03-01T14_15_00Z.html": call(
        "received", "+8617000000001", "+8617000000001", "2026-03-01T06:15:00.000-08:00", TALK.format("PT4M45S")
    ),
    "Calls/Li Example - Placed - 2026-03-01T15_15_00Z.html": call(
        "placed", "+8613900000003", "Li Example", "2026-03-01T07:15:00.000-08:00", TALK.format("PT1H2M3S")
    ),
    "Calls/Li Example - Placed - 2026-03-01T15_16_00Z.html": call(
        "placed", "+8613900000003", "Li Example", "2026-03-01T07:16:00.000-08:00", TALK.format("PT0S")
    ),
    # In summer the place has another offset.
    "Calls/ - Missed - 2026-07-01T14_15_00Z.html": call("missed", "", "", "2026-07-01T07:15:00.000-07:00"),
    f"Calls/{VOICEMAIL_NAME}.html": call(
        "voicemail", "+8617000000001", "Collector", "2026-03-01T22:20:00.500+08:00", VOICEMAIL.format(VOICEMAIL_NAME)
    ),
    "Calls/Collector - Recorded - 2026-03-01T14_30_00Z.html": call(
        "recorded", "+8617000000001", "Collector", "2026-03-01T14:30:00.000Z",
        '<audio src="Collector - Recorded - 2026-03-01T14_30_00Z.mp3"></audio>' + TALK.format("PT30S"),
    ),
    "Spam/+8617000000009 - Missed - 2026-03-02T14_15_00Z.html": call(
        "missed", "+8617000000009", "+8617000000009", "2026-03-02T06:15:00.000-08:00"
    ),
    # The label is missing, the name of the page is not.
    "Calls/+8617000000001 - Missed - 2026-03-03T14_15_00Z.html": call(
        "inbox", "+8617000000001", "+8617000000001", "2026-03-03T06:15:00.000-08:00"
    ),
    "Calls/Odd - 2026-03-04T14_15_00Z.html": call("inbox", "+8617000000001", "Odd", "2026-03-04T06:15:00.000-08:00"),
    "Calls/Old - Missed - 1601-01-01T00_00_00Z.html": call("missed", "+8617000000001", "Old", "1601-01-01T00:00:00Z"),
    "Calls/Empty - Text - 2026-03-04T14_16_00Z.html": HEAD.format(title="x") + "</body></html>",
    "Calls/Li Example - Text - 2026-03-01T16_00_00Z.html": thread(
        message("2026-03-01T08:00:00.123-08:00", MINE, "Me", "别再&lt;打&gt;来了<br>谢谢"),
        message("2026-03-01T08:01:00.000-08:00", "+8613900000003", "Li Example", "知道了💚"),
        message("not a time", "+8613900000003", "Li Example", "?"),
        message("2026-03-01T08:02:00.000-08:00", MINE, "Me", "MMS Sent",
                '<div><img src="Li Example - Text - 2026-03-01T16_00_00Z-4-1" alt="Image" /></div>'),
        message("2026-03-01T08:03:00.000-08:00", MINE, "Me", "",
                '<div><img src="Somebody longer - Text - 2026-03-01T16_00_00Z-5-1" alt="Image" /></div>'),
        message("2026-03-01T08:04:00.000-08:00", MINE, "Me", "", '<div><img src="nowhere" alt="Image" /></div>'),
    ),
    "Calls/Only Name - Text - 2026-03-01T17_00_00Z.html": thread(
        message("2026-03-01T09:00:00.000-08:00", "", "Only Name", "谁"),
        message("2026-03-01T09:01:00.000-08:00", MINE, "Me", "我"),
    ),
    "Calls/Group Conversation - 2026-03-01T18_00_00Z.html": thread(
        message("2026-03-01T10:00:00.000-08:00", "+8617000000001", "Collector", "他欠钱"),
        message("2026-03-01T10:01:00.000-08:00", MINE, "Me", "请停止"),
        participants=GROUP,
    ),
}  # fmt: skip
FILES = {
    f"Calls/{VOICEMAIL_NAME}.mp3": b"ID3 voicemail",
    "Calls/Collector - Recorded - 2026-03-01T14_30_00Z.mp3": b"ID3 recorded",
    "Calls/Li Example - Text - 2026-03-01T16_00_00Z-4-1.jpg": b"\xff\xd8\xff picture",
    "Calls/Somebody - Text - 2026-03-01T16_00_00Z-5-1.gif": b"GIF89a",
}


def takeout() -> None:
    with zipfile.ZipFile(HERE / "takeout.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        others = {"Takeout/archive_browser.html": b"<html></html>", "Takeout/Voice/Phones.vcf": b"BEGIN:VCARD"}
        pages = {f"Takeout/Voice/{name}": page.encode() for name, page in PAGES.items()}
        files = {f"Takeout/Voice/{name}": data for name, data in FILES.items()}
        for name, data in {**others, **pages, **files}.items():
            packed.writestr(zipfile.ZipInfo(name, (2026, 3, 5, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    takeout()
    for name in ("Li Example - Text - 2026-03-01T16_00_00Z.html", f"{VOICEMAIL_NAME}.html"):
        (HERE / name.replace(" ", "_")).write_text(PAGES[f"Calls/{name}"], "utf-8", newline="\n")
