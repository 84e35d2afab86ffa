"""A report as CSV: a line an answer, for a spreadsheet."""

import csv
import io
from collections.abc import Mapping

from simulator.answer.types import SECTION_NAMES, SECTIONS, Analysis
from simulator.report.types import Part, SessionReport
from simulator.review.layout import clean

_SECTIONS = tuple(f"{SECTION_NAMES[section].lower()}_s" for section in SECTIONS)
COLUMNS = (
    "session", "started", "title", "turn", "take", "counts", "kind", "family", "question", "start_s", "duration_s",
    *_SECTIONS, "silence_s", "setup_s", "action_share", "words", "words_per_minute", "fillers", "fillers_per_minute",
    "pauses", "flags", "signals", "answered", "grade", "estimated", "text",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@")

Cell = str | int | float | None


def render_csv(report: SessionReport) -> str:
    """Figures are empty where there is no analysis; shares are fractions (0–1); several ids stand with a space between.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for part in report.parts:
        if part.by_candidate:
            writer.writerow({name: _safe(cell) for name, cell in _row(part, report).items()})
    return file.getvalue()


def _row(part: Part, report: SessionReport) -> Mapping[str, Cell]:
    turn, record = part.turn, part.turn.record
    assert record is not None, "a turn of the candidate"
    row: dict[str, Cell] = {
        "session": report.session_id,
        "started": report.started,
        "title": report.title,
        "turn": part.name,
        "take": record.take_id,
        "counts": _yes(record.kept),
        "kind": turn.prompt.kind,
        "family": turn.prompt.family,
        "question": turn.prompt.text,
        "start_s": round(part.start_s, 3),
        "duration_s": round(turn.duration_s, 3),
        "text": " ".join(word.text for word in turn.words),
    }
    return {**row, **_figures(record.analysis)} if record.analysis else row


def _figures(analysis: Analysis) -> dict[str, Cell]:
    timing, delivery = analysis.timing, analysis.delivery
    seconds = {name: round(timing.seconds[section], 3) for name, section in zip(_SECTIONS, SECTIONS, strict=True)}
    return {
        **seconds,
        "silence_s": round(timing.silence_s, 3),
        "setup_s": round(timing.setup_s, 3),
        "action_share": round(timing.action_share, 4),
        "words": delivery.words,
        "words_per_minute": round(delivery.words_per_minute, 1),
        "fillers": len(delivery.fillers),
        "fillers_per_minute": round(delivery.fillers_per_minute, 1),
        "pauses": len(delivery.pauses),
        "flags": " ".join(flag.id for flag in analysis.flags),
        "signals": " ".join(signal.id for signal in analysis.signals),
        "answered": analysis.answered.value if analysis.answered else "",
        "grade": analysis.grade.value if analysis.grade else "",
        "estimated": _yes(analysis.estimated),
    }


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _safe(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = clean(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
