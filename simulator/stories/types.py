"""A story of one's own, as values. Ids of competencies, families and levels are those of `content`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from simulator.answer.quadrant import Quadrant
from simulator.answer.types import Level
from simulator.content.problems import Problem

Beat = Literal["discovered", "proposed", "shipped"]
Reply = Literal["yes", "no", "unsure"]
CheckId = Literal["counterfactual", "resistance", "sustained"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The person's own answer to a reality check."""

    answer: Reply
    because: str = ""


@dataclass(frozen=True, slots=True)
class ToldIn:
    """A take in which the story was told."""

    take: str
    """ "SESSION/TAKE"."""
    asked: str = ""
    """The question that it answered."""
    family: str = ""
    on: str = ""
    """The day, as 2026-01-31."""
    best: bool = False
    quotes: Mapping[str, str] = field(default_factory=dict)
    """Beat, signal or "number" → the words of this take that it was taken from."""

    @property
    def session_id(self) -> str:
        return self.take.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Story:
    """What is not settled yet is empty. `id` is the name of its file."""

    id: str
    title: str
    discovered: str = ""
    proposed: str = ""
    shipped: str = ""
    quadrant: Quadrant | None = None
    level: Level | None = None
    archetype: str = ""
    number: str = ""
    """The number that changed, in words."""
    lesson: str = ""
    competencies: Mapping[str, str] = field(default_factory=dict)
    """Competency → how the story is framed for it; an empty framing is still to be written."""
    signals: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    """Families of questions that it is meant for."""
    tags: tuple[str, ...] = ()
    checks: Mapping[CheckId, Checked] = field(default_factory=dict)
    told: tuple[ToldIn, ...] = ()
    draft: str = ""
    notes: str = ""

    @property
    def beats(self) -> Mapping[Beat, str]:
        return {"discovered": self.discovered, "proposed": self.proposed, "shipped": self.shipped}

    @property
    def serves(self) -> tuple[str, ...]:
        """The families it is meant for, and those it has answered."""
        return tuple(dict.fromkeys((*self.families, *(one.family for one in self.told if one.family))))

    @property
    def best_take(self) -> str:
        return next((one.take for one in self.told if one.best), "")

    @property
    def text(self) -> str:
        """All that tells what happened, for comparing words."""
        parts = (self.title, *self.beats.values(), self.number, self.lesson, self.draft)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Bank:
    """All stories by id. `problems`: what is wrong with files that cannot be used, a line each."""

    stories: tuple[Story, ...] = ()
    problems: tuple[Problem, ...] = ()
