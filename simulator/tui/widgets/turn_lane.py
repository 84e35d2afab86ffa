"""The timeline of one turn: its marks, its STAR lane, a ruler, and the moment that sounds now."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from simulator.answer.lane import Stretch
from simulator.replay.navigate import GRAVITY
from simulator.replay.types import Mark, MarkKind
from simulator.tui.widgets.lane import StarLane

GLYPHS: Final[Mapping[MarkKind, str]] = {
    "flag": "▲", "probe": "?", "bookmark": "◆", "gap": "╳", "signal": "✓", "pause": "–",
}  # fmt: skip
NOW = "┃"
_SNAP = 1
"""A click so many cells beside a mark means the mark."""


class TurnLane(StarLane):
    """Three lines: marks, lane, ruler. A click goes to that moment, a click on a mark to where it begins."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lane--now", *(f"lane--{kind}" for kind in GLYPHS)}

    class Pointed(Message):
        """A moment of the turn was clicked."""

        def __init__(self, at_s: float) -> None:
            self.at_s = at_s
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._marks: tuple[Mark, ...] = ()
        self._duration_s = 0.0
        self._at = 0

    def show_turn(self, parts: Sequence[Stretch], duration_s: float, marks: Sequence[Mark]) -> None:
        self._marks, self._duration_s = tuple(marks), max(duration_s, 1.0)
        self.show(parts, duration_s)
        self.refresh()

    def stand_at(self, at_s: float) -> None:
        """Draw the moment, if it lies in another cell than before."""
        at = self._cell(at_s)
        if at != self._at:
            self._at = at
            self.refresh()

    def _cell(self, at_s: float) -> int:
        width = self.size.width
        return max(0, min(width - 1, int(at_s / max(self._duration_s, 1.0) * width)))

    def marks_line(self) -> str:
        """A character a cell; of marks in one cell the gravest."""
        cells = [" "] * self.size.width
        for mark in sorted(self._marks, key=lambda mark: -GRAVITY.index(mark.kind)):
            first = self._cell(mark.start_s)
            last = self._cell(mark.end_s) if mark.kind == "pause" else first
            for cell in range(first, min(last + 1, len(cells))):
                cells[cell] = GLYPHS[mark.kind]
        return "".join(cells)

    def render_line(self, y: int) -> Strip:
        if y == 0:
            return self._marks_strip()
        strip = super().render_line(y - 1)
        now = Segment(NOW, self.get_component_rich_style("lane--now", partial=False))
        return Strip.join([strip.crop(0, self._at), Strip([now], 1), strip.crop(self._at + 1, self.size.width)])

    def _marks_strip(self) -> Strip:
        kinds = {glyph: kind for kind, glyph in GLYPHS.items()}
        segments = [
            Segment(
                glyph,
                self.get_component_rich_style(f"lane--{kinds[glyph]}", partial=False)
                if glyph in kinds
                else self.rich_style,
            )
            for glyph in self.marks_line()
        ]
        return Strip(segments, self.size.width).simplify()

    def on_click(self, event: events.Click) -> None:
        at_s = event.x / max(1, self.size.width) * self._duration_s
        if event.y == 0:
            near = [mark for mark in self._marks if abs(self._cell(mark.start_s) - event.x) <= _SNAP]
            near.sort(key=lambda mark: (abs(self._cell(mark.start_s) - event.x), GRAVITY.index(mark.kind)))
            at_s = near[0].start_s if near else at_s
        self.post_message(self.Pointed(at_s))
