import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.types import Word
from simulator.answer.words import count_spoken, estimate_words, normalise, tidy_words

pytestmark = pytest.mark.unit

TIMES = st.floats(allow_nan=True, allow_infinity=True)
ANY_WORDS = st.lists(st.builds(Word, st.text(max_size=8), TIMES, TIMES, TIMES), max_size=30)


def test_a_text_takes_as_long_as_its_words_at_the_speaking_rate() -> None:
    words = estimate_words("one two three four five six seven", words_per_minute=140)
    assert words[-1].end_s == pytest.approx(3.0)
    assert " ".join(word.text for word in words) == "one two three four five six seven"


def test_a_lone_dash_takes_no_time_and_is_not_counted() -> None:
    words = estimate_words("so — yes", words_per_minute=60)
    assert [(word.start_s, word.end_s) for word in words] == [(0.0, 1.0), (1.0, 1.0), (1.0, 2.0)]
    assert count_spoken(words) == 2


def test_an_empty_text_has_no_words() -> None:
    assert estimate_words(" \n ") == ()


@pytest.mark.parametrize("rate", [0.0, -10.0, math.nan, math.inf])
def test_a_speaking_rate_that_is_no_rate_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="speaking rate"):
        estimate_words("a", rate)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“We’d,", "we'd"),
        ("$40K.", "$40k"),
        ("30%,", "30%"),
        ("—", ""),
        ("e.g.", "e.g"),
        ("(um)", "um"),
        ("re-run", "re-run"),
    ],
)
def test_normalising_keeps_what_is_said_and_drops_the_marks(text: str, plain: str) -> None:
    assert normalise(text) == plain


def test_words_out_of_order_are_put_in_the_order_of_their_times() -> None:
    tidy = tidy_words([Word("b", 1.0, 1.4), Word("a", 0.0, 0.5), Word("c", 2.0, 2.2)])
    assert "".join(word.text for word in tidy) == "abc"


def test_a_word_that_overlaps_the_next_ends_where_that_starts() -> None:
    first, second = tidy_words([Word("a", 0.0, 3.0), Word("b", 1.0, 2.0)])
    assert (first.end_s, second.start_s, second.end_s) == (1.0, 1.0, 2.0)


def test_a_token_with_a_space_inside_becomes_two_words_that_share_its_time() -> None:
    assert tidy_words([Word(" a b ", 0.0, 1.0)]) == (Word("a", 0.0, 0.5), Word("b", 0.5, 1.0))


def test_a_time_that_is_not_a_number_takes_the_end_of_the_word_before() -> None:
    tidy = tidy_words([Word("a", 0.0, 1.0), Word("b", math.nan, math.nan), Word("c", 2.0, math.inf)])
    assert [(word.start_s, word.end_s) for word in tidy] == [(0.0, 1.0), (1.0, 1.0), (2.0, 2.0)]


@given(ANY_WORDS)
def test_whatever_a_recogniser_gives_tidy_words_never_go_back_or_overlap(words: list[Word]) -> None:
    tidy = tidy_words(words)
    edges = [edge for word in tidy for edge in (word.start_s, word.end_s)]
    assert edges == sorted(edges)
    assert all(math.isfinite(edge) and edge >= 0 for edge in edges)
    assert all(0 <= word.probability <= 1 for word in tidy)
    assert sorted(word.text for word in tidy) == sorted(piece for word in words for piece in word.text.split())
