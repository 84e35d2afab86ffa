import pytest

from simulator.answer.types import Word
from simulator.speech.hearing.fillers import is_filler, with_fillers
from simulator.speech.hearing.timeline import VoiceTimeline
from simulator.speech.hearing.voice_activity import FRAME_S
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


def voiced(*spans: tuple[float, float]) -> VoiceTimeline:
    timeline = VoiceTimeline()
    timeline.extend(float(any(a <= at * FRAME_S < b for a, b in spans)) for at in range(200))
    return timeline


GAP = [Word("much", 0.0, 0.5), Word("it's", 2.0, 2.3)]
UNSURE = [Word("much", 0.0, 0.5), Word("um,", 1.0, 1.2, 0.11), Word("it's", 2.0, 2.3)]


def test_an_improbable_hesitation_counts_where_a_voice_is_heard_that_no_word_covers() -> None:
    assert texts(with_fillers(GAP, UNSURE, voiced((0.0, 0.5), (0.9, 1.4), (2.0, 2.3)))) == ["much", "um,", "it's"]


def test_it_does_not_count_in_silence_or_where_a_word_covers_the_voice() -> None:
    assert texts(with_fillers(GAP, UNSURE, voiced((0.0, 0.5), (2.0, 2.3)))) == ["much", "it's"]
    covered = [Word("much", 0.0, 1.5), Word("it's", 2.0, 2.3)]
    assert texts(with_fillers(covered, UNSURE, voiced((0.0, 1.5), (2.0, 2.3)))) == ["much", "it's"]


def test_the_voice_of_the_next_word_does_not_speak_for_it() -> None:
    prompted = [Word("much", 0.0, 0.5), Word("um,", 1.0, 1.2, 0.11), Word("it's", 1.25, 2.3)]
    assert texts(with_fillers(GAP, prompted, voiced((1.3, 2.3)))) == ["much", "it's"]


def test_a_probable_hesitation_does_not_count_where_nobody_speaks() -> None:
    """Windows of the model are filled up with silence, and there the prompt itself may be heard."""
    prompted = [Word("much", 0.0, 0.5), Word("it's", 2.0, 2.3), Word("uh,", 3.5, 3.5, 0.9)]
    assert texts(with_fillers(GAP, prompted, voiced((0.0, 0.5), (2.0, 2.3)))) == ["much", "it's"]
    assert texts(with_fillers(GAP, prompted, voiced((0.0, 0.5), (2.0, 2.3), (3.2, 3.5)))) == ["much", "it's", "uh,"]


def test_what_is_nearly_impossible_does_not_count_in_any_voice() -> None:
    prompted = [Word("much", 0.0, 0.5), Word("um,", 1.0, 1.2, 0.01), Word("it's", 2.0, 2.3)]
    assert texts(with_fillers(GAP, prompted, voiced((0.0, 2.3)))) == ["much", "it's"]
