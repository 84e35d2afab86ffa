"""The candidate's words as they can be read aloud inside a question."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.answer.quote import ALOUD_WORDS, ending_from, speakable, unspeakable

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("quote", "spoken"),
    [
        ("we rebuilt it in a week", "we rebuilt it in a week"),
        ("we rebuilt it in a week,", "we rebuilt it in a week"),
        ("which we rebuilt in a week", ""),
        ("to the other depot", ""),
        ("we took it to the", ""),
        ("was it? or was it not", ""),
        ("we", ""),
        ("he said “no” to it all", ""),
        ("", ""),
        ("I restore one database, mostly", "I restore one database"),
        ("Right, so you have to picture the place", ""),
        ("there was this thing where, um, where it broke", ""),
        ("I counted for three weeks and it", ""),
        ("we, you know, tried it again", ""),
        ("It got better. It still runs.", "It got better. It still runs"),
        (
            "one two three four five six seven eight, nine ten eleven twelve thirteen fourteen fifteen",
            "one two three four five six seven eight",
        ),
        ("she uses the app, and she'd turned notifications off and said that they all look like spam", ""),
        ("Last summer I interned at a logistics, um, a freight forwarder", ""),
        ("a " * 20 + "b", ""),
    ],
)
def test_a_quote_is_spoken_only_where_it_reads_well(quote: str, spoken: str) -> None:
    assert speakable(quote) == spoken


@settings(deadline=None)
@given(st.text(alphabet="ab ,.;?“{}", max_size=120))
def test_a_spoken_quote_is_short_verbatim_and_closed(text: str) -> None:
    quote = speakable(text)
    assert len(quote.split()) <= ALOUD_WORDS
    assert quote in " ".join(text.split())
    assert not quote.endswith((",", ";", "."))


@settings(deadline=None)
@given(st.text(alphabet="ab ,.;?“{}", max_size=120))
def test_what_is_spoken_has_no_fault_left(text: str) -> None:
    quote = speakable(text)
    assert quote == "" or unspeakable(quote) == ""


def test_an_ending_is_the_whole_last_sentence_or_its_last_clauses() -> None:
    short = "I can't tell you the ending because we're not at the ending."
    assert ending_from(short.split(" ")) == 0
    long = "So it was, as I said, a mix of both things that we tried over there, but the main point is the alignment"
    words = long.split(" ")
    assert " ".join(words[ending_from(words) :]) == "but the main point is the alignment"
