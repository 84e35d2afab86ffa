"""The section labeller's training and evaluation; see `registry`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.labelling.embeddings import load_embedder
from simulator.labelling.sections import VARIANTS, Variant
from simulator.training import section_tables
from simulator.training.corpus import MORE, Answer, load_answers, star_answers
from simulator.training.network_fit import NetworkFits
from simulator.training.registry import Report
from simulator.training.section_evaluation import evaluate_sections
from simulator.training.section_fit import best_temperature, left_out_probabilities, train_variant


def train(folder: Path) -> None:
    """All variants, each calibrated with whole files left out. Raises MissingPart without the embedder."""
    answers, more = star_answers(load_answers()), star_answers(load_answers(kind=MORE))
    for live, variants in _by_kind():
        train_variants(answers, variants, folder, NetworkFits(load_embedder(), live), more)


def train_variants(
    answers: Sequence[Answer],
    variants: Iterable[Variant],
    folder: Path,
    fits: NetworkFits,
    more: Sequence[Answer] = (),
) -> None:
    """Variants that share their network fits; `more` helps to train, and the temperature is that of `answers`."""
    for variant in variants:
        raw = left_out_probabilities(answers, variant, fits, more)
        train_variant([*answers, *more], variant, folder, fits, best_temperature(answers, raw))


def evaluate() -> Report:
    """Cross-validated figures of every variant beside the baselines. Raises MissingPart without the embedder."""
    return evaluate_sections(star_answers(load_answers()), load_embedder(), star_answers(load_answers(kind=MORE)))


def render(report: Report) -> str:
    return section_tables.render(report)


def _by_kind() -> Iterable[tuple[bool, list[Variant]]]:
    for live in (False, True):
        yield live, [variant for variant in VARIANTS if variant.live is live]
