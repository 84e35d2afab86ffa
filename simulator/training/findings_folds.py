"""Judging with whole files left out: the scorer of sentences, the scorer of answers and the thresholds.

A file stands for a writer. What judges a file has seen none of it; and the answer scorer is trained on sentence scores
that were in turn made without the file they are for, so that it learns how far a score can be trusted. (The judged file
did help to make those: they only teach how to weigh scores. Leaving it out there too, a fit for each pair of files, was
measured with the linear scorer alone.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.answer.rules import COUNTED
from simulator.labelling.finding_model import FLAGS, IDS, SIGNALS, Matrix
from simulator.labelling.findings import verdicts
from simulator.training.findings_fit import Prepared, fit_answers, fit_sentences
from simulator.training.findings_shown import Judged, as_shown

Rows = npt.NDArray[np.float64]
Scores = Mapping[int, Matrix]
HELPING_PARTS = 3
"""More would cost a fit each, and the answers that only help to train are many enough for a third to be left out."""
GROUPS = 4
"""Parts in which training answers are left out once more to choose thresholds."""
STEPS = tuple(float(step) for step in np.round(np.arange(0.30, 0.86, 0.02), 2))
CLEAN_FLAGGED = 0.03
"""At most this share of the answers without a flag may get one from the judge when the flags' threshold is chosen.

Counted flags come on top, whatever the threshold; the target for both together is 0.05.
"""


def measured_sources(items: Sequence[Prepared]) -> list[str]:
    """The files that figures are made from."""
    return sorted({item.case.source for item in items if item.case.measured})


def parts_of(items: Sequence[Prepared]) -> list[frozenset[str]]:
    """Files left out together: each measured one alone, those that only help to train in HELPING_PARTS parts."""
    measured = measured_sources(items)
    helping = sorted({item.case.source for item in items if item.case.context.probe is None} - {*measured})
    return [
        *(frozenset([source]) for source in measured),
        *(frozenset(helping[part::HELPING_PARTS]) for part in range(min(HELPING_PARTS, len(helping)))),
    ]


def score_once(items: Sequence[Prepared]) -> dict[int, Matrix]:
    """Sentence scores of answers to main questions, made without their part. Answers to probes only help to train."""
    result: dict[int, Matrix] = {}
    for part in parts_of(items):
        result |= score_part(items, part)
    return result


def score_part(items: Sequence[Prepared], part: frozenset[str]) -> dict[int, Matrix]:
    """Sentence scores of the answers in these files, by a scorer trained on all the others."""
    scorer = fit_sentences([item for item in items if item.case.source not in part])
    return {
        number: scorer.scores(item.features, item.grams)
        for number, item in enumerate(items)
        if item.case.source in part
    }


@dataclass(frozen=True, slots=True)
class Fold:
    """`known`: verdicts on the other files, `thresholds` chosen from them, `judged`: verdicts on `source`."""

    source: str
    known: dict[int, Judged]
    thresholds: dict[str, float]
    judged: dict[int, Judged]


def judge_left_out(items: Sequence[Prepared], once: Scores) -> list[Fold]:
    """One fold a measured file; neither the scorers of its sentences nor of its answers were trained on it."""
    folds = []
    for source in measured_sources(items):
        own = {number: rows for number, rows in once.items() if items[number].case.source == source}
        others = {number: rows for number, rows in once.items() if number not in own}
        known = judge_in_groups(items, others)
        folds.append(Fold(source, known, choose_thresholds(items, known), judge_with(items, others, own)))
    return folds


def judge_with(items: Sequence[Prepared], known: Scores, unknown: Scores) -> dict[int, Judged]:
    """Verdicts as shown on the `unknown` answers, by an answer scorer trained on the `known`."""
    scorer = fit_answers([items[number] for number in known], list(known.values()))
    result = {}
    for number, scores in unknown.items():
        item = items[number]
        judged = verdicts(item.reading, scores, scorer.probabilities(scores, item.answer, item.question))
        result[number] = as_shown(item.case, judged)
    return result


def judge_in_groups(items: Sequence[Prepared], scores: Scores) -> dict[int, Judged]:
    """Verdicts on these answers, by answer scorers trained with groups of files left out."""
    names = sorted({items[number].case.source for number in scores})
    group = {name: place % GROUPS for place, name in enumerate(names)}
    judged: dict[int, Judged] = {}
    for part in range(GROUPS):
        inside = {number: rows for number, rows in scores.items() if group[items[number].case.source] == part}
        outside = {number: rows for number, rows in scores.items() if number not in inside}
        judged |= judge_with(items, outside, inside)
    return judged


def choose_thresholds(items: Sequence[Prepared], judged: Mapping[int, Judged]) -> dict[str, float]:
    """One threshold for all signals and one for all flags, from verdicts made without the answers' files.

    Only the measured answers count: the others have more flags than people show.
    A threshold of its own for each id was worse on files left out: an id has too few cases to choose one by.
    """
    measured = {number: found for number, found in judged.items() if items[number].case.measured}
    truth = np.array([items[number].truth for number in measured])
    likely = np.array([[found[name][0] for name in IDS] for found in measured.values()])
    signals, flags = np.array([name in SIGNALS for name in IDS]), np.array([name in FLAGS for name in IDS])
    weighed = np.array([name in FLAGS and name not in COUNTED for name in IDS])
    clean = ~truth[:, flags].any(axis=1)

    def clean_flagged(step: float) -> float:
        return float((likely[clean][:, weighed] >= step).any(axis=1).mean())

    careful = [step for step in STEPS if clean_flagged(step) <= CLEAN_FLAGGED]
    signal = max(STEPS, key=lambda step: _f1(likely[:, signals] >= step, truth[:, signals]))
    flag = max(careful or STEPS[-1:], key=lambda step: _f1(likely[:, flags] >= step, truth[:, flags]))
    return {**dict.fromkeys(SIGNALS, signal), **dict.fromkeys(FLAGS, flag)}


def _f1(said: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    return float(2 * (said & truth).sum() / max(said.sum() + truth.sum(), 1))
