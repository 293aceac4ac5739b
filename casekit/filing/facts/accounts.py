"""What a paper says of one matter: figures, the clearest contacts in their own words, and one line of law."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casekit.clock import day_in_words
from casekit.filing.facts.contacts import ContactLine, contact_line
from casekit.filing.facts.law import FindingLine, LawLine, matters_at, matters_of
from casekit.filing.facts.scope import Scope
from casekit.model.vocabulary import label
from casekit.report.figures import after_refusal, at_night, third_persons
from casekit.report.gravity import gravity
from casekit.report.outline import part
from casekit.report.rows import Row, in_time, numbers_in_short, runs
from casekit.rules.rulebook import Rule
from casekit.text import pick

# A letter names so many contacts or runs of them; all stand in the report and the table of contacts beside it.
_MOST_NUMBERED, _FIRST_NUMBERED = 10, 4
# Families of rules that are about what was said; in the others a quotation shows nothing of the matter.
_SPOKEN = frozenset({
    "abuse", "amounts", "disclosure", "letters", "money", "pretence", "settlement", "third_persons", "workplace",
})  # fmt: skip
_SOFT = ("national_std_recommended", "self_discipline")
_CLOSE = "dense"  # the part of a rule that counts calls close together by reference values
_CODED = re.compile(r"^([A-Z][A-Z/]* ?[\d.]+-\d{4})(《|, )")
_ENACTED = re.compile(r"（[^（）]*令[^（）]*号）")


@dataclass(frozen=True, slots=True)
class Account:
    """One matter in short.

    `figures` says how often, on how many days, from when to when; `repeated` tells of calls close together, which only a
    reference value of ours picked out and which are therefore counted apart. `said` are the clearest contacts, none of
    them told in an earlier matter; `numbers` all its contacts. `breached` are the instruments it appears not to comply
    with, `presumed` those under which that is presumed until the other side shows otherwise, `weighed` those that the
    reader has to judge; each instrument stands there once. `asked` is what the first of its rules whose article may
    not be printed asks, in a sentence; without it nobody could tell which clause is meant.
    """

    title: str
    family: str
    figures: str
    repeated: str
    said: tuple[ContactLine, ...]
    where: str
    exhibits: str
    breached: str
    presumed: str
    weighed: str
    asked: str
    numbers: tuple[int, ...]


def accounts_of(scope: Scope) -> Callable[..., list[Account]]:
    """The function `accounts(channel, *without, only=(), each=False, quotes=2)`: what a letter tells of its matters.

    Without a channel all are meant. `without` and `only` are beginnings of the ids of rules; with `each` every finding is an account of its own.
    """

    def accounts(
        channel: str, *without: str, only: tuple[str, ...] = (), each: bool = False, quotes: int = 2
    ) -> list[Account]:
        matters = matters_at(scope)(channel, *without) if channel else matters_of(scope)
        lines = [[one.lead, *one.also] for one in matters]
        chosen = [[one for one in group if not only or one.rule.startswith(only)] for group in lines]
        groups = [[one] for group in chosen for one in group] if each else [one for one in chosen if one]
        told: set[int] = set()
        named: set[str] = set()
        made = [_account(scope, group, quotes, told, named) for group in groups]
        return _told_once(made)

    return accounts


def cite(lines: Iterable[FindingLine | LawLine]) -> str:
    """The instruments of some findings or provisions in their order, each once with all its articles."""
    return _cited(list(lines), set())


def _told_once(accounts: list[Account]) -> list[Account]:
    """Calls close together are told of where they weigh most: once, with the peace of private life if that is a matter."""
    telling = [one for one in accounts if one.repeated]
    best = next((one for one in telling if one.family == "peace"), telling[0] if telling else None)
    return [
        one if one is best or not one.repeated or one.figures == "" else replace(one, repeated="") for one in accounts
    ]


def _account(scope: Scope, group: Sequence[FindingLine], quotes: int, told: set[int], named: set[str]) -> Account:
    lead = group[0]
    of_no = {row.no: row for row in scope.rows}
    rows = [of_no[no] for no in lead.incidents if no in of_no]
    rule = next(one for one in scope.material.rulebook.rules if one.id == lead.rule)
    counted, close = _by_the_rule(scope, rule, rows)
    most = quotes if lead.family in _SPOKEN else 0
    clear = _clearest(rule, [row for row in counted if row.no not in told])[:most]
    told.update(row.no for row in clear)
    files = dict.fromkeys(file for row in counted or close for file in row.evidence)
    shown = marks_in_short(scope.marks(files))
    plain = [one for one in group if not one.weighed]
    return Account(
        title=lead.title,
        family=lead.family,
        figures=_figures(counted)
        + (_night_and_refusal(scope, counted) if lead.family == "peace" else _others(counted)),
        repeated=_repeated(close),
        said=tuple(contact_line(scope, row) for row in in_time(clear)),
        where=pick(zh="；证据", en="; exhibit ").join(
            part for part in (_numbered(lead, counted or close), shown) if part
        ),
        exhibits=shown,
        breached=_cited([one for one in plain if not one.presumed], named),
        presumed=_cited([one for one in plain if one.presumed], named),
        weighed=_cited(
            [one for one in group if one.weighed and one.instrument not in {of.instrument for of in plain}], named
        ),
        asked=next((_asked(one) for one in plain if not one.article and not one.presumed), ""),
        numbers=lead.incidents,
    )


def _asked(one: FindingLine) -> str:
    return pick(zh=f"{_short(one.instrument)} 要求：" if _CODED.match(one.instrument) else f"{_short(one.instrument)}要求：",
                en=f"{_short(one.instrument)}: ") + one.conduct  # fmt: skip


def _by_the_rule(scope: Scope, rule: Rule, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The contacts that the rule itself picks out, and those that only a reference value of ours does."""
    if not any(test.get("reference") or test.get("part") == _CLOSE for test in rule.test):
        return rows, []
    refused = {row.id for row in after_refusal(scope.rows, scope.background)} if "refusal" in rule.parts else set()
    counted = [row for row in rows if row.tags or row.id in refused or ("night" in rule.parts and at_night(row))]
    mine = {row.id for row in counted}
    return counted, [row for row in rows if row.id not in mine]


def _clearest(rule: Rule, rows: Iterable[Row]) -> list[Row]:
    """Contacts whose words show what the rule is about, the proven and the gravest first."""
    about = {tag for test in rule.test if test["kind"] == "tag" for tag in test.get("tags", ())}
    shown = [(row, replace(row, tags=tuple(tag for tag in row.tags if tag in about))) for row in rows]
    clear = [(row, alike) for row, alike in shown if alike.tags and (row.words or row.text)]
    clear.sort(key=lambda pair: (not pair[0].evidence, *(-one for one in gravity(pair[1])), pair[0].no))
    return [row for row, _alike in clear]


def _days(rows: Iterable[Row]) -> Counter[date]:
    return Counter(row.local.date() for row in rows if row.local is not None and row.precision != "month")


def _figures(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    days = _days(rows)
    count = len(rows)
    if not days:
        return pick(zh=f"共{count}次", en=f"{count} in all")
    first, last = min(days), max(days)
    if first == last:
        text = pick(zh=f"{day_in_words(first)}共{count}次", en=f"{count} on {day_in_words(first)}")
    else:
        text = pick(
            zh=f"{day_in_words(first)}至{day_in_words(last)}共{count}次，分布在{len(days)}天",
            en=f"{count} from {day_in_words(first)} to {day_in_words(last)}, on {len(days)} days",
        )
        busiest, most = min(days.items(), key=lambda pair: (-pair[1], pair[0]))
        if most > 1:
            text += pick(
                zh=f"，最多的一天（{day_in_words(busiest)}）{most}次",
                en=f", at most {most} a day ({day_in_words(busiest)})",
            )
    return text


def _others(rows: Sequence[Row]) -> str:
    people, theirs = third_persons(rows), sum(row.with_third_person for row in rows)
    others = "person" if people == 1 else "people"
    if theirs and theirs == len(rows):
        return pick(zh=f"，涉及借款人以外的{people}人", en=f", to {people} {others} other than the borrower")
    if theirs:
        return pick(
            zh=f"，其中{theirs}次是与借款人以外的{people}人联系",
            en=f", {theirs} of them to {people} {others} other than the borrower",
        )
    return ""


def _night_and_refusal(scope: Scope, rows: Sequence[Row]) -> str:
    night = sum(map(at_night, rows))
    refused = len({row.id for row in after_refusal(scope.rows, scope.background)} & {row.id for row in rows})
    zh = [f"22时至次日8时{night}次"] * bool(night) + [f"第三人明确拒绝之后{refused}次"] * bool(refused)
    en = [f"{night} between 22:00 and 8:00"] * bool(night) + [f"{refused} after a third person's refusal"] * bool(
        refused
    )
    if not zh:
        return ""
    return pick(zh="，其中" + "、".join(zh), en=", of these " + ", ".join(en))


def _repeated(rows: Sequence[Row]) -> str:
    days = _days(rows)
    if not days:
        return ""
    busiest, most = min(days.items(), key=lambda pair: (-pair[1], pair[0]))
    return pick(
        zh=f"短时间内反复来电{len(rows)}次，分布在{len(days)}天，最多的一天（{day_in_words(busiest)}）{most}次",
        en=f"{len(rows)} calls close together on {len(days)} days, at most {most} a day ({day_in_words(busiest)})",
    )


def _numbered(lead: FindingLine, rows: Sequence[Row]) -> str:
    numbers = sorted(row.no for row in rows)
    drawn = list(runs(numbers))
    if sum(1 if start == end else 2 for start, end in drawn) > _MOST_NUMBERED:
        first = [no for start, end in drawn[:_FIRST_NUMBERED] for no in range(start, end + 1)]
        short = numbers_in_short(first)
        return pick(
            zh=f"编号{short}等{len(numbers)}次，全部编号见案件报告第{part('findings')}部分{lead.mark}",
            en=f"nos. {short} and others, all listed in the case report, part {lead.mark}",
        )
    return pick(zh="编号", en="no. " if len(numbers) == 1 else "nos. ") + numbers_in_short(numbers) if numbers else ""


def marks_in_short(marks: str) -> str:
    """Marks of exhibits with runs drawn together: 五-1至五-5."""
    between = pick(zh="、", en=", ")
    of_group: dict[str, list[int]] = {}
    for mark in filter(None, marks.split(between)):
        group, _dash, number = mark.rpartition("-")
        of_group.setdefault(group, []).append(int(number))
    to = pick(zh="至", en=" to ")
    return between.join(
        f"{group}-{first}" if first == last else f"{group}-{first}{to if last > first + 1 else between}{group}-{last}"
        for group, numbers in of_group.items() for first, last in runs(numbers)
    )  # fmt: skip


def _cited(lines: Sequence[FindingLine | LawLine], named: set[str]) -> str:
    """Instruments with their articles; one that was named in full before is named in short."""
    articles: dict[str, list[str]] = {}
    # What binds by agreement alone says so where it is first named: a reader must not take it for law.
    soft = {label("strength", one) for one in _SOFT}
    kinds = {one.instrument: one.strength for one in lines if one.strength in soft}
    for one in lines:
        of_one = articles.setdefault(one.instrument, [])
        if one.article and one.article not in of_one:
            of_one.append(one.article)
    told = []
    for instrument, mine in articles.items():
        first = instrument not in named
        name = instrument if first else _short(instrument)
        named.add(instrument)
        kind = kinds.get(instrument, "") if first else ""
        said = pick(zh=name + "、".join(mine), en=", ".join((name, *mine)))
        told.append(said + (pick(zh=f"（{kind}）", en=f" ({kind})") if kind else ""))
    return pick(zh="；", en="; ").join(told)


def _short(instrument: str) -> str:
    """An instrument named before: a standard by its number, a decree without its own; the year of a law stays."""
    coded = _CODED.match(instrument)
    return coded.group(1) if coded else _ENACTED.sub("", instrument)
