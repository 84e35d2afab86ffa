"""The second pass on what a model gives, whatever it gives."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from simulator.audio.types import RATE_HZ
from simulator.speech.hearing import batch
from simulator.speech.hearing.batch import BatchRecogniser

pytestmark = pytest.mark.unit


class Engine:
    """Stands for `WhisperModel`; hears the same words in everything."""

    def __init__(self, *words: tuple[str, float, float]) -> None:
        spoken = [
            SimpleNamespace(word=text, start=start_s, end=end_s, probability=0.9) for text, start_s, end_s in words
        ]
        self._segment = SimpleNamespace(words=spoken, end=30.0, no_speech_prob=0.0, avg_logprob=-0.1)

    def transcribe(self, _samples: object, **_options: Any) -> tuple[list[Any], None]:
        return [self._segment], None


def test_no_word_starts_or_ends_after_the_recording(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window of the model lasts 30 s, and its times may lie in the silence that fills it up."""
    engine = Engine((" so", 0.2, 0.5), (" there", 0.9, 1.4), (" uh,", 1.3, 1.3))
    monkeypatch.setattr(batch, "open_model", lambda _folder, _threads: engine)
    words = BatchRecogniser("base").plain_pass(np.zeros(RATE_HZ, np.float32))
    assert [(word.text, word.end_s) for word in words] == [("so", 0.5), ("there", 1.0), ("uh,", 1.0)]
    assert max(word.start_s for word in words) == 1.0
