import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.speech.voice.text import has_words, speakable

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("  You said\n “we rebuilt it” …  ", 'You said "we rebuilt it" …'),
        ("Who — apart from you — agreed?", "Who, apart from you, agreed?"),
        ("the well-known 5-10 range", "the well-known 5-10 range"),
        ("*Why* `now`_?", "Why now ?"),
        ("a\x1b[0mb\u200bc", "a [0mb c"),
        ("It cost $10K and saved 12.5 % at L5+.", "It cost $10K and saved 12.5 % at L5+."),
    ],
)
def test_a_text_is_made_fit_to_be_spoken(text: str, spoken: str) -> None:
    assert speakable(text) == spoken


@given(st.text())
def test_a_spoken_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    once = speakable(text)
    assert once.isprintable()
    assert speakable(once) == once


@pytest.mark.parametrize(("text", "words"), [("", False), (" … ?!", False), ("5", True), ("Why?", True)])
def test_only_what_can_be_pronounced_counts_as_words(text: str, words: bool) -> None:
    assert has_words(text) is words
