"""STAR sections of an answer's sentences: a conditional random field whose marginals are calibrated probabilities."""

import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from simulator.answer.types import SECTIONS, SectionGuess
from simulator.errors import BadInput, MissingPart
from simulator.labelling.section_features import sentence_features
from simulator.labelling.weights import FOLDER, load_json, weight_path

if TYPE_CHECKING:
    import pycrfsuite

SETTINGS = "sections.json"
"""Variant → the temperature its probabilities are divided by (in log space); found in cross-validation."""
Probabilities = npt.NDArray[np.float64]


class CrfSections:
    """Labels sentences with a CRF over word features. Safe to call from several threads."""

    def __init__(self, name: str, tagger: "pycrfsuite.Tagger", temperature: float, *, live: bool) -> None:
        self._name = name
        self._tagger = tagger
        self._temperature = temperature
        self._live = live
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._name

    def label(self, sentences: Sequence[str]) -> list[SectionGuess]:
        """The likeliest section of each sentence and its calibrated probability; see `SectionLabeller`."""
        if not sentences:
            return []
        probabilities = cooled(self._marginals(sentence_features(sentences, live=self._live)), self._temperature)
        best = probabilities.argmax(axis=1)
        return [SectionGuess(SECTIONS[k], float(row[k])) for row, k in zip(probabilities, best, strict=True)]

    def _marginals(self, features: list[list[str]]) -> Probabilities:
        with self._lock:
            return marginals(self._tagger, features)


def marginals(tagger: "pycrfsuite.Tagger", features: list[list[str]]) -> Probabilities:
    """Probability of each section for each sentence, shape (sentences, 6), columns in the order of SECTIONS."""
    known = set(tagger.labels())
    tagger.set(features)
    return np.array(
        [[tagger.marginal(s, i) if s in known else 0.0 for s in SECTIONS] for i in range(len(features))]
    ).reshape(len(features), len(SECTIONS))


def cooled(probabilities: Probabilities, temperature: float) -> Probabilities:
    """Probabilities made flatter (temperature over 1) or sharper (under 1); each row still sums to 1."""
    scaled = np.power(np.maximum(probabilities, 1e-12), 1.0 / temperature)
    result: Probabilities = scaled / scaled.sum(axis=1, keepdims=True)
    return result


@cache
def load_section_labeller(*, live: bool = False, folder: Path = FOLDER) -> CrfSections:
    """The section labeller, loaded once a process; `live` for answers that are still being spoken.

    Raises MissingPart when a weight file or python-crfsuite is missing, BadInput when a file is damaged.
    """
    variant = "live-plain" if live else "plain"
    settings = load_json(SETTINGS, folder)
    tagger = open_tagger(weight_path(f"sections-{variant}.crfsuite", folder))
    return CrfSections(f"sections-{variant}", tagger, float(settings[variant]["temperature"]), live=live)


def open_tagger(path: Path) -> "pycrfsuite.Tagger":
    """A CRF model file opened for tagging. Raises MissingPart, BadInput."""
    try:
        import pycrfsuite
    except ImportError as error:
        raise MissingPart("python-crfsuite cannot be loaded", remedy="pip install python-crfsuite") from error
    tagger = pycrfsuite.Tagger()
    try:
        tagger.open(str(path))
    except (ValueError, OSError) as error:
        raise BadInput("this is not a CRF model", where=str(path), remedy="Run `make train` or reinstall") from error
    return tagger
