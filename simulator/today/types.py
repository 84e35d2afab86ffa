"""What today's plan is made from, and what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

Kind = Literal["practise", "drill", "cards", "learn", "story", "date"]
Stage = Literal["open", "building", "practising", "rehearsing", "eve", "day", "over"]


class StoryGap(Protocol):
    """Something to prepare in the bank of stories: what is missing there, or outweighs one of them."""

    @property
    def what(self) -> str: ...

    @property
    def why(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Answered:
    """One story that was told. `slow_setup` and `little_action` are None where nobody can tell."""

    day: date
    flags: tuple[str, ...]
    slow_setup: bool | None
    little_action: bool | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page to learn from."""

    id: str
    title: str
    teaches: tuple[str, ...]
    read: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the person stands today. Days are those of the place."""

    today: date
    interview: date | None = None
    answers: tuple[Answered, ...] = ()
    """Oldest first."""
    follow_ups: tuple[str, ...] = ()
    """Titles of the follow-ups that are due today."""
    cards: int = 0
    """Self-check cards that are due today."""
    lessons: tuple[Lesson, ...] = ()
    gaps: Sequence[StoryGap] = ()
    """What to prepare next, first things first."""
    done: Mapping[Kind, int] = field(default_factory=dict)
    """How many of each were done today already."""
    last_active: date | None = None
    """The last day before today with any practice."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. `call` is the command that does it; `target` a page's or plan's id, where there is one."""

    kind: Kind
    title: str
    minutes: int
    why: str
    call: str
    target: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """A coming day, as it looks now."""

    day: date
    outline: str


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What to do today, in order, and why. `note` is about days missed; empty when there is nothing to say."""

    today: date
    interview: date | None
    stage: Stage
    headline: str
    note: str
    items: tuple[Item, ...]
    ahead: tuple[Ahead, ...] = ()

    @property
    def minutes(self) -> int:
        """Of what is not done."""
        return sum(item.minutes for item in self.items if not item.done)

    @property
    def days_left(self) -> int | None:
        return None if self.interview is None else (self.interview - self.today).days
