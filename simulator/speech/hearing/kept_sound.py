"""The part of a growing recording that hearing still needs."""

import numpy as np

from simulator.audio.types import RATE_HZ
from simulator.speech.hearing.voice_activity import Samples


class KeptSound:
    """Grows at the end and is forgotten from the front. Times in seconds from the start of the recording."""

    def __init__(self) -> None:
        self._samples: Samples = np.zeros(0, np.float32)
        self._first = 0

    @property
    def kept_s(self) -> float:
        """Seconds of sound held in memory."""
        return len(self._samples) / RATE_HZ

    def extend(self, samples: Samples) -> None:
        self._samples = np.concatenate([self._samples, samples])

    def cut(self, start_s: float, end_s: float) -> Samples:
        """A stretch of which nothing is forgotten yet: else words would get wrong times."""
        start = round(start_s * RATE_HZ) - self._first
        assert start >= 0, f"the sound from {start_s:.3f} s on is forgotten"
        return self._samples[start : round(end_s * RATE_HZ) - self._first]

    def forget(self, before_s: float) -> None:
        """What is before is not needed any more; it goes once it is more than a second, for each time costs a copy."""
        gone = round(before_s * RATE_HZ) - self._first
        if gone > RATE_HZ:
            self._samples = self._samples[gone:].copy()
            self._first += gone
