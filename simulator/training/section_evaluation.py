"""Cross-validated figures of the section labeller, each answer judged by a labeller that never saw its file."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from simulator.answer.types import SECTIONS, Section
from simulator.labelling.embeddings import Embedder
from simulator.labelling.sections import VARIANTS, Probabilities, SectionModel, Variant, cooled
from simulator.training.baselines import all_action, by_keywords, by_position
from simulator.training.corpus import Answer
from simulator.training.metrics import Case, confusion, score
from simulator.training.network_fit import NetworkFits
from simulator.training.section_fit import best_temperature, left_out_labellers, left_out_probabilities

PREFIXES = (25, 50, 75, 100)
"""Per cent of an answer's words that have been spoken."""
MAIN = Variant(live=False, meaning=True)
_FOLDS = 5


@dataclass(slots=True)
class Heard:
    """What labellers that did not know an answer's file said: of all of it, of its prefixes, without punctuation."""

    whole: dict[str, Probabilities]
    unpunctuated: dict[str, Probabilities]
    prefixes: dict[int, dict[str, Probabilities]]


def evaluate_sections(answers: Sequence[Answer], embedder: Embedder, more: Sequence[Answer] = ()) -> dict[str, Any]:
    """Every figure as a JSON object; `render` in `section_tables` shows what it holds. `more` only helps to train."""
    rows: dict[str, Any] = {
        "all Action": asdict(score(_cases(answers, all_action(answers)))),
        "keywords": asdict(score(_cases(answers, by_keywords(answers)))),
        "position": asdict(score(_cases(answers, by_position(answers)))),
    }
    report: dict[str, Any] = {
        "fingerprint": fingerprint([*answers, *more]),
        "more": len(more),
        "labellers": rows,
        "unpunctuated": {},
        "live": {},
    }
    for live in (False, True):
        fits = NetworkFits(embedder, live)
        for variant in (variant for variant in VARIANTS if variant.live is live):
            heard = _listen(answers, variant, fits, more)
            whole = calibrated_cases(answers, heard.whole)
            rows[variant.name] = asdict(score(whole))
            report["unpunctuated"][variant.name] = asdict(score(calibrated_cases(answers, heard.unpunctuated)))
            if live:
                report["live"][variant.name] = _live_figures(answers, heard.prefixes)
            if variant == MAIN:
                report |= _details(answers, whole)
    report["mixed_folds"] = asdict(score(_mixed_folds(answers, embedder, more)))
    return report


def fingerprint(answers: Sequence[Answer]) -> str:
    """Changes when the labelled answers change; a test holds the saved figures against it."""
    text = "\n".join(f"{a.id} {s} {t}" for a in answers for s, t in zip(a.sections, a.sentences, strict=True))
    return hashlib.sha256(text.encode()).hexdigest()


def calibrated_cases(answers: Sequence[Answer], raw: Mapping[str, Probabilities]) -> list[Case]:
    """Cases with confidences whose temperature comes from the other files alone."""
    cases = []
    for source in sorted({answer.source for answer in answers}):
        heat = best_temperature([answer for answer in answers if answer.source != source], raw)
        for answer in (answer for answer in answers if answer.source == source):
            warm = cooled(raw[answer.id], heat)
            cases.append(Case(answer.word_counts, answer.sections, labels_of(warm), list(warm.max(axis=1))))
    return cases


def labels_of(probabilities: Probabilities) -> list[Section]:
    return [SECTIONS[index] for index in probabilities.argmax(axis=1)]


def without_punctuation(sentence: str) -> str:
    """As a recogniser without punctuation writes it: lower case, apostrophes kept."""
    return " ".join(re.sub(r"[^\w\s'’]", " ", sentence).lower().split())


def _cases(answers: Sequence[Answer], guesses: Sequence[Sequence[Section]]) -> list[Case]:
    return [Case(a.word_counts, a.sections, guess) for a, guess in zip(answers, guesses, strict=True)]


def _listen(answers: Sequence[Answer], variant: Variant, fits: NetworkFits, more: Sequence[Answer]) -> Heard:
    heard = Heard({}, {}, {percent: {} for percent in PREFIXES})
    for source, labeller in left_out_labellers(answers, variant, fits, more):
        for answer in (answer for answer in answers if answer.source == source):
            _hear(answer, labeller, heard, prefixes=variant.live)
    return heard


def _hear(answer: Answer, labeller: SectionModel, heard: Heard, *, prefixes: bool) -> None:
    heard.whole[answer.id] = labeller.probabilities(answer.sentences)
    plain = [without_punctuation(sentence) for sentence in answer.sentences]
    heard.unpunctuated[answer.id] = labeller.probabilities(plain)
    for percent in PREFIXES if prefixes else ():
        heard.prefixes[percent][answer.id] = labeller.probabilities(answer.sentences[: spoken(answer, percent)])


def spoken(answer: Answer, percent: int) -> int:
    """How many sentences have begun when `percent` of the words have been said; at least one."""
    said = np.cumsum([0, *answer.word_counts])
    return max(1, int((said[:-1] < said[-1] * percent / 100).sum()))


def _live_figures(answers: Sequence[Answer], prefixes: Mapping[int, Mapping[str, Probabilities]]) -> dict[str, Any]:
    """Accuracy over all sentences heard so far, and over the one being said, at each share of the answer."""
    figures = {}
    for percent, heard in prefixes.items():
        right = [
            [guess == gold for guess, gold in zip(labels_of(heard[a.id]), a.sections, strict=False)] for a in answers
        ]
        figures[str(percent)] = {
            "so_far": float(np.mean([hit for hits in right for hit in hits])),
            "being_said": float(np.mean([hits[-1] for hits in right])),
        }
    return figures


def _details(answers: Sequence[Answer], cases: Sequence[Case]) -> dict[str, Any]:
    ordered = sorted(answers, key=lambda answer: answer.source)
    return {
        "confusion": confusion(cases).tolist(),
        "by_shape": _grouped(ordered, cases, lambda answer: answer.shape),
        "by_level": _grouped(ordered, cases, lambda answer: answer.level),
        "by_file": _grouped(ordered, cases, lambda answer: answer.source),
        "absent": {section: _absence(cases, section) for section in ("T", "R")},
    }


def _grouped(answers: Sequence[Answer], cases: Sequence[Case], key: Callable[[Answer], str]) -> dict[str, Any]:
    names = Counter(key(answer) for answer in answers)
    return {
        name: asdict(score([case for answer, case in zip(answers, cases, strict=True) if key(answer) == name]))
        for name in sorted(names)
    }


def _absence(cases: Sequence[Case], section: Section) -> dict[str, int]:
    """Answers without the section: how many there are, how many are found to be so, how many are said to be so."""
    truly = [section not in case.gold for case in cases]
    said = [section not in case.guess for case in cases]
    found = sum(one and other for one, other in zip(truly, said, strict=True))
    return {"absent": sum(truly), "reported": sum(said), "rightly": found}


def _mixed_folds(answers: Sequence[Answer], embedder: Embedder, more: Sequence[Answer]) -> list[Case]:
    """Whole answers left out, files mixed: easier, for every writer is known from other answers."""
    mixed = [replace(answer, source=f"fold-{place % _FOLDS}") for place, answer in enumerate(answers)]
    return calibrated_cases(mixed, left_out_probabilities(mixed, MAIN, NetworkFits(embedder, MAIN.live), more))
