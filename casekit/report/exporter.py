"""`jupyter nbconvert --to casereport`: any notebook as one file that asks nothing of the network."""

# mypy: disable-error-code="no-untyped-call"
# (nbformat and nbconvert carry hardly any types)
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from traitlets import Unicode, default
from traitlets.config import Config

from casekit.report.markup import plain
from casekit.report.notebook_libraries import without_iri_grammar
from casekit.report.printed import content_security_policy, running_lines
from casekit.text import _, language, pick

with without_iri_grammar():
    from nbconvert.exporters.html import HTMLExporter
    from nbconvert.exporters.templateexporter import TemplateExporter
    from nbconvert.filters.highlight import Highlight2HTML
    from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter

HERE = Path(__file__).parent / "casereport"
HIDDEN_INPUT = frozenset({"remove-input", "remove_input", "hide-input", "hide_input"})
_WITHOUT_ALT = re.compile(r"<img(?![^>]*\salt=)(?=[\s>])")
# A static page runs no scripts, so what is only a script gives way to the picture or text beside it.
_SHOWN_FIRST = (
    "text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png", "image/jpeg", "text/plain",
)  # fmt: skip


class CaseReportExporter(HTMLExporter):
    """One HTML file: own type, no script but the report's filter, nothing loaded from anywhere."""

    export_from_notebook = "Case report (HTML)"

    lang = Unicode(
        "", help="Language of the page (BCP 47), when the notebook does not say its own; that of the machine otherwise"
    ).tag(config=True)

    @property
    def default_config(self) -> Config:
        config = Config({"NbConvertBase": {"display_data_priority": list(_SHOWN_FIRST)}})
        merged = super().default_config.copy()
        merged.merge(config)
        return Config(merged)

    @default("template_name")
    def _template_name_default(self) -> str:
        return "casereport"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(HERE.parent)]

    @default("exclude_anchor_links")
    def _default_exclude_anchor_links(self) -> bool:
        return True

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[Any, dict[str, Any]]:
        """Convert a notebook; what `HTMLExporter` does, without taking the whole page apart again.

        Its search for pictures without a description parses the finished page, which takes seconds for a
        long list; a page of ours has none, and elsewhere looking at the `<img` tags is enough.
        """
        info = nb.metadata.get("language_info", {})
        lexer = info.get("pygments_lexer", info.get("name"))
        self.register_filter("highlight_code", Highlight2HTML(pygments_lexer=lexer, parent=self))
        resources = self._init_resources(resources)
        self.register_filter(
            "filter_data_type",
            WidgetsDataTypeFilter(notebook_metadata=nb.metadata, parent=self, resources=resources),
        )
        mine = nb.metadata.get("casekit", {})
        resources["lang"] = mine.get("lang") or self.lang or pick(zh="zh-CN", en="en")
        resources["is_report"] = bool(mine.get("report"))
        resources["title"] = plain(str(nb.metadata.get("title") or resources.get("metadata", {}).get("name") or ""))
        resources["hidden_input"] = HIDDEN_INPUT
        resources["style"] = (HERE / "style.css").read_text("utf-8")
        # Somebody's own notebook may be in any language; our own words are in the nearer of two.
        ours = "zh" if resources["lang"].lower().startswith("zh") else "en"
        with language(ours):
            resources["style"] += running_lines(resources["title"])
        resources["script"] = (HERE / "filter.js").read_text("utf-8") if resources["is_report"] else ""
        resources["policy"] = content_security_policy(resources["script"])
        if not resources["is_report"]:
            resources["style"] += _colours_of_code()
        page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        with language(ours):
            described = _("picture without a description")
            page = _WITHOUT_ALT.sub(lambda _found: f'<img alt="{described}"', page)
        return page, resources


def _colours_of_code() -> str:
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]

    colours: str = HtmlFormatter(style="default", nobackground=True).get_style_defs(".highlight")
    return colours
