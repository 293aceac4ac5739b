"""Fillers that tell what happened: the conduct, its clauses, the time line, numbers, calls and messages, witnesses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from casekit.clock import day_in_words, to_wall_clock
from casekit.filing.facts.accounts import Account, accounts_of
from casekit.filing.facts.causes import causes_of
from casekit.filing.facts.contacts import ContactLine, period_of, worst_of
from casekit.filing.facts.numbers import numbers_of
from casekit.filing.facts.scope import Scope
from casekit.filing.facts.steps import Step, steps_of
from casekit.filing.facts.third_persons import third_persons_of
from casekit.model.vocabulary import label
from casekit.report.figures import count_of
from casekit.report.names import institution
from casekit.report.rows import Row, by_number, in_time, length, moment
from casekit.text import _, _n, in_a_row, listed, pick

_MOST_NUMBERS = 30


def complaints_told(scope: Scope) -> list[str]:
    """Complaints of which a dated fact is all that is known, each as a sentence."""
    zone = scope.view.header.zone
    return [
        _("{day}: complained to {where}. {words}")
        .format(
            day=day_in_words(to_wall_clock(one.at, zone)),
            where=institution(scope.background.parties.get(one.party or "")) or _("the institution"),
            words=in_a_row(one.value, one.note),
        )
        .strip()
        for one in scope.background.facts_of("complaint_filed")
    ]


def conduct(scope: Scope) -> str:
    """What was done in figures, a line for each matter, without the law; a short line for spam reports."""
    if scope.dossier.channel is not None and scope.dossier.channel.kind in ("telecom", "internet"):
        return _in_short(scope)
    colon = pick(zh="：", en=": ")
    lines = [
        f"{index}. {one.title}{colon}{_in_figures(one)}"
        for index, one in enumerate(accounts_of(scope)("", quotes=0), 1)
    ]
    return "\n".join([_figures(scope), *lines]) if lines else ""


def _in_figures(one: Account) -> str:
    """How often, and calls close together apart; which exhibits show it."""
    told = pick(zh="；另有", en="; besides, ").join(part for part in (one.figures, one.repeated) if part)
    stop = pick(zh="。", en=". ")
    return f"{told}{stop}" + (_("Evidence: {exhibits}.").format(exhibits=one.exhibits) if one.exhibits else "")


def clauses(scope: Scope) -> str:
    """Conduct and clause side by side, a line for each matter; an instrument without a sure article stands alone."""
    plain: dict[str, None] = {}
    weighed: dict[str, None] = {}
    for one in accounts_of(scope)("", quotes=0):
        for lines, instruments in ((plain, one.breached), (weighed, one.weighed)):
            if instruments:
                lines[_("{where}: {what}").format(where=one.title, what=instruments)] = None
    parts = (
        (_("Appears not to comply with:"), plain),
        (_("For the authority to judge whether it is concerned:"), weighed),
    )
    return "\n".join(f"{title}\n{_numbered(lines)}" for title, lines in parts if lines)


def _numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"{index}. {line}" for index, line in enumerate(lines, start=1))


def _figures(scope: Scope) -> str:
    count, period = count_of(scope.rows, scope.background), period_of(scope)
    if period.first is None:
        return ""
    told = [
        _n("{count} call ({connected} connected)", "{count} calls ({connected} connected)", count.calls).format(
            count=count.calls, connected=count.connected) if count.calls else "",
        _n("{count} text message", "{count} text messages", count.messages).format(count=count.messages) if count.messages else "",
        _n("{count} visit", "{count} visits", count.visits).format(count=count.visits) if count.visits else "",
    ]  # fmt: skip
    numbers = _n("{count} number", "{count} numbers", count.numbers).format(count=count.numbers)
    parts = [
        _n("{contacts} contact, {days}: {parts}, from {numbers}.", "{contacts} contacts, {days}: {parts}, from {numbers}.", count.contacts).format(
            contacts=count.contacts, days=days_between(period.first, period.last), numbers=numbers,
            parts=listed(told) or _("of other kinds"),
        ),
        _("{count} of them were between 22:00 and 8:00.").format(count=count.night)
        if count.night and scope.material.mainland
        else "",
        _("The most in one day were {count} ({day}).").format(count=count.busiest, day=day_in_words(count.busiest_day))
        if count.busiest > 1
        else "",
        _n("{people} third person was contacted, {count} times.", "{people} third persons were contacted, {count} times.", count.third_persons).format(
            people=count.third_persons, count=count.third_contacts
        )
        if count.third_contacts
        else "",
        _("{count} contacts came after a third person had asked them to stop.").format(count=count.after_refusal)
        if count.after_refusal
        else "",
    ]  # fmt: skip
    return in_a_row(*parts)


def _in_short(scope: Scope) -> str:
    """Two sentences for those who look into numbers: how many, how often, and that it is collecting."""
    return in_a_row(_("Repeated calls and messages to collect a debt."), _figures(scope))


def timeline(scope: Scope) -> str:
    """Figures first, then the gravest moments and the steps taken, by the clock: what is dropped for length is the end."""
    figures = _figures(scope)
    if not figures:
        return ""
    worst = sorted(worst_of(scope), key=lambda one: (one.day is None, one.day, one.when))
    lines = [figures]
    if worst:
        lines += [_("The gravest contacts:"), *(f"{index}. {_told(one)}" for index, one in enumerate(worst, start=1))]
    steps = [
        in_a_row(
            _("{day}, {where}: {what}.").format(
                day=day_in_words(one.day), where=one.to or _("the institution"), what=one.what
            ),
            _("Receipt {number}.").format(number=one.receipt) if one.receipt else "",
            _("{answer}.").format(answer=one.answer.rstrip("。.")) if one.answer else "",
        )
        for one in _steps(scope)
    ]
    if steps:
        lines += [_("Steps taken so far:"), *(f"{index}. {line}" for index, line in enumerate(steps, start=1))]
    return "\n".join([*lines, _("All contacts are in the table of incidents.")])


def _steps(scope: Scope) -> list[Step]:
    """The steps, without the dated fact of a complaint that stands there as a filing with its receipt."""
    steps = steps_of(scope)
    filed = {(one.day, one.to) for one in steps if one.receipt}
    return [one for one in steps if one.receipt or (one.day, one.to) not in filed]


def _told(one: ContactLine) -> str:
    words = pick(zh=f"“{one.words}”", en=f"“{one.words}”") if one.spoken else one.words
    who = one.number or one.who
    return in_a_row(
        _("{when}, no. {no}, {way}, {who} to {whom}: {words}").format(
            when=one.when, no=one.no, way=one.way, who=who, whom=one.whom, words=words or one.what
        ),
        _("Evidence: {exhibits}.").format(exhibits=one.exhibits) if one.exhibits else "",
    )


def numbers_list(scope: Scope) -> str:
    """Each number with how often, when and what ties it; of very many the most frequent."""
    known = numbers_of(scope)
    lines = [
        _("{number}: {count} times, {days}; {linkage}").format(
            number=one.number, count=one.contacts, days=days_between(one.first, one.last), linkage=one.linkage
        )
        for one in known[:_MOST_NUMBERS]
    ]
    rest = len(known) - _MOST_NUMBERS
    more = _n("and {count} more number, in the list", "and {count} more numbers, in the list", rest).format(count=rest)
    return "\n".join([*lines, *([more] if rest > 0 else [])])


def days_between(first: date | None, last: date | None) -> str:
    """From the first to the last day, or the one day."""
    if first is None or last is None:
        return _("days not known")
    begin, end = day_in_words(first), day_in_words(last)
    return begin if begin == end else pick(zh=f"{begin}至{end}", en=f"{begin} to {end}")


def _calls_of_first_number(scope: Scope) -> list[Row]:
    """The calls of the number that called most often; the others are in the batch list."""
    calls = by_number(row for row in scope.rows if row.is_call)
    return in_time(next(iter(calls.values()), ()))


def _latest_message(scope: Scope) -> Row | None:
    written = [row for row in in_time(scope.rows) if row.channel == "sms" and row.direction == "in" and row.text]
    return written[-1] if written else None


def _number(scope: Scope) -> str:
    calls = _calls_of_first_number(scope)
    message = _latest_message(scope)
    return (calls[-1].number if calls else message.number if message is not None else "") or ""


def _call_time(scope: Scope) -> str:
    calls = _calls_of_first_number(scope)
    return moment(calls[-1]) if calls else ""


def _call_length(scope: Scope) -> str:
    calls = _calls_of_first_number(scope)
    if not calls:
        return ""
    latest = calls[-1]
    return length(latest.duration_s) or ("" if latest.outcome == "unknown" else label("outcome", latest.outcome))


def _message_time(scope: Scope) -> str:
    message = _latest_message(scope)
    return moment(message) if message is not None else ""


def _message_text(scope: Scope) -> str:
    message = _latest_message(scope)
    return message.text if message is not None else ""


def witnesses(scope: Scope) -> str:
    """The third persons who were reached, with what they can tell of."""
    return "\n".join(
        f"{index}. "
        + _("{name} ({relation}), {number}: {contacts} contacts, {days}").format(
            name=one.name, relation=one.relation or _("relation not known"), number=one.number or _("number not known"),
            contacts=one.contacts, days=days_between(one.first, one.last),
        )
        for index, one in enumerate(third_persons_of(scope), start=1)
    )  # fmt: skip


def _defendant(scope: Scope) -> str:
    """The licensed lender first, named so that it cannot be mistaken for another."""
    lines = []
    for one in scope.lenders:
        details = [
            _("registration number {number}").format(number=one.registration) if one.registration else "",
            _("address {address}").format(address=one.address) if one.address else "",
        ]
        lines.append(pick(zh="，", en=", ").join(part for part in (institution(one), *details) if part))
    return "\n".join(lines)


def _cause(scope: Scope) -> str:
    """The causes of action that the findings speak for; a person decides with which to sue."""
    return listed(one.name for one in causes_of(scope))


FILLERS: dict[str, Callable[[Scope], str]] = {
    "conduct": conduct,
    "clauses": clauses,
    "timeline": timeline,
    "numbers_list": numbers_list,
    "number": _number,
    "call_time": _call_time,
    "call_length": _call_length,
    "message_time": _message_time,
    "message_text": _message_text,
    "kind_of_nuisance": lambda scope: _("nuisance calls or messages (debt collection)") if scope.rows else "",
    "witnesses": witnesses,
    "defendant": _defendant,
    "cause_of_action": _cause,
}
