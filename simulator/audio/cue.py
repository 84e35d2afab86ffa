"""The two tones a candidate hears: "I am listening" and "got it"."""

from typing import Final

import numpy as np
import numpy.typing as npt

from simulator.audio.types import Sound

_RATE_HZ: Final = 48_000
_NOTE_S: Final = 0.09


def start_tone() -> Sound:
    """Two soft rising notes, 0.18 s: the microphone is listening."""
    return Sound(np.concatenate((_note(659.3, 0.12), _note(880.0, 0.12))), _RATE_HZ)


def end_tone() -> Sound:
    """One softer, lower note, 0.09 s: the answer is taken."""
    return Sound(_note(587.3, 0.06), _RATE_HZ)


def _note(pitch_hz: float, amplitude: float) -> npt.NDArray[np.float32]:
    """A sine that swells and fades over its whole length, so that it neither clicks nor startles."""
    time_s = np.arange(round(_NOTE_S * _RATE_HZ)) / _RATE_HZ
    swell = np.sin(np.pi * time_s / _NOTE_S) ** 2
    return (amplitude * swell * np.sin(2 * np.pi * pitch_hz * time_s)).astype(np.float32)
