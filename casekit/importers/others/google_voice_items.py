"""Records out of a page of Google Voice: who called or wrote, when, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from casekit.importers.others.google_voice_files import Files
from casekit.importers.others.google_voice_page import Entry, Page, Party
from casekit.importers.plausible import LONGEST_CALL, is_plausible_year
from casekit.importers.records import Item, Owner, Record, Skipped
from casekit.numbers import account, fold
from casekit.text import _

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?")
# The kinds in English page names, for pages whose labels are missing.
_NAMED = re.compile(r" - (Voicemail|Recorded|Missed|Placed|Received) - \d{4}-")
# What stands before the word for the kind, which is in the account's language, and the time.
_PARTNER = re.compile(r"([^/]+) - [^-/]+ - \d{4}-\d\d-\d\dT[^/]*$")
_APP = "Google Voice"


def items_of(page: Page, where: str, files: Files) -> Iterator[Item]:
    """What a page brings; `where` is its name, and messages add their number in it."""
    if page.messages:
        yield from _messages(page, where, files)
    elif page.call is not None:
        named = _NAMED.search(where)
        yield _call(page.call, page.kind or (named.group(1).lower() if named else ""), where, files)


def _call(entry: Entry, kind: str, where: str, files: Files) -> Item:
    start = _instant(entry.time)
    if start is None:
        return Skipped(where, _("the time “{time}” cannot be right").format(time=entry.time[:40]))
    if not kind:
        return Skipped(where, _("it does not say what kind of call it was"))
    seconds = _seconds(entry.duration)
    outcome = {"missed": "rang_no_answer", "voicemail": "voicemail"}.get(kind, "conversation")
    if outcome == "conversation" and not seconds:
        outcome = "unknown" if kind == "placed" or seconds is None else "answered_dropped"
    return Record(
        where=where,
        start=start,
        precision="second",
        time_basis="epoch",
        channel="call",
        # Google Voice records only calls that come in.
        direction="out" if kind == "placed" else "in",
        outcome=outcome,
        number_raw=_number(entry.party),
        duration_s=0 if kind == "missed" else seconds,
        text=entry.words,
        contact_name=_name(entry.party),
        attachments=files.of(entry.files, where),
        raw=_raw(entry, kind),
    )


def _messages(page: Page, where: str, files: Files) -> Iterator[Item]:
    partner = _partner(page, where)
    for number, entry in enumerate(page.messages, start=1):
        here = f"{where} #{number}"
        start = _instant(entry.time)
        if start is None:
            yield Skipped(here, _("the time “{time}” cannot be right").format(time=entry.time[:40]))
            continue
        mine = entry.party.is_owner
        if mine and fold(entry.party.number):
            yield Owner(entry.party.number)
        other = partner if mine else entry.party
        yield Record(
            where=here,
            start=start,
            precision="second",
            time_basis="epoch",
            channel="group_message" if page.is_group else "sms",
            direction="out" if mine else "in",
            outcome="delivered",
            number_raw=_number(other),
            text=entry.words,
            contact_name=_name(other),
            attachments=files.of(entry.files, where),
            raw=_raw(entry, "group" if page.is_group else "text"),
        )


def _partner(page: Page, where: str) -> Party:
    """The other side of one's own messages: who answered, a group by its members' names, or as the page is named."""
    if page.is_group:
        names = [party.name or party.number for party in page.participants]
        return Party(account(_APP, ", ".join(names)), ", ".join(filter(None, names)))
    answered = next((entry.party for entry in page.messages if not entry.party.is_owner), None)
    if answered is not None:
        return answered
    named = _PARTNER.search(where)
    return Party("", "") if named is None else _called(named.group(1))


def _called(name: str) -> Party:
    return Party(name, "") if name.startswith("+") else Party("", name)


def _number(party: Party) -> str:
    """The number as linked; a name alone is an account, because nothing else tells such people apart."""
    if fold(party.number):
        return party.number
    return account(_APP, _name(party))


def _name(party: Party) -> str:
    """The name shown; Google shows the number where it has no name, and a word where it has neither."""
    return "" if not fold(party.name) or fold(party.name) == fold(party.number) else party.name


def _raw(entry: Entry, kind: str) -> dict[str, str]:
    cells = {
        "kind": kind, "published": entry.time, "duration": entry.duration, "tel": entry.party.number,
        "fn": entry.party.name, "files": ", ".join(entry.files),
    }  # fmt: skip
    return {name: value for name, value in cells.items() if value}


def _instant(title: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat("".join(title.split())).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.replace(microsecond=0) if is_plausible_year(moment.year) else None


def _seconds(duration: str) -> int | None:
    """Seconds of an ISO 8601 duration such as PT1H4M45S."""
    found = _DURATION.fullmatch(duration.strip())
    if found is None or not any(found.groups()) or len(duration) > 40:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return total if total <= LONGEST_CALL else None
