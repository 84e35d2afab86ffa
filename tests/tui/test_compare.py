"""Takes side by side on the screen: from the past sessions, from a summary, picking takes, empty states."""

from pathlib import Path

import pytest

from simulator.archive.store import Archive
from simulator.errors import BadInput
from simulator.interview.history import load_records
from simulator.tui.theme import SECTION_COLOURS
from simulator.tui.widgets.lane import StarLane
from tests.fakes.holding import Held
from tests.fakes.minds import StoredMind
from tests.fakes.services import FakeServices, summary
from tests.fakes.told import story
from tests.tui.conftest import Stage, StageMaker

pytestmark = pytest.mark.tui


@pytest.fixture
def hold(tmp_path: Path) -> Held:
    return Held(Archive(tmp_path / "recordings"))


def services(hold: Held) -> FakeServices:
    stored = {folder.id: load_records(folder, StoredMind()) for folder in hold.folders}
    past = tuple(summary(folder.id) for folder in reversed(hold.folders))
    return FakeServices(past=past, stored=stored, archive=hold.archive)


async def to_past(seen: Stage) -> None:
    await seen.press("down", "down", "down", "enter")


async def compare(seen: Stage) -> None:
    await seen.press("v")
    await seen.press("enter")


def _told_cells(lane: StarLane) -> int:
    """Cells of the lane in the colour of a section."""
    styles = [(segment.text, segment.style) for segment in lane.render_line(0)]
    colours = set(SECTION_COLOURS.values())
    return sum(len(text) for text, style in styles if style and style.bgcolor and style.bgcolor.name in colours)


def three_takes(hold: Held) -> None:
    hold(story("First?", setup_s=60, action_s=40, flags=["vague"]), story("First?", setup_s=50))
    hold(story("First?", setup_s=20, action_s=80, signals=["noticed"]))


async def test_v_on_the_past_sessions_lists_what_was_answered_more_than_once(stage: StageMaker, hold: Held) -> None:
    three_takes(hold)
    hold(story("Once?"))
    async with stage(services(hold), size=(100, 40)) as seen:
        await to_past(seen)
        await seen.press("v")
        assert "First? 3 takes" in seen.words
        assert "Once?" not in seen.text
        await seen.press("enter")
        assert "Situation 60 s 55% 20 s 18%" in seen.words
        assert "+ Noticed what others had missed, no more “What exactly you did stays open”" in seen.words


async def test_questions_of_the_marked_session_come_first(stage: StageMaker, hold: Held) -> None:
    three_takes(hold)
    hold(story("Second?"), story("Second?"))
    async with stage(services(hold)) as seen:
        await to_past(seen)
        await seen.press("v")
        assert seen.text.index("Second?") < seen.text.index("First?")


async def test_v_on_a_summary_compares_that_very_take(stage: StageMaker, hold: Held) -> None:
    three_takes(hold)
    async with stage(services(hold), size=(100, 40)) as seen:
        await to_past(seen)
        await seen.press("down", "enter", "v")
        assert "3 2026-01-03 18:00" in seen.words
        assert "2 2026-01-02 18:00" in seen.words, "the take that was come from is in"
        await seen.press("escape")
        assert "answer 1 of 1" in seen.words


async def test_a_question_answered_once_says_so(stage: StageMaker, hold: Held) -> None:
    hold(story("Once?"))
    async with stage(services(hold)) as seen:
        await to_past(seen)
        await seen.press("enter", "v")
        assert "No question was answered more than once yet" in seen.words


async def test_space_takes_a_take_in_and_out(stage: StageMaker, hold: Held) -> None:
    three_takes(hold)
    async with stage(services(hold), size=(120, 40)) as seen:
        await to_past(seen)
        await compare(seen)
        assert len(seen.app.screen.query(StarLane)) == 2
        await seen.press("down", "space")
        assert len(seen.app.screen.query(StarLane)) == 3
        assert "1 → 3" in seen.words
        await seen.press("space", "up", "space")
        assert "Pick two takes at least" in seen.words
        assert len(seen.app.screen.query(StarLane)) == 0
        await seen.press("space")
        assert "Pick two takes" not in seen.text
        assert len(seen.app.screen.query(StarLane)) == 2


async def test_the_lanes_are_to_the_scale_of_the_longest(stage: StageMaker, hold: Held) -> None:
    hold(story(setup_s=50, action_s=100, result_s=50))
    hold(story(setup_s=25, action_s=50, result_s=25))
    async with stage(services(hold), size=(100, 40)) as seen:
        await to_past(seen)
        await compare(seen)
        long, short = seen.app.screen.query(StarLane)
        told = [_told_cells(lane) for lane in (long, short)]
        assert told == [long.size.width, pytest.approx(long.size.width / 2, abs=1)]


async def test_tab_leads_to_the_figures_to_scroll_them(stage: StageMaker, hold: Held) -> None:
    three_takes(hold)
    async with stage(services(hold), size=(80, 18)) as seen:
        await to_past(seen)
        await compare(seen)
        await seen.press("tab", "end")
        assert "no follow-up was asked" in seen.words


async def test_what_cannot_be_read_is_one_line(stage: StageMaker, hold: Held) -> None:
    three_takes(hold)
    async with stage(services(hold)) as seen:
        await to_past(seen)
        await seen.press("v")
        seen.services.fault = BadInput("damaged [bold]", where="turn-01")
        await seen.press("enter")
        assert "turn-01: damaged [bold]" in seen.words


async def test_an_archive_that_cannot_be_used_is_one_line(stage: StageMaker, hold: Held) -> None:
    async with stage(services(hold)) as seen:
        await to_past(seen)
        seen.services.fault = BadInput("cannot use the data folder", where="/x")
        await seen.press("v")
        assert "/x: cannot use the data folder" in seen.words


@pytest.mark.parametrize("size", [(40, 10), (60, 18), (80, 24), (200, 50)])
async def test_it_fits_any_size(stage: StageMaker, hold: Held, size: tuple[int, int]) -> None:
    three_takes(hold)
    async with stage(services(hold), size=size) as seen:
        await to_past(seen)
        await compare(seen)
        assert len(seen.app.screen.query(StarLane)) == 2
        assert max(map(len, seen.rows)) <= size[0]
