"""What speaks for an item of the rubric in one answer: scores of the judge, and words that need no judge."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulator.answer import catalogue
from simulator.answer.quote import best_quote, quote_text
from simulator.answer.told import Scores, Told
from simulator.answer.types import RubricItem, RubricState, Section

HALF = 0.5
"""From this part of a threshold on the judge is in doubt, and the item is "unclear" and not "not heard"."""
SAID_IN_WORDS = 0.9
"""Confidence of what a pattern found: read one by one, 52 of the 57 hits in the corpus are right."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of the judge against its thresholds, for one answer. `judged` is False where there is no judge."""

    told: Told
    scores: Scores
    limits: Mapping[str, float]
    judged: bool

    def score(self, name: str) -> float:
        return min(max(self.scores.get(name, (0.0, None))[0], 0.0), 1.0)

    def strength(self, name: str) -> float:
        """The score in units of its threshold: from 1 on it is reported. 0 for an id that was not scored."""
        limit = self.limits.get(name, HALF)
        return self.score(name) / limit if limit > 0 else float(self.score(name) > 0)

    def shown(self, name: str) -> bool:
        return self.strength(name) >= 1

    def best(self, *names: str) -> str:
        return max(names, key=self.strength)

    def by_signal(self, item: str, *names: str) -> RubricItem:
        """`item` as the first of these signals that is shown has it, or else the strongest.

        Without a judge nothing is claimed.
        """
        if not self.judged:
            return RubricItem(item, "unclear")
        best = next((name for name in names if self.shown(name)), self.best(*names))
        strength = self.strength(best)
        return self.of_finding(item, "met" if strength >= 1 else "unclear" if strength >= HALF else "not_heard", best)

    def of_finding(self, item: str, state: RubricState, finding: str) -> RubricItem:
        """`item` in `state`, with the words that the judge points at. A "met" that nothing can show is "unclear"."""
        score, index = self.score(finding), self.scores.get(finding, (0.0, None))[1]
        if state == "not_heard":
            return RubricItem(item, state, confidence=1.0 - score)
        if index is None or not self.told.has(index):
            return RubricItem(item, "unclear", confidence=score)
        return self.quoted(item, state, index, catalogue.entry(finding).cues, score)

    def quoted(
        self, item: str, state: RubricState, index: int, cues: re.Pattern[str], confidence: float, value: str = ""
    ) -> RubricItem:
        """`item` with the clause of sentence `index` that is richest in `cues`."""
        words = self.told.words_of(index)
        texts = [word.text for word in words]
        first, last = best_quote(texts, cues)
        if first == last:
            return RubricItem(item, "unclear" if state == "met" else state, confidence=confidence, value=value)
        quote = quote_text(texts, first, last)
        return RubricItem(item, state, quote, words[first].start_s, words[last - 1].end_s, confidence, value)

    def by_words(self, item: str, pattern: re.Pattern[str], *sections: Section) -> RubricItem | None:
        """`item` met by the first sentence of `sections` that `pattern` is in; None where it is in none."""
        index = self.first_match(pattern, *sections)
        return None if index is None else self.quoted(item, "met", index, pattern, SAID_IN_WORDS)

    def first_match(self, pattern: re.Pattern[str], *sections: Section) -> int | None:
        """Of the whole answer where no section is named."""
        wanted = self.told.indexes(*sections) if sections else range(len(self.told.sentences))
        return next((index for index in wanted if pattern.search(self.told.sentences[index].text)), None)


Reader = Callable[[Evidence, str], RubricItem]
"""Reads the item of this id out of an answer."""


def signal(*names: str) -> Reader:
    """A reader of what the first of these signals that is shown says, or else the strongest."""
    return lambda evidence, item: evidence.by_signal(item, *names)


def words_or_signal(pattern: re.Pattern[str], *names: str, sections: tuple[Section, ...] = ()) -> Reader:
    """A reader that takes plain words first, then the strongest of these signals."""

    def read(evidence: Evidence, item: str) -> RubricItem:
        return evidence.by_words(item, pattern, *sections) or evidence.by_signal(item, *names)

    return read
