"""A finished sound as a WAV file."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.types import RATE_HZ, Sound
from simulator.audio.written import wav_bytes

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("rate_hz", [RATE_HZ, 24_000, 48_000])
def test_a_sound_of_any_rate_reads_back_at_the_programs_own(tmp_path: Path, rate_hz: int) -> None:
    time_s = np.arange(rate_hz) / rate_hz
    path = tmp_path / "asked.wav"
    path.write_bytes(wav_bytes(Sound((0.5 * np.sin(2 * np.pi * 440 * time_s)).astype(np.float32), rate_hz)))
    read, found_hz = soundfile.read(path)
    assert (found_hz, len(read)) == (RATE_HZ, RATE_HZ)
    middle = read[2000:-2000]
    assert np.abs(np.fft.rfft(middle)).argmax() * RATE_HZ / len(middle) == pytest.approx(440.0, abs=2.0)
    assert middle.max() == pytest.approx(0.5, abs=0.01)


def test_what_is_too_loud_is_clipped_and_does_not_turn_over(tmp_path: Path) -> None:
    path = tmp_path / "asked.wav"
    path.write_bytes(wav_bytes(Sound(np.array([2.0, -2.0, 0.0], np.float32), RATE_HZ)))
    assert list(soundfile.read(path, dtype="int16")[0]) == [32767, -32767, 0]
