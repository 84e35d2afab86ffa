import pytest

from simulator.speech.hearing.repetition import compression_ratio, loop_start, runs_in_circles

pytestmark = pytest.mark.unit


def test_ordinary_speech_does_not_run_in_circles() -> None:
    text = "The more choice people have, the more freedom they have, and the more freedom they have, the more welfare"
    assert loop_start(text.split()) is None
    assert not runs_in_circles(text.split())


def test_a_word_said_four_times_is_speech() -> None:
    assert loop_start(["here", "are", "some", "words", "words", "words", "words", "um"]) is None


def test_a_phrase_three_times_over_is_a_loop_whatever_its_case_and_marks() -> None:
    words = ["So:", "the", "same", "old", "thing,", "the", "same", "old", "thing.", "The", "same", "old", "thing?"]
    assert loop_start(words) == 5
    assert runs_in_circles(words)


def test_a_single_word_five_times_over_is_a_loop_and_kept_once() -> None:
    words = ["and", "I", "no", "no", "no", "no", "no"]
    start = loop_start(words)
    assert start is not None
    assert words[:start] == ["and", "I", "no"]


def test_a_long_period_is_caught_by_how_well_the_text_deflates() -> None:
    words = [f"word{index}" for index in range(20)] * 5
    assert loop_start(words) is None
    assert runs_in_circles(words)


def test_an_empty_text_has_no_ratio_and_no_loop() -> None:
    assert compression_ratio("") == 0.0
    assert loop_start([]) is None
    assert not runs_in_circles([])
