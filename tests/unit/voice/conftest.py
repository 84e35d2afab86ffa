"""Voices that are closed when the test ends, whatever happened."""

from collections.abc import Callable, Iterator

import pytest

from simulator.speech.voice.engine import EngineSpec
from simulator.speech.voice.voice import InterviewerVoice

MakeVoice = Callable[..., InterviewerVoice]


@pytest.fixture
def make_voice() -> Iterator[MakeVoice]:
    made: list[InterviewerVoice] = []

    def make(*engines: str | EngineSpec, **options: float) -> InterviewerVoice:
        made.append(InterviewerVoice(engines, **options))
        return made[-1]

    yield make
    for voice in made:
        voice.close()
