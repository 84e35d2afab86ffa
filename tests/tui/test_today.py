"""Today in the app: the line on the first screen, the list with reasons, the date."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from simulator.errors import BadInput
from tests.fakes.past import weeks_of_practice
from tests.fakes.services import QUESTIONS, FakeServices
from tests.tui.conftest import StageMaker

pytestmark = pytest.mark.tui


async def test_the_first_screen_says_what_is_to_be_done_and_t_says_why(stage: StageMaker) -> None:
    async with stage() as seen:
        assert "T Today: One question aloud; 2 follow-ups" in seen.words
        await seen.press("t")
        assert "Monday, 5 January" in seen.words
        assert "No date yet: a steady twenty minutes a day" in seen.words
        assert "Nothing of yours was heard yet" in seen.words
        assert "Tuesday, 6 January: One question aloud, a page, what comes due" in seen.words


async def test_enter_does_what_is_marked(stage: StageMaker) -> None:
    async with stage() as seen:
        await seen.press("t", "down", "enter")
        assert "Drill follow-ups" in seen.words
        await seen.press("escape", "down", "enter")
        assert "What is being tested" in seen.words
        await seen.press("escape", "escape", "home", "enter")
        assert [setup.questions for setup in seen.services.setups] == [1]


async def test_a_date_is_asked_for_kept_and_planned_towards(stage: StageMaker) -> None:
    async with stage() as seen:
        await seen.press("t", "d", *"12", "enter")
        assert seen.services.saved == [{"interview": date(2026, 1, 17)}]
        assert "12 days to go: mostly speaking" in seen.words


async def test_a_date_that_cannot_be_is_told_and_changes_nothing(stage: StageMaker) -> None:
    async with stage() as seen:
        await seen.press("t", "d", *"soon", "enter")
        assert "not a date" in seen.words
        assert seen.services.saved == []
        await seen.press("d", "escape")
        assert seen.services.saved == []


async def test_three_days_before_enter_sets_up_the_full_interview(stage: StageMaker) -> None:
    services = FakeServices()
    services.settings = services.settings.model_copy(update={"interview": services.day + timedelta(days=3)})
    async with stage(services) as seen:
        await seen.press("t")
        assert "3 days to go: rehearse as on the day" in seen.words
        await seen.press("enter")
        assert "Start a session" in seen.words


async def test_what_was_heard_in_past_stories_is_the_reason(stage: StageMaker, tmp_path: Path) -> None:
    glances = weeks_of_practice(tmp_path, QUESTIONS, 3).glances()
    async with stage(FakeServices(glances=glances), size=(100, 30)) as seen:
        await seen.press("t")
        assert "was heard in" in seen.words
        assert "of your last 3 stories" in seen.words


async def test_a_plan_that_cannot_be_made_is_one_line_on_both_screens(stage: StageMaker) -> None:
    services = FakeServices(plan_fault=BadInput("cannot use the data folder", where="/x"))
    async with stage(services) as seen:
        assert "! /x: cannot use the data folder" in seen.words
        assert "Today:" not in seen.words
        await seen.press("t")
        assert "! /x: cannot use the data folder" in seen.words
        await seen.press("enter", "d", "escape")
        assert "Today" in seen.words


@pytest.mark.parametrize("size", [(40, 10), (60, 18), (80, 24), (200, 50)])
async def test_the_list_can_be_used_at_any_size(stage: StageMaker, size: tuple[int, int]) -> None:
    async with stage(size=size) as seen:
        await seen.press("t")
        assert "One question aloud" in seen.words
        await seen.press("enter")
        assert len(seen.services.setups) == 1
