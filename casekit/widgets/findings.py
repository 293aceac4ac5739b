"""涉嫌违规: which rules the contacts appear to offend, the arithmetic, and what would defeat it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets as w

from casekit.analysis.selection import received
from casekit.casebook.events import left_out
from casekit.model.vocabulary import label
from casekit.text import _, _n, pick
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, badge, bullets, details, joined, paragraph, tag
from casekit.widgets.part import Section
from casekit.widgets.questions import Questions
from casekit.widgets.soon import Soon
from casekit.widgets.wording import day_and_time, left_out_sentence, number_or_hidden

if TYPE_CHECKING:
    from casekit.rules import Finding

_TONES = {"over": "strong", "boundary": "warn", "cannot_tell": "plain"}
# Numbers of contacts shown under a finding before the list is cut; the report has them all.
_LISTED = 40


class FindingsSection(Section):
    """The findings, one card each; questions that would settle more are answered in place."""

    name: ClassVar[str] = "findings"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._state = f.show()
        self._cards = f.show()
        self.questions = Questions(self.workbook)
        self._checked: tuple[int, str] | None = None
        self._checking = Soon(self.guarded(self.check))
        return f.stack(self._state, self.message, self.questions.box, self._cards)

    def refresh(self) -> None:
        if self._checked != self.case.head:
            self.message.busy(_("Checking the rules"))
            self._checking.ask()

    def check(self) -> None:
        """Run the rules over the case as it is now."""
        from casekit.rules import check_case

        if not self.workbook.has_case:
            return
        found = check_case(self.case)
        listed = {one for finding in found for one in finding.incidents[:_LISTED]}
        events = self.case.events()
        named = {str(row.id): contact_name(row) for row in events[events["id"].isin(listed)].itertuples()}
        self._cards.value = joined(*(card(one, named) for one in found))
        self.questions.put(found)
        self._checked = self.case.head
        self._state.value = self._in_short(found)
        self.message.clear()

    def _in_short(self, found: list[Finding]) -> Html:
        over = sum(one.status == "over" for one in found)
        unknown = left_out(self.case.events()).unknown
        sentences = [
            _n(
                "The contacts appear not to comply with {count} rule. Each card says how it was counted.",
                "The contacts appear not to comply with {count} rules. Each card says how it was counted.",
                over,
            ).format(count=over)
            if over
            else _("So far no contact that counts reaches a rule. That may change when more numbers are named."),
            _("This is arithmetic, not a verdict; the authority decides."),
            *self._how_firm(),
        ]
        if unknown:
            sentences.append(left_out_sentence(unknown))
        return joined(
            paragraph(sentences[0], css="ck-lead"), *(paragraph(one, css="ck-quiet") for one in sentences[1:])
        )

    def _how_firm(self) -> list[str]:
        """What a careful reader would ask of the contacts that count, before the report is handed over."""
        from casekit.analysis.support import own_word, principal_unknown

        events, background = self.case.events(), self.case.background()
        own, strangers = own_word(events, background), principal_unknown(events, background)
        count = len(received(events))
        firm = []
        if own:
            sentence = _(
                "{own} of the {count} contacts that count rest on your own word alone. A more definite reason, such as "
                "the signature of a text message or the hotline's answer, can be given under “Whose numbers are these”."
            )
            firm.append(sentence.format(own=own, count=count))
        if strangers:
            sentence = _("Of {strangers} of the {count} contacts it is not said for which lender the callers collect.")
            firm.append(sentence.format(strangers=strangers, count=count))
        return firm


def contact_name(row: Any) -> str:
    """A contact in short: its permanent number, when, from which number."""
    parts = (f"#{row.no}", day_and_time(row.local, row.precision), number_or_hidden(row.number, row.channel))
    return " ".join(part for part in parts if part)


def card(finding: Finding, named: dict[str, str]) -> Html:
    """One finding in plain words; `named` are the contacts in short, by id."""
    instrument = pick(finding.instrument)
    basis = " ".join(part for part in (instrument, finding.article) if part)
    count = len(finding.incidents)
    listed = [named[one] for one in finding.incidents[:_LISTED]]
    more = _("and {count} more, listed in the report").format(count=count - _LISTED) if count > _LISTED else ""
    return tag(
        "div",
        tag("h4", pick(finding.title)),
        tag(
            "div",
            badge(finding.status_name, _TONES[finding.status]),
            badge(label("strength", finding.strength)),
            tag("span", basis, css="ck-quiet") if basis else "",
            css="ck-line",
        ),
        paragraph(pick(finding.explanation)),
        details(_("How it was counted"), bullets(pick(sentence) for sentence in finding.arithmetic)),
        details(_("What would defeat this"), paragraph(pick(finding.defeated_by))) if pick(finding.defeated_by) else "",
        details(
            _n("{count} contact it rests on", "{count} contacts it rests on", count).format(count=count),
            bullets(listed[:_LISTED], css="ck-columns"),
            paragraph(more) if more else "",
        )
        if listed
        else "",
        css=f"ck-finding ck-{finding.status}",
    )
