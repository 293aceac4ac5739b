"""What sections are made of: parts that guard their buttons and keep what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets as w
from traitlets import TraitError

from casekit.casebook import Case
from casekit.text import _, current_language
from casekit.widgets import fields as f
from casekit.widgets.guard import Action, Message
from casekit.widgets.layouts import close_all
from casekit.widgets.markup import paragraph
from casekit.widgets.style import stylesheet

if TYPE_CHECKING:
    from casekit.widgets.session import Workbook

_TYPED = (w.Text, w.Textarea, w.Dropdown, w.Checkbox, w.NaiveDatetimePicker)


class Part:
    """A piece of a section: a box, a message line, fields named `_w_…`."""

    box: w.Box

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.message = Message()

    @property
    def case(self) -> Case:
        """The case that is open."""
        return self.workbook.case

    def on_click(self, button: w.Button, action: Action) -> None:
        """Let a button do something, guarded."""
        self.workbook.guard.on_click(button, self.message, action)

    def on_change(self, widget: w.Widget, action: Action) -> None:
        """Do something when a field changes, guarded."""
        self.workbook.guard.on_change(widget, self.message, action)

    def guarded(self, action: Action) -> Callable[[], Any]:
        """An action as something that may be called from anywhere without losing a fault."""
        return lambda: self.workbook.guard.run(self.message, action)

    def typed(self) -> dict[str, Any]:
        """What stands in the fields now, by name, parts inside this one included."""
        values: dict[str, Any] = {}
        for name, one in vars(self).items():
            if isinstance(one, Part):
                values[name] = one.typed()
            elif name.startswith("_w_") and isinstance(one, _TYPED):
                values[name] = one.value
        return values

    def retype(self, values: dict[str, Any]) -> None:
        """Put back what was typed; what is no longer on offer is left as it is."""
        for name, value in values.items():
            one = getattr(self, name, None)
            if isinstance(one, Part):
                one.retype(value)
            elif isinstance(one, _TYPED) and one.value != value:
                try:
                    one.value = value
                except TraitError:
                    continue


class Section(Part):
    """One section of the workbook: its box stays the same, whatever stands in it."""

    name: ClassVar[str]
    needs_case: ClassVar[bool] = True
    # Whether `build` finds a place for the message line itself; else it stands below everything.
    places_message: ClassVar[bool] = False

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self.box = w.VBox()
        self.box.add_class("ck")

    def wait(self) -> None:
        """Say that the case is being opened: the first section takes a moment, and the others come after it."""
        if self.needs_case:
            self._lay_out(f.show(paragraph(_("Opening the case …"), css="ck-quiet")))

    def rebuild(self) -> None:
        """Make the section anew, for another case or in another language; nothing typed is kept."""
        if self.needs_case and not self.workbook.has_case:
            hint = _("Open a case under “Start” first; then this section fills by itself.")
            self._lay_out(f.show(paragraph(hint, css="ck-quiet")))
            return
        # Where the section cannot be made, its message says why.
        self._lay_out(self.message)
        built = self.build()
        self._lay_out(built, *(() if self.places_message else (self.message,)))
        self.refresh()

    def _lay_out(self, *children: w.Widget) -> None:
        """Show these below the stylesheet; what stood there before leaves the kernel, the message line stays."""
        # The line of steps above the sections stands in both languages; its style shows the one that is spoken here.
        (self.box.add_class if current_language() == "en" else self.box.remove_class)("ck-english")
        before = self.box.children
        self.box.children = (stylesheet(), *children)
        for one in before:
            if one is not stylesheet() and one not in children:
                close_all(one, keep=(self.message,))

    def speak(self) -> None:
        """Make the section anew in another language, keeping what was typed."""
        values = self.typed()
        self.message.clear()
        self.rebuild()
        self.retype(values)

    def build(self) -> w.Widget:
        """The widgets of the section, empty."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what the case holds now."""
