import numpy as np
import pytest

from simulator.audio.types import Sound
from simulator.speech.voice.shaping import joined, levelled, trimmed

pytestmark = pytest.mark.unit
RATE_HZ = 24_000


def speech(lead_s: float, speech_s: float, tail_s: float, amplitude: float = 0.3) -> Sound:
    rng = np.random.default_rng(3)
    quiet = [rng.normal(0, 1e-4, round(seconds * RATE_HZ)) for seconds in (lead_s, tail_s)]
    voice = amplitude * np.sin(2 * np.pi * 200 * np.arange(round(speech_s * RATE_HZ)) / RATE_HZ)
    return Sound(np.concatenate([quiet[0], voice, quiet[1]]).astype(np.float32), RATE_HZ)


def test_silence_before_and_after_the_speech_is_taken_away() -> None:
    assert trimmed(speech(0.4, 1.0, 0.6)).duration_s == pytest.approx(1.0 + 0.02 + 0.12, abs=0.011)


def test_a_pause_inside_the_speech_stays() -> None:
    halves = joined([speech(0.3, 1.0, 0.0).samples, speech(0.0, 1.0, 0.3).samples], [0.5, 0.0], RATE_HZ)
    assert trimmed(halves).duration_s == pytest.approx(2.5 + 0.14, abs=0.011)


@pytest.mark.parametrize("length", [0, 1, 100, RATE_HZ])
def test_nothing_but_silence_becomes_nothing(length: int) -> None:
    assert trimmed(Sound(np.zeros(length, np.float32), RATE_HZ)).samples.size == 0


def test_trimmed_sound_begins_and_ends_without_a_click() -> None:
    samples = trimmed(Sound(np.full(RATE_HZ, 0.3, np.float32), RATE_HZ)).samples
    assert samples.max() == pytest.approx(0.3)
    assert abs(samples[0]) < 1e-3
    assert abs(samples[-1]) < 1e-3


@pytest.mark.parametrize("amplitude", [0.05, 0.3, 0.9])
def test_voices_of_any_strength_come_to_the_same_loudness_without_clipping(amplitude: float) -> None:
    sound = levelled(speech(0.5, 1.0, 0.5, amplitude))
    voiced = sound.samples[RATE_HZ // 2 : RATE_HZ * 3 // 2]
    assert np.sqrt(np.mean(np.square(voiced))) == pytest.approx(0.09, rel=0.02)
    assert np.abs(sound.samples).max() <= 0.9


def test_a_whisper_is_made_at_most_four_times_louder() -> None:
    sound = levelled(speech(0.5, 1.0, 0.5, 0.01))
    assert np.abs(sound.samples).max() == pytest.approx(0.04, rel=0.02)


def test_a_single_peak_limits_the_gain() -> None:
    sound = speech(0.0, 1.0, 0.0, 0.05)
    sound.samples[5000] = 0.85
    assert np.abs(levelled(sound).samples).max() == pytest.approx(0.9)


def test_silence_stays_silence() -> None:
    assert not levelled(Sound(np.zeros(100, np.float32), RATE_HZ)).samples.any()


def test_parts_are_joined_with_their_pauses_but_for_the_last() -> None:
    part = np.ones(RATE_HZ, np.float32)
    assert joined([part, part], [0.4, 0.4], RATE_HZ).duration_s == pytest.approx(2.4)
    assert joined([], [], RATE_HZ).duration_s == 0
