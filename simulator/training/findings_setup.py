"""What the training and evaluation of findings and probes share, made once a process: it takes minutes."""

from functools import cache

from simulator.labelling.embeddings import load_embedder
from simulator.labelling.finding_model import Matrix
from simulator.training.corpus import FINDINGS, MORE
from simulator.training.findings_data import read_cases, with_predicted_sections, with_shipped_sections
from simulator.training.findings_fit import Prepared, prepare
from simulator.training.findings_folds import (
    Fold,
    judge_in_groups,
    judge_left_out,
    score_once,
)
from simulator.training.findings_shown import Judged


@cache
def prepared() -> tuple[Prepared, ...]:
    """Every answer with its features, sections predicted. Raises MissingPart without the embedder."""
    embedder = load_embedder()
    cases = with_predicted_sections(read_cases(), read_cases(kind=MORE), embedder)
    return tuple(prepare([*cases, *with_shipped_sections(read_cases(kind=FINDINGS))], embedder))


@cache
def scores_once() -> dict[int, Matrix]:
    """Sentence scores of the answers to main questions, each without its file."""
    return score_once(prepared())


@cache
def judged_once() -> dict[int, Judged]:
    """Verdicts on them, each without its file: what the final thresholds and the ranker are trained on."""
    return judge_in_groups(prepared(), scores_once())


@cache
def left_out_folds() -> tuple[Fold, ...]:
    """One fold a measured file, for evaluation."""
    return tuple(judge_left_out(prepared(), scores_once()))
