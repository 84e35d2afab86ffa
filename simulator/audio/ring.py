"""The bridge between PortAudio's callback and the writer thread."""

import numpy as np
import numpy.typing as npt

Frames = npt.NDArray[np.int16]


class Ring:
    """A fixed ring of int16 frames for one producer and one consumer, without a lock.

    Each counter is written by one side only and read by the other, so a stale view errs on the safe side: the producer
    may see less room, the consumer fewer frames, than there are. The samples are copied before the counter moves.
    """

    def __init__(self, capacity: int, channels: int = 1) -> None:
        """Room for `capacity` frames of `channels` samples, allocated now and never again."""
        self._buffer: Frames = np.zeros((capacity, channels), dtype=np.int16)
        self._written = 0
        self._taken = 0
        self._overflowed = 0

    @property
    def written(self) -> int:
        """Frames stored since the start."""
        return self._written

    @property
    def overflowed(self) -> int:
        """Frames that found no room, and are lost."""
        return self._overflowed

    def write(self, block: Frames) -> None:
        """Producer: copy `block`, shape (n, channels). What does not fit is counted and left out (the newest part)."""
        capacity = len(self._buffer)
        fits = min(len(block), capacity - (self._written - self._taken))
        at = self._written % capacity
        first = min(fits, capacity - at)
        self._buffer[at : at + first] = block[:first]
        self._buffer[: fits - first] = block[first:fits]
        self._overflowed += len(block) - fits
        self._written += fits

    def read(self) -> Frames:
        """Consumer: a copy of all frames that are there, shape (n, channels), possibly empty."""
        capacity = len(self._buffer)
        count = self._written - self._taken
        at = self._taken % capacity
        first = min(count, capacity - at)
        frames = np.concatenate((self._buffer[at : at + first], self._buffer[: count - first]))
        self._taken += count
        return frames
