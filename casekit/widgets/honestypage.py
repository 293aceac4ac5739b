"""What has to be read and confirmed before papers are made, and words of the user's that could be calmer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.filing.honesty import confirmation, points
from casekit.text import _, pick
from casekit.widgets import fields as f
from casekit.widgets.country import country_of
from casekit.widgets.markup import bullets, joined, tag
from casekit.widgets.part import Part

if TYPE_CHECKING:
    from casekit.filing.honesty import Point
    from casekit.widgets.markup import Html
    from casekit.widgets.session import Workbook


class HonestyPage(Part):
    """The points of the page, and the sentence that is ticked."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._told = f.show()
        self._w_true = f.tick(confirmation())
        self.box = f.stack(self._told, self._w_true)

    @property
    def confirmed(self) -> bool:
        """Whether the sentence is ticked."""
        return bool(self._w_true.value)

    def refresh(self) -> None:
        """Show the page of the case's country."""
        self._told.value = bullets((_line(one) for one in points(country_of(self.case))), css="ck-honesty")


def _line(point: Point) -> Html:
    source = (
        tag("span", _("Source: {source}").format(source=pick(point.source.words)), css="ck-quiet")
        if point.source
        else ""
    )
    return joined(pick(point.words), " " if source else "", source)
