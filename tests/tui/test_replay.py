"""The replay on the screen: what is shown where it stands, how one moves, what is said when something is missing."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.events import MouseScrollUp

from simulator.archive.folder import SessionFolder
from simulator.errors import BadInput
from simulator.replay.types import Place
from simulator.tui.choices import ReplaySetup
from simulator.tui.messages import PastWanted
from simulator.tui.screens.player import PlayerScreen
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.script import Script
from simulator.tui.widgets.session_lane import SessionLane
from simulator.tui.widgets.turn_lane import TurnLane
from tests.fakes.replaying import past_session
from tests.fakes.services import FakeServices, summary
from tests.tui.conftest import Stage, StageMaker
from tests.tui.test_drill import shown

pytestmark = pytest.mark.tui
Opened = Callable[..., AbstractAsyncContextManager[Stage]]
STORY_TURN = 2
"""Turns: the question, a take that does not count, the story, a follow-up, its answer."""


@pytest.fixture
def folder(tmp_path: Path) -> SessionFolder:
    return past_session(tmp_path / "recordings")


@pytest.fixture
def services(folder: SessionFolder) -> FakeServices:
    return FakeServices(folders={folder.id: folder}, past=(summary(folder.id),))


@pytest.fixture
def replay(stage: StageMaker, services: FakeServices, folder: SessionFolder) -> Opened:
    @asynccontextmanager
    async def open_replay(
        *, turn: int = 0, at_s: float = 0.0, size: tuple[int, int] = (80, 30)
    ) -> AsyncIterator[Stage]:
        async with stage(services, opening=ReplaySetup(folder.id), size=size) as seen:
            while not screen_of(seen).query_one(Script).size.width:
                await seen.settle()
            screen_of(seen).go(Place(turn, at_s))
            await seen.settle()
            yield seen

    return open_replay


def screen_of(seen: Stage) -> ReplayScreen:
    return next(one for one in seen.app.screen_stack if isinstance(one, ReplayScreen))


def at(seen: Stage) -> tuple[int, float]:
    place = screen_of(seen).place
    return place.turn, round(place.at_s, 2)


def said(seen: Stage) -> str:
    """The word that is highlighted."""
    screen = screen_of(seen)
    word = screen.query_one(Script).word
    return screen._turns[word[0]].words[word[1]].text if word else ""


async def wait(seen: Stage, seconds: float) -> None:
    """Time passes, in frames."""
    for _ in range(round(seconds * 32)):
        seen.services.fake_deck.clock.now_s += 1 / 32
        screen_of(seen).look()
    await seen.settle()


def played(seen: Stage) -> list[tuple[str, float, float]]:
    return [(one.path.parent.name, round(one.start_s, 2), one.speed) for one in seen.services.fake_deck.played]


# ---- what is shown --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 30), (60, 18), (120, 40)])
async def test_both_voices_are_there_with_their_sections_and_what_does_not_count(
    replay: Opened, size: tuple[int, int]
) -> None:
    async with replay(size=size) as seen:
        assert "Quick round" in seen.words
        assert "turn 1 of 5" in seen.words
        assert "Interviewer Question" in seen.words
        assert "Question number 1?" in seen.words
        await seen.press("pagedown")
        assert "You 0:03 does not count" in seen.words
        await seen.press("pagedown")
        assert "You 0:03 take 2" in seen.words
        assert "0:00 A Nobody looked at the backups." in seen.words


async def test_space_plays_and_the_word_that_is_said_is_the_one_highlighted(replay: Opened) -> None:
    async with replay(turn=STORY_TURN) as seen:
        assert "‖ paused 0:00 of 0:03 1×" in seen.words
        await seen.press("space")
        await wait(seen, 1.0)
        assert "▶ playing 0:01 of 0:03 1× ♪ Built-in Speaker" in seen.words
        turn = screen_of(seen)._turns[STORY_TURN]
        now = next(word for word in reversed(turn.words) if word.start_s <= 1.0)
        assert said(seen) == now.text
        await seen.press("space")
        await wait(seen, 1.0)
        assert at(seen) == (STORY_TURN, 1.0)


async def test_one_turn_follows_the_other_and_the_screen_goes_with_it(replay: Opened) -> None:
    async with replay() as seen:
        await seen.press("space")
        await wait(seen, 2.5)
        assert "turn 2 of 5" in seen.words
        assert played(seen) == [(folder_name(seen), 0.0, 1.0), ("turn-01", 0.0, 1.0)]


def folder_name(seen: Stage) -> str:
    return next(iter(seen.services.folders))


async def test_the_lane_has_the_sections_and_the_marks_of_the_turn(replay: Opened) -> None:
    async with replay(turn=STORY_TURN) as seen:
        lane = seen.app.screen.query_one(TurnLane)
        marks = lane.marks_line()
        cells = [marks.index(glyph) / len(marks) * 3.0 for glyph in "✓▲?"]
        assert cells == pytest.approx([0.2, 1.9, 2.0], abs=0.06)
        assert [part.section for part in lane.parts] == ["A"]
        await seen.press("pageup")
        await seen.press("pageup")
        assert lane.marks_line().strip() == ""


async def test_the_mark_at_the_moment_says_why_and_what_to_do(replay: Opened) -> None:
    async with replay(turn=STORY_TURN, at_s=1.95) as seen:
        assert "It leaves open who looked. Say what you found." in seen.words


async def test_the_title_fits_after_the_terminal_was_made_smaller(replay: Opened) -> None:
    async with replay(size=(120, 30)) as seen:
        await seen.resize(44, 20)
        assert "turn 1 of 5" in seen.words


async def test_a_follow_up_says_why_it_was_asked(replay: Opened) -> None:
    async with replay(turn=3) as seen:
        assert "Why: It is left open. “I wrote a check”" in seen.words


async def test_what_has_no_room_ends_in_an_ellipsis(replay: Opened) -> None:
    async with replay(turn=STORY_TURN, at_s=1.95, size=(40, 14)) as seen:
        assert "It leaves…" in seen.words


async def test_an_interviewers_turn_without_a_recording_passes_by_the_clock_and_says_so(replay: Opened) -> None:
    async with replay(turn=3) as seen:
        assert "not recorded, so no sound" in seen.words
        await seen.press("space")
        await wait(seen, 1.0)
        assert at(seen) == (3, 1.0)
        assert played(seen) == []


async def test_without_a_speaker_the_time_passes_and_the_reason_is_said(replay: Opened, services: FakeServices) -> None:
    services.fake_deck.silent, services.fake_deck.label = True, "silent (no speaker was found)"
    async with replay(turn=STORY_TURN) as seen:
        await seen.press("space")
        await wait(seen, 1.0)
        assert "silent (no speaker was found)" in seen.words
        assert at(seen) == (STORY_TURN, 1.0)


async def test_a_speaker_that_was_unplugged_is_said_to_be_gone(replay: Opened, services: FakeServices) -> None:
    async with replay(turn=STORY_TURN) as seen:
        await seen.press("space")
        services.fake_deck.played[-1].lost = True
        await wait(seen, 0.5)
        assert "▶ playing" in seen.words
        assert "the speaker is gone" in seen.words


async def test_a_recording_that_cannot_be_played_is_told_once(
    replay: Opened, services: FakeServices, folder: SessionFolder
) -> None:
    path = str(folder.path / "turn-01-take-2" / "audio.wav")
    services.fake_deck.faults[path] = "the recording cannot be played (broken)"
    async with replay(turn=STORY_TURN) as seen:
        await seen.press("space")
        await wait(seen, 0.5)
        assert "the recording cannot be played (broken)" in seen.words
        await seen.press("left")
        await wait(seen, 0.5)
        assert "the recording cannot be played" not in seen.words


async def test_what_is_missing_stands_where_it_is_missing(replay: Opened, folder: SessionFolder) -> None:
    (folder.path / "turn-02" / "audio.wav").unlink()
    (folder.path / "session.json").write_text("{")
    async with replay() as seen:
        assert "damaged: it is not JSON" in seen.words
        await seen.press("pagedown", "pagedown", "pagedown", "pagedown")
        assert "You 0:03 the recording is missing, so the words pass in silence" in seen.words


async def test_a_session_of_a_newer_version_says_that_it_can_only_be_read(
    replay: Opened, folder: SessionFolder
) -> None:
    path = folder.path / "session.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 9}))
    async with replay(turn=STORY_TURN) as seen:
        assert "read only" in seen.words
        await seen.press("b")
        assert "newer" in seen.words
        assert "◆" not in seen.app.screen.query_one(TurnLane).marks_line()


async def test_markup_and_control_characters_in_what_was_said_are_only_shown(
    replay: Opened, folder: SessionFolder
) -> None:
    transcript = folder.path / "turn-02" / "transcript.json"
    told = json.loads(transcript.read_text())
    told["words"][0]["text"] = "[bold]\x1b[31m"
    transcript.write_text(json.dumps(told))
    (folder.path / "turn-02" / "analysis.json").unlink()
    async with replay(turn=4) as seen:
        assert "[bold]␛[31m was my own idea." in seen.words


# ---- moving ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("right", (2, 0.0), (3, 2.0)),
        ("left", (2, 2.0), (1, 0.0)),
        ("full_stop", (2, 0.2), (2, 0.96)),
        ("down", (2, 0.2), (2, 0.96)),
        ("comma", (2, 2.2), (2, 0.96)),
        ("up", (2, 2.2), (2, 0.96)),
        ("right_square_bracket", (2, 0.5), (3, 0.0)),
        ("left_square_bracket", (2, 2.0), (2, 0.2)),
        ("n", (0, 0.0), (2, 0.2)),
        ("n", (2, 0.2), (2, 1.9)),
        ("p", (3, 0.0), (2, 2.0)),
        ("pagedown", (2, 1.5), (3, 0.0)),
        ("pageup", (2, 1.5), (2, 0.0)),
    ],
)
async def test_the_keys_move_by_seconds_sentences_sections_findings_and_turns(
    replay: Opened, key: str, before: tuple[int, float], after: tuple[int, float]
) -> None:
    async with replay(turn=before[0], at_s=before[1]) as seen:
        await seen.press(key)
        assert at(seen) == (after[0], pytest.approx(after[1], abs=0.02))


async def test_where_there_is_no_further_finding_that_is_said(replay: Opened) -> None:
    async with replay(turn=4) as seen:
        await seen.press("n")
        assert "There is no further finding that way." in seen.words
        await seen.press("space")
        assert "There is no further finding that way." not in seen.words


@pytest.mark.parametrize(("key", "speed"), [("0", 0.75), ("1", 1.0), ("2", 1.25), ("3", 1.5), ("4", 1.75), ("5", 2.0)])
async def test_the_digits_set_the_speed(replay: Opened, key: str, speed: float) -> None:
    async with replay(turn=STORY_TURN) as seen:
        await seen.press(key, "space")
        assert f"{speed:g}×" in seen.words
        assert played(seen)[-1] == ("turn-01-take-2", 0.0, speed)
        await wait(seen, 0.5)
        assert at(seen) == (STORY_TURN, pytest.approx(0.5 * speed, abs=0.01))


async def test_l_plays_the_sentence_over_and_over_until_it_is_pressed_again(replay: Opened) -> None:
    async with replay(turn=STORY_TURN, at_s=1.2) as seen:
        await seen.press("l")
        assert "∞ this sentence" in seen.words
        await wait(seen, 3.0)
        assert len(played(seen)) >= 3
        assert 0.9 < at(seen)[1] < 2.1
        await seen.press("l")
        assert "∞" not in seen.words
        await wait(seen, 2.0)
        assert at(seen)[0] > STORY_TURN or at(seen)[1] > 2.1


async def test_a_click_on_a_word_goes_there(replay: Opened) -> None:
    async with replay(turn=STORY_TURN) as seen:
        row = next(at for at, text in enumerate(seen.rows) if "wrote a check" in text)
        column = seen.rows[row].index("check")
        await seen.pilot.click(offset=(column + 1, row))
        await seen.settle()
        assert said(seen) == "check"


async def test_a_click_on_the_lane_goes_there_and_one_on_a_mark_to_its_beginning(replay: Opened) -> None:
    async with replay(turn=STORY_TURN) as seen:
        lane = seen.app.screen.query_one(TurnLane)
        await seen.pilot.click(TurnLane, offset=(lane.size.width // 2, 1))
        await seen.settle()
        assert at(seen) == (STORY_TURN, pytest.approx(1.5, abs=0.05))
        await seen.pilot.click(TurnLane, offset=(lane.marks_line().index("▲"), 0))
        await seen.settle()
        assert at(seen) == (STORY_TURN, 1.9)


async def test_a_click_on_the_session_goes_to_another_turn(replay: Opened) -> None:
    async with replay() as seen:
        width = seen.app.screen.query_one(SessionLane).size.width
        await seen.pilot.click(SessionLane, offset=(width - 6, 0))
        await seen.settle()
        assert at(seen)[0] == 4


async def test_the_text_scrolls_with_what_is_said_and_stands_still_when_somebody_scrolls(replay: Opened) -> None:
    async with replay(size=(50, 18)) as seen:
        script = seen.app.screen.query_one(Script)
        assert script.scroll_offset.y == 0
        await seen.press("pagedown", "pagedown", "pagedown", "pagedown")
        assert "was my own idea" in seen.words
        await seen.press("space")
        script.post_message(scrolled(script))
        await seen.settle()
        script.scroll_home(animate=False)
        await wait(seen, 2.0)
        assert script.scroll_offset.y == 0
        await seen.press("comma")
        assert script.scroll_offset.y > 0


def scrolled(script: Script) -> MouseScrollUp:
    return MouseScrollUp(script, 1, 1, 0, 0, 0, shift=False, meta=False, ctrl=False)


# ---- coming and going -----------------------------------------------------------------------------------------------


async def test_it_opens_from_the_list_of_past_sessions_and_goes_back_there(
    stage: StageMaker, services: FakeServices
) -> None:
    async with stage(services) as seen:
        seen.app.post_message(PastWanted())
        await seen.settle()
        await seen.press("p")
        assert isinstance(seen.app.screen, PlayerScreen)
        await seen.press("escape")
        assert "Past sessions" in seen.words
        assert services.fake_deck.closed == 1


async def test_it_opens_from_a_summary_at_the_marked_piece(
    stage: StageMaker, services: FakeServices, folder: SessionFolder
) -> None:
    async with stage(services, opening=folder.id) as seen:
        await seen.press("p")
        assert isinstance(seen.app.screen, PlayerScreen)
        assert at(seen) == (STORY_TURN, pytest.approx(1.9))
        await seen.press("escape")
        assert "answer 1 of 2" in seen.words


async def test_a_call_may_name_the_answer_and_the_second(
    stage: StageMaker, services: FakeServices, folder: SessionFolder
) -> None:
    async with stage(services, opening=ReplaySetup(folder.id, "turn-02", 1.5, recover=True)) as seen:
        await shown(seen, "turn 5 of 5")
        assert at(seen) == (4, 1.5)
        assert services.recovered == [folder.id]


async def test_a_session_that_cannot_be_read_is_one_line(stage: StageMaker, services: FakeServices) -> None:
    async with stage(services) as seen:
        seen.app.post_message(PastWanted())
        await seen.settle()
        services.fault = BadInput("the disk is gone")
        await seen.press("p")
        assert "the disk is gone" in seen.words


async def test_a_session_without_answers_says_so(
    stage: StageMaker, services: FakeServices, folder: SessionFolder
) -> None:
    (folder.path / "journal.jsonl").unlink()
    for take in folder.takes():
        for path in (folder.path / take).iterdir():
            path.unlink()
        (folder.path / take).rmdir()
    async with stage(services, opening=ReplaySetup(folder.id)) as seen:
        assert "There is nothing to replay in this session." in seen.words
        await seen.press("space", "left", "n", "l", "b", "d", "r", "c", "asterisk")
        assert "There is nothing to replay in this session." in seen.words


async def test_every_key_is_in_the_help(replay: Opened) -> None:
    async with replay(size=(120, 60)) as seen:
        await seen.press("question_mark")
        for told in ("Hear this sentence over and over", "at the same pitch", "Delete this take for good"):
            assert told in seen.words
