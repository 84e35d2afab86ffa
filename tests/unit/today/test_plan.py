"""Today's plan: what it holds at each distance from the day, why, and how it adapts."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.today.plan import AFTER_A_BREAK_MIN, BUDGET_MIN, REHEARSAL_MIN, plan_day, stage_of
from simulator.today.types import Answered, DayPlan, Item, Lesson, Standing

pytestmark = pytest.mark.unit
TODAY = date(2026, 1, 5)
LESSONS = (
    Lesson("first", "The first page", ("unasked",), False),
    Lesson("timing", "STAR, timed", ("long_setup",), False),
    Lesson("we", "“We” did it", ("we_only", "credit"), False),
)
FOLLOW_UPS = ("Why you did it", "Your part", "What changed", "Who disagreed", "The cost")


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


def standing(left: int | None = None, **changes: object) -> Standing:
    at = Standing(TODAY, None if left is None else days(left), follow_ups=FOLLOW_UPS, cards=4, lessons=LESSONS)
    return replace(at, **changes)  # type: ignore[arg-type]


def answered(ago: int, *flags: str, slow: bool | None = False) -> Answered:
    return Answered(days(-ago), flags, slow, False)


def kinds(plan: DayPlan) -> list[str]:
    return [item.kind for item in plan.items]


def item(plan: DayPlan, kind: str) -> Item:
    return next(one for one in plan.items if one.kind == kind)


@pytest.mark.parametrize(
    ("left", "stage"),
    [(None, "open"), (40, "building"), (15, "building"), (14, "practising"), (4, "practising"), (3, "rehearsing"),
     (2, "rehearsing"), (1, "eve"), (0, "day"), (-1, "over")],
)  # fmt: skip
def test_the_stage_follows_from_the_days_that_are_left(left: int | None, stage: str) -> None:
    assert stage_of(TODAY, None if left is None else days(left)) == stage


def test_it_mixes_speaking_follow_ups_cards_and_a_page_in_about_twenty_minutes() -> None:
    plan = plan_day(standing(30))
    assert kinds(plan) == ["practise", "drill", "cards", "learn"]
    assert plan.minutes <= BUDGET_MIN
    assert all(one.why for one in plan.items)
    assert all(one.call.startswith("simulator ") for one in plan.items)


def test_before_any_answer_the_reason_is_that_nothing_was_heard() -> None:
    assert "Nothing of yours was heard yet" in item(plan_day(standing()), "practise").why


def test_what_comes_back_in_the_last_stories_is_named_with_its_repair_and_its_page() -> None:
    plan = plan_day(standing(30, answers=(answered(4, "vague"), answered(2, "we_only"), answered(1, "we_only"))))
    why = item(plan, "practise").why
    assert "was heard in 2 of your last 3 stories" in why
    assert 'Put "I" before the verbs' in why
    assert item(plan, "learn").target == "we"


def test_a_setup_that_runs_on_leads_to_the_page_on_timing() -> None:
    plan = plan_day(standing(30, answers=(answered(2, slow=True), answered(1, slow=True))))
    assert item(plan, "learn").target == "timing"


def test_one_flag_may_be_chance_but_a_disqualifier_counts_at_once() -> None:
    assert item(plan_day(standing(30, answers=(answered(1, "vague"),))), "learn").target == "first"
    assert item(plan_day(standing(30, answers=(answered(1, "we_only"),))), "learn").target == "we"


def test_what_was_heard_long_ago_is_forgotten() -> None:
    good = [answered(ago) for ago in range(6, 1, -1)]
    assert item(plan_day(standing(30, answers=(answered(9, "we_only"), *good))), "learn").target == "first"


def test_a_repair_that_was_read_gives_way_to_a_new_page_and_is_read_again_when_there_is_none() -> None:
    told = (answered(1, "we_only"),)
    read = tuple(replace(lesson, read=lesson.id == "we") for lesson in LESSONS)
    assert item(plan_day(standing(30, answers=told, lessons=read)), "learn").target == "first"
    every = tuple(replace(lesson, read=True) for lesson in LESSONS)
    again = item(plan_day(standing(30, answers=told, lessons=every)), "learn")
    assert again.title == "Read again: “We” did it"


def test_the_last_days_bring_a_rehearsal_then_rest_and_nothing_new() -> None:
    rehearsal = plan_day(standing(3))
    assert item(rehearsal, "practise").target == "full"
    assert "learn" not in kinds(rehearsal)
    eve, day = plan_day(standing(1)), plan_day(standing(0))
    assert "learn" not in kinds(eve) + kinds(day)
    assert day.minutes <= eve.minutes <= BUDGET_MIN
    assert "Nothing new today" in item(day, "practise").why


def test_after_the_day_it_asks_for_the_next() -> None:
    plan = plan_day(standing(-1))
    assert kinds(plan)[0] == "date"
    assert "passed" in plan.headline


def test_days_missed_make_today_short_and_are_no_reproach() -> None:
    plan = plan_day(standing(30, last_active=days(-5)))
    assert plan.note.startswith("4 days without practice: nothing is lost.")
    assert plan.minutes <= AFTER_A_BREAK_MIN or len(plan.items) == 1
    assert plan_day(standing(30, last_active=days(-2))).note == ""
    assert plan_day(standing(30)).note == "", "who never practised has missed nothing"


def test_what_is_done_stays_with_a_tick_and_costs_no_more_minutes() -> None:
    plan = plan_day(standing(30, done={"practise": 1, "learn": 1, "drill": 2}, follow_ups=(), cards=0))
    assert [(one.kind, one.done) for one in plan.items] == [("practise", True), ("drill", True), ("learn", True)]
    assert plan.minutes == 0


def test_follow_ups_beyond_the_day_can_wait_and_it_says_so() -> None:
    drill = item(plan_day(standing(30)), "drill")
    assert drill.title == "3 follow-ups"
    assert "why you did it; your part; what changed. 2 more can wait." in drill.why


@dataclass(frozen=True)
class Gap:
    what: str = "An initiative that failed"
    why: str = "No story answers it yet."


def test_a_page_comes_first_one_day_and_a_missing_story_the_next() -> None:
    first = [kinds(plan_day(standing(None, today=days(at), gaps=(Gap(),))))[-1] for at in range(4)]
    assert sorted(first[:2]) == ["learn", "story"]
    assert first[:2] == first[2:]


def test_a_story_and_cards_that_were_done_today_stay_with_a_tick_and_nothing_new_is_asked_of_them() -> None:
    done = {"story": 2, "cards": 3}
    plan = plan_day(standing(30, follow_ups=(), cards=0, lessons=(), gaps=(Gap(),), done=done))
    assert [(one.kind, one.title, one.done) for one in plan.items] == [
        ("practise", "One question aloud", False),
        ("cards", "3 self-check cards", True),
        ("story", "2 stories worked on", True),
    ]


def test_a_missing_story_says_what_and_why() -> None:
    story = item(plan_day(standing(None, follow_ups=(), cards=0, gaps=(Gap(),))), "story")
    assert (story.title, story.why) == ("An initiative that failed", "No story answers it yet.")


def test_the_days_ahead_end_with_the_interview() -> None:
    assert [ahead.day for ahead in plan_day(standing(2)).ahead] == [days(1), days(2)]
    assert plan_day(standing(0)).ahead == ()
    ahead = plan_day(standing(4)).ahead
    assert ahead[0].outline.startswith("A full interview")
    assert ahead[2].outline.startswith("One question aloud")


@hypothesis.settings(deadline=None)  # a busy machine is no fault
@given(
    left=st.none() | st.integers(-3, 60),
    due=st.integers(0, 19),
    cards=st.integers(0, 34),
    missed=st.none() | st.integers(1, 90),
    flags=st.lists(st.sampled_from(["we_only", "vague", "assigned"]), max_size=8),
    read=st.integers(0, 3),
)
def test_any_standing_gives_a_plan_that_fits_in_the_day(
    left: int | None, due: int, cards: int, missed: int | None, flags: list[str], read: int
) -> None:
    lessons = tuple(replace(lesson, read=at < read) for at, lesson in enumerate(LESSONS))
    plan = plan_day(
        standing(
            left,
            follow_ups=FOLLOW_UPS[: min(due, 5)],
            cards=cards,
            lessons=lessons,
            answers=tuple(answered(3, flag) for flag in flags),
            last_active=None if missed is None else days(-missed),
        )
    )
    assert plan.items
    most = REHEARSAL_MIN + BUDGET_MIN if plan.stage == "rehearsing" else BUDGET_MIN
    assert plan.minutes <= most
    assert all(one.title and one.why for one in plan.items)


def test_what_was_practised_is_not_told_as_still_missing() -> None:
    before, after = plan_day(standing(30)), plan_day(standing(30, done={"practise": 1}))
    assert item(before, "practise").why.startswith("Nothing of yours was heard yet")
    assert item(after, "practise").done
    assert item(after, "practise").why.startswith("Done for today.")
