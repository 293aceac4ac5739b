"""A case: the folder, everything that can be done to it, and the tables that are computed from it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casekit import clock
from casekit.casebook.base import LEDGER_NAME, item_of, new_id, plain
from casekit.casebook.entry import GENESIS
from casekit.casebook.evidence import sha256_of
from casekit.casebook.files import FilesOfCase
from casekit.casebook.ledger import SCHEMA_VERSION, Ledger
from casekit.casebook.validation import validated
from casekit.errors import InputError, NotFoundError, reason
from casekit.model import COMPLAINANT, DEBTOR, CaseHeader, Debt, Party, Person
from casekit.model.vocabulary import label
from casekit.text import _
from casekit.text import language as speaking

if TYPE_CHECKING:
    import pandas as pd

    from casekit.casebook.matching import LinkQuestion


class Case(FilesOfCase):
    """One case, open. Everything done to it is an entry in its ledger; everything shown is computed from that."""

    def events(self) -> pd.DataFrame:
        """The events table: one row per live record, columns as documented in `casekit.casebook.events`.

        The table is cached until something is written; what is given out shares its data, but columns
        added or changed by the receiver stay with the receiver.
        """
        events: pd.DataFrame = self._table("events")
        return events.copy(deep=False)

    def pending_links(self) -> list[LinkQuestion]:
        """Records of different sources that may be one contact, where only the user can tell."""
        questions: list[LinkQuestion] = self._table("links")
        return questions

    def _table(self, name: str) -> Any:
        head = self.head
        if self._tables.get("head") != head:
            from casekit.casebook import events

            table, questions = events.build(self.refresh())
            self._tables = {"head": head, "events": table, "links": questions}
        return self._tables[name]

    def record_export(self, path: Path, kind: str, exhibits: Mapping[str, str] | None = None) -> str:
        """Note in the ledger what was handed out: kind, name and SHA-256 of the file; gives the hash.

        `exhibits` are the numbers under which the paper names files, by their hash; those that are new stay with the
        files from now on.
        """
        sha256 = sha256_of(path)
        known = self.refresh().evidence
        new = {one: mark for one, mark in (exhibits or {}).items() if one in known and not known[one].exhibit}
        item = {"kind": kind, "name": path.name, "sha256": sha256}
        self._append("export", [{**item, "exhibits": new} if new else item])
        return sha256

    def exports(self) -> list[dict[str, Any]]:
        """What was handed out so far: `at, kind, name, sha256`."""
        return list(self.refresh().exports)

    @property
    def export_folder(self) -> Path:
        """Where reports go unless the user says otherwise."""
        return self.folder / "exports"

    def withdrawn_count(self) -> int:
        """How many incidents were withdrawn or undone."""
        return len(self.refresh().dead_rows())


def create_case(
    folder: Path | str,
    *,
    complainant: str = "",
    standpoint: str = "borrower",
    lender: str = "",
    lender_type: str = "unknown",
    product: str = "",
    own_numbers: Iterable[str] = (),
    timezone: str = clock.DEFAULT_ZONE,
    rulebook: str = "cn",
    language: str = "zh",
    demo: bool = False,
) -> Case:
    """Make a case folder; a bare name is made below `casekit_home()`.

    Parameters
    ----------
    lender, lender_type, product
        whom the money is owed to, what that is, and for what; with any of them there is a lender and a debt, and a
        lender without a name is called after its product or its type until it is renamed
    own_numbers
        the borrower's; those of a relative who complains are the relative's, who becomes a person of the case

    Raises
    ------
    InputError
        when there is a case already, or a value cannot be used
    LedgerError
        when the folder cannot be written
    """
    header = validated(
        CaseHeader,
        {
            "complainant": complainant, "standpoint": standpoint, "zone": timezone, "rulebook": rulebook,
            "language": language, "demo": demo,
        },
    )  # fmt: skip
    numbers = tuple(own_numbers)
    debtor = validated(
        Person,
        {
            "id": DEBTOR, "name": complainant if standpoint == "borrower" else "", "role": "debtor",
            "relation": "self", "lines": () if standpoint == "relative" else numbers,
        },
    )  # fmt: skip
    persons = [debtor]
    if standpoint == "relative" and numbers:
        with speaking(header.language):
            name = complainant or label("standpoint", standpoint)
        persons.append(validated(Person, {"id": COMPLAINANT, "name": name, "lines": numbers}))
    party = debt = None
    if lender or product or lender_type != "unknown":
        with speaking(header.language):
            name = lender or product or label("lender_type", lender_type)
        party = validated(Party, {"id": new_id(), "kind": "lender", "name": name, "lender_type": lender_type})
        debt = validated(Debt, {"id": new_id(), "lender": party.id, "product": product})
    path = case_folder(folder)
    ledger = Ledger.create(path / LEDGER_NAME)  # what a killed attempt left there without any entry is taken over
    with ledger.writing() as add:
        head = {name: plain(getattr(header, name)) for name in CaseHeader.model_fields if name != "created_at"}
        add("case", [{**head, "schema": SCHEMA_VERSION}])
        add("person", [item_of(one) for one in persons])
        if party is not None and debt is not None:
            add("party", [item_of(party)])
            add("debt", [item_of(debt)])
    return Case(path, ledger)


def open_case(folder: Path | str) -> Case:
    """Open a case folder.

    Raises
    ------
    NotFoundError
        when there is no case
    NewerLedgerError
        when a newer casekit wrote it
    """
    path = case_folder(folder)
    ledger = Ledger.open(path / LEDGER_NAME)
    if ledger.head()[1] == GENESIS:
        raise NotFoundError(
            _("The case in {folder} is empty; it was never finished. Make a new one.").format(folder=path)
        )
    return Case(path, ledger)


def case_folder(folder: Path | str) -> Path:
    """The folder a name or path stands for: a bare name lies below `casekit_home()` unless it exists here.

    Raises
    ------
    InputError
        when no folder can have that name
    """
    name = os.fspath(folder)
    if not name.strip() or "\0" in name:
        raise InputError(_("Please give the case a name, such as huabei-2026."))
    try:
        path = Path(folder).expanduser()
        if not path.is_absolute() and len(path.parts) == 1 and not path.exists():
            path = casekit_home() / path
        path.exists()
    except (OSError, RuntimeError) as error:
        why = reason(error) if isinstance(error, OSError) else error
        raise InputError(_("No folder can have the name {name}: {why}.").format(name=name, why=why)) from error
    return path


def casekit_home() -> Path:
    """Where cases live: `CASEKIT_HOME`, else `~/casekit`, or `~/casekit-cases` where the former is a checkout of casekit."""
    said = os.environ.get("CASEKIT_HOME")
    if said:
        return Path(said)
    usual = Path.home() / "casekit"
    # Who clones into the home folder would otherwise keep the case inside the repository.
    return usual.with_name("casekit-cases") if (usual / "casekit" / "__init__.py").exists() else usual
