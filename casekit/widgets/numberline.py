"""One number of the list: what helps a person to say whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from casekit.casebook import Case
from casekit.model import DEBTOR, Background
from casekit.model.vocabulary import label
from casekit.numbers import class_label, is_account
from casekit.report.linkage import linkage_of
from casekit.text import _, _n, listed
from casekit.widgets.markup import Html, badge, quoted, tag
from casekit.widgets.wording import ATTRIBUTION_TONES, person_name, shortened


def contact_names(case: Case) -> dict[str, str]:
    """Whose a number is by the phone's own names or as somebody's own number; seldom a collector's."""
    saved = {
        number: _("saved in the phone as “{name}”").format(name=name)
        for number, name in _names(case)
        if not is_account(number)
    }
    own = {line: _("own number: {name}").format(name=name) for line, name in own_numbers(case).items()}
    return {**saved, **own}


def account_names(case: Case) -> dict[str, str]:
    """What accounts in messengers call themselves, where the account itself does not say it; anybody has such a name."""
    return {
        number: _("calls itself “{name}”").format(name=name)
        for number, name in _names(case)
        if is_account(number) and name not in number
    }


def _names(case: Case) -> Iterator[tuple[str, str]]:
    columns = case.refresh().columns
    for number, name in zip(columns["number"], columns["contact_name"], strict=True):
        if number and name:
            yield number, name


def own_numbers(case: Case) -> dict[str, str]:
    """The numbers of the persons of a case, and whose they are."""
    return {line: person_name(one) for one in case.background().persons.values() for line in one.lines}


def number_line(row: dict[str, Any], background: Background, names: dict[str, str], accounts: dict[str, str]) -> Html:
    """One number: class, how often and when, whom it reached, what it wrote, whose it is.

    `names` as `contact_names` gives them, `accounts` as `account_names` does.
    """
    party = background.parties.get(row["party"]) if isinstance(row["party"], str) else None
    whose = party.name if party else label("attribution", row["attribution"])
    linkage = linkage_of(background, str(row["number"]))
    basis = linkage.words if linkage.bases else ""
    often = [
        _n("{count} call", "{count} calls", row["calls"]).format(count=row["calls"]) if row["calls"] else "",
        _n("{count} message", "{count} messages", row["messages"]).format(count=row["messages"])
        if row["messages"]
        else "",
        _n("{count} at night", "{count} at night", row["night"]).format(count=row["night"]) if row["night"] else "",
    ]
    period = [moment.strftime("%Y-%m-%d") for moment in (row["first"], row["last"]) if not pd.isna(moment)]
    saved, called = names.get(str(row["number"]), ""), accounts.get(str(row["number"]), "")
    persons = [str(one) for one in row["persons"]]
    return tag(
        "div",
        tag(
            "div",
            tag("span", class_label(str(row["class"])), css="ck-quiet"),
            tag("strong", listed(often)),
            badge(quoted(whose), ATTRIBUTION_TONES[row["attribution"]]),
            tag("span", basis, css="ck-quiet") if basis else "",
            badge(quoted(saved), "good") if saved else "",
            badge(quoted(called)) if called else "",
            css="ck-line",
        ),
        tag(
            "div",
            tag("span", " – ".join(dict.fromkeys(period))),
            tag("span", _("hours: {hours}").format(hours=listed(row["hours"].split(", ")))) if row["hours"] else "",
            tag("span", _("reached: "), quoted(listed(persons))) if persons else "",
            css="ck-line ck-quiet",
        ),
        tag("div", quoted(shortened(str(row["sample"]), 120)), css="ck-said") if row["sample"] else "",
        css="ck-contact",
    )


# Contacts logged by hand are claimed to be the collector's; their numbers are listed with the confirmed ones.
SHOWN_WITH = {"confirmed": ("confirmed", "claimed")}


def to_mind(case: Case, ranked: pd.DataFrame) -> list[str]:
    """What may be marked wrongly, or was: the borrower's number in a relative's list, and own numbers of persons.

    `ranked` has one row per number, with `number` and `attribution`.
    """
    if ranked.empty:
        return []
    sentences = []
    # In a relative's list the borrower rings most of all, and nothing tells that number from a collector's.
    if case.header.standpoint == "relative" and not case.background().persons[DEBTOR].lines:
        sentences.append(_("The borrower's own number may be among them too; mark it as no collector's."))
    # Most likely marked before it was known whose it is.
    theirs = ranked.loc[ranked["attribution"].isin(SHOWN_WITH["confirmed"]), "number"]
    said = _("{number} is the own number of {name}, and marked as a collector's. If that was a slip, find it among "
             "the collectors' numbers below and mark it as no collector's.")  # fmt: skip
    own = own_numbers(case)
    return [*sentences, *(said.format(number=one, name=own[one]) for one in theirs if one in own)]
