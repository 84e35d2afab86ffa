"""Corrections by hand, put over the machine's labels without replacing them. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from simulator.answer.types import LabelledSentence, Section
from simulator.archive.types import Correction

_MAJORITY = 0.5
"""A sentence follows a correction that covers at least this share of its time: re-transcribing moves the edges of
sentences by tenths of a second, and may split one or join two."""

_Interval = tuple[float, float]


def apply(sentences: Sequence[LabelledSentence], corrections: Sequence[Correction]) -> tuple[LabelledSentence, ...]:
    """`sentences` with the sections that `corrections` (oldest first; a newer one wins) set for their time."""
    return tuple(_corrected(sentence, corrections) for sentence in sentences)


def _corrected(sentence: LabelledSentence, corrections: Sequence[Correction]) -> LabelledSentence:
    covered = _covered(sentence, corrections)
    if not covered:
        return sentence
    section = max(covered, key=lambda name: covered[name])
    if covered[section] < _MAJORITY * (sentence.end_s - sentence.start_s):
        return sentence
    return replace(sentence, section=section, confidence=1.0, corrected=True)


def _covered(sentence: LabelledSentence, corrections: Sequence[Correction]) -> dict[Section, float]:
    """Seconds of the sentence a section; a stretch counts for the newest correction that holds it."""
    seconds: dict[Section, float] = {}
    free: list[_Interval] = [(sentence.start_s, sentence.end_s)]
    for correction in reversed(corrections):
        left: list[_Interval] = []
        for start, end in free:
            low, high = max(start, correction.start_s), min(end, correction.end_s)
            if low > high or (low == high and start < end):
                left.append((start, end))
                continue
            seconds[correction.section] = seconds.get(correction.section, 0.0) + high - low
            left += [piece for piece in ((start, low), (high, end)) if piece[0] < piece[1]]
        free = left
    return seconds
