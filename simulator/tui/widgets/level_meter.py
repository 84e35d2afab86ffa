"""How loud the microphone is, as a bar."""

from textual.content import Content

from simulator.audio.types import Level
from simulator.tui.widgets.line import Line

FLOOR_DB, HOT_DB = -60.0, -3.0
"""The bar begins where a quiet room lies, and warns just under full scale."""
CELLS = 16


def bar(level: Level | None, cells: int = CELLS) -> Content:
    """A bar of `cells` characters for the peak of the last block."""
    if level is None:
        return Content.styled("╌" * cells, "$quiet")
    share = (max(FLOOR_DB, min(0.0, level.peak_db)) - FLOOR_DB) / -FLOOR_DB
    full = round(share * cells)
    colour = "$error" if level.peak_db >= HOT_DB else "$success"
    return Content.assemble(("━" * full, colour), ("─" * (cells - full), "$quiet 50%"))


class LevelMeter(Line):
    """A bar that follows `Level`s."""

    def __init__(self, *, cells: int = CELLS, id: str | None = None) -> None:
        self._cells = cells
        super().__init__(bar(None, cells), id=id)

    def show_level(self, level: Level | None) -> None:
        self.show(bar(level, self._cells), layout=False)
