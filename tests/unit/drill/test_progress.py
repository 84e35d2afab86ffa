"""What is due, in which order, and how many days in a row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.drill.progress import NEW_A_DAY, due_today, next_family, overview, streak
from simulator.drill.told import due_line, entry_in_short, entry_words, streak_line
from simulator.drill.types import Card, Entry, FamilyProgress, Progress
from tests.fakes.drilling import TODAY, attempt, drilled, entry, family

pytestmark = pytest.mark.unit
NAMES = ("motive", "own_part", "convince", "pushback", "risks", "recurrence", "impact")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_on_the_first_day_a_few_new_families_are_due_in_their_order() -> None:
    assert due_today(Progress(), NAMES, TODAY) == NAMES[:NEW_A_DAY]


def test_what_has_come_round_goes_first_the_longest_waiting_before_the_others() -> None:
    known = {"impact": drilled(ago(9), due=ago(1)), "risks": drilled(ago(9), due=ago(4)), "motive": drilled(ago(1))}
    assert due_today(Progress(known), NAMES, TODAY)[:3] == ("risks", "impact", "own_part")


def test_families_begun_today_use_up_the_new_ones_of_the_day() -> None:
    begun = {name: drilled(TODAY) for name in NAMES[: NEW_A_DAY - 1]}
    assert due_today(Progress(begun), NAMES, TODAY) == (NAMES[NEW_A_DAY - 1],)


def test_nothing_is_due_twice_on_a_day() -> None:
    done = {name: drilled(TODAY) for name in NAMES}
    assert due_today(Progress(done), NAMES, TODAY) == ()


def test_when_nothing_is_due_the_soonest_is_offered_and_new_ones_before_it() -> None:
    done = {name: drilled(TODAY, due=TODAY + timedelta(days=5 - at)) for at, name in enumerate(NAMES[:4])}
    assert next_family(Progress(done), NAMES[:4], TODAY) == "pushback"
    assert next_family(Progress(done), NAMES, TODAY) == "risks"
    assert next_family(Progress(done), (), TODAY) is None


progresses = st.dictionaries(
    st.sampled_from(NAMES),
    st.tuples(st.integers(0, 30), st.integers(-30, 30)).map(
        lambda days: FamilyProgress(
            Card(3.0, 5.0, TODAY + timedelta(days=days[1]), ago(days[0])), drilled(ago(days[0])).entries
        )
    ),
)


@given(progresses)
def test_what_is_not_due_is_never_chosen_while_something_is(families: dict[str, FamilyProgress]) -> None:
    progress = Progress(families)
    due, chosen = due_today(progress, NAMES, TODAY), next_family(progress, NAMES, TODAY)
    assert chosen is not None
    if due:
        assert chosen in due
    for name in due:
        card = progress.of(name).card
        assert card is None or card.due <= TODAY
    assert chosen == next_family(progress, NAMES, TODAY)


def at(moment: datetime) -> Entry:
    return Entry(moment, "good", (attempt(),), f"{moment}", "ward", "w")


def counted(moments: Sequence[datetime], today: date) -> int:
    return streak(Progress({"impact": FamilyProgress(None, tuple(at(moment) for moment in moments))}), today)


def test_a_streak_goes_on_over_midnight_and_stops_after_a_day_without() -> None:
    late = datetime(2026, 1, 4, 23, 59, tzinfo=UTC)
    assert counted([late, late + timedelta(minutes=2)], TODAY) == 2
    assert counted([late], TODAY) == 1, "today is not over yet"
    assert counted([late], TODAY + timedelta(days=1)) == 0
    assert counted([], TODAY) == 0


def test_two_drills_on_a_day_are_one_day() -> None:
    noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
    assert counted([noon, noon + timedelta(hours=3), noon - timedelta(days=2)], TODAY) == 1


def test_a_day_is_the_day_of_the_place_where_it_was_drilled() -> None:
    tokyo, lisbon = timezone(timedelta(hours=9)), timezone(timedelta(0))
    morning_in_tokyo = datetime(2026, 1, 4, 7, tzinfo=tokyo)  # still the third in UTC
    evening_in_lisbon = datetime(2026, 1, 5, 22, tzinfo=lisbon)
    assert counted([morning_in_tokyo, evening_in_lisbon], TODAY) == 2


def test_the_overview_has_every_family_those_due_first_and_new_ones_last() -> None:
    known = {"impact": drilled(ago(9), due=ago(1)), "motive": drilled(ago(1), due=TODAY + timedelta(days=9))}
    names = ("motive", "own_part", "impact")
    seen = overview(Progress(known, notice="a note"), [family(name) for name in names], TODAY)
    assert [row.family.id for row in seen.rows] == ["impact", "own_part", "motive"]
    assert [row.is_due for row in seen.rows] == [True, True, False]
    assert seen.due == ("impact", "own_part")
    assert (seen.streak, seen.drilled_today, seen.notice) == (1, 0, "a note")
    assert due_line(seen) == "2 follow-ups due today"
    assert streak_line(seen) == "1 day in a row, today not yet"


def test_nothing_due_says_when_the_next_one_comes() -> None:
    known = {"motive": drilled(TODAY, due=TODAY + timedelta(days=2))}
    assert due_line(overview(Progress(known), [family("motive")], TODAY)) == (
        "Nothing is due today; the next comes in 2 days (on 7 January)"
    )


def test_a_drill_in_short_is_its_first_and_last_try_and_the_own_grade() -> None:
    many = replace(entry(TODAY, "hard"), attempts=(attempt("weak"), attempt("unsure"), attempt("strong")))
    assert entry_words(many) == "weak → cannot tell → strong, you: hard"
    assert entry_in_short(many) == "weak → strong · hard"
    assert entry_in_short(entry(TODAY, None)) == "strong"


def test_the_due_day_itself_is_early_enough_and_the_day_before_is_not() -> None:
    known = Progress({"impact": drilled(ago(3), due=TODAY)})
    assert due_today(known, ("impact",), TODAY) == ("impact",)
    assert due_today(known, ("impact",), ago(1)) == ()
