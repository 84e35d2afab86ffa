import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.types import SECTIONS, LabelledSentence, Section
from simulator.archive.corrections import apply
from simulator.archive.types import Correction

pytestmark = pytest.mark.unit


def sentence(start_s: float, end_s: float, section: Section = "S") -> LabelledSentence:
    return LabelledSentence("words", start_s, end_s, section, 0.6)


def test_a_corrected_sentence_has_the_new_section_and_says_so() -> None:
    first, second = apply([sentence(0, 4), sentence(4, 8)], [Correction(0, 4, "A")])
    assert (first.section, first.corrected, first.confidence) == ("A", True, 1.0)
    assert second == sentence(4, 8)


def test_edges_moved_by_a_new_transcript_do_not_lose_the_correction() -> None:
    before, hit, after = apply([sentence(0, 3.8), sentence(3.8, 8.3), sentence(8.3, 12)], [Correction(4.0, 8.0, "R")])
    assert [before.corrected, hit.corrected, after.corrected] == [False, True, False]


def test_both_halves_of_a_sentence_that_was_split_follow_the_correction() -> None:
    assert [item.section for item in apply([sentence(0, 2), sentence(2, 4)], [Correction(0, 4, "T")])] == ["T", "T"]


def test_a_joined_sentence_follows_what_covers_most_of_it() -> None:
    assert apply([sentence(0, 10)], [Correction(0, 6, "A"), Correction(6, 10, "R")])[0].section == "A"
    assert not apply([sentence(0, 10)], [Correction(0, 4, "A")])[0].corrected


def test_the_newest_correction_of_the_same_time_wins() -> None:
    corrections = [Correction(0, 4, "A"), Correction(0, 4, "R"), Correction(0.1, 4, "L")]
    assert apply([sentence(0, 4)], corrections)[0].section == "L"


def test_a_sentence_without_length_follows_the_correction_around_it() -> None:
    assert apply([sentence(2, 2)], [Correction(0, 4, "A")])[0].section == "A"
    assert not apply([sentence(5, 5)], [Correction(0, 4, "A")])[0].corrected


def test_nothing_corrected_is_nothing_changed() -> None:
    sentences = (sentence(0, 4), sentence(4, 4.5))
    assert apply(sentences, []) == sentences
    assert apply([], [Correction(0, 1, "A")]) == ()


spans = st.tuples(st.floats(0, 100), st.floats(0, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(
    st.lists(spans, max_size=6),
    st.lists(st.tuples(spans, st.sampled_from(SECTIONS)), max_size=6),
)
def test_texts_and_times_are_never_touched(
    sentences: list[tuple[float, float]], made: list[tuple[tuple[float, float], Section]]
) -> None:
    given_ = [sentence(*span) for span in sentences]
    result = apply(given_, [Correction(*span, section) for span, section in made])
    assert [(item.text, item.start_s, item.end_s) for item in result] == [
        (item.text, item.start_s, item.end_s) for item in given_
    ]
