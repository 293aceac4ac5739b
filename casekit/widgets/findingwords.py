"""One finding in plain words and small tables, as its card shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from casekit.model import DEBTOR, Background
from casekit.model.vocabulary import label
from casekit.rules.finding import PLAIN_SEVERITIES, cited
from casekit.rules.rule_in_words import bound_in_words, conditions_in_words, force_in_words
from casekit.text import N_, _, _n, listed, pick
from casekit.widgets.markup import Html, badge, bullets, details, joined, pairs, paragraph, quoted, table, tag
from casekit.widgets.wording import day_and_time, in_brackets, number_or_hidden, person_name

if TYPE_CHECKING:
    from casekit.rules import Finding, Occurrence, Rule, Rulebook

# Numbers of contacts shown under a finding before the list is cut; the report has them all.
_LISTED = 40
_ROWS, _NAMED, _WHOM, _TIMES = 20, 8, 3, 4
# What kind of sentence a rule is, said where it is more or less than "this is not to be done".
_KINDS = {
    "presumption": N_("This is a presumption: it holds until the collector shows otherwise."),
    "evaluative": N_("The number is a sign only; whether the rule was kept needs a person's judgement."),
    "advice": N_("This is advice of its author, not a prohibition."),
    "reference": N_("This is a reference value of this tool. No law sets it, and reports do not call it a rule."),
}
Contacts = pd.DataFrame


def contacts_of(finding: Finding, events: pd.DataFrame) -> Contacts:
    """Every contact that a finding names, by id."""
    named = {*finding.incidents, *finding.boundary_incidents, *finding.proof}
    return events[events["id"].isin(named)].set_index("id")


def head(finding: Finding, background: Background) -> Html:
    """Status, basis and the figures in one sentence: what stands there while the card is closed."""
    basis = cited(finding.instrument, finding.citation)
    about = _whom(finding, background)
    return joined(
        tag(
            "div",
            badge(finding.status_name, tone_of(finding)),
            badge(label("strength", finding.strength)),
            tag("span", basis, css="ck-quiet"),
            tag("span", _("about: "), quoted(about), css="ck-quiet") if about else "",
            css="ck-line",
        ),
        paragraph(pick(finding.arithmetic[0])),
        paragraph(
            _("Up to {count}, if contacts of which the debt is not known belong to it.").format(
                count=finding.count_upper
            ),
            css="ck-quiet",
        )
        if finding.count_upper > finding.count
        else "",
    )


def tone_of(finding: Finding) -> str:
    """How strongly a finding stands out: strong, warn, or plain; what is to be weighed does not look as if it were broken."""
    if finding.status == "boundary":
        return "warn"
    return "strong" if finding.status == "over" and finding.severity in PLAIN_SEVERITIES else "plain"


def explained(finding: Finding) -> Html:
    """What it is about in full sentences, without the figures that stand above it already."""
    return paragraph(pick(finding.explanation).removeprefix(pick(finding.arithmetic[0])).strip())


def _whom(finding: Finding, background: Background) -> str:
    """Which lender or debt it is about, where the case has several."""
    debt, lender = background.debts.get(finding.debt or ""), background.parties.get(finding.lender or "")
    if debt is not None and debt.product and len(background.debts) > 1:
        return debt.product
    return lender.name if lender is not None and len(background.lenders()) > 1 else ""


def counted_so(finding: Finding, contacts: Contacts, background: Background) -> Html:
    """How it was counted: a row for each occurrence, and the weightiest in words."""
    shown: Iterable[Occurrence] = finding.occurrences
    if len(finding.occurrences) > _ROWS:
        shown = finding.told
    shown = sorted(shown, key=lambda one: (one.start is None, one.start and one.start.timestamp()))
    limited = any(one.threshold > 1 for one in finding.occurrences)
    first = [_("When"), _("Who"), _("Counted")]
    names = [*first, *([_("Limit")] if limited else []), _("Numbers of the contacts")]
    rows = [
        [*_occurrence(one, contacts, background), *([_limit(one)] if limited else []), _numbers(one, contacts)]
        for one in shown
    ]
    left = len(finding.occurrences) - len(rows)
    return joined(
        tag("h4", _("How it was counted")),
        table(names, rows),
        paragraph(_("… and {count} more, listed in the report.").format(count=left), css="ck-quiet") if left else "",
        paragraph(_("Counted is: {unit}.").format(unit=pick(finding.unit)), css="ck-quiet"),
        details(_("The same in sentences"), bullets(pick(sentence) for sentence in finding.arithmetic)),
    )


def _limit(one: Occurrence) -> str:
    """What the figure is compared with; nothing where a single contact is one too many."""
    return str(one.threshold) if one.threshold > 1 else ""


def _occurrence(one: Occurrence, contacts: Contacts, background: Background) -> list[object]:
    """When, with whom, and how much."""
    rows = contacts.loc[[*one.incidents, *one.boundary_incidents]].sort_values("local")
    count = str(one.figure)
    if one.boundary_incidents and one.incidents:
        count = _("{count} (and {edge} at the boundary)").format(count=count, edge=len(one.boundary_incidents))
    elif one.boundary_incidents:
        count = _("at the boundary: {edge}").format(edge=len(one.boundary_incidents))
    return [_when(rows), quoted(_who(rows, background)), count]


def _when(rows: Contacts) -> str:
    timed = rows[rows["local"].notna()]
    if timed.empty:
        return _("time not known")
    first, last = (day_and_time(timed.iloc[place]["local"], timed.iloc[place]["precision"]) for place in (0, -1))
    if first == last:
        return first
    day = first[:10]
    if last.startswith(day) and len(last) > len(day):
        times = [
            day_and_time(moment, precision)[len(day) + 1 :]
            for moment, precision in zip(timed["local"], timed["precision"], strict=True)
        ]
        told = times if len(times) <= _TIMES else [times[0], "…", times[-1]]
        return " ".join((day, *told))
    return _("{first} to {last}").format(first=first[:10], last=last[:10])


def _who(rows: Contacts, background: Background) -> str:
    known = [background.persons[one] for one in rows["person"].dropna().unique() if one in background.persons]
    names = [person_name(one) for one in known[:_WHOM]]
    if len(known) > _WHOM:
        names.append(_n("{count} more", "{count} more", len(known) - _WHOM).format(count=len(known) - _WHOM))
    if rows["person"].isna().any():
        names.append(_("person not known"))
    lines = [one for one in rows["line"].dropna().unique() if one]
    if [one.id for one in known] == [DEBTOR] and len(background.persons[DEBTOR].lines) > 1 and len(lines) == 1:
        names.append(str(lines[0]))
    return listed(names)


def _numbers(one: Occurrence, contacts: Contacts) -> str:
    numbers = [f"#{no}" for no in sorted(contacts.loc[[*one.incidents, *one.boundary_incidents], "no"])]
    return " ".join(numbers[:_NAMED]) + (" …" if len(numbers) > _NAMED else "")


def rule_says(finding: Finding, rule: Rule, book: Rulebook) -> Html:
    """What the rule says, where that was read, and why it applies."""
    article = finding.article or _("not printed here: the number was not seen in a source")
    needs = conditions_in_words(rule)
    sources = _("; ").join(pick(one.words) for one in finding.sources)
    reference = finding.severity == "reference"
    return joined(
        tag("h4", _("What does this rule say?")),
        paragraph(pick(finding.conduct)),
        paragraph(_(_KINDS[finding.severity]), css="ck-quiet") if finding.severity in _KINDS else "",
        pairs([
            (_("Instrument"), pick(finding.instrument)),
            (_("Article"), "" if reference else article),
            (_("Basis"), label("strength", finding.strength)),
            (_("In force"), "" if reference else force_in_words(rule)),
            (_("Binds"), bound_in_words(rule, book)),
            (_("Only if"), listed(needs)),
            (_("Why it applies"), pick(finding.applies)),
            (_("Read in"), sources),
            (_("Checked"), finding.checked_on),
            (_("Certainty"), label("confidence", finding.confidence)),
        ]),
    )  # fmt: skip


def defeat_and_routes(finding: Finding) -> Html:
    """What would defeat it, and where it can be taken."""
    routes = [label("filing_channel", one) for one in finding.routes]
    return joined(
        tag("h4", _("What would defeat this?")),
        paragraph(pick(finding.defeated_by)),
        tag("h4", _("Where this can be taken")) if routes else "",
        bullets(routes),
        paragraph(_("Papers for a place are made under “Complaint papers”."), css="ck-quiet") if routes else "",
    )


def contact_lists(finding: Finding, contacts: Contacts) -> Html:
    """The contacts it rests on, those at the boundary, and those that show why the rule applies."""
    count, edge, proof = len(finding.incidents), len(finding.boundary_incidents), len(finding.proof)
    return joined(
        _folded(
            _n("{count} contact it rests on", "{count} contacts it rests on", count).format(count=count),
            finding.incidents, contacts,
        ),
        _folded(
            _n("{count} contact at the boundary", "{count} contacts at the boundary", edge).format(count=edge),
            finding.boundary_incidents, contacts,
        ),
        _folded(
            _n(
                "{count} contact that shows why the rule applies", "{count} contacts that show why the rule applies",
                proof,
            ).format(count=proof),
            finding.proof, contacts,
        ),
    )  # fmt: skip


def _folded(title: str, ids: tuple[str, ...], contacts: Contacts) -> Html:
    if not ids:
        return Html("")
    rows = contacts.loc[[one for one in ids[:_LISTED] if one in contacts.index]].itertuples()
    more = _("and {count} more, listed in the report").format(count=len(ids) - _LISTED) if len(ids) > _LISTED else ""
    return details(
        title, bullets((_contact_name(row) for row in rows), css="ck-columns"), paragraph(more) if more else ""
    )


def _contact_name(row: Any) -> str:
    """A contact in short: its permanent number, when, from which number."""
    parts = (f"#{row.no}", day_and_time(row.local, row.precision), number_or_hidden(row.number, row.channel))
    return " ".join(part for part in parts if part)


def notes_on_lenders(book: Rulebook, background: Background) -> Html:
    """What the book says of each kind of lender in the case: who supervises it, which rules reach it."""
    notes = []
    for lender in background.lenders():
        note = pick(book.lender_types.get(lender.lender_type, {"zh": "", "en": ""}))
        if note:
            kind = label("lender_type", lender.lender_type)
            named = in_brackets(lender.name, kind)
            notes.append(paragraph(quoted(_("{name}: {note}").format(name=named, note=note)), css="ck-quiet"))
    return joined(*notes)
