"""A voice or a speaker that fails in mid-question holds nobody up."""

from collections.abc import Iterator

import pytest

from tests.fakes.pulse import Pulse, virtual_sound
from tests.soak.dumb import LATE_S, SHOWN_S, SPOKEN_S, Questions, pull_speakers

pytestmark = pytest.mark.fault


@pytest.fixture
def pulse() -> Iterator[Pulse]:
    with virtual_sound() as daemon:
        yield daemon


@pytest.mark.parametrize("mishap", ["die", "hang"])
def test_a_voice_that_fails_shows_the_question_and_the_session_goes_on(mishap: str) -> None:
    questions = Questions()
    try:
        asked = questions.ask(mishap)
        assert asked.told.startswith("No voice, so the question is only shown.")
        assert asked.seconds <= SHOWN_S
        assert questions.ask("Tell me about it").told == ""
    finally:
        questions.close()


@pytest.mark.audio
def test_a_speaker_that_is_pulled_does_not_hold_the_session(pulse: Pulse) -> None:
    (asked,) = pull_speakers(pulse, 1)
    assert asked.seconds <= SPOKEN_S + LATE_S
