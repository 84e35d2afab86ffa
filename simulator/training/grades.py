"""The grader's training and evaluation on the answers to probes (`train-f`, `train-k`); see `registry`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.labelling.embeddings import Embedder, load_embedder
from simulator.labelling.grades import ARRAYS, GRADES, SETTINGS, grade_features
from simulator.labelling.weights import save_arrays, save_json
from simulator.training.findings_data import Case, read_cases
from simulator.training.registry import Report

STRENGTH = 0.3
"""Inverse of the L2 penalty; from 0.1 to 1 the cross-validated accuracy moves by a point."""
CERTAIN_FROM = 0.5
"""A grade less likely than this is not given."""
FOLDS, SHUFFLES = 10, 10
_TEMPERATURES = np.linspace(0.3, 2.0, 86)

Matrix = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


def train(folder: Path) -> None:
    """Fit on every graded answer. Raises MissingPart without the embedder."""
    cases = graded(read_cases())
    inputs, truth = _inputs(cases, load_embedder()), _truth(cases)
    mean, weights, bias = _fit(inputs, truth)
    save_arrays(ARRAYS, {"mean": _half(mean), "weights": _half(weights), "bias": _half(bias)}, folder)
    temperature = _temperature([_left_out(inputs, truth, fold) for fold in _folds(len(truth))], truth)
    save_json(SETTINGS, {"certain_from": CERTAIN_FROM, "temperature": round(temperature, 3)}, folder)


def evaluate() -> Report:
    """Cross-validated figures beside the majority and length-only baselines."""
    cases = graded(read_cases())
    inputs, truth = _inputs(cases, load_embedder()), _truth(cases)
    lengths = np.log([[sum(case.answer.word_counts)] for case in cases])
    files = np.array([case.source for case in cases])
    by_file = _left_out(inputs, truth, np.unique(files, return_inverse=True)[1])
    folds = _folds(len(truth))
    raw = [_left_out(inputs, truth, fold) for fold in folds]
    shuffled = [_cooled(rows, _temperature(raw, truth)) for rows in raw]
    sure = np.concatenate([rows.max(axis=1) for rows in shuffled]) >= CERTAIN_FROM
    right = np.concatenate([rows.argmax(axis=1) == truth for rows in shuffled])
    return {
        "answers": len(cases),
        "accuracy": float(right.mean()),
        "accuracy_other_writer": float((by_file.argmax(axis=1) == truth).mean()),
        "accuracy_where_certain": float(right[sure].mean()),
        "certain_share": float(sure.mean()),
        "weak_called_strong": _share(shuffled, truth, "weak", "strong"),
        "strong_called_weak": _share(shuffled, truth, "strong", "weak"),
        "majority": float(np.bincount(truth).max() / len(truth)),
        "length_only": float(np.mean([(_left_out(lengths, truth, f).argmax(axis=1) == truth).mean() for f in folds])),
        "mean_confidence": float(np.mean([rows.max(axis=1).mean() for rows in shuffled])),
    }


def render(report: Report) -> str:
    """The figures as a Markdown page."""
    rows = [
        (f"accuracy, {FOLDS}-fold, {SHUFFLES} shuffles", report["accuracy"]),
        ("accuracy, one file judged by the other", report["accuracy_other_writer"]),
        ("accuracy where a grade is given", report["accuracy_where_certain"]),
        ("share of answers that get a grade", report["certain_share"]),
        ("mean confidence", report["mean_confidence"]),
        ("weak answers called strong", report["weak_called_strong"]),
        ("strong answers called weak", report["strong_called_weak"]),
        ("baseline: commonest grade", report["majority"]),
        ("baseline: length only", report["length_only"]),
    ]
    table = "\n".join(f"| {name} | {value:.2f} |" for name, value in rows)
    return f"# Grades of answers to probes\n\n{report['answers']} answers.\n\n| figure | value |\n|---|---|\n{table}\n"


def graded(cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if case.grade is not None]


def _truth(cases: Sequence[Case]) -> Whole:
    return np.array([GRADES.index(case.grade) for case in cases])


def _inputs(cases: Sequence[Case], embedder: Embedder) -> Matrix:
    texts = [case.answer.sentences for case in cases]
    return np.array([grade_features(some, embedder.embed(some)) for some in texts], np.float64)


def _fit(inputs: Matrix, truth: Whole) -> tuple[Matrix, Matrix, Matrix]:
    """(mean, weights, bias) of a multinomial regression."""
    from sklearn.linear_model import LogisticRegression

    mean = inputs.mean(axis=0)
    fit = LogisticRegression(C=STRENGTH, max_iter=1000).fit(inputs - mean, truth)
    return mean, fit.coef_.T, fit.intercept_


def _left_out(inputs: Matrix, truth: Whole, folds: Whole) -> Matrix:
    """Probabilities for each answer from a fit without its fold."""
    rows = np.zeros((len(truth), len(GRADES)))
    for fold in np.unique(folds):
        inside = folds == fold
        mean, weights, bias = _fit(inputs[~inside], truth[~inside])
        scores = (inputs[inside] - mean) @ weights + bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        rows[inside] = powers / powers.sum(axis=1, keepdims=True)
    return rows


def _folds(size: int) -> list[Whole]:
    return [np.random.default_rng(seed).permutation(size) % FOLDS for seed in range(SHUFFLES)]


def _cooled(rows: Matrix, temperature: float) -> Matrix:
    powers = rows ** (1.0 / temperature)
    result: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return result


def _temperature(runs: Sequence[Matrix], truth: Whole) -> float:
    """The temperature under which the true grades are likeliest, over answers that were left out."""
    rows = np.arange(len(truth))

    def loss(heat: float) -> float:
        return -float(np.mean([np.log(_cooled(run, heat)[rows, truth]).mean() for run in runs]))

    return float(min(_TEMPERATURES, key=loss))


def _share(runs: Sequence[Matrix], truth: Whole, grade: str, called: str) -> float:
    which = truth == GRADES.index(grade)
    return float(np.mean([(rows[which].argmax(axis=1) == GRADES.index(called)).mean() for rows in runs]))


def _half(array: Matrix) -> npt.NDArray[Any]:
    return array.astype(np.float16)
