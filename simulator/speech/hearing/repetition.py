"""Tells text that a decoder made by running in circles from text that was spoken."""

import zlib
from collections.abc import Sequence

from simulator.answer.types import Word

MAX_COMPRESSION = 2.4
"""Text that deflates better than this repeats itself; the threshold of the Whisper paper (section 4.5)."""
_MAX_PERIOD = 12
_MIN_TURNS = {1: 5, 2: 4}
"""People do say a word four times ("no, no, no, no"); longer runs of few words are the decoder's."""
_DEFAULT_TURNS = 3
_RUSH_WORDS, _LEAST_WORD_S = 4, 0.04
"""Nobody says four words in 0.16 s."""


def compression_ratio(text: str) -> float:
    """Bytes before over bytes after deflate; 0 for an empty text."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def loop_start(words: Sequence[str]) -> int | None:
    """Index of the first word that only repeats, so that `words[:index]` holds the loop once; None without a loop."""
    plain = [word.strip(" .,!?;:").lower() for word in words]
    for start in range(len(plain)):
        for period in range(1, _MAX_PERIOD + 1):
            turns = _MIN_TURNS.get(period, _DEFAULT_TURNS)
            unit = plain[start : start + period]
            if len(unit) == period and plain[start : start + period * turns] == unit * turns:
                return start + period
    return None


def rush_start(words: Sequence[Word]) -> int | None:
    """Index of the first of several words said in no time: text that was copied or invented, for which the alignment
    finds no sound. None without such words.
    """
    for start in range(len(words) - 1):
        group = words[start : start + _RUSH_WORDS]
        if group[-1].end_s - group[0].start_s < _LEAST_WORD_S * len(group):
            return start
    return None


def sound_words(words: Sequence[Word]) -> tuple[tuple[Word, ...], bool]:
    """The words before the decoder lost its way, and whether it did."""
    texts = [word.text for word in words]
    ends = [end for end in (loop_start(texts), rush_start(words)) if end is not None]
    lost = bool(ends) or compression_ratio(" ".join(texts)) > MAX_COMPRESSION
    return tuple(words[: min(ends, default=len(words))]), lost
