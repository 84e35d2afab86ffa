"""A whole recording heard at leisure: beam search on 30 s windows, voice only, each window on its own."""

import math
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from simulator.answer.types import Word
from simulator.audio.types import RATE_HZ, Pcm
from simulator.speech.hearing import fillers, models, no_speech
from simulator.speech.hearing.calibration import in_voice, start_offset_s
from simulator.speech.hearing.device import open_model
from simulator.speech.hearing.timeline import VoiceTimeline
from simulator.speech.hearing.voice_activity import Samples, SileroVoiceActivity

_FULL_SCALE = np.float32(32768.0)
_NEAR_S = 0.5
"""A word without voice so near was made up: all words of 32 recordings of speech have some."""
_SURE = 0.0
"""The temperature that draws no lots."""
_PAUSE_S = 0.3
"""Shorter stretches without voice are gaps between words."""

Between = Callable[[float], None]
"""Called between two windows with how much is done; it may hold the work."""


def _go_on(_done: float) -> None: ...


class BatchRecogniser:
    """A loaded model for full passes; not thread-safe."""

    def __init__(
        self, name: str, *, threads: int = 0, progress: models.Progress | None = None, guarded: bool = True
    ) -> None:
        """`threads` 0 lets CTranslate2 choose. `guarded`: against words where nobody speaks; off only to measure that.

        Raises what `models.locate` raises.
        """
        folder = models.locate(name, progress)
        self.name = name
        self._model: Any = open_model(folder, threads)
        self._voice = SileroVoiceActivity()
        self._offset_s = start_offset_s(name)
        self._guarded = guarded

    def hear(self, pcm: Pcm, between: Between = _go_on) -> tuple[Word, ...]:
        """All words, hesitations included, in order. `between` is told the share (0–1) that is done."""
        samples = pcm.astype(np.float32) / _FULL_SCALE
        whole_s = max(len(samples), 1) / RATE_HZ
        words = self.plain_pass(samples, lambda at_s: between(at_s / whole_s / 2))
        if not words:
            return ()
        prompted = self.plain_pass(samples, lambda at_s: between(0.5 + at_s / whole_s / 2), fillers.PROMPT)
        return fillers.with_fillers(words, prompted, self._voiced(samples))

    def silences(self, pcm: Pcm) -> tuple[tuple[float, float], ...]:
        """(start_s, end_s) of the pauses in a recording, those at both ends included."""
        return self._voiced(pcm.astype(np.float32) / _FULL_SCALE).silences(_PAUSE_S)

    def plain_pass(self, samples: Samples, between: Between = _go_on, prompt: str | None = None) -> tuple[Word, ...]:
        """One hearing; `between` is told the time it has reached, in seconds.

        `prompt` stands before every window (as hotwords: an initial prompt reaches only the first). Then a window that
        the decoder is unsure of is not tried again with chance words: a prompt would bring its own.
        """
        if not len(samples):
            return ()
        segments, _ = self._model.transcribe(
            samples,
            language="en",
            beam_size=5,
            condition_on_previous_text=False,
            vad_filter=self._guarded,
            no_speech_threshold=no_speech.FULL.no_speech if self._guarded else None,
            word_timestamps=True,
            hotwords=prompt,
            **({} if prompt is None else {"temperature": _SURE}),
        )
        spoken: list[Any] = []
        for segment in segments:
            if not (self._guarded and no_speech.FULL.covers(segment.no_speech_prob, math.exp(segment.avg_logprob))):
                spoken.extend(segment.words or ())
            between(float(segment.end))
        return self._placed(spoken, samples)

    def _placed(self, spoken: Iterable[Any], samples: Samples) -> tuple[Word, ...]:
        timeline = self._voiced(samples)
        words: list[Word] = []
        for word in self._whole_words(spoken, len(samples) / RATE_HZ):
            if self._guarded and timeline.voiced_s(word.start_s - _NEAR_S, word.end_s + _NEAR_S) == 0.0:
                continue
            before = words[-1] if words else None
            earliest_s = before.start_s if before else 0.0
            words.append(in_voice(word, timeline, before, earliest_s, end_is_sure=True))
        return tuple(words)

    def _voiced(self, samples: Samples) -> VoiceTimeline:
        timeline = VoiceTimeline()
        self._voice.reset()
        timeline.extend(self._voice.feed(samples))
        return timeline

    def _whole_words(self, spoken: Iterable[Any], until_s: float) -> list[Word]:
        """With the model's offset; what comes without a space before it ("-worker") belongs to the word before.

        No word ends after the recording (`until_s`): the model's windows go on in silence.
        """
        words: list[Word] = []
        for word in spoken:
            text, end_s = word.word.strip(), min(float(word.end) + min(0.0, self._offset_s), until_s)
            start_s = min(max(0.0, float(word.start) + self._offset_s), until_s)
            if words and not word.word.startswith(" "):
                last = words.pop()
                words.append(
                    Word(last.text + text, last.start_s, end_s, min(last.probability, float(word.probability)))
                )
            elif no_speech.is_word(text):
                words.append(Word(text, start_s, end_s, float(word.probability)))
        return words
