"""What there is to learn: pages with two spoken examples each, and cards to check oneself with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from simulator.answer.types import AnswerContext
from simulator.drill.types import OwnGrade

CARD_PREFIX = "card:"
"""Cards lie in the drill's memory beside the families of follow-ups, told apart by this."""


@dataclass(frozen=True, slots=True)
class Example:
    """A spoken answer to listen to. What it claims to show is held against the real judge by a test."""

    context: AnswerContext
    text: str
    hear: str
    """What to listen for, in one sentence."""
    shows: tuple[str, ...] = ()
    """Signals that are in it."""
    flags: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    """Signals that are not in it."""
    meets: tuple[str, ...] = ()
    """Rules of the guideline that it keeps."""
    misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """A question to answer in one's head. `key` is its name in the drill's memory."""

    key: str
    ask: str
    answer: str


@dataclass(frozen=True, slots=True)
class Page:
    """One short screen. `teaches`: the signals and flags that it is about."""

    id: str
    title: str
    body: tuple[str, ...]
    points: tuple[str, ...]
    teaches: tuple[str, ...]
    good: Example
    bad: Example
    cards: tuple[SelfCheck, ...]

    @property
    def examples(self) -> Mapping[str, Example]:
        return {"good": self.good, "bad": self.bad}


@dataclass(frozen=True, slots=True)
class PageRow:
    """Where the person stands with a page: it is `read` when each of its cards was answered once."""

    page: Page
    read: bool
    due: tuple[SelfCheck, ...]
    """Its cards that have come round."""
    next_due: date | None


@dataclass(frozen=True, slots=True)
class LearningOverview:
    """Every page in its order. `read_today`: ids of pages that became read today; `checked_today`: cards answered."""

    today: date
    rows: tuple[PageRow, ...]
    read_today: tuple[str, ...] = ()
    checked_today: int = 0
    days: tuple[date, ...] = ()
    """On which any card was answered."""
    notice: str = ""

    @property
    def due(self) -> tuple[SelfCheck, ...]:
        return tuple(card for row in self.rows for card in row.due)

    def next_page(self) -> Page | None:
        """The first one that is not read."""
        return next((row.page for row in self.rows if not row.read), None)


@dataclass(frozen=True, slots=True)
class CardKept:
    """What a grade led to."""

    own: OwnGrade
    due: date
    today: date
