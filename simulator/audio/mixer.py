"""What the speaker's callback does: add up the sounds that are playing."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
FADE_FRAMES = 256
"""A stopped sound fades over these (5 ms at 48 kHz), so that it does not click."""


_FADE: Samples = np.linspace(1, 0, FADE_FRAMES, dtype=np.float32)


class Playable(Protocol):
    """Something that sounds, at the device's rate."""

    fading: bool
    """It has been stopped: it fades with its next block."""
    finished: bool

    def add(self, out: Samples, delay_s: float | None) -> None:
        """Add the next samples to `out`, shape (frames, channels), of which the first sounds in `delay_s`."""


@dataclass(slots=True, eq=False)
class Voice:
    """One sound at the device's rate, and how far it has been played."""

    samples: Samples
    position: int = 0
    fading: bool = False
    finished: bool = False

    def add(self, out: Samples, _delay_s: float | None) -> None:
        piece = self.samples[self.position : self.position + len(out)]
        if self.fading:
            piece = piece[:FADE_FRAMES] * _FADE[: len(piece)]
        out[: len(piece)] += piece[:, np.newaxis]
        self.position += len(piece)
        self.finished = self.fading or self.position >= len(self.samples)


@dataclass(frozen=True, slots=True)
class Handed:
    """A block that the device took: when (by the voice's clock), in how long it sounds, and which frames."""

    at_s: float
    delay_s: float | None
    first: int
    last: int


@dataclass(slots=True, eq=False)
class StreamVoice:
    """A sound that comes in blocks while it plays. One thread puts, the callback takes; no lock on either side.

    With nothing to play there is silence, which does not count: `position` is of the sound alone.
    """

    clock: Callable[[], float] = time.monotonic
    position: int = 0
    put_frames: int = 0
    complete: bool = False
    """Everything has been put."""
    fading: bool = False
    finished: bool = False
    handed: Handed | None = None
    _blocks: deque[Samples] = field(default_factory=deque)
    _offset: int = 0

    def put(self, block: Samples) -> None:
        self._blocks.append(block)
        self.put_frames += len(block)

    @property
    def waiting(self) -> int:
        """Frames that were put and not yet taken."""
        return self.put_frames - self.position

    def add(self, out: Samples, delay_s: float | None) -> None:
        first, done = self.position, 0
        size = min(len(out), FADE_FRAMES) if self.fading else len(out)
        over = self.fading or self.complete
        while done < size and self._blocks:
            piece = self._blocks[0][self._offset : self._offset + size - done]
            sounding = piece * _FADE[done : done + len(piece)] if self.fading else piece
            out[done : done + len(piece)] += sounding[:, np.newaxis]
            done += len(piece)
            self._offset += len(piece)
            if self._offset >= len(self._blocks[0]):
                self._blocks.popleft()
                self._offset = 0
        self.position += done
        if done:
            self.handed = Handed(self.clock(), delay_s, first, self.position)
        self.finished = self.fading or (over and not self._blocks)


class Mixer:
    """Mixes without a lock: the tuple of voices is replaced as a whole by the control side, never changed."""

    def __init__(self) -> None:
        self.voices: tuple[Playable, ...] = ()
        self.blocks = 0
        """Callbacks so far: how the watchdog sees that the speaker is alive."""

    def callback(self, out: Samples, _frames: int, times: Any, _status: Any) -> None:
        """PortAudio's callback; `out` has shape (frames, channels). No lock, no I/O."""
        out.fill(0)
        delay_s = _delay_s(times)
        for voice in self.voices:
            if not voice.finished:
                voice.add(out, delay_s)
        self.blocks += 1


def _delay_s(times: Any) -> float | None:
    """In how long the block will sound, by the device's own clock; None where its driver does not tell."""
    delay_s = times.outputBufferDacTime - times.currentTime if times is not None else 0.0
    return float(delay_s) if 0.0 < delay_s < 1.0 else None
