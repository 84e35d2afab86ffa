"""One thing to read, over the screen, until a key is pressed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from simulator.tui.text import join, one_line
from simulator.tui.widgets.line import Line


class TellBox(ModalScreen[None]):
    """A title and a line: what went wrong and what to do. Stays until it is read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space,escape,q", "dismiss(None)", "Close")]

    def __init__(self, title: str, text: str) -> None:
        self._texts = title, text
        super().__init__()

    def compose(self) -> ComposeResult:
        title, text = self._texts
        with Vertical(id="box"):
            yield Line(join((title, "bold $warning")))
            yield Line(join(one_line(text)))
            yield Line(join(("Enter", "bold $primary"), (" goes on", "$quiet")))
