"""What `answer` needs from trained models. The models live in `labelling` and are handed in."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from simulator.answer.types import AnswerContext, Grade, LabelledSentence, SectionGuess


class SectionLabeller(Protocol):
    """Labels each sentence of an answer, seeing all of them in order."""

    @property
    def name(self) -> str: ...

    def label(self, sentences: Sequence[str]) -> list[SectionGuess]:
        """One guess a sentence, same length and order. An empty answer gives an empty list."""
        ...


class FindingJudge(Protocol):
    """Scores the signals and flags of an answer, and points at the sentences that show them."""

    @property
    def name(self) -> str: ...

    @property
    def thresholds(self) -> Mapping[str, float]:
        """Signal or flag id → probability from which it is reported; chosen in training, flags for precision."""
        ...

    def judge(
        self, sentences: Sequence[LabelledSentence], context: AnswerContext
    ) -> dict[str, tuple[float, int | None]]:
        """Signal or flag id → (calibrated probability 0–1, index of the best evidence sentence or None)."""
        ...

    def grade(self, sentences: Sequence[LabelledSentence], context: AnswerContext) -> Grade | None:
        """How the answer to `context.probe` stood up; None for a main question."""
        ...


class ProbeRanker(Protocol):
    """Scores every probe family for an answer: higher is a better next question."""

    def rank(
        self, sentences: Sequence[LabelledSentence], findings: dict[str, float], context: AnswerContext
    ) -> dict[str, float]: ...

    def covered(
        self, sentences: Sequence[LabelledSentence], findings: dict[str, float], context: AnswerContext
    ) -> dict[str, float]:
        """Probability (0–1) a family that the answer has already covered it in full."""
        ...
