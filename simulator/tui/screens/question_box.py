"""A small question over the screen, answered with one key."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from simulator.tui.text import join
from simulator.tui.widgets.line import Line


class QuestionBox(ModalScreen[bool]):
    """True for yes. Escape and N are no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", "Yes"),
        Binding("n,escape,q", "answer(False)", "No"),
    ]

    def __init__(self, question: str, about: str, yes: str, no: str) -> None:
        self._texts = question, about, yes, no
        super().__init__()

    def compose(self) -> ComposeResult:
        question, about, yes, no = self._texts
        with Vertical(id="box"):
            yield Line(join((question, "bold")))
            yield Line(join((about, "$quiet")))
            yield Line(Content.assemble(("Y", "bold $primary"), f" {yes}     ", ("N", "bold $primary"), f" {no}"))

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)
