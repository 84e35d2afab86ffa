"""A small recurrent network over an answer's sentence embeddings: what each sentence means, in the order told.

Each sentence's vector, marks and place are projected to a hidden vector, one LSTM reads the answer forwards and one
backwards, and their states together with the hidden vector give the scores of the six sections. Plain numpy: an answer
takes about a millisecond. Several networks trained from different starts are averaged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

from simulator.labelling.embeddings import Vectors
from simulator.labelling.section_features import MARKS, sentence_marks

Floats = npt.NDArray[np.floating]
Probabilities = npt.NDArray[np.float64]
SCALE = 3.0
"""Unit vectors of 384 dimensions have small entries; scaled so that they weigh like the other features."""
_PLACES = 18
FEATURES = _PLACES + len(MARKS)
_ANSWER_WORDS = 400.0
"""About three minutes of speech: the live measure of how far an answer has come."""
_KNOTS = np.linspace(0.0, 1.0, 9)


@dataclass(slots=True)
class Weights:
    """One network. H is the hidden size; LSTM arrays hold both directions first (forwards, backwards).

    Sizes are those of the section network; the judge of findings uses the same one with its own inputs and scores.

    The gates of the last axis stand in the order input, forget, output, candidate.
    """

    project: Floats
    """(384, H)"""
    notice: Floats
    """(FEATURES, H)"""
    hidden: Floats
    """(H)"""
    enter: Floats
    """(2, H, 2 H): from the hidden vector to the gates of H/2 cells"""
    recur: Floats
    """(2, H/2, 2 H)"""
    gates: Floats
    """(2, 2 H)"""
    leave: Floats
    """(H, 6)"""
    scores: Floats
    """(6)"""

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.floating]], prefix: str) -> Self:
        """Raises KeyError when an array is missing."""
        return cls(**{name: arrays[prefix + name].astype(np.float32) for name in cls.names()})

    def to_arrays(self, prefix: str) -> dict[str, npt.NDArray[np.float16]]:
        """Half precision: a file of half the size, and labels that do not change."""
        return {prefix + name: getattr(self, name).astype(np.float16) for name in self.names()}

    @classmethod
    def names(cls) -> list[str]:
        return [item.name for item in fields(cls)]


class SectionNetwork:
    """The averaged networks of one variant. Holds no state: safe to call from several threads."""

    def __init__(self, members: Sequence[Weights]) -> None:
        self._members = members

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.floating]]) -> Self:
        """Networks are numbered `0.`, `1.` … in the names. Raises KeyError when there is none or one is cut short."""
        count = len({name.split(".")[0] for name in arrays})
        return cls([Weights.from_arrays(arrays, f"{index}.") for index in range(max(count, 1))])

    def to_arrays(self) -> dict[str, npt.NDArray[np.float16]]:
        return {
            name: array
            for index, member in enumerate(self._members)
            for name, array in member.to_arrays(f"{index}.").items()
        }

    def probabilities(self, vectors: Vectors, features: Floats) -> Probabilities:
        """Shape (sentences, 6), each row summing to 1, for one answer of at least one sentence."""
        each = [softmax(network_scores(member, SCALE * vectors, features)) for member in self._members]
        mean: Probabilities = np.mean(each, axis=0, dtype=np.float64)
        return mean


def network_features(sentences: Sequence[str], *, live: bool) -> npt.NDArray[np.float32]:
    """Place and marks of each sentence, shape (sentences, FEATURES). With `live` nothing depends on what is to come."""
    marks = np.array([sentence_marks(sentence) for sentence in sentences])
    return np.concatenate([_places(sentences, live=live), marks], axis=1, dtype=np.float32)


def _places(sentences: Sequence[str], *, live: bool) -> npt.NDArray[np.float64]:
    counts = np.array([len(sentence.split()) for sentence in sentences], np.float64)
    indexes = np.arange(len(counts))
    middles = np.cumsum(counts) - counts / 2
    share = middles / (_ANSWER_WORDS if live else max(counts.sum(), 1.0))
    left = np.full(len(counts), 5) if live else np.minimum(len(counts) - 1 - indexes, 5)
    length = np.zeros(len(counts)) if live else np.full(len(counts), np.log1p(len(counts)) / 3)
    columns = [share, share**2, indexes == 0, left == 0, np.minimum(indexes, 5) / 5, left / 5, np.log1p(counts) / 4]
    columns += [np.minimum(middles, _ANSWER_WORDS) / 200, length]
    near = np.abs(share[:, None] - _KNOTS[None, :]) < 0.125
    return np.concatenate([np.stack(columns, axis=1), near], axis=1, dtype=np.float64)


def softmax(scores: Floats) -> Floats:
    """Along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return result


def sigmoid(values: Floats) -> Floats:
    """Written with tanh, which cannot overflow."""
    result: Floats = 0.5 * (1.0 + np.tanh(0.5 * values))
    return result


def network_scores(weights: Weights, inputs: Floats, features: Floats) -> Floats:
    """What one network says of each sentence of one answer, shape (sentences, scores)."""
    hidden = np.maximum(inputs @ weights.project + features @ weights.notice + weights.hidden, 0.0)
    forwards = _read(hidden, weights.enter[0], weights.recur[0], weights.gates[0])
    backwards = _read(hidden[::-1], weights.enter[1], weights.recur[1], weights.gates[1])[::-1]
    result: Floats = (np.concatenate([forwards, backwards], axis=1) + hidden) @ weights.leave + weights.scores
    return result


def _read(hidden: Floats, enter: Floats, recur: Floats, gates: Floats) -> Floats:
    """One LSTM over one answer: its state after each sentence, shape (sentences, H/2)."""
    cells = recur.shape[0]
    entering = hidden @ enter + gates
    state, memory = np.zeros(cells, np.float32), np.zeros(cells, np.float32)
    states = []
    for row in entering:
        raw = row + state @ recur
        opened = sigmoid(raw[: 3 * cells])
        memory = opened[cells : 2 * cells] * memory + opened[:cells] * np.tanh(raw[3 * cells :])
        state = opened[2 * cells :] * np.tanh(memory)
        states.append(state)
    return np.stack(states)
