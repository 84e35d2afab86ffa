"""What the screens of takes side by side say: pure functions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.comparing.table import follow_up_line, seconds_note, table_rows
from simulator.comparing.text import take_line, when
from simulator.review.layout import clock, counted
from simulator.tui.text import hang, join, lines, one_line, shorten

if TYPE_CHECKING:
    from simulator.comparing.types import AnsweredQuestion, Change, PastTake, Side, SideBySide, TakeName

_TITLE, _COLUMN = 18, 16


def question_row(question: AnsweredQuestion, width: int) -> Content:
    """Two lines: the question; how often it was answered and when last."""
    takes = question.takes
    about = f"{counted(len(takes), 'take')}  ·  last: {take_line(takes[-1])}"
    return lines([join((shorten(question.title, width), "bold")), join((f"  {about}", "$quiet"))])


def take_row(take: PastTake, number: int | None, width: int, *, with_question: bool = False) -> Content:
    """A take to pick: its number in the comparison, or none; the session, or where questions differ the question."""
    mark = (f"{number} ", "bold $primary") if number is not None else ("○ ", "$quiet")
    rest = take.figures.context.question if with_question else f"{take.name.take_id} · {take.title}"
    told = f"{take_line(take)} · {rest}"
    return join(mark, (shorten(told, max(10, width - 2)), "" if number is not None else "$quiet"))


def first_choice(takes: Sequence[PastTake], wanted: TakeName | None) -> list[TakeName]:
    """The takes compared at first: the oldest and the newest, and the one that was come from; in order of time."""
    chosen = {takes[0].name, takes[-1].name, *([wanted] if wanted else [])}
    return in_order(takes, chosen)


def in_order(takes: Sequence[PastTake], chosen: Collection[TakeName]) -> list[TakeName]:
    return [take.name for take in takes if take.name in chosen]


def lane_head(number: int, side: Side) -> Content:
    """What stands over a lane."""
    best = ("  best", "bold $success") if side.best else ""
    about = "~" if side.analysis.estimated else ""
    told = f"{when(side.started)} · {about}{clock(round(side.analysis.duration_s))}"
    problem = (f"  ! {one_line(side.problem)}", "$warning") if side.problem else ""
    return join((f"{number}  ", "bold $primary"), told, best, problem)


def figures(compared: SideBySide, width: int) -> Content:
    """The table, as many blocks of columns as it needs."""
    rows, sides = table_rows(compared), len(compared.sides)
    fit = max(1, (width - _TITLE) // _COLUMN)
    told: list[Content] = []
    for first in range(0, sides, fit):
        shown = range(first, min(first + fit, sides))
        told += [Content("")] if first else []
        told.append(join((" " * _TITLE + "".join(f"{number + 1:>{_COLUMN}}" for number in shown), "bold $primary")))
        for row in rows:
            cells = "".join(f"{row.cells[number]:>{_COLUMN}}" for number in shown)
            told.append(join((f"{row.title:<{_TITLE}}", "$quiet"), cells))
    if note := seconds_note(compared):
        told.append(hang(Content(""), join((note, "$quiet italic")), width, 0))
    return lines(told)


def changes(compared: SideBySide, width: int) -> Content:
    """From each take to the next what was gained and what was lost."""
    return lines([line for change in compared.changes for line in _change(change, width)])


def _change(change: Change, width: int) -> list[Content]:
    head = f"{change.before + 1} → {change.after + 1}  "
    parts = (("+ ", "bold $success", change.found.gained), ("− ", "bold $warning", change.found.lost))
    told = [join((mark, style), ", ".join(found)) for mark, style, found in parts if found]
    told = told or [join(("No finding came or went.", "$quiet"))]
    heads = [head, *(" " * len(head) for _ in told[1:])]
    pairs = zip(heads, told, strict=True)
    return [hang(join((first, "bold $primary")), one, width, len(head)) for first, one in pairs]


def asked_after(compared: SideBySide, width: int) -> Content:
    """How far the follow-ups went after each take."""
    return lines(
        [
            hang(join((f"{number}  ", "bold $primary")), join(one_line(follow_up_line(side.follow_ups))), width, 3)
            for number, side in enumerate(compared.sides, start=1)
        ]
    )
