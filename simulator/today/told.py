"""The day's plan as lines and as JSON. Pure."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from simulator.review.layout import wrapped
from simulator.today.types import DayPlan, Item


def day_name(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B}"


def total(plan: DayPlan) -> str:
    return f"about {plan.minutes} minutes" if plan.minutes else "all done for today"


def short_line(plan: DayPlan) -> str:
    """What is left of today, on one line."""
    todo = [item.title for item in plan.items if not item.done]
    return f"{'; '.join(todo)} ({total(plan)})" if todo else "all done for today"


def minutes_of(item: Item) -> str:
    return "done" if item.done else f"{item.minutes} min"


def plan_lines(plan: DayPlan, width: int = 80) -> Iterator[str]:
    yield f"{day_name(plan.today)}: {plan.headline}."
    if plan.note:
        yield from wrapped(plan.note, width)
    yield ""
    for number, item in enumerate(plan.items, 1):
        mark = "✓" if item.done else f"{number}."
        yield from wrapped(f"{item.title}: {minutes_of(item)}", width, first=f"{mark:<3}")
        yield from wrapped(item.why, width, first="   ")
        if not item.done:
            yield f"   > {item.call}"
    yield ""
    yield f"Today: {total(plan)}."
    if plan.ahead:
        yield "After that, as it looks now:"
        for ahead in plan.ahead:
            yield from wrapped(f"{day_name(ahead.day)}: {ahead.outline}", width, first="   ", rest="      ")
    if plan.interview is None:
        yield "With a date it can plan towards it: simulator today --date 2026-12-24, or --date 14 for days"


def plan_json(plan: DayPlan) -> str:
    """One object; days as 2026-12-05, minutes as numbers."""
    data = {**asdict(plan), "days_left": plan.days_left, "minutes": plan.minutes}
    return json.dumps(data, ensure_ascii=False, indent=2, default=date.isoformat) + "\n"
