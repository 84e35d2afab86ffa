"""The arithmetic of the findings judge: sentence scores, their pooling, and the probability of each id.

Trained in `training.findings_fit`; numpy is all that is needed to use it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

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
SCORED = (*IDS, "result")
"""What a sentence is scored for: every id, and whether it tells an outcome (a section label may be wrong)."""
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
    """Sentence scores of shape (sentences, SCORED) as (3, SCORED): best, second best, and how many together."""
    ordered = np.sort(np.asarray(scores, np.float64), axis=0)[::-1]
    best = ordered[0]
    second = ordered[1] if len(ordered) > 1 else best - 1.0
    together = np.log(np.logaddexp(0.0, ordered).sum(axis=0) + 1e-3)
    return np.stack([best, second, together])


class AnswerReader(Protocol):
    def scores(self, features: Matrix) -> Matrix:
        """Shape (sentences, SCORED), of one answer's sentences in order."""

    def to_arrays(self) -> dict[str, npt.NDArray[np.float16]]:
        """What is stored of it, by name."""


@dataclass(frozen=True, slots=True)
class SentenceScorer:
    """Log odds that a sentence shows each of SCORED: `dense` (features, SCORED), `sparse` (grams, SCORED).

    A linear part over the sentence's features and words, and a recurrent one that knows the rest of the answer, added.
    """

    grams: Mapping[str, int]
    dense: Matrix
    sparse: Matrix
    bias: Matrix
    network: AnswerReader

    def scores(self, features: Matrix, grams: Sequence[Sequence[str]]) -> Matrix:
        """Shape (sentences, SCORED)."""
        result = features @ self.dense + self.bias
        for row, words in enumerate(grams):
            known = [self.grams[word] for word in words if word in self.grams]
            if known:
                result[row] += self.sparse[known].sum(axis=0) * gram_weights(len(known))
        return np.asarray(result + self.network.scores(features), np.float32)


@dataclass(frozen=True, slots=True)
class AnswerScorer:
    """Probability of each id for a whole answer, by one logistic regression an id.

    `weights` has shape (ids, 3 + SCORED + others): the id's own pooled scores, the best score of each of SCORED, and
    the others of `assemble`. `mean` and `spread` standardise what `assemble` gives. `question_mean` (384) and
    `question_basis` (384, axes) reduce the meaning of the question that was asked.
    """

    question_mean: Matrix
    question_basis: Matrix
    mean: Matrix
    spread: Matrix
    weights: Matrix
    bias: Matrix

    def probabilities(self, scores: Matrix, answer: Matrix, question: Matrix | None) -> npt.NDArray[np.float64]:
        """One probability an id, in the order of IDS. `question` is the meaning of the question, if it is known."""
        flat = (assemble(scores, answer, self.reduced(question)) - self.mean) / self.spread
        return sigmoid((design(flat) * self.weights).sum(axis=1) + self.bias)

    def reduced(self, question: Matrix | None) -> Matrix:
        """Shape (axes,); an unknown question lies in the middle."""
        if question is None:
            return np.zeros(self.question_basis.shape[1], np.float32)
        return np.asarray((question - self.question_mean) @ self.question_basis, np.float32)


def assemble(scores: Matrix, answer: Matrix, question: Matrix) -> Matrix:
    """What is known of an answer in one row: pooled scores (3 * SCORED), answer features, derived ones, question."""
    together = pooled(scores)
    return np.concatenate([together.ravel(), answer, _derived(together[0], answer), question]).astype(np.float32)


def _derived(best: npt.NDArray[np.float64], answer: Matrix) -> list[float]:
    """What the codebook defines by two things at once: no number on problem or result; senior and inside the team."""
    score = dict(zip(SCORED, (float(value) for value in best), strict=True))
    senior = float(answer[-1])
    return [
        max(score["sized"], score["measured"]),
        max(score["shipped"], score["measured"]),
        senior * score["cross_team"],
        senior * score["handed_off"],
    ]


DERIVED = 4


def design(standardised: Matrix) -> Matrix:
    """Shape (ids, 3 + SCORED + others) from one standardised row of `assemble`."""
    count = len(SCORED)
    own = standardised[: 3 * count].reshape(3, count)[:, : len(IDS)].T
    shared = np.concatenate([standardised[:count], standardised[3 * count :]])
    return np.hstack([own, np.tile(shared, (len(IDS), 1))])
