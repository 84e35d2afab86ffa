"""What two recognitions of the same sound have in common, and which of them is right where they differ."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from simulator.answer.types import Word

_MARKS = " \"'“”‘’.,!?;:()[]…-–—"
MUCH_SURER = 0.1
"""So much more probable, a word that comes late may take the place of one that has been read already."""


def agreed(before: Sequence[Word], now: Sequence[Word], until_s: float) -> int:
    """How many words at the start two recognitions have in common, as far as they end by `until_s`; never all."""
    count = 0
    for old, new in zip(before, now, strict=False):
        if plain(old.text) != plain(new.text) or new.end_s > until_s:
            break
        count += 1
    return min(count, len(now) - 1)


def surer(shown: Sequence[Word], again: Sequence[Word], by: float = 0.0) -> tuple[Word, ...]:
    """`again`, but with the words of `shown` wherever `again` has others that are not more probable (`by` this much).

    Words that change are hard to read. Where one of them has words and the other has none, `again` is right, and so it
    is behind the last word that both have: it has heard more of what follows.
    """
    parts = SequenceMatcher(
        None, [plain(word.text) for word in shown], [plain(word.text) for word in again], autojunk=False
    ).get_opcodes()
    words: list[Word] = []
    for kind, from_shown, to_shown, from_again, to_again in parts:
        old, new = shown[from_shown:to_shown], again[from_again:to_again]
        is_other = kind == "replace" and to_again < len(again)
        words += old if is_other and _probability(new) < _probability(old) + by else new
    return _in_order(words)


def plain(text: str) -> str:
    """A word without case and punctuation, for comparing."""
    return text.lower().strip(_MARKS)


def _probability(words: Sequence[Word]) -> float:
    return sum(word.probability for word in words) / len(words)


def _in_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """No word starts before the one in front of it ends."""
    ordered: list[Word] = []
    for word in words:
        start_s = max(word.start_s, ordered[-1].end_s if ordered else 0.0)
        ordered.append(replace(word, start_s=start_s, end_s=max(start_s, word.end_s)))
    return tuple(ordered)
