"""Where the person stands, from what the other rooms know. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

from simulator.answer.guideline import setup_limit_s
from simulator.answer.types import Guideline
from simulator.archive.glance import SessionGlance, TakeGlance
from simulator.drill.progress import Overview
from simulator.learning.types import LearningOverview
from simulator.today.types import Answered, Kind, Lesson, Standing, StoryGap


def standing(
    glances: Iterable[SessionGlance],
    drill: Overview,
    learning: LearningOverview,
    *,
    interview: date | None,
    guideline: Guideline,
    gaps: Sequence[StoryGap] = (),
    stories_on: Callable[[date], int] = lambda _: 0,
) -> Standing:
    """All of it as of `drill.today`. Demos do not count: a written candidate answered.

    `stories_on`: how many stories of the bank were last changed on a day.
    """
    today = drill.today
    told = [*_told(glances)]
    answers = tuple(_answered(day, take, guideline) for day, take in told if take.context.is_story)
    titles = {row.family.id: row.family.title for row in drill.rows}
    follow_ups_done = sum(entry.day == today for row in drill.rows for entry in row.entries)
    done: dict[Kind, int] = {
        "practise": sum(day == today for day, _ in told),
        "drill": follow_ups_done,
        "learn": len(learning.read_today),
        "cards": learning.checked_today,
        "story": stories_on(today),
    }
    drilled = [entry.day for row in drill.rows for entry in row.entries]
    active = [day for day in (*(day for day, _ in told), *drilled, *learning.days) if day < today]
    return Standing(
        today=today,
        interview=interview,
        answers=answers,
        follow_ups=tuple(titles[family] for family in drill.due),
        cards=len(learning.due),
        lessons=tuple(Lesson(row.page.id, row.page.title, row.page.teaches, row.read) for row in learning.rows),
        gaps=gaps,
        done=done,
        last_active=max(active, default=None),
    )


def _told(glances: Iterable[SessionGlance]) -> Iterator[tuple[date, TakeGlance]]:
    """Every answer to a question, opinions too: it was said aloud."""
    for session in glances:
        day = _day(session.started)
        if day is not None and not session.synthetic:
            yield from ((day, take) for take in session.takes if take.counted and take.context.probe is None)


def _answered(day: date, take: TakeGlance, guideline: Guideline) -> Answered:
    known = take.judged and not take.estimated
    low = guideline.action_target - guideline.action_band
    return Answered(
        day=day,
        flags=take.flags,
        slow_setup=take.setup_s >= setup_limit_s(guideline, take.told_s) if known else None,
        little_action=take.action_share < low if known else None,
    )


def _day(started: str) -> date | None:
    """The day where the person was: the time carries the offset of the place."""
    try:
        return datetime.fromisoformat(started).date()
    except ValueError:
        return None
