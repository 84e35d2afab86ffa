"""Speech as a script of timed words, with a voice detector and a recogniser that know it.

The sound's samples are their own times in seconds, so that a recogniser can tell where a window lies.
"""

from collections.abc import Callable, Iterable

import numpy as np

from simulator.answer.types import Word
from simulator.audio.types import RATE_HZ
from simulator.speech.hearing.recogniser import Hypothesis, Window
from simulator.speech.hearing.voice_activity import FRAME, FRAME_S, Samples

NEAR_S = 0.05


def spoken(text: str, start_s: float = 0.5, word_s: float = 0.3) -> list[Word]:
    """The words of `text` one after the other without a gap."""
    return [
        Word(word, round(start_s + index * word_s, 3), round(start_s + (index + 1) * word_s, 3))
        for index, word in enumerate(text.split())
    ]


def sound(duration_s: float) -> Samples:
    return (np.arange(round(duration_s * RATE_HZ)) / RATE_HZ).astype(np.float32)


class ScriptedVoice:
    """Voice exactly where the script has words (and, for noises, where it is told so)."""

    def __init__(self, words: Iterable[Word], noises: Iterable[tuple[float, float]] = ()) -> None:
        self._spans = [(word.start_s, word.end_s) for word in words] + list(noises)
        self.reset()

    def reset(self) -> None:
        self._frames, self._samples = 0, 0

    def feed(self, samples: Samples) -> list[float]:
        self._samples += len(samples)
        first, self._frames = self._frames, self._samples // FRAME
        return [self._probability((index + 0.5) * FRAME_S) for index in range(first, self._frames)]

    def _probability(self, at_s: float) -> float:
        return 0.9 if any(start <= at_s < end for start, end in self._spans) else 0.02


class ScriptedRecogniser:
    """Hears what the script says; of a word that is cut off by the window's end only the first letter.

    `distort` may change each hypothesis; from call `loops_from` on it only runs in circles.
    Every call's window is kept as (start_s, end_s, prefix).
    """

    def __init__(
        self,
        words: Iterable[Word],
        distort: Callable[[int, tuple[Word, ...]], tuple[Word, ...]] | None = None,
        loops_from: int | None = None,
    ) -> None:
        self._words = list(words)
        self._distort = distort or (lambda _call, heard: heard)
        self._loops_from = loops_from
        self.windows: list[tuple[float, float, tuple[str, ...]]] = []

    def recognise(self, window: Window) -> Hypothesis:
        start_s, end_s = float(window.audio[0]), float(window.audio[-1])
        self.windows.append((start_s, end_s, window.prefix))
        inside = [word for word in self._words if word.start_s >= start_s - NEAR_S and word.start_s < end_s - 0.1]
        known, new = inside[: len(window.prefix)], inside[len(window.prefix) :]
        assert [word.text for word in known] == list(window.prefix), "the window does not start with its prefix"
        heard = tuple(
            Word(
                word.text if word.end_s <= end_s + NEAR_S else word.text[0],
                max(0.0, word.start_s - start_s),
                min(word.end_s, end_s) - start_s,
            )
            for word in new
        )
        if self._loops_from is not None and len(self.windows) >= self._loops_from:
            return Hypothesis((), looped=True)
        return Hypothesis(self._distort(len(self.windows), heard))
