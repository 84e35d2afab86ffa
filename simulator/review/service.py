"""Answers analysed from files: audio through the transcriber, text at a speaking rate, lines of a .jsonl one by one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Piece:
    """One answer to analyse: a text as it was read, or a recording with what is known about it."""

    path: Path
    given: inputs.Given | AnswerContext


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

        `context` is what is known about the answers; what a .jsonl line says of itself comes first. Raises UsageError
        for a path that is not there (before any work is done), MissingPart when a model is missing.
        """
        return with_clashes(map(self.analyse, pieces(paths, context or AnswerContext())))

    def analyse_path(self, path: Path, context: AnswerContext | None = None) -> Iterator[Reviewed | BadInput]:
        """As `analyse_paths`, for one file or folder."""
        return self.analyse_paths([path], context)

    def analyse(self, piece: Piece | BadInput) -> Reviewed | BadInput:
        """One answer; a fault stays what it is. Raises MissingPart when a model is missing."""
        if isinstance(piece, BadInput):
            return piece
        try:
            if isinstance(piece.given, inputs.Given):
                return self._written(piece.path, piece.given)
            return self._heard(piece.path, piece.given)
        except BadInput as fault:
            return fault

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


def pieces(paths: Iterable[Path], context: AnswerContext) -> Iterator[Piece | BadInput]:
    """Every answer in files and folders, in order; what cannot be read comes as its fault.

    Raises UsageError for a path that is not there, before anything else.
    """
    for found in [_files(path) for path in paths]:
        if isinstance(found, BadInput):
            yield found
            continue
        for file in found:
            yield from _pieces_of(file, context)


def with_clashes(outcomes: Iterable[Reviewed | BadInput]) -> Iterator[Reviewed | BadInput]:
    """The answers with what does not fit with those before them."""
    finder: ClashFinder[str] = ClashFinder()
    for outcome in outcomes:
        if isinstance(outcome, Reviewed):
            yield replace(outcome, clashes=finder.add(outcome.name, outcome.analysis))
        else:
            yield outcome


def _files(path: Path) -> list[Path] | BadInput:
    try:
        return inputs.find_files(path)
    except BadInput as fault:
        return fault


def _pieces_of(path: Path, context: AnswerContext) -> Iterator[Piece | BadInput]:
    try:
        kind = inputs.kind_of(path)
        if kind in inputs.AUDIO:
            yield Piece(path, context)
        elif kind in inputs.TEXT:
            yield Piece(path, inputs.Given(inputs.read_text(path), context))
        else:
            for line in inputs.read_lines(path, context):
                yield line if isinstance(line, BadInput) else Piece(path, line)
    except BadInput as fault:
        yield fault
