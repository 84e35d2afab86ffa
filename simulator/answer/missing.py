"""How sure it is that an answer lacks a section, from the chances of all its sentences."""

from collections.abc import Sequence
from math import prod

from simulator.answer.types import SECTIONS, LabelledSentence, Section


def missing_chance(sentences: Sequence[LabelledSentence], section: Section) -> float | None:
    """Probability (0–1) that no sentence is of `section`, the chances taken as independent.

    0 where a sentence has that label; None where the labeller gave no chances, so that nobody can tell.
    """
    if any(sentence.section == section for sentence in sentences):
        return 0.0
    place = SECTIONS.index(section)
    open_ones = [sentence for sentence in sentences if not sentence.corrected]
    if any(not sentence.chances for sentence in open_ones):
        return None
    return prod(1.0 - sentence.chances[place] for sentence in open_ones)
