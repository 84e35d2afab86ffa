"""A text to write over several lines, over the screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import TextArea

from simulator.tui.text import join
from simulator.tui.widgets.line import Line


class PassageBox(ModalScreen[str | None]):
    """What was written, or None when it was left as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s,ctrl+enter", "keep", "Keep", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
    ]

    def __init__(self, title: str, asks: str, text: str) -> None:
        self._title, self._asks, self._text = title, asks, text
        super().__init__()

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Line(join((self._title.strip(), "bold")))
            yield Line(join((self._asks, "$quiet")))
            yield TextArea(self._text, soft_wrap=True, show_line_numbers=False, id="passage")
            yield Line(Content.assemble(("F2", "bold $primary"), " keep     ", ("Esc", "bold $primary"), " leave it"))

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_keep(self) -> None:
        self.dismiss(self.query_one(TextArea).text)

    def action_leave(self) -> None:
        """A second time, where something would be lost."""
        from simulator.tui.screens.question_box import QuestionBox

        if self.query_one(TextArea).text.strip() == self._text.strip():
            self.dismiss(None)
            return

        def answered(leave: bool | None) -> None:
            if leave:
                self.dismiss(None)

        box = QuestionBox(
            "Leave it as it was?", "What you have written here is not kept then.", "leave", "go on writing"
        )
        self.app.push_screen(box, answered)
