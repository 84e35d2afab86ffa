"""Shown while the parts of a session are being made ready."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from simulator.tui.text import plain
from simulator.tui.widgets.line import Line


class WaitScreen(ModalScreen[None]):
    """One calm line; it goes when the work is done."""

    def __init__(self, what: str, about: str = "") -> None:
        self._what, self._about = what, about
        super().__init__()

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Line(plain(self._what, "bold"))
            yield Line(plain(self._about, "$quiet") if self._about else Content(""))
