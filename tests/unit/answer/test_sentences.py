import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.clauses import RUN_ON_WORDS
from simulator.answer.sentences import split_sentences
from simulator.answer.words import estimate_words
from tests.fakes.answer_models import spoken

pytestmark = pytest.mark.unit

CORPUS = Path(__file__).parents[3] / "corpus"


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(spoken(text))]


@pytest.mark.parametrize(
    "text",
    [
        "We paid Dr. Smith about 3.5 thousand a week, e.g. for support.",
        "It took from 9 a.m. to noon, i.e. three hours.",
        "Version 2.1 went out to J. Okafor and the U.S. team.",
        "I was, um... not sure about it.",
        "So... I'd been there, and then… I left.",
        'She asked, "Why? Who cares?" and left.',
    ],
)
def test_abbreviations_decimals_and_ellipses_do_not_end_a_sentence(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "That call was on me. | I wrote the test.",
        "He had too much vitamin D. | The doctor said so.",
        "Was it mine? | No! | But I did it.",
        "It was 2019. | 30 people worked there.",
    ],
)
def test_a_full_stop_before_a_new_start_ends_a_sentence(text: str) -> None:
    assert texts(text.replace(" | ", " ")) == text.split(" | ")


def test_a_quote_that_is_never_closed_does_not_hold_up_the_rest() -> None:
    assert texts('She said "no and left. It was on me. I went.') == [
        'She said "no and left.',
        "It was on me.",
        "I went.",
    ]


def test_a_pause_does_not_cut_a_sentence_that_has_its_punctuation() -> None:
    assert len(texts("I went to the, [1.5] um, database and looked at the slow queries.")) == 1


def test_without_punctuation_a_long_pause_ends_a_sentence() -> None:
    told = texts(
        "nobody had looked at the reports [0.9] so i took them home and read them [1.2] we cut the time by half"
    )
    assert told == ["nobody had looked at the reports", "so i took them home and read them", "we cut the time by half"]


def test_without_punctuation_a_pause_after_a_word_that_hangs_in_the_air_is_no_end() -> None:
    assert len(texts("i went over to the [1.0] database people and asked them about it")) == 1


def test_a_run_on_is_cut_before_clause_openers() -> None:
    run_on = (
        "i was on the payments team and every month the report was late because three people typed it by hand so then "
        "i wrote a small script that pulled the numbers out of the ledger every night and put them in one sheet and as "
        "a result the report was out on the first day and nobody had to type anything any more after that"
    )
    told = texts(run_on)
    assert told[1].startswith("so then i wrote")
    assert any(sentence.startswith("and as a result") for sentence in told)


def test_a_run_on_of_one_repeated_word_is_still_cut() -> None:
    told = texts("no " * 200)
    assert max(len(sentence.split()) for sentence in told) <= RUN_ON_WORDS


def test_sentences_take_their_times_from_their_words() -> None:
    words = spoken("It broke. [2] I fixed it.", start_s=1.0)
    first, second = split_sentences(words)
    assert (first.start_s, first.end_s) == (words[0].start_s, words[1].end_s)
    assert (second.start_s, second.end_s) == (words[2].start_s, words[4].end_s)
    assert (second.first_word, second.last_word) == (2, 5)


@pytest.mark.parametrize("text", ["", "Hello.", "hm", "...", "—"])
def test_next_to_nothing_gives_at_most_one_sentence(text: str) -> None:
    assert texts(text) == ([text] if text else [])


PIECES = st.sampled_from(
    ["I", "we", "so", "and", "then", "3.5", "e.g.", "Dr.", "it.", "why?", "no!", "um,", "...", '"Yes."', "the", "—"]
)


@given(st.lists(PIECES, max_size=120), st.lists(st.sampled_from(["", "[0.8]", "[3]"]), max_size=120))
def test_sentences_joined_are_the_answer_again(pieces: list[str], pauses: list[str]) -> None:
    words = spoken(" ".join(f"{pause} {piece}" for pause, piece in zip(pauses, pieces, strict=False)))
    sentences = split_sentences(words)
    assert " ".join(sentence.text for sentence in sentences) == " ".join(word.text for word in words)
    assert [sentence.first_word for sentence in sentences[1:]] == [sentence.last_word for sentence in sentences[:-1]]
    assert all(0 < sentence.last_word - sentence.first_word <= RUN_ON_WORDS for sentence in sentences)


def test_the_ends_of_the_corpus_sentences_are_found() -> None:
    missed = total = 0
    for line in (CORPUS / "train-a.jsonl").read_text(encoding="utf-8").splitlines():
        said = [sentence["text"] for sentence in json.loads(line)["sentences"]]
        ends = {sentence.last_word for sentence in split_sentences(estimate_words(" ".join(said)))}
        at = 0
        for sentence in said:
            at += len(sentence.split())
            total += 1
            missed += at not in ends
    assert total > 300
    assert missed == 0
