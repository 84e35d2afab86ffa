"""A past session as something to be played: turns of interviewer and candidate, each with its own time from 0."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from simulator.answer.types import Section, Word
from simulator.archive.types import NO_MARKS, Marks
from simulator.interview.course import Gaps
from simulator.interview.plan import Prompt
from simulator.interview.view import TakeRecord

MarkKind = Literal["flag", "probe", "bookmark", "gap", "signal", "pause"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be seen at a time of a turn. `text` is what there is to say about it, `quote` the words it is on."""

    kind: MarkKind
    start_s: float
    end_s: float
    title: str
    text: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: `first` up to but not including `last` of the turn's words. `section` None: nobody labelled it."""

    text: str
    start_s: float
    end_s: float
    first: int
    last: int
    section: Section | None = None
    confidence: float = 1.0
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What one of the two said in one go. A take that did not count is a turn as well."""

    prompt: Prompt
    """What was asked; of a candidate's turn, what it answers."""
    duration_s: float
    words: tuple[Word, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    """In order of time."""
    gaps: Gaps = ()
    audio: Path | None = None
    audio_s: float = 0.0
    """How much sound there is; where it is less than `duration_s`, the rest has to do without."""
    record: TakeRecord | None = None
    """The answer; None for a turn of the interviewer."""
    by_hand: Marks = NO_MARKS
    problem: str = ""
    """What is missing of it, in one line."""

    @property
    def take_id(self) -> str:
        """Empty for a turn of the interviewer."""
        return self.record.take_id if self.record else ""


WORDS_ONLY = "Only the words of this session were kept, as you chose: there is no sound."


@dataclass(frozen=True, slots=True)
class Replay:
    """`notice` says why the session can only be read; `problems` what of it is missing, a line each."""

    session_id: str
    title: str
    started: str
    turns: tuple[Turn, ...]
    notice: str = ""
    problems: tuple[str, ...] = ()
    words_only: bool = False
    """Its recordings went once they were heard; see `SessionPlan.keep_audio`."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A moment: the index of a turn, and a time in it."""

    turn: int
    at_s: float


Turns = Sequence[Turn]
