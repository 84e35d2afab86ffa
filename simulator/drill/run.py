"""One drill that runs: a session of a single follow-up, its attempts, and the grade that closes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from simulator.content.models import Question
from simulator.drill.compare import Comparison, answered, attempt_of, compare
from simulator.drill.schedule import effective_grade, review
from simulator.drill.store import DrillStore
from simulator.drill.types import Attempt, Card, DrillItem, Entry, OwnGrade
from simulator.errors import SimulatorError
from simulator.interview import events as ev
from simulator.interview.plan import SessionPlan
from simulator.interview.session import Session
from simulator.interview.view import TakeRecord, View

Stage = Literal["briefing", "answering", "silent", "judged", "graded", "over"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a grade led to. `fault` says why it could not be kept, else it is empty."""

    own: OwnGrade | None
    counted_as: OwnGrade
    due: date
    today: date
    fault: str = ""


def plan_of(item: DrillItem, *, seed: int, typed: bool, attended: bool, auto_finish_s: float | None) -> SessionPlan:
    """The session of one follow-up: no further probes, no time to think."""
    asked = Question(
        id=item.wording_id,
        family=item.family.id,
        text=item.text,
        competencies=(),
        levels=(),
        companies=(),
        tests=item.because,
        strong="",
        trap="",
    )
    return SessionPlan(
        title=f"Drill: {item.family.title}",
        questions=(asked,),
        probes_per_question=0,
        auto_finish_s=auto_finish_s,
        seed=seed,
        typed=typed,
        attended=attended,
    )


class DrillRun:
    """`open`, `ask` when the story is read, then as any session; `grade` notes how it went.

    Answers are on disk before anything is judged; the grade is kept apart and can fail without losing them.
    """

    def __init__(
        self, item: DrillItem, session: Session, store: DrillStore, card: Card | None, now: Callable[[], datetime]
    ) -> None:
        """`card` as it was before this drill; `now` is local time with its offset."""
        self.item = item
        self._session, self._store, self._card, self._now = session, store, card, now
        self._asked = False
        self._kept: tuple[Kept, int] | None = None

    # ---- as any session

    @property
    def session_id(self) -> str:
        return self._session.session_id

    @property
    def on_change(self) -> Callable[[], None] | None:
        return self._session.on_change

    @on_change.setter
    def on_change(self, tell: Callable[[], None] | None) -> None:
        self._session.on_change = tell

    def view(self) -> View:
        return self._session.view()

    def send(self, command: ev.Command) -> None:
        self._session.send(command)

    def type_text(self, text: str) -> None:
        self._session.type_text(text)

    def recheck(self, take_id: str) -> None:
        self._session.recheck(take_id)

    @property
    def farewell(self) -> str:
        return self._session.farewell

    def save_elsewhere(self, parent: Path) -> Path:
        return self._session.save_elsewhere(parent)

    def wait_finished(self, timeout_s: float | None = None) -> bool:
        return self._session.wait_finished(timeout_s)

    def leave_and_close(self) -> None:
        """An answer that nobody graded is noted with what was heard, so that its day counts."""
        self._session.leave_and_close()
        if self.kept is None and self.records(self.view()):
            self.grade(self._kept[0].own if self._kept else None)

    # ---- the drill

    def open(self) -> None:
        """Get the parts ready while the story is read. Raises MissingPart or BadInput when the microphone fails."""
        self._session.open()

    def ask(self) -> None:
        """The story is read: let the interviewer ask. Once only."""
        if not self._asked:
            self._asked = True
            self._session.begin()

    def stage(self, view: View) -> Stage:
        """Where the drill stands at this look."""
        if not self._asked:
            return "briefing"
        match view.phase:
            case "finished":
                return "over"
            case "silent":
                return "silent"
            case "between" if self.records(view):
                return "graded" if self.kept else "judged"
            case "between":
                return "silent"
        return "answering"

    @staticmethod
    def records(view: View) -> tuple[TakeRecord, ...]:
        """The answers so far, in order."""
        return answered(view.records)

    def attempts(self, view: View) -> tuple[Attempt, ...]:
        return tuple(attempt for record in self.records(view) if (attempt := attempt_of(record)))

    def comparison(self, view: View) -> Comparison | None:
        """The last answer against the one before it."""
        tries = self.records(view)
        return compare(tries[-2], tries[-1]) if len(tries) > 1 else None

    @property
    def kept(self) -> Kept | None:
        """The grade that was noted, as long as no further answer came after it."""
        if self._kept is None:
            return None
        kept, attempts = self._kept
        return kept if attempts == len(self.records(self.view())) else None

    def grade(self, own: OwnGrade | None) -> Kept:
        """Note how it went; may be called again to put the grade right. Never raises: `fault` says what failed."""
        attempts, now = self.attempts(self.view()), self._now()
        counted = effective_grade(own, attempts)
        card = review(self._card, counted, now.date())
        kept = Kept(own, counted, card.due, now.date(), self._keep(own, attempts, card, now))
        self._kept = kept, len(attempts)
        return kept

    def _keep(self, own: OwnGrade | None, attempts: Sequence[Attempt], card: Card, now: datetime) -> str:
        entry = Entry(now, own, tuple(attempts), self.session_id, self.item.source, self.item.wording_id)
        try:
            self._store.keep(self.item.family.id, card, entry)
        except SimulatorError as error:
            return str(error)
        return ""
