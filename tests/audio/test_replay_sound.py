"""What a replay shows and what the speaker sounds are the same moment of the recording."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from simulator.audio.deck import Deck, Passage
from simulator.audio.player import open_player
from tests.fakes.pulse import RATE_HZ, Heard, Pulse
from tests.fakes.signals import alignment, recording, tone

pytestmark = pytest.mark.audio

NEAR_S = 0.1
"""The issue's bound on the distance between the highlight and the sound."""
WINDOW_S = 0.7


@pytest.fixture
def deck(pulse: Pulse) -> Iterator[Deck]:
    opened = Deck(open_player)
    yield opened
    opened.close()


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """Twelve seconds of read speech."""
    return written(tmp_path / "audio.wav", np.concatenate([recording(f"librivox_0{n}") for n in (870, 880, 890)]))


def written(path: Path, pcm: npt.NDArray[np.int16]) -> Path:
    soundfile.write(path, pcm, RATE_HZ, subtype="PCM_16")
    return path


def moments(passage: Passage, heard: Heard, until_s: float) -> list[tuple[float, float]]:
    """(seconds heard so far, moment of the recording that the deck names), asked about every 50 ms."""
    noted, pace = [], threading.Event()
    while not passage.over and passage.at_s < until_s:
        noted.append((heard.seconds, passage.at_s))
        pace.wait(0.05)
    return noted


def envelope(pcm: npt.NDArray[np.int16], hop: int) -> npt.NDArray[np.float64]:
    whole = pcm[: len(pcm) // hop * hop].astype(np.float64)
    return np.sqrt((whole.reshape(-1, hop) ** 2).mean(axis=1))


def sounding_at(heard: Heard, at_s: float, source: npt.NDArray[np.int16], speed: float) -> float:
    """The moment of `source` that was sounding when `at_s` seconds had been heard, by cross-correlation of loudness."""
    step_s = 0.005
    piece = envelope(heard.pcm[round((at_s - WINDOW_S) * RATE_HZ) : round(at_s * RATE_HZ)], round(step_s * RATE_HZ))
    whole = envelope(source, round(step_s * speed * RATE_HZ))
    piece, whole = piece - piece.mean(), whole - whole.mean()
    fits = [np.corrcoef(piece, whole[i : i + len(piece)])[0, 1] for i in range(len(whole) - len(piece))]
    return (int(np.argmax(fits)) + len(piece)) * step_s * speed


@pytest.mark.parametrize("speed", [1.0, 1.5])
def test_the_moment_shown_is_within_a_tenth_of_a_second_of_the_sound(
    pulse: Pulse, deck: Deck, answer: Path, speed: float
) -> None:
    source, _ = soundfile.read(answer, dtype="int16")
    with pulse.listening() as heard:
        passage = deck.play(answer, 1.0, 11.0, speed)
        heard.wait_for_sound()
        noted = moments(passage, heard, 9.0)
        passage.stop()
        heard.wait_for(heard.seconds + 0.2)
    asked = [(at_s, shown_s) for at_s, shown_s in noted if shown_s > 1.0 + (WINDOW_S + 0.3) * speed]
    assert len(asked) > 40
    errors = [shown_s - sounding_at(heard, at_s, source, speed) for at_s, shown_s in asked]
    print(f"{speed}×: {len(errors)} moments, mean {np.mean(errors):+.3f} s, worst {max(errors, key=abs):+.3f} s")
    assert max(abs(error) for error in errors) < NEAR_S


def test_faster_keeps_the_pitch_and_takes_less_time(pulse: Pulse, deck: Deck, tmp_path: Path) -> None:
    path = written(tmp_path / "tone.wav", tone(3.0, 440.0))
    with pulse.listening() as heard:
        passage = deck.play(path, 0.0, 3.0, 1.5)
        assert passage.wait_over(10)
        heard.wait_for(heard.seconds + 0.3)
    loud = np.flatnonzero(np.abs(heard.pcm.astype(int)) > 1000)
    sound = heard.pcm[loud[0] : loud[-1]].astype(float)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    assert len(sound) / RATE_HZ == pytest.approx(3.0 / 1.5, abs=0.06)
    assert spectrum.argmax() * RATE_HZ / len(sound) == pytest.approx(440.0, abs=2.0)


def test_a_passage_begins_where_it_was_asked_to_and_ends_there(pulse: Pulse, deck: Deck, answer: Path) -> None:
    source, _ = soundfile.read(answer, dtype="int16")
    with pulse.listening() as heard:
        passage = deck.play(answer, 4.0, 6.0, 1.0)
        assert passage.wait_over(10)
        heard.wait_for(heard.seconds + 0.3)
    correlation, _ = alignment(heard.pcm, source[4 * RATE_HZ : 6 * RATE_HZ])
    assert correlation > 0.95
    assert passage.at_s == 6.0
    loud = np.flatnonzero(np.abs(heard.pcm.astype(int)) > 200)
    assert (loud[-1] - loud[0]) / RATE_HZ < 2.1
