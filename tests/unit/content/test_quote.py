"""Cutting the candidate's words so that they read well inside a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.quote import MAX_QUOTE_WORDS, short_quote, with_quote

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("We rebuilt it.", "We rebuilt it"),
        ("So, um, and then I asked Marta?", "I asked Marta"),
        ("It was, like, uh...", "It was"),
        ("He said “no way”, and left!", "He said ‘no way’, and left"),
        ("I asked. She agreed.", "I asked, She agreed"),
        (
            "I went to the loaders' lead on the dock, who told me that the dairy cages come out last.",
            "I went to the loaders' lead on the dock",
        ),
        (
            "I put the logger into the cage beside the door of the van with the",
            "I put the logger into the cage beside the door",
        ),
        ("{quote}", "quote"),
        ("Um.", "Um"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_quote_is_the_heart_of_the_sentence(sentence: str, quote: str) -> None:
    assert short_quote(sentence) == quote


def test_a_text_without_a_slot_stays_as_it_is() -> None:
    assert with_quote("Who owns it now?", "I left it.") == "Who owns it now?"


def test_a_slot_in_the_candidates_own_words_is_not_filled_again() -> None:
    assert with_quote("You said “{quote}”. Why?", "a {quote} b") == "You said “a (quote) b”. Why?"


@given(st.text(max_size=200))
def test_whatever_was_said_the_quote_is_short_and_clean(sentence: str) -> None:
    quote = short_quote(sentence)
    assert len(quote.split()) <= MAX_QUOTE_WORDS
    assert "{" not in quote
    assert "“" not in quote
    assert "”" not in quote
    assert quote == quote.strip()
