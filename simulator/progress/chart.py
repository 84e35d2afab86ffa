"""A small chart in letters: a column a session, a dot at its figure, the target band behind it. Pure.

Told apart by shape and not by colour: ● on target, ○ off it. A setup may lie in the band and be off target: of a short
answer less is allowed.
"""

from collections.abc import Sequence

from simulator.progress.trend import WINDOW
from simulator.progress.types import Measure, Point
from simulator.progress.words import figure

INSIDE, OUTSIDE, BAND = "●", "○", "·"
LEGEND = f"{INSIDE} on target, {OUTSIDE} off it, {BAND} target band; a column a session, oldest left"
HEIGHT = 5
_LABEL = 6


def chart_rows(measure: Measure, points: Sequence[Point], width: int, height: int = HEIGHT) -> list[str]:
    """`height` lines of at most `width` characters: the newest sessions that have room, at most `WINDOW`.

    Empty without a point. The scale reaches over all figures and at least one edge of the band.
    """
    room = width - _LABEL - 2
    if not points or room < 1 or height < 2:
        return []
    step = 2 if 2 * len(points[-WINDOW:]) <= room else 1
    shown = points[-min(WINDOW, room // step) :]
    low, high = _scale(measure, [point.value for point in shown])
    columns = [_column(measure, point, low, high, height) for point in shown]
    blank = _column(measure, None, low, high, height)
    rows = []
    for row in range(height):
        gap = blank[row] if step == 2 else ""
        body = "".join(gap + column[row] for column in columns)
        rows.append(f"{_label(measure, row, low, high, height):>{_LABEL}} │{body}".rstrip())
    return rows


def _scale(measure: Measure, values: Sequence[float]) -> tuple[float, float]:
    """From the least to the greatest of the figures, widened to the nearest edge of the band and never of no height."""
    low, high = min(values), max(values)
    edges = [edge for edge in (measure.low, measure.high) if edge > 0]
    nearest = min(edges, key=lambda edge: max(low - edge, edge - high, 0.0), default=0.0)
    low, high = min(low, nearest), max(high, nearest)
    if high - low < measure.least:
        low, high = max(0.0, low - measure.least), high + measure.least
    return low, high


def _column(measure: Measure, point: Point | None, low: float, high: float, height: int) -> list[str]:
    """A column from the top: the band's dots, and the figure over them."""
    step = (high - low) / (height - 1)
    levels = [high - row * step for row in range(height)]
    cells = [BAND if measure.low - step / 2 < level < measure.high + step / 2 else " " for level in levels]
    if point is not None:
        at = min(range(height), key=lambda row: abs(levels[row] - point.value))
        cells[at] = INSIDE if point.on_target else OUTSIDE
    return cells


def _label(measure: Measure, row: int, low: float, high: float, height: int) -> str:
    """The scale's ends, top and bottom."""
    if row not in (0, height - 1):
        return ""
    unit = measure.unit if measure.unit in ("s", "%") else ""
    return figure(high if row == 0 else low, unit)
