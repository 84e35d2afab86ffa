"""Fits the recurrent part of the findings judge: which sentence shows what, what the answer has, and its sections.

The sections are learnt beside the findings because they tell the network how an answer is built; they are not used.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from simulator.answer.types import SECTIONS
from simulator.labelling.finding_model import IDS, SCORED, Matrix, sigmoid
from simulator.labelling.finding_network import MEANING, FindingNetwork
from simulator.labelling.section_network import Floats, Weights, softmax
from simulator.training.findings_data import Case
from simulator.training.network_course import Course, Taught, padded, start, train_network
from simulator.training.network_steps import Batch, reversal

MEMBERS = 4
HIDDEN = 160
COURSE = Course(rounds=20, rate=4e-3, dropped_inputs=0.3)
ANSWER_SHARE, SECTION_SHARE = 0.5, 0.5
"""How much the two other tasks count beside the evidence sentences."""
Example = tuple[Matrix, Matrix, Matrix, npt.NDArray[np.bool_], Case]
"""Features (n, F), labels and weights (n, SCORED), findings of the answer (IDS), the case."""


def fit_finding_network(examples: Sequence[Example], members: int = MEMBERS, course: Course = COURSE) -> FindingNetwork:
    """The averaged networks, with their weights rounded as they are shipped."""
    network = FindingNetwork([_fit_member(examples, seed, course) for seed in range(members)])
    return FindingNetwork.from_arrays(network.to_arrays())


def _fit_member(examples: Sequence[Example], seed: int, course: Course) -> Weights:
    chance = np.random.default_rng(seed)
    width = examples[0][0].shape[1]
    weights = start(chance, MEANING, width - MEANING, HIDDEN, len(SCORED) + len(SECTIONS))

    def teach(indexes: npt.NDArray[np.int64]) -> Taught:
        return _make_batch([examples[index] for index in indexes])

    return train_network(weights, len(examples), teach, course, chance)


def _make_batch(examples: Sequence[Example]) -> Taught:
    features, labels, weights, truths, cases = zip(*examples, strict=True)
    lengths = np.array([len(rows) for rows in features])
    longest = int(lengths.max())
    gold = [np.eye(len(SECTIONS))[[SECTIONS.index(s.section) for s in case.gold]] for case in cases]
    rows = padded(features, longest)
    batch = Batch(rows[:, :, :MEANING], rows[:, :, MEANING:], reversal(lengths, longest))
    wanted = {"labels": padded(labels, longest), "weights": padded(weights, longest), "sections": padded(gold, longest)}
    return batch, partial(finding_loss, **wanted, truth=np.array(truths, np.float32))


def finding_loss(
    scores: Floats, *, labels: Floats, weights: Floats, sections: Floats, truth: Floats
) -> tuple[float, Floats]:
    """Loss a batch of B answers and its gradient for the scores (B, T, SCORED + 6).

    `labels` and `weights` (B, T, SCORED) and `sections` (B, T, 6, one-hot) are 0 beyond an answer's end; `truth` is
    (B, IDS). An answer's score for an id is the soft maximum (log-sum-exp) over its sentences.
    """
    size, count = len(scores), len(SCORED)
    shown, told = scores[:, :, :count], scores[:, :, count:]
    real = sections.sum(axis=2, keepdims=True)
    loss = float((weights * (np.logaddexp(0.0, shown) - labels * shown)).sum())
    slope = np.zeros_like(scores)
    slope[:, :, :count] = weights * (sigmoid(shown) - labels)

    chances = softmax(told)
    loss -= SECTION_SHARE * float((sections * np.log(chances + 1e-12)).sum())
    slope[:, :, count:] = SECTION_SHARE * (chances - sections) * real

    within = np.where(real > 0, shown[:, :, : len(IDS)], -np.inf)
    top = within.max(axis=1, keepdims=True)
    powers = np.exp(within - top)
    total = powers.sum(axis=1, keepdims=True)
    together = (top + np.log(total))[:, 0]
    loss += ANSWER_SHARE * float((np.logaddexp(0.0, together) - truth * together).sum())
    slope[:, :, : len(IDS)] += ANSWER_SHARE * (sigmoid(together) - truth)[:, None] * powers / total
    return loss / size, slope / size
