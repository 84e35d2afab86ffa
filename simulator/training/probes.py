"""The probe ranker's training and evaluation; see `registry`."""

from pathlib import Path

import numpy as np

from simulator.labelling.embeddings import load_embedder
from simulator.labelling.probe_ranker import ARRAYS
from simulator.labelling.weights import save_arrays
from simulator.training import probes_evaluation
from simulator.training.findings_data import read_cases, with_predicted_sections
from simulator.training.findings_fit import prepare
from simulator.training.findings_folds import LeftOut, judge_in_groups, judge_left_out, score_once, score_twice
from simulator.training.probes_fit import fit_ranker, likely_of, ranker_inputs
from simulator.training.registry import Report


def train(folder: Path) -> None:
    """Fit on every answer to a main question. Raises MissingPart without the embedder."""
    embedder = load_embedder()
    items = prepare(with_predicted_sections(read_cases(), embedder), embedder)
    judged = judge_in_groups(items, score_once(items))
    cases = [items[number].case for number in judged]
    weights = fit_ranker(cases, ranker_inputs(cases, [likely_of(one) for one in judged.values()], embedder))
    names = ("mean", "spread", "good", "good_bias", "covered", "covered_bias")
    save_arrays(ARRAYS, {name: getattr(weights, name).astype(np.float16) for name in names}, folder)


def evaluate() -> Report:
    """Figures with whole files left out, findings included."""
    embedder = load_embedder()
    items = prepare(with_predicted_sections(read_cases(), embedder), embedder)
    folds = judge_left_out(items, LeftOut(score_once(items), score_twice(items)))
    return probes_evaluation.report_probes(probes_evaluation.ask_left_out(items, folds, embedder))


def render(report: Report) -> str:
    return probes_evaluation.render(report)
