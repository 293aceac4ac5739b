"""The report as a notebook, composed in memory: the same case gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from casekit.report import notebook_cells
from casekit.report.exhibits import exhibit_numbers, grouped_files
from casekit.report.markup import Html, element, together
from casekit.report.material import Material
from casekit.report.names import institution, respondents
from casekit.report.outline import group_mark
from casekit.report.rows import rows_of
from casekit.report.sections import SECTIONS
from casekit.report.sections.incidents import appendix
from casekit.report.sections.request import cover
from casekit.text import _, listed, pick

if TYPE_CHECKING:
    from casekit.casebook.masking import MaskedView
    from casekit.charts import Chart
    from casekit.model import Batch
    from casekit.rules import Finding, Rulebook

Corrections = Mapping[str, Sequence[tuple[str, str]]]


def notebook_of(material: Material, *, to: str = "") -> Any:
    """The notebook of what was gathered, in the language of the moment; `to` is whom the report is for, where that is known."""
    parts = [notebook_cells.fragment("cover", cover(material, to))]
    for number, (name, title, section) in enumerate(SECTIONS, start=1):
        parts.append(notebook_cells.heading(name, group_mark(number) + pick(zh="、", en=". ") + _(title)))
        content = _wrapped(name, section(material), number)
        # What is asked comes before where things stand.
        parts.append(notebook_cells.fragment(name, together([content, _overview()]) if number == 1 else content))
    parts.append(notebook_cells.heading("appendix", _("Appendix: all contacts")))
    parts.append(notebook_cells.fragment("appendix", _wrapped("appendix", appendix(material), len(SECTIONS) + 1)))
    names = listed(institution(one) for one in respondents(material))
    title = pick(zh="：", en=": ").join(part for part in (_("Complaint about debt collection"), names) if part)
    return notebook_cells.notebook(parts, title=title, lang=pick(zh="zh-CN", en="en"))


def gather(
    view: MaskedView,
    findings: Sequence[Finding],
    charts: Sequence[Chart],
    corrections: Corrections,
    rulebook: Rulebook,
    batches: Iterable[Batch] = (),
    taken: Iterable[str] = (),
) -> Material:
    """Work out once what several sections need; what was not verified does not leave the workbook.

    `batches` are the imports that hold, `taken` the numbers of exhibits that were ever given in the case.
    """
    from casekit.rules import group_findings

    rows = rows_of(view)
    kept = tuple(batches)
    groups = [group.findings for group in group_findings(one for one in findings if one.verified)]
    return Material(
        view=view,
        findings=[one for group in groups for one in group],
        groups=groups,
        charts=charts,
        rows=rows,
        exhibits=exhibit_numbers(grouped_files(view, rows), taken),
        rulebook=rulebook,
        corrections=corrections,
        batches={one.id: one.sha256 for one in kept},
        carrier_files=frozenset(one.sha256 for one in kept if one.source_kind == "carrier_bill"),
    )


def _wrapped(name: str, content: Html, number: int) -> Html:
    return element("div", content, class_=f"part {name}", id=f"part-{number}")


def _overview() -> Html:
    """The parts by name, to go to on a screen; paper has pages."""
    titles = [*(_(title) for _name, title, _section in SECTIONS), _("Appendix: all contacts")]
    links = [
        element("li", element("a", group_mark(number) + pick(zh="、", en=". ") + title if number <= len(SECTIONS) else title,
                              href=f"#part-{number}"))
        for number, title in enumerate(titles, start=1)
    ]  # fmt: skip
    return element("nav", element("ul", *links), class_="parts", aria_label=_("Parts of this report"))
