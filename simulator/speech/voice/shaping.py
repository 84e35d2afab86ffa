"""Make the sound of any engine start at once, end soon and be as loud as the others. Pure; mono float32 (n,)."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from simulator.audio.types import Sound

Samples = npt.NDArray[np.float32]

_FRAME_S = 0.010
_AUDIBLE = 0.02
"""Speech is what is above this share (−34 dB) of the loudest frame: breath and engine noise are below it."""
_LEAD_S = 0.02
_TAIL_S = 0.12
_FADE_S = 0.005
_LOUDNESS = 0.09
"""Wanted root mean square of the speech, −21 dBFS: about what recorded speech is levelled to."""
_MOST_GAIN = 4.0
_PEAK = 0.9


def trimmed(sound: Sound) -> Sound:
    """Without silence at its ends but for 20 ms before and 120 ms after the speech; nothing when it is all silent."""
    audible = np.flatnonzero(_audible(sound))
    if not audible.size:
        return replace(sound, samples=sound.samples[:0])
    frame = _frame(sound.rate_hz)
    start = max(0, int(audible[0]) * frame - round(_LEAD_S * sound.rate_hz))
    end = (int(audible[-1]) + 1) * frame + round(_TAIL_S * sound.rate_hz)
    return replace(sound, samples=_faded(sound.samples[start:end], sound.rate_hz))


def levelled(sound: Sound) -> Sound:
    """Brought to the usual loudness of speech, at most four times louder, its peaks below 0.9 and never cut."""
    if not sound.samples.size:
        return sound
    peak = float(np.abs(sound.samples).max())
    audible = _audible(sound)
    if peak == 0.0 or not audible.any():
        return sound
    loudness = float(np.sqrt(np.mean(_frame_powers(sound)[audible])))
    gain = min(_LOUDNESS / loudness, _MOST_GAIN, _PEAK / peak)
    return replace(sound, samples=sound.samples * np.float32(gain))


def joined(parts: Sequence[Samples], pauses_s: Sequence[float], rate_hz: int) -> Sound:
    """The parts one after the other, `pauses_s[i]` of silence after part i; the last pause is left out."""
    pieces: list[Samples] = []
    for part, pause_s in zip(parts, pauses_s, strict=True):
        pieces += [part, np.zeros(round(pause_s * rate_hz), np.float32)]
    return Sound(np.concatenate(pieces[:-1]) if pieces else np.zeros(0, np.float32), rate_hz)


def _frame(rate_hz: int) -> int:
    return max(1, round(_FRAME_S * rate_hz))


def _frame_powers(sound: Sound) -> Samples:
    frame = _frame(sound.rate_hz)
    padded = np.pad(sound.samples, (0, -len(sound.samples) % frame))
    return np.asarray(np.mean(np.square(padded.reshape(-1, frame)), axis=1), np.float32)


def _audible(sound: Sound) -> npt.NDArray[np.bool_]:
    """Which frames of 10 ms hold speech."""
    if not sound.samples.size:
        return np.zeros(0, np.bool_)
    powers = _frame_powers(sound)
    return np.asarray(powers > max(float(powers.max()) * _AUDIBLE**2, 1e-10), np.bool_)


def _faded(samples: Samples, rate_hz: int) -> Samples:
    """Ends without a click."""
    length = min(round(_FADE_S * rate_hz), len(samples) // 2)
    out = samples.astype(np.float32, copy=True)
    ramp = np.linspace(0.0, 1.0, length, dtype=np.float32)
    out[:length] *= ramp
    out[len(out) - length :] *= ramp[::-1]
    return out
