"""Facts and rows of figures, as texts: the same for every format that is read by people. Pure."""

from collections.abc import Iterator

from simulator.answer.types import SECTION_NAMES, SECTIONS, Analysis
from simulator.report.types import Part, SessionReport
from simulator.review.layout import counted, length

ANSWER_COLUMNS = ("Answer", "Length", "Setup", "Action", "Words a minute", "Flags", "Stood up")
SOURCES = {
    "live": "heard live",
    "full": "heard in full afterwards",
    "typed": "typed, so times are estimates",
    "unknown": "cannot tell how it was heard",
}
_NONE = "–"


def facts(report: SessionReport) -> list[str]:
    """When, how long, and the figures of the list of sessions."""
    summary = report.summary
    action = "" if summary.action_share is None else f"Action {summary.action_share:.0%}"
    spoken = f"{length(summary.seconds_spoken)} spoken" if summary.state != "unreadable" else ""
    flags = counted(summary.flags, "flag") if summary.state != "unreadable" else ""
    heard = f"heard by {report.heard_by}" if report.heard_by else ""
    started = report.started.replace("T", " ")[:16]
    return [one for one in (started, counted(len(report.answers), "answer"), spoken, action, flags, heard) if one]


def spoken_facts(part: Part) -> list[str]:
    """How long an answer is, where its words come from, and whether it counts."""
    record = part.turn.record
    told = [length(part.turn.duration_s), counted(len(part.turn.words), "word")]
    if record is None:
        return told
    if part.turn.words:
        told.append(SOURCES[record.source])
    if not record.kept:
        told.append("set aside: it was skipped, or another take counts")
    elif part.turn.by_hand.best:
        told.append("marked as the best take")
    return told


def answer_rows(report: SessionReport) -> Iterator[tuple[Part, tuple[str, ...]]]:
    """Each answer that counts, with its cells under ANSWER_COLUMNS."""
    for part in report.answers:
        cells = _cells(part.analysis) if part.analysis else (_NONE,) * (len(ANSWER_COLUMNS) - 2)
        yield part, (f"{part.name}: {part.turn.prompt.text}", length(part.turn.duration_s), *cells)


def _cells(analysis: Analysis) -> tuple[str, ...]:
    story = analysis.context.is_story
    return (
        f"{analysis.timing.setup_s:.0f} s" if story else _NONE,
        f"{analysis.timing.action_share:.0%}" if story else _NONE,
        _NONE if analysis.estimated else f"{analysis.delivery.words_per_minute:.0f}",
        str(len(analysis.flags)),
        analysis.grade.value if analysis.grade else _NONE,
    )


def section_rows(analysis: Analysis) -> list[tuple[str, str, str]]:
    """(section, seconds, share) of all that was told, then the silence that belongs to none."""
    about = "~" if analysis.estimated else ""
    timing = analysis.timing
    rows = [
        (SECTION_NAMES[section], f"{about}{timing.seconds[section]:.1f} s", f"{timing.share[section]:.0%}")
        for section in SECTIONS
        if section not in ("L", "O") or timing.seconds[section] > 0
    ]
    silence = ("Before, after or paused", f"{timing.silence_s:.1f} s", _NONE)
    return [*rows, silence] if timing.silence_s >= 0.05 else rows
