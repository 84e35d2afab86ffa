"""What the drill knows: how each family of follow-ups went, and when it is due again.

Days are calendar days where the person was: an evening's drill counts for that evening, also after a flight.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from simulator.content.models import ProbeFamily

OwnGrade = Literal["again", "hard", "good", "easy"]
OWN_GRADES: tuple[OwnGrade, ...] = get_args(OwnGrade)
"""The four grades of FSRS, worst first."""
MachineGrade = Literal["strong", "middling", "weak", "unsure"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer to the follow-up as the machine heard and judged it. `words_per_minute` is 0 where nobody can tell."""

    take_id: str
    grade: MachineGrade
    seconds: float
    words_per_minute: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One drill of a family: `at` carries the offset of the place, `own` is None where nobody graded.

    `story` names what it was about: the id of a written context, or "session/take" of an own answer.
    """

    at: datetime
    own: OwnGrade | None
    attempts: tuple[Attempt, ...]
    session_id: str
    story: str
    wording_id: str

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Card:
    """The memory state of FSRS for a family, in whole days: `stability` days, `difficulty` 1–10."""

    stability: float
    difficulty: float
    due: date
    last: date


@dataclass(frozen=True, slots=True)
class FamilyProgress:
    card: Card | None = None
    entries: tuple[Entry, ...] = ()
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Progress:
    """By family id. `notice` is one line about the file, empty when all is well; `read_only`: nothing can be kept."""

    families: Mapping[str, FamilyProgress] = field(default_factory=dict)
    notice: str = ""
    read_only: bool = False

    def of(self, family: str) -> FamilyProgress:
        return self.families.get(family, FamilyProgress())


@dataclass(frozen=True, slots=True)
class DrillItem:
    """One follow-up to answer: the story that it is about, and how it is asked."""

    family: ProbeFamily
    title: str
    """Where the story is from, such as "A nurse: The handover sheet"."""
    story: str
    source: str
    own: bool
    """Whether the story is the person's own answer."""
    wording_id: str
    text: str
    because: str
    quote: str = ""
    ahead: bool = False
    """Drilled before it is due."""
