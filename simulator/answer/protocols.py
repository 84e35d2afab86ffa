"""What `answer` needs from trained models. The models live in `labelling` and are handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


class MeaningMatcher(Protocol):
    """Tells which of some texts is closest in meaning to another."""

    def closest(self, text: str, among: Sequence[str]) -> tuple[int, float]:
        """(index of the closest of `among`, which must not be empty; cosine of the two, up to 1)."""
        ...


@dataclass(frozen=True, slots=True)
class ProbeChances:
    """By probe family: `first`, the probability (0–1) that it is the one to ask, and `covered`, that the answer has
    already answered it in full.
    """

    first: Mapping[str, float]
    covered: Mapping[str, float]


class ProbeRanker(Protocol):
    """Scores every probe family for an answer."""

    def chances(
        self, sentences: Sequence[LabelledSentence], findings: Mapping[str, float], context: AnswerContext
    ) -> ProbeChances:
        """`findings` may hold only what was reported. An answer without sentences has no chances at all."""
        ...
