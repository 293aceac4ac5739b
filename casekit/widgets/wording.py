"""How contacts, numbers and persons are put into a few words on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from casekit import clock
from casekit.importers.registry import SOURCES
from casekit.model import DEBTOR, Background, Person
from casekit.model.vocabulary import CALL_CHANNELS, label
from casekit.text import N_, _, _n, current_language, listed
from casekit.widgets.markup import Html, badge, joined, quoted, tag

ATTRIBUTION_TONES = {"confirmed": "strong", "claimed": "strong", "not_collector": "good", "unknown": "plain"}

# A length of 0 seconds says nothing beside these.
_NOBODY_TALKED = ("rang_no_answer", "busy", "not_in_service", "rejected", "blocked")

# Fields that the user may correct, for the list of what the file had said.
_FIELD_NAMES = {
    "start": N_("Time"), "precision": N_("How sure the time is"), "time_basis": N_("Source of the time"),
    "channel": N_("How"), "direction": N_("Who contacted whom"), "outcome": N_("Was it answered?"),
    "duration_s": N_("Seconds talked"), "number": N_("Their number"), "number_raw": N_("Their number as shown"),
    "line": N_("Own number"), "person": N_("Who was reached"), "tags": N_("Tags"), "text": N_("Text of the message"),
}  # fmt: skip


def field_name(name: str) -> str:
    """What a stored field is called."""
    return _(_FIELD_NAMES[name]) if name in _FIELD_NAMES else name


def person_name(person: Person) -> str:
    """A person as lists name them: mother (parent)."""
    if person.id == DEBTOR:
        return _("the borrower ({name})").format(name=person.name) if person.name else _("the borrower")
    relation = label("relation", person.relation)
    return _("{name} ({relation})").format(name=person.name, relation=relation) if person.name else relation


def debts_by_name(background: Background) -> list[tuple[str, str]]:
    """(what lists call it, id) of every debt: its product, or else its lender."""
    named = []
    for debt in background.debts.values():
        lender = background.parties.get(debt.lender)
        named.append((debt.product or (lender.name if lender else debt.id), debt.id))
    return named


def in_brackets(name: str, more: object) -> str:
    """A name with what is to be known of it behind: 招联金融（消费金融公司）."""
    return _("{name} ({more})").format(name=name, more=more)


def day_and_time(moment: datetime | None, precision: str = "minute") -> str:
    """A wall clock time as precise as it is known."""
    if moment is None or pd.isna(moment):
        return _("time not known")
    form = {"month": "%Y-%m", "day": "%Y-%m-%d", "hour": "%Y-%m-%d %H"}.get(precision, "%Y-%m-%d %H:%M")
    return moment.strftime(form) + (_(" o'clock") if precision == "hour" else "")


def day(moment: datetime | None, zone: str) -> str:
    """The day of an instant in a zone; empty when there is none."""
    return clock.to_wall_clock(moment, zone).strftime("%Y-%m-%d") if moment is not None else ""


def duration(seconds: Any) -> str:
    """A length of talk: 3 min 5 s."""
    if seconds is None or pd.isna(seconds):
        return ""
    minutes, rest = divmod(int(seconds), 60)
    if not minutes:
        return _("{seconds} s").format(seconds=rest)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def number_or_hidden(number: Any, channel: str = "call") -> str:
    """A number, or that it was not shown; a visit or a letter has none."""
    if isinstance(number, str) and number:
        return number
    return _("number not shown") if channel in (*CALL_CHANNELS, "sms") else ""


def contact_line(row: Any, background: Background, *, numbered: bool = True) -> Html:
    """One contact as a line of a list: when, how, which number, whose, whom; below it what was said or written.

    Without its number it stands beside a box that carries it, and says from which source it comes.
    """
    person = background.persons.get(row.person) if isinstance(row.person, str) else None
    party = background.parties.get(row.party) if isinstance(row.party, str) else None
    talked = row.channel in CALL_CHANNELS and row.outcome not in _NOBODY_TALKED
    became_of_it = row.outcome if row.channel != "visit" else "unknown"  # nobody answers a visit
    how = [label("channel", row.channel), label("outcome", became_of_it) if became_of_it != "unknown" else "",
           duration(row.duration_s) if talked else ""]  # fmt: skip
    whose = party.name if party else label("attribution", row.attribution)
    number = number_or_hidden(row.number, row.channel)
    whom = person_name(person) if person else _("person not known")
    said = row.words or row.text or row.note
    marks = [badge(label("tag", one)) for one in row.tags]
    if len(row.evidence):
        marks.append(badge(_n("{count} file", "{count} files", len(row.evidence)).format(count=len(row.evidence))))
    head = tag(
        "div",
        tag("span", f"#{row.no}", css="ck-no") if numbered else "",
        tag("strong", day_and_time(row.local, row.precision)),
        tag("span", " ".join(part for part in how if part)),
        tag("span", number, css="ck-digits") if number else "",
        badge(quoted(whose), ATTRIBUTION_TONES[row.attribution]),
        tag("span", _towards(row), quoted(whom)),
        "" if numbered else badge(source_title(row.source)),
        css="ck-line",
    )
    return tag(
        "div",
        head,
        tag("div", quoted(shortened(said, 160)), css="ck-said") if said else "",
        tag("div", joined(*marks), css="ck-line") if marks else "",
        css="ck-contact",
    )


def _towards(row: Any) -> str:
    """What stands before the person: whom a call rang up, a message was sent to, a visit was for, or who called out."""
    if row.direction == "out":
        return _("made by: ")
    if row.channel in CALL_CHANNELS:
        return _("rang up: ")
    return _("for: ") if row.channel in ("visit", "public_post") else _("sent to: ")


def left_out_sentence(unknown: int) -> str:
    """How many contacts no figure counts; empty when there are none."""
    if not unknown:
        return ""
    return _n(
        "{count} contact is left out, because nobody has said whose its number is.",
        "{count} contacts are left out, because nobody has said whose their numbers are.",
        unknown,
    ).format(count=unknown)


def same_call_sentence(same: int) -> str:
    """That records of another file tell of the same contacts; empty when none do."""
    if not same:
        return ""
    return _n(
        "{count} of them is the same call or message as a record that was there already, and counts once.",
        "{count} of them are the same calls or messages as records that were there already, and count once.",
        same,
    ).format(count=same)


def sentences(*said: str) -> str:
    """Sentences one after another, empty ones left out; Chinese ones stand without a blank between them."""
    return ("" if current_language() == "zh" else " ").join(filter(None, said))


def source_title(source: str) -> str:
    """What a source of records is called."""
    return next((_(one.title) for one in SOURCES if one.id == source), label("source_kind", source))


def shortened(text: str, length: int) -> str:
    """A text cut to a length, with a sign that there is more."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def size(count: int) -> str:
    """The size of a file."""
    if count < 1024:
        return f"{count} B"
    return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"


def counts(table: Mapping[str, int], vocabulary: str) -> str:
    """Counts by value in words, the largest first: 12 calls, 3 texts."""
    rows = sorted(table.items(), key=lambda pair: -pair[1])
    return listed(f"{label(vocabulary, str(name))} {count}" for name, count in rows if count)
