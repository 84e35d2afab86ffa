"""Fits the section network (`labelling.section_network`) on labelled answers; seeded, so that it can be repeated."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt

from simulator.answer.types import SECTIONS
from simulator.labelling.embeddings import DIMENSIONS, Embedder
from simulator.labelling.section_network import FEATURES, SCALE, Floats, SectionNetwork, Weights, network_features
from simulator.training.corpus import Answer
from simulator.training.network_course import Course, Taught, padded, start, train_network
from simulator.training.network_steps import Batch, reversal, section_loss

MEMBERS = 4
HIDDEN = 96
ROUNDS = 25
_RATE = 3e-3
_DROPPED_INPUTS = 0.2
_CUT = 0.5
"""Live only: how often an answer is cut at a random sentence, as it is while being spoken."""


@dataclass(frozen=True, slots=True)
class Example:
    """One answer: vectors (n, 384), network features (n, FEATURES) and gold columns (n)."""

    vectors: Floats
    features: Floats
    gold: npt.NDArray[np.int64]


@dataclass(slots=True)
class NetworkFits:
    """Trains networks of one kind (live or not) and remembers the vectors of the answers it has seen."""

    embedder: Embedder
    live: bool
    members: int = MEMBERS
    rounds: int = ROUNDS
    _examples: dict[str, Example] = field(default_factory=dict)

    def network(self, answers: Sequence[Answer]) -> SectionNetwork:
        """The averaged networks, with their weights rounded as they are shipped; answer ids must be unique."""
        examples = [self._example(answer) for answer in answers]
        members = [fit_network(examples, seed, live=self.live, rounds=self.rounds) for seed in range(self.members)]
        return SectionNetwork.from_arrays(SectionNetwork(members).to_arrays())

    def _example(self, answer: Answer) -> Example:
        if answer.id not in self._examples:
            gold = np.array([SECTIONS.index(section) for section in answer.sections])
            vectors = self.embedder.embed(answer.sentences)
            features = network_features(answer.sentences, live=self.live)
            self._examples[answer.id] = Example(vectors, features, gold)
        return self._examples[answer.id]


def fit_network(examples: Sequence[Example], seed: int, *, live: bool, rounds: int = ROUNDS) -> Weights:
    """One network from one seed."""
    chance = np.random.default_rng(seed)

    def teach(indexes: npt.NDArray[np.int64]) -> Taught:
        chosen = [examples[index] for index in indexes]
        return make_batch([_cut(example, chance) for example in chosen] if live else chosen)

    weights = start(chance, DIMENSIONS, FEATURES, HIDDEN, len(SECTIONS))
    return train_network(weights, len(examples), teach, Course(rounds, _RATE, _DROPPED_INPUTS), chance)


def make_batch(examples: Sequence[Example]) -> Taught:
    """Answers padded to the longest, and the loss of what is said of their sentences."""
    lengths = np.array([len(example.gold) for example in examples])
    longest = int(lengths.max())
    inputs = padded([SCALE * example.vectors for example in examples], longest)
    features = padded([example.features for example in examples], longest)
    gold = np.full((len(examples), longest), -1)
    for row, example in enumerate(examples):
        gold[row, : lengths[row]] = example.gold
    return Batch(inputs, features, reversal(lengths, longest)), partial(section_loss, gold=gold)


def _cut(example: Example, chance: np.random.Generator) -> Example:
    if chance.random() >= _CUT:
        return example  # live features do not depend on what follows, so a part of them is what the part would give
    kept = int(chance.integers(1, len(example.gold) + 1))
    return Example(example.vectors[:kept], example.features[:kept], example.gold[:kept])
