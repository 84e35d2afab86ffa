"""The answer as stretches of one section each, and those as a lane of letters to scale. Pure; drawn by others."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.answer.types import LabelledSentence, Section

EMPTY = " "
"""A cell of the lane where nothing was said."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which one section was told. Stretches are in order and do not overlap."""

    section: Section
    start_s: float
    end_s: float


def stretches(sentences: Sequence[LabelledSentence], paused: Sequence[tuple[float, float]] = ()) -> tuple[Stretch, ...]:
    """Time of each section, a pause counted to what was being told before it, `paused` times (start, end) cut out.

    Neighbours of one section are joined unless a paused time lies between them. Sentences must be in time order.
    """
    whole = [
        Stretch(here.section, here.start_s, max(here.start_s, _told_until(sentences, index)))
        for index, here in enumerate(sentences)
    ]
    joined: list[Stretch] = []
    for piece in _without(whole, paused):
        if joined and joined[-1].section == piece.section and joined[-1].end_s == piece.start_s:
            joined[-1] = Stretch(piece.section, joined[-1].start_s, piece.end_s)
        else:
            joined.append(piece)
    return tuple(joined)


def _told_until(sentences: Sequence[LabelledSentence], index: int) -> float:
    return sentences[index + 1].start_s if index + 1 < len(sentences) else sentences[index].end_s


def _without(pieces: list[Stretch], paused: Sequence[tuple[float, float]]) -> list[Stretch]:
    for from_s, to_s in paused:
        kept: list[Stretch] = []
        for piece in pieces:
            before = Stretch(piece.section, piece.start_s, min(piece.end_s, from_s))
            after = Stretch(piece.section, max(piece.start_s, to_s), piece.end_s)
            if to_s <= piece.start_s or from_s >= piece.end_s:
                kept.append(piece)
            else:
                kept.extend(part for part in (before, after) if part.end_s > part.start_s)
        pieces = kept
    return pieces


def lane_cells(parts: Sequence[Stretch], duration_s: float, width: int) -> str:
    """`width` letters to scale over 0…`duration_s`: each cell shows the section that fills most of it, or a space.

    A section that is too short to win a cell anywhere takes the one it fills most of, so that nothing told is unseen
    (while there are at least as many cells as sections).
    """
    if width <= 0:
        return ""
    if duration_s <= 0:
        return EMPTY * width
    fill = [_cell_fill(parts, duration_s * cell / width, duration_s * (cell + 1) / width) for cell in range(width)]
    half = duration_s / width / 2
    cells = [max(cell, key=lambda name: cell[name]) if cell and sum(cell.values()) >= half else EMPTY for cell in fill]
    for section in dict.fromkeys(part.section for part in parts):
        if section not in cells:
            best = max(range(width), key=lambda index: fill[index].get(section, 0.0))
            if cells[best] == EMPTY or cells.count(cells[best]) > 1:
                cells[best] = section
    return "".join(cells)


def _cell_fill(parts: Sequence[Stretch], from_s: float, to_s: float) -> dict[Section, float]:
    fill: dict[Section, float] = {}
    for part in parts:
        seconds = min(part.end_s, to_s) - max(part.start_s, from_s)
        if seconds > 0:
            fill[part.section] = fill.get(part.section, 0.0) + seconds
    return fill
