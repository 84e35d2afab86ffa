"""An answer together with what was counted in it: all that a finding can be made and explained from."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.answer.spans import label_confidence, word_ranges
from simulator.answer.types import AnswerContext, Delivery, LabelledSentence, Section, Word
from simulator.answer.words import count_spoken

Scores = Mapping[str, tuple[float, int | None]]
"""Signal or flag id → (probability 0–1, index of the best evidence sentence or None)."""


@dataclass(frozen=True, slots=True)
class Told:
    """`sentences` tile `words`."""

    words: tuple[Word, ...]
    sentences: tuple[LabelledSentence, ...]
    delivery: Delivery
    context: AnswerContext

    def ranges(self) -> list[tuple[int, int]]:
        """(first, one past the last) word of each sentence."""
        return word_ranges(self.sentences, self.words)

    def words_of(self, index: int) -> tuple[Word, ...]:
        first, last = self.ranges()[index]
        return self.words[first:last]

    def indexes(self, *sections: Section) -> list[int]:
        """Which sentences belong to these sections."""
        return [index for index, sentence in enumerate(self.sentences) if sentence.section in sections]

    def word_share(self, *sections: Section) -> float:
        """The share of the spoken words that these sections hold; 0 for no words."""
        part = sum(count_spoken(self.words_of(index)) for index in self.indexes(*sections))
        return part / self.delivery.words if self.delivery.words else 0.0

    def sureness(self, *sections: Section) -> float:
        """Mean confidence of the labels of these sections, by words; 0 for none."""
        return label_confidence([self.sentences[index] for index in self.indexes(*sections)])

    def has(self, index: int | None) -> bool:
        """Whether `index` names a sentence."""
        return index is not None and 0 <= index < len(self.sentences)
