"""When a family comes again: FSRS, fed with the person's own grade, held down by what the machine heard. Pure.

Steps within a day are left out: an interview skill is drilled once a day, and trying again belongs to the same drill.
Fuzz is off, so the same grades give the same dates.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

from simulator.drill.types import OWN_GRADES, Attempt, Card, MachineGrade, OwnGrade

if TYPE_CHECKING:
    from fsrs import Scheduler

MOST: dict[MachineGrade, OwnGrade] = {"strong": "easy", "middling": "good", "weak": "hard", "unsure": "easy"}
"""The best own grade that counts after what the machine heard; where it cannot tell, it has no say."""
ALONE: dict[MachineGrade, OwnGrade] = {"strong": "good", "middling": "hard", "weak": "again", "unsure": "hard"}
"""What counts where nobody graded."""


def effective_grade(own: OwnGrade | None, attempts: Sequence[Attempt]) -> OwnGrade:
    """The grade that the schedule is told. The first attempt is held against it: the later ones had seen the sketches.

    The machine never makes a grade better than the person's own.
    """
    heard: MachineGrade = attempts[0].grade if attempts else "unsure"
    if own is None:
        return ALONE[heard]
    return min(own, MOST[heard], key=OWN_GRADES.index)


def review(card: Card | None, grade: OwnGrade, today: date) -> Card:
    """The card after a drill on `today`; it is due again on a later day."""
    from fsrs import Card as FsrsCard
    from fsrs import Rating, State

    before = FsrsCard(card_id=0, due=_noon(today))
    if card is not None:
        before = FsrsCard(
            card_id=0,
            state=State.Review,
            stability=card.stability,
            difficulty=card.difficulty,
            due=_noon(card.due),
            last_review=_noon(card.last),
        )
    after, _ = _scheduler().review_card(before, Rating(OWN_GRADES.index(grade) + 1), _noon(today))
    assert after.stability is not None
    assert after.difficulty is not None
    return Card(after.stability, after.difficulty, after.due.date(), today)


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False)


def _noon(day: date) -> datetime:
    """FSRS counts periods of 24 h: from noon to noon, in a time without summer time, they are days."""
    return datetime.combine(day, time(12), UTC)
