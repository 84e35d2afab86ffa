"""Fitting the probe ranker on findings that were judged without the answer's file."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from simulator.labelling.embeddings import Embedder
from simulator.labelling.finding_model import IDS
from simulator.labelling.probe_ranker import FAMILIES, RankerWeights, ranker_features
from simulator.training.findings_data import Case
from simulator.training.findings_fit import BIAS_L2, Prepared, fit_logistic
from simulator.training.findings_shown import Judged

FINDING_L2, SHAPE_L2, MEANING_L2 = 10.0, 20.0, 90.0
"""Penalties on the findings, on the shape of the answer, on its meaning."""
PLACE_WEIGHTS = (1.0, 0.6, 0.4, 0.3)
"""How much the first, second … family of an interviewer's list counts as the one to ask."""
COVERED_WEIGHT = 0.5
"""How much a covered family counts as one not to ask."""
HELPING_WEIGHT = 0.25
"""How much the list of an answer counts that only helps to train: its writer made it, with the flaw in mind."""
ITERATIONS = 150

Rows = npt.NDArray[np.float64]


def ranker_inputs(items: Sequence[Prepared], judged: Sequence[Judged], embedder: Embedder) -> Rows:
    """Features of each answer, given what was judged of it."""
    rows = [
        ranker_features(likely_of(found), [float(value) for value in item.answer], embedder.embed(item.reading.texts))
        for item, found in zip(items, judged, strict=True)
    ]
    return np.array(rows, np.float64)


def likely_of(judged: Judged) -> dict[str, float]:
    return {name: score for name, (score, _) in judged.items()}


def fit_ranker(cases: Sequence[Case], inputs: Rows) -> RankerWeights:
    """The ranker trained on these answers."""
    mean, spread = inputs.mean(axis=0), inputs.std(axis=0) + 1e-6
    width = inputs.shape[1]
    # Meaning keeps its scale: standardised, its many small parts would count as much as a finding each.
    spread[width - 384 :] = 1.0
    standard = (inputs - mean) / spread
    penalty = np.r_[np.full(len(IDS), FINDING_L2), np.full(width - len(IDS) - 384, SHAPE_L2), np.full(384, MEANING_L2)]
    first = _fit_first(np.c_[standard, np.ones(len(standard))], np.r_[penalty, BIAS_L2], *_wishes(cases))
    told = [np.array([float(family in case.bad) for case in cases]) for family in FAMILIES]
    counted = np.array([_counted(case) for case in cases])
    covered = np.array([fit_logistic(standard, truth, penalty, counted) for truth in told]).T
    parts = [mean, spread, first[:-1], first[-1], covered[:-1], covered[-1]]
    return RankerWeights(*(np.asarray(part, np.float32) for part in parts))


def _counted(case: Case) -> float:
    return 1.0 if case.measured else HELPING_WEIGHT


def _wishes(cases: Sequence[Case]) -> tuple[Rows, Rows]:
    """How much each family is wanted, and how much it is not, shape (answers, families)."""
    wanted, unwanted = np.zeros((2, len(cases), len(FAMILIES)))
    for row, case in enumerate(cases):
        counted = _counted(case)
        for place, family in enumerate(case.good):
            wanted[row, FAMILIES.index(family)] = counted * PLACE_WEIGHTS[min(place, len(PLACE_WEIGHTS) - 1)]
        for family in case.bad:
            unwanted[row, FAMILIES.index(family)] = counted * COVERED_WEIGHT
    return wanted, unwanted


def _fit_first(inputs: Rows, penalty: Rows, wanted: Rows, unwanted: Rows) -> Rows:
    """Softmax regression, shape (inputs, families): likely what is wanted, unlikely what is not."""
    shape = (inputs.shape[1], len(FAMILIES))

    def loss(flat: Rows) -> tuple[float, Rows]:
        w = flat.reshape(shape)
        scores = inputs @ w
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance = powers / powers.sum(axis=1, keepdims=True)
        value = -(wanted * np.log(chance + 1e-12)).sum() - (unwanted * np.log(1 - chance + 1e-9)).sum()
        against = unwanted * chance / (1 - chance + 1e-9)
        slope = chance * wanted.sum(axis=1, keepdims=True) - wanted
        slope += against - chance * against.sum(axis=1, keepdims=True)
        value += 0.5 * (penalty[:, None] * w**2).sum()
        return float(value), (inputs.T @ slope + penalty[:, None] * w).ravel()

    start = np.zeros(shape).ravel()
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    return np.asarray(found.x.reshape(shape))
