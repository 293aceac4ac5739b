"""The files of a case: kept as evidence, linked to what they show, and what is said of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from casekit.casebook.base import item_of, plain
from casekit.casebook.batches import BatchesOfCase
from casekit.casebook.validation import field_label, validated
from casekit.errors import InputError, NotFoundError
from casekit.model import Evidence
from casekit.numbers import fold
from casekit.text import _, listed

_AMENDABLE = ("group", "debt", "kind", "how_obtained", "note")
_SHORTEST_BEGINNING = 6  # hexadecimal digits


class FilesOfCase(BatchesOfCase):
    """The part of a case that holds recordings, pictures and papers."""

    def attach(
        self,
        source: Path | str | bytes,
        *,
        name: str | None = None,
        kind: str | None = None,
        incident: str | int | None = None,
        taken_at: datetime | None = None,
        time_basis: str = "",
        number: str = "",
        duration_s: int | None = None,
        device: str = "",
        how_obtained: str = "",
        note: str = "",
        group: str | None = None,
        debt: str | None = None,
    ) -> Evidence:
        """Keep a file as evidence, byte for byte, and link it if something is given to link it to.

        `incident` is the id or number of an incident, or the id of a fact, a harm or a filing; `group` says what the
        file proves where nothing it is linked to does (see `vocabulary.EXHIBIT_GROUPS`), `debt` what it is about, by id,
        reference or product.
        """
        target = self._target(incident) if incident is not None else None
        about = self.debt_id(debt)
        if isinstance(source, bytes) and not name:
            raise InputError(_("Please give the file a name."))
        content = source if isinstance(source, bytes) else Path(source)
        with self._keeping(content, name or Path(str(source)).name) as stored:
            evidence = validated(
                Evidence,
                {
                    "sha256": stored.sha256, "name": stored.name, "size": stored.size,
                    "media_type": stored.media_type, "kind": kind or stored.kind, "taken_at": taken_at,
                    "time_basis": time_basis, "number": fold(number), "duration_s": duration_s, "device": device,
                    "how_obtained": how_obtained, "note": note, "group": group, "debt": about,
                },
            )  # fmt: skip
            with self.ledger.writing() as add:
                add("evidence", [item_of(evidence)])
                if target is not None:
                    add("link", [self._link_item(stored.sha256, target)])
        return self.refresh().evidence[stored.sha256]

    def link(self, sha256: str, target: str | int, *, collection: str = "") -> None:
        """Link a file of the case to an incident, a fact, a harm or a filing; with the id of a collection it is undone with that."""
        item = self._link_item(self._file(sha256), self._target(target))
        self._append("link", [{**item, "collection": collection} if collection else item])

    def unlink(self, sha256: str, target: str | int) -> None:
        """Take the link between a file and what it is linked to away; the file stays."""
        self._append("link", [{**self._link_item(self._file(sha256), self._target(target)), "removed": True}])

    def _link_item(self, sha256: str, target: str) -> dict[str, Any]:
        kind = {"facts": "fact", "harms": "harm", "filings": "filing", "": "incident"}.get(self.table_of(target))
        if kind is None:
            raise InputError(_("A file can be linked to a contact, a fact, a harm or a filing, and to nothing else."))
        return {"evidence": sha256, kind: target}

    def amend_evidence(self, file: str, **fields: Any) -> Evidence:
        """Say more of a file, or correct it; only the given fields change, the bytes never.

        Parameters
        ----------
        file
            its SHA-256 or the beginning of it, or its name where only one has it
        fields
            `group`, what it proves, None to leave that to what it is linked to; a number that a paper has used already
            stays with it. `debt`, what it is about: an id, a reference or a product. `kind`, `how_obtained`, `note`

        Raises
        ------
        InputError
            naming fields that cannot be changed or values that cannot be used
        NotFoundError
            when the case holds no such file or debt
        """
        refused = sorted(set(fields) - set(_AMENDABLE))
        if refused:
            named = listed(field_label(name) for name in refused)
            raise InputError(_("These fields cannot be changed: {names}.").format(names=named))
        known = self.refresh().evidence[self.file_id(file)]
        if fields.get("debt"):
            fields["debt"] = self.debt_id(fields["debt"])
        merged = validated(Evidence, {**known.model_dump(), **fields})
        changed = {
            name: plain(getattr(merged, name)) for name in fields if getattr(merged, name) != getattr(known, name)
        }
        if changed:
            # An empty text takes a value out again.
            item = {name: "" if value is None else value for name, value in changed.items()}
            self._append("evidence", [{"sha256": known.sha256, **item}])
        return self.refresh().evidence[known.sha256]

    def file_id(self, named: str) -> str:
        """The SHA-256 of the file that is named by it, by its beginning, or by a name that no other file has.

        Raises
        ------
        NotFoundError
            when there is no such file, or several
        """
        known = self.refresh().evidence
        if named in known:
            return named
        begun = named.lower() if len(named) >= _SHORTEST_BEGINNING else None
        found = [one.sha256 for one in known.values() if named == one.name or (begun and one.sha256.startswith(begun))]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(
                _("Several files are called “{name}”. Name one by the beginning of its SHA-256: {all}.").format(
                    name=named, all=listed(one[:12] for one in found)
                )
            )
        raise NotFoundError(_("The case holds no file “{name}”.").format(name=named))

    def _file(self, sha256: str) -> str:
        if sha256 not in self.refresh().evidence:
            raise NotFoundError(_("The case holds no file with the hash {sha256}.").format(sha256=sha256[:16]))
        return sha256

    def evidence_path(self, sha256: str) -> Path:
        """Where the original bytes lie."""
        return self.store.path(self._file(sha256))
