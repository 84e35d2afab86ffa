"""The grader's training on answers to probes, and its evaluation on those of `train-f` and `train-k`; see `registry`.

The answers of `replies-*`, written for this alone, only help to train.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.labelling.embeddings import Embedder, load_embedder
from simulator.labelling.grades import ARRAYS, GRADES, SETTINGS, grade_features
from simulator.labelling.weights import save_arrays, save_json
from simulator.training.corpus import CORPUS, MEASURED, REPLIES, corpus_files
from simulator.training.registry import Report

STRENGTH = 0.05
"""Inverse of the L2 penalty; from 0.03 to 0.1 the cross-validated accuracy moves by a point."""
OWN = 1.0
"""How much a family's own answers count beside all answers, for its own weights. With 0 the cross-validated accuracy on
the measured answers was 0.83, with 0.5 0.87, with 1 and 2 0.89 (a trial on 1,304 answers)."""
CERTAIN_FROM = 0.6
"""A grade less likely than this is not given."""
FOLDS, SHUFFLES = 10, 10
_HELPING = -1
"""In place of the number of a fold: an answer that is always trained on and never judged."""
_LEAST_SIZE = 1e-6
_TEMPERATURES = np.linspace(0.3, 2.0, 86)

Matrix = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reply:
    """A graded answer to a probe; figures are made from the `measured` ones."""

    source: str
    probe: str
    sentences: tuple[str, ...]
    grade: str

    @property
    def measured(self) -> bool:
        return self.source.startswith(MEASURED)

    @property
    def word_count(self) -> int:
        return sum(len(sentence.split()) for sentence in self.sentences)


def read_replies(folder: Path = CORPUS) -> list[Reply]:
    """Every graded answer, the measured ones first. Raises BadInput where a kind of file is missing."""
    paths = [*corpus_files(folder, MEASURED), *corpus_files(folder, REPLIES)]
    records = [
        (path.stem, json.loads(line))
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line
    ]
    return [
        Reply(source, record["probe"], tuple(sentence["text"] for sentence in record["sentences"]), record["grade"])
        for source, record in records
        if record.get("grade")
    ]


def train(folder: Path) -> None:
    """Fit on every graded answer. Raises MissingPart without the embedder."""
    replies = read_replies()
    inputs, truth = _inputs(replies, load_embedder()), _truth(replies)
    mean = inputs.mean(axis=0)
    centred, probes = inputs - mean, np.array([reply.probe for reply in replies])
    basis = _basis(centred, probes)
    fit = _fit(basis.rows, truth)
    pulls = basis.pulls @ fit.coef_.T
    families = sorted(set(probes))
    own = [OWN * centred[probes == family].T @ pulls[probes == family] for family in families]
    weights = {"weights": centred.T @ pulls, "own": np.array(own), "mean": mean, "bias": fit.intercept_}
    save_arrays(ARRAYS, {name: _half(array) for name, array in weights.items()}, folder)
    measured = _measured(replies)
    temperature = _temperature([_left_out(basis.rows, truth, fold) for fold in _folds(measured)], truth[measured])
    settings = {"certain_from": CERTAIN_FROM, "temperature": round(temperature, 3), "families": families}
    save_json(SETTINGS, settings, folder)


def evaluate() -> Report:
    """Cross-validated figures beside the majority and length-only baselines."""
    replies = read_replies()
    inputs, truth, measured = _inputs(replies, load_embedder()), _truth(replies), _measured(replies)
    rows = _basis(inputs - inputs.mean(axis=0), np.array([reply.probe for reply in replies])).rows
    asked = truth[measured]
    lengths = np.log([[reply.word_count] for reply in replies])
    files = np.unique([reply.source for reply in replies], return_inverse=True)[1]
    by_file = _left_out(rows, truth, np.where(measured, files, _HELPING))
    unseen = _left_out(rows, truth, np.where(measured, 0, _HELPING))
    folds = _folds(measured)
    raw = [_left_out(rows, truth, fold) for fold in folds]
    shuffled = [_cooled(run, _temperature(raw, asked)) for run in raw]
    sure = np.concatenate([run.max(axis=1) for run in shuffled]) >= CERTAIN_FROM
    right = np.concatenate([run.argmax(axis=1) == asked for run in shuffled])
    return {
        "answers": len(asked),
        "helping": len(replies) - len(asked),
        "accuracy": float(right.mean()),
        "accuracy_other_writer": float((by_file.argmax(axis=1) == asked).mean()),
        "accuracy_helping_only": float((unseen.argmax(axis=1) == asked).mean()),
        "accuracy_where_certain": float(right[sure].mean()),
        "certain_share": float(sure.mean()),
        "weak_called_strong": _share(shuffled, asked, "weak", "strong"),
        "strong_called_weak": _share(shuffled, asked, "strong", "weak"),
        "majority": float(np.bincount(asked).max() / len(asked)),
        "length_only": float(np.mean([(_left_out(lengths, truth, f).argmax(axis=1) == asked).mean() for f in folds])),
        "mean_confidence": float(np.mean([run.max(axis=1).mean() for run in shuffled])),
    }


def render(report: Report) -> str:
    """The figures as a Markdown page."""
    rows = [
        (f"accuracy, {FOLDS}-fold, {SHUFFLES} shuffles", report["accuracy"]),
        ("accuracy, each file judged without it", report["accuracy_other_writer"]),
        ("accuracy, both judged without both", report["accuracy_helping_only"]),
        ("accuracy where a grade is given", report["accuracy_where_certain"]),
        ("share of answers that get a grade", report["certain_share"]),
        ("mean confidence", report["mean_confidence"]),
        ("weak answers called strong", report["weak_called_strong"]),
        ("strong answers called weak", report["strong_called_weak"]),
        ("baseline: commonest grade", report["majority"]),
        ("baseline: length only", report["length_only"]),
    ]
    table = "\n".join(f"| {name} | {value:.2f} |" for name, value in rows)
    said = f"{report['answers']} answers; {report['helping']} more, written by others, only helped to train."
    return f"# Grades of answers to probes\n\n{said}\n\n| figure | value |\n|---|---|\n{table}\n"


def _measured(replies: Sequence[Reply]) -> npt.NDArray[np.bool_]:
    return np.array([reply.measured for reply in replies])


def _truth(replies: Sequence[Reply]) -> Whole:
    return np.array([GRADES.index(reply.grade) for reply in replies])


def _inputs(replies: Sequence[Reply], embedder: Embedder) -> Matrix:
    texts = [reply.sentences for reply in replies]
    return np.array([grade_features(some, embedder.embed(some)) for some in texts], np.float64)


@dataclass(frozen=True, slots=True)
class _Basis:
    """`rows`: each answer in as many coordinates as there are answers; `pulls` leads from there to a pull an answer."""

    rows: Matrix
    pulls: Matrix


def _basis(centred: Matrix, probes: npt.NDArray[Any]) -> _Basis:
    """The same regression as over the features once for all and once for each family, in far fewer coordinates.

    Products of two answers are all that a penalised regression sees of them: features in common, and OWN times the same
    again where both answer the same family. `centred`: (answers, features).
    """
    products = centred @ centred.T * (1.0 + OWN * (probes[:, None] == probes[None, :]))
    sizes, directions = np.linalg.eigh(products)
    kept = sizes > _LEAST_SIZE
    roots = np.sqrt(sizes[kept])
    return _Basis(directions[:, kept] * roots, directions[:, kept] / roots)


def _fit(rows: Matrix, truth: Whole) -> Any:
    """A multinomial regression."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(rows, truth)


def _left_out(inputs: Matrix, truth: Whole, folds: Whole) -> Matrix:
    """Probabilities for each answer that is in a fold, from a fit without its fold; the others help to train."""
    rows = np.zeros((len(truth), len(GRADES)))
    for fold in np.unique(folds[folds != _HELPING]):
        inside = folds == fold
        rows[inside] = _fit(inputs[~inside], truth[~inside]).predict_proba(inputs[inside])
    judged: Matrix = rows[folds != _HELPING]
    return judged


def _folds(measured: npt.NDArray[np.bool_]) -> list[Whole]:
    """Shuffles of the measured answers into FOLDS; the others are in none."""
    size = int(measured.sum())
    parts = [np.random.default_rng(seed).permutation(size) % FOLDS for seed in range(SHUFFLES)]
    folds = []
    for part in parts:
        fold = np.full(len(measured), _HELPING)
        fold[measured] = part
        folds.append(fold)
    return folds


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
