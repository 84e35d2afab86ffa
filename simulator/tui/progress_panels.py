"""The panels of the progress screen: pure functions from figures to text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from simulator.drill import told
from simulator.progress import words
from simulator.progress.chart import BAND, INSIDE, OUTSIDE, chart_rows
from simulator.progress.text import notes
from simulator.review.layout import counted
from simulator.tui.text import hang, join, lines, one_line

if TYPE_CHECKING:
    from simulator.progress.types import ProgressReport, Series

_TWO_COLUMNS = 68
_STYLES = {INSIDE: "bold $success", OUTSIDE: "bold $warning", BAND: "$success 50%"}


def series_panel(series: Series, width: int) -> Content:
    """One measure: the last figure, its chart, the trend in a sentence, the target and why."""
    measure = series.measure
    rows = [
        join((measure.title, "bold $primary"), (f"   last {words.latest(series)}" if series.points else "", "bold")),
        said(f"Target: {measure.target}", width, "$quiet"),
        *(_chart_row(row) for row in chart_rows(measure, series.points, width)),
        said(words.series_line(series), width),
        said(f"{measure.why} Source of the target: {measure.source}.", width, "$quiet"),
    ]
    return lines([*rows, Content("")])


def _chart_row(row: str) -> Content:
    """The figures and the band in their styles, the scale in the background."""
    return Content.assemble(*((letter, _STYLES.get(letter, "$quiet")) for letter in row))


def said(text: str, width: int, style: str = "") -> Content:
    """A sentence, wrapped."""
    return hang(Content(""), join((one_line(text), style)), width, 0)


def families_panel(report: ProgressReport, width: int) -> Content:
    rows = [_title("Families of questions"), said(words.families_line(report.families), width)]
    told_of = [family for family in report.families if family.answers]
    rows += [_row(family.title, counted(family.answers, "answer"), width) for family in told_of]
    missing = words.never_told(report.families)
    rows.append(said(words.missing_line(missing, first=len(missing)), width, "$quiet"))
    return lines([*rows, Content("")])


def rubric_panel(report: ProgressReport, width: int) -> Content:
    rows = [_title("What an interviewer listens for"), said(words.heard_line(report.rubric), width)]
    for item in report.rubric:
        mark = ("● ", "$success") if item.met else ("○ ", "$warning")
        rows.append(_row(item.title, words.heard_row(item), width, join(mark)))
    return lines([*rows, Content("")])


def follow_ups_panel(report: ProgressReport, width: int) -> Content:
    """The families asked, those handled worst first; then what the drill has for today."""
    rows = [_title("Follow-ups you were asked")]
    rows += [_row(row.title, words.handled_row(row), width) for row in report.follow_ups]
    if not report.follow_ups:
        rows.append(said("None yet.", width, "$quiet"))
    return lines([*rows, Content(""), *drill_lines(report, width)])


def drill_lines(report: ProgressReport, width: int) -> list[Content]:
    seen = report.drill
    if seen is None:
        return []
    due = [row.family.title for row in seen.rows if row.is_due]
    rows = [_title("Drill"), said(f"{told.due_line(seen)}. {told.streak_line(seen)}.", width)]
    return rows + ([said(f"{', '.join(due)}.", width, "$quiet")] if due else [])


def _title(text: str) -> Content:
    return join((text, "bold $primary"))


def _row(title: str, value: str, width: int, mark: Content | None = None) -> Content:
    """In two columns where there is room."""
    first = mark or Content("")
    if width < _TWO_COLUMNS:
        return hang(first, join(f"{one_line(title)}: ", (value, "$quiet")), width, 2)
    return join(first, f"{one_line(title):<38} ", (value, "$quiet"))


def left_out_panel(report: ProgressReport, width: int) -> Content:
    """What does not count, and what cannot be read; nothing where all counts."""
    left_out = [said(line, width, "$quiet") for line in notes(report)]
    return lines([_title("What does not count"), *left_out]) if left_out else Content("")
