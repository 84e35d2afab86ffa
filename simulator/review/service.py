"""Answers analysed from files: audio through the transcriber, text at a speaking rate, lines of a .jsonl one by one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from simulator.answer.analyse import analyse_text, analyse_words
from simulator.answer.protocols import FindingJudge, SectionLabeller
from simulator.answer.question import KnownQuestions
from simulator.answer.types import Analysis, AnswerContext, Guideline
from simulator.answer.words import WORDS_PER_MINUTE
from simulator.errors import BadInput
from simulator.probing.types import ProbeChoice
from simulator.review import inputs
from simulator.review.clashes import ClashFinder
from simulator.review.types import Reviewed
from simulator.speech.hearing.types import Transcript

Chooser = Callable[[Analysis], Sequence[ProbeChoice]]
"""Probes for an answer, best first."""
Transcribe = Callable[[Path], Transcript]
"""Hears a recording in full. Raises BadInput for a file it cannot read, MissingPart when there is no model."""


class AnalysisService:
    """Analyses files with the parts it is given; keeps nothing between two answers."""

    def __init__(
        self,
        labeller: SectionLabeller,
        judge: FindingJudge | None,
        chooser: Chooser,
        transcribe: Transcribe,
        *,
        questions: KnownQuestions | None = None,
        guideline: Guideline | None = None,
        words_per_minute: float = WORDS_PER_MINUTE,
    ) -> None:
        self._labeller = labeller
        self._judge = judge
        self._chooser, self._questions = chooser, questions
        self._transcribe = transcribe
        self._guideline = guideline or Guideline()
        self._words_per_minute = words_per_minute

    def analyse_paths(
        self, paths: Iterable[Path], context: AnswerContext | None = None
    ) -> Iterator[Reviewed | BadInput]:
        """Every answer in `paths`, as it is done; what is wrong with one comes in its place, and the others go on.

        `context` is what is known about audio and .txt answers; .jsonl lines bring their own. Raises UsageError for a
        path that is not there (before any work is done), MissingPart when a model is missing.
        """
        finder: ClashFinder[str] = ClashFinder()
        for outcome in self._outcomes([self._files(path) for path in paths], context or AnswerContext()):
            if isinstance(outcome, Reviewed):
                yield replace(outcome, clashes=finder.add(outcome.name, outcome.analysis))
            else:
                yield outcome

    def _outcomes(
        self, files: Iterable[list[Path] | BadInput], context: AnswerContext
    ) -> Iterator[Reviewed | BadInput]:
        for found in files:
            if isinstance(found, BadInput):
                yield found
                continue
            for file in found:
                yield from self._analyse_file(file, context)

    def analyse_path(self, path: Path, context: AnswerContext | None = None) -> Iterator[Reviewed | BadInput]:
        """As `analyse_paths`, for one file or folder."""
        return self.analyse_paths([path], context)

    @staticmethod
    def _files(path: Path) -> list[Path] | BadInput:
        try:
            return inputs.find_files(path)
        except BadInput as fault:
            return fault

    def _analyse_file(self, path: Path, context: AnswerContext) -> Iterator[Reviewed | BadInput]:
        try:
            kind = inputs.kind_of(path)
            if kind in inputs.AUDIO:
                yield self._heard(path, context)
            elif kind in inputs.TEXT:
                yield self._written(path, inputs.Given(inputs.read_text(path), context))
            else:
                for line in inputs.read_lines(path):
                    yield line if isinstance(line, BadInput) else self._written(path, line)
        except BadInput as fault:
            yield fault

    def _heard(self, path: Path, context: AnswerContext) -> Reviewed:
        transcript = self._transcribe(path)
        if transcript.error:
            raise BadInput(transcript.error, where=str(path))
        analysis = analyse_words(
            transcript.words,
            transcript.duration_s,
            context,
            labeller=self._labeller,
            judge=self._judge,
            questions=self._questions,
            guideline=self._guideline,
        )
        return Reviewed(str(path), analysis, tuple(self._chooser(analysis)), transcript.model)

    def _written(self, path: Path, given: inputs.Given) -> Reviewed:
        analysis = analyse_text(
            given.text,
            given.context,
            labeller=self._labeller,
            judge=self._judge,
            questions=self._questions,
            guideline=self._guideline,
            words_per_minute=self._words_per_minute,
        )
        return Reviewed(str(path), analysis, tuple(self._chooser(analysis)), id=given.id)
