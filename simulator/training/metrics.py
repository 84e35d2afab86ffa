"""Figures that say how good section labels are. Labels and answers are paired in order; points are hundredths."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.answer.types import SECTIONS, Section

Labels = Sequence[Section]
_BINS = 10


@dataclass(frozen=True, slots=True)
class Scores:
    """`calibration` is the expected calibration error, None where the labeller gives no probabilities."""

    answers: int
    sentences: int
    accuracy: float
    macro_f1: float
    kappa: float
    action_points: float
    setup_points: float
    by_section: dict[str, float]
    calibration: float | None


@dataclass(frozen=True, slots=True)
class Case:
    """One answer's gold and guessed labels, the words of each sentence, and each guess's confidence if there is one."""

    words: Sequence[int]
    gold: Labels
    guess: Labels
    confidence: Sequence[float] | None = None


def score(cases: Sequence[Case]) -> Scores:
    """All figures over `cases`; sentences are pooled, share errors are averaged over answers. Needs one case."""
    matrix = confusion(cases)
    by_section = f1_by_section(matrix)
    return Scores(
        answers=len(cases),
        sentences=int(matrix.sum()),
        accuracy=float(np.trace(matrix) / matrix.sum()),
        macro_f1=float(np.mean(list(by_section.values()))),
        kappa=kappa(matrix),
        action_points=share_error(cases, "A"),
        setup_points=share_error(cases, "ST"),
        by_section=by_section,
        calibration=calibration_error(cases),
    )


def confusion(cases: Sequence[Case]) -> npt.NDArray[np.int64]:
    """Counts, gold section down and guessed section across, in the order of SECTIONS."""
    matrix = np.zeros((len(SECTIONS), len(SECTIONS)), np.int64)
    for case in cases:
        for gold, guess in zip(case.gold, case.guess, strict=True):
            matrix[SECTIONS.index(gold), SECTIONS.index(guess)] += 1
    return matrix


def f1_by_section(matrix: npt.NDArray[np.int64]) -> dict[str, float]:
    """F1 of each section that is present or guessed; one that is neither has no F1 and is left out."""
    found = {}
    for index, section in enumerate(SECTIONS):
        either = matrix[index].sum() + matrix[:, index].sum()
        if either:
            found[str(section)] = float(2 * matrix[index, index] / either)
    return found


def kappa(matrix: npt.NDArray[np.int64]) -> float:
    """Cohen's kappa: agreement beyond chance; 1 when both sides only ever used one same label."""
    total = matrix.sum()
    chance = float((matrix.sum(axis=0) * matrix.sum(axis=1)).sum()) / float(total) ** 2
    agreed = float(np.trace(matrix) / total)
    return 1.0 if chance == 1.0 else (agreed - chance) / (1.0 - chance)


def share_error(cases: Sequence[Case], sections: str) -> float:
    """Mean absolute error, in points, of the share of words that falls to `sections`."""
    errors = [abs(_share(case.words, case.gold, sections) - _share(case.words, case.guess, sections)) for case in cases]
    return 100.0 * float(np.mean(errors))


def _share(words: Sequence[int], labels: Labels, sections: str) -> float:
    inside = sum(count for count, label in zip(words, labels, strict=True) if label in sections)
    return inside / max(sum(words), 1)


def calibration_error(cases: Sequence[Case]) -> float | None:
    """Expected calibration error over ten equal bins of confidence; None without confidences."""
    pairs = [
        (confidence, gold == guess)
        for case in cases
        if case.confidence is not None
        for gold, guess, confidence in zip(case.gold, case.guess, case.confidence, strict=True)
    ]
    if not pairs:
        return None
    confidences = np.array([confidence for confidence, _ in pairs])
    right = np.array([agreed for _, agreed in pairs], np.float64)
    bins = np.minimum((confidences * _BINS).astype(int), _BINS - 1)
    gaps = [
        (bins == place).mean() * abs(confidences[bins == place].mean() - right[bins == place].mean())
        for place in range(_BINS)
        if (bins == place).any()
    ]
    return float(sum(gaps))
