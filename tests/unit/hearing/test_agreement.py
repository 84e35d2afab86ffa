import itertools

import pytest

from simulator.answer.types import Word
from simulator.speech.hearing.agreement import MUCH_SURER, agreed, surer
from tests.fakes.scripted_speech import spoken

pytestmark = pytest.mark.unit


def heard(text: str, **probabilities: float) -> list[Word]:
    """Words of probability 0.6, but for those named."""
    return [Word(w.text, w.start_s, w.end_s, probabilities.get(w.text, 0.6)) for w in spoken(text)]


def texts(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def test_words_agree_up_to_the_first_that_differs_whatever_their_case_and_marks() -> None:
    assert agreed(spoken("So, we shipped it on"), spoken("so we chipped it on"), 10.0) == 2


def test_the_newest_word_never_agrees_nor_one_that_may_still_grow() -> None:
    words = spoken("we shipped it")
    assert agreed(words, words, 10.0) == 2
    assert agreed(words, words, words[1].end_s - 0.1) == 1
    assert agreed(words, [], 10.0) < 1


def test_a_word_gives_way_to_one_that_is_more_probable_by_so_much() -> None:
    shown = heard("we chipped it")
    assert texts(surer(shown, heard("we shipped it", shipped=0.65))) == "we shipped it"
    assert texts(surer(shown, heard("we shipped it", shipped=0.55))) == "we chipped it"
    assert texts(surer(shown, heard("we shipped it", shipped=0.8), MUCH_SURER)) == "we shipped it"
    assert texts(surer(shown, heard("we shipped it", shipped=0.65), MUCH_SURER)) == "we chipped it"


def test_the_second_hearing_puts_words_in_and_leaves_them_out() -> None:
    assert texts(surer(heard("we it then"), heard("we shipped it then"))) == "we shipped it then"
    assert texts(surer(heard("what can we do what can we say"), heard("what can we say"))) == "what can we say"


def test_behind_the_last_word_that_both_have_the_second_hearing_is_right() -> None:
    assert texts(surer(heard("we shipped its"), heard("we shipped it on Friday", it=0.3))) == "we shipped it on Friday"


def test_case_and_marks_are_those_of_the_second_hearing() -> None:
    assert texts(surer(heard("so we shipped"), heard("So, we shipped."))) == "So, we shipped."


def test_times_run_forward_where_words_of_both_are_mixed() -> None:
    fixed = [Word("we", 0.0, 0.5, 0.9), Word("chipped", 0.5, 1.4, 0.9), Word("it", 1.4, 1.6, 0.9)]
    again = [Word("we", 0.1, 0.6, 0.9), Word("shipped", 0.6, 1.2, 0.5), Word("it", 1.2, 1.5, 0.9)]
    mixed = surer(fixed, again)
    assert texts(mixed) == "we chipped it"
    assert all(one.end_s <= other.start_s for one, other in itertools.pairwise(mixed))
