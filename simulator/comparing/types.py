"""Takes to be put side by side, as values."""

from dataclasses import dataclass

from simulator.answer.types import Analysis
from simulator.archive.glance import TakeGlance
from simulator.drill.compare import Comparison
from simulator.drill.types import MachineGrade
from simulator.interview.view import TakeRecord


@dataclass(frozen=True, slots=True)
class TakeName:
    """Where a take is; as a person writes it: "SESSION/TAKE"."""

    session_id: str
    take_id: str

    def __str__(self) -> str:
        return f"{self.session_id}/{self.take_id}"


@dataclass(frozen=True, slots=True)
class PastTake:
    """A take at a glance, with its session's ISO time and title."""

    name: TakeName
    started: str
    title: str
    figures: TakeGlance


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question and everything that was ever answered to it, oldest first; or a `story` that answered several."""

    text: str
    """Of a story the question that it answered first."""
    takes: tuple[PastTake, ...]
    story: bool = False

    @property
    def title(self) -> str:
        return f"One story for several questions: {self.text}" if self.story else self.text


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up that was asked on a take, and how its answer was heard; None where there is no answer."""

    family: str
    title: str
    grade: MachineGrade | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the takes compared. Its record holds an analysis with words."""

    name: TakeName
    started: str
    title: str
    record: TakeRecord
    analysis: Analysis
    best: bool
    """Marked as best by hand."""
    follow_ups: tuple[FollowUp, ...] | None
    """In the order they were asked; None where the take was redone before any could be."""
    problem: str = ""
    """What is missing of it, in one line."""

    @property
    def question(self) -> str:
        return self.analysis.context.question or self.record.prompt.text


@dataclass(frozen=True, slots=True)
class Change:
    """What came and went from one side to another; sides by their place from 0."""

    before: int
    after: int
    found: Comparison


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two or more takes, and the changes from each to the next; of more than two also from the first to the last."""

    sides: tuple[Side, ...]
    changes: tuple[Change, ...]

    @property
    def one_question(self) -> bool:
        return len({side.question for side in self.sides}) == 1
