"""How it was counted and what was left out: what a careful reader asks next."""

from __future__ import annotations

from casekit.model.vocabulary import label
from casekit.report.markup import Html, bullets
from casekit.report.material import Material
from casekit.report.names import zone_name
from casekit.report.outline import part
from casekit.report.sections.basis import rulebook
from casekit.text import _, _n, listed, pick


def section(material: Material) -> Html:
    """The unit of counting, the sources, what is in no figure, and how exact the times are."""
    left = material.view.left_out
    rows = material.rows
    twice = sum(row.records > 1 for row in rows)
    untimed = sum(row.local is None for row in rows)
    claimed = sum(row.attribution == "claimed" for row in rows)
    outgoing = sum(row.direction == "out" for row in rows)
    return bullets(
        [
            _("A contact counts once: one call, one message, one visit. When phone, carrier and notes have the same "
              "call, it is one contact."),
            _n("{count} contact is recorded by more than one source.", "{count} contacts are recorded by more than one "
               "source.", twice).format(count=twice) if twice else "",
            _("Only contacts with numbers that the complainant has attributed to a collector are counted; the basis is in "
              "part {part}.").format(part=part("numbers")),
            _n("{count} contact was entered by hand and rests on the complainant's statement.", "{count} contacts were "
               "entered by hand and rest on the complainant's statement.", claimed).format(count=claimed) if claimed else "",
            _n("{count} contact was made from the complainant's side; it is listed as outgoing.",
               "{count} contacts were made from the complainant's side; they are listed as outgoing.", outgoing).format(count=outgoing) if outgoing else "",
            _left_out(left.unknown, left.not_collector, left.withdrawn),
            _("This report is about the institution and the debt named in it only; it says nothing of any other.")
            if material.view.lender else "",
            _("Times are those of the person contacted ({zone}). Night is 22:00 to 8:00; what touches the edge within the "
              "precision of its time is not counted as night.").format(zone=_zones(material))
            if material.mainland
            else _("Times are those of the person contacted ({zone}).").format(zone=_zones(material)),
            _n("{count} contact has no known time; it is in the totals and in no daily figure.", "{count} contacts have no "
               "known time; they are in the totals and in no daily figure.", untimed).format(count=untimed)
            if untimed else "",
            _sources(material),
            _n("In {count} contact a value read by machine was corrected by hand; both values are in the list.",
               "In {count} contacts a value read by machine was corrected by hand; both values are in the list.",
               len(material.corrections)).format(count=len(material.corrections)) if material.corrections else "",
            rulebook(material),
        ]
    )  # fmt: skip


def _zones(material: Material) -> str:
    """The zones in which people were reached, that of the case first."""
    zones = dict.fromkeys((material.view.header.zone, *(row.zone for row in material.rows)))
    return listed(zone_name(zone) for zone in zones if zone)


def _left_out(unknown: int, friendly: int, withdrawn: int) -> str:
    return _("In no figure: {unknown} contacts with numbers that are not attributed, {friendly} with numbers known not to be "
             "collectors, {withdrawn} records that were withdrawn. None of them is contained in this report.").format(
        unknown=unknown, friendly=friendly, withdrawn=withdrawn)  # fmt: skip


def _sources(material: Material) -> str:
    """How the times of the records are known, by number of records."""
    counts = material.view.events["time_basis"].value_counts()
    parts = [
        _n("{count} record: {basis}", "{count} records: {basis}", int(counts[basis])).format(
            count=int(counts[basis]), basis=label("time_basis", str(basis))
        )
        for basis in counts.index
        if counts[basis]
    ]
    return _("Source of the times: {parts}.").format(parts=pick(zh="；", en="; ").join(parts)) if parts else ""
