"""Keys of one's own are told wherever a text tells a key."""

from collections.abc import Iterator

import pytest

from simulator.tui import drill_words, first_step_words, session_words, story_words
from simulator.tui.commands.command import use_keys
from tests.tui import phases

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
