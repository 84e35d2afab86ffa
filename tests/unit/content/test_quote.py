"""The slot of a wording."""

import pytest

from simulator.content.quote import has_quote_slot, with_quote

pytestmark = pytest.mark.unit


def test_a_slot_is_filled_with_the_words_as_they_are() -> None:
    assert has_quote_slot("You said “{quote}”. Why?")
    assert with_quote("You said “{quote}”. Why?", "I left it") == "You said “I left it”. Why?"


def test_a_text_without_a_slot_stays_as_it_is() -> None:
    assert not has_quote_slot("Who owns it now?")
    assert with_quote("Who owns it now?", "I left it") == "Who owns it now?"


def test_a_slot_in_the_candidates_own_words_is_not_filled_again() -> None:
    assert with_quote("You said “{quote}”. Why?", "a {quote} b") == "You said “a {quote} b”. Why?"
