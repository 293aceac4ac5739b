"""涉嫌违规: which rules the contacts appear to offend, the arithmetic, and what would defeat it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from casekit.casebook.events import left_out
from casekit.model.vocabulary import label
from casekit.text import _, _n, pick
from casekit.widgets import fields as f
from casekit.widgets.markup import Html, badge, bullets, details, joined, paragraph, tag
from casekit.widgets.part import Section
from casekit.widgets.questions import Questions
from casekit.widgets.wording import left_out_sentence

if TYPE_CHECKING:
    from casekit.rules import Finding

_TONES = {"over": "strong", "boundary": "warn", "cannot_tell": "plain"}
# Numbers of contacts shown under a finding before the list is cut; the report has them all.
_LISTED = 40


class FindingsSection(Section):
    """The findings, one card each; questions that would settle more are answered in place."""

    name: ClassVar[str] = "findings"

    def build(self) -> w.Widget:
        self._state = f.show()
        self._cards = f.show()
        self.questions = Questions(self.workbook)
        self._w_check = f.button(_("Check again"))
        self.on_click(self._w_check, self.check)
        self._checked: tuple[int, str] | None = None
        return f.stack(self._state, f.row(self._w_check), self.questions.box, self._cards)

    def refresh(self) -> None:
        if self._checked is None:
            self.check()
        elif self._checked != self.case.head:
            self._state.value = paragraph(_("The case has changed since it was checked."), css="ck-stale")
            f.shown(self._w_check, True)

    def check(self) -> None:
        """Run the rules over the case as it is now."""
        from casekit.rules import check_case

        self.message.busy(_("Checking the rules"))
        found = check_case(self.case)
        events = self.case.events()
        numbers: dict[str, int] = dict(zip(events["id"].tolist(), events["no"].tolist(), strict=True))
        self._cards.value = joined(*(card(one, numbers) for one in found))
        self.questions.put(found)
        self._checked = self.case.head
        f.shown(self._w_check, False)
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
        ]
        if unknown:
            sentences.append(left_out_sentence(unknown))
        return joined(
            paragraph(sentences[0], css="ck-lead"), *(paragraph(one, css="ck-quiet") for one in sentences[1:])
        )


def card(finding: Finding, numbers: dict[str, int]) -> Html:
    """One finding in plain words."""
    instrument = pick(finding.instrument)
    basis = " ".join(part for part in (instrument, finding.article) if part)
    listed = [numbers[one] for one in finding.incidents if one in numbers]
    more = (
        _(" and {count} more, listed in the report").format(count=len(listed) - _LISTED)
        if len(listed) > _LISTED
        else ""
    )
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
            _n("{count} contact it rests on", "{count} contacts it rests on", len(listed)).format(count=len(listed)),
            paragraph(" ".join(f"#{no}" for no in listed[:_LISTED]) + more),
        )
        if listed
        else "",
        css=f"ck-finding ck-{finding.status}",
    )
