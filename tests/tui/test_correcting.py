"""Correcting labels in the summary by key: what is shown at once, what is kept, and how it is taken back."""

from dataclasses import replace

import pytest
from textual.widgets import OptionList

from simulator.answer.types import LabelledSentence
from simulator.archive.types import Correction
from simulator.errors import BadInput
from simulator.tui.app import SimulatorApp
from simulator.tui.screens.base import AppScreen
from simulator.tui.text import clock
from simulator.tui.widgets.lane import StarLane
from tests.fakes.services import STORY, FakeServices, summary
from tests.tui.conftest import Stage, StageMaker
from tests.tui.test_summary import finished

pytestmark = pytest.mark.tui
SENTENCES = STORY.labelled()
LOCK = "Then I wrote a small lock"
"""The fifth sentence of the story, Action; the third is the Task, the eighth the Result."""


async def mark(seen: Stage, text: str) -> None:
    rows = seen.app.screen.query_one(OptionList)
    rows.highlighted = next(at for at in range(rows.option_count) if text in str(rows.get_option_at_index(at).prompt))
    await seen.settle()


def marked(seen: Stage) -> str:
    option = seen.app.screen.query_one(OptionList).highlighted_option
    assert option is not None
    return " ".join(str(option.prompt).split())


def lane(seen: Stage) -> str:
    return "".join(part.section for part in seen.app.screen.query_one(StarLane).parts)


def kept(seen: Stage) -> list[tuple[float, str]]:
    """Start and section of every correction that was kept for the first answer."""
    made = seen.services.corrections.get((seen.session.session_id, "turn-01"), ())
    return [(one.start_s, one.section) for one in made]


def of(index: int, section: str) -> tuple[float, str]:
    return SENTENCES[index].start_s, section


async def test_a_letter_sets_the_section_and_lane_seconds_and_verdicts_follow_at_once(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        assert lane(seen) == "STARL"
        assert "! Setup 21 s" in seen.words
        await mark(seen, "but I wanted it")
        await seen.press("c", "a")
        assert lane(seen) == "SARL"
        assert kept(seen) == [of(2, "A")]
        assert marked(seen).startswith("0:14 A * Nobody had asked me")
        assert "1 correction in this answer." in seen.words
        await seen.press("home")
        assert "✓ Setup 14 s" in seen.words
        assert "Action 58 %" in seen.words


async def test_a_marked_label_is_explained_beside_its_heading(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, LOCK)
        assert "set by you" not in seen.words
        await seen.press("c", "t", "up")
        assert "What you said * set by you" in " ".join(
            str(option.prompt) for option in seen.app.screen.query_one(OptionList).options
        ).replace("\n", "").replace("   ", " ")


@pytest.mark.parametrize(("key", "section"), list(zip("starlo", "STARLO", strict=True)))
async def test_every_section_has_its_letter_small_or_capital(stage: StageMaker, key: str, section: str) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, LOCK)
        await seen.press("c", key)
        await seen.press("down", key.upper())
        assert kept(seen) == [of(4, section), of(5, section)]


async def test_the_letters_mean_nothing_until_c_was_pressed_and_nothing_after_escape(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, LOCK)
        await seen.press(*"tarlo[]ux")
        await seen.press("c", "escape", *"tarlo[]ux")
        assert kept(seen) == []
        stopped = seen.services.stopped
        await seen.press("s")
        assert seen.services.stopped == stopped + 1


async def test_escape_leaves_the_correction_first_and_then_the_summary(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, LOCK)
        await seen.press("c")
        assert "section of this sentence" in seen.words
        await seen.press("escape")
        assert "section of this sentence" not in seen.words
        assert "answer 1 of 2" in seen.words
        await seen.press("c", "q")
        assert "answer 1 of 2" in seen.words
        await seen.press("q")
        assert "Quick question" in seen.text


async def test_arrows_and_enter_work_while_correcting(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, LOCK)
        await seen.press("c", "down", "enter")
        assert seen.services.played[0][1] == pytest.approx(SENTENCES[5].start_s - 0.2)
        await seen.press("right")
        assert "answer 2 of 2" in seen.words
        assert "section of this sentence" not in seen.words


async def test_a_boundary_moves_earlier_and_back_and_the_mark_goes_with_it(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, LOCK)
        await seen.press("c", "right_square_bracket")
        assert kept(seen) == [of(3, "T")]
        assert marked(seen).startswith("0:29 A Then I wrote")
        await seen.press("less_than_sign")
        assert kept(seen) == [of(3, "T"), of(3, "A")]
        assert marked(seen).startswith("0:21 A * I read three months")
        assert lane(seen) == "STARL"


async def test_keys_pressed_faster_than_the_models_judge_build_on_each_other(stage: StageMaker) -> None:
    made = finished(judges=False)
    async with stage(session=made) as seen:
        await mark(seen, LOCK)
        await seen.pilot.press("c", "]", "]", "]")
        await seen.settle()
        assert kept(seen) == [of(3, "T"), of(4, "T"), of(5, "T")]
        assert marked(seen).startswith("0:44 A After that we rebuilt")
        assert "judging anew…" in seen.words
        made.judge("turn-01")
        await seen.until(lambda: "judging anew…" not in seen.words)
        assert "judging anew…" not in seen.words
        assert marked(seen).startswith("0:44 A After that we rebuilt")


async def test_a_boundary_that_would_swallow_a_section_or_leave_the_answer_is_refused_with_the_reason(
    stage: StageMaker,
) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, "Last year our nightly")
        await seen.press("c", "[")
        assert "The answer begins with this section" in seen.words
        await mark(seen, LOCK)
        await seen.press("[")
        assert "leave a section without a sentence" in seen.words
        assert kept(seen) == []


async def test_u_takes_back_the_last_correction_and_shows_where_it_was(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, LOCK)
        await seen.press("c", "r", "end", "u")
        assert kept(seen) == []
        assert marked(seen).startswith("0:29 A Then I wrote")
        assert "these are the machine's labels" in seen.words
        await seen.press("u")
        assert "no correction to take back" in seen.words


async def test_x_asks_and_takes_back_all_corrections_of_this_answer(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, LOCK)
        await seen.press("c", "r", "down", "o", "x")
        assert "2 corrections of this answer" in seen.words
        await seen.press("n")
        assert len(kept(seen)) == 2
        await seen.press("x", "y")
        assert kept(seen) == []
        assert lane(seen) == "STARL"


async def test_the_same_letter_twice_is_one_correction(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, LOCK)
        await seen.press("c", "r", "r")
        assert kept(seen) == [of(4, "R")]
        assert "set it to Result already" in seen.words


async def test_a_label_can_be_confirmed_which_takes_its_doubt_away(stage: StageMaker) -> None:
    unsure = replace(STORY, confidence=0.4)
    async with stage(session=finished(scripts=(unsure,))) as seen:
        await mark(seen, LOCK)
        assert marked(seen).startswith("0:29 A ? Then I wrote")
        await seen.press("c", "a")
        assert marked(seen).startswith("0:29 A * Then I wrote")


async def test_c_on_a_quote_goes_to_the_sentence_it_is_from(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        assert "“We” hides what you did" in marked(seen)
        await seen.press("c")
        assert "After that we rebuilt the schedule" in marked(seen)


async def test_a_letter_on_a_row_that_is_no_sentence_says_so(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await seen.press("c", "home", "r")
        assert "Mark a sentence first" in seen.words
        assert kept(seen) == []


async def test_an_answer_without_words_has_nothing_to_correct(stage: StageMaker) -> None:
    made = finished()
    made.records[0] = replace(made.records[0], analysis=None, machine=None)
    async with stage(session=made) as seen:
        await seen.press("c", "a")
        assert "There are no sentences to correct." in seen.words


async def test_a_disk_that_refuses_is_one_line_and_the_label_stays(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, LOCK)
        await seen.press("c")
        seen.services.fault = BadInput("cannot save", remedy="Free some disk space")
        await seen.press("r")
        assert "cannot save. Free some disk space" in seen.words
        assert lane(seen) == "STARL"


async def test_a_second_pass_that_comes_later_keeps_what_was_corrected(stage: StageMaker) -> None:
    made = finished(judges=False)
    made.refining = 1
    async with stage(session=made) as seen:
        await mark(seen, LOCK)
        await seen.press("c", "r")
        old = made.records[0].machine
        assert old is not None
        moved = tuple(_later(sentence) for sentence in old.sentences)
        better = replace(old, sentences=moved, duration_s=old.duration_s + 2)
        made.records[0] = replace(made.records[0], source="full", analysis=better, machine=better)
        await seen.until(lambda: f"{clock(moved[4].start_s)} R * {LOCK}" in marked(seen))
        assert lane(seen) == "STARARL"
        assert f"{clock(moved[4].start_s)} R * {LOCK}" in marked(seen)
        assert clock(moved[4].start_s) != clock(SENTENCES[4].start_s)


def _later(sentence: LabelledSentence) -> LabelledSentence:
    return replace(sentence, start_s=sentence.start_s + 1.2, end_s=sentence.end_s + 1.2)


async def test_a_past_session_is_corrected_too_and_judged_anew(stage: StageMaker) -> None:
    services = FakeServices(past=(summary("old"),), stored={"old": tuple(finished().records)})
    async with stage(services, opening="old") as seen:
        await mark(seen, LOCK)
        await seen.press("c", "r")
        assert lane(seen) == "STARARL"
        assert services.corrections["old", "turn-01"] == (
            Correction(SENTENCES[4].start_s, SENTENCES[4].end_s, "R", SENTENCES[4].text),
        )
        assert "judging" not in seen.words


async def test_the_line_and_the_keys_have_room_at_80_by_24(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        bar = seen.rows[-1]
        for told in ("C Correct", "Esc Back", "? Help"):
            assert told in bar, told
        await mark(seen, LOCK)
        await seen.press("c")
        assert " ".join(seen.rows[-2].split()) == "S T A R L O section of this sentence [ ] where it begins"
        for told in ("[ Earlier", "] Later", "U Take back", "X All back", "Esc Done"):
            assert told in seen.rows[-1], told
        assert LOCK in seen.words


async def test_what_is_said_is_seen_in_the_smallest_terminal(stage: StageMaker) -> None:
    async with stage(session=finished(), size=(44, 12)) as seen:
        await mark(seen, LOCK)
        await seen.press("c", "r")
        assert "1 correction in this answer." in seen.words
        assert "R * Then I wrote" in seen.words


async def test_every_key_of_correcting_is_in_the_palette_and_in_the_help(stage: StageMaker) -> None:
    async with stage(session=finished(), size=(120, 60)) as seen:
        screen = seen.app.screen
        assert isinstance(screen, AppScreen)
        assert isinstance(seen.app, SimulatorApp)
        titles = [command.title for command in seen.app.get_system_commands(screen)]
        for title in ("Correct (C)", "Result (R)", "Earlier ([)", "Take back (U)", "All back (X)"):
            assert title in titles, title
        await seen.press("question_mark")
        assert "[ Correcting: the section of the marked sentence begins one sentence earlier" in seen.words


async def test_a_command_of_the_palette_corrects_the_marked_sentence(stage: StageMaker) -> None:
    async with stage(session=finished()) as seen:
        await mark(seen, LOCK)
        found = {command.title: command.callback for command in seen.app.get_system_commands(seen.app.screen)}
        await found["Result (R)"]()  # type: ignore[misc]
        await seen.settle()
        assert kept(seen) == [of(4, "R")]


def test_no_two_keys_of_correcting_are_the_same() -> None:
    from simulator.tui.commands.correcting import CORRECTING
    from simulator.tui.commands.everywhere import GLOBAL

    keys = [key for command in (*CORRECTING, *GLOBAL) for key in command.keys.split(",")]
    assert len(keys) == len(set(keys))
