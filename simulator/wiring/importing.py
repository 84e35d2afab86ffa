"""Imports with the real parts."""

import sys
from collections.abc import Callable
from functools import cache

from simulator import __version__
from simulator.answer.types import Word
from simulator.audio.decode import iter_audio
from simulator.audio.length import declared_s
from simulator.audio.types import Pcm
from simulator.importing.parts import Parts
from simulator.importing.questions import known
from simulator.importing.run import Importer
from simulator.interview.analyst import Analyst
from simulator.interview.clock import SystemClock
from simulator.settings import Settings
from simulator.speech.hearing.auto import model_for
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.voice_activity import SileroVoiceActivity
from simulator.wiring.archive import open_archive
from simulator.wiring.brain import Analysing, open_analyst
from simulator.wiring.library import open_library


def open_importer(settings: Settings) -> Importer:
    """Models are loaded when a recording needs them. Raises BadInput for an unusable data folder."""
    library = open_library()
    model = model_for(settings.model)

    @cache
    def recogniser() -> BatchRecogniser:
        return BatchRecogniser(model)

    def hear(pcm: Pcm, done: Callable[[float], None]) -> tuple[Word, ...]:
        return recogniser().hear(pcm, done)

    @cache
    def analyst() -> Analyst:
        return open_analyst(library, Analysing.of(settings))

    def family(question: str) -> str:
        questions = analyst().questions
        return questions.family(question) if questions else ""

    return Importer(
        Parts(
            archive=open_archive(),
            clock=SystemClock(),
            blocks=iter_audio,
            declared_s=declared_s,
            voice=SileroVoiceActivity,
            hear=hear,
            model=model,
            mind=analyst,
            question=lambda text: known(text, library.questions, family),
            settings=settings.model_dump(mode="json"),
            versions={"simulator": __version__, "python": sys.version.split()[0]},
            level=settings.level,
            company=settings.company,
            probes=2 if settings.probes is None else settings.probes,
            keep_audio=settings.keep_audio,
        )
    )
