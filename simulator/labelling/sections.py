"""STAR sections of an answer's sentences, with calibrated probabilities.

Two models that err differently are multiplied: a conditional random field over words, and a recurrent network over
sentence embeddings. Where the embedder is not installed the field serves alone, and `name` says so. Each exists for a
finished answer and live, for one that is still being spoken.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from simulator.answer.types import SECTIONS, SectionGuess
from simulator.errors import BadInput, MissingPart
from simulator.labelling.embeddings import Embedder, load_embedder
from simulator.labelling.section_features import sentence_features
from simulator.labelling.section_network import SectionNetwork, network_features
from simulator.labelling.weights import FOLDER, load_arrays, load_json, weight_path

if TYPE_CHECKING:
    import pycrfsuite

WORDS_WEIGHT = 0.3
"""Exponent of the CRF's probabilities, the rest is the network's. With whole files left out 0.2 to 0.5 differ by half a
point of macro-F1 or less."""
Probabilities = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Variant:
    """`live` knows nothing of the answer's end; `meaning` adds the network over sentence embeddings to the words."""

    live: bool
    meaning: bool

    @property
    def name(self) -> str:
        return f"sections-{'live' if self.live else 'whole'}-{'meaning' if self.meaning else 'plain'}"

    @property
    def crf_file(self) -> str:
        return f"sections-{'live' if self.live else 'whole'}.crfsuite"

    @property
    def network_file(self) -> str:
        return f"sections-{'live' if self.live else 'whole'}.npz"

    @property
    def settings_file(self) -> str:
        """JSON: `temperature`, what the log probabilities are divided by; found in cross-validation."""
        return f"{self.name}.json"


VARIANTS = tuple(Variant(live, meaning) for live in (False, True) for meaning in (False, True))


class SectionModel:
    """Labels the sentences of an answer; see `SectionLabeller`. Safe to call from several threads."""

    def __init__(
        self,
        variant: Variant,
        tagger: "pycrfsuite.Tagger",
        meaning: tuple[Embedder, SectionNetwork] | None = None,
        temperature: float = 1.0,
    ) -> None:
        self._variant = variant
        self._tagger = tagger
        self._meaning = meaning
        self._temperature = temperature
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._variant.name

    def label(self, sentences: Sequence[str]) -> list[SectionGuess]:
        """The likeliest section of each sentence and its calibrated probability."""
        probabilities = self.probabilities(sentences)
        best = probabilities.argmax(axis=1)
        return [
            SectionGuess(SECTIONS[k], float(row[k]), tuple(round(float(chance), 3) for chance in row))
            for row, k in zip(probabilities, best, strict=True)
        ]

    def probabilities(self, sentences: Sequence[str]) -> Probabilities:
        """Calibrated probability of each section, shape (sentences, 6), columns in the order of SECTIONS."""
        if not sentences:
            return np.zeros((0, len(SECTIONS)))
        with self._lock:
            said = marginals(self._tagger, sentence_features(sentences, live=self._variant.live))
        if self._meaning is not None:
            embedder, network = self._meaning
            features = network_features(sentences, live=self._variant.live)
            meant = network.probabilities(embedder.embed(sentences), features)
            said = said**WORDS_WEIGHT * meant ** (1 - WORDS_WEIGHT)
        return cooled(said, self._temperature)


def marginals(tagger: "pycrfsuite.Tagger", attributes: list[list[str]]) -> Probabilities:
    """Probability of each section for each sentence, shape (sentences, 6), columns in the order of SECTIONS."""
    known = set(tagger.labels())
    tagger.set(attributes)
    rows = [[tagger.marginal(s, i) if s in known else 0.0 for s in SECTIONS] for i in range(len(attributes))]
    return np.array(rows).reshape(len(attributes), len(SECTIONS))


def cooled(probabilities: Probabilities, temperature: float) -> Probabilities:
    """Probabilities made flatter (temperature over 1) or sharper (under 1); each row then sums to 1."""
    scaled = np.power(np.maximum(probabilities, 1e-12), 1.0 / temperature)
    result: Probabilities = scaled / scaled.sum(axis=1, keepdims=True)
    return result


@cache
def load_section_labeller(*, live: bool = False, folder: Path = FOLDER) -> SectionModel:
    """The best section labeller that this machine can run, loaded once a process; its `name` tells which.

    Raises MissingPart when a weight file or python-crfsuite is missing, BadInput when a file is damaged.
    """
    try:
        embedder = load_embedder()
    except MissingPart:
        return open_labeller(Variant(live, meaning=False), folder)
    return open_labeller(Variant(live, meaning=True), folder, embedder)


def open_labeller(variant: Variant, folder: Path = FOLDER, embedder: Embedder | None = None) -> SectionModel:
    """One variant from its files in `folder`; `embedder` is needed where the variant uses meaning.

    Raises MissingPart, BadInput.
    """
    meaning = None
    if variant.meaning:
        arrays = load_arrays(variant.network_file, folder)
        meaning = (embedder or load_embedder(), SectionNetwork.from_arrays(arrays))
    temperature = float(load_json(variant.settings_file, folder)["temperature"])
    return SectionModel(variant, open_tagger(weight_path(variant.crf_file, folder)), meaning, temperature)


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
