"""One line of a form: a label and a value that Left and Right change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from simulator.tui.text import one_line, shorten

T = TypeVar("T")
LABEL_WIDTH = 20


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """A value with its name and one line about it."""

    value: T
    name: str
    about: str = ""


class ChoiceRow(Widget, Generic[T], can_focus=True):
    """Holds one of several options. Left and Right go round; a click on the left or right half does too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Value before", show=False),
        Binding("right,space", "turn(1)", "Next value", show=False),
        Binding("up", "row_before", "Row before", show=False),
        Binding("down", "next_row", "Next row", show=False),
    ]
    """Bindings, for the app looks them up one by one in what has the focus then: keys that come in one burst are all
    sent to the row that had it at first."""

    at: reactive[int] = reactive(0)

    class Changed(Message):
        """The row holds another value."""

        def __init__(self, row: "ChoiceRow[Any]") -> None:
            self.row = row
            super().__init__()

    def __init__(self, label: str, options: Sequence[Option[T]], value: T, *, id: str) -> None:
        super().__init__(id=id)
        self._label, self._options = label, tuple(options)
        self.set_reactive(ChoiceRow.at, self._index(value))

    @property
    def value(self) -> T:
        return self._options[self.at].value

    @property
    def option(self) -> Option[T]:
        return self._options[self.at]

    def offer(self, options: Sequence[Option[T]], value: T) -> None:
        """Other options, holding `value` where it is among them."""
        self._options = tuple(options)
        self.set_reactive(ChoiceRow.at, self._index(value))
        self.refresh()

    def _index(self, value: T) -> int:
        values = [option.value for option in self._options]
        return values.index(value) if value in values else 0

    def action_turn(self, by: int) -> None:
        if len(self._options) > 1:
            self.at = (self.at + by) % len(self._options)
            self.post_message(self.Changed(self))

    def action_row_before(self) -> None:
        self.screen.focus_previous(ChoiceRow)

    def action_next_row(self) -> None:
        self.screen.focus_next(ChoiceRow)

    def on_click(self, event: events.Click) -> None:
        self.action_turn(1 if event.x > LABEL_WIDTH + 3 else -1)

    def render(self) -> Content:
        many = len(self._options) > 1
        name = shorten(one_line(self.option.name), max(4, self.size.width - LABEL_WIDTH - 6))
        arrows = "bold $primary" if self.has_focus and many else "$quiet 40%"
        return Content.assemble(
            (self._label.ljust(LABEL_WIDTH), "$quiet"),
            ("‹ " if many else "  ", arrows),
            (name, "bold" if self.has_focus else ""),
            (" ›" if many else "", arrows),
        )
