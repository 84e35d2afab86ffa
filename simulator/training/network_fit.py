"""Fits the section network (`labelling.section_network`) on labelled answers; seeded, so that it can be repeated."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from simulator.answer.types import SECTIONS
from simulator.labelling.embeddings import DIMENSIONS, Embedder
from simulator.labelling.section_network import FEATURES, SCALE, Floats, SectionNetwork, Weights, network_features
from simulator.training.corpus import Answer
from simulator.training.network_steps import Adam, Batch, Dropout, loss_and_gradients, reversal

MEMBERS = 4
HIDDEN = 96
ROUNDS = 25
_BATCH = 16
_RATE = 3e-3
_DECAY = 0.05
_WARM_UP = 0.3
_DROPPED_INPUTS = 0.2
_DROPPED = 0.4
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
    """One network from one seed: Adam, a rate that rises and falls once, dropout, smoothed labels."""
    chance = np.random.default_rng(seed)
    weights = _start(chance)
    adam = Adam(weights, _DECAY)
    steps = rounds * -(-len(examples) // _BATCH)
    step = 0
    for _ in range(rounds):
        order = chance.permutation(len(examples))
        for begin in range(0, len(order), _BATCH):
            chosen = [examples[index] for index in order[begin : begin + _BATCH]]
            batch = make_batch([_cut(example, chance) for example in chosen] if live else chosen)
            _, gradients = loss_and_gradients(weights, batch, _dropout(batch, chance))
            weights = adam.update(weights, gradients, _rate(step, steps))
            step += 1
    return weights


def make_batch(examples: Sequence[Example]) -> Batch:
    """Answers padded to the longest with zeros."""
    lengths = np.array([len(example.gold) for example in examples])
    longest = int(lengths.max())
    inputs = np.zeros((len(examples), longest, DIMENSIONS), np.float32)
    features = np.zeros((len(examples), longest, FEATURES), np.float32)
    gold = np.full((len(examples), longest), -1)
    for row, example in enumerate(examples):
        inputs[row, : lengths[row]] = SCALE * example.vectors
        features[row, : lengths[row]] = example.features
        gold[row, : lengths[row]] = example.gold
    return Batch(inputs, features, gold, reversal(lengths, longest))


def _cut(example: Example, chance: np.random.Generator) -> Example:
    if chance.random() >= _CUT:
        return example  # live features do not depend on what follows, so a part of them is what the part would give
    kept = int(chance.integers(1, len(example.gold) + 1))
    return Example(example.vectors[:kept], example.features[:kept], example.gold[:kept])


def _start(chance: np.random.Generator) -> Weights:
    """Uniform in ±1/√fan-in, the usual start of linear and recurrent layers."""
    cells = HIDDEN // 2

    def uniform(fan_in: int, *shape: int) -> npt.NDArray[np.float32]:
        bound = fan_in**-0.5
        return chance.uniform(-bound, bound, shape).astype(np.float32)

    return Weights(
        project=uniform(DIMENSIONS, DIMENSIONS, HIDDEN),
        notice=uniform(FEATURES, FEATURES, HIDDEN),
        hidden=uniform(DIMENSIONS, HIDDEN),
        enter=uniform(cells, 2, HIDDEN, 4 * cells),
        recur=uniform(cells, 2, cells, 4 * cells),
        gates=uniform(cells, 2, 4 * cells),
        leave=uniform(HIDDEN, HIDDEN, len(SECTIONS)),
        scores=uniform(HIDDEN, len(SECTIONS)),
    )


def _dropout(batch: Batch, chance: np.random.Generator) -> Dropout:
    def factors(shape: tuple[int, ...], dropped: float) -> npt.NDArray[np.float32]:
        kept = chance.random(shape, dtype=np.float32) >= dropped
        return kept.astype(np.float32) / np.float32(1 - dropped)

    hidden = (*batch.gold.shape, HIDDEN)
    return Dropout(factors(batch.inputs.shape, _DROPPED_INPUTS), factors(hidden, _DROPPED), factors(hidden, _DROPPED))


def _rate(step: int, steps: int) -> float:
    """One cycle (Smith 2018): up from a 25th of the top over the first 30 %, then down to nearly nothing, by cosine."""
    top = _WARM_UP * steps
    if step < top:
        low, high, along = _RATE / 25, _RATE, step / top
    else:
        low, high, along = _RATE, _RATE / 1e5, (step - top) / max(steps - top, 1)
    return float(low + (high - low) * (1 - np.cos(np.pi * along)) / 2)
