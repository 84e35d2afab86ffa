"""Fitting the probe ranker on findings that were judged without the answer's file."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from simulator.labelling.embeddings import Embedder
from simulator.labelling.finding_model import IDS
from simulator.labelling.probe_ranker import FAMILIES, RankerWeights, ranker_features
from simulator.training.findings_data import Case
from simulator.training.findings_fit import Prepared, fit_logistic
from simulator.training.findings_shown import Judged

FINDING_L2, SHAPE_L2, MEANING_L2 = 5.0, 10.0, 60.0
FIRST_WEIGHT = 2.0
"""The first family of a list counts as much as two of the others."""

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
    good, covered = [], []
    for family in FAMILIES:
        listed = np.array([float(family in case.good) for case in cases])
        weights = np.array([FIRST_WEIGHT if case.good[:1] == (family,) else 1.0 for case in cases])
        good.append(fit_logistic(standard, listed, penalty, weights))
        covered.append(fit_logistic(standard, np.array([float(family in case.bad) for case in cases]), penalty))
    parts = [mean, spread, *_split(good), *_split(covered)]
    return RankerWeights(*(np.asarray(part, np.float32) for part in parts))


def _split(fits: Sequence[Rows]) -> tuple[Rows, Rows]:
    table = np.array(fits)
    return table[:, :-1].T, table[:, -1]
