"""Put the spoken part of the demo story into the case: whose numbers, what was said, files, facts."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casekit.clock import to_instant
from casekit.demo import cast, media_files, scenes
from casekit.demo.events import DEBTOR, Call, Dated, Message, Note, Said
from casekit.demo.storyline import Story
from casekit.model.file_names import read_name

if TYPE_CHECKING:
    import pandas as pd

    from casekit.casebook import Case

# A phone counts from the first ring, a bill from the pick-up.
_REACH = timedelta(seconds=30)
DEVICE = f"手机（{cast.MARK}）"


class Narrator:
    """Knows the ids that the case gave to the people of the story and to its scenes."""

    def __init__(self, case: Case, story: Story) -> None:
        self.case, self.story = case, story
        self.parties: dict[str, str] = {}
        self.debts: dict[str, str] = {}
        self.persons: dict[str, str] = {DEBTOR: DEBTOR}
        self.incidents: dict[str, str] = {}

    def introduce(self) -> None:
        """Enter lenders, agency, debts and the people who were rung."""
        for key, one in cast.INSTITUTIONS.items():
            party = self.case.add_party(
                one.kind, one.name, full_name=one.full_name, lender_type=one.lender_type, hotline=one.hotline,
                address=one.address, registration=one.registration,
                acts_for=self.parties[one.acts_for] if one.acts_for else None,
            )  # fmt: skip
            self.parties[key] = party.id
        for key, owed in cast.DEBTS.items():
            debt = self.case.add_debt(
                self.parties[owed.lender], product=owed.product, reference=owed.reference, principal=owed.principal,
                claimed=owed.claimed, overdue_since=owed.overdue_since, note=owed.note,
            )  # fmt: skip
            self.case.update_debt(
                debt.id,
                contract_date=owed.contract_date,
                payments=[{"at": day, "amount": amount, "kind": kind} for day, amount, kind in owed.payments],
            )
            self.debts[key] = debt.id
        for key, known in cast.PEOPLE.items():
            person = self.case.add_person(known.name, role=known.role, relation=known.relation, lines=(known.line,))
            self.persons[key] = person.id

    def mark_numbers(self) -> None:
        """Say whose the numbers are; the advertisers stay unattributed."""
        for number, linked in cast.collector_numbers().items():
            self.case.mark_number(
                number, party=self.parties[linked.institution], basis=linked.basis, note=linked.note
            )  # fmt: skip
        private = {*cast.private_numbers(), *(known.line for known in cast.PEOPLE.values()), cast.OWN_LINE}
        self.case.mark_numbers(sorted(private - set(cast.ADVERTISERS)), attribution="not_collector")

    def say(self) -> None:
        """Add what was said to the contacts that the files brought, and say which records are one call."""
        events = self.case.events()
        for call in (*self.story.calls, *self.story.mothers_calls):
            if call.scene:
                self.incidents[call.scene] = _found(events, call, self.persons[call.person])
        for message in self.story.messages:
            if message.scene:
                self.incidents[message.scene] = _found(events, message, DEBTOR)
        for scene in ("redial-first", "redial-second", "hidden-talk"):
            self.case.same(*_records(events, self.story.call(scene), DEBTOR))
        for said in scenes.SAID:
            self.case.amend(self.incidents[said.scene], **self._fields(said))

    def _fields(self, said: Said) -> dict[str, Any]:
        call_or_message = self._by_scene(said.scene)
        fields: dict[str, Any] = {
            "words": said.words, "note": said.note, "tags": said.tags, "claimed_org": said.claimed_org,
            "claimed_agent": said.claimed_agent, "identified": said.identified,
        }  # fmt: skip
        if said.told_at:
            told_by = cast.PEOPLE[getattr(call_or_message, "person", DEBTOR)].name
            fields.update(told_at=said.told_at, told_by=told_by, number_source=said.number_source)
        if not call_or_message.number:
            # A hidden number can be marked for nobody: the borrower says it of the call itself.
            fields.update(attribution="claimed", party=self.parties["agency"])
        return fields

    def _by_scene(self, scene: str) -> Call | Message:
        everything: tuple[Call | Message, ...] = (*self.story.calls, *self.story.mothers_calls, *self.story.messages)
        return next(one for one in everything if one.scene == scene)

    def write_down(self) -> None:
        """Enter the contacts that are in no file, then the dated facts."""
        for note in scenes.NOTES:
            self.incidents[note.scene] = self.case.log(**self._logged(note)).id
        for fact in scenes.FACTS:
            self._state(fact)

    def _logged(self, note: Note) -> dict[str, Any]:
        return {
            "start": note.at, "channel": note.channel, "number": note.number, "duration_s": note.duration_s,
            "outcome": "conversation" if note.channel in ("call", "visit") else "delivered",
            "person": None if note.person == DEBTOR else self.persons[note.person],
            "party": self.parties["agency"], "debt": self.debts[note.side], "words": note.words, "text": note.text,
            "note": note.note, "tags": note.tags, "claimed_org": note.claimed_org, "identified": note.identified,
            "number_source": note.number_source, "told_at": note.told_at or None,
            "told_by": cast.PEOPLE[note.person].name if note.told_at else "", "place": note.place,
            "people_count": note.people_count, "id_shown": note.id_shown, "police_called": note.police_called,
        }  # fmt: skip

    def _state(self, fact: Dated) -> None:
        self.case.add_fact(
            fact.kind, fact.at, value=fact.value,
            person=self.persons[fact.person] if fact.person else None,
            party=self.parties[fact.institution] if fact.institution else None,
            incident=self.incidents[fact.scene] if fact.scene else None,
        )  # fmt: skip

    def attach(self, files: list[Path]) -> None:
        """Attach recordings by the number and time in their names, screenshots to the message they show."""
        events = self.case.events()
        shown = {name: scene for scene, name in media_files.SCREENSHOTS.items()}
        for path in files:
            named = read_name(path.name, self.case.header.zone)
            assert named is not None and named.taken_at is not None, path.name
            if path.name in shown:
                incident, how = self.incidents[shown[path.name]], "手机截图"
            else:
                incident, how = _at(events, named.number, named.taken_at), "手机自动录音"
            self.case.attach(
                path, incident=incident, taken_at=named.taken_at, time_basis="file_name", number=named.number,
                device=DEVICE, how_obtained=how, note=cast.MARK,
            )  # fmt: skip


def _records(events: pd.DataFrame, call: Call | Message, person: str) -> list[str]:
    """The records of a call or message, the phone's first."""
    start = to_instant(call.start, cast.ZONE)
    same_number = events["number"] == call.number if call.number else events["number"].isna()
    near = (events["start"] >= start) & (events["start"] < start + _REACH)
    answered = events["duration_s"].fillna(0) > 0
    whole = events["channel"].eq("sms") if isinstance(call, Message) else answered.eq(call.connected)
    found = events[same_number & near & whole & (events["person"] == person)].sort_values("start")
    return list(found["id"])


def _found(events: pd.DataFrame, call: Call | Message, person: str) -> str:
    records = _records(events, call, person)
    assert records, f"no record of {call.scene}"
    return records[0]


def _at(events: pd.DataFrame, number: str, taken_at: datetime) -> str:
    """The talk that a recording belongs to: the same number, the nearest start."""
    talks = events[(events["number"] == number) & (events["duration_s"].fillna(0) > 0)]
    nearest = (talks["start"] - taken_at).abs().argsort().iloc[0]
    return str(talks["id"].iloc[nearest])
