"""The findings judge's training and evaluation; see `registry`."""

import dataclasses
from pathlib import Path

import numpy as np

from simulator.labelling.findings import ARRAYS, SETTINGS
from simulator.labelling.weights import save_arrays, save_json
from simulator.training import findings_tables
from simulator.training.findings_fit import fit_answers, fit_sentences
from simulator.training.findings_folds import choose_thresholds
from simulator.training.findings_setup import judged_once, left_out_folds, prepared, scores_once
from simulator.training.registry import Report


def train(folder: Path) -> None:
    """Fit on the whole corpus, with sections as the labeller gives them. Raises MissingPart without the embedder."""
    items, once = prepared(), scores_once()
    sentence = fit_sentences(items)
    answer = fit_answers([items[number] for number in once], list(once.values()))
    arrays = {"dense": sentence.dense, "sparse": sentence.sparse, "bias": sentence.bias}
    arrays |= {f"answer_{field.name}": getattr(answer, field.name) for field in dataclasses.fields(answer)}
    # Half precision moves no probability by more than about 0.001 and halves the file.
    halved = {name: array.astype(np.float16) for name, array in arrays.items()}
    save_arrays(ARRAYS, {**halved, **sentence.network.to_arrays()}, folder)
    thresholds = choose_thresholds(items, judged_once())
    save_json(SETTINGS, {"grams": list(sentence.grams), "thresholds": thresholds}, folder)


def evaluate() -> Report:
    """Figures with whole files left out."""
    items = prepared()
    rows = [(items[n].case, judged, fold.thresholds) for fold in left_out_folds() for n, judged in fold.judged.items()]
    return findings_tables.report_findings(*zip(*rows, strict=True))


def render(report: Report) -> str:
    return findings_tables.render(report)
