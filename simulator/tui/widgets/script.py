"""The transcript of a replay: both voices, with the word that is being said."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from simulator.answer.types import SECTIONS
from simulator.interview.plan import Prompt
from simulator.replay.navigate import line_at, word_at
from simulator.replay.types import Place, Turn
from simulator.tui.script_rows import Look, ScriptRow, WordAt, flagged, script_rows
from simulator.tui.theme import ON_SECTION, SECTION_COLOURS
from simulator.tui.widgets.correcting_keys import CORRECTING_KEYS, CorrectingKeys


class Script(ScrollView, CorrectingKeys, can_focus=True, inherit_bindings=False):
    """Draws only the rows that changed. A click on a word goes there. The keys that move are the screen's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "script--word", "script--line", "script--other",
        "script--who", "script--quiet", "script--problem", "script--best", "script--doubt", "script--hand",
    }  # fmt: skip
    BINDINGS = CORRECTING_KEYS

    class Pointed(Message):
        """A word, or the heading of a turn, was clicked."""

        def __init__(self, place: Place) -> None:
            self.place = place
            super().__init__()

    class Marked(Message):
        """A sentence was marked by what was done to it: it is to be stood at."""

        def __init__(self, place: Place) -> None:
            self.place = place
            super().__init__()

    def __init__(self, kind: Callable[[Prompt], str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._kind = kind
        self._turns: tuple[Turn, ...] = ()
        self._notes: tuple[str, ...] = ()
        self._rows: tuple[ScriptRow, ...] = ()
        self._row_of: dict[tuple[int, int], int] = {}
        """(turn, word) → its row."""
        self._flagged: tuple[frozenset[int], ...] = ()
        self._turn = 0
        self._line: int | None = None
        self._word: int | None = None
        self._following = True

    def show(self, turns: Sequence[Turn], notes: Sequence[str]) -> None:
        self._turns, self._notes = tuple(turns), tuple(notes)
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._rows = script_rows(self._turns, width, notes=self._notes, kind=self._kind)
        self._row_of = {
            (row.turn, word.index): at
            for at, row in enumerate(self._rows)
            if row.turn is not None
            for word in reversed(row.words)
        }
        self._flagged = tuple(flagged(turn) for turn in self._turns)
        self.virtual_size = Size(width, len(self._rows))
        self.refresh()
        self._follow()

    def on_resize(self) -> None:
        self._lay_out()

    # ---- where it stands ------------------------------------------------------------------------------------------

    @property
    def word(self) -> tuple[int, int] | None:
        """(turn, word) that is highlighted."""
        return None if self._word is None else (self._turn, self._word)

    @property
    def marked_sentence(self) -> int | None:
        return self._line

    @property
    def marked_start_s(self) -> float:
        return self._turns[self._turn].lines[self._line].start_s if self._line is not None else 0.0

    def mark_sentence(self, sentence: int) -> None:
        lines = self._turns[self._turn].lines
        self.post_message(self.Marked(Place(self._turn, lines[min(sentence, len(lines) - 1)].start_s)))

    def stand_at(self, place: Place) -> None:
        """Highlight what is said there; it stays in view."""
        if not self._turns:
            return
        turn = self._turns[place.turn]
        now = place.turn, line_at(turn, place.at_s), word_at(turn, place.at_s)
        if now == (self._turn, self._line, self._word):
            return
        before, row_before = (self._turn, self._line), self._row
        self._turn, self._line, self._word = now
        if before == now[:2]:
            self._repaint({row_before, self._row})
        else:
            self.refresh()
        if self._following and self._row != row_before:
            self._follow()

    def follow(self) -> None:
        """Keep what is said in view again, after somebody scrolled away."""
        self._following = True
        self._follow()

    @property
    def _row(self) -> int:
        """The row of the word, or else of the sentence or the turn."""
        if self._word is not None and (self._turn, self._word) in self._row_of:
            return self._row_of[self._turn, self._word]
        of_turn = [at for at, row in enumerate(self._rows) if row.turn == self._turn and (row.lead or row.words)]
        of_line = [at for at in of_turn if self._rows[at].line == self._line]
        return next(iter(of_line if self._line is not None else of_turn), 0)

    def _repaint(self, rows: set[int]) -> None:
        for row in rows:
            self.refresh_lines(row, 1)

    def _follow(self) -> None:
        """Scroll only when the row comes near an edge, so that the text stands still to be read."""
        height = self.scrollable_content_region.height
        top, row = round(self.scroll_offset.y), self._row
        if height > 0 and not top + 1 <= row < top + height - 2:
            self.scroll_to(y=max(0, row - height // 3), animate=False)

    def on_mouse_scroll_up(self) -> None:
        self._following = False

    def on_mouse_scroll_down(self) -> None:
        self._following = False

    # ---- drawing --------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = y + round(self.scroll_offset.y)
        if at >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[at]
        segments = [Segment(text, self._look(look)) for text, look in row.lead]
        used = sum(segment.cell_length for segment in segments)
        for word in row.words:
            said = Segment(word.text, self._word_style(row, word))
            segments += [Segment(" " * (word.cell - used), self.rich_style), said]
            used = word.cell + said.cell_length
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _look(self, look: Look) -> Style:
        if look in SECTIONS:
            return Style(color=ON_SECTION, bgcolor=SECTION_COLOURS[look])
        return self._part(look)

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"script--{name}", partial=False)

    def _word_style(self, row: ScriptRow, word: WordAt) -> Style:
        here = row.turn == self._turn
        if here and word.index == self._word:
            return self._part("word")
        style = self._part("line") if here and row.line == self._line else self._part("other")
        if row.turn is not None and word.index in self._flagged[row.turn]:
            style += Style(underline=True)
        return style

    def on_click(self, event: events.Click) -> None:
        at = event.y + round(self.scroll_offset.y)
        if at >= len(self._rows) or self._rows[at].turn is None:
            return
        row = self._rows[at]
        said = [word for word in row.words if word.cell <= event.x] or list(row.words[:1])
        at_s = self._turns[row.turn or 0].words[said[-1].index].start_s if said else 0.0
        self.post_message(self.Pointed(Place(row.turn or 0, at_s)))
