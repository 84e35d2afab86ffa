"""Training of the findings judge's network: its loss has the right slope, it learns, and it repeats."""

import numpy as np
import pytest

from simulator.labelling.embeddings import load_embedder
from simulator.labelling.finding_model import IDS, SCORED
from simulator.labelling.finding_network import FindingNetwork
from simulator.training.corpus import MEASURED, MORE
from simulator.training.findings_data import read_cases
from simulator.training.findings_fit import Prepared, prepare
from simulator.training.findings_folds import choose_thresholds, judge_in_groups, measured_sources, parts_of
from simulator.training.findings_network_fit import Example, finding_loss, fit_finding_network
from simulator.training.network_course import Course

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def prepared_slice() -> list[Prepared]:
    return prepare([*read_cases(kind=MEASURED)[:10], *read_cases(kind=MORE)[:4]], load_embedder())


def _examples(items: list[Prepared]) -> list[Example]:
    return [(item.features, item.labels, item.weights, item.truth, item.case) for item in items]


def test_the_slope_of_the_loss_agrees_with_finite_differences_and_is_nothing_beyond_an_answers_end() -> None:
    chance = np.random.default_rng(1)
    shape = (2, 4, len(SCORED))
    real = np.arange(4)[None, :, None] < np.array([4, 2])[:, None, None]
    wanted = {
        "labels": (chance.random(shape) < 0.3) * real * 1.0,
        "weights": chance.random(shape) * real,
        "sections": np.eye(6)[chance.integers(0, 6, (2, 4))] * real,
        "truth": (chance.random((2, len(IDS))) < 0.4) * 1.0,
    }
    scores = chance.normal(size=(2, 4, len(SCORED) + 6))
    _, slope = finding_loss(scores, **wanted)
    for index in [(0, 0, 0), (0, 3, 20), (1, 1, 5), (0, 2, len(SCORED)), (1, 0, len(SCORED) + 5), (0, 1, 28)]:
        kept, losses = scores[index], []
        for step in (1e-5, -1e-5):
            scores[index] = kept + step
            losses.append(finding_loss(scores, **wanted)[0])
        scores[index] = kept
        assert slope[index] == pytest.approx((losses[0] - losses[1]) / 2e-5, abs=1e-6)
    assert not slope[1, 2:].any()


def test_the_network_learns_which_sentences_show_what(prepared_slice: list[Prepared]) -> None:
    network = fit_finding_network(_examples(prepared_slice), members=1, course=Course(40, 4e-3, 0.1))
    item = prepared_slice[0]
    scores = network.scores(item.features)
    shown = item.labels[:, : len(IDS)] > 0
    assert scores.shape == (len(item.reading), len(SCORED))
    assert scores[:, : len(IDS)][shown].mean() > scores[:, : len(IDS)][~shown].mean() + 2


def test_what_is_stored_says_the_same_and_training_repeats(prepared_slice: list[Prepared]) -> None:
    once, again = (fit_finding_network(_examples(prepared_slice), members=2, course=Course(1, 4e-3, 0.3)) for _ in "ab")
    features = prepared_slice[0].features
    stored = FindingNetwork.from_arrays(once.to_arrays())
    assert (once.scores(features) == again.scores(features)).all()
    assert (once.scores(features) == stored.scores(features)).all()


def test_a_network_that_is_cut_short_is_refused(prepared_slice: list[Prepared]) -> None:
    arrays = fit_finding_network(_examples(prepared_slice[:2]), members=1, course=Course(1, 4e-3, 0.3)).to_arrays()
    del arrays["network_0.recur"]
    with pytest.raises(KeyError, match="recur"):
        FindingNetwork.from_arrays(arrays)


def test_answers_written_to_fill_gaps_help_to_train_and_are_never_measured(prepared_slice: list[Prepared]) -> None:
    parts = parts_of(prepared_slice)
    assert any(name.startswith(MORE) for part in parts for name in part)
    assert all(len(part) == 1 for part in parts if any(name.startswith(MEASURED) for name in part))
    assert all(name.startswith(MEASURED) for name in measured_sources(prepared_slice))
    scores = {number: item.labels * 2 - 1 for number, item in enumerate(prepared_slice)}
    judged = judge_in_groups(prepared_slice, scores)
    assert sorted(judged) == sorted(scores)
    measured = {number: found for number, found in judged.items() if prepared_slice[number].case.measured}
    assert len(measured) < len(judged)
    accused = {number: dict.fromkeys(found, (0.99, None)) for number, found in judged.items()}
    assert choose_thresholds(prepared_slice, accused | measured) == choose_thresholds(prepared_slice, measured)
    assert not {case.answer.id for case in read_cases(kind=MORE)} & {case.answer.id for case in read_cases()}
