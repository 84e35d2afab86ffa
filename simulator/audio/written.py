"""A finished sound as the bytes of a WAV file in the program's own format."""

import numpy as np

from simulator.audio.types import RATE_HZ, Sound
from simulator.audio.wavfile import header


def wav_bytes(sound: Sound) -> bytes:
    """16 kHz mono int16, whatever rate the sound has; what is too loud is clipped."""
    samples = sound.samples
    if sound.rate_hz != RATE_HZ:
        import soxr

        samples = soxr.resample(samples, sound.rate_hz, RATE_HZ)
    pcm = np.rint(np.clip(samples, -1.0, 1.0) * 32767).astype("<i2")
    return header(len(pcm)) + pcm.tobytes()
