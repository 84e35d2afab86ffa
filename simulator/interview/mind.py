"""What a session needs to know of words: analysis, a reading while they are spoken, and the next probe."""

from collections.abc import Collection, Sequence
from typing import Protocol

from simulator.answer.types import Analysis, AnswerContext, Word
from simulator.archive.types import Correction
from simulator.interview.view import LiveReading
from simulator.probing.types import ProbeChoice


class LiveReader(Protocol):
    """Follows one take from its first word; keeps what it has shown, so that labels do not flicker."""

    def read(self, words: Sequence[Word], at_s: float) -> LiveReading:
        """What `words` (all so far) tell at `at_s` seconds into the take, without the probe."""


class Mind(Protocol):
    """Pure but for the models inside; called from one worker thread at a time."""

    def reader(self, context: AnswerContext) -> LiveReader: ...

    def words_of(self, text: str) -> tuple[Word, ...]:
        """Words of a typed text, with times estimated from the speaking rate."""

    def analyse(
        self, words: Sequence[Word], duration_s: float, context: AnswerContext, *, estimated: bool = False
    ) -> Analysis: ...

    def corrected(self, analysis: Analysis, corrections: Sequence[Correction]) -> Analysis:
        """The analysis made anew with the candidate's own section labels; the same one when there are none."""

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
        """What to ask next about a story, best first: `later` are the answers to its probes so far.

        `before` are the families asked for earlier stories of the session.

        `take_ids` names the takes of `main` and `later`, so that a quote from an earlier one can be played.
        """
