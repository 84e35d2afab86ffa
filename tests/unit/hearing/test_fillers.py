import pytest

from simulator.answer.types import Word
from simulator.speech.hearing.fillers import is_filler, with_fillers
from tests.fakes.scripted_speech import spoken

pytestmark = pytest.mark.unit


def texts(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


@pytest.mark.parametrize("text", ["um", "Uh,", "ummm", "erm.", "Hmm", "mhm"])
def test_hesitations_are_fillers_whatever_their_case_and_marks(text: str) -> None:
    assert is_filler(text)


@pytest.mark.parametrize("text", ["umbrella", "her", "am", "", "so", "huh"])
def test_other_words_are_not(text: str) -> None:
    assert not is_filler(text)


def test_a_hesitation_is_put_where_it_was_said_and_its_neighbours_give_way() -> None:
    words = [Word("and", 0.0, 0.4), Word("I", 0.4, 1.4), Word("left", 1.4, 1.8)]
    prompted = [Word("and,", 0.0, 0.3), Word("um,", 0.5, 0.9), Word("I", 1.1, 1.4), Word("left", 1.4, 1.8)]
    merged = with_fillers(words, prompted)
    assert texts(merged) == ["and", "um,", "I", "left"]
    assert [word.start_s for word in merged] == [0.0, 0.5, 0.9, 1.4]


def test_other_words_of_the_prompted_hearing_are_not_taken() -> None:
    words = spoken("we shipped it on Friday")
    prompted = spoken("we chipped it uh on a Friday")
    assert texts(with_fillers(words, prompted)) == ["we", "shipped", "it", "uh", "on", "Friday"]


def test_an_improbable_hesitation_is_left_out() -> None:
    assert with_fillers(spoken("we left"), [Word("um", 0.5, 0.6, 0.1), *spoken("we left")]) == tuple(spoken("we left"))


def test_a_hesitation_that_both_heard_is_there_once() -> None:
    words = spoken("so um I left")
    assert texts(with_fillers(words, spoken("so Um, I left"))) == ["so", "um", "I", "left"]
    assert texts(with_fillers(words, spoken("so uh I left"))) == ["so", "um", "I", "left"]


def test_hesitations_at_both_ends_are_found() -> None:
    words = spoken("I left", start_s=1.0)
    prompted = [Word("Uh,", 0.2, 0.5), *words, Word("um.", 2.0, 2.3)]
    assert texts(with_fillers(words, prompted)) == ["Uh,", "I", "left", "um."]


def test_several_hesitations_in_a_row_keep_their_order_and_times_run_forward() -> None:
    words = [Word("the", 0.0, 2.0), Word("plan", 2.0, 2.4)]
    prompted = [Word("the", 0.0, 0.3), Word("uh", 0.5, 0.8), Word("um", 1.0, 1.4), Word("plan", 2.0, 2.4)]
    merged = with_fillers(words, prompted)
    assert texts(merged) == ["the", "uh", "um", "plan"]
    assert [word.start_s for word in merged] == sorted(word.start_s for word in merged)


def test_without_a_prompted_hearing_nothing_changes() -> None:
    words = spoken("as it was")
    assert with_fillers(words, []) == tuple(words)
