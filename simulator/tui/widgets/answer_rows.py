"""The rows of a summary as a list, which has keys of its own while a sentence is corrected."""

from collections.abc import Sequence

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.tui.summary_rows import Row, found_again
from simulator.tui.widgets.correcting_keys import CORRECTING_KEYS, CorrectingKeys


class AnswerRows(OptionList, CorrectingKeys):
    """While `correcting` the letters are sections, before the keys of the screen; arrows and Enter stay as they are."""

    BINDINGS = CORRECTING_KEYS

    def __init__(self, *, id: str | None = None) -> None:
        self._rows: Sequence[Row] = ()
        super().__init__(id=id, markup=False)

    @property
    def row_width(self) -> int:
        """Cells a row has for its text."""
        width = self.scrollable_content_region.width - 2
        return width if width > 8 else 60

    @property
    def marked(self) -> Row | None:
        at = self.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    @property
    def marked_sentence(self) -> int | None:
        return self.marked.sentence if self.marked else None

    @property
    def marked_start_s(self) -> float:
        return self.marked.span[0] if self.marked and self.marked.span else 0.0

    def fill(self, rows: Sequence[Row]) -> None:
        """Put these rows in; the row that was marked is marked again where it still is."""
        before, self._rows = self.marked, rows
        self.set_options(Option(row.content, id=str(index), disabled=row.fixed) for index, row in enumerate(rows))
        again = found_again(before, rows) if before is not None else None
        self.highlighted = next(iter(self._choices), None) if again is None else again

    def mark_sentence(self, sentence: int) -> None:
        self.highlighted = next((at for at, row in enumerate(self._rows) if row.sentence == sentence), self.highlighted)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """What stands above the first and below the last row that can be marked comes into view with them."""
        choices = self._choices
        if choices and event.option_index == choices[0]:
            self.scroll_home(animate=False)
        elif choices and event.option_index == choices[-1]:
            self.scroll_end(animate=False)

    @property
    def _choices(self) -> list[int]:
        return [index for index, row in enumerate(self._rows) if not row.fixed]
