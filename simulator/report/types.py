"""A whole session as it is written out: one frozen value that every format is made from."""

from dataclasses import dataclass
from typing import Literal

from simulator.answer.types import Analysis
from simulator.archive.types import SessionSummary
from simulator.probing.standing import Step
from simulator.replay.types import Line, Turn
from simulator.review.clashes import Clash

Format = Literal["html", "md", "srt", "vtt", "json", "csv"]


@dataclass(frozen=True, slots=True)
class Part:
    """A turn at its place in the session: the turns follow each other without a gap, from 0."""

    turn: Turn
    start_s: float
    name: str
    """What it is called in a report: "Question 2", "Question 2, follow-up 1, take 2"; the same for who asks it."""
    clashes: tuple[Clash[str], ...] = ()
    """What in this answer does not fit with an earlier one; `earlier_in` is the take of that one."""
    step: Step | None = None
    """What this answer to a follow-up did to its story; under a story what all of them did."""

    @property
    def end_s(self) -> float:
        return self.start_s + self.turn.duration_s

    @property
    def by_candidate(self) -> bool:
        return self.turn.record is not None

    @property
    def is_story(self) -> bool:
        """Whether its sections mean anything; see `AnswerContext.is_story`."""
        return self.analysis is not None and self.analysis.context.is_story

    @property
    def analysis(self) -> Analysis | None:
        return self.turn.record.analysis if self.turn.record else None

    def text_of(self, line: Line) -> str:
        """The sentence as its words stand, which may be masked."""
        return " ".join(word.text for word in self.turn.words[line.first : line.last])

    @property
    def counts(self) -> bool:
        """False for a take that was skipped or that another one of the same question replaces."""
        return self.turn.record is not None and self.turn.record.kept


@dataclass(frozen=True, slots=True)
class SessionReport:
    """`summary` has the figures of the list of sessions; `notices` and `problems` are a line each."""

    session_id: str
    title: str
    started: str
    summary: SessionSummary
    heard_by: str
    """The model that heard the answers; empty when nobody knows."""
    parts: tuple[Part, ...]
    notices: tuple[str, ...] = ()
    """What a reader has to know: still being recorded, of a newer version, names masked."""
    problems: tuple[str, ...] = ()
    """What is missing or damaged."""

    @property
    def duration_s(self) -> float:
        return self.parts[-1].end_s if self.parts else 0.0

    @property
    def answers(self) -> tuple[Part, ...]:
        """The takes that count."""
        return tuple(part for part in self.parts if part.counts)

    def part_of(self, take_id: str) -> Part | None:
        """The turn of a take."""
        return next((part for part in self.parts if take_id and part.turn.take_id == take_id), None)
