"""What a replay shows and what the speaker sounds are the same moment of the recording."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from simulator.audio.deck import Deck, Passage
from simulator.audio.player import open_player
from simulator.replay.types import Place
from simulator.tui.app import SimulatorApp
from simulator.tui.choices import ReplaySetup
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.widgets.script import Script
from tests.fakes import parts as fake
from tests.fakes.pulse import RATE_HZ, Heard, Pulse
from tests.fakes.replaying import past_session
from tests.fakes.services import FakeServices
from tests.fakes.signals import alignment, recording, tone

pytestmark = pytest.mark.audio

NEAR_S = 0.1
"""The issue's bound on the distance between the highlight and the sound."""
WINDOW_S = 0.7
NEARBY_S, FITS = 2.0, 0.8
WORD_S = 0.2
"""The words of the test follow each other at this distance."""


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


def sounding_at(
    heard: Heard, at_s: float, source: npt.NDArray[np.int16], speed: float, *, about_s: float
) -> float | None:
    """The moment of `source` that was sounding when `at_s` seconds had been heard, by cross-correlation of loudness.

    Looked for up to two seconds around `about_s`. None where the loudness fits nowhere: a busy machine's speaker had a
    gap just there.
    """
    step_s = 0.005
    piece = envelope(heard.pcm[round((at_s - WINDOW_S) * RATE_HZ) : round(at_s * RATE_HZ)], round(step_s * RATE_HZ))
    whole = envelope(source, round(step_s * speed * RATE_HZ))
    ends = np.arange(len(piece), len(whole))
    ends = ends[np.abs(ends * step_s * speed - about_s) <= NEARBY_S]
    fits = [np.corrcoef(piece, whole[end - len(piece) : end])[0, 1] for end in ends]
    best = int(np.argmax(fits))
    return float(ends[best]) * step_s * speed if fits[best] >= FITS else None


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
    sounding = [(shown_s, sounding_at(heard, at_s, source, speed, about_s=shown_s)) for at_s, shown_s in asked]
    errors = [shown_s - at_s for shown_s, at_s in sounding if at_s is not None]
    assert len(errors) > 0.8 * len(asked)
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


async def test_the_word_highlighted_on_the_screen_is_the_one_that_sounds(pulse: Pulse, tmp_path: Path) -> None:
    """The whole way: folder, player, deck, speaker, screen. What is drawn is compared with what the speaker gave."""
    folder = past_session(tmp_path / "recordings")
    speech = np.concatenate([recording(f"librivox_0{number}") for number in (870, 880, 890)])
    soundfile.write(folder.path / "turn-02" / "audio.wav", speech, RATE_HZ, subtype="PCM_16")
    spaced = fake.words(" ".join(f"w{index}" for index in range(50)), start_s=0.0, each_s=WORD_S)
    folder.save_transcript("turn-02", spaced, model="base", heard="full")
    (folder.path / "turn-02" / "analysis.json").unlink()
    services = FakeServices(folders={folder.id: folder})
    services.deck = lambda: Deck(open_player)  # type: ignore[method-assign,assignment,return-value]
    app = SimulatorApp(services, ReplaySetup(folder.id))
    noted: list[tuple[float, int]] = []
    async with app.run_test(size=(100, 30)) as pilot:
        while not isinstance(app.screen, ReplayScreen):
            await pilot.pause(0.05)
        app.screen.go(Place(4, 0.0))
        with pulse.listening() as heard:
            await pilot.press("space")
            while app.screen.place.at_s < 8.0:
                await asyncio.sleep(0.01)
                shown = app.screen.query_one(Script).word
                if shown and app.screen.place.at_s > WINDOW_S + 0.3:
                    noted.append((heard.seconds, shown[1]))
            await pilot.press("space")
            heard.wait_for(heard.seconds + 0.2)
    sounding = [(word, sounding_at(heard, at_s, speech, 1.0, about_s=word * WORD_S)) for at_s, word in noted[::5]]
    errors = [_off(at_s, word * WORD_S) for word, at_s in sounding if at_s is not None]
    assert len(errors) > 40
    print(f"highlight: {len(errors)} moments, mean {np.mean(errors):+.3f} s, worst {max(errors, key=abs):+.3f} s")
    assert max(abs(error) for error in errors) < NEAR_S


def _off(sounding_s: float, start_s: float) -> float:
    """How far the sound is outside of the word that begins at `start_s`: 0 within it, above 0 when it is shown late."""
    return min(0.0, sounding_s - start_s) + max(0.0, sounding_s - start_s - WORD_S)


def test_a_speaker_that_goes_away_is_told_and_the_time_goes_on(pulse: Pulse, deck: Deck, answer: Path) -> None:
    passage = deck.play(answer, 0.0, 12.0, 1.0)
    with pulse.listening() as heard:
        heard.wait_for_sound()
    assert not passage.lost
    pulse.unplug("speaker")
    pulse.unplug("mic")
    try:
        until(lambda: passage.lost)
        gone_s = passage.at_s
        until(lambda: passage.at_s > gone_s + 0.5)
    finally:
        pulse.plug_in("speaker")
        pulse.plug_in("mic")
        passage.stop()


def until(holds: Callable[[], bool], timeout_s: float = 10.0) -> None:
    ends, pace = time.monotonic() + timeout_s, threading.Event()
    while not holds():
        assert time.monotonic() < ends
        pace.wait(0.02)
