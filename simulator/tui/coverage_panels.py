"""The panels of what the stories cover: pure functions from coverage to text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.answer.quadrant import QUADRANT_NAMES
from simulator.answer.types import LEVELS
from simulator.stories.coverage import QUADRANTS
from simulator.stories.text import STEPS_SHOWN
from simulator.tui.text import hang, join, lines, one_line

if TYPE_CHECKING:
    from simulator.stories.coverage import Coverage, Row
    from simulator.stories.next import Step


def grid_panel(covered: Coverage, titles: dict[str, str], width: int) -> Content:
    rows = [_title("Quadrants by level"), join((" " * 4 + "".join(f"{level:>8}" for level in LEVELS), "$quiet"))]
    for letter in QUADRANTS:
        cells = [
            join((f"{len(covered.grid[letter, level]) or '·':>8}", "bold" if covered.grid[letter, level] else "$quiet"))
            for level in LEVELS
        ]
        rows.append(
            join(
                (f"  {letter} ", "bold $primary"),
                *cells,
                (f"   {QUADRANT_NAMES[letter]}" if width > 80 else "", "$quiet"),
            )
        )
    if covered.unplaced:
        rows.append(
            hang(
                Content("  "),
                join(("Without quadrant or level: ", "$quiet"), _named(covered.unplaced, titles)),
                width,
                2,
            )
        )
    return lines([*rows, Content("")])


def rows_panel(title: str, rows: Sequence[Row], titles: dict[str, str], width: int) -> Content:
    shown = [_title(title)]
    for row in rows:
        mark = ("● ", "$success") if row.stories else ("○ ", "$warning")
        might = f"none; perhaps {_named(row.might, titles)}" if row.might else "none"
        shown.append(
            hang(
                join(mark),
                join(f"{row.title}: ", (_named(row.stories, titles) if row.stories else might, "$quiet")),
                width,
                4,
            )
        )
    return lines([*shown, Content("")])


def next_panel(steps: Sequence[Step], width: int) -> Content:
    shown = [_title("What to prepare next")]
    for at, step in enumerate(steps[:STEPS_SHOWN], 1):
        shown.append(
            hang(
                join((f"{at}. ", "bold $accent")),
                join((f"{one_line(step.what)}. ", "bold"), (one_line(step.why), "$quiet")),
                width,
                3,
            )
        )
    return lines([*shown, Content("")])


def _title(text: str) -> Content:
    return join((text, "bold $primary"))


def _named(ids: Sequence[str], titles: dict[str, str]) -> str:
    return ", ".join(one_line(titles.get(one, one)) for one in ids)
