"""A mind whose analyses can be stored: real timing, every sentence labelled as Action."""

from collections.abc import Sequence

from simulator.answer.analyse import analyse_words
from simulator.answer.types import Analysis, AnswerContext, SectionGuess, Word
from simulator.archive.corrections import with_corrections
from simulator.archive.types import Correction
from tests.fakes.parts import FakeMind


class AllAction:
    name = "all action"

    def label(self, sentences: Sequence[str]) -> list[SectionGuess]:
        return [SectionGuess("A", 0.9) for _ in sentences]


class StoredMind(FakeMind):
    def analyse(
        self, spoken: Sequence[Word], duration_s: float, context: AnswerContext, *, estimated: bool = False
    ) -> Analysis:
        return analyse_words(spoken, duration_s, context, labeller=AllAction(), estimated=estimated)

    def corrected(self, original: Analysis, corrections: Sequence[Correction]) -> Analysis:
        return with_corrections(original, corrections)
