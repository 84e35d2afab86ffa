"""Meaning in context: section probabilities from the embeddings of a sentence and its neighbours.

A multinomial logistic regression. Its probabilities are no labels by themselves; the CRF takes them as attributes
beside the words, which is why training makes them for answers that the regression has not seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.answer.types import SECTIONS
from simulator.labelling.embeddings import DIMENSIONS, Vectors

Probabilities = npt.NDArray[np.float64]
_SCALE = 3.0
"""Unit vectors have small entries; scaled so that one penalty suits them and the place features."""
_KNOTS = np.linspace(0.0, 1.0, 9)
_LIVE_KNOTS = np.linspace(0.0, 400.0, 9)
"""Words said so far, up to the length of a three-minute answer."""
PLACES = 16
INPUTS = 3 * DIMENSIONS + PLACES


@dataclass(frozen=True, slots=True)
class ContextModel:
    """`weights` (INPUTS, 6) and `bias` (6); columns in the order of SECTIONS."""

    weights: npt.NDArray[np.float64]
    bias: npt.NDArray[np.float64]

    def probabilities(self, inputs: npt.NDArray[np.float64]) -> Probabilities:
        """Shape (sentences, 6), each row summing to 1, for `context_inputs` of one answer."""
        scores = inputs @ self.weights + self.bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        result: Probabilities = powers / powers.sum(axis=1, keepdims=True)
        return result


def context_inputs(vectors: Vectors, sentences: Sequence[str], *, live: bool) -> npt.NDArray[np.float64]:
    """The embeddings of the sentence before, the sentence and the one after (zeros outside), and its place."""
    edge = np.zeros((1, DIMENSIONS), np.float32)
    padded = np.concatenate([edge, vectors, edge])
    places = _places([len(sentence.split()) for sentence in sentences], live=live)
    return np.concatenate([_SCALE * padded[:-2], _SCALE * padded[1:-1], _SCALE * padded[2:], places], axis=1).astype(
        np.float64
    )


def _places(word_counts: Sequence[int], *, live: bool) -> npt.NDArray[np.float64]:
    """Where the sentence lies: by share of the answer, or live by the words said so far; shape (sentences, 16)."""
    counts = np.array(word_counts, np.float64)
    middles = np.cumsum(counts) - counts / 2
    indexes = np.arange(len(counts))
    share = middles / 400.0 if live else middles / max(counts.sum(), 1.0)
    left = np.full(len(counts), 5) if live else np.minimum(len(counts) - 1 - indexes, 5)
    knots, width = (_LIVE_KNOTS, 50.0) if live else (_KNOTS, 0.125)
    at = middles if live else share
    near = (np.abs(at[:, None] - knots[None, :]) < width).astype(np.float64)
    plain = [share, share**2, indexes == 0, left == 0, np.minimum(indexes, 5) / 5, left / 5, np.log1p(counts) / 4]
    return np.concatenate([np.stack([np.asarray(column, np.float64) for column in plain], axis=1), near], axis=1)


def context_attributes(probabilities: Probabilities) -> list[dict[str, float]]:
    """CRF attributes of each sentence: its section probabilities and its neighbours'."""
    rows = len(probabilities)
    return [
        {
            f"context{offset}:{section}": float(probabilities[index + offset, column])
            for offset in (-1, 0, 1)
            if 0 <= index + offset < rows
            for column, section in enumerate(SECTIONS)
        }
        for index in range(rows)
    ]
