"""The shell of filing's own pages: one file, complete in itself, printable on A4, nothing loaded; a script only where one is handed in."""

from __future__ import annotations

from importlib.resources import files

from casekit.report.markup import Html, blank, element, escape, together
from casekit.report.printed import content_security_policy, running_lines
from casekit.text import _, pick


def page_of(title: str, body: Html, *, demo: bool = False, wide: bool = False, script: str = "") -> str:
    """A complete page in the language of the moment, headed by its title.

    `wide` lays it across on paper, for tables of many columns; `demo` says that all of it is invented. `script` is the one
    script that the page may run; it has to be complete without it.
    """
    style = files("casekit.filing").joinpath("filing.css").read_text("utf-8")
    size = "A4 landscape" if wide else "A4"
    invented = element("p", _("Demonstration: everything in this paper is invented."), class_="demo") if demo else ""
    main = together([invented, element("h1", title), body], "\n")
    return shell(title, main, f"{style}@page {{ size: {size}; }}\n", wide=wide, script=script)


def shell(title: str, main: Html, style: str, *, wide: bool = False, script: str = "") -> str:
    """What stands around every page, with the title at the head of every printed one but the first.

    `style` comes after what all pages have in common.
    """
    base = files("casekit.filing").joinpath("base.css").read_text("utf-8")
    head = together(
        [
            Html('<meta charset="utf-8">\n'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{escape(content_security_policy(script))}">\n'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">\n'),
            Html('<meta name="referrer" content="no-referrer">\n'),
            element("title", title),
            Html(f"\n<style>\n{base}{style}{running_lines(title)}</style>\n"),
        ]
    )
    lang = pick(zh="zh-CN", en="en")
    kind = ' class="wide"' if wide else ""
    run = f"<script>{script}</script>\n" if script else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n{head}</head>\n'
        f"<body{kind}>\n<main>\n{main}\n</main>\n{run}</body>\n</html>\n"
    )


def signature() -> Html:
    """Two lines to fill by hand: who signs, and on which day."""
    return element(
        "div",
        element("p", _("Signature: "), blank()),
        element("p", _("Date: "), blank(short=True)),
        class_="signatures",
    )
