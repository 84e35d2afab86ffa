"""The findings judge's training and evaluation; see `registry`."""

import dataclasses
from pathlib import Path

import numpy as np

from simulator.labelling.embeddings import load_embedder
from simulator.labelling.findings import ARRAYS, SETTINGS
from simulator.labelling.weights import save_arrays, save_json
from simulator.training import findings_tables
from simulator.training.findings_data import read_cases, with_predicted_sections
from simulator.training.findings_fit import fit_answers, fit_sentences, prepare
from simulator.training.findings_folds import (
    LeftOut,
    choose_thresholds,
    judge_in_groups,
    judge_left_out,
    score_once,
    score_twice,
)
from simulator.training.registry import Report


def train(folder: Path) -> None:
    """Fit on the whole corpus, with sections as the labeller gives them. Raises MissingPart without the embedder."""
    embedder = load_embedder()
    items = prepare(with_predicted_sections(read_cases(), embedder), embedder)
    once = score_once(items)
    sentence = fit_sentences(items)
    answer = fit_answers([items[number] for number in once], list(once.values()))
    arrays = {"dense": sentence.dense, "sparse": sentence.sparse, "bias": sentence.bias}
    arrays |= {f"answer_{field.name}": getattr(answer, field.name) for field in dataclasses.fields(answer)}
    thresholds = choose_thresholds(items, judge_in_groups(items, once))
    # Half precision moves no probability by more than about 0.001 and halves the file.
    save_arrays(ARRAYS, {name: array.astype(np.float16) for name, array in arrays.items()}, folder)
    save_json(SETTINGS, {"grams": list(sentence.grams), "thresholds": thresholds}, folder)


def evaluate() -> Report:
    """Figures with whole files left out. Takes a fit for each pair of files."""
    embedder = load_embedder()
    items = prepare(with_predicted_sections(read_cases(), embedder), embedder)
    folds = judge_left_out(items, LeftOut(score_once(items), score_twice(items)))
    rows = [(items[n].case, judged, fold.thresholds) for fold in folds for n, judged in fold.judged.items()]
    return findings_tables.report_findings(*zip(*rows, strict=True))


def render(report: Report) -> str:
    return findings_tables.render(report)
