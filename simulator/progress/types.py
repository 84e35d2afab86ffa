"""What is known of how somebody comes along, as values."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.drill.progress import Overview
from simulator.progress.trend import Trend


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is followed over sessions. The band from `low` to `high` is where it should lie."""

    id: str
    title: str
    low: float
    high: float
    target: str
    """The band in words."""
    why: str
    """Why it matters, in a sentence or two."""
    source: str
    """Where the band comes from."""
    unit: str
    """ "s", "%" (of a share in 0–1), or what follows the figure."""
    least: float
    """The smallest move over all sessions that is worth telling."""
    needs: str
    """Which answers have it alone, such as "an answer that was spoken"; empty where it hangs on what they tell."""

    def off(self, value: float) -> float:
        """How far `value` is from the band, 0 inside it."""
        return max(self.low - value, value - self.high, 0.0)


@dataclass(frozen=True, slots=True)
class Point:
    """One session: the figure, whether it is `on_target`, and how many of its `answers` were `inside` the target."""

    session_id: str
    started: str
    value: float
    on_target: bool
    inside: int
    answers: int


@dataclass(frozen=True, slots=True)
class Series:
    """A measure over the sessions that have it, oldest first."""

    measure: Measure
    points: tuple[Point, ...]
    trend: Trend


@dataclass(frozen=True, slots=True)
class Practised:
    """A family of questions, and how many of its stories were told. `last` is the ISO time of the last, or empty."""

    id: str
    title: str
    answers: int
    last: str


@dataclass(frozen=True, slots=True)
class Heard:
    """An item of the rubric: in how many of `of` stories it was met, and in how many it stayed unclear."""

    id: str
    title: str
    met: int
    unclear: int
    of: int


@dataclass(frozen=True, slots=True)
class Handled:
    """A family of follow-ups, and how its answers were heard."""

    id: str
    title: str
    strong: int = 0
    middling: int = 0
    weak: int = 0
    unsure: int = 0

    @property
    def judged(self) -> int:
        """Answers that the machine could judge."""
        return self.strong + self.middling + self.weak


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """One session as a row: its figures by measure id, None where it has none."""

    id: str
    started: str
    title: str
    stories: int
    follow_ups: int
    typed: int
    """Of all its answers those that were typed."""
    figures: Sequence[tuple[str, float | None]]


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """Everything that is shown of somebody's progress."""

    series: tuple[Series, ...]
    sessions: tuple[SessionFigures, ...]
    families: tuple[Practised, ...]
    rubric: tuple[Heard, ...]
    follow_ups: tuple[Handled, ...]
    """Only families that were asked, those handled worst first."""
    drill: Overview | None
    typed: int = 0
    """Answers that were typed and so have no seconds."""
    demos: int = 0
    """Sessions of a written candidate, left out unless `with_demos`."""
    with_demos: bool = False
    drills: int = 0
    """Sessions that were drills; the drill keeps its own figures."""
    problems: tuple[str, ...] = field(default=())
    """One line for each session that cannot be read, or not wholly."""
