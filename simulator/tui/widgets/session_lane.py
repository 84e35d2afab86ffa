"""The whole session on one line, to scale: the interviewer's turns quiet, answers in the colours of their sections."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from simulator.replay.types import Place, Turn
from simulator.tui.theme import SECTION_COLOURS
from simulator.tui.widgets.turn_lane import NOW

_TURN, _ASKED = "▄", "·"


class SessionLane(Widget):
    """A click goes to that moment of the session."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"session--asked", "session--unlabelled", "session--now"}

    class Pointed(Message):
        """A moment of the session was clicked."""

        def __init__(self, place: Place) -> None:
            self.place = place
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._turns: tuple[Turn, ...] = ()
        self._at = 0

    def show(self, turns: Sequence[Turn]) -> None:
        self._turns = tuple(turns)
        self.refresh()

    def stand_at(self, place: Place) -> None:
        before_s = sum(turn.duration_s for turn in self._turns[: place.turn])
        at = min(self.size.width - 1, int((before_s + place.at_s) / self._total_s * self.size.width))
        if at != self._at:
            self._at = at
            self.refresh()

    @property
    def _total_s(self) -> float:
        return max(1.0, sum(turn.duration_s for turn in self._turns))

    def _place(self, cell: int) -> Place:
        """The moment in the middle of a cell."""
        left_s = (cell + 0.5) / max(1, self.size.width) * self._total_s
        for index, turn in enumerate(self._turns):
            if left_s < turn.duration_s:
                return Place(index, left_s)
            left_s -= turn.duration_s
        return Place(max(0, len(self._turns) - 1), self._turns[-1].duration_s if self._turns else 0.0)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y or not self._turns:
            return Strip.blank(width, self.rich_style)
        return Strip([self._segment(cell) for cell in range(width)], width).simplify()

    def _segment(self, cell: int) -> Segment:
        if cell == self._at:
            return Segment(NOW, self.get_component_rich_style("session--now", partial=False))
        place = self._place(cell)
        turn = self._turns[place.turn]
        if turn.record is None:
            return Segment(_ASKED, self.get_component_rich_style("session--asked", partial=False))
        told = next((line for line in reversed(turn.lines) if line.start_s <= place.at_s), None)
        style = self.get_component_rich_style("session--unlabelled", partial=False)
        if told is not None and told.section is not None and turn.record.kept:
            style += Style(color=SECTION_COLOURS[told.section])
        return Segment(_TURN, style)

    def on_click(self, event: events.Click) -> None:
        if self._turns:
            self.post_message(self.Pointed(self._place(event.x)))
