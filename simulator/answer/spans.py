"""Which words belong to which labelled sentence."""

from collections.abc import Sequence

from simulator.answer.types import LabelledSentence, Word


def word_ranges(sentences: Sequence[LabelledSentence], words: Sequence[Word]) -> list[tuple[int, int]]:
    """(first, one past the last) word of each sentence; sentences tile the words in order.

    Raises ValueError where they do not, since every count by section would be wrong.
    """
    ranges: list[tuple[int, int]] = []
    start = 0
    for sentence in sentences:
        end = start + len(sentence.text.split())
        ranges.append((start, end))
        start = end
    if start != len(words):
        raise ValueError(f"sentences of {start} words do not tile an answer of {len(words)} words")
    return ranges
