"""What the drill's screens say at each stage, and which keys they offer: pure functions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.drill import told
from simulator.tui.commands.drill import GradeAgain, GradeEasy, GradeGood, GradeHard
from simulator.tui.commands.everywhere import Help
from simulator.tui.commands.session import Finish, LeaveSession, Redo, Skip
from simulator.tui.text import hang, join, lines, one_line, shorten
from simulator.tui.widgets.key_bar import Key

if TYPE_CHECKING:
    from simulator.drill.progress import Row
    from simulator.drill.run import Kept, Stage
    from simulator.drill.types import DrillItem, MachineGrade
    from simulator.interview.view import View
    from simulator.tui.live import LiveDrill
    from simulator.tui.session_words import Mark

_GRADE_STYLES: dict[MachineGrade, str] = {
    "strong": "bold $success",
    "middling": "bold $accent",
    "weak": "bold $warning",
    "unsure": "bold $quiet",
}
KEPT = "There is nothing to save here: your answers are kept by themselves, with your past sessions."
GRADES: tuple[Key, ...] = (
    (GradeAgain, "again"),
    (GradeHard, "hard"),
    (GradeGood, "good"),
    (GradeEasy, "easy"),
)


def grade_keys() -> str:
    return ", ".join(f"{command.key_shown()} {name}" for command, name in GRADES)


def grade_first() -> str:
    return f"Your own grade first: {grade_keys()}."


def mark(stage: Stage, following: str) -> Mark | None:
    """Where the drill stands; None while it stands where any session does. `following`: the next family's title."""
    match stage:
        case "briefing":
            return "◆", f"Read the story. {Finish.key_shown()} when you want to be asked", "$primary"
        case "judged":
            grades = f"{GradeAgain.key_shown()}–{GradeEasy.key_shown()}"
            return "✓", f"How did it go? {grades} is your own grade, {Redo.key_shown()} another try", "$success"
        case "graded" if following:
            return "✓", f"Noted. {Finish.key_shown()} for the next: {following}", "$success"
        case "graded":
            return "✓", f"Noted. That was the last one due. {Finish.key_shown()} to go back", "$success"
    return None


def keys(stage: Stage, following: str) -> tuple[Key, ...] | None:
    """The keys of most use; None while they are those of any session."""
    leave: Key = (LeaveSession, "leave")
    match stage:
        case "briefing":
            return (Finish, "ask me"), (Skip, "another one"), leave, (Help, "help")
        case "judged":
            return *GRADES, (Redo, "try again"), leave, (Help, "help")
        case "graded":
            going_on: Key = (Finish, "next" if following else "back")
            return going_on, (Redo, "try again"), *GRADES, leave
        case "silent":
            return (Redo, "answer again"), (Skip, "leave it out"), leave, (Help, "help")
    return None


def hint(view: View) -> tuple[str, str] | None:
    """Advice on the length of the answer, None when there is none."""
    if view.phase == "listening" and not view.typed and view.recorded_s > told.LONG_S:
        return f"Over a minute. Come to the point, then {Finish.key_shown()}.", "$warning italic"
    return None


def brief(item: DrillItem, width: int) -> Content:
    """The story that the follow-up will be about."""
    parts = [
        join((told.source_line(item), "bold $primary")),
        Content(""),
        hang(Content(""), join(one_line(item.story)), width, 0),
        Content(""),
        join((f"You told this. What will be asked: {item.family.title.lower()}.", "$quiet")),
    ]
    if item.ahead:
        parts.append(join(("Nothing asks for it today: this is ahead of its day.", "$quiet italic")))
    return lines(parts)


def judgement(drill: LiveDrill, view: View, width: int) -> Content:
    """The last attempt, against the one before; what was noted; the sketches."""
    attempts, records = drill.attempts(view), drill.records(view)
    last, analysis = attempts[-1], records[-1].analysis
    head = told.attempt_line(last, len(attempts)).split(":", 1)
    grade_word = told.GRADE_WORDS[last.grade]
    parts = [
        join(
            (f"{head[0]}  ", "bold"),
            (grade_word, _GRADE_STYLES[last.grade]),
            (head[1].strip().removeprefix(grade_word), "$quiet"),
        )
    ]
    if drill.kept:
        parts.append(_kept(drill.kept, width))
    if analysis and analysis.grade:
        parts.append(_told(analysis.grade.because, width))
        if analysis.grade.quote:
            parts.append(_told(f"“{analysis.grade.quote}”", width, "italic"))
    if note := told.length_note(last):
        parts.append(_told(note, width, "$quiet"))
    if comparison := drill.comparison(view):
        parts += [Content(""), join(("Against the try before", "bold $primary"))]
        parts += [_told(line, width) for line in told.comparison_lines(comparison)]
    for sketch in drill.item.family.sketches:
        parts += [Content(""), join(("A weak and a strong sketch of this one", "bold $primary"))]
        parts.append(_told(sketch.weak, width, "$quiet", first="weak    ", first_style="bold $warning"))
        parts.append(_told(sketch.strong, width, first="strong  ", first_style="bold $success"))
        parts.append(_told(sketch.difference, width, "italic $accent"))
    return lines(parts)


def _told(text: str, width: int, style: str = "$foreground", *, first: str = "  ", first_style: str = "") -> Content:
    return hang(join((first, first_style)), join((one_line(text), style)), width, len(first))


def _kept(kept: Kept, width: int) -> Content:
    line = told.kept_line(kept.due, kept.today, kept.own, kept.counted_as)
    if kept.fault:
        return _told(f"This grade could not be kept: {kept.fault}", width, "bold $warning")
    return _told(line, width, "bold $success")


def row(shown: Row, today: date, width: int) -> Content:
    """A family in the overview, on one line: its title, when it comes, how it went last."""
    state = told.row_state(shown, today)
    last = told.entry_in_short(shown.entries[-1]) if shown.entries else ""
    title = shorten(shown.family.title, 28)
    pieces = join(
        ("● " if shown.is_due else "  ", "bold $primary"),
        (title.ljust(29), "bold" if shown.is_due else ""),
        (state.ljust(12), "$accent" if shown.is_due else "$quiet"),
    )
    room = width - pieces.cell_length - 2
    return join(pieces, (f"  {shorten(last, room)}", "$quiet")) if last and room > 8 else pieces
