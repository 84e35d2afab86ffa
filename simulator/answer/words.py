"""Words with times: from text at a speaking rate, cleaned up from a recogniser, and normalised for counting."""

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from simulator.answer.types import Word

WORDS_PER_MINUTE = 140.0
"""Default speaking rate for text: the middle of the conversational norm of 110–160."""

_EDGES = re.compile(r"^[^\w%$€£]+|[^\w%$€£]+$")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Lower case, straight apostrophes, punctuation at the edges gone: `"We'd,` → `we'd`. May be empty."""
    return _EDGES.sub("", text.translate(_APOSTROPHES).lower())


def word_set(words: str) -> frozenset[str]:
    """A set of words, written as one line of them."""
    return frozenset(words.split())


def is_spoken(text: str) -> bool:
    """Whether a token has a sound: a lone dash or ellipsis is not a word."""
    return any(character.isalnum() for character in text)


def count_spoken(words: Iterable[Word]) -> int:
    return sum(is_spoken(word.text) for word in words)


def estimate_words(text: str, words_per_minute: float = WORDS_PER_MINUTE) -> tuple[Word, ...]:
    """Words of a text with times at an even rate, from 0 s; a lone punctuation mark takes no time.

    Every word is given the same time, so that shares of the time are shares of the words.
    Raises ValueError for a rate that is not a positive number.
    """
    if not (math.isfinite(words_per_minute) and words_per_minute > 0):
        raise ValueError(f"a speaking rate must be a positive number, not {words_per_minute}")
    each_s = 60.0 / words_per_minute
    words, said = [], 0
    for token in text.split():
        start_s = said * each_s
        said += is_spoken(token)
        words.append(Word(token, start_s, said * each_s))
    return tuple(words)


def tidy_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words in the order of their times, with nothing that would upset a sum.

    Empty words go; a token with a space inside is cut in two; a time that is not a number takes the end of the word
    before; starts never go back, and a word ends where the next one starts at the latest.
    """
    finite = sorted(_with_finite_times(words), key=lambda word: word.start_s)
    tidy: list[Word] = []
    for index, word in enumerate(finite):
        limit_s = finite[index + 1].start_s if index + 1 < len(finite) else math.inf
        end_s = min(max(word.end_s, word.start_s), limit_s)
        tidy.append(Word(word.text, word.start_s, end_s, word.probability))
    return tuple(tidy)


def _with_finite_times(words: Sequence[Word]) -> list[Word]:
    found: list[Word] = []
    last_s = 0.0
    for word in words:
        start_s = max(word.start_s, 0.0) if math.isfinite(word.start_s) else last_s
        end_s = max(word.end_s, start_s) if math.isfinite(word.end_s) else start_s
        probability = min(max(word.probability, 0.0), 1.0) if math.isfinite(word.probability) else 0.0
        pieces = word.text.split()
        for number, piece in enumerate(pieces):
            from_s = start_s + (end_s - start_s) * number / len(pieces)
            to_s = start_s + (end_s - start_s) * (number + 1) / len(pieces)
            found.append(Word(piece, from_s, min(to_s, end_s), probability))
        last_s = end_s
    return found
