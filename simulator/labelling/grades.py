"""How the answer to a probe stood up: strong, middling or weak, with the reason and the words that show it.

A small multinomial regression over what is said a sentence (never how long it is): rates of word patterns and the mean
meaning of the sentences, weighed in part alike for all probes and in part for each family by itself: "nobody else" is a
good word about what was unasked, and a bad one about pushback. It was trained on some 1,300 answers, so in doubt it
says that it cannot tell.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from simulator.answer.quote import best_quote, quote_text
from simulator.answer.types import AnswerContext, Grade, LabelledSentence
from simulator.labelling.embeddings import load_embedder
from simulator.labelling.finding_features import Matrix, SentenceEmbedder
from simulator.labelling.finding_patterns import count_patterns
from simulator.labelling.grade_reasons import CANNOT_TELL, reason
from simulator.labelling.weights import FOLDER, load_arrays, load_json

ARRAYS, SETTINGS = "grades.npz", "grades.json"
GradeName = Literal["weak", "middling", "strong"]
GRADES: tuple[GradeName, ...] = get_args(GradeName)
_ANY = re.compile(r"\w")
"""No word makes a clause a better quote than another: the fullest is taken."""
_FEWEST_WORDS = 4
"""A shorter sentence is no evidence for a grade."""
MEANING_SCALE = 5.0
"""Brings the mean of unit vectors to about the size of the pattern rates, for one penalty."""


def grade_features(texts: Sequence[str], meaning: Matrix) -> Matrix:
    """One row: square roots of the pattern counts a sentence, then the mean meaning. `meaning`: (sentences, 384)."""
    patterns = np.array([count_patterns(text) for text in texts], np.float32)
    return np.concatenate([np.sqrt(patterns.mean(axis=0)), MEANING_SCALE * meaning.mean(axis=0)]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Grader:
    """`weights` (features, 3) and `bias` (3), columns in the order of GRADES; `mean` is taken off the features.

    `own`: what is added to `weights` for the answers to a family's probes; others are weighed as all are.
    A grade less likely than `certain_from` is not given: the answer counts as middling, and the reason says so.
    `temperature` divides the scores, so that probabilities mean what they say.
    """

    embedder: SentenceEmbedder
    mean: Matrix
    weights: Matrix
    bias: Matrix
    certain_from: float
    temperature: float = 1.0
    own: Mapping[str, Matrix] = field(default_factory=dict)

    def weights_for(self, probe: str | None) -> Matrix:
        """Shape (features, 3)."""
        own = self.own.get(probe or "")
        return self.weights if own is None else self.weights + own

    def probabilities(self, features: Matrix, weights: Matrix) -> npt.NDArray[np.float64]:
        """Shape (3,), in the order of GRADES."""
        scores = np.asarray((features - self.mean) @ weights + self.bias, np.float64) / self.temperature
        powers = np.exp(scores - scores.max())
        result: npt.NDArray[np.float64] = powers / powers.sum()
        return result

    def grade(self, sentences: Sequence[LabelledSentence], context: AnswerContext) -> Grade:
        """The grade of an answer to `context.probe`; needs at least one sentence."""
        texts = [sentence.text for sentence in sentences]
        meaning = self.embedder.embed(texts)
        weights = self.weights_for(context.probe)
        likely = self.probabilities(grade_features(texts, meaning), weights)
        best = int(likely.argmax())
        quote = _quoted(texts[_telling(texts, meaning, weights, best)])
        if likely[best] < self.certain_from:
            return Grade("middling", CANNOT_TELL, quote, float(likely[GRADES.index("middling")]))
        return Grade(GRADES[best], reason(context.probe or "", GRADES[best]), quote, float(likely[best]))


def _telling(texts: Sequence[str], meaning: Matrix, weights: Matrix, grade: int) -> int:
    """The sentence whose meaning speaks most for `grade` against the other grades; "uh" only where all are so."""
    direction = weights[-meaning.shape[1] :]
    others = [column for column in range(len(GRADES)) if column != grade]
    pull = meaning @ (direction[:, grade] - direction[:, others].mean(axis=1))
    full = np.array([len(text.split()) >= _FEWEST_WORDS for text in texts])
    return int((np.where(full, pull, -np.inf) if full.any() else pull).argmax())


def _quoted(text: str) -> str:
    words = text.split()
    return quote_text(words, *best_quote(words, _ANY))


def load_grader(folder: Path = FOLDER) -> Grader:
    """The grader with the shipped weights. Raises MissingPart, BadInput."""
    arrays = {name: np.asarray(array, np.float32) for name, array in load_arrays(ARRAYS, folder).items()}
    settings = load_json(SETTINGS, folder)
    return Grader(
        load_embedder(),
        arrays["mean"],
        arrays["weights"],
        arrays["bias"],
        float(settings["certain_from"]),
        float(settings["temperature"]),
        dict(zip(settings["families"], arrays["own"], strict=True)),
    )
