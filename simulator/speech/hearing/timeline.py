"""Where in a recording there is voice, as far as it has been heard."""

from array import array
from collections.abc import Iterable

from simulator.speech.hearing.voice_activity import FRAME_S

_ON = 0.5
_OFF = 0.35
"""Silero's own thresholds: voice starts at 0.5 and lasts until the probability falls 0.15 below it."""

_GAP_FRAMES = 3


class VoiceTimeline:
    """One flag for each 32 ms frame from the start of the recording; grows, never changes."""

    def __init__(self) -> None:
        self._flags = array("b")
        self._voiced = False
        self._last_voiced = -1

    def extend(self, probabilities: Iterable[float]) -> None:
        for probability in probabilities:
            self._voiced = probability >= (_OFF if self._voiced else _ON)
            if self._voiced:
                self._last_voiced = len(self._flags)
            self._flags.append(self._voiced)

    @property
    def heard_s(self) -> float:
        """How much of the recording has been looked at."""
        return len(self._flags) * FRAME_S

    @property
    def voiced_until_s(self) -> float:
        """End of the last voiced frame; 0 when there was none."""
        return (self._last_voiced + 1) * FRAME_S

    def voiced_s(self, start_s: float, end_s: float) -> float:
        """Seconds of voice between two times."""
        return sum(self._slice(start_s, end_s)) * FRAME_S

    def silences(self, least_s: float) -> tuple[tuple[float, float], ...]:
        """(start_s, end_s) of every stretch of at least `least_s` without voice, those at both ends included."""
        found: list[tuple[float, float]] = []
        since = 0
        for index, voiced in enumerate((*self._flags, 1)):
            if voiced:
                if index > since and (index - since) * FRAME_S >= least_s:
                    found.append((since * FRAME_S, index * FRAME_S))
                since = index + 1
        return tuple(found)

    def onset_s(self, after_s: float, least_s: float) -> float | None:
        """Start of the first voiced frame after a time, once `least_s` of voice has been heard since; else None."""
        first = self._index(after_s)
        flags = self._flags[first:]
        if sum(flags) * FRAME_S < least_s:
            return None
        return (first + flags.index(1)) * FRAME_S

    def stretches(self, start_s: float, end_s: float) -> tuple[tuple[float, float], ...]:
        """(start_s, end_s) of every stretch of voice between two times; gaps below 0.1 s part nothing."""
        first = self._index(start_s)
        found: list[list[int]] = []
        for index, voiced in enumerate(self._slice(start_s, end_s + FRAME_S), start=first):
            if not voiced:
                continue
            if found and index - found[-1][1] < _GAP_FRAMES:
                found[-1][1] = index + 1
            else:
                found.append([index, index + 1])
        return tuple((max(start_s, a * FRAME_S), min(end_s, b * FRAME_S)) for a, b in found)

    def _slice(self, start_s: float, end_s: float) -> "array[int]":
        return self._flags[self._index(start_s) : max(self._index(start_s), self._index(end_s))]

    def _index(self, at_s: float) -> int:
        return max(0, int(at_s / FRAME_S + 1e-6))
