"""Progress as CSV (a row a session) and as JSON, for spreadsheets and scripts."""

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from simulator.progress import words
from simulator.progress.report import caveats
from simulator.progress.types import ProgressReport, Series, SessionFigures
from simulator.review.layout import clean

SCHEMA = 1
_COLUMNS = ("id", "started", "title", "stories", "follow_ups", "typed")
_FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""


def progress_csv(report: ProgressReport) -> str:
    """A header and a row a session, oldest first; a figure that a session does not have is left empty."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*_COLUMNS, *(series.measure.id for series in report.series)])
    for session in report.sessions:
        told = [_cell(str(getattr(session, name))) for name in _COLUMNS]
        table.writerow([*told, *("" if value is None else f"{value:.4g}" for _, value in session.figures)])
    return out.getvalue()


def _cell(text: str) -> str:
    plain = clean(text)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def progress_json(report: ProgressReport) -> str:
    """One object: sessions, measures with their trends, what is covered, and what was left out."""
    data = {
        "schema": SCHEMA,
        "sessions": [_session(session) for session in report.sessions],
        "measures": [_series(series) for series in report.series],
        "families": [asdict(family) for family in report.families],
        "rubric": [asdict(item) for item in report.rubric],
        "follow_ups": [asdict(row) for row in report.follow_ups],
        "drill": {"due": list(report.drill.due), "streak": report.drill.streak} if report.drill else None,
        "left_out": caveats(report),
        "problems": list(report.problems),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _session(session: SessionFigures) -> dict[str, Any]:
    return {**{name: getattr(session, name) for name in _COLUMNS}, **dict(session.figures)}


def _series(series: Series) -> dict[str, Any]:
    measure, trend = series.measure, series.trend
    return {
        "id": measure.id,
        "title": measure.title,
        "low": measure.low,
        "high": measure.high,
        "target": measure.target,
        "source": measure.source,
        "trend": asdict(trend),
        "says": words.series_line(series),
        "points": [asdict(point) for point in series.points],
    }
