"""What was heard: words that stay are bright, words that may still change are dim."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from simulator.answer.types import Word
from simulator.tui.text import one_line
from simulator.tui.widgets.line import Line


class Captions(VerticalScroll):
    """Follows the newest words until somebody scrolls up."""

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._committed: tuple[Word, ...] = ()
        self._bright = ""

    def compose(self) -> ComposeResult:
        yield Line()

    def show(self, committed: tuple[Word, ...], provisional: Sequence[Word], placeholder: str = "") -> None:
        """Show the words; `placeholder` while there are none."""
        if committed != self._committed:
            self._committed = committed
            self._bright = one_line(" ".join(word.text for word in committed))
        dim = one_line(" ".join(word.text for word in provisional))
        if not self._bright and not dim:
            content = Content.styled(one_line(placeholder), "$quiet italic")
        else:
            gap = " " if self._bright and dim else ""
            content = Content.assemble((self._bright, "$foreground"), gap, (dim, "$quiet italic"))
        follow = self.max_scroll_y - self.scroll_y <= 1
        if self.query_one(Line).show(content) and follow:
            self.call_after_refresh(self.scroll_end, animate=False)
