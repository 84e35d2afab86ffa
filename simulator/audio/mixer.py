"""What the speaker's callback does: add up the sounds that are playing."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
FADE_FRAMES = 256
"""A stopped sound fades over these (5 ms at 48 kHz), so that it does not click."""


@dataclass(slots=True, eq=False)
class Voice:
    """One sound at the device's rate, and how far it has been played."""

    samples: Samples
    position: int = 0
    fading: bool = False
    finished: bool = False
    fade: Samples = field(default_factory=lambda: np.linspace(1, 0, FADE_FRAMES, dtype=np.float32))


class Mixer:
    """Mixes without a lock: the tuple of voices is replaced as a whole by the control side, never changed."""

    def __init__(self) -> None:
        self.voices: tuple[Voice, ...] = ()
        self.blocks = 0
        """Callbacks so far: how the watchdog sees that the speaker is alive."""

    def callback(self, out: Samples, frames: int, _time: Any, _status: Any) -> None:
        """PortAudio's callback; `out` has shape (frames, channels). No lock, no I/O."""
        out.fill(0)
        for voice in self.voices:
            self._add(voice, out, frames)
        self.blocks += 1

    @staticmethod
    def _add(voice: Voice, out: Samples, frames: int) -> None:
        if voice.finished:
            return
        piece = voice.samples[voice.position : voice.position + frames]
        if voice.fading:
            piece = piece[:FADE_FRAMES] * voice.fade[: len(piece)]
        out[: len(piece)] += piece[:, np.newaxis]
        voice.position += len(piece)
        voice.finished = voice.fading or voice.position >= len(voice.samples)
