import pytest

from simulator.answer.types import Word
from simulator.speech.hearing.repetition import compression_ratio, loop_start, rush_start, sound_words
from tests.fakes.scripted_speech import spoken

pytestmark = pytest.mark.unit


def test_ordinary_speech_does_not_run_in_circles() -> None:
    text = "The more choice people have, the more freedom they have, and the more freedom they have, the more welfare"
    assert loop_start(text.split()) is None
    assert sound_words(spoken(text)) == (tuple(spoken(text)), False)


def test_a_word_said_four_times_is_speech() -> None:
    assert loop_start(["here", "are", "some", "words", "words", "words", "words", "um"]) is None


def test_a_phrase_three_times_over_is_a_loop_whatever_its_case_and_marks() -> None:
    words = ["So:", "the", "same", "old", "thing,", "the", "same", "old", "thing.", "The", "same", "old", "thing?"]
    assert loop_start(words) == 5
    assert sound_words(spoken(" ".join(words)))[1]


def test_a_single_word_five_times_over_is_a_loop_and_kept_once() -> None:
    words = ["and", "I", "no", "no", "no", "no", "no"]
    start = loop_start(words)
    assert start is not None
    assert words[:start] == ["and", "I", "no"]


def test_a_long_period_is_caught_by_how_well_the_text_deflates() -> None:
    words = [f"word{index}" for index in range(20)] * 5
    assert loop_start(words) is None
    assert sound_words(spoken(" ".join(words)))[1]


def test_an_empty_text_has_no_ratio_and_no_loop() -> None:
    assert compression_ratio("") == 0.0
    assert loop_start([]) is None
    assert rush_start([]) is None
    assert sound_words([]) == ((), False)


def test_words_for_which_there_is_no_time_are_cut_off_with_all_behind_them() -> None:
    copied = [Word(text, 2.0, 2.0) for text in ("the", "way", "to", "maximize")]
    words = [*spoken("on our behalf"), *copied, Word("freedom", 2.0, 2.6)]
    assert rush_start(words) == 3
    assert sound_words(words) == (tuple(spoken("on our behalf")), True)


def test_two_words_without_time_at_the_end_are_cut_off() -> None:
    words = [*spoken("on our behalf"), Word("thank", 1.4, 1.4), Word("you", 1.4, 1.42)]
    assert rush_start(words) == 3


def test_quick_little_words_are_speech() -> None:
    words = [Word("kind", 0.0, 0.2), Word("of", 0.2, 0.24), Word("a", 0.24, 0.28), Word("last", 0.28, 0.5)]
    assert rush_start(words) is None
