"""Keys of one's own are told wherever a text tells a key."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from simulator.tui import drill_words, first_step_words, fitting, screens, session_words, story_words
from simulator.tui.commands.command import unknown_keys, use_keys
from simulator.tui.commands.home import ShowToday
from simulator.tui.commands.stories import DeleteStory
from simulator.tui.screens.base import AppScreen
from simulator.tui.services import LearnSetup
from tests.fakes.services import FakeServices
from tests.tui import phases
from tests.tui.conftest import StageMaker

pytestmark = pytest.mark.tui


@pytest.fixture(autouse=True)
def ours_again() -> Iterator[None]:
    yield
    use_keys({})


def test_the_session_tells_the_chosen_key_in_each_phase() -> None:
    use_keys({"finish": "f5,space", "pause": "f7", "redo": "f6"})
    assert "F5 when you are done" in session_words.phase_mark(phases.listening().view())[1]
    assert "F5 for the" in session_words.phase_mark(phases.between().view())[1]
    assert "F5 when you want to begin" in session_words.phase_mark(phases.preparing().view())[1]
    assert "F7 to go on" in session_words.phase_mark(phases.paused().view())[1]
    assert "F6: answer again     F5: go on" in session_words.silent_advice(phases.silent().view())[-3]


@pytest.mark.parametrize(
    ("own", "shown"),
    [("", "F2"), ("space,f5", "F5"), ("x", "Tab, X"), ("ctrl+d,f5", "Ctrl+D"), (" space ", "Tab, Space")],
)
def test_where_answers_are_typed_a_key_that_is_no_text_is_told(own: str, shown: str) -> None:
    use_keys({"finish": own} if own else {})
    assert session_words.FinishTyped.key_shown() == shown


def test_drill_first_steps_and_stories_tell_the_chosen_keys() -> None:
    use_keys(
        {
            "finish": "f5",
            "redo": "f6",
            "grade_again": "a",
            "grade_easy": "d",
            "record_sentence": "f3",
            "tell_story": "f9",
        }
    )
    assert "F5 when you want to be asked" in (drill_words.mark("briefing", "") or ("", "", ""))[1]
    assert "A–D is your own grade, F6 another try" in (drill_words.mark("judged", "") or ("", "", ""))[1]
    assert drill_words.grade_first().startswith("Your own grade first: A again")
    assert first_step_words.about(first_step_words.SOUND).startswith("F3, then")
    assert "F5 when you are done" in first_step_words.about(first_step_words.ANSWER)
    assert "press F9 in its summary" in story_words.empty_bank()


def test_a_drill_a_hidden_question_and_a_bank_without_a_fitting_story_tell_them_too() -> None:
    use_keys({"finish": "f5", "hide": "f6", "tell_story": "f9", "grade_good": "g"})
    long = replace(phases.listening().view(), typed=False, recorded_s=90.0)
    assert (drill_words.hint(long) or ("", ""))[0].endswith("then F5.")
    assert fitting.none_fits().endswith("F9 in the summary makes one of it.")
    assert "G good" in drill_words.grade_keys()
    assert "F5 is done" in session_words.typing()


async def test_the_screens_tell_the_chosen_keys(stage: StageMaker) -> None:
    services = FakeServices()
    own = {"hide": "f6", "show_answer": "f7", "back": "f8", "stop_playing": "f9", "tell_story": "f4", "correct": "f3"}
    services.settings = services.settings.model_copy(update={"keys": own})
    async with stage(services, opening=LearnSetup("sizing"), size=(100, 30)) as seen:
        await seen.press("g")
        assert "♪ F9 stops it" in seen.words
        await seen.press("c")
        assert "Say your answer aloud, then F7." in seen.words
        for _ in range(2):
            await seen.press("f7", "3")
        assert "That was the last card. F8 goes back." in seen.words
    async with stage(services, session=phases.asking()) as seen:
        await seen.press("f6")
        assert "The question is hidden. F6 shows it." in seen.words
    async with stage(services, size=(100, 200)) as seen:
        await seen.press("question_mark")
        assert "F4 in a summary makes a story of an answer, B in a session tells which story fits" in seen.words
        assert "F3 in the summary puts a label right" in seen.words


def test_no_screen_names_a_key_of_ours_in_the_words_about_it() -> None:
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        for kind in vars(importlib.import_module(module.name)).values():
            if isinstance(kind, type) and issubclass(kind, AppScreen):
                named = re.findall(r"\b(?:Enter|Esc|Space|F\d|[B-HJ-Z])\b|/ ", kind.ABOUT)
                assert not named, f"{kind.__name__}: {named}"


def test_every_command_that_has_keys_can_be_given_others() -> None:
    names = [command.name() for command in (DeleteStory, session_words.FinishTyped, ShowToday)]
    assert list(unknown_keys(dict.fromkeys([*names, "finish_typed", "make_coffee"], "f8"))) == [
        "finish_typed",
        "make_coffee",
    ]
