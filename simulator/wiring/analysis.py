"""The analysis of files, with the real models."""

from functools import cache

from simulator.answer.guideline import PRESETS
from simulator.content.models import Library
from simulator.interview.analyst import Analyst
from simulator.review.service import AnalysisService
from simulator.settings import Settings
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.fullpass import transcribe
from simulator.wiring.brain import Analysing, open_analyst


@cache
def _recogniser(model: str) -> BatchRecogniser:
    """Loaded at the first recording: texts need none."""
    return BatchRecogniser(model)


def open_analysis(settings: Settings, library: Library) -> AnalysisService:
    """Raises MissingPart or BadInput when a model is missing or damaged."""
    analyst: Analyst = open_analyst(library, Analysing.of(settings))
    return AnalysisService(
        analyst.labeller,
        analyst.judge,
        lambda analysis: analyst.probes(analysis, (), asked=(), seed=0, tone=settings.tone),
        lambda path: transcribe(path, settings.model, recogniser=_recogniser(settings.model)),
        guideline=PRESETS[settings.guideline].guideline,
        questions=analyst.questions,
        words_per_minute=settings.words_per_minute,
    )
