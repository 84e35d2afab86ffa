"""What a person puts on a take while replaying it: labels, bookmarks, notes, the best take; and taking it away."""

from pathlib import Path

import pytest

from simulator.archive.folder import SessionFolder
from simulator.archive.types import Bookmark, Marks
from simulator.errors import BadInput
from simulator.replay.types import Place
from simulator.tui.widgets.session_lane import SessionLane
from simulator.tui.widgets.turn_lane import TurnLane
from tests.fakes.services import FakeServices
from tests.tui.conftest import Stage, StageMaker
from tests.tui.test_drill import shown
from tests.tui.test_replay import STORY_TURN, Opened, at, folder, replay, screen_of, services, wait

pytestmark = pytest.mark.tui
__all__ = ["folder", "replay", "services"]
STORY = "turn-01-take-2"


def sections(seen: Stage) -> str:
    return "".join(line.section or "-" for line in screen_of(seen)._turns[STORY_TURN].lines)


# ---- labels ---------------------------------------------------------------------------------------------------------


async def test_a_letter_relabels_the_sentence_and_lane_and_transcript_follow_at_once(
    replay: Opened, folder: SessionFolder
) -> None:
    async with replay(turn=STORY_TURN, at_s=0.3) as seen:
        await seen.press("c", "s")
        assert "1 correction in this answer." in seen.words
        assert "0:00 S * Nobody looked at the backups." in seen.words
        assert [part.section for part in seen.app.screen.query_one(TurnLane).parts] == ["S", "A"]
        assert [(one.section, one.text) for one in folder.load_corrections(STORY)] == [
            ("S", "Nobody looked at the backups.")
        ]
        await seen.press("u")
        assert folder.load_corrections(STORY) == ()
        assert [part.section for part in seen.app.screen.query_one(TurnLane).parts] == ["A"]


async def test_a_boundary_moves_by_sentence_and_the_mark_goes_with_it(replay: Opened, folder: SessionFolder) -> None:
    async with replay(turn=STORY_TURN, at_s=0.3) as seen:
        await seen.press("c", "s", "down", "right_square_bracket")
        assert sections(seen) == "SSA"
        assert at(seen)[1] == pytest.approx(1.88, abs=0.01)
        await seen.press("left_square_bracket")
        assert sections(seen) == "SAA"
        assert [one.section for one in folder.load_corrections(STORY)] == ["S", "S", "A"]


async def test_while_correcting_it_stands_still_and_arrows_and_escape_work(replay: Opened) -> None:
    async with replay(turn=STORY_TURN, at_s=0.3) as seen:
        await seen.press("space", "c")
        assert "‖ paused" in seen.words
        assert "section of this sentence" in seen.words
        await seen.press("down")
        assert at(seen) == (STORY_TURN, pytest.approx(0.96, abs=0.01))
        await seen.press("escape")
        assert "section of this sentence" not in seen.words
        await seen.press("escape")
        assert "Quick question" in seen.text


async def test_leaving_the_turn_ends_the_correction(replay: Opened) -> None:
    async with replay(turn=STORY_TURN, at_s=0.3) as seen:
        await seen.press("c", "pagedown")
        assert "section of this sentence" not in seen.words


async def test_the_interviewers_words_have_no_sections(replay: Opened) -> None:
    async with replay() as seen:
        await seen.press("c")
        assert "The interviewer's words have no sections" in seen.words


async def test_a_correction_made_in_the_replay_is_in_the_summary_when_one_goes_back(
    stage: StageMaker, services: FakeServices, folder: SessionFolder
) -> None:
    async with stage(services, opening=folder.id, size=(120, 40)) as seen:
        await seen.press("p", "comma", "c", "r", "escape", "escape")
        assert "answer 1 of 2" in seen.words
        assert "R *" in seen.words


# ---- bookmarks and notes --------------------------------------------------------------------------------------------


async def test_b_sets_a_bookmark_and_again_takes_it_away(replay: Opened, folder: SessionFolder) -> None:
    async with replay(turn=STORY_TURN, at_s=1.2) as seen:
        await seen.press("b")
        assert folder.load_marks(STORY).bookmarks == (Bookmark(1.2),)
        assert "◆" in seen.app.screen.query_one(TurnLane).marks_line()
        assert "Bookmark set." in seen.words
        await seen.press("b")
        assert folder.load_marks(STORY).bookmarks == ()
        assert "◆" not in seen.app.screen.query_one(TurnLane).marks_line()


async def test_a_note_is_written_at_the_moment_kept_and_shown_there(replay: Opened, folder: SessionFolder) -> None:
    async with replay(turn=STORY_TURN, at_s=1.2) as seen:
        await seen.press("space", "w", *"[b]too long", "enter")
        assert folder.load_marks(STORY).bookmarks == (Bookmark(1.2, "[b]too long"),)
        assert "‖ paused" in seen.words
        screen_of(seen).go(Place(STORY_TURN, 1.2))
        await seen.settle()
        assert "◆ [b]too long" in seen.words


async def test_a_note_is_written_in_the_middle_of_the_screen(replay: Opened) -> None:
    async with replay(turn=STORY_TURN, at_s=0.3) as seen:
        await seen.press("w")
        box, whole = seen.app.screen.query_one("#box").region, seen.app.size
        assert abs(2 * box.x + box.width - whole.width) <= 1
        assert abs(2 * box.y + box.height - whole.height) <= 1


async def test_a_note_can_be_changed_and_escape_leaves_it_as_it_is(replay: Opened, folder: SessionFolder) -> None:
    folder.save_marks(STORY, Marks((Bookmark(1.0, "good"),)))
    async with replay(turn=STORY_TURN, at_s=1.2) as seen:
        await seen.press("w", *"!!", "escape")
        assert folder.load_marks(STORY).bookmarks == (Bookmark(1.0, "good"),)
        await seen.press("w", *"!!", "enter")
        assert folder.load_marks(STORY).bookmarks == (Bookmark(1.0, "good!!"),)


async def test_a_note_is_not_taken_away_without_a_question(replay: Opened, folder: SessionFolder) -> None:
    folder.save_marks(STORY, Marks((Bookmark(1.0, "good"),)))
    async with replay(turn=STORY_TURN, at_s=1.2) as seen:
        await seen.press("b")
        assert "Take this note away?" in seen.words
        await seen.press("n")
        assert folder.load_marks(STORY).bookmarks == (Bookmark(1.0, "good"),)
        await seen.press("b", "y")
        assert folder.load_marks(STORY).bookmarks == ()


async def test_what_cannot_be_kept_is_told_and_not_shown(replay: Opened, services: FakeServices) -> None:
    async with replay(turn=STORY_TURN, at_s=1.2) as seen:
        services.fault = BadInput("the disk is full")
        await seen.press("b")
        assert "the disk is full" in seen.words
        assert "◆" not in seen.app.screen.query_one(TurnLane).marks_line()


# ---- takes ----------------------------------------------------------------------------------------------------------


async def test_the_take_marked_as_best_counts_and_the_last_one_no_longer(replay: Opened, folder: SessionFolder) -> None:
    async with replay(turn=1, at_s=1.0) as seen:
        await seen.press("asterisk")
        assert "You 0:03 ★ best take" in seen.words
        assert "take 2 does not count" in seen.words
        assert folder.load_marks("turn-01").best
        assert at(seen) == (1, 1.0)
        await seen.press("asterisk")
        assert "★" not in seen.words
        assert "You 0:03 does not count" in seen.words


async def test_a_take_is_deleted_after_a_question_and_the_replay_goes_on_without_it(
    replay: Opened, folder: SessionFolder
) -> None:
    async with replay(turn=STORY_TURN, at_s=1.0) as seen:
        await seen.press("space", "d")
        assert "Delete this take for good?" in seen.words
        await seen.press("n")
        assert STORY in folder.takes()
        await seen.press("d", "y")
        assert "Deleted: nothing of it is left." in seen.words
        assert "turn 3 of 4" in seen.words
        assert "backups" not in seen.words
        assert [path for path in folder.path.rglob("*") if path.is_file() and b"backups" in path.read_bytes()] == []


async def test_a_take_of_a_session_in_use_stays(replay: Opened, folder: SessionFolder) -> None:
    folder.lock()
    async with replay(turn=STORY_TURN) as seen:
        await seen.press("d", "y")
        assert "in use, so nothing of it is deleted" in seen.words
    folder.close()
    assert STORY in folder.takes()


async def test_the_interviewers_turn_takes_no_marks_and_cannot_be_deleted(replay: Opened) -> None:
    async with replay() as seen:
        for key in ("b", "w", "asterisk", "d"):
            await seen.press(key)
            assert "This is the interviewer's turn." in seen.words
            await seen.press("left")


@pytest.mark.parametrize(("turn", "asked"), [(0, "q1"), (STORY_TURN, "q1"), (4, "own_part-1")])
async def test_r_asks_the_same_thing_again_in_a_new_session(
    replay: Opened, services: FakeServices, folder: SessionFolder, turn: int, asked: str
) -> None:
    async with replay(turn=turn) as seen:
        await seen.pilot.press("space", "r")
        await shown(seen, "Question 1")
        assert [(session_id, prompt.id) for session_id, prompt in services.again] == [(folder.id, asked)]
        assert services.fake_deck.closed == 1


async def test_what_was_asked_in_a_session_without_a_journal_cannot_be_asked_again(
    replay: Opened, services: FakeServices, folder: SessionFolder
) -> None:
    (folder.path / "journal.jsonl").unlink()
    async with replay() as seen:
        await seen.press("r")
        assert "What was asked is not known" in seen.words
        assert services.again == []


async def test_the_summary_beneath_follows_a_deleted_take(
    stage: StageMaker, services: FakeServices, folder: SessionFolder
) -> None:
    async with stage(services, opening=folder.id) as seen:
        await seen.press("right", "p", "d", "y", "escape")
        assert "answer 1 of 1" in seen.words


async def test_a_loop_over_a_sentence_that_is_relabelled_plays_on(replay: Opened) -> None:
    async with replay(turn=STORY_TURN, at_s=0.3) as seen:
        await seen.press("l", "c", "s", "space")
        await wait(seen, 2.0)
        assert at(seen)[1] < 1.0
        assert seen.app.screen.query_one(SessionLane).size.width > 0
        assert Path(seen.services.fake_deck.played[-1].path).name == "audio.wav"
