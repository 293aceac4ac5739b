"""Everything a paper for a channel is made from, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from casekit.channels.catalog import USUAL_COUNTRY

if TYPE_CHECKING:
    from casekit.casebook import Case
    from casekit.casebook.masking import MaskedView
    from casekit.channels.channel import Channel
    from casekit.report.material import Material


@dataclass(frozen=True)
class Dossier:
    """The material of the report (a masked view with findings, groups, rows, exhibit marks) and what a filing needs more.

    `made_on` is the day it is made, by the clock of the case; `evidence_path` gives the original bytes of a file by
    its hash. Nothing in it may be taken from the case around the masked view.
    """

    material: Material
    made_on: date
    evidence_path: Callable[[str], Path]
    channel: Channel | None = None

    @property
    def country(self) -> str:
        """The country (ISO 3166) whose channels the case has; mainland China where its rulebook names none."""
        return self.material.rulebook.country or USUAL_COUNTRY

    @property
    def view(self) -> MaskedView:
        """What of the case may leave."""
        return self.material.view


def dossier_of(
    case: Case,
    channel: Channel | None = None,
    *,
    mask: str | None = None,
    debt: str | None = None,
    lender: str | None = None,
    with_charts: bool = False,
) -> Dossier:
    """The dossier of a case for a channel, in the language of the moment.

    `mask` is that of the channel unless given, `debt` the id of one debt, `lender` that of one lender, whose matter alone it holds.
    """
    from casekit.report.gathering import material_of

    hidden = mask or (channel.mask if channel is not None else "third-parties")
    return Dossier(
        material=material_of(case, mask=hidden, debt=debt, lender=lender, with_charts=with_charts),
        made_on=case.today(),
        evidence_path=case.evidence_path,
        channel=channel,
    )
