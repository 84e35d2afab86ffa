"""The figures of takes side by side, as rows of short texts; how they are drawn is for others. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.answer.rubric import RUBRIC_TITLES, met
from simulator.answer.timing import told_s
from simulator.answer.types import SECTION_NAMES, SECTIONS, Section
from simulator.comparing.types import FollowUp, Side, SideBySide
from simulator.drill.told import GRADE_WORDS

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One figure of every side, in their order."""

    title: str
    cells: tuple[str, ...]


def table_rows(compared: SideBySide) -> tuple[TableRow, ...]:
    """Sections with seconds and shares, then what is counted; a section that no take has is left out."""
    sides = compared.sides
    told = {name for side in sides for name in SECTIONS if side.analysis.timing.seconds[name] > 0}
    used = [name for name in SECTIONS if name in "STAR" or name in told]
    rows = [_row(SECTION_NAMES[name], sides, _section(name)) for name in used]
    rows += [_row(title, sides, cell) for title, cell in _FIGURES]
    return tuple(row for row in rows if any(cell != NOTHING for cell in row.cells))


def follow_up_line(follow_ups: Sequence[FollowUp] | None) -> str:
    """As in "What changed: strong, Your part: weak"."""
    if follow_ups is None:
        return "redone before any follow-up was asked"
    if not follow_ups:
        return "no follow-up was asked"
    return ", ".join(f"{one.title}: {GRADE_WORDS[one.grade] if one.grade else 'no answer'}" for one in follow_ups)


def seconds_note(compared: SideBySide) -> str:
    """Said where some takes have no seconds of their own."""
    if any(side.analysis.estimated for side in compared.sides):
        return "~ typed: these seconds are estimates from a speaking rate, and it has no pace or fillers of its own."
    return ""


def _row(title: str, sides: Sequence[Side], cell: Callable[[Side], str]) -> TableRow:
    return TableRow(title, tuple(cell(side) for side in sides))


def _section(name: Section) -> Callable[[Side], str]:
    def cell(side: Side) -> str:
        timing = side.analysis.timing
        return f"{_seconds(side, timing.seconds[name])} {timing.share[name]:>4.0%}" if _is_story(side) else NOTHING

    return cell


def _seconds(side: Side, value: float) -> str:
    about = "~" if side.analysis.estimated else ""
    return f"{about}{value:.0f} s"


def _is_story(side: Side) -> bool:
    return side.analysis.context.is_story


def _setup(side: Side) -> str:
    return _seconds(side, side.analysis.timing.setup_s) if _is_story(side) else NOTHING


def _length(side: Side) -> str:
    return _seconds(side, told_s(side.analysis.timing))


def _words(side: Side) -> str:
    return str(side.analysis.delivery.words)


def _pace(side: Side) -> str:
    pace = side.analysis.delivery.words_per_minute
    return NOTHING if side.analysis.estimated or not pace else f"{pace:.0f} a min"


def _fillers(side: Side) -> str:
    said = side.analysis.delivery
    return NOTHING if side.analysis.estimated else f"{len(said.fillers)}, {said.fillers_per_minute:.1f} a min"


def _signals(side: Side) -> str:
    return str(len(side.analysis.signals))


def _flags(side: Side) -> str:
    return str(len(side.analysis.flags))


def _rubric(side: Side) -> str:
    items = [item for item in side.analysis.rubric if item.id in RUBRIC_TITLES and item.id != "quadrant"]
    return f"{met(items)} of {len(items)}" if items else NOTHING


def _handled(side: Side) -> str:
    strong = sum(one.grade == "strong" for one in side.follow_ups or ())
    return f"{strong} of {len(side.follow_ups)}" if side.follow_ups else NOTHING


_FIGURES: tuple[tuple[str, Callable[[Side], str]], ...] = (
    ("Setup (S and T)", _setup),
    ("Length", _length),
    ("Words", _words),
    ("Pace", _pace),
    ("Fillers", _fillers),
    ("Signals", _signals),
    ("Flags", _flags),
    ("Rubric met", _rubric),
    ("Strong follow-ups", _handled),
)
