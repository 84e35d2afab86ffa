"""The progress screen: what it shows with sessions, with too few, with none, and with demos."""

from pathlib import Path

import pytest

from simulator.archive.glance import SessionGlance
from simulator.errors import BadInput
from tests.fakes.past import weeks_of_practice
from tests.fakes.services import QUESTIONS, FakeServices
from tests.tui.conftest import Stage, StageMaker

pytestmark = pytest.mark.tui


def practised(tmp_path: Path, sessions: int = 14) -> FakeServices:
    return FakeServices(glances=weeks_of_practice(tmp_path, QUESTIONS, sessions).glances())


async def opened(seen: Stage) -> None:
    await seen.press("down", "down", "down", "down", "down", "enter")


def said(seen: Stage) -> str:
    """All panels, also those out of sight."""
    return " ".join(" ".join(str(line.content) for line in seen.app.screen.query(".panel")).split())


async def test_it_opens_from_the_first_screen_with_trends_and_their_targets(stage: StageMaker, tmp_path: Path) -> None:
    async with stage(practised(tmp_path), size=(120, 40)) as seen:
        await opened(seen)
        assert "Progress over 14 sessions" in seen.words
        assert "It falls over 14 sessions" in said(seen)
        assert "towards the target" in said(seen)
        assert "Target: 60–80 % of the answer, aim for 70 %" in said(seen)
        assert "1 demo left out" in said(seen)
        assert "2 follow-ups due today" in said(seen)


async def test_demos_are_counted_in_and_out_by_a_key(stage: StageMaker, tmp_path: Path) -> None:
    async with stage(practised(tmp_path)) as seen:
        await opened(seen)
        await seen.press("d")
        assert "over 15 sessions" in seen.words
        assert "1 demo counted in" in said(seen)
        await seen.press("d")
        assert "over 14 sessions" in seen.words


async def test_one_session_is_too_little_for_a_trend(stage: StageMaker, tmp_path: Path) -> None:
    async with stage(practised(tmp_path, 1)) as seen:
        await opened(seen)
        assert "Too little to tell a trend: 1 session has this figure, 8 are needed." in said(seen)


async def test_without_a_session_it_says_how_figures_come_about(stage: StageMaker) -> None:
    async with stage() as seen:
        await opened(seen)
        assert "No answer yet. After the first session" in seen.words
        assert "due today" in said(seen)


async def test_with_demos_only_it_says_that_these_do_not_count(stage: StageMaker, tmp_path: Path) -> None:
    async with stage(practised(tmp_path, 0)) as seen:
        await opened(seen)
        assert "Only demos so far" in seen.words


async def test_sessions_that_cannot_be_read_are_a_line_each_and_cannot_be_markup(stage: StageMaker) -> None:
    lost = SessionGlance("odd", "", "", False, {}, (), "session.json: damaged [bold]\x1b[1m")
    async with stage(FakeServices(glances=(lost,))) as seen:
        await opened(seen)
        assert "! odd: session.json: damaged [bold]" in said(seen)
        assert "\x1b" not in said(seen)


async def test_an_archive_that_cannot_be_used_is_one_line(stage: StageMaker) -> None:
    async with stage() as seen:
        seen.services.fault = BadInput("cannot use the data folder", where="/x")
        await opened(seen)
        assert "/x: cannot use the data folder" in seen.words


async def test_f_leads_to_the_drill_and_escape_back(stage: StageMaker, tmp_path: Path) -> None:
    async with stage(practised(tmp_path)) as seen:
        await opened(seen)
        await seen.press("f")
        assert "Drill follow-ups" in seen.text
        await seen.press("escape")
        assert "Progress over" in seen.words


@pytest.mark.parametrize("size", [(40, 10), (60, 18), (80, 24), (200, 50)])
async def test_no_panel_is_cut_at_any_size(stage: StageMaker, tmp_path: Path, size: tuple[int, int]) -> None:
    async with stage(practised(tmp_path), size=size) as seen:
        await opened(seen)
        for line in seen.app.screen.query(".panel"):
            longest = max(map(len, str(line.content).split("\n")))  # type: ignore[attr-defined]
            assert longest <= line.size.width


async def test_it_is_drawn_anew_when_the_terminal_changes_shape(stage: StageMaker, tmp_path: Path) -> None:
    async with stage(practised(tmp_path), size=(120, 40)) as seen:
        await opened(seen)
        await seen.resize(60, 20)
        assert all(line.size.width <= 60 for line in seen.app.screen.query(".panel"))
        assert "It falls over 14 sessions" in said(seen)
