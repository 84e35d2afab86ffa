"""The second pass on what a model gives, whatever it gives."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from simulator.answer.types import Word
from simulator.audio.types import RATE_HZ
from simulator.speech.hearing import batch
from simulator.speech.hearing.batch import BatchRecogniser
from tests.fakes.scripted_speech import ScriptedVoice

pytestmark = pytest.mark.unit


class Engine:
    """Stands for `WhisperModel`; hears the same words in everything."""

    def __init__(self, *words: Word) -> None:
        spoken = [
            SimpleNamespace(word=f" {one.text}", start=one.start_s, end=one.end_s, probability=0.9) for one in words
        ]
        self._segment = SimpleNamespace(words=spoken, end=30.0, no_speech_prob=0.0, avg_logprob=-0.1)
        self.asked: list[dict[str, Any]] = []

    def transcribe(self, _samples: object, **options: Any) -> tuple[list[Any], None]:
        self.asked.append(options)
        return [self._segment], None


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> BatchRecogniser:
    """Voice is heard from 0.2 to 1.0 s."""
    monkeypatch.setattr(batch, "open_model", lambda _folder, _threads: engine)
    monkeypatch.setattr(batch, "SileroVoiceActivity", lambda: ScriptedVoice([Word("all", 0.2, 1.0)]))
    return BatchRecogniser("base")


@pytest.mark.parametrize("engine", [Engine(Word("so", 0.2, 0.5), Word("there", 0.9, 1.4), Word("uh,", 1.3, 1.3))])
def test_no_word_starts_or_ends_after_the_recording(recogniser: BatchRecogniser) -> None:
    """A window of the model lasts 30 s, and its times may lie in the silence that fills it up."""
    words = recogniser.plain_pass(np.zeros(RATE_HZ, np.float32))
    assert [(word.text, word.end_s) for word in words] == [("so", 0.5), ("there", 1.0), ("uh,", 1.0)]
    assert max(word.start_s for word in words) == 1.0


@pytest.mark.parametrize("engine", [Engine(Word("so", 0.2, 0.9), Word("yes.", 1.1, 1.3), Word("Thanks!", 2.5, 2.5))])
def test_a_word_far_from_any_voice_was_not_said(recogniser: BatchRecogniser) -> None:
    words = recogniser.plain_pass(np.zeros(3 * RATE_HZ, np.float32))
    assert [word.text for word in words] == ["so", "yes."]


@pytest.mark.parametrize("engine", [Engine(Word("so", 0.2, 0.9))])
def test_the_prompted_hearing_leaves_nothing_to_chance(recogniser: BatchRecogniser, engine: Engine) -> None:
    recogniser.hear(np.zeros(RATE_HZ, np.int16))
    plain, prompted = engine.asked
    assert plain["hotwords"] is None
    assert prompted["hotwords"]
    assert prompted["temperature"] == 0.0
