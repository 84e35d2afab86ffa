"""The STAR lane: an answer as one line of time, each section in its colour and with its letter."""

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from simulator.answer.lane import Stretch, lane_cells
from simulator.answer.types import SECTION_NAMES, SECTIONS, Section
from simulator.tui.text import clock
from simulator.tui.theme import ON_SECTION, PATTERNED, PATTERNS, SECTION_COLOURS

SCALES_S = (60.0, 90.0, 120.0, 150.0, 180.0, 240.0, 300.0, 420.0, 600.0, 900.0, 1800.0, 3600.0)
"""Lengths that the lane is drawn to: it grows in steps, so that it does not creep while somebody speaks."""
_TICK_S = (5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0)


def scale_for(seconds: float) -> float:
    """The length a growing lane is drawn to when `seconds` are told."""
    return next((scale for scale in SCALES_S if seconds <= scale), seconds)


class StarLane(Widget):
    """Two lines: the lane and its ruler."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lane--empty", "lane--ruler"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._growing = False
        self._parts: tuple[Stretch, ...] = ()
        self._now_s = 0.0
        self._scale_s = 0.0

    @property
    def parts(self) -> tuple[Stretch, ...]:
        return self._parts

    def show(self, parts: Sequence[Stretch], duration_s: float, *, growing: bool = False, scale_s: float = 0.0) -> None:
        """Draw `parts` of an answer of `duration_s`; a `growing` one leaves room for what is still to be said.

        `scale_s`: the length that the whole width stands for, to compare lanes; 0 is that of this answer.
        """
        before = (self._parts, self._cells(self._now_s), self._span_s())
        self._parts, self._now_s, self._growing = tuple(parts), duration_s, growing
        self._scale_s = scale_s
        if before != (self._parts, self._cells(self._now_s), self._span_s()):
            self.refresh()

    def _span_s(self) -> float:
        return scale_for(max(self._now_s, 1.0)) if self._growing else max(self._now_s, self._scale_s, 1.0)

    def _cells(self, seconds: float) -> int:
        return min(self.size.width, round(seconds / self._span_s() * self.size.width))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y == 0:
            return Strip(self._lane(width), width)
        if y == 1:
            style = self.get_component_rich_style("lane--ruler", partial=False)
            return Strip([Segment(ruler(self._span_s(), width), style)], width)
        return Strip.blank(width, self.rich_style)

    def _lane(self, width: int) -> list[Segment]:
        empty = self.get_component_rich_style("lane--empty", partial=False)
        now = self._cells(self._now_s)
        letters = lane_cells(self._parts, self._span_s(), width)
        segments: list[Segment] = []
        at = 0
        for letter, run in groupby(letters):
            length = len(list(run))
            if letter in SECTION_NAMES:
                section: Section = next(name for name in SECTIONS if name == letter)
                label = self._label(section, at, length)
                segments.append(Segment(label, Style(color=ON_SECTION, bgcolor=SECTION_COLOURS[section])))
            else:
                told = max(0, min(length, now - at))
                segments.append(Segment("·" * told + " " * (length - told), empty))
            at += length
        return segments

    def _label(self, section: Section, at: int, length: int) -> str:
        """The letter, and the seconds or the name where there is room."""
        a_cell_s = self._span_s() / max(1, self.size.width)
        from_s, to_s = at * a_cell_s, (at + length) * a_cell_s
        told = [part for part in self._parts if part.section == section]
        seconds = sum(part.end_s - part.start_s for part in told if from_s <= (part.start_s + part.end_s) / 2 <= to_s)
        figure = clock(seconds) if seconds >= 60 else f"{seconds:.0f}s"
        name = SECTION_NAMES[section]
        for label in (f" {name} {figure}", f" {section} {figure}", f" {section}"):
            if len(label) < length:
                return self._filled(section, f"{label} ", length)
        return self._filled(section, section, length)

    def _filled(self, section: Section, label: str, length: int) -> str:
        """`label`, and the section's pattern after it where the person has chosen patterns."""
        fill = PATTERNS[section] if self.app.has_class(PATTERNED) else " "
        return label.ljust(length, fill)[:length]


def ruler(span_s: float, width: int) -> str:
    """Times under a lane of `span_s` seconds, as many as have room."""
    if width <= 0:
        return ""
    room = max(1, width // 12)
    tick_s = next((tick for tick in _TICK_S if span_s / tick <= room), span_s)
    line = [" "] * width
    ticks = int(span_s / tick_s)
    for tick in range(ticks + 1):
        label = clock(tick * tick_s)
        at = min(width - len(label), round(tick * tick_s / span_s * width))
        if at >= 0 and all(cell == " " for cell in line[max(0, at - 1) : at + len(label) + 1]):
            line[at : at + len(label)] = label
    return "".join(line)[:width]
