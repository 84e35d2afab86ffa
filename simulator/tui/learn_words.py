"""What the screens of learning show: pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from simulator.answer import catalogue
from simulator.learning import told
from simulator.review.layout import counted
from simulator.tui.text import hang, join, lines, one_line, shorten

if TYPE_CHECKING:
    from datetime import date

    from simulator.answer.types import Analysis
    from simulator.learning.types import Example, Page, PageRow

_STATE_ROOM = 24
_MARKS = {"▲": "bold $warning", "✓": "bold $success", "–": "$quiet"}


def row(number: int, shown: PageRow, today: date, width: int) -> Content:
    """A page in the list, on one line: whether it is read, its title, its cards."""
    mark = "● " if shown.due else "✓ " if shown.read else "  "
    state = told.row_state(shown, today)
    title = shorten(shown.page.title, max(12, width - _STATE_ROOM - 8))
    return join(
        (mark, "bold $primary"),
        (f"{number:>2}  ", "$quiet"),
        (title.ljust(max(12, width - _STATE_ROOM - 8)), "" if shown.read else "bold"),
        (f"  {state}", "$accent" if shown.due else "$quiet"),
    )


def due_row(count: int) -> Content:
    """The way to the cards, before the pages."""
    return join(("● ", "bold $primary"), (f"Check yourself: {counted(count, 'card')} due today", "bold $accent"))


def teaching(page: Page, width: int) -> Content:
    """The text of a page."""
    parts: list[Content] = []
    for paragraph in page.body:
        parts += [join(one_line(paragraph)), Content("")]
    parts += [hang(join(("• ", "bold $primary")), join(one_line(point)), width, 2) for point in page.points]
    return lines(parts)


def example_text(example: Example, width: int) -> Content:
    return lines(
        [
            hang(Content(""), join((one_line(example.context.question or ""), "$quiet")), width, 0),
            hang(Content(""), join((f"“{one_line(example.text)}”", "italic")), width, 0),
        ]
    )


def example_found(example: Example, analysis: Analysis, width: int) -> Content:
    """What to hear, what the judge finds, and the repair of its flags."""
    parts = [hang(join(("→ ", "bold $accent")), join(one_line(example.hear)), width, 2)]
    for line in told.finding_lines(example, analysis):
        mark, rest = line[0], line[1:].strip()
        parts.append(hang(join((f"{mark} ", _MARKS[mark])), join(one_line(rest)), width, 2))
    for name in example.flags:
        parts.append(hang(join("  "), join((f"Repair: {catalogue.FLAGS[name].repair}", "$quiet")), width, 2))
    return lines(parts)
