"""Ranks the probe families for an answer: which a skilled interviewer would ask next, and which it has covered.

Both are regressions over what the judge of findings thinks, the shape of the answer and its meaning: one over all
families at once, since only one can be asked first, and one a family for what is covered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from simulator.answer.protocols import ProbeChances
from simulator.answer.types import AnswerContext, LabelledSentence
from simulator.labelling.embeddings import load_embedder
from simulator.labelling.finding_features import Matrix, SentenceEmbedder, answer_features, read_answer
from simulator.labelling.finding_model import IDS, sigmoid
from simulator.labelling.findings import FindingJudge, load_finding_judge
from simulator.labelling.weights import FOLDER, load_arrays

ARRAYS = "probes.npz"
FAMILIES = (
    "motive", "own_part", "convince", "pushback", "risks", "recurrence", "impact", "counterfactual", "noticing", "cost",
    "scope", "landing", "stopping", "hindsight", "toes", "authority", "leader_or_follower", "specifics", "task",
)  # fmt: skip
MEANING_SCALE = 2.0
"""Keeps 384 numbers of meaning from outweighing the findings, under one penalty."""


def ranker_features(likely: Mapping[str, float], shape: Sequence[float], meaning: Matrix) -> Matrix:
    """One row: the findings' log odds (held within ±4), the answer features, the mean of `meaning` (sentences, 384)."""
    chances = np.clip([likely.get(name, 0.0) for name in IDS], 0.018, 0.982)
    odds = np.log(chances / (1.0 - chances))
    return np.concatenate([odds, shape, MEANING_SCALE * meaning.mean(axis=0)]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class RankerWeights:
    """`mean` and `spread` (features); `first` and `covered` (features, families) with their biases (families)."""

    mean: Matrix
    spread: Matrix
    first: Matrix
    first_bias: Matrix
    covered: Matrix
    covered_bias: Matrix

    def first_chances(self, features: Matrix) -> npt.NDArray[np.float64]:
        """Probability a family that it is the one to ask, summing to 1, in the order of FAMILIES."""
        scores = np.asarray((features - self.mean) / self.spread @ self.first + self.first_bias, np.float64)
        powers = np.exp(scores - scores.max())
        result: npt.NDArray[np.float64] = powers / powers.sum()
        return result

    def covered_chances(self, features: Matrix) -> npt.NDArray[np.float64]:
        """Probability a family that the answer has answered it in full, in the order of FAMILIES."""
        return sigmoid((features - self.mean) / self.spread @ self.covered + self.covered_bias)


class ProbeRanker:
    """Implements `answer.protocols.ProbeRanker`. Safe to call from several threads."""

    def __init__(self, judge: FindingJudge, embedder: SentenceEmbedder, weights: RankerWeights) -> None:
        self._judge, self._embedder, self._weights = judge, embedder, weights

    def chances(
        self, sentences: Sequence[LabelledSentence], findings: Mapping[str, float], context: AnswerContext
    ) -> ProbeChances:
        """Every family's chances, those of `first` summing to 1; none at all for no sentences.

        `findings` may hold only what was reported: the judge is asked for the rest.
        """
        if not sentences:
            return ProbeChances({}, {})
        features = self._features(sentences, findings, context)
        first, covered = self._weights.first_chances(features), self._weights.covered_chances(features)
        return ProbeChances(_by_family(first), _by_family(covered))

    def _features(
        self, sentences: Sequence[LabelledSentence], findings: Mapping[str, float], context: AnswerContext
    ) -> Matrix:
        judged = {name: score for name, (score, _) in self._judge.judge(sentences, context).items()}
        reading = read_answer(sentences, context.level)
        shape = list(answer_features(reading).values())
        return ranker_features({**judged, **findings}, shape, self._embedder.embed(reading.texts))


def _by_family(chances: npt.NDArray[np.float64]) -> dict[str, float]:
    return dict(zip(FAMILIES, (float(chance) for chance in chances), strict=True))


@cache
def load_probe_ranker(folder: Path = FOLDER) -> ProbeRanker:
    """The ranker with the shipped weights, loaded once a process. Raises MissingPart, BadInput."""
    arrays = {name: np.asarray(array, np.float32) for name, array in load_arrays(ARRAYS, folder).items()}
    return ProbeRanker(load_finding_judge(folder), load_embedder(), RankerWeights(**arrays))
