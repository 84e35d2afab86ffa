"""Every key in every phase: what is sent, and where it leads."""

from pathlib import Path

import pytest
from textual.widgets import Input

from simulator.interview import events as ev
from simulator.interview.state import Phase
from tests.tui.conftest import StageMaker
from tests.tui.phases import MADE, at, between, listening

pytestmark = pytest.mark.tui

KEYS = {
    "space": ev.Finish, "enter": ev.Finish, "f2": ev.Finish, "ctrl+enter": ev.Finish, "p": ev.Pause, "r": ev.Redo,
    "s": ev.Skip, "a": ev.AskAgain, "m": ev.Mute,
}  # fmt: skip
LEADS: dict[tuple[Phase, str], Phase] = {
    ("preparing", "space"): "opening",
    ("preparing", "a"): "asking",
    ("preparing", "s"): "asking",
    ("opening", "s"): "asking",
    ("listening", "space"): "finishing",
    ("listening", "enter"): "finishing",
    ("listening", "f2"): "finishing",
    ("listening", "ctrl+enter"): "finishing",
    ("listening", "p"): "paused",
    ("listening", "r"): "opening",
    ("listening", "s"): "asking",
    ("listening", "a"): "asking",
    ("paused", "p"): "listening",
    ("paused", "space"): "finishing",
    ("paused", "r"): "opening",
    ("paused", "s"): "asking",
    ("silent", "r"): "opening",
    ("silent", "space"): "between",
    ("silent", "s"): "asking",
    ("between", "space"): "asking",
    ("between", "enter"): "asking",
    ("between", "r"): "opening",
    ("between", "s"): "asking",
}


@pytest.mark.parametrize("phase", MADE)
@pytest.mark.parametrize("key", KEYS)
async def test_a_key_sends_its_one_command_in_every_phase(stage: StageMaker, phase: Phase, key: str) -> None:
    session = at(phase)
    async with stage(session=session) as seen:
        await seen.press(key)
        assert [type(command) for command in session.sent] == [KEYS[key]]
        assert session.state.phase == LEADS.get((phase, key), session.state.phase)


@pytest.mark.parametrize("phase", MADE)
async def test_hiding_the_question_sends_nothing_and_takes_the_text_away(stage: StageMaker, phase: Phase) -> None:
    session = at(phase)
    async with stage(session=session) as seen:
        assert "nobody's job to fix" in seen.words
        await seen.press("h")
        assert "nobody's job to fix" not in seen.words
        assert "The question is hidden" in seen.words
        await seen.press("h")
        assert "nobody's job to fix" in seen.words
        assert session.sent == []


@pytest.mark.parametrize("phase", MADE)
async def test_q_ends_the_session_and_shows_its_summary(stage: StageMaker, phase: Phase) -> None:
    session = at(phase)
    async with stage(session=session) as seen:
        await seen.press("q")
        assert session.state.phase == "finished"
        assert seen.rows[0].split()[0] == "Summary"


@pytest.mark.parametrize("phase", MADE)
async def test_escape_asks_first_and_no_means_stay(stage: StageMaker, phase: Phase) -> None:
    session = at(phase)
    async with stage(session=session) as seen:
        await seen.press("escape")
        assert "Leave this session?" in seen.words
        await seen.press("n")
        assert "Leave this session?" not in seen.words
        assert session.state.phase == phase


async def test_escape_stops_the_clock_while_it_asks(stage: StageMaker) -> None:
    session = listening()
    async with stage(session=session) as seen:
        await seen.press("escape")
        before = session.recorded_s
        session.advance(60.0)
        assert session.recorded_s == before
        await seen.press("escape")
        session.advance(1.0)
        assert session.recorded_s == pytest.approx(before + 1.0)


async def test_yes_to_leaving_ends_in_the_summary_of_what_was_answered(stage: StageMaker) -> None:
    session = between()
    async with stage(session=session) as seen:
        await seen.press("escape", "y")
        assert session.state.phase == "finished"
        assert "answer 1 of 1" in seen.words


async def test_a_session_paused_by_hand_stays_paused_after_the_question(stage: StageMaker) -> None:
    session = at("paused")
    async with stage(session=session) as seen:
        await seen.press("escape", "n")
        assert session.state.phase == "paused"


async def test_help_comes_and_goes_without_touching_the_session(stage: StageMaker) -> None:
    session = at("listening")
    async with stage(session=session) as seen:
        await seen.press("question_mark")
        assert "Keys in a session" in seen.words
        await seen.press("escape")
        assert "Listening" in seen.words
        assert session.sent == []


async def test_quitting_in_mid_answer_closes_the_session_and_ends_the_app(stage: StageMaker) -> None:
    session = at("listening")
    async with stage(session=session) as seen:
        await seen.pilot.press("ctrl+q")
        await seen.app.workers.wait_for_complete()
        assert session.closed == 1
    assert seen.app.return_code == 0


async def test_finish_tells_how_far_hearing_is_behind(stage: StageMaker) -> None:
    session = at("listening")
    session.behind_s = 2.5
    async with stage(session=session) as seen:
        await seen.press("space")
        assert session.sent == [ev.Finish(behind_s=pytest.approx(2.5))]


async def test_a_key_in_the_footer_can_be_clicked(stage: StageMaker) -> None:
    session = at("listening")
    async with stage(session=session) as seen:
        row = next(index for index, line in enumerate(seen.rows) if "pause" in line)
        await seen.pilot.click(offset=(seen.rows[row].index("pause"), row))
        await seen.settle()
        assert session.state.phase == "paused"


async def test_the_palette_holds_every_command_of_the_session(stage: StageMaker) -> None:
    session = at("listening")
    async with stage(session=session) as seen:
        screen = seen.app.screen
        titles = [command.title for command in seen.app.get_system_commands(screen)]
        for label in ("Done", "Pause", "Redo", "Skip", "Ask again", "Hide", "Mute", "Leave", "End now", "Help", "Quit"):
            assert any(title.startswith(f"{label} (") for title in titles), label
        await seen.press("ctrl+p")
        await seen.press(*"pause")
        await seen.press("enter")
        assert [type(command) for command in session.sent] == [ev.Pause]


async def test_while_the_disk_is_full_the_session_can_be_saved_elsewhere(stage: StageMaker, tmp_path: Path) -> None:
    session = listening()
    session.disk = "the disk is full; what was recorded is safe, up to 10 minutes more wait in memory"
    async with stage(session=session) as seen:
        assert "the disk is full" in seen.words
        assert "save elsewhere" in seen.words
        await seen.press("ctrl+s")
        seen.app.screen.query_one(Input).value = str(tmp_path)
        await seen.press("enter")
        await seen.app.workers.wait_for_complete()
        await seen.settle()
        assert session.saved_in == [tmp_path]
        assert "Saved in" in seen.words
        assert session.sent == []


async def test_a_place_that_refuses_too_is_said(stage: StageMaker, tmp_path: Path) -> None:
    session = listening()
    async with stage(session=session) as seen:
        await seen.press("ctrl+s")
        seen.app.screen.query_one(Input).value = str(tmp_path / "gone")
        await seen.press("enter")
        await seen.app.workers.wait_for_complete()
        await seen.settle()
        assert "cannot save the" in seen.words
