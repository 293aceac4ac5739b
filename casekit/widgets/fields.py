"""The fields of the workbook: only widgets that carry a real label, all made alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import ipywidgets as w

from casekit.text import _
from casekit.widgets.layouts import layout, style
from casekit.widgets.markup import Html, tag

Options = Sequence[tuple[str, Any]]
# Bytes that one message to the kernel may have; casekit's settings of JupyterLab allow as much.
UPLOAD_LIMIT = 100 * 2**20


def _made(kind: Any, width: str | None = None, **traits: Any) -> Any:
    """A widget of a class that shares its layout and its style with those like it."""
    styled = {"style": style(kind)} if "style" in kind.class_traits() else {}
    return kind(layout=layout(width), **styled, **traits)


def _field(kind: Any, *css: str, **traits: Any) -> Any:
    widget = _made(kind, "auto", **traits)
    for name in ("ck-field", *css):
        widget.add_class(name)
    return widget


def text(label: str, *, placeholder: str = "", value: str = "") -> w.Text:
    """One line of text."""
    return _field(w.Text, description=label, placeholder=placeholder, value=value, continuous_update=False)


def area(label: str, *, placeholder: str = "", rows: int = 3) -> w.Textarea:
    """Several lines of text."""
    return _field(w.Textarea, "ck-wide", description=label, placeholder=placeholder, rows=rows, continuous_update=False)


def suggesting(label: str, suggestions: Iterable[str] = ()) -> w.Combobox:
    """One line of text that offers what is known already, and takes anything else as well."""
    return _field(w.Combobox, description=label, options=tuple(suggestions), continuous_update=False)


def choice(label: str, options: Options, value: Any = None) -> w.Dropdown:
    """One of a list; the first unless another value is given. Read it with `chosen`."""
    offered = _offered(options)
    wanted = _stored(value)
    first = wanted if any(wanted == known for _name, known in offered) else (offered[0][1] if offered else None)
    return _field(w.Dropdown, description=label, options=offered, value=first)


def _stored(value: Any) -> Any:
    """A list shows nothing at all for None, so "" stands for it."""
    return "" if value is None else value


def _offered(options: Options) -> list[tuple[str, Any]]:
    return [(name, _stored(value)) for name, value in options]


def chosen(widget: w.Dropdown) -> Any:
    """The value of a list; None for an option that stands for nothing."""
    return None if widget.value == "" else widget.value


def choose(widget: w.Dropdown, value: Any) -> None:
    """Set a list to a value, if it is offered."""
    if any(_stored(value) == known for _name, known in widget.options):
        widget.value = _stored(value)


def offer(widget: w.Dropdown, options: Options) -> None:
    """Give a list new options and keep what was chosen where it is still offered."""
    before = widget.value
    fresh = _offered(options)
    if list(widget.options) != fresh:
        widget.options = fresh
        choose(widget, before)


def tick(label: str, *, value: bool = False) -> w.Checkbox:
    """A box to tick."""
    box = _field(w.Checkbox, description=label, value=value, indent=False)
    box.add_class("ck-tick")
    return box


def moment(label: str) -> w.NaiveDatetimePicker:
    """A date and a time as they stood on the wall clock."""
    return _field(w.NaiveDatetimePicker, description=label)


def button(label: str, *, strong: bool = False, quiet: bool = False) -> w.Button:
    """A button; `strong` for the one that saves, `quiet` for small ones in a list."""
    made = _made(w.Button, "auto", description=label)
    made.add_class("ck-button")
    if strong:
        made.add_class("ck-strong-button")
    if quiet:
        made.add_class("ck-quiet-button")
    return made


def upload(label: str, *, accept: str = "", multiple: bool = True) -> w.FileUpload:
    """A button that takes files from the user's device."""
    made = _made(w.FileUpload, "auto", description=label, accept=accept, multiple=multiple)
    made.add_class("ck-button")
    return made


def too_big(folder: Path) -> w.HTML:
    """The note beside an upload button, shown by JupyterLab when files are too big for it; none of them is sent.

    The extension of `casekit lab` unhides it: the kernel never hears of such files.
    """
    words = _("This is more than {limit} MB, too much for the button; nothing was sent. Put the file into the folder "
              "{folder}, then press “Look into the inbox folder” under “Import”.").format(
        limit=UPLOAD_LIMIT // 2**20, folder=folder)  # fmt: skip
    # The message around the files needs a little room as well.
    note = tag("p", words, css="ck-alert", role="alert", hidden="", data_upload_limit=str(UPLOAD_LIMIT - 2**16))
    made = show(note)
    made.add_class("ck-too-big")
    return made


def uploaded(widget: w.FileUpload) -> list[tuple[str, bytes]]:
    """(name, content) of what has arrived, and make the button ready for the next files."""
    files = [(str(one["name"]), bytes(one["content"])) for one in widget.value]
    if files:
        widget.value = ()
    return files


def show(html: Html | str = "") -> w.HTML:
    """A piece of page that only shows something."""
    return _made(w.HTML, value=html)


def fields(*children: w.Widget) -> w.VBox:
    """Fields in columns: as many as the window is wide for."""
    box = _made(w.VBox, children=children)
    box.add_class("ck-fields")
    return box


def row(*children: w.Widget) -> w.HBox:
    """Buttons side by side, wrapping in a narrow window."""
    box = _made(w.HBox, children=children)
    box.add_class("ck-row")
    return box


def stack(*children: w.Widget, css: str = "") -> w.VBox:
    """Things one below another."""
    box = _made(w.VBox, children=children)
    box.add_class("ck-stack")
    if css:
        box.add_class(css)
    return box


def shown(widget: w.Widget, visible: bool) -> None:
    """Show or hide a widget; what was typed into it stays."""
    wanted = layout(widget.layout.width, None if visible else "none")
    if widget.layout is not wanted:
        widget.layout = wanted


class Fold:
    """A button that unfolds what only some people need.

    `summary` is seen folded as well, under the button; `turned` is called when it was folded or unfolded.
    """

    def __init__(
        self,
        title: str,
        children: Iterable[w.Widget],
        *,
        unfolded: bool = False,
        summary: Iterable[w.Widget] = (),
        turned: Callable[[], Any] = lambda: None,
    ) -> None:
        self.title = title
        self._turned = turned
        self._w_button = button("", quiet=True)
        self._w_button.add_class("ck-fold")
        self.inside = stack(*children, css="ck-inside")
        self.box = stack(self._w_button, *summary, self.inside)
        self._w_button.on_click(lambda _button: self._turn())
        self.turn(unfolded)

    def _turn(self) -> None:
        self.turn(not self.unfolded)
        self._turned()

    @property
    def unfolded(self) -> bool:
        """Whether the inside is shown."""
        return bool(self.inside.layout.display != "none")

    def retitle(self, title: str) -> None:
        """Give it another title, such as one with a new count."""
        self.title = title
        self.turn(self.unfolded)

    def turn(self, unfolded: bool) -> None:
        """Unfold or fold it."""
        shown(self.inside, unfolded)
        self._w_button.description = f"{'▾' if unfolded else '▸'} {self.title}"
        self._w_button.tooltip = _("Fold") if unfolded else _("Unfold")


class Pages:
    """Which part of a long list is shown, and the buttons to turn pages."""

    def __init__(self, size: int, turned: Callable[[], None]) -> None:
        self.size = size
        self.page = 0
        self._turned = turned
        self._w_back = button(_("Previous page"), quiet=True)
        self._w_next = button(_("Next page"), quiet=True)
        self._where = show()
        self.box = row(self._w_back, self._where, self._w_next)
        self._w_back.on_click(lambda _button: self._turn(-1))
        self._w_next.on_click(lambda _button: self._turn(1))

    def slice(self, total: int) -> slice:
        """The part of a list of this length that is on the page; also brings the buttons up to date."""
        last = max(0, (total - 1) // self.size)
        self.page = min(self.page, last)
        first = self.page * self.size
        shown(self.box, last > 0)
        self._w_back.disabled = self.page == 0
        self._w_next.disabled = self.page == last
        self._where.value = _("{first} to {last} of {total}").format(
            first=first + 1 if total else 0, last=min(first + self.size, total), total=total
        )
        return slice(first, first + self.size)

    def _turn(self, step: int) -> None:
        self.page = max(0, self.page + step)
        self._turned()
