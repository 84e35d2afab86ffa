"""A whole recording heard at leisure: beam search on 30 s windows, voice only, each window on its own."""

import os
from collections.abc import Iterator
from typing import Any

import numpy as np

from simulator.answer.types import Word
from simulator.audio.types import Pcm
from simulator.speech.hearing import models
from simulator.speech.hearing.calibration import start_offset_s

_FULL_SCALE = np.float32(32768.0)


class BatchRecogniser:
    """A loaded model for full passes; not thread-safe."""

    def __init__(self, name: str, *, threads: int = 0, progress: models.Progress | None = None) -> None:
        """`threads` 0 lets CTranslate2 choose. Raises what `models.locate` raises."""
        os.environ["HF_HUB_OFFLINE"] = "1"
        folder = models.locate(name, progress)
        from faster_whisper import WhisperModel

        self.name = name
        self._model: Any = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)
        self._offset_s = start_offset_s(name)

    def hear(self, pcm: Pcm) -> Iterator[tuple[Word, ...]]:
        """The words, a few sentences at a time: work can be held between two of them, not inside one."""
        if not len(pcm):
            return
        segments, _ = self._model.transcribe(
            pcm.astype(np.float32) / _FULL_SCALE,
            language="en",
            beam_size=5,
            condition_on_previous_text=False,
            vad_filter=True,
            word_timestamps=True,
        )
        for segment in segments:
            yield self._words(segment.words or ())

    def _words(self, spoken: Any) -> tuple[Word, ...]:
        words: list[Word] = []
        for word in spoken:
            text = word.word.strip()
            if not word.word.startswith(" ") and words:  # "co-worker" comes in two
                last = words.pop()
                words.append(Word(last.text + text, last.start_s, word.end, min(last.probability, word.probability)))
            elif text:
                start_s = max(0.0, word.start + self._offset_s)
                words.append(Word(text, round(start_s, 3), round(max(start_s, word.end), 3), word.probability))
        return tuple(words)
