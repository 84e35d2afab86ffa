"""Dates by FSRS: from the person's grade, held down by what was heard, the same for the same grades."""

from datetime import date, timedelta

import pytest

from simulator.drill.schedule import effective_grade, review
from simulator.drill.types import OWN_GRADES, Card, MachineGrade, OwnGrade
from tests.fakes.drilling import TODAY, attempt

pytestmark = pytest.mark.unit


def test_a_better_grade_comes_again_later_and_never_on_the_same_day() -> None:
    dues = [review(None, grade, TODAY).due for grade in OWN_GRADES]
    assert dues == sorted(dues)
    assert dues[0] == TODAY + timedelta(days=1)
    assert dues[-1] > TODAY + timedelta(days=5)


def test_the_same_grades_give_the_same_dates() -> None:
    def course() -> list[date]:
        card, days, today = None, [], TODAY
        for grade in ("good", "good", "hard", "easy", "again", "good"):
            card = review(card, grade, today)  # type: ignore[arg-type]
            today = card.due
            days.append(today)
        return days

    assert course() == course()


def test_good_grades_on_the_due_day_make_the_gaps_grow() -> None:
    card, gaps, today = None, [], TODAY
    for _ in range(5):
        card = review(card, "good", today)
        gaps.append((card.due - today).days)
        today = card.due
    assert gaps == sorted(set(gaps))


def test_again_brings_a_well_known_family_back_soon() -> None:
    known = Card(60.0, 5.0, TODAY, TODAY - timedelta(days=60))
    assert (review(known, "again", TODAY).due - TODAY).days < 15
    assert (review(known, "good", TODAY).due - TODAY).days > 60


def test_a_day_counts_as_a_day_whatever_the_hour_and_the_summer_time() -> None:
    def gap(start: date) -> int:
        """Days from the second drill to the third, the second one two days after `start`."""
        second = start + timedelta(days=2)
        return (review(review(None, "good", start), "good", second).due - second).days

    assert gap(date(2026, 3, 28)) == gap(date(2026, 10, 24)) == gap(TODAY)


@pytest.mark.parametrize(
    ("own", "heard", "counts"),
    [
        ("easy", "strong", "easy"),
        ("easy", "middling", "good"),
        ("easy", "weak", "hard"),
        ("good", "weak", "hard"),
        ("again", "strong", "again"),
        ("hard", "strong", "hard"),
        ("easy", "unsure", "easy"),
        (None, "strong", "good"),
        (None, "middling", "hard"),
        (None, "weak", "again"),
        (None, "unsure", "hard"),
    ],
)
def test_the_machine_holds_a_grade_down_and_never_lifts_it(
    own: OwnGrade | None, heard: MachineGrade, counts: OwnGrade
) -> None:
    assert effective_grade(own, [attempt(heard)]) == counts


def test_the_first_try_counts_since_the_later_ones_had_seen_the_sketches() -> None:
    assert effective_grade("easy", [attempt("weak"), attempt("strong")]) == "hard"
    assert effective_grade("easy", [attempt("strong"), attempt("weak")]) == "easy"
