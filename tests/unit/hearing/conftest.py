"""The real models, put together once a test run in a cache of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import paths
from simulator.speech.hearing import models
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.voice_activity import SileroVoiceActivity
from simulator.speech.hearing.whisper import WhisperRecogniser


@pytest.fixture(scope="package")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("hearing-home")
        patch.setenv(paths.HOME_VARIABLE, str(home))
        yield home


@pytest.fixture(scope="package")
def whisper(cache: Path) -> WhisperRecogniser:
    return WhisperRecogniser("base", models.locate("base"), threads=2)


@pytest.fixture(scope="package")
def batch(cache: Path) -> BatchRecogniser:
    return BatchRecogniser("tiny.en")


@pytest.fixture(scope="package")
def base(cache: Path) -> BatchRecogniser:
    """The model of sessions, for what is promised of the second pass."""
    return BatchRecogniser("base")


@pytest.fixture(scope="package")
def silero() -> SileroVoiceActivity:
    return SileroVoiceActivity()
