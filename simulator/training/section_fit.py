"""Trains one variant of the section labeller on any set of answers, and calibrates it with whole files left out."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from simulator.answer.types import SECTIONS
from simulator.labelling.section_features import sentence_features
from simulator.labelling.sections import Probabilities, SectionModel, Variant, cooled, open_labeller
from simulator.labelling.weights import save_arrays, save_json, seal
from simulator.training.corpus import Answer
from simulator.training.crf import train_crf
from simulator.training.network_fit import NetworkFits

_PREFIXES = 2
"""Broken-off copies of each answer for the live CRF: the sentence being said is then right in 87 instead of 79 of 100
cases at 75 % of the answer (whole files left out)."""
_TEMPERATURES = np.linspace(0.6, 4.0, 171)


def train_variant(
    answers: Sequence[Answer], variant: Variant, folder: Path, fits: NetworkFits | None, temperature: float = 1.0
) -> None:
    """Write the variant's files into `folder` and seal them; `fits` is needed where it uses meaning."""
    told = [*answers, *(_begun(answers) if variant.live else [])]
    features = [sentence_features(answer.sentences, live=variant.live) for answer in told]
    train_crf(features, [answer.sections for answer in told], folder / variant.crf_file)
    seal(variant.crf_file, folder=folder)
    if variant.meaning:
        if fits is None:
            raise ValueError(f"{variant.name} needs the network fits")
        save_arrays(variant.network_file, fits.network(answers).to_arrays(), folder)
    save_json(variant.settings_file, {"temperature": round(temperature, 4)}, folder)


def _begun(answers: Sequence[Answer]) -> Iterator[Answer]:
    """Answers broken off at a random sentence, as a live labeller meets them: the last one has no sentence after it."""
    chance = np.random.default_rng(0)
    for answer in answers:
        for _ in range(_PREFIXES):
            kept = int(chance.integers(1, len(answer.sentences) + 1))
            yield replace(answer, sentences=answer.sentences[:kept], sections=answer.sections[:kept])


def left_out_labellers(
    answers: Sequence[Answer], variant: Variant, fits: NetworkFits | None, more: Sequence[Answer] = ()
) -> Iterator[tuple[str, SectionModel]]:
    """For each file of `answers` its name and a labeller trained on all others and `more`, not calibrated."""
    for source in sorted({answer.source for answer in answers}):
        with tempfile.TemporaryDirectory() as name:
            others = [answer for answer in answers if answer.source != source]
            train_variant([*others, *more], variant, Path(name), fits)
            yield source, open_labeller(variant, Path(name), fits.embedder if fits else None)


def left_out_probabilities(
    answers: Sequence[Answer], variant: Variant, fits: NetworkFits | None, more: Sequence[Answer] = ()
) -> dict[str, Probabilities]:
    """Answer id → raw probabilities of its sentences from a labeller that has not seen its file."""
    return {
        answer.id: labeller.probabilities(answer.sentences)
        for source, labeller in left_out_labellers(answers, variant, fits, more)
        for answer in answers
        if answer.source == source
    }


def best_temperature(answers: Sequence[Answer], raw: Mapping[str, Probabilities]) -> float:
    """The temperature under which the gold labels of `answers` are likeliest."""
    probabilities = np.concatenate([raw[answer.id] for answer in answers])
    gold = np.array([SECTIONS.index(section) for answer in answers for section in answer.sections])
    rows = np.arange(len(gold))
    losses = [-np.log(cooled(probabilities, float(heat))[rows, gold]).mean() for heat in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])
