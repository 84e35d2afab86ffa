"""Fitting the judge of findings: one logistic regression for all ids over sentences, another over whole answers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from simulator.labelling.finding_features import (
    Matrix,
    Reading,
    SentenceEmbedder,
    answer_features,
    embed_sentences,
    read_answer,
    sentence_features,
    word_grams,
)
from simulator.labelling.finding_model import (
    DERIVED,
    IDS,
    SCORED,
    AnswerScorer,
    SentenceScorer,
    assemble,
    design,
    gram_weights,
    sigmoid,
)
from simulator.training.findings_data import Case
from simulator.training.findings_network_fit import fit_finding_network

SENTENCE_L2 = 4.0
OWN_L2, OTHERS_L2, ANSWER_L2, DERIVED_L2, QUESTION_L2 = 0.3, 100.0, 40.0, 10.0, 10.0
"""Penalties on an id's own pooled scores, on the other ids' scores, and on each part of the rest."""
QUESTION_AXES = 24
MIN_COUNT = 4
"""A word or pair is known when it occurs in this many sentences."""
ITERATIONS = 50
RANK_WEIGHTS = (3.0, 2.0, 1.5)
"""The best evidence sentence weighs most."""
UNLISTED_WEIGHT = 0.3
"""A sentence that is not listed, in an answer that shows the id: it may show it all the same."""

BIAS_L2, NEWTON_STEPS, CONVERGED = 1e-3, 12, 1e-6

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case with its features. `labels` and `weights` have shape (sentences, SCORED)."""

    case: Case
    reading: Reading
    features: Matrix
    grams: list[list[str]]
    answer: Matrix
    question: Matrix
    labels: Matrix
    weights: Matrix

    @property
    def truth(self) -> npt.NDArray[np.bool_]:
        return np.array([name in self.case.findings for name in IDS])


def prepare(cases: Sequence[Case], embedder: SentenceEmbedder) -> list[Prepared]:
    """Features of every case, with the sections that it carries."""
    prepared = []
    for case in cases:
        reading = read_answer(case.sentences, case.context.level)
        labels, weights = _targets(case, len(reading))
        prepared.append(
            Prepared(
                case=case,
                reading=reading,
                features=sentence_features(reading, embed_sentences(reading, embedder)),
                grams=[word_grams(text) for text in reading.texts],
                answer=np.array(list(answer_features(reading).values()), np.float32),
                question=embedder.embed([case.answer.question])[0],
                labels=labels,
                weights=weights,
            )
        )
    return prepared


def _targets(case: Case, size: int) -> tuple[Matrix, Matrix]:
    labels, weights = np.zeros((size, len(SCORED)), np.float32), np.ones((size, len(SCORED)), np.float32)
    for column, name in enumerate(IDS):
        if name not in case.findings:
            continue
        weights[:, column] = UNLISTED_WEIGHT
        for rank, row in enumerate(case.evidence[name]):
            labels[row, column] = 1.0
            weights[row, column] = RANK_WEIGHTS[min(rank, len(RANK_WEIGHTS) - 1)]
    labels[:, SCORED.index("result")] = [sentence.section == "R" for sentence in case.gold]
    return labels, weights


def fit_sentences(items: Sequence[Prepared]) -> SentenceScorer:
    """The scorer of sentences, trained on these answers."""
    counts = Counter(gram for item in items for grams in item.grams for gram in grams)
    known = sorted(gram for gram, count in counts.items() if count >= MIN_COUNT)
    index = {gram: number for number, gram in enumerate(known)}
    dense = np.vstack([item.features for item in items])
    sparse = vstack([_sparse(item.grams, index) for item in items]).tocsr()
    labels = np.vstack([item.labels for item in items])
    weights = np.vstack([item.weights for item in items])
    solution = _minimise(dense, sparse, labels, weights)
    width = dense.shape[1]
    network = fit_finding_network([(item.features, item.labels, item.weights, item.truth, item.case) for item in items])
    return SentenceScorer(index, solution[:width], solution[width:-1], solution[-1], network)


def _sparse(grams: Sequence[Sequence[str]], index: dict[str, int]) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, words in enumerate(grams):
        known = [index[word] for word in words if word in index]
        rows += [row] * len(known)
        columns += known
        values += [gram_weights(len(known))] * len(known)
    return csr_matrix((np.array(values, np.float32), (rows, columns)), shape=(len(grams), len(index)))


def _minimise(dense: Matrix, sparse: csr_matrix, labels: Matrix, weights: Matrix) -> Matrix:
    """Weighted logistic regression of every id at once, with a common L2 penalty; the last row is the bias."""
    width, rows, ids = dense.shape[1], dense.shape[1] + sparse.shape[1] + 1, labels.shape[1]
    dense_t, sparse_t = np.ascontiguousarray(dense.T), sparse.T.tocsr()

    def loss(flat: Values) -> tuple[float, Values]:
        w = flat.reshape(rows, ids).astype(np.float32)
        z = dense @ w[:width] + sparse @ w[width:-1] + w[-1]
        small = np.exp(-np.abs(z))
        error = weights * (np.maximum(z, 0) + np.log1p(small) - labels * z)
        value = float(error.sum(dtype=np.float64)) + 0.5 * SENTENCE_L2 * float((w[:-1].astype(np.float64) ** 2).sum())
        slope = (weights * (np.where(z >= 0, 1.0, small) / (1.0 + small) - labels)).astype(np.float32)
        inner = np.vstack([dense_t @ slope, sparse_t @ slope]) + SENTENCE_L2 * w[:-1]
        return value, np.vstack([inner, slope.sum(axis=0)]).ravel().astype(np.float64)

    yes = (labels * weights).sum(axis=0) + 1.0
    no = ((1.0 - labels) * weights).sum(axis=0) + 1.0
    start = np.vstack([np.zeros((rows - 1, ids)), np.log(yes / no)])
    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    return np.asarray(found.x.reshape(rows, ids), np.float32)


def fit_answers(items: Sequence[Prepared], scores: Sequence[Matrix]) -> AnswerScorer:
    """The scorer of answers, trained on sentence scores that were made without the answers' own files."""
    questions = np.array([item.question for item in items])
    question_mean = questions.mean(axis=0)
    basis = np.linalg.svd(questions - question_mean, full_matrices=False)[2][:QUESTION_AXES].T
    reduced = (questions - question_mean) @ basis
    flat = np.array(
        [assemble(rows, item.answer, axes) for rows, item, axes in zip(scores, items, reduced, strict=True)], np.float64
    )
    mean, spread = flat.mean(axis=0), flat.std(axis=0) + 1e-6
    # The axes of the question keep their sizes: the lesser ones are mostly noise.
    spread[-basis.shape[1] :] = spread[-basis.shape[1] :].max()
    standard = (flat - mean) / spread
    designs = np.array([design(row) for row in standard.astype(np.float32)], np.float64)
    truth = np.array([item.truth for item in items], np.float64)
    penalty = np.r_[
        np.full(3, OWN_L2),
        np.full(len(SCORED), OTHERS_L2),
        np.full(len(items[0].answer), ANSWER_L2),
        np.full(DERIVED, DERIVED_L2),
        np.full(basis.shape[1], QUESTION_L2),
    ]
    fitted = [fit_logistic(designs[:, k], truth[:, k], penalty) for k in range(len(IDS))]
    weights, bias = np.array([w[:-1] for w in fitted]), np.array([w[-1] for w in fitted])
    parts: list[Any] = [question_mean, basis, mean, spread, weights, bias]
    return AnswerScorer(*(np.asarray(part, np.float32) for part in parts))


def fit_logistic(inputs: Values, truth: Values, penalty: Values, weights: Values | None = None) -> Values:
    """Weights and, last, the bias of a logistic regression with an L2 penalty for each input (Newton's method)."""
    importance = np.ones(len(truth)) if weights is None else weights
    wide = np.c_[inputs, np.ones(len(inputs))]
    ridge = np.r_[penalty, BIAS_L2]
    w = np.zeros(wide.shape[1])
    for _ in range(NEWTON_STEPS):
        chance = sigmoid(wide @ w)
        slope = wide.T @ (importance * (chance - truth)) + ridge * w
        bend = (wide * (importance * chance * (1.0 - chance))[:, None]).T @ wide + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        w -= step
        if np.abs(step).max() < CONVERGED:
            break
    return w
