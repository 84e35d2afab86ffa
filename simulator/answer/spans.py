"""Labelled sentences and their words: which belong where, and how sure the labels are by their weight."""

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


def label_confidence(sentences: Sequence[LabelledSentence]) -> float:
    """Mean confidence of the labels by words (0–1), 0 for none; a label set by hand is certain."""
    weights = [len(sentence.text.split()) for sentence in sentences]
    sure = sum(
        (1.0 if sentence.corrected else sentence.confidence) * weight
        for sentence, weight in zip(sentences, weights, strict=True)
    )
    return sure / sum(weights) if sum(weights) else 0.0
