"""Tells text that a decoder made by running in circles from text that was spoken."""

import zlib
from collections.abc import Sequence

MAX_COMPRESSION = 2.4
"""Text that deflates better than this repeats itself; the threshold of the Whisper paper (section 4.5)."""
_MAX_PERIOD = 12
_MIN_TURNS = {1: 5, 2: 4}
"""People do say a word four times ("no, no, no, no"); longer runs of few words are the decoder's."""
_DEFAULT_TURNS = 3


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


def runs_in_circles(words: Sequence[str]) -> bool:
    """Whether a decoded window should be decoded again with more room."""
    return loop_start(words) is not None or compression_ratio(" ".join(words)) > MAX_COMPRESSION
