"""The analysis of files, with the real models."""

from functools import cache
from pathlib import Path

from simulator.answer.guideline import PRESETS
from simulator.audio.decode import iter_audio
from simulator.content.models import Library
from simulator.interview.analyst import Analyst
from simulator.review.service import AnalysisService
from simulator.settings import Settings
from simulator.speech.hearing.auto import Told, model_for
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.fullpass import transcribe
from simulator.speech.hearing.types import Transcript
from simulator.wiring.brain import Analysing, open_analyst


@cache
def _recogniser(model: str, threads: int) -> BatchRecogniser:
    """Loaded at the first recording: texts need none."""
    return BatchRecogniser(model, threads=threads)


def open_analysis(settings: Settings, library: Library, told: Told, *, threads: int = 0) -> AnalysisService:
    """`threads` are those of the hearing model, 0 as it likes; `told` hears of what `--model auto` measures.

    Raises MissingPart or BadInput: a model is missing or damaged.
    """
    analyst: Analyst = open_analyst(library, Analysing.of(settings))

    def hear(path: Path) -> Transcript:
        next(iter_audio(path))  # what is no sound at all is told before a model is loaded
        model = model_for(settings.model, told)
        return transcribe(path, model, recogniser=_recogniser(model, threads))

    return AnalysisService(
        analyst.labeller,
        analyst.judge,
        lambda analysis: analyst.probes(analysis, (), asked=(), seed=0, tone=settings.tone),
        hear,
        guideline=PRESETS[settings.guideline].guideline,
        questions=analyst.questions,
        words_per_minute=settings.words_per_minute,
    )
