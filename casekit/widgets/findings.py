"""涉嫌违规: which rules the contacts appear to offend, the arithmetic, and what would defeat it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from casekit.analysis.selection import received
from casekit.casebook.events import left_out
from casekit.model.vocabulary import STRENGTHS, label
from casekit.rules.finding import PLAIN_SEVERITIES, STATUSES
from casekit.text import _, _n
from casekit.widgets import fields as f
from casekit.widgets.deferred import Deferred
from casekit.widgets.findingcard import FindingCard, Key, key_of
from casekit.widgets.markup import Html, joined, paragraph
from casekit.widgets.part import Section
from casekit.widgets.questions import Questions
from casekit.widgets.rulebookchoice import RulebookChoice
from casekit.widgets.wording import in_brackets, left_out_sentence

if TYPE_CHECKING:
    from casekit.rules import Finding, FindingGroup, Rulebook

_MATTERS = 12  # on one page; each is a group of findings on one matter


class FindingsSection(Section):
    """The findings, one card each; questions that would settle more are answered in place."""

    name: ClassVar[str] = "findings"
    places_message: ClassVar[bool] = True

    def build(self) -> w.Widget:
        self._state = f.show()
        self.rulebook = RulebookChoice(self.workbook)
        self.questions = Questions(self.workbook)
        self._w_strength = f.choice(_("Basis"), [(_("all"), "")])
        self._w_status = f.choice(_("Result"), [(_("all"), "")])
        self._filter = f.fields(self._w_strength, self._w_status)
        self._shown = f.show()
        self._pages = f.Pages(_MATTERS, self.guarded(self._show))
        self._matters = f.stack()
        self._unverified = f.Fold("", [])
        self.found: list[Finding] = []
        self.book: Rulebook | None = None
        self.cards: dict[Key, FindingCard] = {}
        self._folds: dict[Key, f.Fold] = {}
        self._stacks: dict[Key, w.Widget] = {}
        self._checked: tuple[int, str] | None = None
        self._checking = Deferred(self.guarded(self.check))
        for one in (self._w_strength, self._w_status):
            self.on_change(one, self._show_filtered)
        return f.stack(
            self._state, self.rulebook.box, self.message, self.questions.box, self._filter, self._shown, self._matters,
            self._pages.box, self._unverified.box,
        )  # fmt: skip

    def refresh(self) -> None:
        if self._checked != self.case.head:
            self.message.busy(_("Checking the rules"))
            self._checking.ask()

    def check(self) -> None:
        """Run the rules over the case as it is now."""
        from casekit.rules import check_case, load_rulebook

        if not self.workbook.has_case:
            return
        # A book that cannot be used says so, and another one can be chosen.
        self.rulebook.put(None)
        self.found, self.book = [], None
        try:
            self.book = load_rulebook(self.case.header.rulebook)
            self.found = check_case(self.case)
            self.rulebook.put(self.book)
        finally:
            self.questions.put(self.found, self.book)
            self._offer_filters()
            self._show()
        self._checked = self.case.head
        self._state.value = self._in_short()
        self.message.clear()

    def _offer_filters(self) -> None:
        strengths, statuses = (Counter(getattr(one, name) for one in self.found) for name in ("strength", "status"))
        for field, vocabulary, known, counts in (
            (self._w_strength, "strength", STRENGTHS, strengths), (self._w_status, "status", STATUSES, statuses),
        ):  # fmt: skip
            there = [(in_brackets(label(vocabulary, one), counts[one]), one) for one in known if counts[one]]
            f.offer(field, [(_("all"), ""), *there])
        f.shown(self._filter, len(self.found) > 1)

    def _show_filtered(self) -> None:
        self._pages.page = 0
        self._show()

    def _show(self) -> None:
        """Put the cards of the findings that the filter lets through where they belong."""
        from casekit.rules import group_findings

        chosen = [
            one
            for one in self.found
            if self._w_strength.value in ("", one.strength) and self._w_status.value in ("", one.status)
        ]
        groups = group_findings(one for one in chosen if one.verified)
        page = groups[self._pages.slice(len(groups))]
        self._matters.children = tuple(self._matter(group) for group in page)
        doubtful = [
            one for group in group_findings(one for one in chosen if not one.verified) for one in group.findings
        ]
        self._unverified.retitle(
            _("Still to be checked against the wording, and in no report ({count})").format(count=len(doubtful))
        )
        self._unverified.inside.children = tuple(self._card(one).box for one in doubtful)
        f.shown(self._unverified.box, bool(doubtful))
        filtered = len(chosen) < len(self.found)
        sentence = _("{count} of {total} findings are shown.").format(count=len(chosen), total=len(self.found))
        self._shown.value = paragraph(sentence, css="ck-quiet") if filtered else Html("")

    def _matter(self, group: FindingGroup) -> w.Widget:
        lead = self._card(group.lead)
        if not group.others:
            return lead.box
        key = key_of(group.lead)
        if key not in self._folds:
            self._folds[key] = f.Fold("", [])
            self._stacks[key] = f.stack(lead.box, self._folds[key].box, css="ck-matter")
        fold = self._folds[key]
        fold.retitle(_("The same matter also concerns ({count})").format(count=len(group.others)))
        fold.inside.children = tuple(self._card(one).box for one in group.others)
        return self._stacks[key]

    def _card(self, finding: Finding) -> FindingCard:
        """The card of a finding: the same one as before, so that what was opened stays open."""
        if key_of(finding) not in self.cards:
            self.cards[key_of(finding)] = FindingCard(self.workbook)
        card = self.cards[key_of(finding)]
        if self.book is not None:
            card.put(finding, self.book)
        return card

    def _in_short(self) -> Html:
        over = len({
            one.rule
            for one in self.found
            if one.verified and one.status == "over" and one.severity in PLAIN_SEVERITIES
        })  # fmt: skip
        unknown = left_out(self.case.events()).unknown
        sentences = [
            _n(
                "The contacts appear not to comply with {count} rule. Each card says how it was counted.",
                "The contacts appear not to comply with {count} rules. Each card says how it was counted.",
                over,
            ).format(count=over)
            if over
            else _(
                "No rule appears to be broken outright; what is below is advice, a sign to be weighed, or still open."
            )
            if self.found
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
