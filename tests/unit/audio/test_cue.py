import numpy as np
import pytest

from simulator.audio.cue import end_tone, start_tone
from simulator.audio.types import Sound

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("sound", [start_tone(), end_tone()])
def test_a_tone_is_short_and_soft_and_starts_and_ends_in_silence(sound: Sound) -> None:
    assert sound.samples.dtype == np.float32
    assert 0.05 < sound.duration_s < 0.3
    assert np.abs(sound.samples).max() < 0.15
    assert np.abs(sound.samples[[0, -1]]).max() < 1e-3
    assert np.abs(np.diff(sound.samples)).max() < 0.02  # no click


def test_the_end_is_softer_and_shorter_than_the_start() -> None:
    assert np.abs(end_tone().samples).max() < np.abs(start_tone().samples).max()
    assert end_tone().duration_s < start_tone().duration_s
