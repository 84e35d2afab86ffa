"""How loud the microphone is, and what to say about it.

The thresholds were set on the recordings of tests/data/audio, cut into blocks of 1/15 s and windows of 2 s
(`tests/unit/audio/test_level.py` holds them to it).
"""

import math
import sys
from collections import deque
from typing import Final

import numpy as np

from simulator.audio.types import Level, LevelVerdict, Pcm

FLOOR_DB: Final = -120.0
LEVELS_HZ: Final = 15
"""How many levels a second a recorder reports."""

QUIET_DB: Final = -42.0
"""A window whose loudest tenth of blocks stays below this is quiet: the softest clear speech has −39 there, an empty
office −44 (medians)."""
FULL_SCALE_DB: Final = -0.1
"""Peaks from here on are cut off by the converter (99 % of full scale)."""
CLIPPED_BLOCKS: Final = 4
"""So many blocks at full scale in one window are clipping; up to three occur in speech that was normalised."""
_FULL_SCALE: Final = 32768.0


def level_of(pcm: Pcm) -> Level:
    """Root mean square and peak of a block in dBFS; −120 for digital silence and for an empty block."""
    if len(pcm) == 0:
        return Level(FLOOR_DB, FLOOR_DB)
    samples = pcm.astype(np.float64)
    return Level(_db(math.sqrt(float(np.mean(samples**2)))), _db(float(np.max(np.abs(samples)))))


def _db(amplitude: float) -> float:
    return max(FLOOR_DB, 20 * math.log10(amplitude / _FULL_SCALE)) if amplitude > 0 else FLOOR_DB


class LevelMeter:
    """Judges the levels of the last two seconds."""

    def __init__(self, window_s: float = 2.0, levels_hz: int = LEVELS_HZ) -> None:
        self._levels: deque[Level] = deque(maxlen=max(1, round(window_s * levels_hz)))

    def add(self, level: Level) -> None:
        self._levels.append(level)

    def verdict(self) -> LevelVerdict | None:
        """None until half a window has been heard."""
        levels = self._levels
        if len(levels) * 2 < (levels.maxlen or 1):
            return None
        if all(level.peak_db <= FLOOR_DB for level in levels):
            return "zeros"
        if sum(level.peak_db >= FULL_SCALE_DB for level in levels) >= CLIPPED_BLOCKS:
            return "clipping"
        loud = sorted(level.rms_db for level in levels)[int(0.9 * (len(levels) - 1))]
        return "quiet" if loud < QUIET_DB else "good"


_ZEROS_MAC = (
    "The microphone sends only zeros: allow this terminal in System Settings, Privacy & Security, Microphone, "
    "then start it again."
)
_ZEROS = "The microphone sends only zeros: unmute it, or choose another one in the system's sound settings."


def advice(verdict: LevelVerdict | None, platform: str = sys.platform) -> str:
    """One line for the screen."""
    if verdict is None:
        return "Say a sentence, as you would to an interviewer."
    if verdict == "zeros":
        return _ZEROS_MAC if platform == "darwin" else _ZEROS
    return {
        "quiet": "Very quiet: say a sentence; if you did, come closer or turn the input up.",
        "clipping": "Too loud, the peaks are cut off: turn the input down or move back a little.",
        "good": "Good level.",
    }[verdict]
