"""Typed answers: the text field has the keys, and gives them back."""

import pytest

from simulator.interview import events as ev
from simulator.tui.widgets.lane import StarLane
from tests.fakes.services import session
from tests.fakes.session import FakeSession
from tests.tui.conftest import StageMaker

pytestmark = pytest.mark.tui


def typed() -> FakeSession:
    made = session(typed=True)
    made.until_listening()
    return made


async def test_letters_and_space_are_text_while_the_field_has_the_focus(stage: StageMaker) -> None:
    made = typed()
    async with stage(session=made) as seen:
        await seen.press(*"pros and", "space", "space", "question_mark", "enter", "q")
        assert made.typed_text == "pros and  ?\nq"
        assert made.sent == []


@pytest.mark.parametrize("key", ["f2", "ctrl+enter"])
async def test_a_key_that_is_no_text_finishes(stage: StageMaker, key: str) -> None:
    made = typed()
    async with stage(session=made) as seen:
        await seen.press("I", "space", "d", "i", "d", key)
        assert made.sent == [ev.Finish()]
        assert made.typed_text == "I did"


async def test_the_next_answer_starts_with_an_empty_field(stage: StageMaker) -> None:
    made = typed()
    async with stage(session=made) as seen:
        await seen.press("o", "n", "e", "f2")
        made.until_listening()
        await seen.settle()
        await seen.press("t", "w", "o")
        assert made.typed_text == "two"


async def test_tab_gives_the_letters_back_as_keys_and_tab_again_types(stage: StageMaker) -> None:
    made = typed()
    async with stage(session=made) as seen:
        await seen.press("x", "tab", "p")
        assert made.state.phase == "paused"
        assert made.typed_text == "x"
        await seen.press("p", "tab", "y")
        assert made.state.phase == "listening"
        assert made.typed_text == "xy"


async def test_a_paused_field_takes_no_text(stage: StageMaker) -> None:
    made = typed()
    async with stage(session=made) as seen:
        await seen.press("x", "tab", "p", "tab", "y")
        assert made.typed_text == "x"


async def test_escape_asks_from_inside_the_field_and_no_goes_back_to_it(stage: StageMaker) -> None:
    made = typed()
    async with stage(session=made) as seen:
        await seen.press("x", "escape")
        assert "Leave this session?" in seen.words
        await seen.press("n", "y")
        assert made.typed_text == "xy"


async def test_the_footer_tells_the_keys_of_the_field(stage: StageMaker) -> None:
    async with stage(session=typed()) as seen:
        assert "F2 done" in seen.words
        assert "P pause" not in seen.words
        await seen.press("tab")
        assert "P pause" in seen.words


async def test_the_text_survives_a_terminal_that_was_too_small(stage: StageMaker) -> None:
    made = typed()
    async with stage(session=made) as seen:
        await seen.press("a", "b")
        await seen.resize(20, 5)
        await seen.resize(80, 24)
        await seen.press("c")
        assert made.typed_text == "abc"


async def test_there_is_no_level_but_the_lane_and_the_estimate(stage: StageMaker) -> None:
    async with stage(session=typed()) as seen:
        assert "Type your answer. F2 when you are done" in seen.words
        assert not seen.app.screen.query_one("#sound").display
        assert seen.app.screen.query_one(StarLane).display


async def test_an_empty_answer_says_that_nothing_was_typed(stage: StageMaker) -> None:
    made = typed()
    async with stage(session=made) as seen:
        await seen.press("f2")
        made.advance(1.0)
        await seen.settle()
        assert "Nothing was typed." in seen.words
        await seen.press("r")
        await seen.press("x")
        assert made.typed_text == "x"


async def test_while_the_question_sounds_it_says_that_letters_are_keys_and_nothing_of_a_microphone(
    stage: StageMaker,
) -> None:
    async with stage(session=session(typed=True)) as seen:
        assert "letters are keys. Space opens the field now." in seen.words
        assert "microphone is off" not in seen.words
    async with stage(session=session()) as seen:
        assert "The microphone is off until it is your turn." in seen.words
