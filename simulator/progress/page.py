"""Progress as one HTML file that opens from disk: charts as SVG, no script, nothing from the network."""

from collections.abc import Iterable, Sequence
from html import escape

from simulator.drill import told
from simulator.progress import words
from simulator.progress.report import caveats
from simulator.progress.text import empty_line
from simulator.progress.trend import WINDOW
from simulator.progress.types import Measure, Point, ProgressReport, Series
from simulator.review.layout import clean, counted

_WIDTH, _HEIGHT, _LEFT, _PAD = 640, 150, 56, 14
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark;
  --ink: #1d232b; --quiet: #5d6672; --ground: #f6f5f1; --band: #cfe3da; --line: #235f8e }
@media (prefers-color-scheme: dark) {
  :root { --ink: #dfe4ea; --quiet: #9aa4b1; --ground: #14181f; --band: #25443a; --line: #8ab4d8 } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: var(--ink); background: var(--ground) }
h2 { margin: 2rem 0 .3rem } p { margin: .3rem 0 } .quiet { color: var(--quiet) }
svg { width: 100%; height: auto; display: block; margin: .5rem 0 } svg text { fill: var(--quiet); font-size: 12px }
.band { fill: var(--band) } .path { fill: none; stroke: var(--line); stroke-width: 1; opacity: .5 }
.in { fill: var(--line) } .out { fill: var(--ground); stroke: var(--line); stroke-width: 2 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .2rem .8rem .2rem 0;
  border-bottom: 1px solid var(--band); vertical-align: top } th { font-weight: 600 }
@media print { body { margin: 0; max-width: none } section { break-inside: avoid } }
"""


def progress_page(report: ProgressReport) -> str:
    """The whole file. Everything that was written by people is escaped."""
    empty = empty_line(report)
    sessions = counted(len(report.sessions), "session")
    body = [f"<h1>Progress over {sessions}</h1>"]
    body += [_quiet(line) for line in (empty, *caveats(report), *report.problems) if line]
    if not empty:
        body += [_series(series) for series in report.series]
        body += [_families(report), _rubric(report), _follow_ups(report)]
    body.append(_drill(report))
    if not empty:
        body.append(_section("How a trend is told", [f"<p>{_safe(words.RULE)}</p>"]))
    inside = "\n".join(part for part in body if part)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Interview practice: progress</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{inside}\n</main>\n</body>\n</html>\n"
    )


def _safe(text: str) -> str:
    return escape(clean(text))


def _quiet(text: str) -> str:
    return f'<p class="quiet">{_safe(text)}</p>'


def _section(title: str, parts: Iterable[str]) -> str:
    return f"<section>\n<h2>{_safe(title)}</h2>\n" + "\n".join(parts) + "\n</section>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{_safe(name)}</th>' for name in heads)
    lines = ("<tr>" + "".join(f"<td>{_safe(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(lines) + "\n</tbody>\n</table>"


def _series(series: Series) -> str:
    measure = series.measure
    last = f"Last: {words.latest(series)}. " if series.points else ""
    said = words.series_line(series)
    return _section(
        measure.title,
        [
            f"<p>{_safe(f'{last}Target: {measure.target}.')}</p>",
            _svg(measure, series.points[-WINDOW:]),
            f"<p><strong>{_safe(said)}</strong></p>",
            _quiet(f"{measure.why} Source of the target: {measure.source}."),
        ],
    )


def _svg(measure: Measure, points: Sequence[Point]) -> str:
    """A filled dot on target, a hollow one off it: told apart without colour."""
    if not points:
        return ""
    top = max([*(point.value for point in points), measure.high, measure.least])
    step = (_WIDTH - _LEFT - 2 * _PAD) / max(1, len(points) - 1)
    places = [(_LEFT + _PAD + index * step, _y(point.value, top)) for index, point in enumerate(points)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = (_dot(measure, point, x, y) for (x, y), point in zip(places, points, strict=True))
    marks = [_band(measure, top), f'<polyline class="path" points="{path}"/>', *dots, *_ticks(measure, top)]
    first, last = (words.figure(point.value, measure.unit) for point in (points[0], points[-1]))
    says = f"{measure.title}, {counted(len(points), 'session')}, from {first} to {last}. "
    says += "Filled dots are on target."
    return f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{_safe(says)}">{"".join(marks)}</svg>'


def _band(measure: Measure, top: float) -> str:
    upper = _y(measure.high, top)
    height = max(2.0, _y(measure.low, top) - upper)
    return f'<rect class="band" x="{_LEFT}" y="{upper:.1f}" width="{_WIDTH - _LEFT}" height="{height:.1f}"/>'


def _dot(measure: Measure, point: Point, x: float, y: float) -> str:
    says = _safe(f"{point.started[:10]}: {words.figure(point.value, measure.unit)}")
    kind = "in" if point.on_target else "out"
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{says}</title></circle>'


def _ticks(measure: Measure, top: float) -> list[str]:
    """The ends of the band and of the scale, each where it does not run into one before it."""
    unit = measure.unit if measure.unit in ("s", "%") else ""
    shown: list[float] = []
    for value in (measure.low, measure.high, 0.0, top):
        if all(abs(_y(value, top) - _y(other, top)) > _PAD for other in shown):
            shown.append(value)
    return [
        f'<text x="{_LEFT - 8}" y="{_y(value, top) + 4:.1f}" text-anchor="end">'
        f"{_safe(words.figure(value, unit))}</text>"
        for value in shown
    ]


def _y(value: float, top: float) -> float:
    """The place of `value` on a scale from 0 to `top`."""
    return _HEIGHT - _PAD - value / top * (_HEIGHT - 2 * _PAD)


def _families(report: ProgressReport) -> str:
    rows = [(row.title, str(row.answers), row.last[:10]) for row in report.families]
    parts = [f"<p>{_safe(words.families_line(report.families))}</p>", _table(("Family", "Answers", "Last"), rows)]
    return _section("Families of questions", parts)


def _rubric(report: ProgressReport) -> str:
    rows = [(item.title, words.heard_row(item)) for item in report.rubric]
    parts = [f"<p>{_safe(words.heard_line(report.rubric))}</p>", _table(("Item", "Met in"), rows)]
    return _section("What an interviewer listens for", parts)


def _follow_ups(report: ProgressReport) -> str:
    rows = [(row.title, words.handled_row(row)) for row in report.follow_ups]
    return _section("Follow-ups you were asked", [_table(("Family", "How it was heard"), rows)]) if rows else ""


def _drill(report: ProgressReport) -> str:
    seen = report.drill
    if seen is None:
        return ""
    titles = ", ".join(row.family.title for row in seen.rows if row.is_due)
    said = f"{told.due_line(seen)}. {told.streak_line(seen)}." + (f" {titles}." if titles else "")
    return _section("Drill", [f"<p>{_safe(said)}</p>"])
