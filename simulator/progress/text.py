"""Progress as plain text of a fixed width, for terminals, pipes and screen readers."""

from collections.abc import Sequence

from simulator.drill import told
from simulator.progress import words
from simulator.progress.chart import LEGEND, chart_rows
from simulator.progress.report import caveats
from simulator.progress.types import ProgressReport, Series
from simulator.review.layout import NARROWEST, WIDTH, clean, counted, heading, wrapped

_CHART_WIDTH = 72
_TWO_COLUMNS = 72


def progress_text(report: ProgressReport, width: int = WIDTH) -> str:
    """The whole page, lines of at most `width` (at least 40) characters."""
    width = max(width, NARROWEST)
    lines = _head(report, width)
    if report.sessions:
        lines += ["", *wrapped(LEGEND, width)]
        for series in report.series:
            lines += heading(series.measure.title, _series(series, width))
        lines += heading("Families of questions", _families(report, width))
        lines += heading("What an interviewer listens for", _rubric(report, width))
        lines += heading("Follow-ups you were asked", _follow_ups(report, width))
    lines += heading("Drill", _drill(report, width))
    if report.sessions:
        lines += heading("How a trend is told", wrapped(words.RULE, width, first="  "))
    return "\n".join(lines) + "\n"


def empty_line(report: ProgressReport) -> str:
    """What to say where no session has a figure; empty where one has."""
    if report.sessions:
        return ""
    return words.ONLY_DEMOS if report.demos else words.NO_SESSION


def notes(report: ProgressReport) -> list[str]:
    """What was left out, and each session that cannot be read."""
    return [*caveats(report), *(f"! {problem}" for problem in report.problems)]


def _head(report: ProgressReport, width: int) -> list[str]:
    sessions = counted(len(report.sessions), "session")
    lines = [f"Progress over {sessions}" if report.sessions else "Progress"]
    for line in filter(None, [empty_line(report), *notes(report)]):
        lines += wrapped(line, width, first="  ")
    return lines


def _series(series: Series, width: int) -> list[str]:
    """The target and its source, the chart, the trend in a sentence, and why it matters."""
    measure = series.measure
    last = f"Last: {words.latest(series)}. " if series.points else ""
    lines = wrapped(f"{last}Target: {measure.target} ({measure.source}).", width, first="  ")
    lines += [f"  {row}" for row in chart_rows(measure, series.points, min(width, _CHART_WIDTH) - 2)]
    return [
        *lines,
        *wrapped(words.series_line(series), width, first="  "),
        *wrapped(f"Why: {measure.why}", width, first="  "),
    ]


def _families(report: ProgressReport, width: int) -> list[str]:
    lines = wrapped(words.families_line(report.families), width, first="  ")
    for family in report.families:
        if family.answers:
            told_on = f", last on {family.last[:10]}" if family.last else ""
            lines += _row(family.title, f"{counted(family.answers, 'answer')}{told_on}", width)
    return lines + _missing(words.never_told(report.families), width)


def _rubric(report: ProgressReport, width: int) -> list[str]:
    lines = wrapped(words.heard_line(report.rubric), width, first="  ")
    for item in report.rubric:
        lines += _row(item.title, words.heard_row(item), width)
    return lines


def _follow_ups(report: ProgressReport, width: int) -> list[str]:
    lines: list[str] = []
    for row in report.follow_ups:
        lines += _row(row.title, words.handled_row(row), width)
    return lines


def _row(title: str, value: str, width: int) -> list[str]:
    """In two columns where there is room."""
    if width < _TWO_COLUMNS:
        return wrapped(f"{title}: {value}", width, first="    ", rest="      ")
    return wrapped(value, width, first=f"    {clean(title):<38} ")


def _missing(titles: Sequence[str], width: int) -> list[str]:
    missing = words.missing_line(titles, first=len(titles))
    return wrapped(missing, width, first="  ") if missing else []


def _drill(report: ProgressReport, width: int) -> list[str]:
    """What is due today, the days in a row, and the titles of those due."""
    seen = report.drill
    if seen is None:
        return []
    lines = wrapped(f"{told.due_line(seen)}. {told.streak_line(seen)}.", width, first="  ")
    titles = [row.family.title for row in seen.rows if row.is_due]
    return lines + (wrapped(f"{', '.join(titles)}. Run: simulator drill", width, first="  ") if titles else [])
