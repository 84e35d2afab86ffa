"""The mind of a session: `answer` and `probing` with the trained models handed in."""

from collections.abc import Collection, Sequence

from simulator.answer.analyse import analyse_words
from simulator.answer.cues import CueStrength
from simulator.answer.live import LiveAnalysis
from simulator.answer.protocols import FindingJudge, ProbeRanker, SectionLabeller
from simulator.answer.question import KnownQuestions
from simulator.answer.types import Analysis, AnswerContext, Guideline, Word
from simulator.answer.words import estimate_words
from simulator.archive.corrections import with_corrections
from simulator.archive.types import Correction
from simulator.content.models import ProbeFamily
from simulator.interview.view import LiveReading
from simulator.probing.choose import choose
from simulator.probing.types import ProbeChoice

PROBES_RANKED = 3
"""How many are named: the one to ask, and two that would come next."""


class Reader:
    """Implements `LiveReader`."""

    def __init__(self, live: LiveAnalysis) -> None:
        self._live = live

    def read(self, words: Sequence[Word], at_s: float) -> LiveReading:
        view = self._live.read(words, at_s)
        return LiveReading(view.sentences, view.timing, view.words_per_minute, view.cue)


class Analyst:
    """Implements `Mind`."""

    def __init__(
        self,
        *,
        labeller: SectionLabeller,
        live_labeller: SectionLabeller,
        judge: FindingJudge,
        ranker: ProbeRanker,
        families: Sequence[ProbeFamily],
        questions: KnownQuestions | None = None,
        guideline: Guideline,
        words_per_minute: int,
        cues: CueStrength,
    ) -> None:
        """`live_labeller` labels answers whose length is not known yet."""
        self.labeller, self.judge, self.questions = labeller, judge, questions
        self._live_labeller, self._ranker = live_labeller, ranker
        self._families, self._guideline = families, guideline
        self._words_per_minute, self._cues = words_per_minute, cues

    def reader(self, context: AnswerContext) -> Reader:
        star = context.is_story
        return Reader(LiveAnalysis(self._live_labeller, self._guideline, cues=self._cues, star=star))

    def words_of(self, text: str) -> tuple[Word, ...]:
        return estimate_words(text, self._words_per_minute)

    def analyse(
        self, words: Sequence[Word], duration_s: float, context: AnswerContext, *, estimated: bool = False
    ) -> Analysis:
        return analyse_words(
            words,
            duration_s,
            context,
            labeller=self.labeller,
            judge=self.judge,
            questions=self.questions,
            guideline=self._guideline,
            estimated=estimated,
        )

    def corrected(self, analysis: Analysis, corrections: Sequence[Correction]) -> Analysis:
        return with_corrections(analysis, corrections, self._guideline, self.judge)

    def probes(
        self,
        main: Analysis,
        later: Sequence[Analysis],
        *,
        asked: Collection[str],
        before: Sequence[str] = (),
        seed: int,
        tone: str | None,
        take_ids: Sequence[str] = (),
    ) -> tuple[ProbeChoice, ...]:
        return choose(
            main,
            self._families,
            ranker=self._ranker,
            later=later,
            asked=asked,
            before=before,
            seed=seed,
            limit=PROBES_RANKED,
            tone=tone,
            take_ids=take_ids,
        )
