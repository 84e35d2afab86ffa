"""The probe ranker's training and evaluation; see `registry`."""

import dataclasses
from pathlib import Path

import numpy as np

from simulator.labelling.embeddings import load_embedder
from simulator.labelling.probe_ranker import ARRAYS, RankerWeights
from simulator.labelling.weights import save_arrays
from simulator.training import probes_evaluation
from simulator.training.findings_setup import judged_once, left_out_folds, prepared
from simulator.training.probes_fit import fit_ranker, ranker_inputs
from simulator.training.registry import Report


def train(folder: Path) -> None:
    """Fit on the findings as they were judged without the answers' files. Raises MissingPart without the embedder."""
    judged = judged_once()
    items = [prepared()[number] for number in judged]
    inputs = ranker_inputs(items, list(judged.values()), load_embedder())
    weights = fit_ranker([item.case for item in items], inputs)
    names = [field.name for field in dataclasses.fields(RankerWeights)]
    save_arrays(ARRAYS, {name: getattr(weights, name).astype(np.float16) for name in names}, folder)


def evaluate() -> Report:
    """Figures with whole files left out, findings included."""
    asked = probes_evaluation.ask_left_out(prepared(), left_out_folds(), load_embedder())
    return probes_evaluation.report_probes(asked)


def render(report: Report) -> str:
    return probes_evaluation.render(report)
