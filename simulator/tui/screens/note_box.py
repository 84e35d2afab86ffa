"""A line to write, over the screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from simulator.tui.text import join
from simulator.tui.widgets.line import Line

LONGEST = 300


class NoteBox(ModalScreen[str | None]):
    """What was written, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Leave")]

    def __init__(self, title: str, text: str) -> None:
        self._texts = title, text
        super().__init__()

    def compose(self) -> ComposeResult:
        title, text = self._texts
        with Vertical(id="box"):
            yield Line(join((title, "bold")))
            yield Input(text, max_length=LONGEST, select_on_focus=False)
            yield Line(
                Content.assemble(("Enter", "bold $primary"), " keep     ", ("Esc", "bold $primary"), " leave it")
            )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())
