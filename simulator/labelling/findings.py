"""The judge of findings: every signal and flag of the codebook with its probability and best evidence sentence."""

import dataclasses
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from simulator.answer.types import SECTIONS, AnswerContext, Grade, LabelledSentence
from simulator.labelling.embeddings import load_embedder
from simulator.labelling.finding_features import (
    SENIOR,
    Reading,
    SentenceEmbedder,
    answer_features,
    embed_sentences,
    read_answer,
    sentence_features,
    word_grams,
)
from simulator.labelling.finding_model import IDS, AnswerScorer, Matrix, SentenceScorer
from simulator.labelling.finding_network import FindingNetwork
from simulator.labelling.grades import Grader, load_grader
from simulator.labelling.weights import FOLDER, load_arrays, load_json

ARRAYS, SETTINGS = "findings.npz", "findings.json"
_NOTHING_SAID = frozenset({"no_numbers"})
"""A flag about something missing that no single sentence can show."""
Verdicts = dict[str, tuple[float, int | None]]
"""Id → (probability, index of the evidence sentence)."""
_Asked = tuple[tuple[LabelledSentence, ...], AnswerContext]


class FindingJudge:
    """Implements `answer.protocols.FindingJudge`. Safe to call from several threads."""

    def __init__(
        self,
        embedder: SentenceEmbedder,
        sentence_scorer: SentenceScorer,
        answer_scorer: AnswerScorer,
        thresholds: Mapping[str, float],
        grader: Grader,
    ) -> None:
        self._embedder = embedder
        self._sentences = sentence_scorer
        self._answer = answer_scorer
        self._thresholds = dict(thresholds)
        self._grader = grader
        self._last: tuple[_Asked, Verdicts] | None = None

    @property
    def name(self) -> str:
        return "findings"

    @property
    def thresholds(self) -> Mapping[str, float]:
        return self._thresholds

    def judge(self, sentences: Sequence[LabelledSentence], context: AnswerContext) -> Verdicts:
        """Id → (probability, index of the best evidence sentence or None); {} for no sentences.

        The latest verdicts are remembered: the choice of a probe asks for those of the analysis once more.
        """
        if not sentences:
            return {}
        asked, last = (tuple(sentences), context), self._last
        if last is None or last[0] != asked:
            last = self._last = (asked, self._verdicts(sentences, context))
        return dict(last[1])

    def _verdicts(self, sentences: Sequence[LabelledSentence], context: AnswerContext) -> Verdicts:
        reading = read_answer(sentences, context.level)
        scores = self._scores(reading)
        answer = np.array(list(answer_features(reading).values()), np.float32)
        return verdicts(reading, scores, self._answer.probabilities(scores, answer, self._question(context)))

    def grade(self, sentences: Sequence[LabelledSentence], context: AnswerContext) -> Grade | None:
        """How the answer to `context.probe` stood up; None for a main question or no sentences."""
        if context.probe is None or not sentences:
            return None
        return self._grader.grade(sentences, context)

    def _question(self, context: AnswerContext) -> Matrix | None:
        """The meaning of a main question; a probe is no question for a story."""
        if not context.question or context.probe is not None:
            return None
        meaning: Matrix = self._embedder.embed([context.question])[0]
        return meaning

    def _scores(self, reading: Reading) -> Matrix:
        features = sentence_features(reading, embed_sentences(reading, self._embedder))
        return self._sentences.scores(features, [word_grams(text) for text in reading.texts])


def verdicts(reading: Reading, scores: Matrix, probabilities: npt.NDArray[np.float64]) -> Verdicts:
    """What the scores say once the codebook's own rules are kept: flags that cannot stand are 0."""
    likely = dict(zip(IDS, (float(value) for value in probabilities), strict=True))
    if reading.level not in SENIOR:
        likely["team_only"] = 0.0
    likely["team_only"] *= 1.0 - likely["handed_off"]
    return {name: (likely[name], evidence_of(name, reading, scores[:, k])) for k, name in enumerate(IDS)}


def evidence_of(name: str, reading: Reading, scores: Matrix) -> int | None:
    """The sentence that shows `name` best, in a section where it can stand; None where none can show it."""
    if name in _NOTHING_SAID:
        return None
    spoken = reading.sections != SECTIONS.index("O")
    return int(np.where(spoken, scores, scores - 1.0).argmax())


@cache
def load_finding_judge(folder: Path = FOLDER) -> FindingJudge:
    """The judge with the shipped weights, loaded once a process.

    Raises MissingPart when a weight file or the embedding model is missing, BadInput when one is damaged.
    """
    settings = load_json(SETTINGS, folder)
    sentence, answer = scorers(load_arrays(ARRAYS, folder), settings["grams"])
    return FindingJudge(load_embedder(), sentence, answer, settings["thresholds"], load_grader(folder))


def scorers(arrays: Mapping[str, npt.NDArray[np.float32]], grams: Sequence[str]) -> tuple[SentenceScorer, AnswerScorer]:
    """The two scorers from their stored arrays (half precision on disk)."""
    single = {name: np.asarray(array, np.float32) for name, array in arrays.items()}
    index = {gram: number for number, gram in enumerate(grams)}
    network = FindingNetwork.from_arrays(single)
    sentence = SentenceScorer(index, single["dense"], single["sparse"], single["bias"], network)
    names = [field.name for field in dataclasses.fields(AnswerScorer)]
    return sentence, AnswerScorer(**{name: single[f"answer_{name}"] for name in names})
