"""A date as people type it, and the plan as lines and JSON."""

import json
from datetime import date

import pytest

from simulator.errors import UsageError
from simulator.today.dates import read_date
from simulator.today.plan import plan_day
from simulator.today.told import plan_json, plan_lines, short_line
from simulator.today.types import Standing
from tests.unit.today.test_plan import TODAY, standing

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-01-12", date(2026, 1, 12)), ("7", date(2026, 1, 12)), (" in 7  Days ", date(2026, 1, 12)),
     ("today", TODAY), ("tomorrow", date(2026, 1, 6)), ("0", TODAY), ("none", None), ("", None)],
)  # fmt: skip
def test_dates_are_read_in_the_ways_people_write_them(text: str, day: date | None) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [("soon", "not a date"), ("2026-02-30", "not a date"), ("2026-01-04", "has passed"),
     ("2028-01-01", "more than a year"), ("\x1b[1m", "not a date")],
)  # fmt: skip
def test_a_date_that_cannot_be_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_date(text, TODAY)


def test_the_lines_say_what_why_and_the_command() -> None:
    lines = "\n".join(plan_lines(plan_day(standing(30))))
    assert lines.startswith("Monday, 5 January: 30 days to go")
    assert "1. One question aloud: 7 min" in lines
    assert "> simulator session --plan one-question" in lines
    assert "Tuesday, 6 January: One question aloud, a page, what comes due" in lines
    assert all(len(line) <= 80 for line in lines.splitlines())


def test_without_a_date_the_lines_say_how_to_set_one() -> None:
    assert any("simulator today --date" in line for line in plan_lines(plan_day(standing())))


def test_a_finished_day_says_so() -> None:
    plan = plan_day(Standing(TODAY, done={"practise": 1}))
    assert short_line(plan) == "all done for today"
    assert "✓  One question aloud: done" in list(plan_lines(plan))


def test_json_is_one_object_with_days_and_minutes() -> None:
    data = json.loads(plan_json(plan_day(standing(7))))
    assert (data["today"], data["interview"], data["days_left"]) == ("2026-01-05", "2026-01-12", 7)
    assert data["minutes"] == sum(item["minutes"] for item in data["items"] if not item["done"])
    assert {"kind", "title", "minutes", "why", "call", "target", "done"} == set(data["items"][0])
