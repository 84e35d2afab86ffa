"""What is wanted of an import, and what came of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from simulator.answer.types import Analysis

Kind = Literal["answer", "conversation"]
Doing = Literal["reading", "hearing"]

PAUSE_S = 8.0
"""A pause this long parts two answers: twice the 4 s from which on a pause in an answer is pointed out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """From `at_s` on `text` was answered; up to `end_s`, or to the next mark where that is None."""

    at_s: float
    end_s: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One answer of a recording; `question` is empty where it is not known what was asked."""

    start_s: float
    end_s: float
    question: str = ""


@dataclass(frozen=True, slots=True)
class How:
    """`pause_s` None: not split at pauses. `title` empty: the file's name. `again`: also what is there already."""

    pause_s: float | None = None
    marks: tuple[Mark, ...] | None = None
    question: str = ""
    title: str = ""
    kind: Kind = "answer"
    again: bool = False


@dataclass(frozen=True, slots=True)
class ToldTake:
    """One answer as it lies in the archive now. `analysis` is None where no word was heard."""

    take_id: str
    piece: Piece
    words: int
    analysis: Analysis | None


@dataclass(frozen=True, slots=True)
class Brought:
    """A recording that is a session now. `notes`: what was found, a line each; `damage`: what of it is missing."""

    session_id: str
    duration_s: float
    takes: tuple[ToldTake, ...]
    notes: tuple[str, ...]
    damage: str = ""


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    """The same recording was brought in before."""

    session_id: str


class Watcher(Protocol):
    """Is told how far the work is."""

    def begins(self, path: Path, doing: Doing, whole_s: float | None) -> None:
        """`whole_s`: how many seconds of sound there are to go through; None where that is not known."""

    def reached(self, done_s: float) -> None: ...
