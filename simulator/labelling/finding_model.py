"""The arithmetic of the findings judge: sentence scores, their pooling, and the probability of each id.

Trained in `training.findings_fit`; numpy is all that is needed to use it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

SIGNALS = (
    "noticed", "unasked", "sized", "scoped", "buy_in", "tradeoffs", "cross_team", "shipped", "measured", "prevention",
    "stopped", "credit", "reflection",
)  # fmt: skip
FLAGS = (
    "assigned", "team_only", "we_only", "effort_only", "handed_off", "passive_voice", "vague", "no_numbers", "heroics",
    "proposal_only", "overreach", "title_talk", "credit_seeking", "no_result", "long_setup",
)  # fmt: skip
IDS = (*SIGNALS, *FLAGS)
GRAM_SCALE = 1.2
"""A sentence's words and pairs weigh together about as much as its meaning does."""


def gram_weights(count: int) -> float:
    """The weight of each of a sentence's `count` known words and pairs."""
    return GRAM_SCALE / float(np.sqrt(max(count, 1)))


def sigmoid(values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    wide = np.clip(np.asarray(values, np.float64), -60.0, 60.0)
    result: npt.NDArray[np.float64] = 1.0 / (1.0 + np.exp(-wide))
    return result


def pooled(scores: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Sentence scores of shape (sentences, ids) as (3, ids): best, second best, and how many together."""
    ordered = np.sort(np.asarray(scores, np.float64), axis=0)[::-1]
    best = ordered[0]
    second = ordered[1] if len(ordered) > 1 else best - 1.0
    together = np.log(np.logaddexp(0.0, ordered).sum(axis=0) + 1e-3)
    return np.stack([best, second, together])


@dataclass(frozen=True, slots=True)
class SentenceScorer:
    """Scores (log odds) that a sentence is evidence of each id: `dense` (features, ids), `sparse` (grams, ids)."""

    grams: Mapping[str, int]
    dense: Matrix
    sparse: Matrix
    bias: Matrix

    def scores(self, features: Matrix, grams: Sequence[Sequence[str]]) -> Matrix:
        """Shape (sentences, ids)."""
        result = features @ self.dense + self.bias
        for row, words in enumerate(grams):
            known = [self.grams[word] for word in words if word in self.grams]
            if known:
                result[row] += self.sparse[known].sum(axis=0) * gram_weights(len(known))
        return np.asarray(result, np.float32)


@dataclass(frozen=True, slots=True)
class AnswerScorer:
    """Probability of each id for a whole answer.

    `weights` has shape (ids, 3 + ids + answer features): the id's own pooled scores, the best score of every id,
    the answer features. `mean` and `spread` (3 * ids + answer features) standardise what goes in.
    """

    mean: Matrix
    spread: Matrix
    weights: Matrix
    bias: Matrix

    def probabilities(self, scores: Matrix, answer: Matrix) -> npt.NDArray[np.float64]:
        """One probability an id, in the order of IDS."""
        return sigmoid((design(self.standardise(scores, answer)) * self.weights).sum(axis=1) + self.bias)

    def standardise(self, scores: Matrix, answer: Matrix) -> Matrix:
        flat = np.concatenate([pooled(scores).ravel(), answer])
        return np.asarray((flat - self.mean) / self.spread, np.float32)


def design(standardised: Matrix) -> Matrix:
    """Shape (ids, 3 + ids + answer features) from one standardised answer."""
    count = len(IDS)
    own = standardised[: 3 * count].reshape(3, count).T
    shared = np.concatenate([standardised[:count], standardised[3 * count :]])
    return np.hstack([own, np.tile(shared, (count, 1))])
