"""Takes side by side as plain text of a fixed width."""

from collections.abc import Sequence

from simulator.answer.lane import lane_cells, stretches
from simulator.answer.types import SECTION_NAMES, SECTIONS
from simulator.comparing.table import follow_up_line, seconds_note, table_rows
from simulator.comparing.types import AnsweredQuestion, Change, PastTake, Side, SideBySide
from simulator.review.layout import NARROWEST, WIDTH, clock, counted, heading, wrapped

_TITLE, _COLUMN = 18, 15
HOW = (
    "Compare takes with: simulator compare SESSION/TAKE SESSION/TAKE. A part of an id will do, and a single take is "
    'compared with every other take of its question; or by its words: --question "went beyond".'
)
NONE_TWICE = (
    "No question was answered more than once yet. Answer one again: R redoes it in a session, and "
    "`simulator session --question ID` asks it anew."
)


def compare_text(compared: SideBySide, width: int = WIDTH) -> str:
    """The whole comparison, lines of at most `width` (at least 40) characters."""
    width = max(width, NARROWEST)
    lines = wrapped(compared.sides[0].question, width) if compared.one_question else ["Answers to different questions"]
    for number, side in enumerate(compared.sides, start=1):
        lines += _head(number, side, width, with_question=not compared.one_question)
    lines += heading("STAR lanes, to one scale", _lanes(compared.sides, width))
    lines += heading("Figures", _table(compared, width))
    lines += heading("What changed", [line for change in compared.changes for line in _change(change, width)])
    lines += heading("Follow-ups", _follow_ups(compared.sides, width))
    return "\n".join(lines) + "\n"


def when(started: str) -> str:
    """The day and minute of an ISO time."""
    return started.replace("T", " ")[:16]


def _head(number: int, side: Side, width: int, *, with_question: bool) -> list[str]:
    facts = [when(side.started), side.title, "marked as best" if side.best else ""]
    lines = wrapped(" · ".join(fact for fact in facts if fact), width, first=f"  {number}  ")
    lines += wrapped(str(side.name), width, first="     ")
    if with_question:
        lines += wrapped(side.question, width, first="     ")
    return lines + (wrapped(f"! {side.problem}", width, first="     ") if side.problem else [])


def _lanes(sides: Sequence[Side], width: int) -> list[str]:
    """A lane a take, all to the scale of the longest, with its length behind."""
    longest_s = max(side.analysis.duration_s for side in sides)
    room = width - 12
    lines = []
    for number, side in enumerate(sides, start=1):
        if not side.analysis.context.is_story:
            lines += wrapped("no story is told here, so there is no lane", width, first=f"  {number}  ")
            continue
        cells = lane_cells(stretches(side.analysis.sentences), longest_s, room).rstrip()
        about = "~" if side.analysis.estimated else ""
        lines.append(f"  {number}  {cells} {about}{clock(round(side.analysis.duration_s))}")
    used = [name for name in SECTIONS if any(side.analysis.timing.seconds[name] > 0 for side in sides)]
    return lines + wrapped(", ".join(f"{name} {SECTION_NAMES[name]}" for name in used), width, first="     ")


def _table(compared: SideBySide, width: int) -> list[str]:
    """Columns of takes, in as many blocks as they need."""
    rows, sides = table_rows(compared), len(compared.sides)
    fit = max(1, (width - 2 - _TITLE) // _COLUMN)
    lines: list[str] = []
    for first in range(0, sides, fit):
        shown = range(first, min(first + fit, sides))
        lines += [""] if first else []
        lines.append("  " + " " * _TITLE + "".join(f"{number + 1:>{_COLUMN}}" for number in shown))
        for row in rows:
            lines.append(f"  {row.title:<{_TITLE}}" + "".join(f"{row.cells[number]:>{_COLUMN}}" for number in shown))
    note = seconds_note(compared)
    return lines + (wrapped(note, width, first="  ") if note else [])


def _change(change: Change, width: int) -> list[str]:
    head = f"  {change.before + 1} → {change.after + 1}  "
    parts = [
        ("Gained: ", change.found.gained),
        ("Lost: ", change.found.lost),
    ]
    told = [f"{title}{', '.join(phrases)}" for title, phrases in parts if phrases] or ["No finding came or went."]
    lines = wrapped(told[0], width, first=head)
    for more in told[1:]:
        lines += wrapped(more, width, first=" " * len(head))
    return lines


def _follow_ups(sides: Sequence[Side], width: int) -> list[str]:
    lines: list[str] = []
    for number, side in enumerate(sides, start=1):
        lines += wrapped(follow_up_line(side.follow_ups), width, first=f"  {number}  ")
    return lines


def questions_text(questions: Sequence[AnsweredQuestion], width: int = WIDTH) -> str:
    """The questions and stories that were told more than once with their takes, and how to compare."""
    lines: list[str] = []
    for question in (one for one in questions if len(one.takes) > 1):
        lines += wrapped(f"{question.title} ({counted(len(question.takes), 'take')})", width)
        for take in question.takes:
            lines += wrapped(str(take.name), width, first="  ")
            lines += wrapped(take_line(take), width, first="    ")
            if question.story:
                lines += wrapped(take.figures.context.question or "", width, first="    ")
        lines.append("")
    return "\n".join([*lines, *wrapped(HOW if lines else NONE_TWICE, width)]) + "\n"


def take_line(take: PastTake) -> str:
    """As in "2026-01-02 18:00 · 1:34 · Action 61% · 2 flags"."""
    figures = take.figures
    facts = [when(take.started), ("~" if figures.estimated else "") + clock(round(figures.told_s))]
    if figures.context.is_story:
        facts.append(f"Action {figures.action_share:.0%}")
    return " · ".join([*facts, counted(len(figures.flags), "flag")])
