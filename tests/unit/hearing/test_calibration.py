"""Where a word starts, by what the model says and where there is voice."""

import pytest

from simulator.answer.types import Word
from simulator.speech.hearing.calibration import in_voice
from simulator.speech.hearing.timeline import VoiceTimeline
from simulator.speech.hearing.voice_activity import FRAME_S

pytestmark = pytest.mark.unit


def voice(*stretches: tuple[float, float], until_s: float = 3.0) -> VoiceTimeline:
    """Voice in these times (seconds), silence elsewhere."""
    made = VoiceTimeline()
    frames = (index * FRAME_S for index in range(int(until_s / FRAME_S)))
    made.extend(float(any(a <= at_s < b for a, b in stretches)) for at_s in frames)
    return made


def placed(word: Word, timeline: VoiceTimeline, earliest_s: float = 0.0, *, end_is_sure: bool = False) -> Word:
    return in_voice(word, timeline, earliest_s, end_is_sure=end_is_sure)


def test_a_word_that_was_given_the_pause_before_it_starts_behind_the_pause() -> None:
    word = placed(Word("however", 0.5, 2.0, 0.9), voice((0.0, 0.6), (1.5, 3.0)))
    assert word.start_s == pytest.approx(1.5, abs=0.07)


def test_a_word_that_was_given_the_pause_behind_it_stays_before_the_pause() -> None:
    word = placed(Word("choice", 0.5, 1.6, 0.9), voice((0.0, 1.0), (1.5, 3.0)))
    assert word.start_s == 0.5


def test_where_the_end_of_a_word_is_sure_it_is_behind_the_pause_however_short() -> None:
    word = placed(Word("choice", 0.5, 1.6, 0.9), voice((0.0, 1.0), (1.5, 3.0)), end_is_sure=True)
    assert word.start_s == pytest.approx(1.5, abs=0.07)


def test_a_sound_too_short_for_the_word_before_it_is_the_word_before() -> None:
    word = placed(Word("yes", 0.5, 1.6, 0.9), voice((0.0, 0.6), (1.5, 3.0)))
    assert word.start_s == pytest.approx(1.5, abs=0.07)


def test_a_word_that_begins_in_silence_starts_where_voice_sets_in_however_late() -> None:
    word = placed(Word("the", 0.5, 1.52, 0.9), voice((1.5, 3.0)))
    assert word.start_s == pytest.approx(1.45, abs=0.04)


def test_within_voice_and_within_silence_the_models_time_stays() -> None:
    assert placed(Word("and", 0.5, 0.9, 0.9), voice((0.0, 3.0))).start_s == 0.5
    assert placed(Word("and", 0.5, 0.9, 0.9), voice()).start_s == 0.5


def test_a_word_never_starts_before_the_one_before_ends() -> None:
    word = placed(Word("and", 0.5, 0.9, 0.9), voice((0.0, 3.0)), earliest_s=1.2)
    assert (word.start_s, word.end_s) == (1.2, 1.2)
