"""What was said in a session as rows of words that know their time. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from simulator.answer.types import Section
from simulator.archive import ids
from simulator.interview.plan import Prompt
from simulator.replay.types import Line, Turn
from simulator.tui.summary_rows import DOUBT
from simulator.tui.text import clock, one_line

Look = Literal["who", "quiet", "problem", "best", "doubt", "hand", "S", "T", "A", "R", "L", "O"]
INDENT = 11
"""Where the words begin: behind the time and the section's letter."""


@dataclass(frozen=True, slots=True)
class WordAt:
    """A word of the turn, or a piece of one that is longer than a row, at a cell of its row."""

    cell: int
    index: int
    text: str


@dataclass(frozen=True, slots=True)
class ScriptRow:
    """`lead` stands before the words. `turn` None: a note about the session; `line` None: about the turn."""

    turn: int | None
    line: int | None = None
    lead: tuple[tuple[str, Look], ...] = ()
    words: tuple[WordAt, ...] = ()


def script_rows(
    turns: Sequence[Turn], width: int, *, notes: Sequence[str], kind: Callable[[Prompt], str]
) -> tuple[ScriptRow, ...]:
    """All turns, `width` cells wide. `notes` come first; `kind` says what sort of prompt it is."""
    rows = [ScriptRow(None, lead=((text, "problem"),)) for note in notes for text in _wrapped(note, width)]
    for index, turn in enumerate(turns):
        if rows:
            rows.append(ScriptRow(index))
        rows.append(ScriptRow(index, lead=_who(turn, kind)))
        rows += [ScriptRow(index, lead=((text, "problem"),)) for text in _wrapped(turn.problem, width)]
        for at, line in enumerate(turn.lines):
            rows += _line(index, at, line, turn, width)
    return tuple(rows)


def flagged(turn: Turn) -> frozenset[int]:
    """The words that flags rest on."""
    spans = [(mark.start_s, mark.end_s) for mark in turn.marks if mark.kind == "flag"]
    return frozenset(
        at
        for at, word in enumerate(turn.words)
        if any(start_s <= (word.start_s + word.end_s) / 2 <= end_s for start_s, end_s in spans)
    )


def _who(turn: Turn, kind: Callable[[Prompt], str]) -> tuple[tuple[str, Look], ...]:
    record = turn.record
    if record is None:
        return ("Interviewer", "who"), (f"  {one_line(kind(turn.prompt))}", "quiet")
    told: list[tuple[str, Look]] = [("You", "who"), (f"  {clock(round(turn.duration_s))}", "quiet")]
    number = ids.order_of(record.take_id)[1]
    if number > 1:
        told.append((f"  take {number}", "quiet"))
    if record.source == "typed":
        told.append(("  typed", "quiet"))
    if record.analysis is not None and record.analysis.grade is not None:
        told.append((f"  {record.analysis.grade.value}", "quiet"))
    if turn.by_hand.best:
        told.append(("  ★ best take", "best"))
    elif not record.kept:
        told.append(("  does not count", "quiet"))
    return tuple(told)


def _line(index: int, at: int, line: Line, turn: Turn, width: int) -> Iterator[ScriptRow]:
    lead: tuple[tuple[str, Look], ...] = ((f"{clock(line.start_s):>5} ", "quiet"), *_label(line))
    for words in _rows_of(turn, line, max(8, width - INDENT)):
        yield ScriptRow(index, at, lead, tuple(WordAt(INDENT + word.cell, word.index, word.text) for word in words))
        lead = ()


def _label(line: Line) -> tuple[tuple[str, Look], ...]:
    if line.section is None:
        return ()
    section: Section = line.section
    badge: tuple[str, Look] = (f" {section} ", section)
    if line.corrected:
        return badge, ("* ", "hand")
    return (badge, ("? ", "doubt")) if line.confidence < DOUBT else (badge,)


def _rows_of(turn: Turn, line: Line, width: int) -> Iterator[list[WordAt]]:
    row: list[WordAt] = []
    used = 0
    for index in range(line.first, line.last):
        for piece in _pieces(one_line(turn.words[index].text), width):
            length = cell_len(piece)
            if row and used + 1 + length > width:
                yield row
                row, used = [], 0
            cell = used + 1 if row else 0
            row.append(WordAt(cell, index, piece))
            used = cell + length
    yield row


def _pieces(text: str, width: int) -> Iterator[str]:
    while cell_len(text) > width:
        piece = set_cell_size(text, width).rstrip()
        yield piece
        text = text[len(piece) :]
    yield text


def _wrapped(text: str, width: int) -> list[str]:
    return [line.plain for line in Content(one_line(text)).wrap(max(8, width))] if text else []
