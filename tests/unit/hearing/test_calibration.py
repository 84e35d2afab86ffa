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


def placed(
    word: Word, timeline: VoiceTimeline, earliest_s: float = 0.0, *, before: str = "", end_is_sure: bool = False
) -> Word:
    in_front = Word(before, 0.0, word.start_s, 0.9) if before else None
    return in_voice(word, timeline, in_front, earliest_s, end_is_sure=end_is_sure)


def test_a_word_that_was_given_the_pause_before_it_starts_behind_the_pause() -> None:
    word = placed(Word("however", 0.5, 1.9, 0.9), voice((0.0, 0.6), (1.5, 3.0)))
    assert word.start_s == pytest.approx(1.5, abs=0.07)


def test_a_word_that_was_given_the_pause_behind_it_stays_before_the_pause() -> None:
    word = placed(Word("choices", 0.6, 1.6, 0.9), voice((0.0, 1.0), (1.5, 3.0)))
    assert word.start_s == 0.6


def test_where_the_end_of_a_word_is_sure_it_is_behind_the_pause_however_short() -> None:
    word = placed(Word("choice", 0.5, 1.6, 0.9), voice((0.0, 1.0), (1.5, 3.0)), end_is_sure=True)
    assert word.start_s == pytest.approx(1.5, abs=0.07)


def test_a_mark_at_its_end_says_that_the_pause_is_behind_a_word() -> None:
    broke = Word("broke.", 0.6, 2.0, 0.9)
    timeline = voice((0.0, 0.9), (1.4, 3.0))
    assert placed(broke, timeline, before="never", end_is_sure=True).start_s == 0.6


def test_a_mark_before_a_word_says_that_the_pause_is_in_front_of_it() -> None:
    the = Word("the", 0.6, 1.5, 0.9)
    timeline = voice((0.0, 0.9), (1.4, 3.0))
    assert placed(the, timeline, before="behalf.").start_s == pytest.approx(1.35, abs=0.04)


@pytest.mark.parametrize("sound", [voice((0.0, 3.0)), voice()], ids=["a hesitation", "too soft for the detector"])
def test_a_short_word_does_not_take_what_nobody_wrote_down_before_it(sound: VoiceTimeline) -> None:
    assert placed(Word("this", 0.5, 1.5, 0.9), sound).start_s == pytest.approx(1.2)


@pytest.mark.parametrize("text", ["cares.", "175", "extraordinary"])
def test_a_drawn_out_end_a_number_and_a_long_word_take_their_time(text: str) -> None:
    assert placed(Word(text, 0.5, 1.17, 0.9), voice((0.0, 3.0))).start_s == 0.5


def test_a_sound_too_short_for_the_word_before_it_is_the_word_before() -> None:
    word = placed(Word("yes", 0.5, 1.6, 0.9), voice((0.0, 0.6), (1.5, 3.0)))
    assert word.start_s == pytest.approx(1.5, abs=0.07)


def test_a_word_that_begins_in_silence_starts_where_voice_sets_in_however_late() -> None:
    word = placed(Word("the", 0.5, 1.52, 0.9), voice((1.5, 3.0)))
    assert word.start_s == pytest.approx(1.45, abs=0.04)


def test_within_voice_and_within_silence_the_models_time_stays() -> None:
    assert placed(Word("and", 0.5, 0.75, 0.9), voice((0.0, 3.0))).start_s == 0.5
    assert placed(Word("and", 0.5, 0.75, 0.9), voice()).start_s == 0.5


def test_a_word_never_starts_before_the_one_before_ends() -> None:
    word = placed(Word("and", 0.5, 0.9, 0.9), voice((0.0, 3.0)), earliest_s=1.2)
    assert (word.start_s, word.end_s) == (1.2, 1.2)
