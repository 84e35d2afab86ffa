"""What counts as read, which cards are due, and that they share the drill's memory."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from simulator.drill.progress import due_today, streak
from simulator.drill.store import DrillStore
from simulator.drill.types import OwnGrade
from simulator.learning.load import load_pages
from simulator.learning.memory import graded, overview
from simulator.learning.told import row_state, standing_line
from simulator.learning.types import LearningOverview
from tests.fakes.drilling import NOW, TODAY
from tests.fakes.learning import FakeLearning

pytestmark = pytest.mark.unit
PAGES = load_pages()


def desk(*owns: OwnGrade) -> FakeLearning:
    """The cards of the first page, answered today."""
    made = FakeLearning(lambda: TODAY)
    for card, own in zip(PAGES[0].cards, owns, strict=False):
        made.grade(card, own)
    return made


def on(made: FakeLearning, day: date) -> LearningOverview:
    made.today = lambda: day
    return made.overview()


def test_at_first_nothing_is_read_and_no_card_is_due() -> None:
    seen = desk().overview()
    assert seen.next_page() is PAGES[0]
    assert seen.due == ()
    assert standing_line(seen) == f"0 of {len(PAGES)} pages read, no card due today"


def test_a_page_is_read_when_each_of_its_cards_was_answered() -> None:
    assert not desk("good").overview().rows[0].read
    seen = desk("good", "good").overview()
    assert seen.rows[0].read
    assert seen.read_today == (PAGES[0].id,)
    assert seen.checked_today == 2
    assert seen.next_page() is PAGES[1]


def test_a_card_comes_back_on_its_day_and_the_one_not_known_first() -> None:
    made = desk("again", "easy")
    assert on(made, TODAY + timedelta(days=1)).due == (PAGES[0].cards[0],)
    assert set(on(made, TODAY + timedelta(days=60)).due) == set(PAGES[0].cards)


def test_yesterday_is_not_today() -> None:
    seen = on(desk("good", "good"), TODAY + timedelta(days=1))
    assert (seen.read_today, seen.checked_today) == ((), 0)


@pytest.mark.parametrize(
    ("owns", "days", "state"),
    [
        ((), 0, "new"),
        (("good",), 0, "begun"),
        (("again", "again"), 0, "read; cards tomorrow"),
        (("good", "good"), 40, "2 cards due"),
    ],
)
def test_a_row_says_where_a_page_stands(owns: tuple[OwnGrade, ...], days: int, state: str) -> None:
    day = TODAY + timedelta(days=days)
    assert row_state(on(desk(*owns), day).rows[0], day) == state


def test_cards_are_kept_beside_the_follow_ups_and_count_for_the_days_in_a_row(tmp_path: Path) -> None:
    store, card = DrillStore(tmp_path), PAGES[0].cards[0]
    for own in ("good", "easy"):
        store.keep(card.key, *graded(card, store.load().of(card.key).card, own, NOW))
    kept = store.load()
    assert [entry.own for entry in kept.of(card.key).entries] == ["good", "easy"], "both answers of a day are noted"
    assert streak(kept, TODAY) == 1
    assert card.key not in due_today(kept, ["motive"], TODAY)
    assert overview(PAGES, kept, TODAY).checked_today == 2
