"""Which of the stories an answer was, guessed from its words. Pure; the person is always asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.answer.consistency import rare_among, retold
from simulator.answer.protocols import MeaningMatcher
from simulator.answer.types import Word
from simulator.answer.words import estimate_words
from simulator.stories.types import Story

BY_WORDS = 0.35
"""Share of rare words, of the text that has fewer, from which an answer is offered as a story."""
FEWEST = 4
"""So many rare words at least have to be shared: a story of one line shares half of itself by chance.

With both, of 159,600 pairs of an answer of the corpus and three sentences of another one, 13 are taken for one story.
"""
BY_MEANING = 0.55
"""Cosine from which a story is offered although its words do not tell. Three sentences of an answer reach it with 97 %
of the 120 answers they are from, and in 5 of 14,280 pairs with another; how a story told in quite other words fares was
not measured.
"""


@dataclass(frozen=True, slots=True)
class Guess:
    """`story`: an id. `shared`: the rare words that both have, in the order of the alphabet; empty: by meaning only."""

    story: str
    share: float
    shared: tuple[str, ...] = ()


def guess_story(words: Sequence[Word], stories: Sequence[Story], matcher: MeaningMatcher | None = None) -> Guess | None:
    """The likeliest, or None where none is likely. `matcher` is asked only where words do not tell."""
    told = rare_among(words)
    ranked = sorted((_shared(told, story) for story in stories), key=lambda guess: -guess.share)
    if ranked and ranked[0].share >= BY_WORDS and len(ranked[0].shared) >= FEWEST:
        return ranked[0]
    with_text = [story for story in stories if any(story.beats.values()) or story.draft]
    if matcher is None or not with_text or not told:
        return None
    text = " ".join(word.text for word in words)
    at, cosine = matcher.closest(text, [story.text for story in with_text])
    return Guess(with_text[at].id, cosine) if cosine >= BY_MEANING else None


def _shared(told: frozenset[str], story: Story) -> Guess:
    written = rare_among(estimate_words(story.text))
    return Guess(story.id, retold(written, told), tuple(sorted(written & told)))
